"""The records that some words may rest on, the likeliest first, each with why it is offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from lib.number_words import plain
from lib.reading.fidelity import compare
from lib.spoken import Spoken, holds
from lib.text import fold

from .asked import Asked
from .mentions import GENERIC, Mentioned

# Said in nearly every sentence of a strike story: they tell no two records apart.
COMMON_WORDS = "a an and at by for in of on or to was were with"
COMMON = GENERIC | frozenset(COMMON_WORDS.split())
# Of a hundred: from here on words are a version of those recorded.
ALIKE = 80


@dataclass(frozen=True)
class Candidate:
    """A figure or quotation that may be meant, as far as its order depends on it.

    `places` are all trusts, hospitals and areas that it is about or lies in.
    """

    kind: str
    pk: int
    spoken: Spoken | None = None
    place: str = ""
    counted: str = ""
    speaker: str = ""
    words: str = ""
    places: frozenset[Mentioned] = field(default_factory=frozenset)
    strike: int | None = None
    ends: date | None = None
    preferred: bool = True


@dataclass(frozen=True)
class Offer:
    """`why` in words, "same number"; `fits` where the words are true of this record."""

    candidate: Candidate
    why: str
    fits: bool
    score: int


def rank(
    asked: Asked, candidates: Iterable[Candidate], mentions: Collection[Mentioned] = ()
) -> list[Offer]:
    """The best first; what neither the number nor the sentence speaks for is left out.

    Words in quotation marks ask for quotations first, any others for figures.
    """
    offers = [
        offer_quote(asked, each) if each.kind == "quote" else offer_figure(asked, each, mentions)
        for each in candidates
    ]
    kept = [each for each in offers if each.score > 0 or asked.typed]
    return sorted(
        kept,
        key=lambda each: (
            (each.candidate.kind == "quote") != bool(asked.quotation),
            -each.score,
            -(each.candidate.ends or date.min).toordinal(),
            -each.candidate.pk,
        ),
    )


def offer_figure(asked: Asked, one: Candidate, mentions: Collection[Mentioned]) -> Offer:
    why, fits, score = by_number(asked.said, one)
    about = by_subject(asked, one, mentions)
    # Another number is worth showing where it is of the same place or strike.
    return Offer(one, why, fits, score + about if score or about >= 30 else 0)


def by_number(said: Spoken | None, one: Candidate) -> tuple[str, bool, int]:
    """(why, whether the words are true of it, how much speaks for it)."""
    if said is None or one.spoken is None:
        return ("same subject", False, 0)
    if holds(said, one.spoken):
        if said.value == one.spoken.value and said.how_exact == one.spoken.how_exact:
            better = 20 if said.out_of and one.spoken.out_of else 0
            return ("same number" if one.preferred else "same number, a rival", True, 100 + better)
        # “More than 2” is true of 1,854, and says nothing of it.
        near = said.value * 2 >= one.spoken.value and said.value <= one.spoken.value * 2
        return ("true of it", True, 70) if near else ("true, but far off", True, 5)
    if said.value == one.spoken.value:
        return ("other base" if said.out_of and one.spoken.out_of else "other words", False, 40)
    if said.out_of == one.spoken.value:
        return ("its whole", False, 35)
    return ("another number" if one.preferred else "a rival", False, 0)


def by_subject(asked: Asked, one: Candidate, mentions: Collection[Mentioned]) -> int:
    """How much the sentence and the story speak for it."""
    about = {
        *(Mentioned("trust", pk) for pk in asked.trusts),
        *(Mentioned("hospital", pk) for pk in asked.hospitals),
        *(Mentioned("area", pk) for pk in asked.areas),
    }
    score = 0
    if one.places & set(mentions):
        score += 40
    elif one.places & about:
        score += 15
    score += 20 if one.strike in asked.strikes else 0
    score += round(15 * shared(one.place, asked.around))
    score += round(30 * shared(one.counted, fold(plain(asked.words))))
    score += round(15 * shared(one.counted, asked.around))
    score += round(12 * shared(one.speaker, asked.around))
    return score + (5 if one.preferred else 0)


def shared(name: str, text: str) -> float:
    """How many of the words of a name stand in a folded text, from 0 to 1."""
    words = {*fold(name).split()} - COMMON
    return len(words & {*text.split()}) / len(words) if words else 0.0


def offer_quote(asked: Asked, one: Candidate) -> Offer:
    words = asked.quotation or asked.words
    score = round(10 * shared(one.speaker, asked.around))
    level = compare(words, one.words).level
    if level != "stop":
        why = "same words" if level == "same" else "part of it"
        return Offer(one, why, True, score + 100)
    alike = fuzz.partial_ratio(fold(words), fold(one.words)) if len(words) > 11 else 0
    if alike >= ALIKE:
        return Offer(one, "other words", False, score + round(alike / 2))
    return Offer(one, "same speaker", False, score if score >= 5 else 0)
