"""What stands in a text: the marks, where they are, and the words alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lib.text import squash

from .blocks import PULL, Block, blocks_of, graphics, lines, paragraphs
from .graphics import named, title_of
from .runs import Run, Wrap, reach, words_in


@dataclass(frozen=True)
class Mark:
    """Words that rest on records.

    `kind` is "figure" or "quote"; `ids` the records, one for a quote; `words` plain text.
    `position` counts the marks of a place from 0, an outer mark before those inside it.
    `start` and `end` are offsets into `plain_text`. `in_quote` says that the words stand inside
    a marked quotation. A row of a table or chart is a mark without words of its own: `graphic` says
    which, "the table “Operations put off”".
    """

    kind: str
    ids: tuple[int, ...]
    words: str
    position: int
    place: str = ""
    start: int = 0
    end: int = 0
    in_quote: bool = False
    graphic: str = ""


def plain_text(html: str) -> str:
    """The words alone: one line for each paragraph, heading and list item."""
    return words_of(blocks_of(html))


def words_of(blocks: Iterable[Block]) -> str:
    """The same of a text that is read."""
    return "\n".join(words_in(runs) for runs in paragraphs(blocks))


def marks(html: str, place: str = "") -> list[Mark]:
    """All marks in reading order, those inside others included.

    A quotation over two paragraphs is two marks of one record. A mark that cannot be read is
    passed over: sanitising has refused it. Each figure of a table or chart is a mark.
    """
    return marks_of(blocks_of(html), place)


def marks_of(blocks: Iterable[Block], place: str = "") -> list[Mark]:
    """The same of a text that is read."""
    found: list[Mark] = []
    offset = 0
    for runs, graphic in lines(blocks):
        found += _marks_of(runs, offset, place)
        offset += len(words_in(runs)) + 1
        if graphic is not None:
            found += _rows_of(graphic, offset - 1, place)
    # Rows stand in the order given, whatever their numbers.
    found.sort(
        key=lambda mark: (
            mark.start,
            -mark.end,
            mark.kind != "quote",
            () if mark.graphic else mark.ids,
        )
    )
    return [replace(mark, position=position) for position, mark in enumerate(found)]


class Graphic(NamedTuple):
    """A table or chart: the ids of its figures in order, and its title without marks."""

    kind: str
    figures: tuple[int, ...]
    title: str


def graphics_in(html: str) -> list[Graphic]:
    """In the order in which `render` numbers them, from 1."""
    return graphics_of(blocks_of(html))


def graphics_of(blocks: Iterable[Block]) -> list[Graphic]:
    """The same of a text that is read."""
    return [
        Graphic(block.tag, block.figures, title_of(block.blocks[0].runs))
        for block in graphics(blocks)
    ]


class Pulled(NamedTuple):
    """A pull quotation: its words, and whether all of them are under the mark of a quotation."""

    words: str
    is_cited: bool


def pulled_in(html: str) -> tuple[list[Pulled], str]:
    """The pull quotations of a body, and the words of all the rest."""
    found: list[Pulled] = []
    rest: list[str] = []
    for block in without_pulls(blocks_of(html), found):
        rest += [words_in(runs) for runs in paragraphs([block])]
    return found, "\n".join(rest)


def pulled_places(html: str) -> list[tuple[int, int]]:
    """Where the paragraphs of pull quotations stand in `plain_text`."""
    found: list[tuple[int, int]] = []
    offset = 0

    def walk(blocks: list[Block], inside: bool) -> None:
        nonlocal offset
        for block in blocks:
            pulled = inside or block.tag == PULL
            if block.runs:
                end = offset + len(words_in(block.runs))
                found.extend([(offset, end)] if pulled else [])
                offset = end + 1
            walk(block.blocks, pulled)

    walk(blocks_of(html), False)
    return found


def without_pulls(blocks: list[Block], found: list[Pulled]) -> list[Block]:
    """The other blocks; the pull quotations are added to `found`."""
    kept = []
    for block in blocks:
        if block.tag == PULL:
            runs = [run for each in paragraphs([block]) for run in each]
            cited = all(
                any(wrap.kind == "quote" for wrap in run.wraps) for run in runs if run.text.strip()
            )
            found.append(Pulled(squash(words_in(runs)), cited))
        else:
            kept.append(replace(block, blocks=without_pulls(block.blocks, found)))
    return kept


def lost_marks(before: str, after: str) -> Counter[tuple[str, int]]:
    """Which citations a change would lose: how many of each (kind, id).

    Join headline, standfirst and body of each side to let a mark move between them.
    """
    return _cited(before) - _cited(after)


def _marks_of(runs: list[Run], offset: int, place: str) -> Iterator[Mark]:
    """The marks of one paragraph; a mark is words that follow one another under one wrap."""
    starts = [offset]
    for run in runs:
        starts.append(starts[-1] + len(run.text))
    for i, run in enumerate(runs):
        for wrap in run.wraps:
            begins = i == 0 or wrap not in runs[i - 1].wraps
            if not begins or wrap.kind not in ("figure", "quote"):
                continue
            end = reach(runs, i, wrap)
            yield Mark(
                kind=wrap.kind,
                ids=tuple(map(int, wrap.value.split())),
                words=squash(words_in(runs[i:end])),
                position=0,
                place=place,
                start=starts[i],
                end=starts[end],
                in_quote=all(_in_other_quote(run, wrap) for run in runs[i:end]),
            )


def _rows_of(graphic: Block, at: int, place: str) -> Iterator[Mark]:
    called = named(graphic.tag, title_of(graphic.blocks[0].runs))
    called = called[:1].lower() + called[1:]
    for figure in graphic.figures:
        yield Mark("figure", (figure,), "", 0, place, at, at, graphic=called)


def _in_other_quote(run: Run, wrap: Wrap) -> bool:
    return any(other.kind == "quote" and other != wrap for other in run.wraps)


def _cited(html: str) -> Counter[tuple[str, int]]:
    return Counter((mark.kind, number) for mark in marks(html) for number in mark.ids)
