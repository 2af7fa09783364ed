"""What the buttons of a figure have in common: nobody decides past somebody else's decision."""

from typing import Any

from django import forms

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureDecision
from lib.admin.buttons import Button
from lib.refusals import Refused
from lib.words import stamp


class FigureButton(Button):
    """A decision about a figure. `seen` is the newest decision when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    template = "admin/hospitals/disruptionfigure/decide.html"

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return record.withdrawn_at is None

    def stands_now(self) -> dict[str, Any]:
        newest = newest_decision(self.record)
        return {"seen": newest and newest.pk}

    def run(self) -> str | None:
        workflow.locked(self.record)
        newest, seen = newest_decision(self.record), self.cleaned_data["seen"]
        if newest is not None and seen is not None and newest.pk != seen:
            raise Refused(
                f"{newest.by} has decided something about this figure since you opened the page "
                f"({newest.get_kind_display()}, {stamp(newest.at)}). Nothing was changed. Look at "
                "it as it is now, then decide again."
            )
        return self.decide()

    def decide(self) -> str | None:
        """As `run`, of a figure that is locked and as the person saw it."""
        raise NotImplementedError


def newest_decision(figure: DisruptionFigure) -> FigureDecision | None:
    return FigureDecision.objects.filter(figure=figure).select_related("by").order_by("-id").first()


def reason_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )
