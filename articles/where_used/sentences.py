"""The places of a text that rest on some records, each with the sentence it stands in. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lib.reading.layout import sentences

from .. import markup

# Of a sentence, at most so much is shown on either side of the words.
LONGEST_SIDE = 220


@dataclass(frozen=True)
class Sentence:
    """The words that rest on a record, and the rest of their sentence around them."""

    before: str
    words: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True)
class Use:
    """`where` is "headline", "standfirst", "body", "caption" or "the table “Put off”", of which
    the sentence is the title."""

    where: str
    sentence: Sentence


def uses_in(place: str, html: str, records: Collection[tuple[str, int]]) -> list[Use]:
    """`records` are ("figure" or "quote", id); in reading order."""
    marks = [
        mark
        for mark in markup.marks(html, place)
        if any((mark.kind, number) in records for number in mark.ids)
    ]
    text = markup.plain_text(html) if marks else ""
    return [Use(mark.graphic or place, sentence_of(text, mark.start, mark.end)) for mark in marks]


def sentence_of(text: str, start: int, end: int) -> Sentence:
    """Of plain text with a line for each paragraph; text[start:end] are the words."""
    first, last = line_of(text, start, end)
    for begins, ends in sentences(text, first, last):
        if begins <= start < ends:
            first, last = begins, max(ends, end)
            break
    return Sentence(
        cut_before(text[first:start].lstrip()), text[start:end], cut_after(text[end:last].rstrip())
    )


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def cut_before(text: str) -> str:
    if len(text) <= LONGEST_SIDE:
        return text
    return f"… {text[-LONGEST_SIDE:].partition(' ')[2]}"


def cut_after(text: str) -> str:
    if len(text) <= LONGEST_SIDE:
        return text
    return f"{text[:LONGEST_SIDE].rpartition(' ')[0]} …"
