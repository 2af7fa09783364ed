"""The plot of columns and lines: its height, and its axis at the right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .elements import em, line, text
from .scales import Say, share

# They leave this much, in per cent, to the right for the axis.
PLOT = 84.0
TALL = 9.0


def height_of(part: float) -> float:
    """Where a value that takes this part of the plot's height ends, in em from above."""
    return 1.6 + TALL * (1 - part)


def axis(marks: Sequence[Decimal], say: Say, *, numbered: bool) -> list[str]:
    """Lines across at round numbers, their number at the right; that of nought is strong."""
    top, drawn = float(marks[-1]), []
    for mark in marks:
        y = height_of(share(float(mark), top))
        drawn.append(line("grid" if mark else "base", em(y), em(y), "0", "100%"))
        if numbered:
            drawn.append(text(say(mark), 100, y - 0.3, "axis", anchor="end"))
    return drawn
