"""The record that a correction puts right, beside the words of its source."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from articles.admin.sign_off_rows import Row, figure_row, quote_row
from articles.correcting.plan import Plan, RecordChange
from articles.models import QuoteRevision
from articles.workflow.signing_off import ToSign
from articles.workflow.uses import Changed
from hospitals.models import FigureRevision
from lib.people import called
from lib.words import clock

# Longer values are words rather than a number, and stand smaller.
LONG = 30


@dataclass(frozen=True)
class Record:
    """`was` and `now` in words, `counts` what is counted, `row` the halves of its sign-off."""

    called: str
    url: str
    was: str
    now: str
    counts: str
    why: str
    source: str
    source_url: str
    checked: str
    row: Row
    long: bool


def records_of(plan: Plan, changed: Changed) -> list[Record]:
    """In the order of the plan: the corrected record first, then those worked out from it. Words
    alone have none."""
    new = {("figure", pk): now for pk, (_, now) in changed.figures.items()}
    new |= {("quote", pk): now for pk, (_, now) in changed.quotes.items()}
    return [
        record_of(change, new[change.kind, change.id])
        for change in plan.records
        if (change.kind, change.id) in new
    ]


def record_of(change: RecordChange, revision: FigureRevision | QuoteRevision) -> Record:
    to_sign = ToSign(f"{change.kind}-{change.id}", revision, change.token)
    if isinstance(revision, FigureRevision):
        row, counts = figure_row(to_sign, revision), revision.figure.measure.unit
        url = reverse("admin:hospitals_disruptionfigure_change", args=[change.id])
    else:
        row, counts = quote_row(to_sign, revision), ""
        url = reverse("admin:articles_quote_change", args=[change.id])
    return Record(
        called=change.called,
        url=url,
        was=change.was,
        now=change.now,
        counts=counts,
        why=change.reason,
        source=", ".join(filter(None, [str(revision.evidence), revision.locator])),
        source_url=row.file_url
        or reverse("admin:hospitals_evidence_change", args=[revision.evidence_id]),
        checked=checked(revision),
        row=row,
        long=max(len(change.was), len(change.now)) > LONG,
    )


def checked(revision: FigureRevision | QuoteRevision) -> str:
    if revision.checked_at:
        return f"{called(revision.checked_by)}, {clock(revision.checked_at)}"
    return "whoever approves this"
