"""The noun that a number counts: beside it, behind a verb, or named before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lib.number_words import TENS, UNITS

from .counted import (
    BOUNDARIES,
    CARE,
    HEADS,
    NO_FIGURE,
    SITES,
)
from .numbers import BREAKS, Piece

MOST_WORDS = 8
JOINERS = frozenset(["and", "or", "&"])
# “48 members of staff”, “52 visits to the dentist”, “30 hours of surgery”.
OF = {
    "members": ("of", "staff"),
    "member": ("of", "staff"),
    "visits": ("to", "the", "dentist"),
}
UNDONE = frozenset(["cancelled", "postponed", "rescheduled", "lost", "affected", "missed"])
BE = frozenset(["were", "was", "are", "is"])
TOTALS = frozenset(["number", "total", "tally", "toll", "count"])
PLURAL = re.compile(r"s$|people$|staff$|children$|men$|surgery$")
SPECIAL = frozenset(
    ["inpatient", "inpatients", "outpatient", "outpatients", "in-patient", "out-patient"]
)


@dataclass(frozen=True)
class Unit:
    """`words` is the noun phrase; pieces up to `last` belong to it. `kind`: counted, site, none."""

    words: str
    head: str
    last: int
    kind: str


def words_joined(pieces: list[Piece], i: int) -> tuple[str, int]:
    """The word at i with its hyphenated parts, and the piece after it."""
    word, j = pieces[i].form, i + 1
    while (
        j + 1 < len(pieces)
        and pieces[j].form == "-"
        and pieces[j + 1].form[:1].isalnum()
        and not pieces[j].spaced
    ):
        word += "-" + pieces[j + 1].form
        j += 2
    return word, j


def unit_after(pieces: list[Piece], i: int) -> Unit | None:
    """The noun phrase that starts at i, as far as its last counted noun."""
    words: list[str] = []
    best: Unit | None = None
    j = i
    while j < len(pieces) and len(words) < MOST_WORDS:
        form = pieces[j].form
        if form in BREAKS or form in (",", ";", "\x00") or not form[0].isalpha():
            break
        word, after = words_joined(pieces, j)
        if word in ("the", "their", "its", "our", "his", "her", "these", "those") and not words:
            j = after
            continue
        if word in UNDONE and not words and goes_on(pieces, after, 3):
            words.append(word)
            j = after
            continue
        if word in BOUNDARIES:
            break
        if word == "of" and not (
            words and words[-1] in ("members", "member", "number", "hours", "of", "rounds", "bouts")
        ):
            if words or j > i + 1:
                break
            j = after
            continue
        if word in UNITS or word in TENS:
            break
        if word in JOINERS:
            # “Inpatient and outpatient appointments”; the next number begins a count of its own.
            if not (best and goes_on(pieces, after)) and not (words and goes_on(pieces, after, 3)):
                break
            words.append(word)
            j = after
            continue
        words.append(word)
        single = word.rsplit("-", 1)[-1]
        if counts_time(pieces, word, after):
            if best is None:
                return Unit(" ".join(words), word, after, "none")
            break
        if word in SITES and words[-2:-1] == ["day"]:
            # A day centre that stays shut is care that is lost.
            best = Unit(" ".join(words), word, after, "counted")
        elif word in SITES and best is None:
            following = words_joined(pieces, after)[0] if after < len(pieces) else ""
            if following not in HEADS:
                return Unit(" ".join(words), word, after, "site")
        if word in HEADS or single in HEADS:
            best = Unit(" ".join(words), word, after, "counted")
        elif word in NO_FIGURE and best is None and word != "day" and not goes_on(pieces, after, 2):
            return Unit(" ".join(words), word, after, "none")
        elif best and single not in HEADS and len(words) > 1 and not continues(pieces, after):
            break
        j = after
    if best:
        return with_of(pieces, with_noun(pieces, best))
    return (
        Unit(" ".join(words), words[-1], j, "other") if words and words[-1] not in JOINERS else None
    )


def counts_time(pieces: list[Piece], word: str, after: int) -> bool:
    if word in ("day", "night", "weekend", "evening", "second"):
        following = pieces[after].form if after < len(pieces) else ""
        return following not in HEADS and following not in (
            "surgery",
            "shift",
            "staff",
            "centre",
            "centres",
        )
    return False


def goes_on(pieces: list[Piece], i: int, most: int = 4) -> bool:
    """Whether a counted noun comes soon, with no number and no verb before it."""
    for _ in range(most):
        if i >= len(pieces) or not pieces[i].form[0].isalpha():
            return False
        word, i = words_joined(pieces, i)
        if word in UNITS or word in TENS:
            return False
        if word in HEADS:
            return True
        if word in BOUNDARIES or word in JOINERS:
            return False
    return False


def continues(pieces: list[Piece], i: int) -> bool:
    if i >= len(pieces):
        return False
    word, _ = words_joined(pieces, i)
    return word in HEADS or word in JOINERS


def with_noun(pieces: list[Piece], unit: Unit) -> Unit:
    """“17 endoscopy investigations”: a word for one describes the many behind it, known or not."""
    if unit.kind != "counted" or PLURAL.search(unit.head) or unit.last >= len(pieces):
        return unit
    word, after = words_joined(pieces, unit.last)
    many = word.isalpha() and word.endswith("s") and not word.endswith("ss") and len(word) > 4
    if not many or word in BOUNDARIES or word in NO_FIGURE:
        return unit
    return Unit(f"{unit.words} {word}", word, after, unit.kind)


def unit_of_total(pieces: list[Piece], first: int, last: int) -> str:
    """What “the number of appointments moved by striking doctors” counts, said before the number
    that it reaches: the noun of the total, not the nearest."""
    for j in range(last - 2, first - 1, -1):
        if pieces[j].form[0].isdigit():
            return ""
        if pieces[j].form in TOTALS and pieces[j + 1].form == "of":
            unit = unit_after(pieces, j + 2)
            return unit.words if unit and unit.kind == "counted" else ""
    return ""


def with_of(pieces: list[Piece], unit: Unit) -> Unit:
    tail = OF.get(unit.head)
    if tail and tuple(piece.form for piece in pieces[unit.last : unit.last + len(tail)]) == tail:
        return Unit(f"{unit.words} {' '.join(tail)}", tail[-1], unit.last + len(tail), unit.kind)
    return unit


def unit_of_predicate(pieces: list[Piece], i: int) -> Unit | None:
    """“158 were inpatient procedures”, “1,696 were outpatient”."""
    if i < len(pieces) and pieces[i].form in BE:
        unit = unit_after(pieces, i + 1)
        if unit and unit.kind == "counted":
            return unit
    return None


def unit_behind_bracket(pieces: list[Piece], first: int, last: int) -> Unit | None:
    """“78% (21,608) of the porters”: the bracket says the share again, in heads."""
    around = [
        piece.form for piece in (*pieces[max(0, first - 1) : first], *pieces[last : last + 2])
    ]
    unit = unit_after(pieces, last + 2) if around == ["(", ")", "of"] else None
    return unit if unit and unit.kind == "counted" else None


def nouns_before(
    pieces: list[Piece], first: int, last: int, masked: Callable[[int], bool], most: int = 40
) -> str:
    """The counted noun phrase nearest before a piece, with the words that belong to it.

    Only what can be many is counted: “clinics”, “staff”; words quoted by others are passed over.
    """
    for j in range(last - 1, max(first, last - most) - 1, -1):
        form = pieces[j].form
        if form in HEADS and PLURAL.search(form) and not masked(pieces[j].start):
            if j + 1 < len(pieces) and pieces[j + 1].form in ("line", "lines", "'", "'s"):
                continue
            return phrase_to(pieces, first, j)
    return ""


def phrase_to(pieces: list[Piece], first: int, j: int) -> str:
    words = [pieces[j].form]
    k = j - 1
    while k >= first and len(words) < 6:
        form = pieces[k].form
        if (
            form in HEADS
            or form in DESCRIBING
            or (form in JOINERS and k > first and pieces[k - 1].form in CARE)
        ):
            words.insert(0, form)
            k -= 1
        elif form == "-" and k > first:
            words[0] = f"{pieces[k - 1].form}-{words[0]}"
            k -= 2
        else:
            break
    while words and words[0] in JOINERS:
        words.pop(0)
    return " ".join(words)


DESCRIBING_WORDS = (
    "hospital acute elective planned routine urgent clinic minor major health allied day striking "
    "junior resident security ambulance agency senior medical nursing strike action cancer"
)
DESCRIBING = frozenset(DESCRIBING_WORDS.split())
