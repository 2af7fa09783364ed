"""Day by day at the one place of which most is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from hospitals.models import Measure, Strike
from hospitals.presenters.flat import FlatFigure
from hospitals.totals import subject_key
from lib import words

from .comparable import Basis, by_kind, held
from .entries import Entry
from .frame import Chart
from .over_time import over_time, series_of

NOT_HELD = "not held"


def by_day(
    strike: Strike, figures: Iterable[FlatFigure], marked: int | None = None
) -> Chart | None:
    """Of comparable figures of a strike with its spells. `marked` is the one the page is about."""
    places = defaultdict(list)
    for figure in figures:
        if figure.basis == Basis.ONE_DAY:
            places[subject_key(figure)].append(figure)
    found = [series_of(by_kind(group).values()) for group in places.values()]
    found = [series for series in found if series]
    if not found:
        return None
    series = max(found, key=how_much)
    days = days_between(strike, [figure for group in series for figure in group])
    return over_time(
        "chart-days",
        [day_entries(group, days, marked) for group in series],
        of="Day",
        when=words.period(days[0], days[-1]),
        limits=never_added(series),
        coverage=elsewhere(len(found) - 1),
    )


def how_much(series: Sequence[Sequence[FlatFigure]]) -> int:
    return sum(len(held(group)) for group in series)


def days_between(strike: Strike, figures: Collection[FlatFigure]) -> list[date]:
    """The days with a figure, and the strike's days between these."""
    told = {figure.period_start for figure in figures}
    first, last = min(told), max(told)
    striking = {
        day
        for spell in strike.spells.all()
        for day in days_in(max(first, spell.first_day), min(last, spell.last_day or last))
    }
    return sorted(told | striking)


def days_in(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))


def day_entries(
    group: Iterable[FlatFigure], days: Iterable[date], marked: int | None
) -> list[Entry]:
    known = {figure.period_start: figure for figure in group}
    return [
        Entry(
            name=words.weekday(day),
            label=words.short_day(day),
            figure=known.get(day),
            why=NOT_HELD,
            marked=day in known and known[day].pk == marked,
        )
        for day in days
    ]


def never_added(series: Sequence[Sequence[FlatFigure]]) -> list[str]:
    staff = any(group[0].measure.adds_over != Measure.Adds.DAYS_AND_PLACES for group in series)
    return ["Staff are counted anew each day: the days must not be added."] if staff else []


def elsewhere(others: int) -> list[str]:
    if not others:
        return []
    places = "place" if others == 1 else "places"
    return [f"Numbers day by day for {words.few(others)} more {places} are among the figures."]
