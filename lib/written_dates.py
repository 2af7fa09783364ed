"""Dates and hours as people write them: "16 to 20 December from 7am", "8 and 16 December".

All of what was typed is understood, or nothing: `Unread` names the part that is not. A year that
is not written is the one that brings the date nearest to `near`, as a reader of that day takes it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from lib import words
from lib.inexact import Exactness, first_and_last
from lib.text import squash

A_DAY = timedelta(days=1)
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
# The longest first. "16 December 2025", "December 16, 2025", "16/12/25", "2025-12-16".
DAYS = [
    re.compile(rf"{DAY}(?: of)? {MONTH}(?:,? {YEAR})?"),
    re.compile(rf"{MONTH} {DAY}(?:,? {YEAR})?"),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>\d{4}|\d{2})(?!\d)"),
    re.compile(DAY),
]
WEEKDAYS = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,? ?")
HOUR = r"(?:\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\.?|\d{1,2}[.:]\d{2}|noon|midday|midnight)"
TO = r"(?: ?[-–—] ?| to | until | till | and | through )"
BETWEEN = re.compile(rf"(?:from |between )?(?P<start>{HOUR}){TO}(?P<end>{HOUR})")
FROM = re.compile(rf"(?:from |at |starting at |beginning at )?(?P<start>{HOUR})")
LASTING = re.compile(r"(?:for )?(?P<hours>\d{1,3})[ -]hours?|(?:for )?(?P<word>a whole day)")
DAILY = re.compile(r"\b(?:each|every|a|per) day\b|\bdaily\b")
OPEN = re.compile(
    r"^(?:from|since) (?P<rest>.+)$|^(?P<on>.+?) (?:onwards?|indefinitely|until further notice)$"
)
# "7am on 16 December to 7am on 21 December"
WHOLE = re.compile(
    rf"^(?:from |between )?(?P<start>{HOUR}) on (?P<first>.+?)(?: to | until | till | and |[-–—])"
    rf"(?P<end>{HOUR}) on (?P<last>.+)$"
)
UNTIL = re.compile(rf"(?:until|till|to) (?P<end>{HOUR}) (?:on )?(?P<last>.+)$")


class Unread(ValueError):
    """Of a text that holds something else than dates; `part` is what could not be read."""

    def __init__(self, part: str) -> None:
        super().__init__(f"“{part}” is not understood")
        self.part = part


@dataclass(frozen=True)
class Spell:
    """Days on end, with their hours: of the whole, or of each day. No `last`: an open end."""

    first: date
    last: date | None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    daily_from: time | None = None
    daily_until: time | None = None


# Days


def read_day(text: str, near: date) -> date:
    """ "16 December", "Tuesday 16 December 2025", "16/12/25"."""
    spans = read_spans(text, near)
    if len(spans) != 1 or spans[0][0] != spans[0][1]:
        raise Unread(text)
    return spans[0][0]


def read_inexact(text: str, near: date) -> tuple[date | None, date | None, str]:
    """(first, last, lib.inexact.Exactness) of "12 January", "the weekend of 28 November",
    "August 2025", "2025", "between 1 and 5 May", "1 to 5 May", "by 5 May", "to be set"."""
    plain = cleaned(text)
    if plain in ("to be set", "a date to be set", "to be confirmed", "tbc"):
        return None, None, Exactness.TO_BE_SET
    if plain == "not known":
        return None, None, Exactness.NOT_KNOWN
    if plain.startswith("by "):
        return None, read_day(plain.removeprefix("by "), near), Exactness.NOT_KNOWN
    if found := re.fullmatch(rf"(?:in |some time in )?{MONTH}(?: {YEAR})?", plain):
        day = nearest(1, month_of(found["month"]), year_of(found), near)
        return *days_of(day, Exactness.MONTH), Exactness.MONTH
    if found := re.fullmatch(rf"(?:in |some time in )?{YEAR}", plain):
        return *days_of(date(int(found["year"]), 1, 1), Exactness.YEAR), Exactness.YEAR
    if found := re.fullmatch(r"(?:at |over |on )?the weekend of (.+)", plain):
        first = read_spans(found[1], near)[0][0]
        return *days_of(first, Exactness.WEEKEND), Exactness.WEEKEND
    spans = read_spans(plain, near)
    if len(spans) > 1:
        raise Unread(text)
    first, last = spans[0]
    if first == last:
        return first, last, Exactness.DAY
    between = plain.startswith(("between ", "one of "))
    return first, last, Exactness.ONE_OF_DAYS if between else Exactness.DAYS


def days_of(day: date, exact: Exactness) -> tuple[date | None, date | None]:
    return first_and_last(day, None, exact)


def read_spans(text: str, near: date) -> list[tuple[date, date]]:
    """[(first, last)] of "8 and 16 December", "30 December to 2 January", "1, 2 and 5 May"."""
    plain = cleaned(text)
    plain = re.sub(r"^(?:on|from|between|one of) ", "", plain)
    pieces = re.split(r", (?=\d|[a-z]{3})| and |,| ?& ?", joined_years(plain))
    if text_between(text):
        pieces = [" to ".join(pieces)]
    read = [read_span(piece) for piece in pieces if piece]
    if not read:
        raise Unread(text)
    return with_months(read, near, text)


def text_between(text: str) -> bool:
    return cleaned(text).startswith(("between ", "one of "))


def joined_years(plain: str) -> str:
    """ "december 16, 2025" is one date and no list."""
    return re.sub(r", (?=\d{4}\b)", " ", plain)


@dataclass(frozen=True)
class Part:
    """A day as far as it was written."""

    day: int
    month: int | None = None
    year: int | None = None


def read_span(text: str) -> tuple[Part, Part]:
    first, rest = read_part(text)
    if not rest:
        return first, first
    joiner = re.match(r" ?(?:-|–|—|to|until|till|through) ?", rest)
    if not joiner:
        raise Unread(rest.strip())
    last, rest = read_part(rest[joiner.end() :])
    if rest.strip():
        raise Unread(rest.strip())
    return first, last


def read_part(text: str) -> tuple[Part, str]:
    """The day that stands first, and what follows it."""
    for pattern in DAYS:
        if found := pattern.match(text):
            named = found.groupdict()
            month = named.get("number") or named.get("month")
            number = int(month) if month and month.isdigit() else month and month_of(month)
            return Part(int(found["day"]), number or None, year_of(found)), text[found.end() :]
    raise Unread(text.strip())


def with_months(spans: list[tuple[Part, Part]], near: date, text: str) -> list[tuple[date, date]]:
    """What is not written of a date is that of the date behind it."""
    found: list[tuple[date, date]] = []
    behind: date | None = None
    for first, last in reversed(spans):
        ends = dated(last, behind, near, text)
        begins = ends if first == last else dated(first, ends, near, text)
        if begins > ends:
            raise Unread(text)
        found.insert(0, (begins, ends))
        behind = begins
    return found


def dated(part: Part, behind: date | None, near: date, text: str) -> date:
    if part.month is None:
        if behind is None:
            raise Unread(text)
        day = calendar_day(behind.year, behind.month, part.day)
        if day > behind:
            raise Unread(text)
        return day
    if part.year is not None or behind is None:
        return nearest(part.day, part.month, part.year, near)
    day = calendar_day(behind.year, part.month, part.day)
    return day if day <= behind else calendar_day(behind.year - 1, part.month, part.day)


def nearest(day: int, month: int, year: int | None, near: date) -> date:
    if year is not None:
        return calendar_day(year, month, day)
    years = [
        each for each in (near.year - 1, near.year, near.year + 1) if day <= length(each, month)
    ]
    dates = [calendar_day(each, month, day) for each in years]
    if not dates:
        raise Unread(f"{day} {MONTHS[month - 1]}")
    return min(dates, key=lambda each: abs(each - near))


def length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def calendar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unread(f"{day}/{month}/{year}") from error


def year_of(found: re.Match[str]) -> int | None:
    year = found.groupdict().get("year")
    if not year:
        return None
    return int(year) if len(year) == 4 else 2000 + int(year)


def month_of(name: str) -> int:
    return next(n for n, each in enumerate(MONTHS, 1) if each.startswith(name[:3]))


def cleaned(text: str) -> str:
    plain = squash(text).casefold().rstrip(".")
    return squash(WEEKDAYS.sub("", plain))


# Days with hours


def read_spells(text: str, near: date) -> list[Spell]:
    """ "16 to 20 December from 7am", "8am to 8pm on 15 and 20 December", "from 16 November",
    "24 hours from 8am on 12 January", "7am on 16 December to 7am on 21 December"."""
    plain = cleaned(text)
    if found := WHOLE.match(plain):
        return [whole(found, near)]
    daily = DAILY.search(plain)
    if daily:
        plain = squash(DAILY.sub("", plain))
    plain, hours = taken(LASTING, plain)
    start = end = None
    plain, between = taken(BETWEEN, plain)
    if between:
        start, end = hour(between["start"]), hour(between["end"])
    else:
        if found := UNTIL.search(plain):
            if hours or daily:
                raise Unread(text)
            return [until(plain, found, near)]
        plain, begins = taken(FROM, plain)
        start = hour(begins["start"]) if begins else None
    plain = squash(re.sub(r"^(?:on|,)\s*|\s*(?:,|on)$", "", plain.strip(" ,:;")))
    found = None if hours else OPEN.match(plain)
    if found and (first := open_end(found, near)):
        return [with_hours(Spell(first, None), start, end, None, bool(daily), text)]
    spans = read_spans(plain, near)
    many = [Spell(*span) for span in (spans if start else on_end(spans))]
    lasting = hours and (24 if hours["word"] else int(hours["hours"]))
    return [with_hours(spell, start, end, lasting, bool(daily), text) for spell in many]


def on_end(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """ "26 and 27 April" are two days on end."""
    found: list[tuple[date, date]] = []
    for first, last in spans:
        if found and found[-1][1] + A_DAY == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def taken(pattern: re.Pattern[str], plain: str) -> tuple[str, re.Match[str] | None]:
    """The text without what the pattern found, and that."""
    found = pattern.search(plain)
    if found is None:
        return plain, None
    return squash(f"{plain[: found.start()]} {plain[found.end() :]}"), found


def open_end(found: re.Match[str], near: date) -> date | None:
    """The first day of “from 16 November”; None of “from 16 to 20 November”."""
    spans = read_spans(found["rest"] or found["on"], near)
    return spans[0][0] if len(spans) == 1 and spans[0][0] == spans[0][1] else None


def whole(found: re.Match[str], near: date) -> Spell:
    last = read_day(found["last"], near)
    first = read_day(found["first"], last)
    return from_to(moment(first, hour(found["start"])), moment(last, hour(found["end"])))


def until(plain: str, found: re.Match[str], near: date) -> Spell:
    """ "8am on 12 January until 8am on 13 January", "12 January until 7am on 16 January"."""
    ends = moment(read_day(found["last"], near), hour(found["end"]))
    before, begins = taken(FROM, plain[: found.start()])
    first = read_day(re.sub(r"^on |^from ", "", before.strip(" ,")), ends.date())
    if begins:
        return from_to(moment(first, hour(begins["start"])), ends)
    return replace(from_to(moment(first, time.min), ends), starts_at=None)


def from_to(starts: datetime, ends: datetime) -> Spell:
    """The last day is the last that begins within it: until 7am on the 16th it is the 15th."""
    if ends <= starts:
        raise Unread(f"until {words.day(ends.date())}")
    last = ends.date()
    if last > starts.date() and ends.time() <= starts.time():
        last -= A_DAY
    return Spell(starts.date(), last, starts, ends)


def with_hours(
    spell: Spell, start: time | None, end: time | None, lasting: int | None, daily: bool, text: str
) -> Spell:
    if lasting is not None:
        if end is not None or spell.last != spell.first:
            raise Unread(text)
        if start is None:
            # Whole days, whose hour nobody has said.
            if lasting % 24 or not lasting:
                raise Unread(text)
            return replace(spell, last=spell.first + (lasting // 24 - 1) * A_DAY)
        starts = moment(spell.first, start)
        return from_to(starts, starts + timedelta(hours=lasting))
    if start is None:
        return spell
    if end is None:
        if daily:
            raise Unread(text)
        return replace(spell, starts_at=moment(spell.first, start))
    if spell.last == spell.first:
        starts, ends = moment(spell.first, start), moment(spell.first, end)
        return replace(spell, starts_at=starts, ends_at=ends if ends > starts else ends + A_DAY)
    if daily:
        return replace(spell, daily_from=start, daily_until=end)
    if start == end and spell.last:
        # "9 to 10 March, 8am to 8am" ends on the morning after the last of its days.
        ends = moment(spell.last + A_DAY, end)
        return replace(spell, starts_at=moment(spell.first, start), ends_at=ends)
    raise Unread(text)


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at)


def hour(text: str) -> time:
    """ "7am", "7.30 pm", "19:30", "noon", "midnight" at the day's beginning."""
    plain = text.replace(" ", "")
    if plain in ("noon", "midday"):
        return time(12)
    if plain == "midnight":
        return time.min
    found = re.match(r"(\d{1,2})(?:[.:](\d{2}))?(?:([ap])\.?m)?", plain)
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        if not 1 <= hours <= 12:
            raise Unread(text)
        hours = hours % 12 + (12 if found[3] == "p" else 0)
    try:
        return time(hours, minutes)
    except ValueError as error:
        raise Unread(text) from error


