"""What is decided about a figure that stands: preferred, disputed, settled, withdrawn."""

from typing import Any

from hospitals import workflow
from hospitals.dependents import dependents
from hospitals.models import DisruptionFigure

from ..page import figures_in_lines
from .base import FigureButton, reason_field


class Prefer(FigureButton):
    name, label, permission = "prefer", "Use this one", "hospitals.prefer_figure"
    title = "Use this figure rather than the others"
    template = "admin/hospitals/disruptionfigure/prefer.html"
    reason = reason_field("why this one", "Readers can see it.")

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return super().possible(user, record) and bool(rivals_of(record))

    def context(self) -> dict[str, Any]:
        return {"rivals": rivals_of(self.record)}

    def decide(self) -> str:
        workflow.prefer(by=self.user, figure=self.record, reason=self.cleaned_data["reason"])
        return "This is now the figure to use."


def rivals_of(figure: DisruptionFigure) -> list[DisruptionFigure]:
    return list(figures_in_lines().rivals_of(figure))


class Dispute(FigureButton):
    name, label, permission = "dispute", "Mark as disputed", "hospitals.dispute_figure"
    lead = "The number stays up; readers see the note beside it."
    confirm = "Add the note"
    reason = reason_field(
        "who disputes it, and why", "A public note beside a number that stays up."
    )

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return super().possible(user, record) and record.disputed_on is None

    def decide(self) -> str:
        workflow.dispute(by=self.user, figure=self.record, text=self.cleaned_data["reason"])
        return "Marked as disputed: readers see the note beside the number."


class Settle(FigureButton):
    name, label, permission = "settle", "No longer disputed", "hospitals.dispute_figure"
    confirm = "Take the note away"
    reason = reason_field("how it was settled", "Seen on the desk only.")

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return super().possible(user, record) and record.disputed_on is not None

    def decide(self) -> str:
        workflow.settle_dispute(by=self.user, figure=self.record, text=self.cleaned_data["reason"])
        return "No longer marked as disputed."


class Withdraw(FigureButton):
    name, label, permission = "withdraw", "Withdraw", "hospitals.withdraw_figure"
    title = "Withdraw this figure"
    lead = "The figure is taken back for good. Its page stays and says why, without the number."
    confirm = "Withdraw it"
    danger = True
    reason = reason_field(
        "why it is withdrawn", "Its page stays, with this reason and without the number."
    )

    def context(self) -> dict[str, Any]:
        return {"impact": dependents().impact([self.record])}

    def decide(self) -> str:
        workflow.withdraw(by=self.user, figure=self.record, reason=self.cleaned_data["reason"])
        return "Withdrawn: its page stays and says why."
