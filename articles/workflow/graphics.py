"""The tables and charts of a working copy: what speaks against them, and what a version keeps.

A version keeps the words of each cell and the drawing, as it keeps its text. Who says so is asked
anew for each reader, since terms may tighten: `articles.presenters.graphics`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.presenters import figure_words
from hospitals.presenters.charts import chosen
from hospitals.presenters.reference import with_names

from .. import markup
from ..models import Citation
from .cited import Cited
from .problem import STOP, Problem

# {id of a figure: the revision that is printed}
Printed = Mapping[int, FigureRevision]


def printed_in(cited: Iterable[Cited]) -> Printed:
    return {
        revision.figure_id: revision
        for each in cited
        if each.kind == "figure"
        for revision in each.revisions
    }


def graphic_problems(body: str, cited: Iterable[Cited]) -> Iterator[Problem]:
    """Charts of what cannot be compared. What speaks against a figure of its own is said of its
    mark: see `cited_problems`."""
    printed = printed_in(cited)
    for graphic in markup.graphics_in(body):
        if graphic.kind != "chart" or not all(pk in printed for pk in graphic.figures):
            continue
        for sentence in chosen.why_not([shown(printed[pk]) for pk in graphic.figures]):
            yield Problem(
                STOP,
                Citation.Place.BODY,
                f"the chart “{graphic.title}”: {sentence[:1].lower()}{sentence[1:]}",
                "not_comparable",
            )


def shown(revision: FigureRevision) -> DisruptionFigure:
    figure = revision.figure
    figure.shown = revision
    return figure


def graphics_of(body: str, cited: Iterable[Cited]) -> list[dict[str, Any]]:
    """What a version keeps of each table and chart, in order, in plain values."""
    printed = printed_in(cited)
    return [
        kept(number, graphic, with_names(shown(printed[pk]) for pk in graphic.figures))
        for number, graphic in enumerate(markup.graphics_in(body), start=1)
    ]


def drawable(body: str, cited: Iterable[Cited]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(title, what a version would keep) of each table and chart that can be made now."""
    for title, made in as_far_as_drawable(body, printed_in(cited)):
        if made is not None:
            yield title, made


def as_far_as_drawable(body: str, printed: Printed) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """The same for each, with None for what cannot be made of the figures that are `printed`."""
    for number, graphic in enumerate(markup.graphics_in(body), start=1):
        made = None
        if all(pk in printed for pk in graphic.figures):
            figures = with_names(shown(printed[pk]) for pk in graphic.figures)
            if graphic.kind == "table" or not chosen.why_not(figures):
                made = kept(number, graphic, figures)
        yield graphic.title, made


def kept(number: int, graphic: markup.Graphic, figures: list[DisruptionFigure]) -> dict[str, Any]:
    chart = graphic.kind == "chart"
    if chart:
        figures = chosen.in_drawn_order(figures)
    named = chosen.named(figures)
    drawings = chosen.drawn(f"graphic-{number}", graphic.title, figures) if chart else []
    limits = chosen.limits(figures) if chart else ""
    return {
        "kind": graphic.kind,
        "counted": " ".join(filter(None, [named.counted, limits])),
        "of": named.of,
        "rows": [row(name, figure) for name, figure in zip(named.names, figures, strict=True)],
        "drawing": "".join(drawing.svg for drawing in drawings),
    }


def row(name: str, figure: DisruptionFigure) -> dict[str, Any]:
    return {
        "figure": figure.pk,
        "name": name,
        "number": figure_words.number(figure.shown),
        "out_of": figure_words.out_of(figure.shown),
    }
