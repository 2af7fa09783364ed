"""What stands in a chart, one by one, and the table behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.text import capfirst

from hospitals.presenters import figure_words
from hospitals.presenters.figures import Said, said_in
from hospitals.presenters.flat import FlatFigure
from lib import svg
from lib.numbers import format_number

from .comparable import ends_of, value_of
from .frame import ChartRow

# Of a name in a chart, where every one is a trust's.
ENDINGS = (" NHS Foundation Trust", " NHS Trust")


@dataclass(frozen=True)
class Entry:
    """One thing in a chart: in full for the table, in short for the drawing.

    Without a figure `why` says so; `was` is what its source said before, drawn behind.
    """

    name: str
    label: str
    figure: FlatFigure | None
    why: str = ""
    under: str = ""
    was: float | None = None
    marked: bool = False

    @property
    def value(self) -> float | None:
        known = self.figure is not None and self.figure.shown.value is not None
        return value_of(self.figure) if known else None

    @property
    def said(self) -> str:
        return figure_words.number(self.figure.shown) if self.value is not None else ""

    @property
    def missing(self) -> str:
        if self.value is not None:
            return ""
        return figure_words.number(self.figure.shown) if self.figure else self.why

    def column(self) -> svg.Column:
        return svg.Column(
            self.label, self.said, self.value, self.missing, self.under, self.was, self.marked
        )

    def bar(self, part: float | None = None) -> svg.Bar:
        return svg.Bar(self.label, self.said, self.value, self.missing, part, self.marked)

    def span(self) -> svg.Span:
        label = " ".join(filter(None, [self.label, self.under]))
        if self.value is None:
            return svg.Span(label, missing=self.missing)
        low, high = ends_of(self.figure)
        about = self.figure.shown.how_exact in ("exact", "around")
        return svg.Span(
            label, self.said, low, high, self.value if about else None, marked=self.marked
        )


def figures_in(entries: Iterable[Entry]) -> list[FlatFigure]:
    return [entry.figure for entry in entries if entry.figure]


def short_name(name: str) -> str:
    """A trust's name without what all of them are called."""
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name.removeprefix("The ")


def rows_of(entries: Iterable[Entry]) -> list[ChartRow]:
    said = cache(said_in)
    return [row_of(entry, said) for entry in entries]


def row_of(entry: Entry, said: Callable[..., Said]) -> ChartRow:
    figure = entry.figure
    if figure is None:
        return ChartRow(entry.name, entry.why)
    return ChartRow(
        name=entry.name,
        number=figure_words.number(figure.shown),
        url=figure.get_absolute_url(),
        attribution=capfirst(said(figure.shown.evidence, figure.ends).text),
        note=returns(figure),
    )


def returns(figure: FlatFigure) -> str:
    revision = figure.shown
    if revision.returns_received is None:
        return ""
    received, expected = revision.returns_received, revision.returns_expected
    return f"returns from {format_number(received)} of {format_number(expected)}"
