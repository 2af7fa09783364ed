"""The elements of a drawing. What lies across is in per cent, what lies down in em."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from .words import clean, wrapped

# A label has at most so many letters to a line, and so many lines; each is so high.
LETTERS, LINES, LINE = 44, 2, 1.3


@dataclass(frozen=True)
class About:
    """What the drawing is called, and what it shows in words. `id` is unique in the page."""

    id: str
    title: str
    desc: str


def svg(look: str, about: About, height: float, drawn: Iterable[str]) -> str:
    name = escape(about.id)
    return (
        f'<svg class="graph graph-{look}" width="100%" height="{em(height)}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        'xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(clean(about.title))}</title>'
        f'<desc id="{name}-desc">{escape(clean(about.desc))}</desc>'
        f"{''.join(drawn)}</svg>"
    )


OPENING = re.compile(r'^<svg class="([^"]*)" width="100%" height="([0-9.]+)em"')


def height(drawing: str) -> float:
    """How high a drawing is, in em."""
    found = OPENING.match(drawing)
    return float(found[2]) if found else 0.0


def placed(drawing: str, x: float, y: float, wide: float, high: float, size: float) -> str:
    """A drawing inside another SVG, in a box of its own, with letters of so many px.

    What is higher than the box is cut off.
    """
    where = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" font-size="{size:.1f}"'
    return OPENING.sub(rf'<svg class="\1" {where}', drawing)


def lines_of(label: str, y: float) -> tuple[list[str], float]:
    """A label above what it labels, and where that begins."""
    drawn = []
    for words in wrapped(label, LETTERS, LINES):
        drawn.append(text(words, 0, y + 1, dx=0.3))
        y += LINE
    return drawn, y


def text(words: str, x: float, y: float, look: str = "", *, dx: float = 0, anchor: str = "") -> str:
    """`axis` is smaller, inside, so that the em of its place is that of the drawing."""
    inner = escape(clean(words))
    if look.startswith("axis"):
        inner, look = f'<tspan class="{look}">{inner}</tspan>', ""
    given = f' class="{look}"' if look else ""
    given += f' dx="{em(dx)}"' if dx else ""
    given += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{per(x)}" y="{em(y)}"{given}>{inner}</text>'


def rect(look: str, x: float, width: float, y: float, height: float) -> str:
    return (
        f'<rect class="{look}" x="{per(x)}" y="{em(y)}" '
        f'width="{per(max(width, 0))}" height="{em(max(height, 0))}"/>'
    )


def line(look: str, y1: str, y2: str, x1: str, x2: str) -> str:
    return f'<line class="{look}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def dot(look: str, x: float, y: float) -> str:
    return f'<circle class="{look}" cx="{per(x)}" cy="{em(y)}" r="0.35em"/>'


def kind(look: str, marked: bool) -> str:
    return f"{look} marked" if marked else look


def em(length: float) -> str:
    return f"{plain(length)}em"


def per(part: float) -> str:
    return f"{plain(part)}%"


def plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
