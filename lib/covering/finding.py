"""Where words stand in a text: each time with the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..text import squash
from .laid import Laid, laid
from .letters import END, START, phrase_pattern

# So much of the sentence is shown on either side.
AROUND = 110
SENTENCE_ENDS = re.compile(r"[.!?…]['’”)\]]*\s+|\n")
# What links to, and names, without being read: of HTML these attributes alone.
ATTRIBUTE = re.compile(r'\s(href|title|alt|src|content|aria-label)="([^"]*)"')


@dataclass(frozen=True)
class Found:
    """Words at text[start:end]: of what is read, or of an attribute where `attribute` is the place
    of that in the source. `kind` says as what they were looked for."""

    kind: str
    start: int
    end: int
    words: str
    before: str
    after: str
    attribute: tuple[int, int] | None = None


def words_pattern(wanted: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for {kind: pattern}; the first that fits at a place has it."""
    return _compiled(
        "|".join(f"(?P<{kind}>{START}(?:{each}){END})" for kind, each in wanted.items())
    )


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def phrases(texts: Iterable[str]) -> dict[str, str]:
    """{"words_1": pattern} of what is to be found as it was typed, the longest first."""
    patterns = sorted(filter(None, map(phrase_pattern, texts)), key=len, reverse=True)
    return {f"words_{n}": each for n, each in enumerate(dict.fromkeys(patterns), start=1)}


def find(source: str, pattern: re.Pattern[str], *, html: bool) -> list[Found]:
    """Each place in a text, or in what is read of some HTML and in what its links say."""
    view = laid(source, html=html)
    text = view.text
    found = [
        Found(
            match.lastgroup or "",
            match.start(),
            match.end(),
            squash(match.group()),
            *around(text, match.start(), match.end()),
        )
        for match in pattern.finditer(text)
    ]
    return found + (in_attributes(view, pattern) if html else [])


def in_attributes(view: Laid, pattern: re.Pattern[str]) -> list[Found]:
    return [
        Found(
            match.lastgroup or "",
            match.start(),
            match.end(),
            match.group(),
            each.group(2)[: match.start()],
            each.group(2)[match.end() :],
            each.span(),
        )
        for tag in re.finditer(r"<[^>]+>", view.source)
        for each in ATTRIBUTE.finditer(view.source, *tag.span())
        if (match := pattern.search(each.group(2)))
    ]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence, cut where it is long."""
    before = SENTENCE_ENDS.split(text[max(0, start - 4 * AROUND) : start])[-1]
    after = text[end : end + 4 * AROUND]
    stop = SENTENCE_ENDS.search(after)
    after = after[: stop.end()] if stop else after
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].split(" ", 1)[-1]
    if len(after) > AROUND:
        after = after[:AROUND].rsplit(" ", 1)[0] + " …"
    return " ".join(before.split("\n")).lstrip(), " ".join(after.split("\n")).rstrip()
