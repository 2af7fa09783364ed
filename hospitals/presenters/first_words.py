"""What one person shows before another confirms it: reported, and by whom as far as that is known.

Neither a note nor our own words, nor a name that is new to readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from hospitals.models import Evidence, Terms
from hospitals.models.signed import FirstWord
from hospitals.visibility import may_be_named
from lib import words

from .figures import Said, Voice


@dataclass(frozen=True)
class FirstWordLine:
    """What is reported and not confirmed; `source` only where the name itself is no news."""

    code: str
    status: str
    reported_at: datetime
    source: str
    said: str


def first_word(row: FirstWord, code: str, status: str, on: date, at: datetime) -> FirstWordLine:
    """Of a row on its evidence; `on` is the day of which it speaks, and `at` that of the page."""
    source = who_reported(row.evidence, on)
    day = "" if localdate(row.shown_at) == localdate(at) else f" on {words.day(row.shown_at)}"
    by = f" by {source}" if source else ""
    return FirstWordLine(
        code=code,
        status=status,
        reported_at=row.shown_at,
        source=source,
        said=f"Reported at {words.hour(row.shown_at)}{day}{by}; we are confirming it",
    )


def who_reported(evidence: Evidence, on: date) -> str:
    """Who says so, before its sign-off; "" for whom readers do not know as a source by now."""
    if evidence.terms != Terms.ON_RECORD or not all(map(may_be_named, evidence.speakers())):
        return ""
    first, *others = [Voice(who.name, who.role_words(on)) for who in evidence.speakers()]
    paper = evidence.reported_by
    reporter = paper.name if paper and may_be_named(paper) else ""
    return Said(first.by, first.role, joined_by=tuple(others), reported_by=reporter).text
