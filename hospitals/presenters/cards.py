"""Share cards of figures, strikes, disputes and places: see `lib.cards`."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import capfirst

from lib.cards import Card, Tile

from .areas import AreaPage
from .charts.frame import Chart
from .disputes import DisputePage
from .figures import FigureLine
from .one_figure import FigurePage
from .places import HospitalPage
from .strikes import StrikePage
from .trusts import TrustPage

# Beside each other, of one size.
MOST_TILES = 2


def figure_card(page: FigurePage, site: str) -> Card | None:
    """Who says so, then the number, with its rival; None of a figure that is withdrawn.

    A number that is disputed, or has more rivals than fit, is no larger than text.
    """
    line = page.line
    if line is None:
        return None
    every = sorted([line, *page.rivals], key=lambda each: each.behind)
    seen = len(every) <= MOST_TILES and not any(each.disputed or each.missing for each in every)
    about = {"kind": "figure", "key": str(page.id), "site": site, "kicker": "Figure"}
    foot = capfirst(line.dated)
    if seen:
        return Card(**about, tiles=tuple(tile(each) for each in every), foot=foot)
    others = "Others say otherwise: see the page." if page.rivals else ""
    return Card(
        **about,
        who=capfirst(line.attribution),
        words=" ".join(filter(None, [f"{page.sentence}.", others])),
        quiet=True,
        warning="Disputed" if line.disputed else "",
        foot=foot,
    )


def tile(line: FigureLine) -> Tile:
    nature = f"{capfirst(line.nature)}: " if line.nature else ""
    what = " ".join(filter(None, [line.out_of, line.what]))
    return Tile(
        capfirst(line.attribution),
        f"{nature}{line.number}",
        f"{what}, {line.where}, {line.when}",
    )


def strike_card(page: StrikePage, site: str) -> Card:
    called = f"Called by {page.unions}" if page.unions else ""
    return Card(
        kind="strike",
        key=page.slug,
        site=site,
        kicker="Strike",
        words=page.title,
        foot=" · ".join(filter(None, [capfirst(page.when), called])),
        **chart(page.charts),
    )


def dispute_card(page: DisputePage, site: str) -> Card:
    return Card(
        kind="dispute",
        key=page.slug,
        site=site,
        kicker="Dispute",
        words=page.title,
        foot=page.unions,
        **chart(page.charts),
    )


PLACES = {"trust": "NHS trust", "hospital": "Hospital", "area": "Area"}


def place_card(kind: str, key: str, page: TrustPage | HospitalPage | AreaPage, site: str) -> Card:
    """`kind` is one of PLACES, `key` the slug of the place."""
    return Card(
        kind=kind,
        key=key,
        site=site,
        kicker=PLACES[kind],
        words=page.name,
        foot="Strikes here, what was postponed, and who says so",
        **chart(page.charts),
    )


def chart(charts: Sequence[Chart]) -> dict[str, str]:
    """The first chart, as much of it as fits, with what it counts and who says so."""
    if not charts:
        return {}
    first = charts[0]
    return {
        "chart": first.short or first.drawings[0].svg,
        "finding": first.title,
        "source": f"{first.counted} {first.source}",
    }
