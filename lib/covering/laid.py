"""A text as the letters that somebody reads, each with its place in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from ..text import BLOCKS

TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^<&]+|[<&]")
TAG = re.compile(r"</?([a-zA-Z0-9]+)")


@dataclass
class Laid:
    """`text` is what is read. The letter at i comes from source[starts[i]:ends[i]]; a line break
    between two blocks comes from nowhere, and its two are equal."""

    source: str
    letters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def add(self, letters: str, start: int, end: int) -> None:
        for letter in letters:
            self.letters.append(letter)
            self.starts.append(start)
            self.ends.append(end)


def laid(source: str, *, html: bool) -> Laid:
    found = Laid(source)
    if not html:
        for at, letter in enumerate(source):
            found.add(letter, at, at + 1)
        return found
    for token in TOKEN.finditer(source):
        part, start = token.group(), token.start()
        if part[0] == "<" and len(part) > 1:
            tag = TAG.match(part)
            if tag and tag.group(1).lower() in BLOCKS:
                found.add("\n", start, start)
        elif part[0] == "&" and len(part) > 1:
            # More than one letter may come of an entity: all of it goes with any of them.
            found.add(unescape(part), start, token.end())
        else:
            for at, letter in enumerate(part, start=start):
                found.add(letter, at, at + 1)
    return found
