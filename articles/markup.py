"""The markup of stories: what may stand in a body or a headline, and the marks in it.

Journalists write ordinary words and mark those that rest on a record:

    <span data-figure="42">nearly 2,000</span>     <span data-figure="16 17">around 450</span>
    <span data-quote="7">“more difficult”</span>   marks may nest: a number inside a quotation

A body has paragraphs, two levels of headings, lists, block quotations, rules, strong, em and
links besides; headlines, standfirsts and captions have marks only. Everything else is taken out
and its words stay. Pure: HTML in, HTML or findings out.

Text is read as runs, each with the set of wraps (marks, links, strong, em) around it, and
written back with the longest wrap outermost. So one citation stays one mark however an editor
program splits it around bold type, and the same text is always written the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe

from newsroom.lib.errors import Refused
from newsroom.lib.text import BLOCKS, squash

BODY_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr"}
BODY_ATTRIBUTES = {"a": {"href"}, "span": {"data-figure", "data-quote"}}
SCHEMES = {"http", "https", "mailto"}
# Pasted text brings these; they become the nearest thing that we have.
READ_AS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
MOST_FIGURES = 20
DEEPEST = 60
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
SPACE = re.compile(r"[ \t\n\r\f]+")
BREAK = "\n"  # <br>, in a run; line breaks of the source have become spaces by then
GOOGLE = re.compile(r"(www\.)?google\.[a-z.]{2,6}")


class MarkupError(Refused):
    """A mark that cannot be read: the message shows its words and says what would be right."""


@dataclass(frozen=True)
class Mark:
    """Words that rest on records.

    `kind` is "figure" or "quote"; `ids` the records, one for a quote; `words` plain text.
    `position` counts the marks of a place from 0, an outer mark before those inside it.
    `start` and `end` are offsets into `plain_text`. `in_quote` says that the words stand inside
    a marked quotation.
    """

    kind: str
    ids: tuple[int, ...]
    words: str
    position: int
    place: str = ""
    start: int = 0
    end: int = 0
    in_quote: bool = False


def sanitise_body(html: str) -> str:
    """The HTML of a body with only what a body may hold; sanitising twice changes nothing.

    Raises MarkupError for a mark whose ids are not record numbers. Links may go to http, https
    and mailto addresses and to pages of this site ("/trusts/…"); others lose the link and keep
    the words. Google's redirect addresses are replaced by where they lead.
    """
    written = "".join(_write(block) for block in _flow(_items(_read(html), strict=True)))
    # What leaves here has been through the sanitiser whatever the code above has done.
    return nh3.clean(
        written,
        tags=BODY_TAGS | {"span"},
        attributes=BODY_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def sanitise_inline(html: str) -> str:
    """The HTML of a headline, standfirst or caption: words and marks on one line."""
    runs = _tidy(_marks_only(_one_line(_items(_read(html), strict=True))))
    return nh3.clean(
        _write_nodes(_nest(runs)),
        tags={"span"},
        attributes={"span": BODY_ATTRIBUTES["span"]},
        link_rel=None,
    )


def plain_text(html: str) -> str:
    """The words alone: one line for each paragraph, heading and list item."""
    return "\n".join(_text(runs) for runs in _paragraphs(_blocks(html)))


def marks(html: str, place: str = "") -> list[Mark]:
    """All marks in reading order, those inside others included.

    A quotation over two paragraphs is two marks of one record. A mark that cannot be read is
    passed over: sanitising has refused it.
    """
    found: list[Mark] = []
    offset = 0
    for runs in _paragraphs(_blocks(html)):
        found += _marks_of(runs, offset, place)
        offset += len(_text(runs)) + 1
    found.sort(key=lambda mark: (mark.start, -mark.end, mark.kind != "quote", mark.ids))
    return [replace(mark, position=position) for position, mark in enumerate(found)]


def lost_marks(before: str, after: str) -> Counter[tuple[str, int]]:
    """Which citations a change would lose: how many of each (kind, id).

    Join headline, standfirst and body of each side to let a mark move between them.
    """
    return _cited(before) - _cited(after)


def render(
    html: str,
    figure_url: Callable[[int], str | None] | None = None,
    quote_url: Callable[[int], str | None] | None = None,
    *,
    inline: bool = False,
) -> SafeString:
    """The HTML for readers: marks become links to the records they rest on.

    `figure_url` and `quote_url` give the address of a record, or None when readers may not see
    it; then its words stand alone. `inline` is for headlines, standfirsts and captions. Without
    addresses the words have no links: right for a headline that is itself a link.

    A figure's words are its link; a second record follows as a small number. A quotation's
    words are not (numbers inside them have links of their own): its link follows them. In a
    body the first span of quotation 7 has the id "quote-7". Links never nest: where words and a
    mark have a link each, the words keep theirs and the mark's follows.
    """
    renderer = _Renderer(figure_url, quote_url, anchors=not inline)
    if inline:
        runs = _tidy(_marks_only(_one_line(_items(_read(html)))))
        return mark_safe(renderer.nodes(_nest(runs)))
    return mark_safe("".join(renderer.block(block) for block in _blocks(html)))


# ---- reading --------------------------------------------------------------------------------


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)


class Wrap(NamedTuple):
    """strong, em, a, figure or quote; the value is the address or the ids."""

    kind: str
    value: str = ""


class Run(NamedTuple):
    """Text with the same wraps from end to end; BREAK alone is a line break."""

    text: str
    wraps: frozenset[Wrap] = frozenset()


@dataclass
class Block:
    """A paragraph or heading has runs; a list, item or block quotation has blocks; a rule none.

    The tag "" is a mere boundary between paragraphs.
    """

    tag: str
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(READ_AS.get(tag, tag), {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in ("br", "hr"):
            self.open.append(element)
        if len(self.open) > DEEPEST:
            raise MarkupError("This text has too many layers inside one another: paste it as text.")

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr") and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _read(html: str) -> list[Element | str]:
    """The tree of some HTML. nh3 goes first: its parser knows what browsers make of bad HTML."""
    well_formed = nh3.clean(
        html.encode("utf-8", "replace").decode(),
        tags=BODY_TAGS | set(READ_AS) | BLOCKS | {"span"},
        attributes=BODY_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    tree = _Tree()
    tree.feed(well_formed)
    tree.close()
    return tree.open[0].children


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
            yield from _items(node.children, wraps | _wraps_of(node, wraps, strict), strict=strict)
        elif node.tag in ("h2", "h3"):
            inside = _items(node.children, wraps, strict=strict)
            yield Block(node.tag, runs=list(_one_line(inside, breaks=True)))
        elif node.tag in ("ul", "ol"):
            yield Block(node.tag, blocks=list(_list_items(node, wraps, strict)))
        elif node.tag == "blockquote":
            inside = _items(node.children, wraps, strict=strict)
            yield Block("blockquote", blocks=_flow(inside))
        else:
            yield Block("")
            yield from _items(node.children, wraps, strict=strict)
            yield Block("")


def _list_items(node: Element, wraps: frozenset[Wrap], strict: bool) -> Iterator[Block]:
    for child in node.children:
        nodes = child.children if isinstance(child, Element) and child.tag == "li" else [child]
        yield Block("li", blocks=_flow(_items(nodes, wraps, strict=strict)))


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
        runs = _tidy(block.runs)
        inner = [child for child in block.blocks if child.runs or child.blocks or child.tag == "hr"]
        if runs or inner or block.tag == "hr":
            kept.append(Block(block.tag, runs, inner))
    return kept


def _one_line(items: Iterable[Run | Block], breaks: bool = False) -> Iterator[Run]:
    """All runs of some items, with a space where a block began or ended."""
    for item in items:
        if isinstance(item, Run):
            yield item if breaks or item.text != BREAK else Run(" ", item.wraps)
        else:
            yield Run(" ")
            yield from item.runs
            yield from _one_line(item.blocks)
            yield Run(" ")


def _marks_only(runs: Iterable[Run]) -> Iterator[Run]:
    for text, wraps in runs:
        kept = frozenset(wrap for wrap in wraps if wrap.kind in ("figure", "quote"))
        yield Run(" " if text == BREAK else text, kept)


def _blocks(html: str) -> list[Block]:
    return _flow(_items(_read(html)))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[list[Run]]:
    for block in blocks:
        if block.runs:
            yield block.runs
        yield from _paragraphs(block.blocks)


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


# ---- wraps ----------------------------------------------------------------------------------


def _wraps_of(node: Element, around: frozenset[Wrap], strict: bool) -> set[Wrap]:
    if node.tag in ("strong", "em"):
        return {Wrap(node.tag)}
    if node.tag == "a":
        href = _address(node.attributes.get("href", ""))
        linked = any(wrap.kind == "a" for wrap in around)
        return {Wrap("a", href)} if href and not linked else set()
    try:
        return _mark_of(node)
    except MarkupError:
        if strict:
            raise
        return set()


def _mark_of(node: Element) -> set[Wrap]:
    given = {
        name: value for name, value in node.attributes.items() if name in BODY_ATTRIBUTES["span"]
    }
    words = squash(_words_of(node))
    words = words[:60] + "…" if len(words) > 60 else words
    if len(given) > 1:
        raise MarkupError(
            f"The mark on “{words}” names a figure and a quotation: use a mark for each."
        )
    if "data-figure" in given:
        ids = _ids(given["data-figure"])
        if not 1 <= len(ids) <= MOST_FIGURES:
            raise MarkupError(
                f"The mark on “{words}” does not name figures: give the numbers of 1 to "
                f'{MOST_FIGURES} figures with spaces between, such as data-figure="16 17".'
            )
        return {Wrap("figure", " ".join(map(str, ids)))}
    if "data-quote" in given:
        ids = _ids(given["data-quote"])
        if len(ids) != 1:
            raise MarkupError(
                f"The mark on “{words}” does not name a quotation: give the number of one, "
                'such as data-quote="7".'
            )
        return {Wrap("quote", str(ids[0]))}
    return set()


def _ids(value: str) -> list[int]:
    """The record numbers in an attribute, each once; none when anything else stands there."""
    parts = value.split()
    if not all(re.fullmatch(r"[0-9]{1,18}", part) and int(part) for part in parts):
        return []
    return list(dict.fromkeys(int(part) for part in parts))


def _words_of(node: Element) -> str:
    return "".join(child if isinstance(child, str) else _words_of(child) for child in node.children)


def _address(href: str) -> str | None:
    """A link that a story may have, spelt out; None for any other."""
    href = re.sub(r"[\x00-\x1f\x7f]", "", href).strip().replace(" ", "%20")
    if href.casefold().startswith("www."):
        href = f"https://{href}"
    try:
        parts = urlsplit(href)
        for _ in range(3):
            if not (GOOGLE.fullmatch(parts.hostname or "") and parts.path == "/url"):
                break
            query = parse_qs(parts.query)
            href = (query.get("q") or query.get("url") or [""])[0]
            parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return href if parts.hostname else None
    if parts.scheme == "mailto":
        return href if "@" in parts.path else None
    here = not parts.scheme and href.startswith("/") and href[1:2] not in ("/", "\\")
    return href if here else None


def _tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with single spaces, trimmed at both ends, without wraps around nothing."""
    tidied = list(runs)
    before = None
    while tidied != before:
        before = tidied
        tidied = _joined(_without_empty_wraps(_single_spaced(tidied)))
    return tidied


