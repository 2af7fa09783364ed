"""Lines of an access log in the common or the combined format. Pure.

    203.0.113.7 - - [12/Jan/2016:08:15:42 +0000] "GET /figures/3/ HTTP/1.1" 200 5120 "-" "Mozilla/…"

Who asked and where they came from is passed over, and nothing of it leaves this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from django.utils.timezone import localdate

QUOTED = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
LINE = re.compile(
    rf"\S+ \S+ [^\[]*\[([^\]]+)\] {QUOTED} (\d{{3}}) (\d+|-)(?: {QUOTED} {QUOTED})?[^\n]*\n?"
)
MOMENT = re.compile(r"(\d\d)/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):\d\d ([+-])(\d\d)(\d\d)")
JANUARY_ON = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
MONTHS = {name: number for number, name in enumerate(JANUARY_ON, 1)}
# As a whole, or as the same page as before.
READ = {"200", "304"}


class Unread(ValueError):
    """No line of an access log."""


@dataclass(frozen=True)
class Asked:
    """One line. `target` is the address as it was asked for, "" of what is no read of a page;
    `program` what asked, None where the log does not say; `told` what was asked and answered,
    without who asked, to know the line again."""

    day: date
    target: str
    program: str | None
    told: str


def read_line(line: str) -> Asked:
    """Raises Unread."""
    found = LINE.fullmatch(line)
    if found is None:
        raise Unread(line)
    moment, request, status, size, _, program = found.groups()
    method, _, rest = request.partition(" ")
    is_read = method == "GET" and status in READ
    return Asked(
        day=day_of(moment[:17], moment[20:]),
        target=rest.partition(" ")[0] if is_read else "",
        program=program,
        told=f"{moment} {request} {status} {size}",
    )


@lru_cache(maxsize=2000)
def day_of(minute: str, offset: str) -> date:
    """The day in London. Kept by the minute: a log has thousands of lines of one."""
    found = MOMENT.fullmatch(f"{minute}:00{offset}")
    if found is None or found[2] not in MONTHS:
        raise Unread(minute)
    day, month, year, hour, minutes, sign, hours_ahead, minutes_ahead = found.groups()
    ahead = timedelta(hours=int(hours_ahead), minutes=int(minutes_ahead))
    try:
        zone = timezone(ahead if sign == "+" else -ahead)
        at = datetime(int(year), MONTHS[month], int(day), int(hour), int(minutes), tzinfo=zone)
    except ValueError as error:
        raise Unread(minute) from error
    return localdate(at)
