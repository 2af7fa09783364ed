"""Which figures may be added, and the sentence that refuses the others.

An axis is a value of `PartList.Axis`: by what is counted ("measure"), by "day", by "place", by
"service".
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import combinations

from lib.dated import covers
from lib.refusals import Refused

from .models import DisruptionFigure, Measure, PartList, StaffGroup, TrustArea
from .models.figures import counted_apart

Axis = PartList.Axis
Nature = DisruptionFigure.Nature
Basis = DisruptionFigure.Basis

HAPPENED = {Nature.ACTUAL, Nature.PROVISIONAL}
ASKED_FOR = {Nature.DEMAND, Nature.OFFER, Nature.AWARD, Nature.TARGET}
ASKED_FOR_WORDS = "demands, offers, awards and targets"


def may_make_up(whole: DisruptionFigure, parts: Collection[DisruptionFigure], axis: str) -> None:
    """Refused unless `parts` (figures) may be the parts of `whole` along the axis.

    Asked about printed totals too, so it does not ask whether the numbers agree, nor that a
    running total and the strike after it have the same basis.
    """
    if not parts:
        raise Refused("List at least one part.")
    if whole in parts or whole.pk in parts_of_parts(parts):
        raise Refused("A figure cannot be a part of itself.")
    if axis == Axis.MEASURE:
        refuse_measures(whole, parts)
    may_add(parts, axis)
    for part in parts:
        refuse_unlike(whole, part, axis)
        if part.period_start < whole.period_start or part.period_end > whole.period_end:
            raise Refused(f"{part} is not inside the period of the whole.")


def may_add(figures: Collection[DisruptionFigure], axis: str) -> None:
    """Refused unless the figures may be added along the axis into one number.

    Percentages, rates, durations, changes and averages never add. Activity adds over days and
    places inside one setting; staff absent add over places on one day, never over days. Nothing may
    be counted twice.
    """
    for figure in figures:
        refuse_additivity(figure, axis)
    for first, second in combinations(figures, 2):
        refuse_unlike(first, second, axis)
        refuse_twice(first, second, axis)


def refuse_measures(whole: DisruptionFigure, parts: Collection[DisruptionFigure]) -> None:
    """Refused unless the parts' measures are in one of the sets that the desk allows."""
    allowed = [
        {measure.pk for measure in chosen.parts.all()}
        for chosen in whole.measure.part_sets.prefetch_related("parts")
    ]
    kinds = {part.measure_id for part in parts}
    if not any(kinds <= chosen for chosen in allowed):
        raise Refused(f"“{whole.measure}” is not made up of these: see its allowed sets of parts.")


def refuse_additivity(figure: DisruptionFigure, axis: str) -> None:
    if why := never_added(figure, axis):
        raise Refused(f"{figure}: {why}.")


def never_added(figure: DisruptionFigure, axis: str) -> str:
    """Why numbers such as this one are never added along the axis; "" where they may be."""
    measure = figure.measure
    if measure.kind == Measure.Kind.PERCENT or figure.nature in ASKED_FOR:
        return f"percentages and {ASKED_FOR_WORDS} are never added"
    if measure.kind in (Measure.Kind.RATE, Measure.Kind.DURATION):
        return "rates and durations are never added"
    if figure.compared_with or figure.basis == Basis.AVERAGE_DAY:
        return "changes and averages are never added"
    if axis == Axis.DAY and figure.basis == Basis.BUSIEST_DAY:
        return "the busiest day is never added to other days"
    if axis == Axis.MEASURE:
        return ""
    if measure.adds_over == Measure.Adds.NEVER or (
        axis == Axis.DAY and measure.adds_over == Measure.Adds.PLACES
    ):
        return (
            f"{measure.unit} are never added by {axis}: “{measure}” may be added "
            f"{measure.get_adds_over_display()}"
        )
    return ""