def _single_spaced(runs: list[Run]) -> list[Run]:
    spaced: list[Run] = []
    after_space = True
    for text, wraps in runs:
        text = re.sub(" +", " ", text)
        if after_space:
            text = text.lstrip(" \n") if not spaced else text.lstrip(" ")
        if text:
            spaced.append(Run(text, wraps))
            after_space = text[-1] == " "
    while spaced and not spaced[-1].text.rstrip(" \n"):
        spaced.pop()
    if spaced:
        spaced[-1] = Run(spaced[-1].text.rstrip(" \n"), spaced[-1].wraps)
    return spaced if any(run.text.strip() for run in spaced) else []


def _without_empty_wraps(runs: list[Run]) -> list[Run]:
    kept = list(runs)
    for wrap in {wrap for run in runs for wrap in run.wraps}:
        i = 0
        while i < len(kept):
            end = _reach(kept, i, wrap)
            if end > i and not _text(kept[i:end]).strip():
                kept[i:end] = [Run(run.text, run.wraps - {wrap}) for run in kept[i:end]]
            i = max(end, i + 1)
    return kept


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].wraps == run.wraps:
            joined[-1] = Run(joined[-1].text + run.text, run.wraps)
        else:
            joined.append(run)
    return joined


def _reach(runs: list[Run], i: int, wrap: Wrap) -> int:
    """Where the wrap that covers run i ends; i itself when it does not."""
    while i < len(runs) and wrap in runs[i].wraps:
        i += 1
    return i


