"""How much of the whole a chart by trust shows, and that what it does not show is not nought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.utils.text import capfirst

from hospitals.models import Measure, Strike, Trust, TrustArea
from hospitals.presenters import figure_words
from hospitals.presenters.figures import said_in
from hospitals.presenters.flat import FlatFigure
from hospitals.presenters.reference import named_in, reference
from hospitals.totals import adds_over_places
from lib import words
from lib.dated import holds
from lib.numbers import format_number

from .comparable import all_exact, days_of, held, kind_of
from .entries import Entry, figures_in

HELD = "We hold a {} for {} of the {} trusts on our list."
NOT_SHOWN = "A trust that is not shown is not a trust without a strike."


def coverage(
    strike: Strike,
    entries: Sequence[Entry],
    drawn: Sequence[Entry],
    first_day: date,
    *,
    chosen: bool = False,
) -> list[str]:
    """ "We hold a count for 7 of the 138 trusts on our list.", and what is not drawn; of some that
    were `chosen`, how many these are."""
    have, of = len(held(figures_in(entries))), trusts_called(strike, first_day)
    number = "number" if entries[0].figure.measure.kind != Measure.Kind.COUNT else "count"
    said = []
    if len(drawn) < len(entries):
        said.append(
            f"{len(drawn)} of {len(entries)} are drawn, the largest first; all are in the table."
        )
    if of > have:
        said += [trusts_of(have, of) if chosen else HELD.format(number, have, of), NOT_SHOWN]
    return said


def trusts_of(have: int, of: int) -> str:
    return f"{capfirst(words.few(have))} of the {of} trusts on our list."


def set_aside(alike: Sequence[FlatFigure], figures: Iterable[FlatFigure]) -> list[str]:
    """How many of the same kind are not drawn since somebody disputes them."""
    kind, days = kind_of(alike[0]), days_of(alike[0])
    disputed = [
        figure
        for figure in figures
        if figure.trust_id
        and figure.disputed_on
        and (kind_of(figure), days_of(figure)) == (kind, days)
    ]
    if not disputed:
        return []
    is_, it = ("is", "it is") if len(disputed) == 1 else ("are", "they are")
    return [f"{capfirst(words.few(len(disputed)))} more {is_} disputed: {it} among the figures."]


def trusts_called(strike: Strike, day: date) -> int:
    """How many trusts there were where the strike was called, as far as our list goes.

    One query, and another where it was not called across a nation.
    """
    known = trusts_open(day)
    named = named_in([strike], ["called_in", "called_at"])[strike.pk]
    areas = [area for area in named["called_in"] if not area.is_nation]
    called = {trust.pk for trust in named["called_at"]}
    if areas:
        within = (
            Q(area__in=areas) | Q(area__parents__in=areas) | Q(area__parents__parents__in=areas)
        )
        called |= set(TrustArea.objects.filter(within).values_list("trust", flat=True))
    if not called:
        return len(known)
    return len([trust for trust in known if trust.pk in called])


def trusts_open(day: date) -> list[Trust]:
    """Those on our list."""
    return [
        trust
        for trust in reference().trusts.values()
        if not trust.waits and holds(day, trust.opened, trust.closed)
    ]


def comes_to(alike: Collection[FlatFigure], figures: Iterable[FlatFigure]) -> list[str]:
    """ "The seven add up to 7,716 (our addition). NHS England gives 196,225 for England."

    Where they may be added, and somebody has counted the whole in the same way.
    """
    numbers = held(alike)
    kind, days = kind_of(alike[0]), {(each.period_start, each.period_end) for each in numbers}
    nations = [
        figure
        for figure in figures
        if figure.area_id
        and figure.area.is_nation
        and not figure.disputed_on
        and (kind_of(figure), days_of(figure)) == (kind, days_of(alike[0]))
    ]
    if len(held(nations)) != 1 or not all_exact([*numbers, *nations]):
        return []
    if not adds_over_places(alike[0].measure, days):
        return []
    total = format_number(sum(figure.shown.value for figure in numbers))
    nation = nations[0]
    who = said_in(nation.shown.evidence, nation.ends).text
    gives = ", gives" if ", " in who else " gives"
    return [
        f"The {words.few(len(numbers))} add up to {total} (our addition). "
        f"{capfirst(who)}{gives} {figure_words.number(nation.shown)} for {nation.area.name}."
    ]
