"""Entries drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import mark_safe

from hospitals.models import Measure
from hospitals.presenters.flat import FlatFigure
from lib import svg
from lib.numbers import SIGNS, format_number

from .comparable import all_exact, held
from .entries import Entry, figures_in
from .frame import Drawing

MILLION = 10**6


@dataclass(frozen=True)
class Parts:
    """The names of two parts, and {figure: its first part}."""

    names: tuple[str, str]
    first: dict[int, float]


def in_words(entries: Sequence[Entry]) -> str:
    """The first three and the last, for those who do not see the drawing."""
    told = [f"{entry.name}: {entry.said or entry.missing}" for entry in entries]
    if len(told) > 4:
        told = [*told[:3], "and so on", told[-1]]
    return f"{'; '.join(told)}. The table below has every number."


def draw_bars(
    id: str, title: str, entries: Sequence[Entry], parts: Parts | None = None
) -> list[Drawing]:
    """Bars, or ranges where a number is not exact."""
    about = svg.About(id, title, in_words(entries))
    figures = held(figures_in(entries))
    if not all_exact(figures):
        drawn = svg.ranges([entry.span() for entry in entries], about, say=mark_of(figures[0]))
    elif parts:
        bars = [entry.bar(parts.first[entry.figure.pk]) for entry in entries]
        drawn = svg.bars(bars, about, parts.names)
    else:
        drawn = svg.bars([entry.bar() for entry in entries], about)
    return [Drawing(mark_safe(drawn))]


def draw_over_time(
    id: str, title: str, series: Sequence[Sequence[Entry]], headings: Sequence[str]
) -> list[Drawing]:
    """Columns, several on one scale; ranges where a number is not exact, of one series alone."""
    figures = held(figures_in(series[0]))
    if not all_exact(figures):
        return draw_bars(id, title, series[0])
    several = len(series) > 1
    plans = [
        (
            svg.About(
                f"{id}-{n}" if n else id,
                f"{title}: {heading}" if several else title,
                in_words(entries),
            ),
            [entry.column() for entry in entries],
        )
        for n, (heading, entries) in enumerate(zip(headings, series, strict=True))
    ]
    drawn = svg.small_multiples(plans, say=mark_of(figures[0]))
    return [
        Drawing(mark_safe(each), heading if several else "")
        for each, heading in zip(drawn, headings, strict=True)
    ]


def mark_of(figure: FlatFigure) -> Callable[[Decimal], str]:
    """How the axis of such figures is marked: "50,000", "1.5m", "10%", "£2m"."""
    measure = figure.measure

    def said(number: Decimal) -> str:
        short = f"{format_number(number / MILLION)}m" if number >= MILLION else ""
        text = short or format_number(number)
        if measure.kind == Measure.Kind.PERCENT:
            return f"{text}%"
        return f"{SIGNS.get(measure.currency, '')}{text}"

    return said
