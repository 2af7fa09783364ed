"""Names that the reader is given to know, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lib.text import fold

WORD = re.compile(r"[^\W_]+(?:[’'&.-][^\W_]+)*|&")
# “Wye Valley (WVT) NHS Trust”: the letters in brackets are said for later, and are no part of it.
LETTERS = re.compile(r"\([A-Z]{2,8}\)(?=[^\S\n]+(?:NHS|University|Foundation|Trust|Health)\b)")


@dataclass(frozen=True)
class Named:
    """What a name stands for. `kind`: "trust", "hospital", "area", "union", "person" …"""

    kind: str
    id: int | str
    name: str


@dataclass(frozen=True)
class Place:
    """text[start:end] is a name of one of these (several where a name is shared)."""

    start: int
    end: int
    named: tuple[Named, ...]


class Registry:
    """Names and aliases, each with what it stands for; told apart from plain words by capitals."""

    def __init__(self, names: Iterable[tuple[str, Named]] = ()) -> None:
        self.known: dict[str, tuple[Named, ...]] = {}
        self.longest: dict[str, int] = {}
        for written, named in names:
            folded = fold(written)
            # “The Thorne and Marsh NHS Trust” is as often written without its article.
            for name in dict.fromkeys((folded, folded.removeprefix("the "))):
                self.know(name, named)

    def know(self, name: str, named: Named) -> None:
        if not name:
            return
        others = self.known.get(name, ())
        if named not in others:
            self.known[name] = (*others, named)
        words = name.split()
        self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    def called(self, written: str) -> tuple[Named, ...]:
        folded = fold(written)
        return self.known.get(folded) or self.known.get(folded.removeprefix("the "), ())

    def places(self, text: str) -> list[Place]:
        """Where the names stand, longest first, none inside another."""
        if not self.known:
            return []
        aside = {m.start() + 1 for m in LETTERS.finditer(text)}
        words = [
            (m.start(), m.end(), fold(m.group()))
            for m in WORD.finditer(text)
            if m.start() not in aside
        ]
        found: list[Place] = []
        i = 0
        while i < len(words):
            start, _, first = words[i]
            named = text[start].isupper() or first == "the"
            longest = self.longest.get(first.split(" ")[0], 0) if named else 0
            step = 1
            for count in range(min(longest, len(words) - i), 0, -1):
                end = words[i + count - 1][1]
                if "\n" in text[start:end]:
                    continue
                meant = self.known.get(" ".join(word for _, _, word in words[i : i + count]))
                if meant:
                    found.append(Place(start, end, meant))
                    step = count
                    break
            i += step
        return found
