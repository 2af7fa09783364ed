"""The same number in another document: recorded, found there by a second person, shown instead."""

from typing import Any

from django import forms

from hospitals import workflow
from hospitals.models import DisruptionFigure, SeenIn
from lib.refusals import Refused

from ...lookups import LookupField
from ..page import number_words, pending
from ..readings import ReadingForm
from .base import FigureButton


class SeenElsewhere(FigureButton, ReadingForm):
    name, label = "seen-in", "Seen in another document"
    permission = "hospitals.change_disruptionfigure"
    title = "The same number in another document"
    lead = (
        "Write the number as it stands there. Nothing changes for readers but that they are told "
        "of the document, once another person has found the number in it."
    )
    confirm = "Record it"
    template = "admin/hospitals/disruptionfigure/revise.html"

    evidence = LookupField(
        "evidence", label="where else it stands", help_text="The other document."
    )
    field_order = ["evidence"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The rest would be another number, or goes with a value of its own.
        for name in set(ReadingForm.base_fields) - {"value", "missing", "locator", "words"}:
            del self.fields[name]

    def decide(self) -> str | None:
        data = self.cleaned_data
        reading = self.reading(data["evidence"], self.record)
        if reading is None:
            return None
        row = workflow.seen_in(by=self.user, figure=self.record, reading=reading)
        return f"Recorded: {row}. Another person looks for it there."


class OneOfThem(FigureButton):
    """About one of the further documents: the first of those that it makes sense for."""

    further = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def rows(cls, record: DisruptionFigure) -> Any:
        raise NotImplementedError

    @classmethod
    def first(cls, record: DisruptionFigure) -> SeenIn | None:
        rows = cls.rows(record).filter(revision__figure=record)
        return rows.select_related(
            "revision__figure__measure", "revision__figure__source", "created_by"
        ).first()

    @classmethod
    def possible(cls, user: Any, record: DisruptionFigure) -> bool:
        return super().possible(user, record) and cls.first(record) is not None

    def stands_now(self) -> dict[str, Any]:
        row = self.first(self.record)
        shown = {"further": row.pk, "shown": workflow.seen_in_token(row)} if row else {}
        return {**super().stands_now(), **shown}

    def context(self) -> dict[str, Any]:
        return {"row": self.first(self.record)}

    def chosen(self) -> SeenIn:
        row = SeenIn.objects.filter(
            revision__figure=self.record, pk=self.cleaned_data["further"]
        ).first()
        if row is None:
            raise Refused("This document does not belong to this figure: open the page again.")
        return row


class FindInDocument(OneOfThem):
    name, label = "find", "Look for it in the other document"
    permission = "hospitals.check_figure"
    title = "Does the same number stand in this document?"
    confirm = "It does: readers are told"
    template = "admin/hospitals/disruptionfigure/find.html"

    @classmethod
    def rows(cls, record: DisruptionFigure) -> Any:
        return SeenIn.objects.waiting()

    @classmethod
    def offered(cls, user: Any, record: DisruptionFigure) -> bool:
        """Not to who recorded it: whoever opens the page all the same is told why."""
        row = cls.first(record)
        own = row is not None and row.created_by_id == user.pk
        may_own = user.has_perm("hospitals.check_own_figure")
        return super().offered(user, record) and (not own or may_own)

    def decide(self) -> str:
        row = workflow.sign_off_seen_in(
            by=self.user, seen_in=self.chosen(), seen=self.cleaned_data["shown"]
        )
        return f"Found in “{row.evidence}”."


class ShowDocument(OneOfThem):
    name, label = "show-document", "Show the other document"
    permission = "hospitals.change_disruptionfigure"
    title = "Show this document in the place of the first"
    lead = (
        "The number stays as it is, and the first document stands among the further ones. Another "
        "person checks it; it is no update."
    )
    confirm = "Show this one"
    template = "admin/hospitals/disruptionfigure/find.html"

    @classmethod
    def rows(cls, record: DisruptionFigure) -> Any:
        """The newest first; none while a value waits for its check, or of an earlier value."""
        latest = record.latest()
        if latest is None or pending(record) is not None:
            return SeenIn.objects.none()
        return SeenIn.objects.filter(revision=latest, signed_off_at__isnull=False).order_by("-id")

    def decide(self) -> str:
        revision = workflow.show_document(by=self.user, seen_in=self.chosen())
        return f"{number_words(revision)}, from “{revision.evidence}”: another person checks it."
