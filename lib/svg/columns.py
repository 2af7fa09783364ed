"""Columns over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from lib.numbers import format_number

from .elements import LINE, About, em, kind, line, per, rect, svg, text
from .plots import PLOT, TALL, axis, height_of
from .scales import Say, largest, share, ticks
from .words import AXIS_LETTER, LETTER, NARROW, fits


@dataclass(frozen=True)
class Column:
    """`under` is a second line below, printed where it changes; `was` what stood there before."""

    label: str
    said: str = ""
    value: float | None = None
    missing: str = ""
    under: str = ""
    was: float | None = None
    marked: bool = False


def columns(
    rows: Sequence[Column],
    about: About,
    *,
    say: Say = format_number,
    top: float = 0,
    roomy: bool | None = None,
) -> str:
    """Columns over time, from nought, at least to `top`.

    Where there is no room to print every value, the highest, the newest and the marked ones are,
    and an axis stands at the right, outside the plot.
    """
    if not rows:
        return ""
    roomy = is_roomy(rows) if roomy is None else roomy
    top = max(top, furthest(rows))
    marks = [Decimal(0)] if roomy else ticks(top)
    top = top if roomy else float(marks[-1])
    width = (100 if roomy else PLOT) / len(rows)
    named = set(range(len(rows))) if roomy else to_name(rows, width, top)
    drawn = axis(marks, say, numbered=not roomy)
    for n, row in enumerate(rows):
        drawn += column(row, n * width, width, top, n in named)
    below, bottom = labels_below(rows, width)
    return svg("columns", about, bottom, [*drawn, *below])


def small_multiples(
    series: Sequence[tuple[About, Sequence[Column]]], *, say: Say = format_number
) -> list[str]:
    """Several drawings of columns on one scale."""
    top = max((furthest(rows) for _, rows in series), default=0)
    roomy = all(is_roomy(rows) for _, rows in series)
    return [columns(rows, about, say=say, top=top, roomy=roomy) for about, rows in series]


def is_roomy(rows: Sequence[Column]) -> bool:
    """Whether every value has room on its column."""
    return all(fits(row.said, 100 / len(rows)) for row in rows)


def furthest(rows: Sequence[Column]) -> float:
    return max(largest(row.value for row in rows), largest(row.was for row in rows))


def column(row: Column, x: float, width: float, top: float, named: bool) -> list[str]:
    left, wide, middle = x + 0.14 * width, 0.72 * width, x + width / 2
    if row.value is None:
        drawn = [rect("gap", left, wide, height_of(0) - 1.6, 1.6)]
        if fits(row.missing, width):
            why = text(row.missing, middle, height_of(0) - 2, "why", anchor="middle")
            drawn.append(why)
        return drawn
    y = height_of(share(row.value, top))
    drawn = [rect(kind("bar", row.marked), left, wide, y, height_of(0) - y)]
    if row.was is not None:
        old, from_, to = em(height_of(share(row.was, top))), per(x), per(x + width)
        drawn += [line("under-was", old, old, from_, to), line("was", old, old, from_, to)]
    if named:
        drawn.append(text(row.said, middle, y - 0.4, "said", anchor="middle"))
    return drawn


def to_name(rows: Sequence[Column], width: float, top: float) -> set[int]:
    """The highest, the newest and the marked ones, but none that would print over another."""
    held = [(row.value, n) for n, row in enumerate(rows) if row.value is not None]
    if not held:
        return set()
    highest = max(held, key=lambda pair: (pair[0], -pair[1]))[1]
    wanted = [n for n, row in enumerate(rows) if row.marked and row.value is not None]
    named: list[int] = []
    for n in [*wanted, highest, held[-1][1]]:
        if not any(over(rows, n, other, width, top) for other in named):
            named.append(n)
    return set(named)


def over(rows: Sequence[Column], n: int, other: int, width: float, top: float) -> bool:
    """Whether the numbers on two columns would touch on a telephone."""
    letters = (len(rows[n].said) + len(rows[other].said)) / 2
    beside = abs(n - other) * width / 100 * NARROW < letters * LETTER + 0.5
    apart = abs(share(rows[n].value or 0, top) - share(rows[other].value or 0, top)) * TALL
    return beside and apart < LINE


def labels_below(rows: Sequence[Column], width: float) -> tuple[list[str], float]:
    """A label for each; on a telephone as many as have room there. The second line where it
    changes."""
    widest = max(len(row.label) for row in rows) * AXIS_LETTER + 0.3
    step = max(1, ceil(widest / (width / 100 * NARROW)))
    foot, before, drawn = height_of(0) + 1.2, "", []
    for n, row in enumerate(rows):
        middle = (n + 0.5) * width
        look = "axis spare" if n % step else "axis"
        drawn.append(text(row.label, middle, foot, look, anchor="middle"))
        if row.under != before:
            drawn.append(text(row.under, middle, foot + LINE, "axis", anchor="middle"))
        before = row.under
    return drawn, foot + (LINE if any(row.under for row in rows) else 0) + 0.5
