"""What speaks against the marks of a story: each record, and the words against the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model

from hospitals.models import FigureRevision, Measure
from hospitals.workflow import what_hides
from lib.number_words import parse_number
from lib.spoken import Spoken, holds, span
from lib.words import clock

from .. import visibility
from ..models import QuoteRevision
from .cited import Cited
from .problem import NOTE, QUERY, STOP, Problem


def cited_problems(cited: Cited, at: datetime) -> Iterator[Problem]:
    for unknown in cited.missing:
        name = "figure" if cited.kind == "figure" else "quotation"
        yield Problem(
            STOP,
            cited.place,
            f"“{cited.words}” cites {name} {unknown}, which does not exist.",
            "unknown",
        )
    for revision in cited.revisions:
        if cited.kind == "figure":
            yield from figure_problems(cited, revision, at)
        else:
            yield from quote_problems(cited, revision, at)
    if cited.kind == "figure" and cited.revisions and not cited.missing:
        yield from words_against_records(cited)


def figure_problems(cited: Cited, revision: FigureRevision, at: datetime) -> Iterator[Problem]:
    figure = revision.figure

    def stop(message: str, code: str, record: Model | None = None) -> Problem:
        told = f"“{cited.words}”: {message}"
        return Problem(STOP, cited.place, told, code, record or figure)

    if figure.withdrawn_at is not None:
        yield stop(f"the figure was withdrawn ({figure.withdrawn_reason}).", "withdrawn")
        return
    reasons = what_hides(figure, revision, at)
    for reason in reasons:
        yield stop(reason.sentence, "unchecked", reason.record)
    if not reasons and (figure.released_at is None or figure.released_at > at):
        yield stop("the figure is not released to readers.", "unreleased")
    if figure.disputed_on:
        yield Problem(
            QUERY,
            cited.place,
            f"“{cited.words}”: the figure is disputed ({figure.disputed_note}).",
            "disputed",
            figure,
        )
    if not figure.preferred:
        yield Problem(
            NOTE,
            cited.place,
            f"“{cited.words}”: another of the figures for this is preferred.",
            "not_preferred",
            figure,
        )


def quote_problems(cited: Cited, revision: QuoteRevision, at: datetime) -> Iterator[Problem]:
    def stop(message: str, code: str, record: Model | None = None) -> Problem:
        told = f"“{cited.words}”: {message}"
        return Problem(STOP, cited.place, told, code, record or revision.quote)

    grounds = visibility.quote_grounds(revision)
    for code, sentence, record in visibility.obstacles(grounds):
        # The check, which is still to come, signs off what it rests on.
        if code != "not_signed_off" or revision.checked_at is not None:
            yield stop(sentence, code, record)
    if revision.checked_at is None:
        yield stop("the quotation is not checked against its source yet.", "unchecked")
    if grounds.embargo and grounds.embargo > at:
        yield stop(f"its source is under embargo until {clock(grounds.embargo)}.", "embargo")


def words_against_records(cited: Cited) -> Iterator[Problem]:
    """A query where the words say a number that none of the records, nor their sum, bears out."""
    said = parse_number(cited.words)
    if said is None:
        return
    recorded = [spoken(revision) for revision in cited.revisions if revision.value is not None]
    if not recorded:
        return
    if any(holds(said, each) for each in recorded):
        return
    if len(recorded) > 1:
        total = sum_of(recorded)
        if total is not None and holds(said, total):
            return
    values = " and ".join(revision.say() for revision in cited.revisions)
    yield Problem(
        QUERY,
        cited.place,
        f"the words say “{cited.words}”, the record says {values}.",
        "words_differ",
        cited.revisions[0].figure,
    )


def sum_of(recorded: list[Spoken]) -> Spoken | None:
    """What the records add up to, as vague as they are: about 380 and 71 is 432 to 470.

    None where one of them has no end, such as "more than 500", or is a percentage.
    """
    if any(each.kind == "percent" for each in recorded):
        return None
    spans = [span(each) for each in recorded]
    if any(each.low is None or each.high is None for each in spans):
        return None
    low, high = sum(each.low for each in spans), sum(each.high for each in spans)
    if low == high:
        return Spoken(low, kind="count")
    return Spoken(low, high, "between", kind="count")


def spoken(revision: FigureRevision) -> Spoken:
    kind = "percent" if revision.figure.measure.kind == Measure.Kind.PERCENT else "count"
    return Spoken(
        revision.value,
        revision.upper,
        revision.how_exact,
        kind=kind,
        out_of=revision.out_of,
        rounded_to=revision.rounded_to,
    )