# One day, one hour, one moment: what a single box of a form asks for

NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
CLOCK = r"\d{1,2}:\d{2}:\d{2}"
HOUR_LAST = re.compile(rf"^(?P<day>.+?)(?:,| at)? (?P<hour>{CLOCK}|{HOUR})$")
HOUR_FIRST = re.compile(rf"^(?:at )?(?P<hour>{CLOCK}|{HOUR})(?:,| on)? (?P<day>.+)$")


def read_one_day(text: str, near: date) -> date:
    """As `read_day`, with "today", "tomorrow" and "yesterday" seen from `near`."""
    named = NAMED_DAYS.get(squash(text).casefold())
    return read_day(text, near) if named is None else near + named * A_DAY


def read_hour(text: str) -> time:
    """ "7am", "7.30 pm", "19:30", "19:30:15", "noon"."""
    plain = squash(text).casefold().rstrip(".")
    if re.fullmatch(CLOCK, plain):
        try:
            hours, minutes, seconds = (int(part) for part in plain.split(":"))
            return time(hours, minutes, seconds)
        except ValueError as error:
            raise Unread(text) from error
    if not re.fullmatch(HOUR, plain):
        raise Unread(text)
    return hour(plain)


def read_moment(text: str, near: date) -> datetime:
    """ "13 January 2016, 6am", "6am on 13 January", "tomorrow 7.30am"; an hour alone is today's."""
    plain = squash(text).casefold().rstrip(".").replace("t", " ") if is_iso(text) else None
    plain = plain or squash(text).casefold().rstrip(".")
    if re.fullmatch(rf"{CLOCK}|{HOUR}", plain):
        return moment(near, read_hour(plain))
    found = HOUR_LAST.match(plain) or HOUR_FIRST.match(plain)
    if found is None:
        raise Unread(text)
    return moment(read_one_day(found["day"], near), read_hour(found["hour"]))


def is_iso(text: str) -> bool:
    """ "2016-01-13T06:00", as programs write it."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", text.strip()) is not None
