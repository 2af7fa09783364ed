"""Numbers in and out of prose: 1,854, nearly 2,000, 7.2 million, 35%."""

from __future__ import annotations

from decimal import Decimal

from lib.number_words import parse_number
from lib.spoken import HOW_EXACT, Spoken, holds

__all__ = [
    "HOW_EXACT",
    "Spoken",
    "format_number",
    "holds",
    "parse_number",
    "say_value",
]

SCALES = [(Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")]
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
) -> str:
    """A value as a story would print it: "nearly 2,000", "between 400 and 500", "35%".

    `kind` is "count" or "percent". `rounded_to` is the step it was rounded to, in units: with
    100,000 the value 7,200,000 is "7.2 million"; without it all digits are claimed and shown.
    A missing value is "": its reason is somebody else's sentence.
    """
    if value is None:
        return ""
    shown = _shown(value, kind, rounded_to)
    if how_exact == "between" and upper is not None:
        return f"between {shown} and {_shown(upper, kind, rounded_to)}"
    if how_exact == "less_than":
        return f"{'less' if kind == 'percent' else 'fewer'} than {shown}"
    return BEFORE.get(how_exact, "") + shown


def _shown(value: Decimal | int, kind: str, rounded_to: Decimal | int | None) -> str:
    value = Decimal(value)
    if kind == "percent":
        return f"{format_number(value)}%"
    for scale, word in SCALES:
        rounded = rounded_to and rounded_to * 1000 >= scale and value % rounded_to == 0
        if rounded and abs(value) >= scale:
            return f"{format_number(value / scale)} {word}"
    return format_number(value)
