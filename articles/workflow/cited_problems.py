"""What speaks against the marks of a story: each record, and the words against the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model

from hospitals.models import FigureRevision
from hospitals.workflow import what_hides
from lib.number_words import parse_number
from lib.said_as import share_holds
from lib.spoken import Spoken, contradicts, holds, span
from lib.words import clock

from .. import visibility
from ..models import QuoteRevision
from .cited import Cited, in_marks
from .problem import NOTE, QUERY, READING, STOP, Problem

# Of what is no number of things.
SHARES = ("percent", "points")


def cited_problems(cited: Cited, at: datetime) -> Iterator[Problem]:
    for unknown in cited.missing:
        name = "figure" if cited.kind == "figure" else "quotation"
        yield Problem(
            STOP,
            cited.place,
            f"{cited.told} cites {name} {unknown}, which does not exist.",
            "unknown",
        )
    for revision in cited.revisions:
        if cited.kind == "figure":
            yield from figure_problems(cited, revision, at)
        else:
            yield from quote_problems(cited, revision, at)
    of_words = cited.kind == "figure" and not cited.graphic
    if of_words and cited.revisions and not cited.missing:
        yield from words_against_records(cited)


def figure_problems(cited: Cited, revision: FigureRevision, at: datetime) -> Iterator[Problem]:
    figure = revision.figure

    def found(level: str, said: str, code: str, record: Model | None = None) -> Problem:
        return Problem(level, cited.place, said, code, record or figure, cited.told, figure)

    if figure.withdrawn_at is not None:
        yield found(STOP, f"the figure was withdrawn ({figure.withdrawn_reason}).", "withdrawn")
        return
    reasons = what_hides(figure, revision, at)
    for reason in reasons:
        yield found(STOP, reason.sentence, reason.code, reason.record)
    if not reasons and (figure.released_at is None or figure.released_at > at):
        yield found(STOP, "the figure is not released to readers.", "unreleased")
    if figure.disputed_on:
        yield found(QUERY, f"the figure is disputed ({figure.disputed_note}).", "disputed")
    if not figure.preferred:
        yield found(NOTE, "another of the figures for this is preferred.", "not_preferred")


def quote_problems(cited: Cited, revision: QuoteRevision, at: datetime) -> Iterator[Problem]:
    def stop(said: str, code: str, record: Model | None = None) -> Problem:
        quote = revision.quote
        return Problem(STOP, cited.place, said, code, record or quote, in_marks(cited), quote)

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
    """A reading stop where the words say a number that all of the records, and their sum,
    contradict; a query where they only do not bear it out, or count something else."""
    said = parse_number(cited.words)
    recorded, total = recorded_of(cited)
    if said is None or not recorded or bears_out(cited):
        return
    values = " and ".join(revision.say() for revision in cited.revisions)
    figure = cited.revisions[0].figure
    # What they add up to may be meant, and has no end or no sense.
    known = total is not None
    yield Problem(
        READING if known and all(contradicts(said, each) for each in recorded) else QUERY,
        cited.place,
        f"the record says {values}.",
        "words_differ",
        figure,
        cited.told,
        figure,
    )


def bears_out(cited: Cited) -> bool:
    """Whether the words are true of one of the records, or of what they come to."""
    said = parse_number(cited.words)
    recorded, _ = recorded_of(cited)
    return said is not None and any(
        holds(said, each) or share_holds(cited.words, each) for each in recorded
    )


def recorded_of(cited: Cited) -> tuple[list[Spoken], Spoken | None]:
    """(the numbers of the records with their sum, the sum): None for what has no end or sense."""
    recorded = [spoken(revision) for revision in cited.revisions if revision.value is not None]
    if not recorded:
        return [], None
    total = sum_of(recorded) if len(recorded) > 1 else recorded[0]
    return [*recorded, *([total] if total is not None else [])], total


def sum_of(recorded: list[Spoken]) -> Spoken | None:
    """What the records add up to, as vague as they are: about 380 and 71 is 432 to 470.

    None where one of them has no end, such as "more than 500", or is a percentage.
    """
    if any(each.kind in SHARES for each in recorded):
        return None
    spans = [span(each) for each in recorded]
    if any(each.low is None or each.high is None for each in spans):
        return None
    low, high = sum(each.low for each in spans), sum(each.high for each in spans)
    if low == high:
        return Spoken(low, kind="count")
    return Spoken(low, high, "between", kind="count")


def spoken(revision: FigureRevision) -> Spoken:
    kind = revision.figure.number_kind
    kind = kind if kind in SHARES else "count"
    return Spoken(
        revision.value,
        revision.upper,
        revision.how_exact,
        kind=kind,
        out_of=revision.out_of,
        rounded_to=revision.rounded_to,
    )
