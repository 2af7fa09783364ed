"""The ways in which a number may truly be written: 1,854, more than 1,800, nearly 2,000, 158 of
1,854, about one in twelve.

Each is read back and tried against the number by `spoken.holds` before it is offered: what the
words promise and what the desk accepts cannot part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .number_words import UNITS, parse_number, plain
from .numbers import format_number, say_spoken
from .spoken import Spoken, holds, step

WORDS = {value: word for word, value in UNITS.items() if value <= 10}
# “One in seven” is said; “one in 23” and three of eleven are not.
SHARES = tuple(range(2, 13))
MOST = 7
STEPS = (10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 10**6)


def said_as(number: Spoken, *, currency: str = "", unit: str = "", per: str = "") -> list[str]:
    """The variants that are true of a recorded number, the plainest first, each once.

    `currency`, `unit` and `per` are those of its measure. Of a range, or of what has a unit of its
    own, only what the record itself says.
    """
    own = say_spoken(number, currency=currency, unit=unit, per=per)
    if number.kind in (None, "count") and not (currency or unit or per):
        tried = [*counts(number, own), *shares(number)]
    elif number.kind == "percent":
        tried = [own, *shares(number)]
    else:
        tried = [own]
    kept = [words for words in dict.fromkeys(tried) if words == own or is_true(words, number)]
    return kept[:MOST]


def is_true(words: str, number: Spoken) -> bool:
    """Whether what is read in the words holds for the number; of a share, for what it is of all."""
    said = parse_number(words)
    return (said is not None and holds(said, number)) or share_holds(words, number)


def counts(number: Spoken, own: str) -> Iterator[str]:
    value, exact = number.value, number.how_exact == "exact"
    whole = exact and value == value.to_integral_value()
    base = number.out_of
    if whole and base is not None and value in WORDS:
        yield f"{WORDS[int(value)]} of {format_number(base)}"
    if whole and base is not None:
        yield f"{format_number(value)} of {format_number(base)}"
    if whole and value == 0:
        yield "none"
        yield "no"
    elif whole and value in WORDS:
        yield WORDS[int(value)]
    yield own
    if exact and value > 20:
        yield from rounded(value)


def rounded(value: Decimal) -> Iterator[str]:
    """ "more than 1,800", "nearly 2,000", "about 1,900": two digits that count, or rounder."""
    step = Decimal(10) ** max(1, value.adjusted() - 1)
    below, nearest = value // step * step, round(value / step) * step
    above = [near for size in STEPS if (near := (value // size + 1) * size) - value <= near / 10]
    if 0 < below < value:
        yield f"more than {format_number(below)}"
    if above:
        yield f"nearly {format_number(max(above, key=roundness))}"
    if nearest not in (0, value):
        yield f"about {format_number(nearest)}"


def roundness(value: Decimal) -> tuple[int, Decimal]:
    """For sorting: more noughts first, then the smaller."""
    return (int(value.normalize().as_tuple().exponent), -value)


# Shares of a whole: “about one in twelve”, “half of them”


def shares(number: Spoken) -> Iterator[str]:
    if number.how_exact != "exact":
        return
    share = share_of(number)
    if share is None or not 0 < share < 1:
        return
    for whole in SHARES:
        part = Decimal(1) / whole
        if abs(share - part) <= part * Decimal("0.05"):
            same = share == part
            yield f"{'' if same else 'about '}one in {spelt(whole)}"
            break
    else:
        above = [
            whole for whole in SHARES if 0 < Decimal(1) / whole - share <= Decimal(1) / whole / 10
        ]
        below = [whole for whole in SHARES if 0 < share - Decimal(1) / whole <= share / 10]
        if above:
            yield f"fewer than one in {spelt(above[-1])}"
        elif below:
            yield f"more than one in {spelt(below[0])}"
    if number.kind != "percent":
        percent = (share * 100).to_integral_value()
        if 0 < percent < 100:
            yield f"{'' if share * 100 == percent else 'about '}{percent} per cent"


def spelt(number: int) -> str:
    return next(word for word, value in UNITS.items() if value == number)


def share_of(number: Spoken) -> Decimal | None:
    if number.kind == "percent":
        return number.value / 100
    return number.value / number.out_of if number.out_of else None


ONE_IN = re.compile(r"\b(?:one|1) in (?:every )?([a-z]+|\d{1,3})\b")


def share_in(words: str) -> Spoken | None:
    """The share that some words say, as a part of one: about a twelfth for “about one in twelve”,
    9 hundredths for “9 per cent”; None where they say none."""
    text = plain(words)
    found = ONE_IN.search(text)
    if found:
        whole = parse_number(found[1])
        before = parse_number(f"{text[: found.start()]} 2")
        if whole is None or before is None or whole.value < 2:
            return None
        return Spoken(1 / whole.value, how_exact=before.how_exact)
    said = parse_number(words)
    if said is None or said.kind != "percent" or said.upper is not None:
        return None
    # Whole per cent are as exact as a newspaper is.
    return Spoken(said.value / 100, how_exact=said.how_exact, rounded_to=step(said) / 100)


def share_holds(words: str, number: Spoken) -> bool:
    """Whether the words say a share, and it is true of what the number is of its whole."""
    said, recorded = share_in(words), share_of(number)
    if said is None or recorded is None or number.how_exact != "exact":
        return False
    return holds(said, Spoken(recorded))
