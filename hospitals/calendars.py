"""The strikes at a trust as a calendar that people subscribe to: RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from django.utils.timezone import localdate
from icalendar import Calendar, Event

from lib import words

from .models import Participation, Strike, StrikeSpell, StrikeStatusChange, Trust
from .presenters.here import StrikeHere, strikes_here
from .presenters.strikes import sourced, spell_line, status_line, with_who

Status = StrikeStatusChange.Status
# What a calendar says of a strike; whatever else it is, its dates stand.
STATUSES = {Status.CALLED_OFF: "CANCELLED", Status.SUSPENDED: "TENTATIVE"}
NOT_OUT = Participation.Answer.NO.label


def trust_calendar(trust: Trust, at: datetime, *, site: str, site_name: str) -> bytes:
    """`site` is the address of the site. The file is the same while nothing changes."""
    calendar = Calendar()
    for name, value in [
        ("prodid", f"-//{site_name}//strikes//EN"),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("x-wr-calname", f"Strikes at {trust.name}"),
        ("x-published-ttl", "PT6H"),
    ]:
        calendar.add(name, value)
    areas = trust.memberships.select_related("area__kind")
    here = strikes_here(trust, areas, at)
    called = [(strike, line) for strike, line in here if line.answer != NOT_OUT]
    with_who(spell for strike, _ in called for spell in strike.spells_here)
    announced = announcements([strike for strike, _ in called], at)
    for strike, line in called:
        for number, spell in enumerate(strike.spells_here, start=1):
            event = dates(strike, spell, number, localdate(at))
            event.add("url", f"{site}{line.url}")
            said = description(spell, line, announced.get(strike.pk, ""))
            event.add("description", "\n".join(said))
            calendar.add_component(event)
    return calendar.to_ical()


def announcements(strikes: Iterable[Strike], at: datetime) -> dict[int, str]:
    """{strike: "Called off 12 April 2023, says NHS England"}, the latest that has happened."""
    changes = StrikeStatusChange.objects.filter(strike__in=strikes).by(at).in_order()
    found = {}
    for change in sourced(changes, at):
        line = status_line(change)
        said = f"{line.status[:1].upper()}{line.status[1:]} {line.when}"
        found[change.strike_id] = f"{said}, says {line.source}" if line.source else said
    return found


def dates(strike: Strike, spell: StrikeSpell, number: int, today: date) -> Event:
    """The ids outlive a change of the dates: the first is the strike's own, others count on."""
    event = Event()
    event.add("uid", str(strike.uuid) if number == 1 else f"{strike.uuid}-{number}")
    # Of the record and not of the moment.
    event.add("dtstamp", spell.signed_off_at or strike.created_at)
    off = strike.status == Status.CALLED_OFF
    event.add("summary", f"Called off: {strike.title}" if off else strike.title)
    starts, ends = span(spell, strike, today)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("status", STATUSES.get(strike.status, "CONFIRMED"))
    # A strike takes nobody's own time.
    event.add("transp", "TRANSPARENT")
    return event


def description(spell: StrikeSpell, line: StrikeHere, announced: str) -> Iterator[str]:
    of = spell_line(spell)
    yield f"Out here: {line.answer}"
    if announced:
        yield announced
    hours = f", {of.hours}" if of.hours else ""
    yield f"{of.when[:1].upper()}{of.when[1:]}{hours}"
    yield f"What still runs: {of.cover}"
    if who := words.join([each for each in (of.staff, of.unions) if each]):
        yield f"Who: {who}"
    if of.said_by:
        yield f"The dates: {of.said_by}"
    yield "We are not the NHS. If you have an appointment, ask the hospital."


def span(spell: StrikeSpell, strike: Strike, today: date) -> tuple[date, date]:
    """By the minute where both ends are known, else whole days, the last day excluded.

    What has no end lasts until today while it is on.
    """
    if spell.starts_at and spell.ends_at:
        return spell.starts_at.astimezone(UTC), spell.ends_at.astimezone(UTC)
    over = strike.status in StrikeStatusChange.SET_ASIDE
    last = spell.last_day or (spell.first_day if over else max(spell.first_day, today))
    return spell.first_day, last + words.A_DAY
