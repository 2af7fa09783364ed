"""What a number was, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.numbers import format_number

from .elements import About, dot, em, line, per, svg, text
from .scales import Say, marks_between


@dataclass(frozen=True)
class Stage:
    """A value that something has had, and since when."""

    said: str
    since: str
    value: float


def revised(stages: Sequence[Stage], about: About, *, say: Say = format_number) -> str:
    """What a number was, hollow, and what it is, marked, on a line of numbers.

    The line need not begin at nought: it carries no bars. The first and the last are named.
    """
    if len(stages) < 2:
        return ""
    values = [stage.value for stage in stages]
    low, high = min(values), max(values)
    wide = (high - low) or 1.0
    begin, end = low - wide / 3, high + wide / 3

    def place(value: float) -> float:
        return 100 * (value - begin) / (end - begin)

    first, last = stages[0], stages[-1]
    close = abs(place(first.value) - place(last.value)) < 34
    drawn, y = [], 0.0
    for stage in (first, last):
        x = place(stage.value)
        anchor = "start" if x < 15 else "end" if x > 85 else "middle"
        drawn.append(text(stage.said, x, y + 1, "said", anchor=anchor))
        drawn.append(text(stage.since, x, y + 2.2, "axis", anchor=anchor))
        y += 2.6 if close else 0
    middle = max(y, 2.6) + 0.7
    foot = middle + 1.2
    drawn.append(
        line("was", em(middle), em(middle), per(place(first.value)), per(place(last.value)))
    )
    drawn += [dot("hollow", place(stage.value), middle) for stage in stages[:-1]]
    drawn.append(dot("dot marked", place(last.value), middle))
    drawn.append(line("base", em(foot), em(foot), "0", "100%"))
    for mark in marks_between(begin, end):
        x = place(float(mark))
        drawn.append(line("base", em(foot), em(foot + 0.3), per(x), per(x)))
        drawn.append(text(say(mark), x, foot + 1.4, "axis", anchor="middle"))
    return svg("revised", about, foot + 1.8, drawn)
