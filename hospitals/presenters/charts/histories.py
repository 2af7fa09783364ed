"""Strike by strike: the totals of a dispute across a nation, and the numbers of one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.utils.timezone import localdate

from hospitals.models import (
    Area,
    Hospital,
    PublicFigure,
    Strike,
    StrikeStatusChange,
    Trust,
)
from hospitals.models.public import PublicFigureQuerySet
from hospitals.presenters.figures import preferred_ids
from hospitals.presenters.flat import FlatFigure, as_columns, flat_figures
from hospitals.presenters.reference import reference
from lib import words

from .comparable import Basis, by_kind, comparable, held
from .coverage import trusts_open
from .entries import Entry, figures_in
from .frame import Chart
from .over_time import over_time, series_of
from .revisions import before_revision

# The figures of a place of which the charted ones are chosen: those of the latest strikes.
LOOKED_AT = 400
NONE_TO_COMPARE = "none on record that can be compared"


@dataclass(frozen=True)
class Took:
    """A strike that took place: `when` in words."""

    strike: int
    first_day: date
    when: str
    staff: frozenset[int]


def took_place(strikes: Iterable[tuple[Strike, str]], at: datetime) -> list[Took]:
    """Of (strike `with_status` and spells, when it was) those that have begun."""
    found = []
    for strike, when in strikes:
        days = [spell.first_day for spell in strike.spells.all()]
        called_off = strike.status == StrikeStatusChange.Status.CALLED_OFF
        if days and min(days) <= localdate(at) and not called_off:
            staff = frozenset(group.pk for group in strike.staff_groups.all())
            found.append(Took(strike.pk, min(days), when, staff))
    return found


def of_dispute(strikes: Collection[tuple[Strike, str]], at: datetime) -> list[Chart]:
    """Of a dispute's (strike, when it was): the totals for the nation. Six queries at most."""
    nations = [area.pk for area in reference().areas.values() if area.is_nation]
    listed = {strike.pk for strike, _ in strikes}
    of_strikes = PublicFigure.objects.live(at).standing().filter(strike__in=listed)
    figures = whole_strikes(of_strikes.filter(area__in=nations), at)
    by_nation = defaultdict(list)
    for figure in figures:
        by_nation[figure.area_id].append(figure)
    most = max(by_nation.values(), key=len, default=[])
    took = took_place(strikes, at)
    series = series_of(by_kind(most).values())[:1]
    if not series:
        return []
    entries = entries_of(series[0], took, before_revision(series[0], at))
    count, every = len(held(figures_in(entries))), len(entries)
    coverage = [f"{count} of {every} strikes of this dispute have a total that can be compared."]
    if of_trusts := trusts_beneath(of_strikes, series[0][0]):
        trusts = max(of_trusts, len(trusts_open(series[0][0].period_start)))
        coverage.append(
            f"For {of_trusts} of the {trusts} trusts on our list we hold numbers of their own: see "
            "the pages of the strikes."
        )
    return [strike_by_strike("chart-strikes", [entries], coverage)]


def of_trust(trust: Trust, strikes: Iterable[tuple[Strike, str]], at: datetime) -> list[Chart]:
    """Of a trust and its (strike, when it was). Five queries at most."""
    public = PublicFigure.objects.live(at).standing()
    return of_place(public.filter(trust_at_time=trust, hospital__isnull=True), strikes, at)


def of_area(area: Area, strikes: Iterable[tuple[Strike, str]], at: datetime) -> list[Chart]:
    """Of an area as a whole, not of what lies in it."""
    return of_place(PublicFigure.objects.live(at).standing().filter(area=area), strikes, at)


def of_hospital(
    hospital: Hospital, strikes: Iterable[tuple[Strike, str]], at: datetime
) -> list[Chart]:
    public = PublicFigure.objects.live(at).standing()
    return of_place(public.filter(hospital=hospital), strikes, at)


def of_place(
    public: PublicFigureQuerySet, strikes: Iterable[tuple[Strike, str]], at: datetime
) -> list[Chart]:
    latest = public.filter(strike__isnull=False).order_by("-period_end", "-figure_id")
    figures = whole_strikes(latest, at)
    series = series_of(by_kind(figures).values())
    if not series:
        return []
    took, before = took_place(strikes, at), before_revision(chain(*series), at)
    return [
        strike_by_strike("chart-strikes", [entries_of(group, took, before) for group in series])
    ]


def whole_strikes(public: PublicFigureQuerySet, at: datetime) -> list[FlatFigure]:
    """The comparable ones of whole strikes."""
    figures = flat_figures(as_columns(public.filter(basis=Basis.WHOLE_STRIKE))[:LOOKED_AT])
    return comparable(figures, preferred_ids(figures, at))


def entries_of(
    group: Sequence[FlatFigure],
    took: Collection[Took],
    before: Mapping[int, float],
    marked: int | None = None,
) -> list[Entry]:
    """One for each figure of one place and kind, and for each strike of the same staff, from the
    first of them on, of which there is none; in order of time."""
    first, staff = min(figure.period_start for figure in group), group[0].staff_group_id
    told = {figure.strike_id for figure in group}
    when = {each.strike: each.when for each in took}
    dated = [
        (
            figure.period_start,
            when.get(figure.strike_id, figure.period_words()),
            figure,
        )
        for figure in group
    ]
    dated += [
        (each.first_day, each.when, None)
        for each in took
        if each.strike not in told
        and each.first_day >= first
        and (staff is None or staff in each.staff)
    ]
    return [
        Entry(
            name=said,
            label=words.short_month(day),
            figure=figure,
            why=NONE_TO_COMPARE,
            under=words.short_year(day),
            was=figure and before.get(figure.pk),
            marked=figure is not None and figure.pk == marked,
        )
        for day, said, figure in sorted(dated, key=lambda each: each[:2])
    ]


def strike_by_strike(
    id: str, series: Sequence[Sequence[Entry]], coverage: Sequence[str] = ()
) -> Chart:
    figures = [figure for entries in series for figure in figures_in(entries)]
    last = max(figures, key=lambda figure: figure.period_end)
    revised = any(entry.was is not None for entries in series for entry in entries)
    return over_time(
        id,
        series,
        of="Strike",
        when=words.span(min(figure.period_start for figure in figures), last.ends),
        limits=["A dashed line: what its source said before it revised it."] if revised else [],
        coverage=coverage,
    )


def trusts_beneath(public: PublicFigureQuerySet, figure: FlatFigure) -> int:
    """How many trusts have a number of the same measure for one of the strikes."""
    alike = public.filter(
        measure=figure.measure_id, nature=figure.nature, basis=Basis.WHOLE_STRIKE
    ).filter(figure__trust__isnull=False, value__isnull=False)
    return alike.order_by().values("trust_at_time").distinct().count()
