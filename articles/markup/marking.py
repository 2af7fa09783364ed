"""Words of a text are put under a mark, by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .blocks import Block, blocks_of, line_of
from .runs import Run, Wrap, nest, words_in
from .writing import write, write_nodes


class Marked(NamedTuple):
    """plain_text(html)[start:end] rests on a record; `kind`: figure or quote. Several figures have
    spaces between: "16 17"."""

    start: int
    end: int
    kind: str
    id: int | str


def mark_words(html: str, places: Iterable[Marked], *, inline: bool = False) -> str:
    """The same text with these marks besides those that it has. `inline`: one line, as a headline.

    Words in two paragraphs get a mark in each.
    """
    blocks = [Block("p", runs=line_of(html))] if inline else blocks_of(html)
    offset = 0
    for block in with_words(blocks):
        for place in places:
            block.runs = marked(block.runs, place, offset)
        offset += len(words_in(block.runs)) + 1
    if inline:
        return write_nodes(nest(blocks[0].runs))
    return "".join(map(write, blocks))


def with_words(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.runs:
            yield block
        yield from with_words(block.blocks)


def marked(runs: Iterable[Run], place: Marked, offset: int) -> list[Run]:
    """The runs of a paragraph that begins at `offset`, cut where the mark begins and ends."""
    wrap = Wrap(place.kind, str(place.id))
    found: list[Run] = []
    at = offset
    for text, wraps in runs:
        first = min(max(place.start - at, 0), len(text))
        last = min(max(place.end - at, first), len(text))
        pieces = [(text[:first], wraps), (text[first:last], wraps | {wrap}), (text[last:], wraps)]
        found += [Run(words, around) for words, around in pieces if words]
        at += len(text)
    return found
