"""Tables and charts of figures inside a body, and where they stand in what was rendered.

    <figure data-table="16 17"><figcaption>Operations put off</figcaption><p>A caption</p></figure>

The figures are named in the order of the rows; the title and the caption are ordinary words, with
marks where they rest on records. What stands in the cells is worked out from the records when a
version is published, and kept with it: `articles.workflow.graphics`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lib.text import squash

from .runs import Run, words_in
from .tree import GRAPHICS, Element, MarkupError
from .wraps import ids_in

MOST_ROWS, MOST_GRAPHICS = 40, 20
RENDERED = re.compile(
    r'<figure data-graphic="(\d+)"><figcaption>(.*?)</figcaption>(?:<p>(.*?)</p>)?</figure>', re.S
)


class Placed(NamedTuple):
    """The place of a graphic in a rendered body: which it is, and its words as HTML."""

    number: int
    title: str
    caption: str


def figures_of(node: Element, title: str) -> tuple[str, tuple[int, ...]]:
    """("table", the ids of its figures) of an element that says what it shows.

    Raises MarkupError, which names it by its title.
    """
    [*given] = [name for name in GRAPHICS if name in node.attributes]
    kind = GRAPHICS[given[0]]
    called = named(kind, title)
    if len(given) > 1:
        raise MarkupError(f"{called} is a table and a chart at once: make one of each.")
    if not title:
        raise MarkupError(
            f"The {kind} of figures {node.attributes[given[0]]} has no title: say above it what it "
            "shows."
        )
    ids = ids_in(node.attributes[given[0]])
    if not 1 <= len(ids) <= MOST_ROWS:
        raise MarkupError(
            f"{called} does not name figures: give the numbers of 1 to {MOST_ROWS} figures with "
            f'spaces between, such as {given[0]}="16 17".'
        )
    twice = [number for number in dict.fromkeys(ids) if ids.count(number) > 1]
    if twice:
        raise MarkupError(f"{called} names figure {twice[0]} twice: a row for each is enough.")
    return kind, tuple(ids)


def named(kind: str, title: str) -> str:
    """ "The table “Operations put off”"."""
    title = title[:60] + "…" if len(title) > 60 else title
    return f"The {kind} “{title}”"


def refuse_same(graphics: Iterable[tuple[str, tuple[int, ...], str]]) -> None:
    """`graphics` are (kind, figures, title); refused where one stands twice."""
    seen = set()
    for count, (kind, figures, title) in enumerate(graphics, start=1):
        if (kind, figures) in seen:
            raise MarkupError(f"{named(kind, title)} stands twice in this text: take one out.")
        seen.add((kind, figures))
        if count > MOST_GRAPHICS:
            raise MarkupError(f"A text may have up to {MOST_GRAPHICS} tables and charts.")


def title_of(words: Iterable[Run]) -> str:
    return squash(words_in(words))


def parts(rendered: str) -> Iterator[str | Placed]:
    """A rendered body in order: HTML, and the places of its graphics."""
    end = 0
    for found in RENDERED.finditer(rendered):
        yield rendered[end : found.start()]
        yield Placed(int(found[1]), found[2], found[3] or "")
        end = found.end()
    yield rendered[end:]
