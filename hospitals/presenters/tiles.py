"""A number seen at a size of its own: who says so first, its date with it, its rivals beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from hospitals.models import DisruptionFigure, PublicFigure
from hospitals.models.figures import counted_apart

from .figures import FigureLine, lines_of, preferred_ids, shown_figures


@dataclass(frozen=True)
class Tile:
    """A figure with all that are about the same thing: the one to use first, the others after it
    at the same size."""

    lines: list[FigureLine]


def tiles(rows: Collection[PublicFigure], at: datetime) -> list[Tile]:
    """A Tile of each row, which came `for_lines()`; rivals of one another share the first's."""
    things = {row.thing for row in rows}
    around = PublicFigure.objects.live(at).standing().filter(thing__in=things)
    others = around.exclude(figure__in=[row.figure_id for row in rows]).for_lines()
    everything = [*rows, *others.order_by("figure")]
    thing_of = {row.figure_id: row.thing for row in everything}
    figures = shown_figures(everything)
    made = {line.id: line for line in lines_of(figures, preferred_ids(figures, at))}
    found, shown = [], set()
    for figure in figures[: len(rows)]:
        if figure.pk in shown:
            continue
        together = [
            other
            for other in figures
            if thing_of[other.pk] == thing_of[figure.pk] and not are_two_things(figure, other)
        ]
        shown |= {each.pk for each in together}
        found.append(Tile(sorted((made[each.pk] for each in together), key=is_behind)))
    return found


def are_two_things(figure: DisruptionFigure, other: DisruptionFigure) -> bool:
    """What one source counts of two kinds of service: see `FigureQuerySet.rivals_of`."""
    return figure.source_id == other.source_id and counted_apart(figure, other)


def is_behind(line: FigureLine) -> bool:
    return line.behind
