"""Ready texts for whoever puts a correction right elsewhere. Pure.

Nothing is cut within a sentence: half of a correction may say the opposite. What is too long is
said in a shorter way, or a person shortens it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lib.reading.layout import sentences
from lib.text import squash

LONGEST_POST = 280
MOST_WORDS = 40
# Of a hundred: below, a sentence is another one and no other form of it.
SAME_SENTENCE = 55


@dataclass(frozen=True)
class Corrected:
    """What a notice says: `title` such as "Correction", `headline` of its story, and where that
    stands, a full address. `was_wrong` is "" where nothing of it is to be repeated."""

    title: str
    was_wrong: str
    is_right: str
    headline: str
    url: str


@dataclass(frozen=True)
class Ready:
    """A text, and whether it is as short as it has to be."""

    words: str
    fits: bool

    @property
    def length(self) -> int:
        return len(self.words.split())


def post(said: Corrected) -> str:
    """A social post of at most 280 characters, with the story’s address at the end."""
    right = stopped(said.is_right)
    ways = [
        f"{said.title}: {joined(said.was_wrong, right)}",
        f"{said.title}: {right}",
        f"{said.title}: {first_sentence(right)}",
        f"{said.title}: we have put “{said.headline}” right.",
        f"{said.title}: we have put a story right.",
    ]
    room = LONGEST_POST - len(said.url) - 1
    words = next((way for way in ways if len(way) <= room), f"{said.title}:")
    return f"{words} {said.url}"


def in_print(said: Corrected, ran: str) -> Ready:
    """At most forty words for a page on which the story ran on a day, `ran`."""
    right = joined(said.was_wrong, stopped(said.is_right))
    ways = [
        f"{said.title}. “{said.headline}” ({ran}): {right}",
        f"{said.title}, {ran}: {right}",
        f"{said.title}. {right}",
        f"{said.title}. {stopped(said.is_right)}",
    ]
    short = [way for way in ways if len(way.split()) <= MOST_WORDS]
    return Ready(short[0] if short else ways[-1], bool(short))


def joined(*said: str) -> str:
    """Sentences one after the other."""
    return " ".join(stopped(each) for each in said if each.strip())


def stopped(text: str) -> str:
    """In one line, with a full stop at its end."""
    text = squash(text)
    return text if not text or text[-1] in ".!?…" or text[-2:] in (".”", "!”", "?”") else f"{text}."


def first_sentence(text: str) -> str:
    first = sentences(text, 0, len(text))[:1]
    return text[slice(*first[0])].strip() if first else text


@dataclass(frozen=True)
class Changed:
    """A sentence as it stood, and as it stands; either is "" where there was, or is, none."""

    was: str
    now: str


def changed_sentences(before: Iterable[str], after: Iterable[str]) -> list[Changed]:
    """Which sentences of some plain texts became which, in the order of the new ones; then those
    that went."""
    old, new = whole_sentences(before), whole_sentences(after)
    gone = [each for each in old if each not in new]
    found = []
    for now in (each for each in new if each not in old):
        alike = process.extractOne(now, gone, scorer=fuzz.ratio, score_cutoff=SAME_SENTENCE)
        was = alike[0] if alike else ""
        if was:
            gone.remove(was)
        found.append(Changed(was, now))
    return found + [Changed(each, "") for each in gone]


def whole_sentences(texts: Iterable[str]) -> list[str]:
    """Each once, in reading order."""
    found = [
        text[first:last].strip()
        for each in texts
        for text in each.split("\n")
        for first, last in sentences(text, 0, len(text))
    ]
    return list(dict.fromkeys(found))
