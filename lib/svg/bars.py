"""Horizontal bars from nought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .elements import LETTERS, LINE, About, em, kind, line, lines_of, rect, svg, text
from .scales import largest, share
from .words import room_beside, shortened


@dataclass(frozen=True)
class Bar:
    """`value` None is missing, for the reason in `missing`. `part` is the first of two parts."""

    label: str
    said: str = ""
    value: float | None = None
    missing: str = ""
    part: float | None = None
    marked: bool = False


def bars(rows: Sequence[Bar], about: About, parts: tuple[str, str] | None = None) -> str:
    """Horizontal bars from nought, in the order given: label above, value at the end.

    `parts` are the names of the two parts of each, where they are split.
    """
    top = largest(row.value for row in rows)
    room = room_beside(row.said for row in rows)
    drawn, y = legend(parts) if parts else ([], 0.0)
    for row in rows:
        label, y = lines_of(row.label, y)
        drawn += label
        drawn += (
            missing_bar(row.missing, y)
            if row.value is None
            else [bar(row, row.value, y, top, room)]
        )
        y += 1.65
    drawn.append(line("base", "0", "100%", "0", "0"))
    return svg("bars", about, y, drawn) if rows else ""


def bar(row: Bar, value: float, y: float, top: float, room: float) -> str:
    whole, part = share(value, top) * room, row.part
    if part is None:
        drawn = rect(kind("bar", row.marked), 0, whole, y, 1)
    else:
        first = share(min(part, value), top) * room
        drawn = rect("bar", 0, first, y, 1) + rect("second", first, whole - first, y, 1)
    return drawn + text(row.said, whole, y + 0.85, "said", dx=0.4)


def missing_bar(why: str, y: float) -> list[str]:
    gap = line("gap", em(y + 0.5), em(y + 0.5), "0", "40%")
    return [gap, text(shortened(why, 24), 40, y + 0.85, "why", dx=0.4)]


def legend(parts: tuple[str, str]) -> tuple[list[str], float]:
    drawn: list[str] = []
    y = 0.0
    for name, key in zip(parts, ("bar", "second"), strict=True):
        square = f'<rect class="{key}" y="{em(y + 0.1)}" width="0.8em" height="0.8em"/>'
        drawn += [square, text(shortened(name, LETTERS), 0, y + 0.85, dx=1.2)]
        y += LINE
    return drawn, y + 0.4
