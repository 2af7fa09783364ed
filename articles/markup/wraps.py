"""What an element says of the words inside it: bold, a link to somewhere, a mark with its ids."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lib.text import squash

from .runs import Wrap
from .tree import BODY_ATTRIBUTES, Element, MarkupError

MOST_FIGURES = 20
GOOGLE = re.compile(r"(www\.)?google\.[a-z.]{2,6}")


def wraps_of(node: Element, around: frozenset[Wrap], strict: bool) -> set[Wrap]:
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


def ids_in(value: str) -> list[int]:
    """The record numbers in an attribute; none when anything else stands there."""
    parts = value.split()
    if not all(re.fullmatch(r"[0-9]{1,18}", part) and int(part) for part in parts):
        return []
    return [int(part) for part in parts]


def _ids(value: str) -> list[int]:
    """The same, each once."""
    return list(dict.fromkeys(ids_in(value)))


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
