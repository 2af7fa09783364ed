"""When a figure for a whole strike was, and where the subject of a figure lay on its first day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from deeds import deed
from lib.refusals import Refused
from lib.words import span

from .. import totals
from ..models import Area, DisruptionFigure, Strike, Trust
from ..models.figures import NO_END, OF_A_STRIKE
from ..public import figures_changed
from .base import locked_all


def set_dates(figure: DisruptionFigure) -> None:
    """The dates of a new figure: of a whole strike the strike's, of any other those it brings.

    While nothing is known of when the strike was, those it brings have to do.
    """
    given = (figure.period_start, figure.period_end or figure.period_start)
    dates = strike_dates(figure) if figure.is_of_whole_strike else None
    if dates is None and figure.is_of_whole_strike and figure.period_start is None:
        raise Refused(
            f"The dates of “{figure.strike}” are not recorded yet: add them to the strike, or say "
            "which days the number is for."
        )
    if figure.period_start is None and dates is None:
        raise Refused("Say which days the number is for.")
    if dates and figure.period_start is not None and given != dates:
        raise Refused(
            f"A figure for the whole strike has the dates of the strike, {span(*dates)}: leave "
            "its own empty, or choose what else it covers."
        )
    first, last = dates or given
    figure.period_start, figure.period_end = first, last or NO_END


def strike_dates(figure: DisruptionFigure) -> tuple[date, date | None] | None:
    """Those of which readers may know; while there are none, those that wait on the desk."""
    strike, group = figure.strike, figure.staff_group
    return strike.dates_of(group) or strike.dates_of(group, public=False)


@deed
def date_again(strike: Strike) -> int:
    """Copy the strike's dates afresh, after they have changed; returns how many figures moved.

    Locks figures: to be called when all that they rest on is locked or written.
    """
    moved, known = [], {}
    whole = DisruptionFigure.objects.filter(OF_A_STRIKE, strike=strike)
    for figure in locked_all(whole):
        if figure.staff_group_id not in known:
            figure.strike = strike
            known[figure.staff_group_id] = strike_dates(figure)
        dates = known[figure.staff_group_id]
        if dates is None:
            continue
        first, last = dates[0], dates[1] or NO_END
        if (first, last) != (figure.period_start, figure.period_end):
            figure.period_start, figure.period_end = first, last
            figure.trust_at_time, figure.region_at_time = place_at_time(figure)
            moved.append(figure)
    DisruptionFigure.objects.bulk_update(moved, WHEN_AND_WHERE, batch_size=200)
    figures_changed(moved)
    return len(moved)


WHEN_AND_WHERE = ["period_start", "period_end", "trust_at_time", "region_at_time"]


def place_at_time(figure: DisruptionFigure) -> tuple[Trust | None, Area | None]:
    """(trust, NHS region) of the figure's subject on its first day; either may be None.

    Derived from dated reference data; stored on the figure because the list indexes need them.
    """
    day = figure.period_start
    if figure.area_id:
        return None, figure.area.region()
    trust = figure.trust or (figure.hospital.trust_at(day) if figure.hospital_id else None)
    return trust, trust.region_at(day) if trust else None


@deed
def place_again(figures: QuerySet[DisruptionFigure]) -> int:
    """Work out trust and region of their time afresh, after dated reference data has changed.

    `figures` is a queryset; returns how many were somewhere else than thought.
    """
    moved, places = [], {}
    for figure in locked_all(figures):
        where_and_when = (*totals.subject_key(figure), figure.period_start)
        if where_and_when not in places:
            places[where_and_when] = place_at_time(figure)
        trust, region = places[where_and_when]
        found = (trust and trust.pk, region and region.pk)
        if found != (figure.trust_at_time_id, figure.region_at_time_id):
            figure.trust_at_time, figure.region_at_time = trust, region
            figure.save(update_fields=["trust_at_time", "region_at_time"])
            moved.append(figure)
    figures_changed(moved)
    return len(moved)
