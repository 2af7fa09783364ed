"""Of figures that a reader has chosen, those that are best compared, in one chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Prefetch
from django.utils.timezone import localdate

from hospitals.models import Strike, StrikeSpell
from hospitals.presenters.flat import FlatFigure
from hospitals.totals import subject_key

from .by_day import by_day
from .by_trust import alike_by_trust, by_trust
from .comparable import Basis, best, comparable, kind_of
from .figures import running_totals
from .frame import Chart
from .histories import entries_of, strike_by_strike
from .revisions import before_revision

Group = list[FlatFigure]


def of_chosen(figures: Group, preferred: set[int], at: datetime) -> Chart | None:
    """By trust in one strike, strike by strike or day by day at one place, or a running total:
    whichever has most numbers. Eight queries at most.
    """
    compared = comparable(figures, preferred)
    draws = [
        (in_strikes(compared), lambda group: trusts_of(group, figures, at)),
        (on_the_day(compared), lambda group: trusts_of(group, figures, at)),
        (strikes_at_places(compared), lambda group: strikes_of(group, at)),
        (days_at_places(compared), lambda group: by_day(strike_of(group, at), group)),
        (running_at_places(compared), running_totals),
    ]
    plans: list[tuple[Group, Callable[[Group], Chart | None]]] = [
        (group, draw) for groups, draw in draws for group in groups
    ]
    chosen = best(group for group, _ in plans)
    return next((draw(group) for group, draw in plans if group is chosen), None)


def in_strikes(figures: Iterable[FlatFigure]) -> Iterator[Group]:
    in_one = grouped((f for f in figures if f.strike_id), lambda figure: figure.strike_id)
    return filter(None, map(alike_by_trust, in_one))


def on_the_day(figures: Iterable[FlatFigure]) -> Iterable[Group]:
    """Of trusts, where the reader has chosen the day: all are of one."""
    daily = [figure for figure in figures if figure.basis == Basis.ONE_DAY and figure.strike_id]
    if len({figure.period_start for figure in daily}) != 1:
        return []
    of_trusts = (figure for figure in daily if figure.trust_id)
    return grouped(of_trusts, lambda figure: (figure.strike_id, kind_of(figure)))


def strikes_at_places(figures: Iterable[FlatFigure]) -> Iterable[Group]:
    whole = (f for f in figures if f.strike_id and f.basis == Basis.WHOLE_STRIKE)
    return grouped(whole, lambda figure: (subject_key(figure), kind_of(figure)))


def days_at_places(figures: Iterable[FlatFigure]) -> Iterable[Group]:
    days = (f for f in figures if f.strike_id and f.basis == Basis.ONE_DAY)
    return grouped(days, lambda figure: (figure.strike_id, subject_key(figure), kind_of(figure)))


def running_at_places(figures: Iterable[FlatFigure]) -> Iterable[Group]:
    totals = (f for f in figures if f.basis == Basis.RUNNING_TOTAL)
    return grouped(
        totals, lambda figure: (figure.period_start, subject_key(figure), kind_of(figure))
    )


def grouped(figures: Iterable[FlatFigure], by: Callable[[FlatFigure], Hashable]) -> Iterable[Group]:
    found = defaultdict(list)
    for figure in figures:
        found[by(figure)].append(figure)
    return found.values()


def trusts_of(group: Group, figures: Group, at: datetime) -> Chart | None:
    strike = strike_of(group, at)
    of_strike = [figure for figure in figures if figure.strike_id == strike.pk]
    first_day = min((spell.first_day for spell in strike.spells.all()), default=localdate(at))
    return by_trust(strike, group, of_strike, first_day, chosen=True)


def strikes_of(group: Sequence[FlatFigure], at: datetime) -> Chart:
    entries = entries_of(group, [], before_revision(group, at))
    return strike_by_strike("chart-strikes", [entries])


def strike_of(group: Sequence[FlatFigure], at: datetime) -> Strike:
    """The strike that all of them are of, with its spells."""
    spells = Prefetch("spells", StrikeSpell.objects.public(at))
    strikes = Strike.objects.prefetch_related(spells)
    return strikes.get(pk=group[0].strike_id)
