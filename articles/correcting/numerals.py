"""A number written as another was: five → six, “1,854” → “1,867”, “2.5 per cent” → “3 per cent”."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from lib.number_words import BEFORE_BY_FIRST, SCALES, TENS, UNITS, bare_number
from lib.numbers import format_number
from lib.reading.numbers import Number, Piece, numbers_of, pieces_of
from lib.spoken import Spoken, step

# The house writes them in words.
SPELT = 10
# Below a hundred a number at the start of a sentence is spelt.
SPELT_AT_START = 100
MOST_DECIMALS = 3
# Which way a number goes that keeps what the words before it promise.
ROUNDED = {
    "more_than": ROUND_FLOOR,
    "at_least": ROUND_FLOOR,
    "nearly": ROUND_CEILING,
    "less_than": ROUND_CEILING,
    "up_to": ROUND_CEILING,
    "around": ROUND_HALF_UP,
}


@dataclass(frozen=True)
class Numeral:
    """words[start:end] is the number itself, without “more than” before it or “of 35” after it;
    words[base[0]:base[1]] is the 35."""

    words: str
    said: Spoken
    start: int
    end: int
    base: tuple[int, int] | None

    @property
    def text(self) -> str:
        return self.words[self.start : self.end]

    def put(self, number: str, base: str = "") -> str:
        after = self.words[self.end :]
        if self.base and base:
            after = self.words[self.end : self.base[0]] + base + self.words[self.base[1] :]
        return self.words[: self.start] + number + after


def numeral_in(words: str) -> Numeral | None:
    """The one number that the words state, and where; None where there are none or several, and of
    a range."""
    pieces = pieces_of(words)
    found = list(numbers_of(words, pieces))
    if len(found) != 1 or found[0].spoken.upper is not None:
        return None
    places = list(bare(pieces, found[0]))
    if not places:
        return None
    base = places[1] if len(places) > 1 and found[0].spoken.out_of is not None else None
    return Numeral(words, found[0].spoken, *places[0], base)


def bare(pieces: list[Piece], number: Number) -> Iterator[tuple[int, int]]:
    """Where the bare numbers stand within a number with its words."""
    forms = [piece.form for piece in pieces[: number.last]]
    i = number.first
    while i < number.last:
        before = next(
            (
                len(words)
                for words, _ in BEFORE_BY_FIRST.get(forms[i], ())
                if tuple(forms[i : i + len(words)]) == words
            ),
            0,
        )
        found = None if before else bare_number(forms, i)
        if found:
            last = found.end
            # The sign of per cent stays as it is written.
            while forms[last - 1] in ("%", "point", "points", "percentage"):
                last -= 1
            yield pieces[i].start, pieces[last - 1].end
        i = found.end if found else i + (before or 1)


def written_like(value: Decimal, like: str, *, opens: bool, spelt: bool = True) -> Iterator[str]:
    """The value as the number `like` is written, the likest first. `opens`: it begins a sentence;
    `spelt`: numbers up to ten are words, as they are of things that one counts."""
    whole = value == value.to_integral_value()
    scaled = scale_of(like)
    if scaled:
        yield from of_scale(value, like, *scaled)
    in_words = not like[:1].isdigit()
    few = whole and 0 <= value <= SPELT and "." not in like
    if in_words and whole and 0 <= value < (SPELT_AT_START if opens else SPELT + 1):
        yield as_capital(in_letters(int(value)), like, opens)
        return
    if in_words and opens:
        return  # no sentence begins with a digit
    if few and spelt and not in_words and not was_few(like):
        yield as_capital(in_letters(int(value)), like, opens)
    plain_thousands = like.isdigit() and len(like) > 3
    yield f"{value:f}" if plain_thousands and whole else format_number(value)


def was_few(like: str) -> bool:
    """“5 of 35” stays in digits; where 12 becomes six it is a word."""
    found = bare_number([like.casefold()], 0)
    return found is not None and found.value <= SPELT


def as_capital(word: str, like: str, opens: bool) -> str:
    if like.isalpha() and like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if opens or like[:1].isupper() else word


def in_letters(value: int) -> str:
    """Below a hundred: “six”, “twenty-one”."""
    for word, unit in (*UNITS.items(), *TENS.items()):
        if unit == value:
            return word
    tens = next(word for word, ten in TENS.items() if ten == value // 10 * 10)
    return f"{tens}-{in_letters(value % 10)}"


def scale_of(like: str) -> tuple[str, Decimal] | None:
    """(the letters, what they multiply by) of “7.2 million” and “£1.09m”."""
    letters = like.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    word = like[len(letters) :]
    factor = SCALES.get(word.casefold())
    if factor is None or not letters[:1].isdigit() or factor < 1000:
        return None
    return like[len(letters.rstrip()) :], Decimal(factor)


def of_scale(value: Decimal, like: str, letters: str, factor: Decimal) -> Iterator[str]:
    number = like.removesuffix(letters)
    decimals = len(number.partition(".")[2])
    for places in range(decimals, MOST_DECIMALS + 1):
        yield f"{format_number(round(value / factor, places))}{letters}"


def rounded(value: Decimal, said: Spoken) -> Iterator[Decimal]:
    """Numbers to which the value may be rounded under the words that `said` has, as round as it
    was and then less so."""
    way = ROUNDED.get(said.how_exact)
    size = step(said)
    while way and size and size >= 1:
        near = (value / size).to_integral_value(way) * size
        if said.how_exact in ("nearly", "less_than") and near == value:
            near += size
        if said.how_exact == "more_than" and near == value:
            near -= size
        if near > 0:
            yield near
        size /= 10
