"""The list of figures: how many there are, what they come to, and a chart of those that compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, PublicFigure
from hospitals.models.public import PublicFigureQuerySet
from lib.numbers import format_number

from .adding import Total, total_of
from .charts.frame import Chart
from .charts.listed import of_chosen
from .figures import FigureLine, preferred_ids
from .flat import as_columns, flat_figures

# Of more, which would make half a page’s work, nothing is drawn or added up.
MOST = 600
CHOOSE = (
    "Figures that count the same are drawn beside each other, and added up where that is right: "
    "choose a strike, a trust or what is counted."
)
TOO_MANY = (
    f"Nothing is drawn or added up: more than {MOST} figures match. Choose what is counted, a "
    "strike or a trust as well."
)
ONE = "One figure alone is not drawn: its own page shows it among its like."
NOTHING_ALIKE = (
    "Nothing is drawn: no two of these figures count the same thing in the same way, or they are "
    "disputed."
)


@dataclass(frozen=True)
class Explored:
    """`count` in words. Where there is no chart, `no_chart` says why."""

    count: str
    charts: list[Chart] = field(default_factory=list)
    no_chart: str = ""
    total: Total | None = None


def explored(
    found: PublicFigureQuerySet, at: datetime, *, narrowed: bool, embed: str = ""
) -> Explored:
    """Of rows of `PublicFigure.objects.live(at).standing()`, all or, `narrowed`, those that were
    asked for; `embed` is where other sites frame the chart.

    One query where all are meant, or too many; else thirteen at most.
    """
    count = found.order_by().values("pk")[: MOST + 1].count()
    said = counted(count)
    if not count:
        return Explored(said)
    if not narrowed:
        return Explored(said, no_chart=CHOOSE)
    if count > MOST:
        return Explored(said, no_chart=TOO_MANY)
    latest = found.order_by("-period_end", "-figure_id")
    figures = flat_figures(as_columns(latest)[:MOST])
    preferred = preferred_ids(figures, at)
    chart = of_chosen(figures, preferred, at)
    no_chart = "" if chart else NOTHING_ALIKE if count > 1 else ONE
    charts = [replace(chart, embed=embed)] if chart else []
    return Explored(said, charts, no_chart, total_of(figures, preferred))


def counted(count: int) -> str:
    if count > MOST:
        return f"More than {MOST} figures"
    return f"{format_number(count)} {'figure' if count == 1 else 'figures'}"


@dataclass(frozen=True)
class Group:
    """Lines of one scope, where they are sorted by value; else all, without a heading."""

    heading: str
    lines: list[FigureLine]


def by_scope(rows: Sequence[PublicFigure], lines: Iterable[FigureLine]) -> list[Group]:
    """The lines of rows that are sorted by what they cover first."""
    pairs = zip(rows, lines, strict=True)
    return [
        Group(capfirst(DisruptionFigure.Basis(basis).label), [line for _, line in group])
        for basis, group in groupby(pairs, lambda pair: pair[0].basis)
    ]


def with_source(line: FigureLine, site_url: str) -> str:
    """The number for whoever copies it: in a sentence, with who said so, when, and its address."""
    said = ", ".join([capfirst(line.attribution), line.dated])
    notes = f" ({', '.join(line.notes)})" if line.notes else ""
    return f"{line.sentence}{notes}. {said}. {site_url}{line.url}"
