"""Numbers that count nothing: dates, years, times, ages, telephone numbers, labels."""

from __future__ import annotations

import re
from decimal import Decimal

from lib.number_words import TENS, UNITS

from .counted import LABELS, MONTHS
from .numbers import Number, Piece

AGE_AFTER = re.compile(r"\s*(?:-?\s*years?[- ]olds?|,?\s*years? of age)\b", re.IGNORECASE)
CLOCK_AFTER = re.compile(
    r"\s*(?:a\.?m|p\.?m|o[’']?clock|noon|hrs|hours\s+(?:on|today))\b", re.IGNORECASE
)
EMERGENCY = {Decimal(111), Decimal(999), Decimal(101), Decimal(119), Decimal(112), Decimal(811)}
WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow")
# What may stand between the days of one date, “14, 15 and 16 June”.
BETWEEN_DAYS = (",", "and", "to", "-", "&", "or")


def is_rejected(text: str, pieces: list[Piece], number: Number, unit_kind: str) -> bool:
    before = pieces[number.first - 1].form if number.first else ""
    after = pieces[number.last].form if number.last < len(pieces) else ""
    value = number.spoken.value
    counted = unit_kind == "counted"
    return (
        is_date(text, pieces, number, before, after, counted)
        or is_year(text, pieces, number, before, counted)
        or is_age(text, pieces, number, before, after)
        or is_phone(text, pieces, number, before, after, counted)
        or bool(CLOCK_AFTER.match(text, number.end))
        or (
            before in LABELS
            and (not counted or value <= 20)
            and value < 3000
            and number.spoken.how_exact == "exact"
        )
        or (
            before == "."
            and number.first > 1
            and pieces[number.first - 2].form in ("no", "nos", "p", "pp")
        )
        or is_share_or_hour(pieces, number, before, after, counted)
        or (value == 1 and after == "of" and number.spoken.out_of is None)
    )


def is_share_or_hour(
    pieces: list[Piece], number: Number, before: str, after: str, counted: bool
) -> bool:
    """“Eight in ten”, “1 in 5”, “ten to five”: no count of anything."""

    def is_number(i: int) -> bool:
        if not 0 <= i < len(pieces):
            return False
        form = pieces[i].form
        return form in UNITS or form in TENS or form in ("half", "quarter") or form.isdigit()

    if after in ("in", "to", "past") and not counted and is_number(number.last + 1):
        return True
    joins = before == "in" or (before in ("to", "past") and not counted)
    return joins and is_number(number.first - 2)


def is_date(
    text: str, pieces: list[Piece], number: Number, before: str, after: str, counted: bool
) -> bool:
    value = number.spoken.value
    if (
        value > 31
        or value != value.to_integral_value()
        or (not pieces[number.first].form[0].isdigit() and not number.spoken.upper)
    ):
        return False
    if is_month(text, pieces, number.last) and not (counted and after == "may"):
        return True
    if is_month(text, pieces, number.first - 1):
        return True
    if not counted and before.endswith("day") and WEEKDAY.fullmatch(before):
        return True
    if number.spoken.upper is not None and number.spoken.upper <= 31 and not counted:
        # “From June 14 to 18”, “16-21 January”: the words around a range of days.
        return month_near(text, pieces, number.first - 3, number.first) or month_near(
            text, pieces, number.last, number.last + 2
        )
    if counted:
        return False
    if before in ("and", "to", "or", ",", "-", ";", "&", "until", "till") and date_ends_at(
        text, pieces, number.first - 1
    ):
        return True
    return after in ("and", "to", "or", ",", "-", "&") and date_starts_at(
        text, pieces, number.last + 1
    )


def is_month(text: str, pieces: list[Piece], i: int) -> bool:
    if not 0 <= i < len(pieces):
        return False
    if pieces[i].form == "." and i:
        i -= 1
    return pieces[i].form in MONTHS and text[pieces[i].start].isupper()


def month_near(text: str, pieces: list[Piece], first: int, last: int) -> bool:
    return any(is_month(text, pieces, i) for i in range(max(0, first), min(last, len(pieces))))


def date_ends_at(text: str, pieces: list[Piece], i: int) -> bool:
    """Whether “June 14” or “14, 15” after a month ends right before piece i."""
    for j in range(i - 1, max(-1, i - 9), -1):
        form = pieces[j].form
        if is_month(text, pieces, j):
            return True
        if not (form.isdigit() and len(form) <= 2) and form not in (*BETWEEN_DAYS, ";"):
            return False
    return False


def date_starts_at(text: str, pieces: list[Piece], i: int) -> bool:
    """Whether “21 January” or “3, 4 and 5 March” starts at piece i."""
    for j in range(i, min(len(pieces), i + 8)):
        form = pieces[j].form
        if is_month(text, pieces, j):
            return j > i
        if not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", form) and form not in BETWEEN_DAYS:
            return False
    return False


def is_year(text: str, pieces: list[Piece], number: Number, before: str, counted: bool) -> bool:
    value = number.spoken.value
    written = text[number.start : number.end]
    if not 1900 <= value <= 2100 or not re.fullmatch(r"\d{4}(?:[-–]\d{2,4})?", written):
        return False
    return (
        not counted
        or before in ("in", "since", "from", "until", "by", "during", "of", "early", "late")
        or month_near(text, pieces, number.first - 1, number.first)
    )


def is_age(text: str, pieces: list[Piece], number: Number, before: str, after: str) -> bool:
    if AGE_AFTER.match(text, number.end) or before in ("aged", "age"):
        return True
    who = pieces[number.first - 2].form if number.first > 1 else ""
    if (
        before in ("is", "was", "turned", "turns")
        and who in ("who", "he", "she")
        and after in ",.)"
    ):
        return True
    small = number.spoken.value < 110 and text[number.start : number.end].isdigit()
    if not small or number.first < 2:
        return False
    name = pieces[number.first - 2]
    if (
        before == ","
        and after in (",", ".", ";", "and")
        and text[name.start].isupper()
        and name.form[0].isalpha()
    ):
        return name.form not in MONTHS and not WEEKDAY.fullmatch(name.form)
    if before == "(" and after == ")":
        return text[name.start].isupper() and name.form[0].isalpha()
    return (
        before == ","
        and after in ("who", "from", "was", "is", "has")
        and text[name.start].isupper()
        and not WEEKDAY.fullmatch(name.form)
    )


def is_phone(
    text: str, pieces: list[Piece], number: Number, before: str, after: str, counted: bool
) -> bool:
    written = text[number.start : number.end]
    if written[0] == "0" and len(written) > 1 and written[1].isdigit():
        return True
    if (
        number.spoken.value in EMERGENCY
        and not counted
        and written in ("111", "999", "101", "119", "112", "811")
    ):
        return True
    if written in ("111", "999") and after in (
        "calls",
        "call",
        "service",
        "services",
        "online",
        "handlers",
        "staff",
    ):
        return True
    if before[:1].isdigit() and pieces[number.first - 1].end + 1 == number.start and not counted:
        return before[0] == "0" or (number.first > 1 and pieces[number.first - 2].form[:1] == "0")
    return False
