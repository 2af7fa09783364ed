"""Tables and charts in a story: the words that the version keeps, with who says so as of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ..markup.graphics import Placed, parts
from ..markup.margin import Annotator, Says
from ..models import PublishedVersion
from .cited import CitedFigure, QuotedWords

Records = Mapping[str, CitedFigure | QuotedWords]


@dataclass(frozen=True)
class GraphicRow:
    """One figure as the version prints it; `cited` is None where readers may not see it any more.

    `print_number` is that of its note on paper.
    """

    id: int
    name: str
    number: str
    out_of: str
    cited: CitedFigure | None
    print_number: int | None = None

    @property
    def stands(self) -> bool:
        return self.cited is not None and not self.cited.withdrawn

    @property
    def since(self) -> list[str]:
        return self.cited.since if self.cited else []


@dataclass(frozen=True)
class ShownGraphic:
    """`title` and `caption` are HTML; `of` heads the names of the rows; `drawing` is a chart's."""

    kind: str
    title: SafeString
    caption: SafeString
    counted: str
    of: str
    rows: list[GraphicRow]
    drawing: SafeString

    @property
    def sources(self) -> list[Says]:
        """Who says so and when, each once."""
        said = [replace(row.cited.says, since="") for row in self.rows if row.stands]
        return list(dict.fromkeys(said))

    @property
    def one_source(self) -> Says | None:
        """Where all of it is of one source, which is then said once."""
        alike = len(self.sources) == 1 and all(row.stands for row in self.rows)
        return self.sources[0] if alike else None


def graphic(place: Placed, kept: Mapping[str, Any], records: Records) -> ShownGraphic:
    """Of what the version keeps of it."""
    return ShownGraphic(
        kind=kept["kind"],
        title=mark_safe(place.title),
        caption=mark_safe(place.caption),
        counted=kept["counted"],
        of=kept["of"],
        rows=[
            GraphicRow(
                row["figure"],
                row["name"],
                row["number"],
                row["out_of"],
                records.get(f"figure-{row['figure']}"),
            )
            for row in kept["rows"]
        ],
        drawing=mark_safe(kept["drawing"]),
    )


def shown_graphics(version: PublishedVersion, records: Records) -> list[ShownGraphic]:
    return [
        graphic(part, version.graphics[part.number - 1], records)
        for part in parts(version.body_html)
        if isinstance(part, Placed)
    ]


def page_body(html: str, graphics: list[ShownGraphic], annotator: Annotator) -> SafeString:
    """A rendered body with its tables and charts, all of it with the margin of sources."""
    written = []
    for part in parts(html):
        if isinstance(part, Placed):
            shown = annotated(graphics[part.number - 1], annotator)
            written.append(render_to_string("articles/graphic.html", {"graphic": shown}))
        else:
            written.append(annotator.write(part))
    return mark_safe("".join(written))


def annotated(graphic: ShownGraphic, annotator: Annotator) -> ShownGraphic:
    """In the order of the page: the title, the rows, the caption."""
    return replace(
        graphic,
        title=annotator.write(graphic.title),
        rows=[
            replace(row, print_number=row.cited and annotator.number(row.cited.record))
            for row in graphic.rows
        ],
        caption=annotator.write(graphic.caption),
    )


def plain_body(html: str, graphics: list[ShownGraphic]) -> str:
    """The same for other pages than ours, which do not have our style: charts are tables too."""
    return "".join(
        part
        if isinstance(part, str)
        else render_to_string(
            "articles/graphic.html", {"graphic": graphics[part.number - 1], "plain": True}
        )
        for part in parts(html)
    )
