"""A card as an SVG of fixed size, in the site's look: see docs/design.md."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lib import svg

from .card import HEIGHT, WIDTH, Card, Tile
from .letters import (
    BOLD,
    SANS,
    SERIF,
    Face,
    at_most,
    lines,
    printable,
    runs_right_to_left,
    width,
)

# The light colours of static/css/site.css.
PAPER, INK, MUTED, FIELD, LINE = "#ffffff", "#14181a", "#51595e", "#717c82", "#d3d9db"
TEAL, TEAL_DEEP, SECOND = "#0b5d6b", "#084853", "#b9d5d9"
MARK, MARK_INK, WARN = "#ffe97a", "#7a5e00", "#8a2b06"

MARGIN = 64
ROOM = WIDTH - 2 * MARGIN
# Between the rule below the name and the foot.
TOP, BOTTOM = 140, 548
# Letters of a headline, the largest that fit.
SIZES = (72, 66, 60, 54, 48, 44, 40, 36, 32, 28)
QUIET = (36, 32, 28)
LEADING = 1.16
# Letters of a drawing.
LARGEST_CHART, GAP = 26, 20


def drawn(card: Card) -> str:
    """The SVG of a card."""
    content = "".join([*masthead(card), *body(card), *foot(card)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{box(0, 0, WIDTH, HEIGHT, PAPER)}{content}</svg>'
    )


def masthead(card: Card) -> Iterable[str]:
    yield box(0, 0, WIDTH, 12, TEAL_DEEP)
    name = cut(card.site, SERIF, 44, ROOM * 0.6)
    yield text(name, MARGIN, 92, SERIF, 44)
    yield box(MARGIN + width(name, SERIF, 44) + 18, 58, 5, 38, TEAL)
    left = ROOM - width(name, SERIF, 44) - 60
    what = card.words if card.chart else card.kicker
    yield text(cut(what, BOLD, 26, left), WIDTH - MARGIN, 90, BOLD, 26, TEAL, anchor="end")
    yield box(MARGIN, 114, ROOM, 2, INK)


def body(card: Card) -> Iterable[str]:
    if card.chart:
        return chart(card)
    return tiles(card.tiles) if card.tiles else headline(card)


def foot(card: Card) -> Iterable[str]:
    warning = cut(card.warning, BOLD, 26, ROOM)
    yield text(warning, MARGIN, 594, BOLD, 26, WARN)
    left = ROOM - (width(warning, BOLD, 26) + 24 if warning else 0)
    where = (WIDTH - MARGIN, "end") if warning else (MARGIN, "start")
    yield text(cut(card.foot, SANS, 26, left), where[0], 594, SANS, 26, MUTED, anchor=where[1])


def headline(card: Card) -> Iterable[str]:
    """As large as it fits, and whole down to the smallest size; who says so stands before it."""
    who = set_in(card.who, BOLD, 32, ROOM, 2)
    yield from block(who, MARGIN, TOP, BOLD, 32, ROOM)
    top = TOP + (len(who) * 32 * LEADING + GAP if who else 0)
    words, room = printable(card.words, SERIF), BOTTOM - top
    for size in QUIET if card.quiet else SIZES:
        found = lines(words, SERIF, size, ROOM)
        if len(found) * size * LEADING <= room:
            break
    else:
        found = at_most(found, int(room / (size * LEADING)), SERIF, size, ROOM)
    yield from block(found, MARGIN, top, SERIF, size, ROOM, runs_right_to_left(words))


def tiles(shown: tuple[Tile, ...]) -> Iterable[str]:
    """Beside each other, of one size: who says so, the number, what it counts."""
    each = (ROOM - 40 * (len(shown) - 1)) / len(shown)
    room = each - 36
    number = min(130.0, *(130 * room / width(tile.number, BOLD, 130) for tile in shown))
    for n, tile in enumerate(shown):
        x = MARGIN + n * (each + 40)
        yield box(x, TOP + 8, 12, BOTTOM - TOP - 8, MARK)
        who = set_in(tile.who, BOLD, 32, room, 2)
        yield from block(who, x + 36, TOP + 4, BOLD, 32, room)
        y = TOP + 4 + 2 * 32 * LEADING + number
        yield text(tile.number, x + 36, y, BOLD, number)
        most = int((BOTTOM - y - 24) / (34 * LEADING))
        what = set_in(tile.what, SERIF, 34, room, most)
        yield from block(what, x + 36, y + 24, SERIF, 34, room)


def chart(card: Card) -> Iterable[str]:
    """The finding, the drawing and who says so; its name stands above."""
    finding = set_in(card.finding, SERIF, 36, ROOM, 2)
    yield from block(finding, MARGIN, TOP, SERIF, 36, ROOM)
    y = TOP + len(finding) * 36 * LEADING + GAP
    source = set_in(card.source, SANS, 22, ROOM, 3)
    below = BOTTOM + 8 - len(source) * 22 * LEADING
    yield from block(source, MARGIN, below, SANS, 22, ROOM, colour=MUTED)
    size = min(LARGEST_CHART, (below - GAP - y) / svg.height(card.chart))
    yield svg.placed(card.chart, MARGIN, y, ROOM, below - GAP - y, size)


# Words


def cut(words: str, face: Face, size: float, room: float) -> str:
    """In one line."""
    return "".join(set_in(words, face, size, room, 1))


def set_in(words: str, face: Face, size: float, room: float, most: int) -> list[str]:
    return at_most(lines(printable(words, face), face, size, room), most, face, size, room)


def block(
    found: list[str],
    x: float,
    y: float,
    face: Face,
    size: float,
    room: float,
    right_to_left: bool = False,
    colour: str = INK,
) -> Iterable[str]:
    """Lines, the first of which begins at the height y."""
    for n, line in enumerate(found):
        base = y + size * (0.9 + n * LEADING)
        if right_to_left:
            # An embedding, so that a full stop stands at the left end.
            embedded = f"\u202b{line}\u202c"
            yield text(embedded, x + room, base, face, size, colour, anchor="end")
        else:
            yield text(line, x, base, face, size, colour)


def text(
    words: str,
    x: float,
    y: float,
    face: Face,
    size: float,
    colour: str = INK,
    *,
    anchor: str = "start",
) -> str:
    # A family with a space in its name must be quoted, or the text is left out without a word.
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="\'{face.family}\'" '
        f'font-weight="{face.weight}" font-size="{size:.1f}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
        if words
        else ""
    )


def box(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}"/>'
