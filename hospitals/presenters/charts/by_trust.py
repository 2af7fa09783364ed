"""Bars by trust, the largest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from hospitals.models import Measure, PartList, Strike
from hospitals.presenters import figure_words
from hospitals.presenters.flat import FlatFigure

from .comparable import Basis, all_exact, best, days_of, held, kind_of, value_of
from .coverage import comes_to, coverage, set_aside
from .drawing import Parts, draw_bars
from .entries import Entry, figures_in, rows_of, short_name
from .frame import Chart
from .wording import finding, kind_in_words, source_line

MOST_BARS = 20
BARS_ON_A_CARD = 3
NOT_A_RATE = "Trusts differ in size, so this is not a rate."


def alike_by_trust(figures: Iterable[FlatFigure]) -> list[FlatFigure]:
    """Of comparable figures those of trusts that are best compared: one of each trust.

    One day of several would be a choice of ours: see `by_day`.
    """
    groups: dict[object, dict[int, FlatFigure]] = defaultdict(dict)
    for figure in figures:
        if figure.trust_id and figure.basis != Basis.ONE_DAY:
            groups[kind_of(figure), days_of(figure)][figure.trust_id] = figure
    return best([list(group.values()) for group in groups.values()])


def by_trust(
    strike: Strike,
    alike: Sequence[FlatFigure],
    figures: Collection[FlatFigure],
    first_day: date,
    marked: int | None = None,
    *,
    chosen: bool = False,
) -> Chart | None:
    """Bars, the largest first. `alike` is `alike_by_trust` of `figures`, all that readers see of
    the strike, or, where some were `chosen`, these; `marked` the figure that the page is about.

    Of more than twenty trusts the largest are drawn, and the table has them all.
    """
    if not alike:
        return None
    entries = [trust_entry(figure, marked) for figure in sorted(alike, key=largest_first)]
    drawn = drawn_of(entries)
    things = "trusts in this list" if chosen else "trusts on record"
    title = finding(entries, lambda entry: entry.label, things=things)
    first = alike[0]
    parts = parts_of(drawn, figures)
    return Chart(
        id="chart-trusts",
        title=title,
        counted=counted_by_trust(first),
        drawings=draw_bars("chart-trusts", title, drawn, parts),
        short=draw_bars("chart-trusts", title, drawn[:BARS_ON_A_CARD], parts)[0].svg,
        source=source_line(figures_in(entries)),
        of="Trust",
        rows=rows_of(entries),
        coverage=[
            *coverage(strike, entries, drawn, first_day, chosen=chosen),
            *set_aside(alike, figures),
            *comes_to(alike, figures),
        ],
    )


def largest_first(figure: FlatFigure) -> tuple[bool, float, str]:
    missing = figure.shown.value is None
    return missing, 0 if missing else -value_of(figure), figure.subject_name


def trust_entry(figure: FlatFigure, marked: int | None) -> Entry:
    name = figure_words.place(figure)
    return Entry(name, short_name(name), figure, marked=figure.pk == marked)


def drawn_of(entries: Sequence[Entry]) -> list[Entry]:
    """All, or the largest and the one that is marked."""
    if len(entries) <= MOST_BARS:
        return list(entries)
    return [entry for n, entry in enumerate(entries) if n < MOST_BARS or entry.marked]


def counted_by_trust(figure: FlatFigure) -> str:
    said = f"{kind_in_words(figure)}, {figure_words.when(figure)}, by trust."
    return f"{said} {NOT_A_RATE}" if figure.measure.kind == Measure.Kind.COUNT else said


def parts_of(drawn: Sequence[Entry], figures: Collection[FlatFigure]) -> Parts | None:
    """Where each of the drawn numbers is the sum of the same two kinds, as the desk has recorded.

    One query.
    """
    wholes = {entry.figure.pk: entry.figure for entry in drawn}
    parts = defaultdict(list)
    known = {figure.pk: figure for figure in held(figures)}
    listed = PartList.parts.through.objects.filter(
        partlist__whole__in=wholes, partlist__axis=PartList.Axis.MEASURE, partlist__complete=True
    )
    for whole, part in listed.values_list("partlist__whole", "disruptionfigure"):
        if part in known:
            parts[whole].append(known[part])
    measures = {frozenset(part.measure for part in parts[whole]) for whole in wholes}
    if len(measures) != 1 or len(pair := measures.pop()) != 2:
        return None
    if not all(adds_up(whole, parts[pk]) for pk, whole in wholes.items()):
        return None
    first, second = sorted(pair, key=lambda measure: -larger_of(measure, parts.values()))
    return Parts(
        (first.name, second.name),
        {
            whole: value_of(part)
            for whole, found in parts.items()
            for part in found
            if part.measure == first
        },
    )


def adds_up(whole: FlatFigure, parts: Collection[FlatFigure]) -> bool:
    exact = whole.shown.value is not None and all_exact([whole, *parts])
    return exact and sum(part.shown.value for part in parts) == whole.shown.value


def larger_of(measure: Measure, groups: Iterable[Collection[FlatFigure]]) -> float:
    return sum(value_of(part) for group in groups for part in group if part.measure == measure)
