"""The shape of a story: its lines, its furniture, its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FURNITURE = re.compile(
    r"\s*(?:read more|read next|see also|more:|picture|image|photo|photograph|pic:|credit|video|"
    r"watch|listen|advert|related|follow us|sign up|scroll|share|getty|alamy|pa media|reuters)\b",
    re.IGNORECASE,
)
CREDITED = re.compile(r"\b(?:picture|photo|photograph|image|credit|copyright)s?:", re.IGNORECASE)
CLOSED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
# “Ann Lee, chief executive, said:” before a paragraph of speech.
INTRODUCES = re.compile(r"\b(?:said|says|added|wrote|told \w+|saying|writes|continued):\s*$")
LONGEST_CAPTION = 16
LONGEST_SENTENCE = 1_500
# A full stop after these ends no sentence.
SHORTENED_WORDS = (
    "mr mrs ms dr prof st rev hon no nos approx dept col sgt gen jan feb aug sept oct nov dec "
    "vs cllr eg ie etc c"
)
SHORTENED = frozenset(SHORTENED_WORDS.split())
STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\x00(?=\s+[A-Z“\"‘•])|[;:](?=\s*$)")


@dataclass(frozen=True)
class Line:
    """One paragraph: text[start:end]. Furniture is a caption, a cross-heading, an advert's name."""

    start: int
    end: int
    furniture: bool


def lines_of(text: str) -> list[Line]:
    found = []
    start = 0
    for piece in text.split("\n"):
        end = start + len(piece)
        if piece.strip():
            found.append(Line(start, end, is_furniture(piece)))
        start = end + 1
    return found


def headline_end(lines: Sequence[Line]) -> int:
    """Where the headline of a plain text ends: its first line, where it looks like one; else 0."""
    return lines[0].end if len(lines) > 1 and lines[0].furniture else 0


def is_furniture(line: str) -> bool:
    if FURNITURE.match(line) or CREDITED.search(line):
        return len(line) < 300
    if CLOSED.search(line) or INTRODUCES.search(line):
        return False
    return len(line) < 200 and len(line.split()) <= LONGEST_CAPTION


def sentences(frame: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of frame[start:end], in which quoted words are masked by NUL."""
    found = []
    begin = start
    for stop in STOP.finditer(frame, start, end):
        if frame[stop.start()] == "." and not ends(frame, stop.start(), stop.end(), end):
            continue
        found.append((begin, stop.end()))
        begin = stop.end()
    if frame[begin:end].strip():
        found.append((begin, end))
    return [part for sentence in found for part in in_parts(frame, *sentence)]


def in_parts(frame: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence beyond all measure is read in parts: no reader takes time by its square."""
    while end - start > LONGEST_SENTENCE:
        space = frame.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        middle = space + 1 if space > 0 else start + LONGEST_SENTENCE
        yield start, middle
        start = middle
    yield start, end


def ends(frame: str, stop: int, after: int, end: int) -> bool:
    """Whether a full stop ends a sentence: not after “Dr” or an initial, nor before a small
    letter."""
    word = frame[max(0, stop - 12) : stop].rsplit(None, 1)[-1:] or [""]
    bare = word[0].lstrip("(“\"'‘[").lower()
    if bare in SHORTENED or (len(bare) == 1 and bare.isalpha() and word[0][-1:].isupper()):
        return False
    following = frame[after : min(end, after + 12)].lstrip()
    return not following[:1].islower()
