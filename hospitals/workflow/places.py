"""Where the subject of a figure lay on its first day."""

from __future__ import annotations

from django.db.models import QuerySet

from deeds import deed

from .. import totals
from ..models import Area, DisruptionFigure, Trust
from ..public import figures_changed
from .base import locked_all


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
