"""Tiles by region: rates alone, since regions differ in size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.safestring import mark_safe

from hospitals.models import Area, Measure
from hospitals.presenters import figure_words
from hospitals.presenters.flat import FlatFigure
from hospitals.presenters.reference import reference
from lib import svg
from lib.numbers import format_number

from .comparable import best, days_of, kind_of
from .drawing import in_words
from .entries import Entry, rows_of
from .frame import Chart, Drawing
from .wording import kind_in_words, source_line

# {code of an NHS region: column and row, roughly where it lies}
PLACES = {
    "Y62": (0, 0),
    "Y63": (1, 0),
    "Y60": (0, 1),
    "Y61": (1, 1),
    "Y56": (2, 1),
    "Y58": (0, 2),
    "Y59": (1, 2),
}


def by_region(figures: Iterable[FlatFigure]) -> Chart | None:
    """Of comparable figures those of regions that are a share, or part of a whole that is known."""
    groups: dict[object, dict[int, FlatFigure]] = defaultdict(dict)
    for figure in figures:
        placed = figure.area_id and figure.area.code in PLACES
        if placed and figure.area.is_region and is_rate(figure):
            base = figure.shown.out_of_what
            groups[kind_of(figure), days_of(figure), base][figure.area_id] = figure
    alike = {figure.area_id: figure for figure in best(list(g.values()) for g in groups.values())}
    if not alike:
        return None
    first = next(iter(alike.values()))
    regions = [area for area in reference().areas.values() if area.code in PLACES]
    entries = [
        Entry(area.name, area.name, alike.get(area.pk), "none held")
        for area in sorted(regions, key=lambda area: PLACES[area.code][::-1])
    ]
    title = f"Rates on record for {len(alike)} of {len(entries)} regions"
    return Chart(
        id="chart-regions",
        title=title,
        counted=f"{kind_in_words(first)}, {figure_words.when(first)}{share_of(first)}. "
        "Dashed: none held; that is not nought.",
        drawings=[Drawing(mark_safe(drawn(entries, regions, title)))],
        source=source_line(list(alike.values())),
        of="Region",
        rows=rows_of(entries),
    )


def is_rate(figure: FlatFigure) -> bool:
    return figure.measure.kind == Measure.Kind.PERCENT or figure.shown.rate() is not None


def share_of(figure: FlatFigure) -> str:
    if figure.measure.kind == Measure.Kind.PERCENT:
        return ""
    return f", in per cent of {figure.shown.out_of_what or 'the whole that was given'}"


def drawn(entries: list[Entry], regions: Iterable[Area], title: str) -> str:
    codes = {area.name: area.code for area in regions}
    cells = [
        svg.Tile(*PLACES[codes[entry.name]], entry.name, *rate_of(entry), entry.missing)
        for entry in entries
    ]
    return svg.tiles(cells, svg.About("chart-regions", title, in_words(entries)))


def rate_of(entry: Entry) -> tuple[str, float | None]:
    if entry.value is None:
        return "", None
    if entry.figure.measure.kind == Measure.Kind.PERCENT:
        return entry.said, entry.value
    rate = entry.figure.shown.rate()
    return f"{format_number(rate)}%", float(rate)