def adds_over_places(measure: Measure, days: Collection[tuple[date, date]]) -> bool:
    """Whether numbers of several places, of these days, come to one; the same nurse may be out on
    both of two days."""
    return measure.adds_over == Measure.Adds.DAYS_AND_PLACES or (
        measure.adds_over == Measure.Adds.PLACES and len(days) == 1
    )


def refuse_unlike(first: DisruptionFigure, second: DisruptionFigure, axis: str) -> None:
    """Refused unless the two count like things, apart from what differs along the axis."""
    if axis != Axis.MEASURE and first.measure_id != second.measure_id:
        raise Refused(f"“{first.measure}” and “{second.measure}” do not add by {axis}.")
    if counted_apart(first, second):
        raise Refused(
            f"{first} counts {first.setting}, {second} counts {second.setting}: they do not add."
        )
    if (first.nature in HAPPENED) != (second.nature in HAPPENED):
        raise Refused(f"{first} and {second}: what was expected and what happened do not add.")
    if axis != Axis.SERVICE and first.service_id != second.service_id:
        raise Refused(f"{first} and {second} are about different services: they do not add.")
    if axis != Axis.PLACE and subject_key(first) != subject_key(second):
        raise Refused(
            f"{first} and {second} are about different places: they do not add by {axis}."
        )


def among(first: StaffGroup | None, second: StaffGroup | None) -> bool:
    """Whether one group of staff is among the other, and not the same."""
    if first is None or second is None or first == second:
        return False
    return first in second.with_larger() or second in first.with_larger()


def refuse_twice(first: DisruptionFigure, second: DisruptionFigure, axis: str) -> None:
    """Refused where the two would count something twice."""
    if among(first.staff_group, second.staff_group):
        raise Refused(
            f"{first} is about {first.staff_group}, {second} about {second.staff_group}: some "
            "would be counted twice."
        )
    if axis == Axis.MEASURE:
        twice = first.measure_id == second.measure_id
    elif axis == Axis.SERVICE:
        twice = first.service_id is None or first.service_id == second.service_id
    elif axis == Axis.DAY:
        twice = first.period_start <= second.period_end and second.period_start <= first.period_end
    else:
        twice = lies_in(first, second) or lies_in(second, first)
        if first.measure.adds_over == Measure.Adds.PLACES and period(first) != period(second):
            raise Refused(f"{first} and {second} are of different days: they do not add.")
    if twice:
        raise Refused(f"{first} and {second} overlap: some would be counted twice.")


def lies_in(inner: DisruptionFigure, outer: DisruptionFigure) -> bool:
    """Whether one figure's place is the other's, or is part of it, on its first day."""
    if subject_key(inner) == subject_key(outer):
        return True
    if outer.trust_id:
        return inner.hospital_id is not None and inner.trust_at_time_id == outer.trust_id
    return outer.area_id is not None and outer.area_id in areas_of(inner)


def areas_of(figure: DisruptionFigure) -> set[int]:
    """The ids of all areas that the figure's place belonged to on its first day."""
    if figure.area_id:
        return figure.area.with_larger()
    memberships = TrustArea.objects.filter(
        covers(figure.period_start), trust=figure.trust_at_time_id
    ).select_related("area")
    return {pk for membership in memberships for pk in membership.area.with_larger()}


def parts_of_parts(figures: Collection[DisruptionFigure]) -> set[int]:
    """The ids of all figures that the given ones are made up of, however many levels down."""
    seen, level = set(), {figure.pk for figure in figures}
    while level:
        below = DisruptionFigure.objects.filter(part_of__whole__in=level)
        level = set(below.values_list("pk", flat=True)) - seen
        seen |= level
    return seen


def subject_key(figure: DisruptionFigure) -> tuple[int | None, int | None, int | None]:
    return figure.area_id, figure.trust_id, figure.hospital_id


def period(figure: DisruptionFigure) -> tuple[date, date]:
    return figure.period_start, figure.period_end
