"""The frame of a chart: the finding, what is counted and its limit, who says so, the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from lib import svg
from lib.addresses import address

# Of a drawing’s letters, and what the words around a drawing take in a narrow frame; in pixels.
EM, WORDS = 13, 450


@dataclass(frozen=True)
class Drawing:
    """An SVG; `heading` where a chart has several."""

    svg: SafeString
    heading: str = ""

    @property
    def height(self) -> int:
        """In pixels, of letters of the usual size."""
        return round(EM * svg.height(self.svg))


@dataclass(frozen=True)
class ChartRow:
    """A line of the table behind a chart; without a figure `number` says why there is none."""

    name: str
    number: str
    url: str = ""
    attribution: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """`id` is unique in the page; `of` heads the first column of the table.

    `short` is the beginning of a drawing that is too long for a card.
    `embed` is its address for the frames of other sites, where it has one.
    """

    id: str
    title: str
    counted: str
    drawings: list[Drawing]
    source: str
    of: str
    rows: list[ChartRow]
    coverage: list[str] = field(default_factory=list)
    short: str = ""
    embed: str = ""

    @property
    def name(self) -> str:
        """ "trusts", "days": what it is called among the charts of its page."""
        return self.id.removeprefix("chart-")

    @property
    def height(self) -> int:
        """About what it takes in a frame of another site, with its words, in pixels."""
        return WORDS + sum(drawing.height for drawing in self.drawings)


def with_embeds(charts: Iterable[Chart], kind: str, slug: str) -> list[Chart]:
    """The charts of a page of "strikes" or "disputes", with where each is to be framed."""
    return [
        replace(chart, embed=address(f"hospitals:embed_{kind}", slug, chart.name))
        for chart in charts
    ]
