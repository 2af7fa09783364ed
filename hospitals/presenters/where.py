"""A map of where trusts lie, over the areas of the integrated care boards of England.

It says where, never how much; a list says the same in words. Boundaries are those of July 2022: see
hospitals/boundaries/.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from hospitals.models import Trust
from lib import svg, words

BOUNDARIES = Path(__file__).resolve().parent.parent / "boundaries" / "icbs_2022.json"
# Boundaries are simplified, so a hospital by the sea may lie just outside: so near, in degrees.
NEAR = 0.2
# So many areas are named by the description; of more the list tells.
FEW = 9


@dataclass(frozen=True)
class Map:
    """`lists` are (board, [(trust, address)]), by name; `key` says what the dots are; `not_drawn`
    trusts elsewhere, or of which we do not know where they lie."""

    svg: SafeString
    title: str
    key: str
    lists: list[tuple[str, list[tuple[str, str]]]]
    not_drawn: list[tuple[str, str]]

    @property
    def count(self) -> int:
        return sum(len(trusts) for _, trusts in self.lists) + len(self.not_drawn)


@cache
def boards() -> tuple[svg.Shape, ...]:
    """The outline of each board, read once in a process."""
    return tuple(
        svg.Shape(each["name"], tuple(tuple(map(tuple, ring)) for ring in each["rings"]))
        for each in json.loads(BOUNDARIES.read_text())
    )


@lru_cache(maxsize=2000)
def board_at(longitude: float, latitude: float) -> str:
    """The name of the board in whose area a point lies, or is near to; "" of none."""
    for board in boards():
        if any(is_inside(ring, longitude, latitude) for ring in board.rings):
            return board.name
    distances = [
        (min(abs(x - longitude) + abs(y - latitude) for x, y in board.corners), board.name)
        for board in boards()
    ]
    distance, nearest = min(distances)
    return nearest if distance < NEAR else ""


def is_inside(ring: svg.maps.Ring, x: float, y: float) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def where(trusts: Iterable[Trust], *, key: str, hollow: Collection[int] = ()) -> Map | None:
    """A map of the trusts, those whose ids are `hollow` drawn as rings; None of nothing."""
    every = sorted(set(trusts), key=lambda trust: trust.name)
    boards_of = {trust: board_of(trust) for trust in every}
    drawn = [trust for trust, board in boards_of.items() if board]
    if not drawn:
        return None
    lists = defaultdict(list)
    for trust in drawn:
        lists[boards_of[trust]].append((trust.name, trust.get_absolute_url()))
    title = f"Where {words.few(len(drawn))} trusts lie" if len(drawn) > 1 else "Where it lies"
    told = words.join(sorted(lists)) if len(lists) < FEW else f"{len(lists)} areas, in the list"
    about = svg.About("map", title, f"A map of England. Shaded: {told}.")
    spots = [svg.Spot(trust.longitude, trust.latitude, trust.pk not in hollow) for trust in drawn]
    return Map(
        svg=mark_safe(svg.map_of(boards(), lists, spots, about)),
        title=title,
        key=key,
        lists=sorted(lists.items()),
        not_drawn=[
            (trust.name, trust.get_absolute_url())
            for trust, board in boards_of.items()
            if not board
        ],
    )


def board_of(trust: Trust) -> str:
    return board_at(trust.longitude, trust.latitude) if trust.latitude is not None else ""
