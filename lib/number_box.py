"""Reading a number as somebody types it into a box: the whole of what was typed, or nothing.

In a sentence the words around a number are none of its business (`lib.number_words`). What is
typed into a box is meant to be recorded: a sign that were passed over would change it silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.number_words import BETWEEN_OF_AND_BASE, TOKEN, bare_number, phrase, plain
from lib.numbers import WITHIN
from lib.spoken import Spoken

CURRENCIES = "£$€"
# "£12.08 an hour", "2,390 a day", "£12.08/hour"; not "half a million".
PER = re.compile(
    r"(?:\s+(?:an?|per|each|every)\s+|\s*/\s*)(?!hundred\b|thousand\b|million\b|billion\b|dozen\b)"
    r"([a-z]+)$"
)
UNITS_OF_TIME = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), "seconds"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minutes"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "hours"),
    **dict.fromkeys(("day", "days"), "days"),
    **dict.fromkeys(("week", "weeks"), "weeks"),
    **dict.fromkeys(("month", "months"), "months"),
    **dict.fromkeys(("year", "years", "yr", "yrs"), "years"),
}
TIME = "|".join(sorted(UNITS_OF_TIME, key=len, reverse=True))
DURATION = re.compile(rf"\s*\b({TIME})$|(?<=\d)({TIME})$")
# "34 minutes 32 seconds", "2 hours and 5 minutes"
TWO_UNITS = re.compile(
    rf"(?<![\d.,])(\d{{1,3}}(?:,\d{{3}})+|\d+)\s?({TIME})(?:,|\s+and)?\s+(\d+)\s?({TIME})$"
)
CLOCK = re.compile(r"(?<![\d.,:])(\d+):([0-5]\d)$")
# As tables and notes write what `lib.number_words` knows in words.
SIGNS = [
    (re.compile(r"^(?:>=|≥|=>)"), "at least "),
    (re.compile(r"^(?:<=|≤|=<)"), "at most "),
    (re.compile(r"^>"), "more than "),
    (re.compile(r"^[~≈]"), "about "),
    (re.compile(r"^(?:approx\.?|ca?\.|ca)(?=[\s\d£$€])"), "about "),
    (re.compile(r"\s+plus$"), "+"),
    # "1million", and "½" as "28½"
    (re.compile(r"(?<=\d)(?=(?:hundred|thousand|million|billion)\b)"), " "),
]
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
MIXED = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)?\s?([½¼¾])(?!\d)")
# Of “34:32”, which are minutes and seconds or hours and minutes: so many sixtieths of one.
SIXTIETHS = "minutes or hours"
# {unit of time: (what it is so many of, how many)}: a month has no certain number of days.
LENGTHS = {
    **{
        unit: ("seconds", seconds)
        for unit, seconds in {
            "seconds": 1,
            "minutes": 60,
            "hours": 3600,
            "days": 86400,
            "weeks": 604800,
        }.items()
    },
    "months": ("months", 1),
    "years": ("months", 12),
}
SUPPRESSED = re.compile(r"<\s?(\d{1,3})")
MINUS = re.compile(r"^(?:minus\s+|-)(?=\S)")
# Not so "up to 500".
CHANGE = re.compile(r"^(up|down)\s+(?:by\s+)?(?!to\b)(?=\S)")
# "1 percentage point below", "300 fewer"; not so "500 or more".
COMPARED = re.compile(r"(?<!\bor)\s+(higher|above|more|lower|below|fewer|less)$")
HIGHER = ("higher", "above", "more")
# A box for a number has no other points.
BARE_POINTS = re.compile(r"(?<!percentage)(?<!%)\s+(points?)$")
OUT_OF = re.compile(r"^(.+?)\s+(?:out\s+)?of\s+(.+)$")
# "8-10,000" is how people write 8,000 to 10,000.
SHORT_RANGE = re.compile(r"(?<![\d.,])(\d{1,3})(-|\s+(?:to|and)\s+)((\d{1,3}),000)\b")


@dataclass(frozen=True)
class Written:
    """What was typed. `suppressed_below` is 5 for the “<5” of a table, which has no `spoken`.

    `per` is the hour of “£12.08 an hour”; `unit` the unit of time that was typed, in the plural,
    or SIXTIETHS; `change` is "up" or "down".
    """

    spoken: Spoken | None = None
    currency: str = ""
    suppressed_below: int | None = None
    per: str = ""
    unit: str = ""
    change: str = ""


class Unread(ValueError):
    """Of a text that holds something else than one number; `part` is what could not be read."""

    def __init__(self, part: str) -> None:
        super().__init__(f"“{part}” is not understood")
        self.part = part


def read_number(text: str) -> Written:
    """All of a text as one number: "nearly 2,000", "<5", "8-10,000", "£1.09m", "3 of 35".

    Raises Unread where any of it says something else.
    """
    normal = plain(" ".join(text.split()))
    if not normal:
        raise Unread(text)
    suppressed = SUPPRESSED.fullmatch(normal)
    if suppressed:
        return Written(suppressed_below=int(suppressed[1]))
    minus = MINUS.match(normal)
    if minus:
        positive = read_number(normal[minus.end() :])
        if not positive.spoken or positive.spoken.how_exact != "exact" or positive.spoken.out_of:
            raise Unread(minus[0].strip())
        return replace(positive, spoken=replace(positive.spoken, value=-positive.spoken.value))
    change = CHANGE.match(normal)
    if change:
        by_how_much = read_number(normal[change.end() :])
        if by_how_much.change or not by_how_much.spoken or by_how_much.spoken.value < 0:
            raise Unread(change[0].strip())
        return replace(by_how_much, change=change[1])
    if compared := COMPARED.search(normal):
        by_how_much = read_number(normal[: compared.start()])
        if by_how_much.change or not by_how_much.spoken or by_how_much.spoken.value < 0:
            raise Unread(compared[1])
        return replace(by_how_much, change="up" if compared[1] in HIGHER else "down")
    per = PER.search(normal)
    if per:
        written = read_number(normal[: per.start()])
        if written.unit or written.per or not written.spoken:
            raise Unread(per[0].strip())
        return replace(written, per=per[1])
    return read_duration(spelt_out(BARE_POINTS.sub(r" percentage \1", normal)))


def read_duration(normal: str) -> Written:
    """Of “34 minutes 32 seconds”, “34:32” and “nearly 3 hours”, which are as many of a unit."""
    unit = ""
    if two := TWO_UNITS.search(normal):
        unit = UNITS_OF_TIME[two[4]]
        smaller, factor = WITHIN.get(UNITS_OF_TIME[two[2]], ("", 0))
        if unit != smaller or int(two[3]) >= factor:
            raise Unread(f"{two[3]} {two[4]}")
        whole = int(two[1].replace(",", ""))
        normal = normal[: two.start()] + str(whole * factor + int(two[3]))
    elif clock := CLOCK.search(normal):
        unit = SIXTIETHS
        normal = normal[: clock.start()] + str(int(clock[1]) * 60 + int(clock[2]))
    elif one := DURATION.search(normal):
        unit = UNITS_OF_TIME[one[1] or one[2]]
        normal = normal[: one.start()]
        if not normal.strip():
            raise Unread(one[0])
    written = read_amount(normal)
    said = written.spoken
    if unit and (said is None or written.currency or said.kind or said.out_of is not None):
        raise Unread(unit)
    return replace(written, unit=unit)


def in_unit(written: Written, unit: str) -> Spoken | None:
    """A duration as so many of a unit of time, to three decimals: 2 hours are 120 minutes.

    None for “34:32” in a unit that has no sixtieths, and for months in days, which differ.
    """
    spoken = written.spoken
    if spoken is None or written.unit in ("", unit):
        return spoken
    if written.unit != SIXTIETHS:
        of_typed, typed = LENGTHS[written.unit]
        of_counted, counted = LENGTHS[unit]
        if of_typed != of_counted:
            return None
        factor = Decimal(typed) / counted
    elif unit in ("minutes", "hours"):
        factor = 1 / Decimal(60)
    else:
        return None
    turned = {
        name: (value * factor).quantize(Decimal("0.001"))
        for name in ("value", "upper", "rounded_to")
        if (value := getattr(spoken, name)) is not None
    }
    return replace(spoken, **turned)


def spelt_out(normal: str) -> str:
    """Signs and abbreviations as the words they stand for."""
    for sign, words in SIGNS:
        normal = sign.sub(words, normal)
    normal = MIXED.sub(lambda found: (found[1] or "0") + FRACTIONS[found[2]], normal)
    return SHORT_RANGE.sub(in_thousands, normal)


def in_thousands(found: re.Match[str]) -> str:
    low, joiner, high, thousands = found.groups()
    return f"{low},000{joiner}{high}" if int(low) < int(thousands) else found[0]


def read_amount(normal: str) -> Written:
    """Of money the sign stands before the digits, at both ends of a range or at the first."""
    signs = re.findall(rf"[{CURRENCIES}](?=\s?\d)", normal)
    if len(set(signs)) > 1 or len(signs) > 2:
        raise Unread(signs[1])
    spoken = read_words(re.sub(rf"[{CURRENCIES}]\s?(?=\d)", "", normal))
    if signs and (spoken.kind or spoken.out_of):
        raise Unread(signs[0])
    return Written(spoken, currency=signs[0] if signs else "")


def read_words(normal: str) -> Spoken:
    """ "nearly 2,000" and "3 of 35", where no word is left over."""
    divided = OUT_OF.match(normal)
    if divided and phrase(tokens_of(divided[1]), 0)[0]:
        # Not so "in the region of 450", which is no share of 450.
        part = read_words(divided[1])
        if part.kind == "points":
            raise Unread(f"of {divided[2]}")
        return replace(part, out_of=read_base(divided[2]))
    tokens = tokens_of(normal)
    spoken, end = phrase(tokens, 0)
    if spoken is None:
        raise Unread(normal)
    if end < len(tokens):
        raise Unread(" ".join(tokens[end:]))
    if spoken.out_of is not None:
        raise Unread(normal)
    return spoken


def read_base(normal: str) -> Decimal:
    """The whole of a share: "35", "the 35"."""
    tokens = tokens_of(normal)
    if tokens[0] in BETWEEN_OF_AND_BASE:
        tokens = tokens[1:]
    found = bare_number(tokens, 0)
    if not found or found.kind:
        raise Unread(normal)
    if found.end < len(tokens):
        raise Unread(" ".join(tokens[found.end :]))
    return found.value


def tokens_of(normal: str) -> list[str]:
    """Its words, digits and signs; Unread for a character that is none of them."""
    unknown = TOKEN.sub(" ", normal).split()
    if unknown:
        raise Unread(unknown[0])
    tokens = TOKEN.findall(normal)
    for token in tokens:
        if token[0].isdigit() and token[-1] in ",.":
            raise Unread(token)
    return tokens
