"""Regions, roughly where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from .elements import About, rect, svg, text
from .scales import largest, share
from .words import LETTER, NARROW, shortened, wrapped


@dataclass(frozen=True)
class Tile:
    """A region in column and row, roughly where it lies; `value` None is missing."""

    column: int
    row: int
    name: str
    said: str = ""
    value: float | None = None
    missing: str = ""


def tiles(cells: Sequence[Tile], about: About) -> str:
    """A tile for each region, with its name and its value; a bar in it is the value, from nought.

    Dashed: nothing is held.
    """
    if not cells:
        return ""
    across = 1 + max(tile.column for tile in cells)
    top = largest(tile.value for tile in cells)
    width, tall = 100 / across, 5.6
    drawn = [part for tile in cells for part in one_tile(tile, width, tall, top)]
    return svg("tiles", about, (1 + max(tile.row for tile in cells)) * (tall + 0.4), drawn)


def one_tile(tile: Tile, width: float, tall: float, top: float) -> list[str]:
    x, y, wide = tile.column * width, tile.row * (tall + 0.4) + 0.1, width - 1.5
    held = tile.value is not None
    drawn = [rect("region" if held else "gap", x, wide, y, tall)]
    fitting = max(6, floor((wide / 100 * NARROW - 1) / LETTER))
    for n, words in enumerate(wrapped(tile.name, fitting, 3)):
        drawn.append(text(words, x, y + 1.3 + n * 1.15, dx=0.5))
    said, look = (tile.said, "said") if held else (tile.missing, "why")
    drawn.append(text(shortened(said, fitting), x, y + tall - 0.8, look, dx=0.5))
    if tile.value is not None:
        drawn.append(rect("bar", x, wide * share(tile.value, top), y + tall - 0.4, 0.4))
    return drawn