# ---- writing --------------------------------------------------------------------------------

NESTING = ["quote", "figure", "a", "strong", "em"]


class Node(NamedTuple):
    """A wrap with what is inside it, ready to be written."""

    wrap: Wrap
    inside: list[Node | str]


def _nest(runs: list[Run]) -> list[Node | str]:
    """Runs as nested nodes: of the wraps that begin together, the one that goes on longest is
    outermost, so that as few as possible are split."""
    nodes: list[Node | str] = []
    i = 0
    while i < len(runs):
        if not runs[i].wraps:
            nodes.append(runs[i].text)
            i += 1
            continue
        outer = min(
            runs[i].wraps,
            key=lambda wrap: (-_reach(runs, i, wrap), NESTING.index(wrap.kind), wrap.value),
        )
        end = _reach(runs, i, outer)
        inside = [Run(run.text, run.wraps - {outer}) for run in runs[i:end]]
        nodes.append(Node(outer, _nest(_joined(inside))))
        i = end
    return nodes


def _write(block: Block) -> str:
    if block.tag == "hr":
        return "<hr>"
    inside = _write_nodes(_nest(block.runs)) + "".join(map(_write, block.blocks))
    return f"<{block.tag}>{inside}</{block.tag}>"


def _write_nodes(nodes: Iterable[Node | str]) -> str:
    return "".join(
        _written_text(node) if isinstance(node, str) else _write_node(node) for node in nodes
    )


