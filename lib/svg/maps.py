"""A map: where things are, never how much of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from math import cos, radians

from .elements import About
from .words import clean

Ring = tuple[tuple[float, float], ...]
# Units of the drawing: its width, and the radius of a dot.
WIDTH, DOT = 400, 6


@dataclass(frozen=True, eq=False)
class Shape:
    """Rings of (longitude, latitude). Known by itself, not by its corners: that is faster."""

    name: str
    rings: tuple[Ring, ...]

    @property
    def corners(self) -> Iterable[tuple[float, float]]:
        return (corner for ring in self.rings for corner in ring)


@dataclass(frozen=True)
class Spot:
    """`filled` or hollow, so that two kinds are told apart without colours."""

    longitude: float
    latitude: float
    filled: bool = True


@dataclass(frozen=True)
class Plane:
    """Degrees laid flat: east and west as they are at the middle of the land."""

    west: float
    north: float
    across: float
    down: float

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        east, south = longitude - self.west, self.north - latitude
        return round(east * self.across), round(south * self.down)


@cache
def plane(shapes: tuple[Shape, ...]) -> tuple[Plane, int]:
    """The plane on which all of them lie, and its height."""
    corners = [corner for shape in shapes for corner in shape.corners]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    across = (WIDTH - 2 * DOT) / (east - west)
    down = across / cos(radians((south + north) / 2))
    margin = DOT / across, DOT / down
    height = round((north - south) * down + 2 * DOT)
    return Plane(west - margin[0], north + margin[1], across, down), height


@cache
def paths(shapes: tuple[Shape, ...]) -> dict[str, str]:
    """{name of a shape: its outline}, in whole units; worked out once."""
    flat, _ = plane(shapes)
    return {
        shape.name: "".join(
            f"M{'L'.join(' '.join(map(str, flat.at(*corner))) for corner in ring)}Z"
            for ring in shape.rings
        )
        for shape in shapes
    }


def map_of(
    shapes: tuple[Shape, ...], shaded: Iterable[str], spots: Sequence[Spot], about: About
) -> str:
    """All shapes in outline, those named in `shaded` filled, and the spots over them."""
    flat, height = plane(shapes)
    wanted = set(shaded)
    drawn = [
        f'<path class="land{" here" if name in wanted else ""}" d="{path}"/>'
        for name, path in paths(shapes).items()
    ]
    for spot in sorted(spots, key=lambda each: each.filled):
        x, y = flat.at(spot.longitude, spot.latitude)
        look = "dot" if spot.filled else "hollow"
        drawn.append(f'<circle class="{look}" cx="{x}" cy="{y}" r="{DOT}"/>')
    name = escape(about.id)
    return (
        f'<svg class="graph graph-map" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        'xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(clean(about.title))}</title>'
        f'<desc id="{name}-desc">{escape(clean(about.desc))}</desc>'
        f"{''.join(drawn)}</svg>"
    )
