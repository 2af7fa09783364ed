"""A page as it would stand, with what differs from the page as it stands marked: HTML in, HTML out.

Both come from one renderer, so that whatever a change reaches is found: the headline, a caption, a
cell of a table, what is said beside the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import unescape

INS, END = '<ins class="corrected">', "</ins>"
PARTS = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
# What is text in them is not read.
UNREAD = re.compile(r"<(script|style|title|svg|template|textarea)\b", re.IGNORECASE)
WORDS = re.compile(r"\s+|[^\s]+")
WHOLE = re.compile(r"<main\b.*</main>", re.DOTALL)


def changes_marked(before: str, after: str) -> str:
    """`after` with <ins class="corrected"> around the words within <main> that `before` has not."""
    was, now = WHOLE.search(before), WHOLE.search(after)
    if not (was and now):
        return after
    marked = marked_parts(was.group(), now.group())
    return after[: now.start()] + marked + after[now.end() :]


def marked_parts(before: str, after: str) -> str:
    parts = PARTS.split(after)
    places = list(read_places(parts))
    old = PARTS.split(before)
    was = [old[i] for i in read_places(old)]
    now = [parts[i] for i in places]
    same_words = SequenceMatcher(None, list(map(said, was)), list(map(said, now)), autojunk=False)
    for step, i, end, j, until in same_words.get_opcodes():
        if step in ("replace", "insert"):
            for place, text in zip(
                places[j:until], in_lines(was[i:end], now[j:until]), strict=True
            ):
                parts[place] = text
    return "".join(parts)


def read_places(parts: list[str]) -> Iterator[int]:
    """Where the text stands that somebody reads."""
    closing = ""
    for i, part in enumerate(parts):
        if part.startswith("<"):
            if closing and part.casefold().startswith(closing):
                closing = ""
            elif not closing and (found := UNREAD.match(part)):
                closing = f"</{found[1].casefold()}"
        elif part.strip() and not closing:
            yield i


def said(text: str) -> str:
    return " ".join(unescape(text).split())


def in_lines(before: list[str], after: list[str]) -> Iterator[str]:
    """Each piece of text with the words marked that the pieces before it did not have there."""
    old = [word for text in before for word in WORDS.findall(text) if not word.isspace()]
    found = [WORDS.findall(text) for text in after]
    new = [word for words in found for word in words if not word.isspace()]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    fresh = {n for step, _, _, j, until in steps if step != "equal" for n in range(j, until)}
    n = 0
    for words in found:
        text = ""
        for word in words:
            if word.isspace():
                text += word
                continue
            text += f"{INS}{word}{END}" if n in fresh else word
            n += 1
        yield re.sub(rf"{END}(\s+){INS}", r"\1", text)
