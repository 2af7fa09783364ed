"""Figures and strikes on the front page of the desk."""

from dataclasses import replace
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from hospitals.models import (
    DisruptionFigure,
    FigureRevision,
    SeenIn,
    ServiceNotice,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
)
from hospitals.models.figures import waiting_revisions
from hospitals.models.signed import FirstWord
from lib.admin.addresses import record_url
from lib.people import called
from lib.words import clock, spans

from .lines import LINES, Block, Line, block_of, bounded, changelist

# So long a first word may stand before it tops every desk.
UNCONFIRMED = timedelta(hours=2)
# A new value of a public figure that nobody has checked for so long is stuck.
STUCK = timedelta(hours=24)


def figures_to_check(user: Any, now: datetime) -> Block:
    waiting = standing_revisions().exclude(is_stuck(now))
    # In the order of the index of unchecked revisions: the oldest figures first.
    rows, more = bounded(with_figures(waiting, "recorded_by").order_by("figure_id", "id"))
    lines = [
        figure_line(row, f"{called(row.recorded_by)}, {clock(row.recorded_at, now)}")
        for row in rows
    ]
    further, more_further = bounded(numbers_to_find())
    lines += [
        replace(
            figure_line(row.revision, f"{called(row.created_by)}, {clock(row.created_at, now)}"),
            state="another document",
        )
        for row in further
    ]
    return Block(
        key="figures",
        title="Figures to check",
        empty="Every figure is checked against its source.",
        lines=lines[:LINES],
        more=more or more_further or len(lines) > LINES,
        all_url=changelist(DisruptionFigure, "check=waiting"),
    )


def values_that_are_stuck(user: Any, now: datetime) -> Block:
    """Readers see an older number than the newest on record, and have for a day."""
    return block_of(
        with_figures(standing_revisions().filter(is_stuck(now)), "recorded_by").order_by(
            "recorded_at", "id"
        ),
        lambda row: figure_line(
            row, f"{called(row.recorded_by)}, {clock(row.recorded_at, now)}; readers see the older"
        ),
        key="stuck",
        title="New values that wait for more than a day",
        empty="No new value waits for long.",
    )


def standing_revisions() -> QuerySet[FigureRevision]:
    return waiting_revisions().filter(figure__withdrawn_at__isnull=True)


def is_stuck(now: datetime) -> Q:
    return Q(number__gt=1, figure__released_at__lte=now, recorded_at__lt=now - STUCK)


def numbers_to_find() -> QuerySet[SeenIn]:
    """Further documents in which a second person is to find the number."""
    about = (f"revision__figure__{name}" for name in ("measure", "area__kind", "trust", "hospital"))
    return (
        SeenIn.objects.waiting()
        .filter(revision__figure__withdrawn_at__isnull=True)
        .select_related("created_by", *about)
        .prefetch_related("revision__figure__trust__former_names")
        .order_by("id")
    )


def unconfirmed_first_words(user: Any, now: datetime) -> Block:
    """What readers have read as reported for two hours or more, and nobody has confirmed."""
    statuses, more_statuses = bounded(overdue(StrikeStatusChange, now).select_related("strike"))
    places = overdue(ServiceNotice, now).select_related("service", "trust", "hospital", "area")
    notices, more_notices = bounded(places)
    found = [
        (row.shown_at, row, f"{row.strike}: {row.get_status_display()}", row.strike)
        for row in statuses
    ]
    found += [(row.shown_at, row, str(row), row) for row in notices]
    lines = [
        Line(
            text=f"{text}?",
            url=record_url(record),
            state=f"since {clock(row.shown_at, now)}",
            tone="bad",
            note=f"shown by {called(row.shown_by)}",
        )
        for _, row, text, record in sorted(found, key=itemgetter(0))
    ]
    return Block(
        key="first-words",
        title="Reported to readers and not confirmed",
        empty="",
        lines=lines[:LINES],
        more=more_statuses or more_notices or len(lines) > LINES,
    )


def overdue(model: type[FirstWord], now: datetime) -> QuerySet[Any]:
    shown = model.objects.unconfirmed().filter(shown_at__lte=now - UNCONFIRMED)
    return shown.select_related("shown_by").order_by("shown_at", "pk")


def coming_strikes(user: Any, now: datetime) -> Block:
    """Those that are on or to come, the next one first, with what waits to be signed off."""
    strikes = Strike.objects.with_dates().with_status(now)
    ahead = Prefetch("spells", StrikeSpell.objects.current().ahead(now), to_attr="spells_ahead")
    return block_of(
        strikes.on_or_coming(now, public=False).prefetch_related(ahead).order_by("first_day", "pk"),
        strike_line,
        key="strikes",
        title="Strikes under way or to come",
        empty="No strike is under way or announced.",
        all_url=changelist(Strike),
    )


def with_figures(revisions: QuerySet[FigureRevision], person: str) -> QuerySet[FigureRevision]:
    """With all that a line about each needs."""
    about = ("figure__measure", "figure__area__kind", "figure__trust", "figure__hospital")
    return revisions.select_related(person, *about).prefetch_related("figure__trust__former_names")


def figure_line(revision: FigureRevision, note: str) -> Line:
    return Line(
        text=f"{revision.say()}: {revision.figure}",
        url=reverse("admin:hospitals_disruptionfigure_change", args=[revision.figure_id]),
        state="revision" if revision.number > 1 else "",
        tone="waiting",
        note=note,
        do="Check" if revision.checked_at is None else "",
    )


def strike_line(strike: Strike) -> Line:
    ahead = strike.spells_ahead
    waits = not strike.is_signed_off or any(not spell.is_signed_off for spell in ahead)
    said = [
        dict(StrikeStatusChange.Status.choices).get(strike.status, ""),
        *dict.fromkeys(spell.cover for spell in ahead if spell.cover),
        "waits to be signed off" if waits else "",
    ]
    return Line(
        text=strike.title,
        url=record_url(strike),
        state=spans([(spell.first_day, spell.last_day) for spell in ahead]),
        note=", ".join(filter(None, said)),
    )
