"""What people say in one document is one form: the document, and a row for each quotation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles import workflow
from articles.models import Quote, QuoteRevision
from hospitals.admin.lookups import LookupField, LookupManyField
from hospitals.admin.statements.forms import FromADocument
from hospitals.admin.statements.rows import Row, RowsOf, rows_of
from hospitals.admin.statements.statement import FURTHER, Statement
from hospitals.admin.written import WrittenField, read_field, written_on
from hospitals.models import Evidence, Source, Terms
from hospitals.workflow import as_said_by
from lib.refusals import Refused
from lib.words import join
from lib.written_dates import read_day

AS_DOCUMENT = "as_document"
QUOTED = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")]


class SharedForm(FromADocument):
    terms = forms.ChoiceField(
        label="terms of these words",
        choices=[(AS_DOCUMENT, "as of where they came from"), *Terms.choices],
        initial=AS_DOCUMENT,
        required=False,
    )


class QuoteRow(Row, forms.Form):
    words = forms.CharField(
        label="words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Exactly as said or printed.",
    )
    said_by = LookupField(
        "source",
        label="said by",
        required=False,
        help_text="Donna Green, or somebody new with their role: Donna Green, chief nurse at "
        "Hampshire Hospitals. Empty: as in the row above, else as the document.",
    )
    said_with = LookupManyField(
        "source",
        label="and by",
        required=False,
        help_text="Of a joint statement, who said it with them: one name a line, in order.",
    )
    attribution = forms.CharField(
        label="attribution",
        required=False,
        max_length=240,
        help_text="As it should read. Empty: name, role and organisation.",
    )
    kind = forms.ChoiceField(
        label="kind",
        required=False,
        choices=[("", "direct, if whole sentences; else partial"), *Quote.Kind.choices],
    )
    said_on = WrittenField(label="said on", help_text="Empty: as where it came from.")
    locator = forms.CharField(label="page, cell or line", required=False, max_length=160)
    as_printed = forms.BooleanField(
        label="as printed, not checked",
        required=False,
        help_text=QuoteRevision._meta.get_field("as_printed").help_text,
    )

    FIRST = ("words", "said_by")
    SELDOM = ("said_with", "attribution", "kind", "said_on", "locator", "as_printed")

    def clean_words(self) -> str:
        """Without the marks that stand around them."""
        words = self.cleaned_data["words"].strip()
        for opens, closes in QUOTED:
            inner = words[1:-1]
            if words.startswith(opens) and words.endswith(closes) and opens not in inner:
                return inner.strip()
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("words"):
            self.add_error("words", "Write the words.")
        return cleaned


class QuoteRows(RowsOf):
    none_written = "Write at least one quotation."


class QuoteStatement(Statement):
    title = "Record quotations"
    template = "admin/articles/quote/statement.html"
    row_template = "admin/articles/quote/row.html"
    shared_form, row_forms = SharedForm, rows_of(QuoteRow, QuoteRows, extra=4)
    nothing_said = "Say where the words came from: choose it, or fill in a new one."

    # Who spoke in the row above.
    above: Sequence[Source] = ()

    def record_row(
        self, form: QuoteRow, evidence: Evidence, by: User, beside: Sequence[Quote]
    ) -> Quote | None:
        data, said_on = form.cleaned_data, evidence.said_on
        speakers = self.above or evidence.speakers()
        if data["said_by"]:
            speakers = [data["said_by"], *data["said_with"]]
        self.above = speakers
        if data["said_with"] and not data["said_by"]:
            form.add_error("said_by", "Say who said it first.")
        if data["said_on"]:
            near = written_on(evidence)
            said_on = read_field(form, "said_on", read_day, near, "12 January 2016")
        if form.errors:
            return None
        terms = self.shared.cleaned_data["terms"] or AS_DOCUMENT
        try:
            if evidence.speakers() != list(speakers):
                evidence = as_said_by(by=by, evidence=evidence, speaker=speakers[0])
            refuse_twin(data["words"], evidence)
            return workflow.record_quote(
                by=by,
                words=data["words"],
                speakers=speakers,
                attribution=data["attribution"] or attribution(speakers, evidence, said_on),
                kind=data["kind"] or kind_of(data["words"]),
                evidence=evidence,
                terms=evidence.terms if terms == AS_DOCUMENT else terms,
                said_on=said_on,
                locator=data["locator"],
                as_printed=data["as_printed"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            return None

    def recorded(self, request: HttpRequest, rows: Sequence[Quote]) -> HttpResponse:
        """Says what was taken from what was typed."""
        said = "; ".join(
            f"{quote} {latest.attribution} ({latest.get_kind_display()})"
            for quote in rows
            if (latest := quote.latest())
        )
        messages.success(request, f"Recorded: {said}. Another person checks it against the source.")
        self.lead_on(request)
        if len(rows) > 1:
            return HttpResponseRedirect(reverse("admin:articles_quote_changelist"))
        return HttpResponseRedirect(reverse("admin:articles_quote_change", args=[rows[0].pk]))


def refuse_twin(words: str, evidence: Evidence) -> None:
    """A form that is sent twice says nothing new."""
    same = QuoteRevision.objects.newest().filter(words=words, evidence=evidence).first()
    if same is not None:
        raise Refused(f"These words are recorded already, as quotation {same.quote_id}.")


def kind_of(words: str) -> str:
    """Direct, where they begin and end as a sentence does."""
    whole = words[:1].isupper() and words.rstrip("”’\"'")[-1:] in tuple(".!?…")
    return Quote.Kind.DIRECT if whole else Quote.Kind.PARTIAL


def attribution(speakers: Sequence[Source], evidence: Evidence, said_on: date | None) -> str:
    """ "Donna Green, chief nurse at Hampshire Hospitals"; of somebody unattributable, as agreed."""
    if evidence.terms == Terms.UNATTRIBUTABLE:
        return evidence.description
    return join([in_office(speaker, said_on) for speaker in speakers])


def in_office(source: Source, day: date | None) -> str:
    """With the role of the day; where no day is known, the latest."""
    if source.terms == Terms.UNATTRIBUTABLE:
        return source.description
    held = [role for role in source.roles.all() if day is None or role.held_on(day)]
    office = " at ".join(filter(None, [held[-1].role, held[-1].organisation])) if held else ""
    return ", ".join(filter(None, [source.name, office]))


FURTHER[QuoteStatement] = ("admin:articles_quote_statement", "what was said")
