"""Figures and strike days on the front page of the desk."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from hospitals.models import FigureRevision, StrikeDay
from hospitals.models.figures import waiting_revisions
from lib.numbers import say_value
from lib.people import called
from lib.words import clock, short_weekday

from .lines import Block, Line, block_of, changelist

# A figure that somebody had to check alone stays on the second-look list for a week.
SECOND_LOOK = timedelta(days=7)


def figures_to_check(user: Any, now: datetime) -> Block:
    waiting = waiting_revisions().filter(figure__withdrawn_at__isnull=True)
    return block_of(
        # In the order of the index of unchecked revisions: the oldest figures first.
        with_figures(waiting, "recorded_by").order_by("figure_id", "id"),
        lambda row: figure_line(row, f"{called(row.recorded_by)}, {clock(row.recorded_at, now)}"),
        key="figures",
        title="Figures to check",
        empty="Every figure is checked against its source.",
        all_url=changelist("hospitals_disruptionfigure", "check=waiting"),
    )


def figures_checked_alone(user: Any, now: datetime) -> Block:
    alone = FigureRevision.objects.filter(
        checked_by=F("recorded_by"), checked_at__gte=now - SECOND_LOOK
    )
    return block_of(
        with_figures(alone, "checked_by").order_by("-checked_at", "-id"),
        lambda row: figure_line(row, f"{called(row.checked_by)}, {clock(row.checked_at, now)}"),
        key="checked-alone",
        title="Figures checked by the person who recorded them",
        empty="None in the last seven days.",
    )


def coming_strike_days(user: Any, now: datetime) -> Block:
    coming = StrikeDay.objects.filter(day__gte=timezone.localdate(now)).select_related("strike")
    return block_of(
        coming.order_by("day", "strike"),
        day_line,
        key="strikes",
        title="Coming strike days",
        empty="No strike day is announced.",
        all_url=changelist("hospitals_strike"),
    )


def with_figures(revisions: QuerySet[FigureRevision], person: str) -> QuerySet[FigureRevision]:
    """With all that a line about each needs."""
    about = ("figure__measure", "figure__area", "figure__trust", "figure__hospital")
    return revisions.select_related(person, *about).prefetch_related("figure__trust__former_names")


def figure_line(revision: FigureRevision, note: str) -> Line:
    measure = revision.figure.measure
    said = say_value(
        revision.value, revision.how_exact, revision.upper, measure.kind, revision.rounded_to
    )
    return Line(
        text=f"{said or revision.get_missing_display()}: {revision.figure}",
        url=reverse("admin:hospitals_disruptionfigure_change", args=[revision.figure_id]),
        state="revision" if revision.number > 1 else "",
        tone="waiting",
        note=note,
    )


def day_line(day: StrikeDay) -> Line:
    said = [
        day.get_cover_display() if day.cover else "",
        "" if day.signed_off_at else "waits to be signed off",
    ]
    return Line(
        text=day.strike.title,
        url=reverse("admin:hospitals_strike_change", args=[day.strike_id]),
        state=short_weekday(day.day),
        note=", ".join(filter(None, said)),
    )
