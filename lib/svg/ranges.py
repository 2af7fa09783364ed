"""What was said inexactly: bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.numbers import format_number

from .bars import missing_bar
from .elements import About, dot, em, kind, line, lines_of, per, rect, svg, text
from .scales import Say, share, ticks
from .words import room_beside


@dataclass(frozen=True)
class Span:
    """What was said inexactly: from `low` to `high`, None where that end is open.

    `dot` is the number itself where it was said to be that, or about that.
    """

    label: str
    said: str = ""
    low: float | None = None
    high: float | None = None
    dot: float | None = None
    missing: str = ""
    marked: bool = False

    @property
    def furthest(self) -> float:
        return max(end for end in (self.low, self.high, self.dot, 0.0) if end is not None)


def ranges(rows: Sequence[Span], about: About, *, say: Say = format_number) -> str:
    """From nought: a dot is a number said exactly, a band is as wide as the words, and dots run on
    where there is no upper end."""
    if not rows:
        return ""
    marks = ticks(max(row.furthest for row in rows), most=3)
    top, room = float(marks[-1]), room_beside(row.said for row in rows)
    y, drawn = 0.0, []
    for row in rows:
        label, y = lines_of(row.label, y)
        drawn += label + span(row, y, top, room)
        y += 1.65
    scale = [line("base", "0", em(y), "0", "0")]
    for n, mark in enumerate(marks):
        x = share(float(mark), top) * room
        scale.append(line("grid", "0", em(y), per(x), per(x)))
        scale.append(text(say(mark), x, y + 1.1, "axis", anchor="middle" if n else ""))
    return svg("ranges", about, y + 1.6, [*scale, *drawn])


def span(row: Span, y: float, top: float, room: float) -> list[str]:
    if row.low is None and row.high is None and row.dot is None:
        return missing_bar(row.missing, y)
    middle, drawn = y + 0.5, []
    end = share(row.furthest, top) * room
    if row.high is None and row.low is not None:
        start, end = end, end + 12
        drawn += [line("on", em(middle), em(middle), per(start), per(end))]
        drawn.append(dot(kind("dot", row.marked), start, middle))
    elif row.high is not None and row.low != row.high:
        low = share(row.low or 0, top) * room
        drawn.append(rect(kind("band", row.marked), low, end - low, y + 0.2, 0.6))
    if row.dot is not None:
        drawn.append(dot(kind("dot", row.marked), share(row.dot, top) * room, middle))
    return [*drawn, text(row.said, end, y + 0.85, "said", dx=0.7)]
