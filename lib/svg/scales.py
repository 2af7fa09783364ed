"""Scales: how long a value is drawn, and the round numbers at which an axis is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from math import ceil, floor, log10

# How a mark of an axis is printed.
Say = Callable[[Decimal], str]
MOST_TICKS = 4


def largest(values: Iterable[float | None]) -> float:
    return max((value for value in values if value is not None), default=0.0)


def share(value: float, top: float) -> float:
    """How much of the whole length a value takes: nought of nothing."""
    return value / top if top else 0.0


def ticks(top: float, most: int = MOST_TICKS) -> list[Decimal]:
    """Round numbers from nought to the first at or beyond `top`, at most `most` steps."""
    step = round_step(top, most)
    count = max(1, ceil(Decimal(top) / step))
    return [step * n for n in range(count + 1)]


def round_step(wide: float, most: int) -> Decimal:
    """The smallest of 1, 2, 2.5, 5, 10 … times a power of ten that covers it in `most` steps.

    Not less than one where there is room for one: most things are counted whole.
    """
    if wide <= 0:
        return Decimal(1)
    power = floor(log10(wide / most))
    step = next(
        step
        for step in (Decimal(first).scaleb(power) for first in ("1", "2", "2.5", "5", "10", "20"))
        if step * most >= Decimal(wide)
    )
    return max(step, Decimal(1)) if wide >= 1 else step


def marks_between(begin: float, end: float) -> list[Decimal]:
    """Round numbers inside a stretch, not so near its ends that their words would stick out."""
    step, inset = round_step(end - begin, 4), (end - begin) / 12
    first, last = ceil(Decimal(begin + inset) / step), floor(Decimal(end - inset) / step)
    return [step * n for n in range(first, last + 1)]
