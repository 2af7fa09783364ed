"""The HTML for readers: marks become links to the records they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .blocks import PULL, Block, blocks_of, line_of, paragraphs
from .runs import Node, nest
from .writing import as_html


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
    addresses the words have no links: right for a headline.

    The words of a mark are its link, to the first of its records; `data-records` names them all,
    for `margin.annotate`. In a body the first span of quotation 7 has the id "quote-7". Links
    never nest: where there is one within a mark, or around it, the mark's own follows as a star.
    Of a table or chart there are title, caption and its number: `graphics.parts` finds it. A pull
    quotation has its words alone, hidden from whoever hears the text.
    """
    if inline:
        renderer = _Renderer(figure_url, quote_url, anchors=False)
        return mark_safe(renderer.nodes(nest(line_of(html))))
    return render_blocks(blocks_of(html), figure_url, quote_url)


def render_blocks(
    blocks: Iterable[Block],
    figure_url: Callable[[int], str | None] | None = None,
    quote_url: Callable[[int], str | None] | None = None,
) -> SafeString:
    """The same of a body that is read."""
    renderer = _Renderer(figure_url, quote_url, anchors=True)
    return mark_safe("".join(renderer.block(block) for block in blocks))


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
        self.graphics = 0

    def block(self, block: Block) -> str:
        if block.tag == "hr":
            return "<hr>"
        if block.tag == PULL:
            # The words stand in the text too, with their link: here nobody hears them again, and
            # nothing in what is hidden from them may take the focus.
            words = f"<blockquote>{pulled(block)}</blockquote>"
            return f'<aside class="pull" aria-hidden="true">{words}</aside>'
        inside = self.nodes(nest(block.runs)) + "".join(map(self.block, block.blocks))
        if block.figures:
            self.graphics += 1
            return f'<figure data-graphic="{self.graphics}">{inside}</figure>'
        return f"<{block.tag}>{inside}</{block.tag}>"

    def nodes(self, nodes: Iterable[Node | str], in_link: bool = False) -> str:
        return "".join(
            as_html(node) if isinstance(node, str) else self.node(node, in_link) for node in nodes
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
        return self.mark(node, in_link, "cited", "", "Where this number comes from")

    def quote(self, node: Node, in_link: bool) -> str:
        number = node.wrap.value
        anchor = ""
        if self.anchors and number not in self.anchored:
            self.anchored.add(number)
            anchor = f' id="quote-{number}"'
        whence = "Where this quotation comes from"
        return self.mark(node, in_link, "cited cited-quote", anchor, whence)

    def mark(self, node: Node, in_link: bool, classes: str, anchor: str, whence: str) -> str:
        records = self.urls(node)
        if not records:
            words = self.nodes(node.inside, in_link)
            return f"<span{anchor}>{words}</span>" if anchor else words
        url = escape(next(iter(records.values())))
        attributes = f'class="{classes}"{anchor} data-records="{" ".join(records)}"'
        if not in_link and not _has_link(node):
            return f'<a {attributes} href="{url}">{self.nodes(node.inside, True)}</a>'
        words = f"<span {attributes}>{self.nodes(node.inside, in_link)}</span>"
        star = f'<sup class="cited-more"><a href="{url}" aria-label="{whence}">*</a></sup>'
        return words + self.follow(star, in_link)

    def urls(self, node: Node) -> dict[str, str]:
        """{"figure-16": its address} of the records that readers may see."""
        kind, value = node.wrap
        address = self.url[kind]
        if not address:
            return {}
        found = {f"{kind}-{number}": address(int(number)) for number in value.split()}
        return {name: url for name, url in found.items() if url}

    def follow(self, link: str, in_link: bool) -> str:
        if not in_link:
            return link
        self.waiting.append(link)
        return ""


def pulled(block: Block) -> str:
    """The paragraphs of a pull quotation: words alone, without links and marks."""
    return "".join(f"<p>{words_of(nest(runs))}</p>" for runs in paragraphs([block]))


def words_of(nodes: Iterable[Node | str]) -> str:
    found = ""
    for node in nodes:
        if isinstance(node, str):
            found += as_html(node)
        elif node.wrap.kind in ("strong", "em"):
            found += f"<{node.wrap.kind}>{words_of(node.inside)}</{node.wrap.kind}>"
        else:
            found += words_of(node.inside)
    return found


def _has_link(node: Node) -> bool:
    return any(
        inner.wrap.kind in ("a", "figure", "quote") or _has_link(inner)
        for inner in node.inside
        if isinstance(inner, Node)
    )


def _link_attributes(href: str) -> str:
    outside = "" if href.startswith(("/", "mailto:")) else ' rel="external noopener"'
    return f'href="{escape(href)}"{outside}'
