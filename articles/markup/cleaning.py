"""What people type or paste, with only what a story may hold."""

from __future__ import annotations

from lib.refusals import Refused

from .blocks import blocks_of, line_of
from .runs import nest
from .tree import BODY_TAGS, clean
from .writing import write, write_nodes

# Saving takes longer the more there is, and on SQLite nobody else saves meanwhile. The longest
# story that a newspaper prints has a tenth of this.
MOST_CHARACTERS = 300_000
MOST_MARKS = 500


def sanitise_body(html: str) -> str:
    """The HTML of a body with only what a body may hold; sanitising twice changes nothing.

    Raises MarkupError for a mark whose ids are not record numbers, Refused for what is too long
    or has too many marks. Links may go to http, https
    and mailto addresses and to pages of this site ("/trusts/…"); others lose the link and keep
    the words. Google's redirect addresses are replaced by where they lead.
    """
    not_too_much(html)
    return not_too_much(cleaned_body("".join(map(write, blocks_of(html, strict=True)))))


def sanitise_inline(html: str) -> str:
    """The HTML of a headline, standfirst or caption: words and marks on one line."""
    not_too_much(html)
    return not_too_much(cleaned_inline(write_nodes(nest(line_of(html, strict=True)))))


def cleaned_body(written: str) -> str:
    """What leaves here has been through the sanitiser whatever the code before has done."""
    return clean(written, BODY_TAGS | {"span"})


def cleaned_inline(written: str) -> str:
    """The same of one line."""
    return clean(written, {"span"})


def not_too_much(html: str) -> str:
    """The same text; Refused where it is longer than can be worked on while others wait."""
    if len(html) > MOST_CHARACTERS:
        raise Refused(
            f"This text has {len(html):,} characters, with those of its marks and links: up to "
            f"{MOST_CHARACTERS:,} can be saved. Nothing is lost: take some of it out, or make two "
            "stories of it."
        )
    marks = html.count("data-figure") + html.count("data-quote")
    if marks > MOST_MARKS:
        raise Refused(
            f"This text has {marks:,} citation marks: up to {MOST_MARKS} can be saved. Nothing is "
            "lost: take some of them off, or make two stories of it."
        )
    return html
