"""A body as blocks (paragraphs, headings, lists, quotations) of runs; a headline as one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .graphics import figures_of, refuse_same, title_of
from .runs import BREAK, Run, Wrap, tidy
from .tree import GRAPHICS, Element, MarkupError, read
from .wraps import wraps_of

# A quotation that is pulled out of the text, and repeats words of it.
PULL = "pull"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass
class Block:
    """A paragraph or heading has runs; a list, item or block quotation has blocks; a rule none.

    A "pull" is a pull quotation. The tag "" is a mere boundary between paragraphs. A "table" or
    "chart" has the ids of its figures, and as blocks its title ("figcaption") and perhaps its
    caption ("p").
    """

    tag: str
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    figures: tuple[int, ...] = ()


def blocks_of(html: str, *, strict: bool = False) -> list[Block]:
    """The blocks of a body. `strict` refuses a mark that cannot be read (MarkupError); else it
    is passed over and its words stay."""
    blocks = _flow(_items(read(html), strict=strict))
    if strict:
        refuse_same(
            (each.tag, each.figures, title_of(each.blocks[0].runs)) for each in graphics(blocks)
        )
    return blocks


def line_of(html: str, *, strict: bool = False) -> list[Run]:
    """A headline, standfirst or caption: all words on one line, with marks and no other wraps."""
    return tidy(_marks_only(_one_line(_items(read(html), strict=strict))))


def paragraphs(blocks: Iterable[Block]) -> Iterator[list[Run]]:
    """The runs of each paragraph and heading, those in lists and quotations too."""
    for block in blocks:
        if block.runs:
            yield block.runs
        yield from paragraphs(block.blocks)


def graphics(blocks: Iterable[Block]) -> Iterator[Block]:
    """The tables and charts, in order."""
    for block in blocks:
        if block.figures:
            yield block
        yield from graphics(block.blocks)


def lines(blocks: Iterable[Block]) -> Iterator[tuple[list[Run], Block | None]]:
    """The runs of each paragraph, and the graphic of which they are the title."""
    for block in blocks:
        if block.runs:
            yield block.runs, None
        if block.figures:
            title, *others = block.blocks
            yield title.runs, block
            yield from lines(others)
        else:
            yield from lines(block.blocks)


def _items(
    nodes: Iterable[Element | str],
    wraps: frozenset[Wrap] = frozenset(),
    *,
    strict: bool = False,
) -> Iterator[Run | Block]:
    """The runs and blocks of some nodes; wraps around blocks have moved on to their words."""
    for node in nodes:
        if isinstance(node, str):
            yield Run(SPACE.sub(" ", CONTROLS.sub("", node)), wraps)
        elif node.tag == "br":
            yield Run(BREAK, wraps)
        elif node.tag == "hr":
            yield Block("hr")
        elif node.tag in ("strong", "em", "a", "span"):
            yield from _items(node.children, wraps | wraps_of(node, wraps, strict), strict=strict)
        elif node.tag in ("h2", "h3"):
            inside = _items(node.children, wraps, strict=strict)
            yield Block(node.tag, runs=list(_one_line(inside, breaks=True)))
        elif node.tag in ("ul", "ol"):
            yield Block(node.tag, blocks=list(_list_items(node, wraps, strict)))
        elif node.tag == "blockquote":
            inside = _items(node.children, wraps, strict=strict)
            tag = PULL if "data-pull" in node.attributes else "blockquote"
            yield Block(tag, blocks=_flow(inside))
        elif node.tag == "figure" and GRAPHICS.keys() & node.attributes.keys():
            yield from _graphic(node, wraps, strict)
        else:
            yield Block("")
            yield from _items(node.children, wraps, strict=strict)
            yield Block("")


def _list_items(node: Element, wraps: frozenset[Wrap], strict: bool) -> Iterator[Block]:
    for child in node.children:
        nodes = child.children if isinstance(child, Element) and child.tag == "li" else [child]
        yield Block("li", blocks=_flow(_items(nodes, wraps, strict=strict)))


def _graphic(node: Element, wraps: frozenset[Wrap], strict: bool) -> Iterator[Block]:
    """A table or chart with its title and, where there are more words, its caption.

    One that cannot be read is passed over, and its words stay."""
    inside = _flow(_items(node.children, wraps, strict=strict))
    title, *more = list(paragraphs(inside)) or [[]]
    try:
        kind, figures = figures_of(node, title_of(title))
        if any(graphics(inside)):
            raise MarkupError("A table or chart stands inside another: put it below.")
    except MarkupError:
        if strict:
            raise
        yield from [Block(""), *inside, Block("")]
        return
    caption = [run for each in more for run in (Run(" "), *each)]
    words = [Block("figcaption", list(_one_line(title))), Block("p", tidy(_one_line(caption)))]
    yield Block(kind, blocks=[each for each in words if each.runs], figures=figures)


def _flow(items: Iterable[Run | Block]) -> list[Block]:
    """Blocks only: loose runs become paragraphs, and what holds no words is dropped."""
    blocks: list[Block] = [Block("p")]
    for item in items:
        if isinstance(item, Run):
            blocks[-1].runs.append(item)
        else:
            blocks += [item, Block("p")]
    kept = []
    for block in blocks:
        runs = tidy(block.runs)
        inner = [child for child in block.blocks if child.runs or child.blocks or child.tag == "hr"]
        if runs or inner or block.tag == "hr":
            kept.append(Block(block.tag, runs, inner, block.figures))
    return kept


def _one_line(items: Iterable[Run | Block], breaks: bool = False) -> Iterator[Run]:
    """All runs of some items, with a space where a block began or ended."""
    for item in items:
        if isinstance(item, Run):
            # A break may have been joined with the words about it.
            yield item if breaks else Run(item.text.replace(BREAK, " "), item.wraps)
        else:
            yield Run(" ")
            yield from _one_line(item.runs, breaks)
            yield from _one_line(item.blocks, breaks)
            yield Run(" ")


def _marks_only(runs: Iterable[Run]) -> Iterator[Run]:
    for text, wraps in runs:
        kept = frozenset(wrap for wrap in wraps if wrap.kind in ("figure", "quote"))
        yield Run(text, kept)
