"""Which findings were left as they are: the same words, in the same sentence as it reads by now.

Pure. A sentence that was edited is the same one; where the check has something else to say of the
words, as the record or they have changed, it is a new finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from lib.reading.layout import sentences
from lib.text import fold

# Of a hundred: below, a sentence is another one.
SAME_SENTENCE = 60


@dataclass(frozen=True)
class Left:
    """`why` says by whom as well: “Robin Ashby: the trust gave it by phone”."""

    kind: str
    verdict: str
    words: str
    sentence: str
    message: str
    why: str


def sentence_around(text: str, start: int, end: int) -> str:
    for first, last in sentences(text, 0, len(text)):
        if first <= start < last:
            return text[first : max(last, end)].strip()
    return text


def left_for(kept: Iterable[Left], kind: str, verdict: str, words: str, message: str) -> list[Left]:
    """Those of this finding, wherever it stood."""
    asked = (kind, verdict, fold(words), message)
    return [
        left for left in kept if (left.kind, left.verdict, fold(left.words), left.message) == asked
    ]


def in_sentence(kept: Iterable[Left], sentence: str) -> Left | None:
    """The one whose sentence this is, however it was edited since."""
    alike = [
        (fuzz.ratio(fold(left.sentence), fold(sentence)), number, left)
        for number, left in enumerate(kept)
    ]
    best = max(alike, default=None, key=lambda each: each[:2])
    return best[2] if best and best[0] >= SAME_SENTENCE else None


def still_there(kept: Iterable[Left], text: str) -> list[Left]:
    """Those of which the words stand in their sentence still."""
    whole = [text[first:last] for first, last in sentences(text, 0, len(text))]
    return [
        left
        for left in kept
        if any(
            fold(left.words) in fold(sentence) and in_sentence([left], sentence)
            for sentence in whole
        )
    ]
