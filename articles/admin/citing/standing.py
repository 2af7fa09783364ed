"""How a mark stands: whether its words are true of what they cite, and what it waits for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import Any

from articles.models import Quote, QuoteRevision
from articles.workflow.cited import Cited, Revision
from articles.workflow.cited_problems import cited_problems, spoken, words_against_records
from articles.workflow.problem import STOP
from hospitals.models import DisruptionFigure
from lib.number_words import parse_number
from lib.reading.fidelity import compare
from lib.said_as import share_holds

from .rows import figure_row, quote_row

TRUE, FALSE, UNREAD = "true", "false", "unread"
UNCHECKED, WAITING, CORRECTED = "unchecked", "waiting", "corrected"


def standing(
    cited: Cited, at: datetime, printed: Collection[tuple[str, int]], *, draft: bool = True
) -> dict[str, Any]:
    """{"state", "sentence", "red", "records": [row]} for one mark.

    Red is what the law or the terms stop, in a story that is no draft any more.

    `printed` are ("figure", revision's id) of what the last version of the story rests on: where
    another revision of the same record stands now, it was corrected since.
    """
    state, sentence = judged(cited, at, printed)
    rows = [
        figure_row(revision.figure, revision) if cited.kind == "figure" else quote_row(revision)
        for revision in cited.revisions
    ]
    red = not draft and any(problem.level == STOP for problem in cited_problems(cited, at))
    return {"state": state, "sentence": sentence, "red": red, "records": rows}


def judged(cited: Cited, at: datetime, printed: Collection[tuple[str, int]]) -> tuple[str, str]:
    if cited.missing:
        return FALSE, "There is no such record: cite another, or take the mark off."
    gone = [
        each.figure
        for each in cited.revisions
        if cited.kind == "figure" and each.figure.withdrawn_at
    ]
    if gone:
        return FALSE, f"The figure was withdrawn: {gone[0].withdrawn_reason}"
    if untrue := differs(cited):
        return (CORRECTED, f"It was true before. {untrue}") if was_true(cited) else (FALSE, untrue)
    if unread := to_be_read(cited):
        return UNREAD, unread
    if any(corrected(cited.kind, each, printed) for each in cited.revisions):
        return CORRECTED, "The record has another value since the story was published."
    if any(each.checked_at is None for each in cited.revisions):
        return UNCHECKED, "Waits for its check."
    for problem in cited_problems(cited, at):
        if problem.level == STOP:
            return WAITING, problem.message.partition(": ")[2] or problem.message
    return TRUE, "The record bears the words out."


def to_be_read(cited: Cited) -> str:
    """Why nobody but a reader can say whether the words are true; "" where that is clear.

    “Hundreds” and “1,8954” may be true of a number, and so may words cut beside a “not”.
    """
    if cited.kind == "quote":
        held = [compare(cited.words, each.words) for each in cited.revisions]
        return next((f"{each.reasons[-1]}, beside a “not”." for each in held if each.cut_no), "")
    numbers = [spoken(each) for each in cited.revisions if each.value is not None]
    if parse_number(cited.words) or any(share_holds(cited.words, each) for each in numbers):
        return ""
    return "No one number is read in these words: compare them with the record yourself."


def differs(cited: Cited) -> str:
    """Why the words are not true of the records; "" where nothing speaks against them."""
    if cited.kind == "quote":
        held = [compare(cited.words, each.words) for each in cited.revisions]
        return next((f"{each.reasons[0]}." for each in held if each.level == "stop"), "")
    return next((said.message.capitalize() for said in words_against_records(cited)), "")


def was_true(cited: Cited) -> bool:
    """Whether the words were true of what the records said before they were put right."""
    return any(
        not differs(replace(cited, revisions=list(each)))
        for each in product(*map(earlier, cited.revisions))
        if list(each) != list(cited.revisions)
    )


def earlier(revision: Revision) -> list[Revision]:
    """The revision, and those of the same record that were checked before it."""
    return [
        revision,
        *(
            each
            for each in record_of(revision).revisions.all()
            if each.checked_at and each.number < revision.number
        ),
    ]


def record_of(revision: Revision) -> DisruptionFigure | Quote:
    return revision.quote if isinstance(revision, QuoteRevision) else revision.figure


def corrected(kind: str, revision: Revision, printed: Collection[tuple[str, int]]) -> bool:
    others = {other.pk for other in record_of(revision).revisions.all()} - {revision.pk}
    return any((kind, pk) in printed for pk in others) and (kind, revision.pk) not in printed
