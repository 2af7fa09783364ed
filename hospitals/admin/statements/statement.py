"""The forms of one statement, judged together and recorded together."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Self

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.forms import Form, Media
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from hospitals import workflow
from hospitals.models import Evidence
from lib import uploads
from lib.refusals import Refused

from ..missing import MissingNames
from .forms import FromADocument, NewEvidenceForm
from .rows import MORE_ROWS, MOST_ROWS, RowsOf

# {kind of statement: (name of its address, what it records)}; another layer adds its own.
FURTHER: dict[type["Statement"], tuple[str, str]] = {}


def tell_of_waiting(request: HttpRequest, rows: Collection[Any]) -> None:
    if not all(row.is_signed_off for row in rows):
        messages.warning(
            request,
            "Readers do not see it yet: a data editor or an editor signs off what you entered.",
        )


class Statement:
    """Where it came from, what its rows share, and the rows.

    Whoever builds on it names the forms, records one row, and answers when all are recorded.
    """

    title: ClassVar[str]
    template: ClassVar[str]
    row_template: ClassVar[str]
    shared_form: ClassVar[type[FromADocument]]
    row_forms: ClassVar[type[RowsOf]]
    # Shared fields that the page shows elsewhere.
    apart: ClassVar[tuple[str, ...]] = ()
    used: Evidence
    nothing_said = "Say where you have it from: choose it, or fill in a new one."
    lost_file = None
    # Whether rows may be filled in from a letter that is pasted.
    reads_letters: ClassVar[bool] = False

    def __init__(self, data: Any = None, files: Any = None, initial: Any = None) -> None:
        self.shared = self.shared_form(data, initial=initial)
        self.evidence = NewEvidenceForm(data, files, prefix="new")
        self.rows = self.row_forms(data, prefix="row")
        self.missing = MissingNames(data, self.number_for)

    def forms(self) -> list[Form]:
        return [self.shared, self.evidence, *self.rows.forms]

    def shared_fields(self) -> list[BoundField]:
        apart = ("evidence", *self.apart)
        return [field for field in self.shared.visible_fields() if field.name not in apart]

    def number_for(self, kind: str, text: str) -> str:
        """What was typed as the number of a measure of this name."""
        return ""

    def is_valid(self) -> bool:
        # All three, so that every mistake is told at once.
        valid = [self.shared.is_valid(), self.evidence.is_valid(), self.rows.is_valid()]
        if not all(valid):
            return False
        self.judge_together()
        return not self.shared.errors

    def judge_together(self) -> None:
        """What only the forms together can tell, written beside what is shared."""
        chosen, new = self.shared.cleaned_data["evidence"], self.evidence.has_changed()
        if chosen and new:
            self.shared.add_error(
                "evidence",
                "Choose one that is recorded or fill in a new one, not both: empty one of them.",
            )
        if not chosen and not new:
            self.shared.add_error("evidence", self.nothing_said)

    def record(self, by: User, *, propose: bool = False) -> list[Any] | None:
        """What is recorded, or None with the errors beside what caused them.

        `propose`: with it the names that were missing, as they stood on the page.
        """
        with transaction.atomic():
            self.missing.watch(self.forms(), by if propose else None)
            recorded = self.record_all(by) if self.is_valid() else None
            if recorded is None:
                transaction.set_rollback(True)
                uploads.take_back()
        if recorded is None:
            self.missing.look(self.forms())
        return recorded

    def record_all(self, by: User) -> list[Any] | None:
        evidence = self.document(by)
        if evidence is None:
            return None
        recorded: list[Any] = []
        for form in self.rows.filled():
            record = self.record_row(form, evidence, by, beside=recorded)
            recorded += [record] if record else []
        return None if any(form.errors for form in self.rows.forms) else recorded

    def document(self, by: User) -> Evidence | None:
        """The one that was chosen, or the new one; None, with errors, where it is refused."""
        try:
            self.used = self.shared.cleaned_data["evidence"] or self.new_evidence(by)
        except Refused as refusal:
            self.evidence.add_error(None, refusal.messages)
            return None
        return self.used

    def new_evidence(self, by: User) -> Evidence:
        return workflow.record_document(
            by=by,
            evidence=self.evidence.save(commit=False),
            said_with=self.evidence.cleaned_data["said_with"],
        )

    def record_row(self, form: Any, evidence: Evidence, by: User, beside: Sequence[Any]) -> Any:
        """What one row says, recorded after those `beside` it; None with the form's errors."""
        raise NotImplementedError

    def recorded(self, request: HttpRequest, records: list[Any]) -> HttpResponse:
        """Says what was recorded, and goes on from there."""
        raise NotImplementedError

    def lead_on(self, request: HttpRequest) -> None:
        """Links to the forms for what else the same document says."""
        about = {"evidence": self.used.pk}
        strike = self.shared.cleaned_data.get("strike")
        if strike is not None:
            about["strike"] = strike.pk
        links = [
            (reverse(name), urlencode(about), what)
            for kind, (name, what) in FURTHER.items()
            if kind is not type(self)
        ]
        listed = format_html_join(" · ", '<a href="{}?{}">{}</a>', links)
        messages.info(request, format_html("From the same document: {}", listed))

    def with_more_rows(self, data: QueryDict) -> Self:
        """The same forms with more empty rows, and nothing judged yet."""
        data = data.copy()
        try:
            total = int(data.get("row-TOTAL_FORMS", ""))
        except ValueError:
            total = 0
        data["row-TOTAL_FORMS"] = str(min(total + MORE_ROWS, MOST_ROWS))
        return type(self)(data).not_judged()

    @classmethod
    def of_letter(cls, data: QueryDict) -> Self:
        """The forms as a pasted letter fills them in, and nothing judged yet."""
        return cls(data).not_judged()

    def not_judged(self) -> Self:
        self.shared.judged = self.evidence.judged = False
        self.rows.judge_nothing()
        self.missing.keep()
        return self

    @property
    def media(self) -> Media:
        return self.shared.media + self.evidence.media + self.rows.media
