"""The HTML for readers: marks become links to the records they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from .blocks import Block, blocks_of, line_of
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
    addresses the words have no links: right for a headline that is itself a link.

    A figure's words are its link; a second record follows as a small number. A quotation's
    words are not (numbers inside them have links of their own): its link follows them. In a
    body the first span of quotation 7 has the id "quote-7". Links never nest: where words and a
    mark have a link each, the words keep theirs and the mark's follows.
    """
    renderer = _Renderer(figure_url, quote_url, anchors=not inline)
    if inline:
        return mark_safe(renderer.nodes(nest(line_of(html))))
    return mark_safe("".join(renderer.block(block) for block in blocks_of(html)))


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
        inside = self.nodes(nest(block.runs)) + "".join(map(self.block, block.blocks))
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
