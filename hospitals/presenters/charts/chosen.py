"""A table or a chart of figures that somebody chose: what they have in common, what each is called,
and whether they may stand in one chart.

The figures know their names, and as `shown` the value that is printed. No queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, Measure
from hospitals.presenters import figure_words
from hospitals.totals import subject_key
from lib import words

from .by_trust import NOT_A_RATE, largest_first
from .comparable import Basis, all_exact, held, kind_of, why_not_charted
from .drawing import draw_bars, draw_over_time
from .entries import Entry, short_name
from .figures import line_of
from .frame import Drawing
from .wording import at_place, care_in_words, with_nature

MOST_BARS = 20
# What two figures of different kinds differ in, in words for the desk.
DIFFERS = {
    "measure": "in what is counted",
    "nature": "in whether it happened or was expected",
    "basis": "in the stretch of time that they count over",
    "setting": "in the kind of hospital care",
    "service": "in the service",
    "staff_group": "in whose strike it is",
    "counted_note": "in how it was counted",
}


@dataclass(frozen=True)
class Named:
    """What the rows are (`of` heads their names), the name of each, and what all have in common."""

    of: str
    names: list[str]
    counted: str


PARTS: dict[str, Callable[[DisruptionFigure], str]] = {
    "what": lambda figure: with_nature(figure, figure_words.what(figure)),
    "care": care_in_words,
    "who": lambda figure: (
        "" if figure_words.counts_its_staff(figure) else figure_words.staff(figure)
    ),
    "where": figure_words.place,
    "when": figure_words.when,
}


def named(figures: Sequence[DisruptionFigure]) -> Named:
    """Each by what it differs in from the others; the rest is said once, of all of them."""
    told = {part: [say(figure) for figure in figures] for part, say in PARTS.items()}
    differ = [part for part, said in told.items() if len(set(said)) > 1] or ["where"]
    # The name of what is counted is long: where there is more to a name, it comes last.
    in_order = sorted(differ, key=["where", "when", "who", "what", "care"].index)
    return Named(
        of=heading(in_order, figures),
        names=[
            capfirst(", ".join(filter(None, parts)))
            for parts in zip(*(told[part] for part in in_order), strict=True)
        ],
        counted=in_common([part for part in PARTS if part not in differ], figures[0]),
    )


def heading(parts: Sequence[str], figures: Sequence[DisruptionFigure]) -> str:
    if parts == ["where"]:
        kinds = {figure_words.kind_of_place(figure) for figure in figures}
        return capfirst(kinds.pop()) if len(kinds) == 1 else "Place"
    return {"when": "When", "what": "What is counted", "who": "Staff"}.get(parts[0], "What")


def in_common(parts: Sequence[str], figure: DisruptionFigure) -> str:
    """ "Operations postponed, acute hospitals, at Southampton General, 12 January 2016."."""
    said = [at_place(figure) if part == "where" else PARTS[part](figure) for part in parts]
    text = ", ".join(filter(None, said))
    return f"{capfirst(text)}." if text else ""


# Charts


def why_not(figures: Sequence[DisruptionFigure]) -> list[str]:
    """Sentences that say which of the figures may not stand in one chart, and why; [] where all
    may."""
    found = [*not_charted(figures), *unlike(figures)]
    if found:
        return found
    if len(held(figures)) < 2:
        return ["A chart compares at least two numbers: make a table of it, or name more figures."]
    if len(figures) > MOST_BARS:
        return [f"A chart has up to {MOST_BARS} figures, and these are {len(figures)}."]
    return [*over_each_other(figures)]


def not_charted(figures: Sequence[DisruptionFigure]) -> Iterator[str]:
    for figure in figures:
        if why := why_not_charted(figure):
            yield f"Figure {figure.pk} {why}."


def unlike(figures: Sequence[DisruptionFigure]) -> Iterator[str]:
    """Of those of another kind than most, what they differ in from the first of these."""
    kinds = [kind_of(figure) for figure in figures]
    most = Counter(kinds).most_common(1)[0][0]
    like = figures[kinds.index(most)].pk
    for figure, kind in zip(figures, kinds, strict=True):
        ways = [say for name, say in DIFFERS.items() if getattr(kind, name) != getattr(most, name)]
        if ways:
            yield (
                f"Figure {figure.pk} cannot be compared with figure {like}: they differ "
                f"{words.join(ways)}."
            )


def over_each_other(figures: Sequence[DisruptionFigure]) -> Iterator[str]:
    """A chart takes one number for each place, or for each time at one place."""
    known: dict[object, int] = {}
    for figure in figures:
        spot = subject_key(figure), time_of(figure)
        if spot in known:
            yield (
                f"Figures {known[spot]} and {figure.pk} are two numbers for one place and time: "
                "choose one of them."
            )
        known.setdefault(spot, figure.pk)
    if several(figures, subject_key) and several(figures, time_of):
        yield "They differ in place and in time: a chart compares one of the two."
    totals = figures[0].basis == Basis.RUNNING_TOTAL
    if totals and several(figures, lambda figure: figure.period_start):
        yield "Their running totals begin on different days."


def several(
    figures: Sequence[DisruptionFigure], part: Callable[[DisruptionFigure], object]
) -> bool:
    return len({part(figure) for figure in figures}) > 1


def time_of(figure: DisruptionFigure) -> object:
    if figure.basis == Basis.WHOLE_STRIKE:
        return figure.strike_id
    return figure.period_start, figure.period_end


def in_drawn_order(figures: Sequence[DisruptionFigure]) -> list[DisruptionFigure]:
    """Places the largest first, times in their order."""
    if several(figures, time_of):
        return sorted(figures, key=lambda figure: (figure.period_start, figure.period_end))
    return sorted(figures, key=largest_first)


def drawn(id: str, title: str, figures: Sequence[DisruptionFigure]) -> list[Drawing]:
    """The drawing of figures that `in_drawn_order` has put in order and `why_not` lets stand."""
    if not several(figures, time_of):
        return draw_bars(id, title, [of_place(figure) for figure in figures])
    entries = [of_time(figure) for figure in figures]
    if figures[0].basis == Basis.RUNNING_TOTAL and len(held(figures)) == len(figures):
        return (
            [Drawing(line_of(entries, title, id))]
            if all_exact(figures)
            else draw_bars(id, title, entries)
        )
    return draw_over_time(id, title, [entries], [""])


def of_place(figure: DisruptionFigure) -> Entry:
    name = figure_words.place(figure)
    return Entry(name, short_name(name), figure)


def of_time(figure: DisruptionFigure) -> Entry:
    day = figure.period_start
    if figure.basis == Basis.ONE_DAY:
        return Entry(words.weekday(day), words.short_day(day), figure)
    return Entry(
        figure_words.when(figure), words.short_month(day), figure, under=words.short_year(day)
    )


def limits(figures: Sequence[DisruptionFigure]) -> str:
    """What a reader of the chart should know: that it is no rate, that dashed is not nought."""
    first, by_place = figures[0], not several(figures, time_of)
    said = []
    if by_place and first.trust_id and first.measure.kind == Measure.Kind.COUNT:
        said.append(NOT_A_RATE)
    why = dict.fromkeys(
        figure_words.number(figure.shown) for figure in figures if figure.shown.value is None
    )
    if why:
        said.append(f"Dashed: {', or '.join(why)}; that is not nought.")
    return " ".join(said)
