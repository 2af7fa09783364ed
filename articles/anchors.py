"""Words of a text, found again after the text was edited: a note on them, a confirmation of them.

Pure; takes and gives plain text, in which offsets count characters. What stood around the words
tells which of several the same were meant, and where they stood if they were changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Literal

from rapidfuzz import fuzz

from lib.reading.layout import sentences
from lib.text import squash

# So many characters on either side are kept.
AROUND = 60
# Of a hundred: below, a sentence in which the words stood is another one.
SAME_SENTENCE = 60
# Of a hundred: below, what stands there now is no longer a wording of what stood there.
SAME_WORDS = 50

# A word or number, or a mark.
PIECES = re.compile(r"\w+|[^\w\s]")

State = Literal["stands", "changed", "gone"]
# Marks and spaces that are written in several ways; each is as long as what it stands for.
ALIKE = str.maketrans("‘’“”–—\u00a0\n\t", "''\"\"--   ")


@dataclass(frozen=True)
class Anchor:
    """Some words, and what stood before and after them."""

    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Found:
    """Where the words are now. `changed`: others stand in their place, which are `now`."""

    state: State
    start: int = 0
    end: int = 0
    now: str = ""


GONE = Found("gone")


def anchor_at(text: str, start: int, end: int) -> Anchor:
    return Anchor(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def anchor_of(text: str, words: str) -> Anchor | None:
    """The words where they stand first in a text; None where they do not. As they stand there:
    whoever copies them may have other quotation marks and spaces."""
    wanted = squash(words.translate(ALIKE))
    at = occurrences(text, wanted)
    return anchor_at(text, *at[0]) if at else None


def look(anchor: Anchor, text: str) -> Found:
    """Where the words of an anchor are in a text by now."""
    places = occurrences(text, squash(anchor.words.translate(ALIKE)))
    if places:
        start, end = max(places, key=lambda place: likeness(anchor, text, *place))
        return Found("stands", start, end, text[start:end])
    return changed(anchor, text)


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Where some words stand whole: no part of a longer word or number."""
    plain = text.translate(ALIKE)
    found = []
    at = plain.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not joined(plain, at) and not joined(plain, end):
            found.append((at, end))
        at = plain.find(words, at + 1)
    return found


def joined(text: str, at: int) -> bool:
    """Whether a word, or a number such as 1,854, goes on over this place."""
    if not 0 < at < len(text):
        return False
    if text[at - 1].isalnum() and text[at].isalnum():
        return True
    separated = text[at - 1] in ",." and text[at].isdigit() and text[max(0, at - 2)].isdigit()
    goes_on = text[at] in ",." and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()
    return separated or goes_on


def likeness(anchor: Anchor, text: str, start: int, end: int) -> float:
    """How much of what stood around the words stands around this place."""
    here = anchor_at(text, start, end)
    return fuzz.ratio(anchor.before, here.before) + fuzz.ratio(anchor.after, here.after)


def changed(anchor: Anchor, text: str) -> Found:
    """What stands in the place of the words, where their sentence can be told still."""
    whole = f"{anchor.before}{anchor.words}{anchor.after}"
    sentence = sentence_at(whole, len(anchor.before), len(anchor.before) + len(anchor.words))
    alike = [
        (fuzz.ratio(sentence, text[start:end].strip()), -start, start, end)
        for start, end in sentences(text, 0, len(text))
    ]
    best = max(alike, default=None)
    if best is None or best[0] < SAME_SENTENCE:
        return GONE
    _, _, start, end = best
    first, last = mapped(whole, text[start:end], len(anchor.before), len(anchor.words))
    if fuzz.ratio(anchor.words, text[start + first : start + last]) < SAME_WORDS:
        return GONE
    return Found("changed", start + first, start + last, text[start + first : start + last])


def mapped(was: str, now: str, at: int, length: int) -> tuple[int, int]:
    """Where those pieces of `now` begin and end that stand for was[at : at + length]."""
    old = [(each.start(), each.group()) for each in PIECES.finditer(was)]
    new = [(each.start(), each.end(), each.group()) for each in PIECES.finditer(now)]
    matched = SequenceMatcher(None, [p for _, p in old], [p for *_, p in new], autojunk=False)
    inside = [n for n, (start, _) in enumerate(old) if at <= start < at + length]
    taken = [
        place
        for step, i, end, j, until in matched.get_opcodes()
        for n in inside
        if i <= n < end
        for place in ([j + n - i] if step == "equal" else range(j, until))
    ]
    return (new[min(taken)][0], new[max(taken)][1]) if taken else (0, 0)


def sentence_at(text: str, start: int, end: int) -> str:
    for first, last in sentences(text, 0, len(text)):
        if first <= start < last:
            return text[first : max(last, end)].strip()
    return text.strip()


def digest_of_words(words: str) -> str:
    """SHA-256 (hex) of words as they are read: whichever spaces and quotation marks they have."""
    return sha256(squash(words.translate(ALIKE)).encode()).hexdigest()
