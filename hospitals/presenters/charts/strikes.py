"""The charts of a strike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import localdate

from hospitals.models import Strike
from hospitals.presenters.flat import FlatFigure

from .by_day import by_day
from .by_region import by_region
from .by_trust import alike_by_trust, by_trust
from .comparable import comparable
from .frame import Chart
from .large import all_alike, all_days


def of_strike(
    strike: Strike,
    figures: Collection[FlatFigure],
    preferred: Collection[int],
    at: datetime,
    *,
    more: bool,
) -> list[Chart]:
    """By trust, by day and by region, of a strike that came `for_strike_page`.

    `figures` are those that readers see, or, where there are `more`, the first of them. Three
    queries at most; nine where there are more.
    """
    compared = comparable(figures, preferred)
    alike = all_alike(strike, at) if more else alike_by_trust(compared)
    daily = all_days(strike, compared, at) if more else compared
    first_day = min((spell.first_day for spell in strike.spells.all()), default=localdate(at))
    found = [
        by_trust(strike, alike, figures, first_day),
        by_day(strike, daily),
        by_region(compared),
    ]
    return [chart for chart in found if chart]
