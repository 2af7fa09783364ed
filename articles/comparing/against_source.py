"""A record beside the words of its source: what agrees, and what differs to the letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from lib.number_words import NOTHING, TENS, UNITS, parse_number
from lib.numbers import format_number
from lib.words import join

from .difference import Piece as Part
from .difference import words

# `look`: nothing here can be held against it, and somebody compares it with the document.
Verdict = Literal["same", "differs", "look"]
Tone = Literal["", "same", "differs"]

NUMBER_WORD = "|".join(sorted([*UNITS, *TENS, *NOTHING, "hundred", "thousand", "million"]))
NUMBERS = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|thousand|m|bn|k)\b)?"
    rf"|\b(?:{NUMBER_WORD})\b(?:(?:-|\s(?:and\s)?)(?:{NUMBER_WORD})\b)*",
    re.IGNORECASE,
)


# What stands before its first word, its words, what comes after.
WORDS = re.compile(r"\A(\W*)(.*?)(\W*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Some text; `tone` says whether it agrees with the other side."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True)
class Beside:
    """The two halves, in pieces; `why` is a sentence where they differ, else ""."""

    verdict: Verdict
    source: list[Piece]
    ours: list[Piece]
    why: str = ""


@dataclass(frozen=True)
class Told:
    """A number as it stands in a text."""

    start: int
    end: int
    text: str
    value: Decimal


def numbers_beside(source: str, ours: str, recorded: Sequence[Decimal]) -> Beside:
    """The numbers of a record (how many, up to, out of) looked for in the words of its source.

    Other numbers in the source belong to other records. `ours` is the record in words.
    """
    if not source.strip() or not recorded:
        return Beside("look", whole(source), whole(ours))
    theirs, here = numbers_in(source), numbers_in(ours)
    found: dict[int, Tone] = {each.start: "same" for each in theirs if each.value in recorded}
    missing = [value for value in recorded if not any(each.value == value for each in theirs)]
    if not missing:
        same = {each.start for each in here if each.value in recorded}
        return Beside(
            "same", toned(source, theirs, found), toned(ours, here, dict.fromkeys(same, "same"))
        )
    left = [each for each in theirs if each.start not in found]
    pairs = nearest([each for each in here if each.value in missing], left)
    return Beside(
        "differs",
        pieces(source, {theirs: ours for ours, theirs in pairs}),
        pieces(ours, dict(pairs)),
        why(missing, [theirs for _, theirs in pairs]),
    )


def numbers_in(text: str) -> list[Told]:
    found = []
    for each in NUMBERS.finditer(text):
        read = parse_number(each.group())
        if read is not None:
            found.append(Told(each.start(), each.end(), each.group(), read.value))
    return found


def nearest(ours: list[Told], theirs: list[Told]) -> list[tuple[Told, Told]]:
    """Each of our numbers with the one in the source that it is most like, none of them twice."""
    left, pairs = list(theirs), []
    for mine in ours:
        if not left:
            break
        other = max(left, key=lambda each: SequenceMatcher(None, mine.text, each.text).ratio())
        left.remove(other)
        pairs.append((mine, other))
    return pairs


def why(missing: list[Decimal], theirs: list[Told]) -> str:
    ours = join([format_number(value) for value in missing])
    if not theirs:
        return f"{ours} does not stand in the words of the source."
    return f"The source has {join([each.text for each in theirs])}, ours has {ours}."


def whole(text: str) -> list[Piece]:
    return [Piece(text)] if text else []


def toned(text: str, numbers: list[Told], tones: dict[int, Tone]) -> list[Piece]:
    """The text in pieces, the numbers that begin at these places in their tone."""
    found, at = [], 0
    for each in numbers:
        if tone := tones.get(each.start):
            found += [*whole(text[at : each.start]), Piece(each.text, tone)]
            at = each.end
    return [*found, *whole(text[at:])]


def pieces(text: str, against: dict[Told, Told]) -> list[Piece]:
    """The text in pieces, the letters that differ from the number on the other side marked."""
    found, at = [], 0
    for mine, other in sorted(against.items(), key=lambda pair: pair[0].start):
        found += whole(text[at : mine.start])
        found += letters(mine.text, other.text)
        at = mine.end
    return [*found, *whole(text[at:])]


def letters(mine: str, other: str) -> Iterable[Piece]:
    steps = SequenceMatcher(None, mine, other, autojunk=False).get_opcodes()
    shown = [
        Piece(mine[i:j], "" if step == "equal" else "differs")
        for step, i, j, _, _ in steps
        if i < j
    ]
    # What is only too short has no letter of its own to be marked.
    return shown if any(each.tone for each in shown) else [Piece(mine, "differs")]


def with_marked(pieces: Iterable[Piece], spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """The same text with what stands at these places marked as differing."""
    cuts = sorted({place for span in spans for place in span})
    within = [(start, end) for start, end in spans if start < end]
    found, at = [], 0
    for piece in pieces:
        end = at + len(piece.text)
        edges = [at, *(cut for cut in cuts if at < cut < end), end]
        for start, stop in pairwise(edges):
            differs = any(first <= start and stop <= last for first, last in within)
            text = piece.text[start - at : stop - at]
            found.append(Piece(text, "differs" if differs else piece.tone))
        at = end
    return [each for each in found if each.text]


def words_beside(source: str, ours: str, *, altered: bool) -> Beside:
    """The words of a quotation; what is `altered` is marked, else what agrees is."""
    was, now = words(source, ours)
    verdict: Verdict = "differs" if altered else "same"
    return Beside(verdict, marked(was, altered), marked(now, altered))


def marked(found: Iterable[Part], altered: bool) -> list[Piece]:
    tones: dict[bool, Tone] = {True: "differs", False: ""} if altered else {True: "", False: "same"}
    shown = []
    for each in found:
        # Marks, spaces and the last full stop are the house’s own: words differ.
        before, word, after = WORDS.findall(each.text)[0]
        shown += [
            *whole(before),
            *([Piece(word, tones[each.changed])] if word else []),
            *whole(after),
        ]
    return shown