def _write_node(node: Node) -> str:
    inside = _write_nodes(node.inside)
    kind, value = node.wrap
    if kind in ("figure", "quote"):
        return f'<span data-{kind}="{value}">{inside}</span>'
    if kind == "a":
        return f'<a href="{escape(value)}">{inside}</a>'
    return f"<{kind}>{inside}</{kind}>"


def _written_text(text: str) -> str:
    return escape(text, quote=False).replace(BREAK, "<br>")


# ---- marks ----------------------------------------------------------------------------------


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
            end = _reach(runs, i, wrap)
            yield Mark(
                kind=wrap.kind,
                ids=tuple(map(int, wrap.value.split())),
                words=squash(_text(runs[i:end])),
                position=0,
                place=place,
                start=starts[i],
                end=starts[end],
                in_quote=all(_in_other_quote(run, wrap) for run in runs[i:end]),
            )


def _in_other_quote(run: Run, wrap: Wrap) -> bool:
    return any(other.kind == "quote" and other != wrap for other in run.wraps)


def _cited(html: str) -> Counter[tuple[str, int]]:
    return Counter((mark.kind, number) for mark in marks(html) for number in mark.ids)


# ---- rendering ------------------------------------------------------------------------------


class _Renderer:
    """Writes nodes for readers; remembers which quotations already have their anchor."""

    def __init__(
        self,
        figure_url: Callable[[int], str | None] | None,
        quote_url: Callable[[int], str | None] | None,
        anchors: bool,
    ) -> None:
        self.url = {"figure": figure_url, "quote": quote_url}
        self.anchors = anchors
        self.anchored: set[str] = set()
        # Links of marks inside a link, to be written after it.
        self.waiting: list[str] = []

    def block(self, block: Block) -> str:
        if block.tag == "hr":
            return "<hr>"
        inside = self.nodes(_nest(block.runs)) + "".join(map(self.block, block.blocks))
        return f"<{block.tag}>{inside}</{block.tag}>"

    def nodes(self, nodes: Iterable[Node | str], in_link: bool = False) -> str:
        return "".join(
            _written_text(node) if isinstance(node, str) else self.node(node, in_link)
            for node in nodes
        )

    def node(self, node: Node, in_link: bool) -> str:
        kind, value = node.wrap
        if kind == "a":
            link = f"<a {_link_attributes(value)}>{self.nodes(node.inside, in_link=True)}</a>"
            waiting, self.waiting = self.waiting, []
            return link + "".join(waiting)
        if kind == "figure":
            return self.figure(node, in_link)
        if kind == "quote":
            return self.quote(node, in_link)
        return f"<{kind}>{self.nodes(node.inside, in_link)}</{kind}>"

    def figure(self, node: Node, in_link: bool) -> str:
        urls = self.urls(node)
        if not urls:
            return self.nodes(node.inside, in_link)
        if in_link or _has_link(node):
            words = f'<span class="cited">{self.nodes(node.inside, in_link)}</span>'
            return words + self.follow(_small_links(urls, first=1), in_link)
        words = f'<a class="cited" href="{escape(urls[0])}">{self.nodes(node.inside, True)}</a>'
        return words + _small_links(urls[1:], first=2)

    def quote(self, node: Node, in_link: bool) -> str:
        number = node.wrap.value
        anchor = ""
        if self.anchors and number not in self.anchored:
            self.anchored.add(number)
            anchor = f' id="quote-{number}"'
        words = f'<span class="cited-quote"{anchor}>{self.nodes(node.inside, in_link)}</span>'
        link = "".join(
            f'<sup class="cited-more"><a href="{escape(url)}" '
            'aria-label="Where this quotation comes from">*</a></sup>'
            for url in self.urls(node)
        )
        return words + self.follow(link, in_link)

    def urls(self, node: Node) -> list[str]:
        address = self.url[node.wrap.kind]
        if not address:
            return []
        return [url for number in node.wrap.value.split() if (url := address(int(number)))]

    def follow(self, link: str, in_link: bool) -> str:
        if not in_link:
            return link
        self.waiting.append(link)
        return ""


def _has_link(node: Node) -> bool:
    return any(
        inner.wrap.kind in ("a", "figure", "quote") or _has_link(inner)
        for inner in node.inside
        if isinstance(inner, Node)
    )


def _small_links(urls: list[str], first: int) -> str:
    return "".join(
        f'<sup class="cited-more"><a href="{escape(url)}" '
        f'aria-label="Where this number comes from ({number})">{number}</a></sup>'
        for number, url in enumerate(urls, start=first)
    )


def _link_attributes(href: str) -> str:
    outside = "" if href.startswith(("/", "mailto:")) else ' rel="external noopener"'
    return f'href="{escape(href)}"{outside}'
