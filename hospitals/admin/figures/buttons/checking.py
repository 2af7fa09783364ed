"""A second person compares our record with its source."""

from typing import Any

from django import forms

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision, Terms
from lib.refusals import Refused

from ...signing import row_for_page
from ..page import number_words, pending, sentence
from .base import FigureButton


class Check(FigureButton):
    name, label, permission = "check", "Check against the source", "hospitals.check_figure"
    title = "Does our record match the source?"
    confirm = "It matches: mark as checked"
    template = "admin/hospitals/disruptionfigure/check.html"

    revision = forms.IntegerField(widget=forms.HiddenInput)
    # The token of what stood on the page; without one nothing was seen, and nothing is checked.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    stood_up = forms.ChoiceField(
        label="stood up",
        choices=FigureRevision.StoodUp.choices,
        required=False,
        help_text="Whether we rely on it ourselves: must be said for an unattributable source.",
    )

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return super().possible(user, record) and pending(record) is not None

    @classmethod
    def offered(cls, user: Any, record: DisruptionFigure) -> bool:
        """Not to who recorded it: whoever opens the page all the same is told why."""
        waits = pending(record)
        own = waits is not None and waits.recorded_by_id == user.pk
        may_own = user.has_perm("hospitals.check_own_figure")
        return super().offered(user, record) and (not own or may_own)

    def stands_now(self) -> dict[str, Any]:
        waits = pending(self.record)
        shown = {"revision": waits.pk, "shown": workflow.check_token(waits)} if waits else {}
        return {**super().stands_now(), **shown}

    def context(self) -> dict[str, Any]:
        revision = pending(self.record)
        if revision is None:
            return {}
        return {
            "revision": revision,
            "sentence": sentence(self.record, revision),
            "before": self.record.current,
            "proposed": proposed_rows(revision),
            "unattributable": revision.effective_terms() == Terms.UNATTRIBUTABLE,
        }

    def decide(self) -> str:
        revision = FigureRevision.objects.filter(
            figure=self.record, pk=self.cleaned_data["revision"]
        ).first()
        if revision is None:
            raise Refused("This revision does not belong to this figure: open the page again.")
        checked = workflow.check(
            by=self.user,
            revision=revision,
            stood_up=self.cleaned_data["stood_up"],
            seen=self.cleaned_data["shown"],
        )
        return f"Checked against the source: {number_words(checked)}."


def proposed_rows(revision: FigureRevision) -> list[dict[str, Any]]:
    """What the figure names of which somebody only proposed it, with all that is said of it."""
    return [row_for_page(row) for row in workflow.proposals_behind(workflow.rests_on(revision))]
