"""The forms of one statement, judged together and recorded together."""

from collections.abc import Collection
from typing import Any, Self

from django.contrib.auth.models import User
from django.db import transaction
from django.forms import Form, Media
from django.http import QueryDict

from hospitals import workflow
from hospitals.models import DisruptionFigure, Evidence, SaidWith
from lib import uploads
from lib.refusals import LONGEST_NOTE, Refused

from .forms import NewEvidenceForm, SharedForm
from .rows import MORE_ROWS, MOST_ROWS, RowForm, Rows


def agree_with_speakers(by: User, evidence: Evidence) -> None:
    """The terms of a statement are those of whoever said it and had agreed none."""
    workflow.agree_for_new(
        by=by,
        records=evidence.speakers(),
        terms=evidence.terms,
        description=evidence.description,
        note=f"As agreed for “{evidence}”"[:LONGEST_NOTE],
    )


class Statement:
    """The forms of one statement, and recording them."""

    title = "Record a statement"
    template = "admin/hospitals/disruptionfigure/statement.html"
    shared_form, row_forms = SharedForm, Rows
    nothing_said = "Say where the numbers came from: choose it, or fill in a new one."
    lost_file = None

    def __init__(self, data: Any = None, files: Any = None, initial: Any = None) -> None:
        self.shared = self.shared_form(data, initial=initial)
        self.evidence = NewEvidenceForm(data, files, prefix="new")
        self.rows = self.row_forms(data, prefix="row")

    def forms(self) -> list[Form]:
        return [self.shared, self.evidence, *self.rows.forms]

    def is_valid(self) -> bool:
        # All three, so that every mistake is told at once.
        valid = [self.shared.is_valid(), self.evidence.is_valid(), self.rows.is_valid()]
        if not all(valid):
            return False
        chosen, new = self.shared.cleaned_data["evidence"], self.evidence.has_changed()
        if chosen and new:
            self.shared.add_error(
                "evidence",
                "Choose one that is recorded or fill in a new one, not both: empty one of them.",
            )
        if not chosen and not new:
            self.shared.add_error("evidence", self.nothing_said)
        if self.shared.cleaned_data.get("parts_axis") and len(self.rows.filled()) < 2:
            self.shared.add_error(
                "parts_axis", "A total and its parts are at least two numbers: add the parts."
            )
        return not self.shared.errors

    def record(self, by: User) -> list[Any] | None:
        """What is recorded, or None with the errors beside what caused them."""
        with transaction.atomic():
            rows = self.record_all(by)
            if rows is None:
                transaction.set_rollback(True)
                uploads.take_back()
            return rows

    def record_all(self, by: User) -> list[DisruptionFigure] | None:
        evidence = self.used = self.shared.cleaned_data["evidence"] or self.new_evidence(by)
        figures: list[DisruptionFigure] = []
        for _, form in self.rows.filled():
            figure = self.record_row(form, evidence, by, beside=figures)
            figures += [figure] if figure else []
        if any(form.errors for form in self.rows.forms):
            return None
        axis = self.shared.cleaned_data["parts_axis"]
        if axis:
            try:
                workflow.set_parts(
                    by=by,
                    whole=figures[0],
                    parts=figures[1:],
                    axis=axis,
                    complete=self.shared.cleaned_data["parts_complete"],
                )
            except Refused as refusal:
                self.shared.add_error("parts_axis", refusal.messages)
                return None
        return figures

    def new_evidence(self, by: User) -> Evidence:
        evidence = self.evidence.save(commit=False)
        evidence.created_by = by
        evidence._history_user = by
        evidence.save()
        for order, source in enumerate(self.evidence.cleaned_data["said_with"], start=1):
            SaidWith.objects.create(evidence=evidence, source=source, order=order)
        agree_with_speakers(by, evidence)
        return evidence

    def record_row(
        self, form: RowForm, evidence: Evidence, by: User, beside: Collection[DisruptionFigure]
    ) -> DisruptionFigure | None:
        """The figure that the row is now a value of; rows of one form are each other's `beside`."""
        shared, speaker = self.shared.cleaned_data, form.cleaned_data["said_by"]
        ascribed = speaker or shared["source"] or evidence.said_by
        identity = form.identity(shared, ascribed)
        if identity is None:
            return None
        if speaker is not None:
            evidence = workflow.as_said_by(by=by, evidence=evidence, speaker=speaker)
            agree_with_speakers(by, evidence)
        reading = form.reading(evidence, identity.measure)
        if reading is None:
            return None
        try:
            if form.same_as():
                return self.record_same(form, identity, reading, by)
            known = form.new_beside() | {figure.pk for figure in beside}
            return workflow.record(by=by, identity=identity, reading=reading, beside=known)
        except workflow.Alike as alike:
            form.ask(alike.likenesses)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        return None

    def record_same(
        self, form: RowForm, identity: workflow.Identity, reading: workflow.Reading, by: User
    ) -> DisruptionFigure | None:
        """The row is a figure that we hold: its number seen again, or its next value."""
        likenesses = workflow.near(identity)
        figure = next((e.figure for e in likenesses if e.figure.pk == form.same_as()), None)
        if figure is None:
            raise Refused("The figure that you chose has changed since: look at the row again.")
        try:
            why = form.cleaned_data["why"]
            workflow.same_again(by=by, figure=figure, reading=reading, reason=why)
        except Refused:
            form.likenesses = likenesses
            raise
        return figure

    def with_more_rows(self, data: QueryDict) -> Self:
        """The same forms with more empty rows, and nothing judged yet."""
        data = data.copy()
        try:
            total = int(data.get("row-TOTAL_FORMS", ""))
        except ValueError:
            total = 0
        data["row-TOTAL_FORMS"] = str(min(total + MORE_ROWS, MOST_ROWS))
        more = type(self)(data)
        more.shared.judged = more.evidence.judged = False
        more.rows.judge_nothing()
        return more

    @property
    def media(self) -> Media:
        return self.shared.media + self.evidence.media + self.rows.media
