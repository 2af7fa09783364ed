"""What people type or paste, with only what a story may hold."""

from __future__ import annotations

from .blocks import blocks_of, line_of
from .runs import nest
from .tree import BODY_TAGS, clean
from .writing import write, write_nodes


def sanitise_body(html: str) -> str:
    """The HTML of a body with only what a body may hold; sanitising twice changes nothing.

    Raises MarkupError for a mark whose ids are not record numbers. Links may go to http, https
    and mailto addresses and to pages of this site ("/trusts/…"); others lose the link and keep
    the words. Google's redirect addresses are replaced by where they lead.
    """
    written = "".join(map(write, blocks_of(html, strict=True)))
    # What leaves here has been through the sanitiser whatever the code between has done.
    return clean(written, BODY_TAGS | {"span"})


def sanitise_inline(html: str) -> str:
    """The HTML of a headline, standfirst or caption: words and marks on one line."""
    return clean(write_nodes(nest(line_of(html, strict=True))), {"span"})
