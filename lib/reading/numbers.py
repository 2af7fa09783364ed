"""Where numbers stand in a text. Each is read by `lib.number_words`, as everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lib.number_words import AFTER_AN_ARTICLE, BEFORE, NOTHING, TENS, UNITS, phrase
from lib.spoken import Spoken

PIECE = re.compile(
    r"\n|per cent\b|percent\b|\d+(?:[.,:/]\d+)*(?:[^\W\d_]+\d*)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]",
    re.IGNORECASE,
)
DASHES = "-–—−‑‐‒"
BREAKS = frozenset('\n.;:!?()[]…“”"|•/')
QUALIFIERS = frozenset(words[0] for words, _ in BEFORE)
STARTS = frozenset({*UNITS, *TENS, *NOTHING, *QUALIFIERS, "a", "an", "half", "between", "from"})
ARTICLES = ("a", "an")
# “A hundred”, “an estimated 450”; an article before any other word begins no number.
AFTER_ARTICLES = AFTER_AN_ARTICLE | {words[1] for words, _ in BEFORE if words[0] in ARTICLES}
# “No” is in front of “no fewer than” and of many a noun.
WINDOW = 18
# More of them make no story.
MOST_NUMBERS = 2_000
# They change the number beside them, and no reading of ours says how: refused.
REFUSED_BEFORE = frozenset("<>~≤≥±#×^=+@")
ODD_RANGE = re.compile(r"\d{1,2}-\d{1,3},\d{3}")


class Piece(NamedTuple):
    start: int
    end: int
    form: str
    spaced: bool  # white space stands before it


@dataclass(frozen=True)
class Number:
    """text[start:end] is a number with the words that say how exact it is; pieces[first:last]."""

    start: int
    end: int
    first: int
    last: int
    spoken: Spoken
    money: str = ""


def pieces_of(text: str) -> list[Piece]:
    found: list[Piece] = []
    end = 0
    for match in PIECE.finditer(text):
        form = match.group().casefold().replace("’", "'")
        if form in ("per cent", "percent"):
            form = "%"
        elif form in DASHES:
            # A dash with space beside it parts; one without joins.
            joins = match.start() == end and not text[match.end() : match.end() + 1].isspace()
            form = "-" if joins and form != "—" else ";"
        found.append(Piece(match.start(), match.end(), form, match.start() > end))
        end = match.end()
    return found


def numbers_of(text: str, pieces: list[Piece]) -> Iterator[Number]:
    forms = [piece.form for piece in pieces]
    i = found = 0
    while i < len(pieces) and found < MOST_NUMBERS:
        form = forms[i]
        if not (form[0].isdigit() or form in STARTS) or glued(text, pieces, i):
            i += 1
            continue
        if form in ARTICLES and not (i + 1 < len(forms) and forms[i + 1] in AFTER_ARTICLES):
            i += 1
            continue
        if form == "one" and forms[i + 1 : i + 2] == ["of"]:
            # “One of the 600 people”: it is they who are counted.
            i += 2
            continue
        window = window_at(forms, i)
        spoken, end = phrase(window, 0)
        if spoken is None:
            i += 1
            continue
        last = i + end
        if refused(text, pieces, i, last):
            i = last
            continue
        found += 1
        money = forms[i - 1] if i and forms[i - 1] in "£$€" else ""
        yield Number(pieces[i].start, pieces[last - 1].end, i, last, spoken, money)
        i = last


def window_at(forms: list[str], i: int) -> list[str]:
    window = []
    for form in forms[i : i + WINDOW]:
        if form in BREAKS:
            break
        # The one reading of numbers knows “12,” from “12”.
        window.append(form)
    return window


def glued(text: str, pieces: list[Piece], i: int) -> bool:
    """A number inside a name or code: “F1”, “B12”, “covid-19”, “NHS111”."""
    start = pieces[i].start
    before = text[start - 1] if start else " "
    if before.isalnum() or before == "_":
        return True
    return (
        pieces[i].form[0].isdigit()
        and i > 1
        and pieces[i - 1].form == "-"
        and pieces[i - 2].form[:1].isalpha()
        and not pieces[i - 1].spaced
    )


def refused(text: str, pieces: list[Piece], first: int, last: int) -> bool:
    """“<5”, “~450”, “c. 450”, “8-10,000” and “-5” each mean something that is not this number."""
    before = pieces[first - 1].form if first else ""
    if before in REFUSED_BEFORE and before:
        return True
    if ODD_RANGE.search(text, pieces[first].start, pieces[last - 1].end):
        return True
    if before == ";" and text[pieces[first - 1].start] in "-−" and not pieces[first].spaced:
        return pieces[first - 1].spaced
    if before == "-" and first and pieces[first - 1].spaced:
        return True
    circa = [piece.form for piece in pieces[max(0, first - 2) : first]]
    return circa in (["c", "."], ["ca", "."]) or circa[-1:] in (["c"], ["ca"])
