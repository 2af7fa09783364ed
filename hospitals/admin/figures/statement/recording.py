"""The numbers of a statement, recorded row by row."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Self

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from hospitals import workflow
from hospitals.models import DisruptionFigure, Evidence
from hospitals.names_in_copy import registry
from hospitals.pasted import Pasted, pasted
from lib.refusals import Refused
from lib.text import fold
from lib.words import join

from ...statements.rows import MOST_ROWS
from ...statements.statement import FURTHER, Statement
from ..page import about
from ..readings import divided
from .forms import SharedForm
from .rows import RowForm, Rows

# More are counted, not named.
PLACES = 6
LONGEST_LETTER = 60_000


class FigureStatement(Statement):
    title = "Record a statement"
    template = "admin/hospitals/disruptionfigure/statement.html"
    row_template = "admin/hospitals/disruptionfigure/row.html"
    shared_form, row_forms = SharedForm, Rows
    # What the row above says, once it is recorded.
    above: Mapping[str, Any] = MappingProxyType({})
    apart = ("parts_axis", "parts_complete")
    nothing_said = "Say where the numbers came from: choose it, or fill in a new one."
    reads_letters = True
    pasted: Pasted | None = None
    letter = ""
    letter_error = ""

    def __init__(self, data: Any = None, files: Any = None, initial: Any = None) -> None:
        self.letter = data.get("letter", "").strip() if data else ""
        super().__init__(data, self.with_letter(data, files), initial)

    def with_letter(self, data: Any, files: Any) -> Any:
        """The letter, unread, is the file of what is recorded anew, unless another is chosen."""
        if not self.letter or data.get("evidence") or (files and files.get("new-file")):
            return files
        files = files.copy() if files else MultiValueDict()
        files["new-file"] = SimpleUploadedFile(
            "letter.txt", self.letter.encode(), content_type="text/plain"
        )
        return files

    @classmethod
    def of_letter(cls, data: QueryDict) -> Self:
        given = data.copy()
        text = data.get("letter", "")
        if not text.strip() or len(text) > LONGEST_LETTER:
            statement = cls(given).not_judged()
            statement.letter_error = (
                f"This has {len(text):,} characters, and {LONGEST_LETTER:,} is the most: paste the "
                "part with the numbers."
                if text.strip()
                else "Paste the letter first."
            )
            return statement
        found = pasted(text, registry(), timezone.now(), MOST_ROWS)
        for name in [name for name in given if re.match(r"row-\d+-", name)]:
            del given[name]
        given["row-TOTAL_FORMS"] = str(max(len(found.rows), 1))
        given["row-INITIAL_FORMS"] = "0"
        filled = {
            f"row-{n}-{name}": value
            for n, row in enumerate(found.rows)
            for name, value in row.fields.items()
        }
        filled |= found.shared
        if not given.get("evidence"):
            filled |= {f"new-{name}": value for name, value in found.document.items()}
        for name, value in filled.items():
            if not given.get(name):
                given[name] = value
        statement = cls(given).not_judged()
        statement.pasted = found
        for form, row in zip(statement.rows.forms, found.rows, strict=False):
            form.note = row.note
        return statement

    def judge_together(self) -> None:
        super().judge_together()
        if self.shared.cleaned_data.get("parts_axis") and len(self.rows.filled()) < 2:
            self.shared.add_error(
                "parts_axis", "A total and its parts are at least two numbers: add the parts."
            )

    def number_for(self, kind: str, text: str) -> str:
        for row in self.rows.forms:
            number, counted = divided(row["value"].data or "")
            named = row["measure"].data or counted or self.shared["measure"].data or ""
            if kind == "measure" and number and fold(named) == fold(text):
                return number
        return ""

    def record_all(self, by: User) -> list[DisruptionFigure] | None:
        figures = super().record_all(by)
        axis = self.shared.cleaned_data["parts_axis"]
        if figures and axis:
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

    def record_row(
        self, form: RowForm, evidence: Evidence, by: User, beside: Sequence[DisruptionFigure]
    ) -> DisruptionFigure | None:
        """The figure that the row is now a value of; what it leaves out is as in the row above."""
        form.goes_on(self.shared.cleaned_data, self.above)
        self.above = form.cleaned_data
        shared, speaker = self.shared.cleaned_data, form.cleaned_data["said_by"]
        ascribed = speaker or shared["source"] or evidence.said_by
        identity = form.identity(shared, ascribed)
        if identity is None:
            return None
        if speaker is not None:
            evidence = workflow.as_said_by(by=by, evidence=evidence, speaker=speaker)
        reading = form.reading(evidence, identity)
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

    def recorded(self, request: HttpRequest, records: list[Any]) -> HttpResponse:
        """Says how many there are, and of which places they were taken to be."""
        again = len(self.rows.again())
        new = len(records) - again
        messages.success(
            request,
            f"Recorded {counted(new, again)}, about {places(records)}. Another person checks "
            f"{'them' if len(records) > 1 else 'it'} against the source before readers see "
            "anything.",
        )
        self.lead_on(request)
        if new:
            changelist = reverse("admin:hospitals_disruptionfigure_changelist")
            return HttpResponseRedirect(
                f"{changelist}?revisions__evidence__id__exact={self.used.pk}"
            )
        return HttpResponseRedirect(
            reverse("admin:hospitals_disruptionfigure_change", args=[records[0].pk])
        )


def counted(new: int, again: int) -> str:
    """“2 figures and 1 that we held already”."""
    words = [f"{new} figure{'' if new == 1 else 's'}"] if new or not again else []
    words += [f"{again} that we held already" if words else f"{again} again"] if again else []
    return " and ".join(words)


def places(figures: list[DisruptionFigure]) -> str:
    named = list(dict.fromkeys(about(figure) for figure in figures))
    return join(named[:PLACES]) if len(named) <= PLACES else f"{len(named)} places"


FURTHER[FigureStatement] = ("admin:hospitals_disruptionfigure_statement", "numbers")
