"""A text with something neutral in the place of what is covered."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from .finding import Found
from .laid import laid

# What stands empty when its words are gone; a mark without words rests on nothing.
EMPTY = re.compile(
    r"<(span|a|em|strong|sup|p|h2|h3|li|ul|ol|blockquote|figcaption)(?:\s[^>]*)?>\s*</\1>"
)


def covered(source: str, found: Collection[Found], left: str, *, html: bool) -> str:
    """The text with `left` in the place of each of these; of the links that name them, the words.

    In HTML the elements stay as they are around it, and those that are left empty go. Lies that
    overlap are one.
    """
    view = laid(source, html=html)
    word = escape(left, quote=False) if html else left
    gone: list[tuple[int, int]] = []
    instead: dict[int, str] = {}
    for start, end in merged([(each.start, each.end) for each in found if not each.attribute]):
        read = [i for i in range(start, end) if view.ends[i] > view.starts[i]]
        if not read:
            continue
        instead[view.starts[read[0]]] = word
        gone += [(view.starts[i], view.ends[i]) for i in read]
    links = [each.attribute for each in found if each.attribute]
    text = without(source, gone, instead, links)
    return tidied(text) if html else text


def merged(spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    together: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if together and start < together[-1][1]:
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        else:
            together.append((start, end))
    return together


def without(
    source: str,
    gone: Collection[tuple[int, int]],
    instead: dict[int, str],
    links: Collection[tuple[int, int]],
) -> str:
    pieces, at = [], 0
    for start, end in sorted({*gone, *links}):
        pieces += [source[at:start], instead.get(start, "")]
        at = max(at, end)
    return "".join([*pieces, source[at:]])


def tidied(html: str) -> str:
    """Without elements that nothing is left of, and without links that lead nowhere."""
    html = re.sub(r"<a(?:\s(?!href=)[\w-]+=\"[^\"]*\")*\s*>(.*?)</a>", r"\1", html, flags=re.DOTALL)
    while (tidy := EMPTY.sub("", html)) != html:
        html = tidy
    return html
