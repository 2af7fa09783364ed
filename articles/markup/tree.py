"""Any HTML as a tree of the elements that we know: nh3 cleans it, and what is left is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from lib.refusals import Refused
from lib.text import BLOCKS, seen

# What a table or chart of figures says of itself, and what it is then.
GRAPHICS = {"data-table": "table", "data-chart": "chart"}
BODY_TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr"),
    *("figure", "figcaption"),
}
BODY_ATTRIBUTES = {
    "a": {"href"},
    "span": {"data-figure", "data-quote"},
    "figure": set(GRAPHICS),
    "blockquote": {"data-pull"},
}
SCHEMES = {"http", "https", "mailto"}
# Pasted text brings these; they become the nearest thing that we have.
READ_AS = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
READ_TAGS = BODY_TAGS | READ_AS.keys() | BLOCKS | {"span"}
DEEPEST = 60


class MarkupError(Refused):
    """A mark that cannot be read: the message shows its words and says what would be right."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)


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
        self.open[-1].children.append(seen(data))


def clean(html: str, tags: set[str]) -> str:
    """Well-formed HTML with these elements only, and with no attributes but our own.

    This is where scripts, styles, handlers and strange addresses go.
    """
    return nh3.clean(
        html.encode("utf-8", "replace").decode(),
        tags=tags,
        attributes={tag: BODY_ATTRIBUTES[tag] for tag in tags & BODY_ATTRIBUTES.keys()},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def read(html: str) -> list[Element | str]:
    """The tree of some HTML. nh3 goes first: its parser knows what browsers make of bad HTML."""
    tree = _Tree()
    tree.feed(clean(html, READ_TAGS))
    tree.close()
    return tree.open[0].children
