"""Which figures may stand in one chart: those that count the same thing in the same way.

One measure, expected or happened, of whole strikes or of days, one kind of service and one group
of staff. Of rivals the one that is used; none that is disputed, and no changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from hospitals.models import DisruptionFigure, Measure
from hospitals.presenters.flat import FlatFigure
from hospitals.reconcile import span_of

Nature = DisruptionFigure.Nature
Basis = DisruptionFigure.Basis
CHARTED = (Nature.ACTUAL, Nature.PROVISIONAL, Nature.EXPECTED)


class Kind(NamedTuple):
    """What figures that are compared have in common, by ids."""

    measure: int
    nature: str
    basis: str
    setting: int | None
    service: int | None
    staff_group: int | None
    counted_note: str


def kind_of(figure: FlatFigure) -> Kind:
    return Kind(
        figure.measure_id,
        figure.nature,
        figure.basis,
        figure.setting_id,
        figure.service_id,
        figure.staff_group_id,
        figure.counted_note,
    )


def comparable(figures: Iterable[FlatFigure], preferred: Collection[int]) -> list[FlatFigure]:
    return [figure for figure in figures if figure.pk in preferred and not why_not_charted(figure)]


def why_not_charted(figure: FlatFigure) -> str:
    """What keeps it out of every chart, after “Figure 28 ”; "" where nothing does."""
    if figure.disputed_on:
        return "is disputed"
    if figure.compared_with:
        return "says a change and not a number"
    if figure.nature not in CHARTED:
        return f"is neither expected nor counted: {figure.get_nature_display()}"
    return ""


def by_kind(figures: Iterable[FlatFigure]) -> dict[Kind, list[FlatFigure]]:
    found = defaultdict(list)
    for figure in figures:
        found[kind_of(figure)].append(figure)
    return found


def days_of(figure: FlatFigure) -> tuple[date, date] | None:
    """The days that figures of one chart must share: those of a whole strike are the strike's."""
    if figure.basis == Basis.WHOLE_STRIKE:
        return None
    return figure.period_start, figure.period_end


def held(figures: Iterable[FlatFigure]) -> list[FlatFigure]:
    """Those with a number."""
    return [figure for figure in figures if figure.shown.value is not None]


def all_exact(figures: Iterable[FlatFigure]) -> bool:
    return all(figure.shown.is_exact for figure in figures)


def best(groups: Iterable[list[FlatFigure]]) -> list[FlatFigure]:
    """The group to draw: most numbers, care before staff, whole strikes, then the larger sum.

    [] where no group has two numbers: one is no comparison.
    """

    def weight(group: list[FlatFigure]) -> tuple[int, bool, bool, bool, float]:
        first, numbers = group[0], held(group)
        return (
            len(numbers),
            first.measure.family == Measure.Family.ACTIVITY,
            first.basis == Basis.WHOLE_STRIKE,
            first.nature == Nature.ACTUAL,
            sum(value_of(figure) for figure in numbers),
        )

    enough = [group for group in groups if len(held(group)) > 1]
    return max(enough, key=weight, default=[])


def value_of(figure: FlatFigure) -> float:
    """Of a figure with a number."""
    return float(figure.shown.value)


def ends_of(figure: FlatFigure) -> tuple[float | None, float | None]:
    """(low, high) of what the number may stand for; None where that end is open."""
    allowed = span_of(figure.shown)
    low, high = allowed.low, allowed.high
    return low if low is None else float(low), high if high is None else float(high)


def highest(figures: Collection[FlatFigure]) -> list[FlatFigure]:
    """The one with the highest number, or those that share it; [] where that cannot be said,
    since what is not exact may be more."""
    numbers = held(figures)
    top = max(map(value_of, numbers))
    first = [figure for figure in numbers if value_of(figure) == top]
    if len(first) > 1:
        return first if all_exact(numbers) else []
    low, _ = ends_of(first[0])
    below = [ends_of(figure)[1] for figure in numbers if figure is not first[0]]
    known = low is not None and all(high is not None and high < low for high in below)
    return first if known else []
