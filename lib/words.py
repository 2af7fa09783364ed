"""Dates, times, periods and lists put into words: the one place where it is done.

Times are London's. Readers are told the time as a newspaper prints it (`hour`, `times`,
`day_and_time`); sentences of the desk say `clock`, and its lists `stamp` or `short_stamp`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

A_DAY = timedelta(days=1)
NO_END = ", no end announced"


def day(on: date | None) -> str:
    """ "12 January 2016", of a moment its day in London; "" for None."""
    return f"{_day_of(on):%-d %B %Y}" if on else ""


def weekday(on: date) -> str:
    """ "Tuesday 12 January 2016"."""
    return f"{on:%A} {day(on)}"


def short_weekday(on: date) -> str:
    """ "Tue 12 January 2016"."""
    return f"{on:%a} {day(on)}"


def short_day(on: date) -> str:
    """ "Tue 11", below a column of a chart."""
    return f"{on:%a} {on.day}"


def short_month(on: date) -> str:
    """ "Apr"."""
    return f"{on:%b}"


def short_year(on: date) -> str:
    """ "’23"."""
    return f"’{on:%y}"


def day_name(on: date) -> str:
    """ "Tue"."""
    return f"{on:%a}"


def days(all_days: Sequence[date]) -> str:
    """Days in order as a reader says them: "15 and 20 December 2022", "11, 12 and 13 April 2023".

    Three or more that follow each other are "11 to 14 April 2023".
    """
    if not all_days:
        return ""
    first, last = all_days[0], all_days[-1]
    if len(all_days) > 2 and (last - first).days == len(all_days) - 1:
        return period(first, last)
    spelt = []
    for number, on in enumerate(all_days):
        later = all_days[number + 1] if number + 1 < len(all_days) else None
        if later is None or later.year != on.year:
            spelt.append(day(on))
        elif later.month != on.month:
            spelt.append(f"{on:%-d %B}")
        else:
            spelt.append(f"{on.day}")
    return join(spelt)


@lru_cache(maxsize=1000)
def period(start: date, end: date) -> str:
    """ "12 January 2016", "11 to 15 April 2023", "27 June to 2 July 2024"."""
    if start == end:
        return day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start:%-d %B} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def span(start: date, end: date | None) -> str:
    """As `period`; without an end, "from 16 November 2026, no end announced"."""
    return period(start, end) if end else f"from {day(start)}{NO_END}"


def spans(all_spans: Sequence[tuple[date, date | None]]) -> str:
    """Spans of days, whichever their order, as a reader says them: "15 and 20 December 2022",
    "20 November and 1 to 3 December 2026". What touches or overlaps is one; two days are two.
    """
    merged: list[tuple[date, date | None]] = []
    for start, end in sorted(all_spans, key=lambda each: each[0]):
        before = merged[-1] if merged else None
        if before and (before[1] is None or start <= before[1] + A_DAY):
            merged[-1] = (before[0], end and before[1] and max(end, before[1]))
        else:
            merged.append((start, end))
    single: list[date] = []
    for start, end in merged:
        if end is None or (end - start).days > 1:
            return join([span(*each) for each in merged])
        single += dict.fromkeys([start, end])
    return days(single)


def inexact(first: date | None, last: date | None, exact: str) -> str:
    """A date as exact as it is known (lib.inexact): "12 January 2016", "August 2025", "2025",
    "the weekend of 28 and 29 November 2015", "between 1 and 5 May 2025", "date to be set", and of a
    day that nobody names "by 27 November 2015" or "date not known"."""
    if exact == "not_known":
        return f"by {day(last)}" if last else "date not known"
    if first is None or last is None:
        return "date to be set"
    if exact == "month":
        return f"{first:%B %Y}"
    if exact == "year":
        return f"{first:%Y}"
    if exact == "weekend":
        return f"the weekend of {days([first, last])}"
    if exact == "one_of_days":
        return f"between {period(first, last).replace(' to ', ' and ')}"
    return period(first, last)


def when_inexact(first: date | None, last: date | None, exact: str) -> str:
    """The same as a sentence goes on: "on 12 January 2016", "in August 2025"."""
    said = inexact(first, last, exact)
    if exact == "one_of_days" or (exact == "not_known" and last):
        return said
    if exact == "not_known":
        return "on a date that is not known"
    before = {"month": "in", "year": "in", "weekend": "at", "days": "from"}
    if first is None:
        return f"on a {said}"
    return f"{before.get(exact, 'on')} {said}"


def hour(at: datetime | time) -> str:
    """The time as a newspaper prints it: "8am", "11.30am", "noon", "midnight"."""
    local = at if isinstance(at, time) else timezone.localtime(at)
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        return "noon" if local.hour else "midnight"
    minutes = f".{local:%M}" if local.minute else ""
    return f"{local:%-I}{minutes}{'am' if local.hour < 12 else 'pm'}"


def times(starts_at: datetime | None, ends_at: datetime | None, on: date | None) -> str:
    """ "8am to 5pm", "from 8am", "until 8am on 28 January": the day where it is not `on`."""
    start = _hour_on(starts_at, on) if starts_at else ""
    end = _hour_on(ends_at, on) if ends_at else ""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def between(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """ "8am to 1pm on 12 January 2016", "from 8am on 12 January 2016 until noon on …".

    Either may be open. Midnight is the day's own beginning or end: "11 to 14 April 2023",
    "until the end of 14 April 2023".
    """
    last = timezone.localdate(ends_at - timedelta(microseconds=1)) if ends_at else None
    if starts_at and ends_at and last:
        first = timezone.localdate(starts_at)
        if _at_midnight(starts_at) and _at_midnight(ends_at):
            return period(first, last)
        if first == timezone.localdate(ends_at):
            return f"{hour(starts_at)} to {hour(ends_at)} on {day(first)}"
    start = end = ""
    if starts_at:
        start = (
            f"from {'' if _at_midnight(starts_at) else f'{hour(starts_at)} on '}{day(starts_at)}"
        )
    if ends_at:
        at = (
            f"the end of {day(last)}"
            if _at_midnight(ends_at)
            else f"{hour(ends_at)} on {day(last)}"
        )
        end = f"until {at}"
    return " ".join(filter(None, [start, end]))


def _at_midnight(at: datetime) -> bool:
    local = timezone.localtime(at)
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def day_and_time(at: datetime) -> str:
    """ "12 January 2016, 5.45pm"."""
    return f"{day(at)}, {hour(at)}"


def clock(at: datetime, now: datetime | None = None) -> str:
    """ "9.30 on 12 January 2016"; said on that day, if `now` is given, "9.30" alone."""
    local = timezone.localtime(at)
    if now is not None and local.date() == timezone.localdate(now):
        return f"{local:%-H.%M}"
    return f"{local:%-H.%M} on {day(local)}"


def day_at_time(at: datetime) -> str:
    """ "12 January 2016 at 09:30"."""
    return f"{day(at)} at {timezone.localtime(at):%H:%M}"


def stamp(at: datetime | None) -> str:
    """ "12 January 2016, 09:30"; "" for None."""
    return f"{day(at)}, {timezone.localtime(at):%H:%M}" if at else ""


def second(at: datetime | time) -> str:
    """ "09:30:15"."""
    local = at if isinstance(at, time) else timezone.localtime(at)
    return f"{local:%H:%M:%S}"


def short_stamp(at: datetime | None) -> str | None:
    """ "22 Nov, 0.31" in this year, "12 Jan 2016" of another; None stays None."""
    if at is None:
        return None
    local = timezone.localtime(at)
    this_year = local.year == timezone.localdate().year
    return f"{local:%-d %b, %-H.%M}" if this_year else f"{local:%-d %b %Y}"


def few(count: int) -> str:
    """ "seven", "12": how many there are, as a newspaper prints it."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return small[count] if count < len(small) else f"{count:,}"


def join(texts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; "" of none."""
    *most, last = texts or [""]
    return f"{', '.join(most)} and {last}" if most else last


def joined(line: str) -> list[str]:
    """What `join` has put into a row, one by one: "A, B and C" gives all three."""
    most, _, last = line.rpartition(" and ")
    return [text for text in [*most.split(", "), last] if text]


def _day_of(on: date) -> date:
    return timezone.localdate(on) if isinstance(on, datetime) else on


def _hour_on(at: datetime, on: date | None) -> str:
    local = timezone.localdate(at)
    return hour(at) if local == on else f"{hour(at)} on {local:%-d %B}"
