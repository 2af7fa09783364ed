"""Of a strike with more figures than its page lists: those that a chart must not lack."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hospitals.models import PublicFigure, Strike
from hospitals.models.public import PublicFigureQuerySet
from hospitals.presenters.figures import preferred_ids
from hospitals.presenters.flat import FlatFigure, as_columns, flat_figures
from hospitals.presenters.reference import with_names

from .by_trust import alike_by_trust
from .comparable import Basis, comparable, days_of, kind_of

# By the largest of so many it is decided what is compared: totals are larger than their parts.
LOOKED_AT = 300
# Of one kind, a number for each trust; several of rivals and of other staff.
MOST = 2000


def all_alike(strike: Strike, at: datetime) -> list[FlatFigure]:
    """The figures of trusts that are best compared, of every trust: see `alike_by_trust`."""
    public = PublicFigure.objects.live(at).standing().filter(strike=strike)
    of_trusts = public.filter(area__isnull=True, hospital__isnull=True, value__isnull=False)
    largest = of_trusts.order_by("-value", "-figure_id")
    sample = with_names(FlatFigure(row) for row in as_columns(largest)[:LOOKED_AT])
    alike = alike_by_trust(comparable(sample, {each.pk for each in sample if each.preferred}))
    return all_like(alike[0], public, at) if alike else []


def all_like(figure: FlatFigure, public: PublicFigureQuerySet, at: datetime) -> list[FlatFigure]:
    """Every figure of a trust that may stand beside it."""
    like = public.filter(measure=figure.measure_id, nature=figure.nature, basis=figure.basis)
    about = kind_of(figure), days_of(figure)
    return alike_by_trust(
        each
        for each in usable(like.filter(figure__trust__isnull=False)[:MOST], at)
        if (kind_of(each), days_of(each)) == about
    )


def all_days(strike: Strike, figures: Collection[FlatFigure], at: datetime) -> list[FlatFigure]:
    """Of the place of which there are most, every figure of a day; other places are left out."""
    daily = [figure for figure in figures if figure.basis == Basis.ONE_DAY]
    if not daily:
        return []
    places = [(each.area_id, each.trust_id, each.hospital_id) for each in daily]
    area, trust, hospital = max(dict.fromkeys(places), key=places.count)
    public = PublicFigure.objects.live(at).standing().filter(strike=strike, basis=Basis.ONE_DAY)
    if trust:
        here = public.filter(trust_at_time=trust, hospital__isnull=True)
    else:
        here = public.filter(area=area) if area else public.filter(hospital=hospital)
    return usable(here[:MOST], at)


def usable(public: PublicFigureQuerySet, at: datetime) -> list[FlatFigure]:
    found = flat_figures(as_columns(public))
    return comparable(found, preferred_ids(found, at))
