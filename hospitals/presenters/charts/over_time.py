"""Columns over time, days or strikes: one series, or up to three on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from django.utils.text import capfirst

from hospitals.models import Measure
from hospitals.presenters.flat import FlatFigure

from .comparable import all_exact, best, held
from .drawing import draw_over_time
from .entries import Entry, figures_in, rows_of
from .frame import Chart
from .wording import at_place, finding, kind_in_words, place_in_short, source_line

MOST_SERIES = 3


def series_of(groups: Iterable[list[FlatFigure]]) -> list[list[FlatFigure]]:
    """Of groups, each of figures that are compared, those that are drawn; the best comes first.

    Several only of exact counts: others have no scale in common.
    """
    groups = [group for group in groups if len(held(group)) > 1]
    counts = [
        group
        for group in groups
        if group[0].measure.kind == Measure.Kind.COUNT and all_exact(held(group))
    ]
    found: list[list[FlatFigure]] = []
    while (first := best(counts)) and len(found) < MOST_SERIES:
        found.append(first)
        counts = [group for group in counts if group is not first and goes_with(group, first)]
    return found or [group for group in [best(groups)] if group]


def goes_with(group: Sequence[FlatFigure], other: Sequence[FlatFigure]) -> bool:
    """Whether both are of what happened, or both of what was expected; and of the same staff."""
    first, second = group[0], other[0]
    return (first.nature, first.staff_group_id) == (second.nature, second.staff_group_id)


def over_time(
    id: str,
    series: Sequence[Sequence[Entry]],
    *,
    of: str,
    when: str,
    limits: Sequence[str] = (),
    coverage: Sequence[str] = (),
) -> Chart:
    """Of one place; the columns are of `of`, "Day" or "Strike"."""
    first = figures_in(series[0])[0]
    headings = [kind_in_words(figures_in(entries)[0]) for entries in series]
    if len(series) > 1:
        title = f"{of} by {of.lower()} {at_place(first)}"
        counted = [f"{capfirst(when)}. All on one scale."]
    else:
        title = finding(series[0], named(of), where=place_in_short(first))
        counted = [f"{headings[0]}, {when}."]
    return Chart(
        id=id,
        title=title,
        counted=" ".join([*counted, *limits, *dashed(series)]),
        drawings=draw_over_time(id, title, series, headings),
        source=source_line([figure for entries in series for figure in figures_in(entries)]),
        of=of,
        rows=[
            row
            for entries, heading in zip(series, headings, strict=True)
            for row in rows_of(entries if len(series) == 1 else headed(entries, heading))
        ],
        coverage=list(coverage),
    )


def named(of: str) -> Callable[[Entry], str]:
    return lambda entry: f"the strike of {entry.name}" if of == "Strike" else entry.name


def headed(entries: Iterable[Entry], heading: str) -> list[Entry]:
    return [replace(entry, name=f"{heading}: {entry.name}") for entry in entries]


def dashed(series: Sequence[Sequence[Entry]]) -> list[str]:
    """Why some are drawn dashed, each reason once; that it is not nought."""
    reasons = dict.fromkeys(
        entry.missing for entries in series for entry in entries if entry.missing
    )
    return [f"Dashed: {', or '.join(reasons)}; that is not nought."] if reasons else []
