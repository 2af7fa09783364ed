"""Numbers in and out of prose: 1,854, nearly 2,000, 7.2 million, 35%, £1.09m, 34.5 minutes."""

from __future__ import annotations

from decimal import Decimal

from lib.number_words import parse_number
from lib.spoken import HOW_EXACT, Spoken, holds

__all__ = [
    "HOW_EXACT",
    "SIGNS",
    "TIME_UNITS",
    "WITHIN",
    "Spoken",
    "format_number",
    "holds",
    "parse_number",
    "say_value",
]

SCALES = [(Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")]
SHORT = {"million": "m", "billion": "bn"}
# The sign of each currency that a number may be read and printed in.
SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}
# {unit of time: the next smaller one, how many of it}
WITHIN = {
    "minutes": ("seconds", 60),
    "hours": ("minutes", 60),
    "days": ("hours", 24),
    "weeks": ("days", 7),
    "months": ("", 0),  # of as many days as they have
    "years": ("months", 12),
}
TIME_UNITS = ("seconds", *WITHIN)
# What is lost where a value keeps three decimals.
UNSEEN = Decimal("0.0005")
BEFORE = {
    "around": "about ",
    "nearly": "nearly ",
    "more_than": "more than ",
    "at_least": "at least ",
    "up_to": "up to ",
}


def format_number(number: Decimal | int | None) -> str:
    """1854 → "1,854"; Decimal("35.000") → "35"; None → "" (missing is never zero)."""
    if number is None:
        return ""
    digits = f"{Decimal(number):,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def say_value(
    value: Decimal | int | None,
    how_exact: str = "exact",
    upper: Decimal | int | None = None,
    kind: str = "count",
    rounded_to: Decimal | int | None = None,
    *,
    currency: str = "",
    unit: str = "",
    per: str = "",
) -> str:
    """A value as a story would print it: "nearly 2,000", "between 400 and 500", "35%", "£1.09m".

    `kind` is "count", "percent", "points" (percentage points), "money", "rate" or "duration".
    `rounded_to` is the step it was rounded to, in units: with 100,000 the value 7,200,000 is
    "7.2 million"; without it all digits are claimed and shown. `currency` is the code of money,
    also of a rate in money, whose `per` follows: "£12.08 an hour". Of a duration `unit` is what it
    is counted in: "34.5 minutes".
    A missing value is "": its reason is somebody else's sentence.
    """
    if value is None:
        return ""

    def shown(number: Decimal | int) -> str:
        if kind == "percent":
            return f"{format_number(number)}%"
        if kind == "points":
            return _so_many(Decimal(number), "percentage points")
        if kind == "duration":
            return say_duration(Decimal(number), unit)
        if currency:
            return say_money(Decimal(number), currency, rounded_to)
        return _scaled(Decimal(number), rounded_to)

    said = BEFORE.get(how_exact, "") + shown(value)
    if how_exact == "between" and upper is not None:
        lower = format_number(value) if kind == "points" else shown(value)
        said = f"between {lower} and {shown(upper)}"
    elif how_exact == "less_than":
        said = f"{'fewer' if kind == 'count' else 'less'} than {shown(value)}"
    return f"{said} {per}" if per else said


def say_spoken(number: Spoken, *, currency: str = "", unit: str = "", per: str = "") -> str:
    """The same of a number that was read; `currency`, `unit` and `per` are those of its measure."""
    return say_value(
        number.value,
        number.how_exact,
        number.upper,
        number.kind or "count",
        number.rounded_to,
        currency=currency,
        unit=unit,
        per=per,
    )


def say_money(value: Decimal, currency: str, rounded_to: Decimal | int | None = None) -> str:
    """ "£1.09m", "$3.6bn", "£12.08", "£1,090,000" where all digits are claimed."""
    said = _scaled(value, rounded_to)
    for _, word in SCALES:
        said = said.replace(f" {word}", SHORT[word])
    whole, point, pence = said.partition(".")
    if point and pence.isdigit():
        said = f"{whole}.{pence.ljust(2, '0')}"
    return SIGNS[currency] + said


def say_duration(value: Decimal, unit: str) -> str:
    """ "34.5 minutes", "34 minutes 32 seconds", "1 hour": whichever people would say."""
    smaller, factor = WITHIN.get(unit, ("", 0))
    parts = round(value * factor)
    if not factor or value * 10 % 1 == 0 or abs(value * factor - parts) > UNSEEN * factor:
        return _so_many(value, unit)
    whole, rest = divmod(parts, factor)
    said = [_so_many(Decimal(n), name) for n, name in ((whole, unit), (rest, smaller)) if n]
    return " ".join(said)


def _so_many(value: Decimal, unit: str) -> str:
    return f"{format_number(value)} {unit.removesuffix('s') if value == 1 else unit}"


def _scaled(value: Decimal, rounded_to: Decimal | int | None) -> str:
    for scale, word in SCALES:
        rounded = rounded_to and rounded_to * 1000 >= scale and value % rounded_to == 0
        if rounded and abs(value) >= scale:
            return f"{format_number(value / scale)} {word}"
    return format_number(value)
