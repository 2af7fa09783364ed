"""A running total over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.numbers import format_number

from .elements import About, dot, em, kind, line, per, svg, text
from .plots import PLOT, axis, height_of
from .scales import Say, largest, share, ticks


@dataclass(frozen=True)
class Point:
    """`at` is where it lies in time, in any unit."""

    at: float
    label: str
    said: str
    value: float
    marked: bool = False


def lines(points: Sequence[Point], about: About, *, say: Say = format_number) -> str:
    """A running total over time, from nought: a dot for each record, the first and last named."""
    if not points:
        return ""
    points = sorted(points, key=lambda point: point.at)
    marks = ticks(largest(point.value for point in points))
    top, begin = float(marks[-1]), points[0].at
    long = (points[-1].at - begin) or 1.0
    places = [
        (3 + (PLOT - 6) * (point.at - begin) / long, height_of(share(point.value, top)))
        for point in points
    ]
    drawn = axis(marks, say, numbered=True)
    drawn += [
        line("line", em(y1), em(y2), per(x1), per(x2)) for (x1, y1), (x2, y2) in pairwise(places)
    ]
    drawn += [
        dot(kind("dot", point.marked), x, y) for point, (x, y) in zip(points, places, strict=True)
    ]
    drawn += named_ends(points, places)
    return svg("lines", about, height_of(0) + 1.9, drawn)


def named_ends(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    first, last = points[0], points[-1]
    foot = height_of(0) + 1.2
    (_, low), (x, high) = places[0], places[-1]
    drawn = [
        text(last.said, x, high - 0.7, "said", anchor="end"),
        text(last.label, PLOT, foot, "axis", anchor="end"),
    ]
    if len(points) > 1:
        drawn += [
            text(first.said, 0, min(low + 1.6, height_of(0) - 0.3), "said"),
            text(first.label, 0, foot, "axis"),
        ]
    return drawn
