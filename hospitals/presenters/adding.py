"""What the figures of a list come to where they may be added, and how; where not, why not.

What may be added is for `hospitals.totals` to say. Here the figures all count the same, so that
only places and days can overlap; and what holds for two of them holds for hundreds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.text import capfirst

from hospitals.models import DisruptionFigure
from hospitals.totals import Axis, adds_over_places, never_added, period, subject_key
from lib import words
from lib.numbers import say_value

from . import figure_words
from .charts.comparable import Kind, all_exact, held, kind_of
from .charts.coverage import NOT_SHOWN, trusts_open
from .charts.wording import kind_in_words
from .flat import FlatFigure

Basis = DisruptionFigure.Basis
# What figures may differ in, in the order of Kind.
DIFFER_IN = Kind(
    "what is counted",
    "whether it was expected or happened",
    "whether they cover whole strikes, days or more",
    "the kind of service",
    "the service",
    "the staff",
    "how they were counted",
)


@dataclass(frozen=True)
class Total:
    """`said` and `how` it was formed; where none is formed, `how` says why."""

    said: str
    how: str


def total_of(figures: Collection[FlatFigure], preferred: Collection[int]) -> Total | None:
    """Of figures that readers see, `preferred` those to use among rivals. None of one number."""
    used = [figure for figure in figures if figure.pk in preferred]
    numbers = held(used)
    if len(numbers) < 2:
        return None
    if why := why_none(numbers):
        return Total("", f"No total is formed: {why}.")
    first = numbers[0]
    said = say_value(
        sum(figure.shown.value for figure in numbers), "exact", **first.measure.in_words()
    )
    parts = [
        f"Our addition of {words.few(len(numbers))} numbers, {each_of(numbers)}; "
        "nobody else has given it.",
        *left_out(figures, used, numbers),
        *covers(numbers),
    ]
    return Total(f"{said}: {figure_words.lower(kind_in_words(first))}", " ".join(parts))


def why_none(numbers: Sequence[FlatFigure]) -> str:
    """Why these are not added; "" where they may be."""
    kinds = [kind_of(figure) for figure in numbers]
    unlike = [
        said
        for said, values in zip(DIFFER_IN, zip(*kinds, strict=True), strict=True)
        if len(set(values)) > 1
    ]
    if unlike:
        return f"these figures differ in {words.join(unlike)}"
    if any(figure.disputed_on for figure in numbers):
        return "one of these figures is disputed"
    if any(figure.compared_with for figure in numbers):
        return never_added(next(f for f in numbers if f.compared_with), Axis.PLACE)
    places = {subject_key(figure) for figure in numbers}
    if len(places) == 1:
        why = why_not_over_days(numbers)
    elif len({figure.strike_id for figure in numbers}) == 1 and len(places) == len(numbers):
        why = why_not_over_places(numbers)
    else:
        return "they are of several places and several times: choose one strike, or one place"
    if why:
        return why
    return "" if all_exact(numbers) else "not all of these figures are exact"


def why_not_over_days(numbers: Sequence[FlatFigure]) -> str:
    first = numbers[0]
    if why := never_added(first, Axis.DAY):
        return why
    if first.basis not in (Basis.WHOLE_STRIKE, Basis.ONE_DAY):
        return "running totals and numbers over a period hold one another"
    in_order = sorted(period(figure) for figure in numbers)
    if any(ends >= begins for (_, ends), (begins, _) in pairwise(in_order)):
        return "their days overlap, so some would be counted twice"
    return ""


def why_not_over_places(numbers: Sequence[FlatFigure]) -> str:
    first = numbers[0]
    if why := never_added(first, Axis.PLACE):
        return why
    if len({sort_of_place(figure) for figure in numbers}) > 1:
        return (
            "numbers of places and of what lies in them are both here, such as a nation’s and its "
            "trusts’, so some would be counted twice"
        )
    days = {period(figure) for figure in numbers}
    if len(days) > 1 and (
        first.basis != Basis.WHOLE_STRIKE or not adds_over_places(first.measure, days)
    ):
        return "they are of different days"
    return ""


def sort_of_place(figure: FlatFigure) -> tuple[str, int | None]:
    """Places of one sort do not lie in each other."""
    return figure_words.kind_of_place(figure), figure.area and figure.area.kind_id


def each_of(numbers: Sequence[FlatFigure]) -> str:
    """ "one for each trust"."""
    if len({subject_key(figure) for figure in numbers}) == 1:
        each = "strike" if numbers[0].basis == Basis.WHOLE_STRIKE else "day"
        return f"one for each {each}"
    return f"one for each {figure_words.kind_of_place(numbers[0])}"


def left_out(
    figures: Collection[FlatFigure], used: Collection[FlatFigure], numbers: Collection[FlatFigure]
) -> list[str]:
    said = []
    if rivals := len(figures) - len(used):
        said.append(
            f"{capfirst(words.few(rivals))} more for the same {is_or_are(rivals)} left out."
        )
    if missing := len(used) - len(numbers):
        without = "has no number, which is" if missing == 1 else "have no number, which is"
        said.append(f"{capfirst(words.few(missing))} more {without} not nought.")
    return said


def is_or_are(count: int) -> str:
    return "is" if count == 1 else "are"


def covers(numbers: Sequence[FlatFigure]) -> list[str]:
    """ "These are 7 of the 138 trusts on our list." """
    counted = Counter(figure.trust_id for figure in numbers)
    if None in counted or len(counted) == 1:
        return []
    every = len(trusts_open(min(figure.period_start for figure in numbers)))
    if every <= len(counted):
        return []
    return [f"These are {len(counted)} of the {every} trusts on our list.", NOT_SHOWN]
