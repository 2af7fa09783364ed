"""A new value of a figure, beside the old one or in place of one that waits for its check."""

from dataclasses import fields
from typing import Any

from django import forms

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision
from lib.admin.dates import DayField
from lib.numbers import format_number
from lib.refusals import Refused

from ...lookups import LookupField
from ..page import number_words, pending
from ..readings import ReadingForm
from .base import FigureButton


class Revise(FigureButton, ReadingForm):
    name, label = "revise", "Record a new value"
    permission = "hospitals.change_disruptionfigure"
    lead = "Readers see nothing of a new value until another person has checked it."
    confirm = "Record it"
    template = "admin/hospitals/disruptionfigure/revise.html"

    evidence = LookupField(
        "evidence", label="where it came from", help_text="The document that gives the new value."
    )
    reason = forms.ChoiceField(
        label="why it changes",
        choices=[("", "choose"), *FigureRevision.Reason.choices[1:]],
        help_text="“The source revised it” leaves published words as they were.",
    )
    reason_note = forms.CharField(label="in a sentence", required=False, max_length=300)
    source_changed_on = DayField(label="the source changed it on", required=False)
    field_order = ["evidence"]

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return super().possible(user, record) and pending(record) is None

    def starts(self) -> dict[str, Any]:
        latest = self.record.latest()
        kept = {each.name: getattr(latest, each.name) for each in fields(workflow.Reading)}
        return {**kept, "value": format_number(latest.value), "evidence": latest.evidence}

    def decide(self) -> str | None:
        data = self.cleaned_data
        reading = self.reading(data["evidence"], self.record)
        if reading is None:
            return None
        revision = workflow.revise(
            by=self.user,
            figure=self.record,
            replacing=self.replaces(),
            reading=reading,
            reason=data["reason"],
            reason_note=data["reason_note"],
            source_changed_on=data["source_changed_on"],
        )
        return f"Recorded: {number_words(revision)}. Another person checks it against the source."

    def replaces(self) -> FigureRevision | None:
        return None


class Replace(Revise):
    """For whoever checks a record, finds it wrong and puts it right."""

    name, label = "replace", "Put right what waits for its check"
    lead = (
        "The record that waits is never checked; this one waits in its place. Nobody outside the "
        "desk has seen either."
    )
    confirm = "Record it instead"

    # The revision that waits for its check: this one takes its place.
    replaced = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return record.withdrawn_at is None and pending(record) is not None

    def starts(self) -> dict[str, Any]:
        waits = pending(self.record)
        return {**super().starts(), "replaced": waits and waits.pk}

    def replaces(self) -> FigureRevision:
        chosen = FigureRevision.objects.filter(
            figure=self.record, pk=self.cleaned_data["replaced"] or 0
        ).first()
        if chosen is None:
            raise Refused("What was to be replaced is no longer there: open the page again.")
        return chosen
