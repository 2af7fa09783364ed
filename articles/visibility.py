"""Who may see what of the stories' records: each rule once. Those of the facts are below.

As there, a pure function says it of one record, and conditions say the same of lists; one test
holds them together. Nothing here knows the models: columns are named by prefixes, and what many
rows say (the speakers) is given as a question.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from hospitals.terms import USABLE, Terms
from hospitals.visibility import (
    ALWAYS,
    Grounds,
    Shown,
    Stretch,
    grounds_of,
    may_be_named,
    named,
    obstacles,
    on_record,
    shown,
    sourced,
    visible,
)

__all__ = [
    "Shown",
    "may_be_named",
    "named_quote",
    "obstacles",
    "quote_condition",
    "quote_grounds",
    "quote_shown",
    "quote_stretches",
    "shown",
]

SAID_BY = ("evidence__said_by__",)


def quote_grounds(revision: Any) -> Grounds:
    """A quotation rests on its evidence, on who is behind that, and on everybody who spoke."""
    return grounds_of(
        revision.evidence, [*revision.evidence.speakers(), *revision.sources()], own=revision.terms
    )


def quote_stretches(
    revision: Any, printed: Iterable[tuple[datetime, datetime | None]]
) -> list[Stretch]:
    """When readers see a revision of a quotation: checked, and while a version prints it.

    `printed` are the stretches of time (starts, ends or None) in which one that does is live.
    """
    grounds = quote_grounds(revision)
    how_much = shown(grounds)
    if revision.checked_at is None or how_much is None:
        return []
    embargo = grounds.embargo or ALWAYS
    return [
        Stretch(max(starts, embargo), ends, revision, how_much)
        for starts, ends in printed
        if ends is None or embargo < ends
    ]


def quote_shown(revision: Any, at: datetime) -> Shown | None:
    """How much readers may know of a revision at `at` where a version that they see prints it."""
    stretch = visible(quote_stretches(revision, [(ALWAYS, None)]), at)
    return stretch.shown if stretch else None


def quote_condition(at: datetime, speakers: QuerySet[Any]) -> Q:
    """Q: a QuoteRevision of which readers may know at `at`, once a live version prints it.

    `speakers` is the question for the speakers of the outer row.
    """
    usable = Q(terms__in=USABLE) & ~Q(Exists(speakers.exclude(source__terms__in=USABLE)))
    nameless = speakers.exclude(source__terms=Terms.ON_RECORD)
    own = Q(terms=Terms.ON_RECORD)
    wholly = own & on_record("evidence__", SAID_BY) & ~Q(Exists(nameless))
    unsigned = speakers.filter(source__signed_off_at__isnull=True)
    return (
        (wholly | Q(evidence__terms=Terms.UNATTRIBUTABLE))
        & sourced(at, "evidence__", *SAID_BY)
        & usable
        & ~Q(Exists(unsigned))
        & Q(checked_at__isnull=False)
    )


def named_quote(speakers: QuerySet[Any]) -> Q:
    """Q: a QuoteRevision whose own terms and evidence let its speakers be named anywhere.

    `speakers` as above: a private person is named in the story alone.
    """
    private = speakers.filter(source__private=True)
    return Q(terms=Terms.ON_RECORD) & named("evidence__", SAID_BY) & ~Q(Exists(private))
