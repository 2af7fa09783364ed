"""What somebody looks for: a name in all the ways it is written, words as they were printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..guesses import TITLES
from ..text import fold
from .finding import phrases, words_pattern
from .letters import TAGS, plain, split, word_pattern
from .names import Called, calls

# Of a passage, each sentence of so many words is looked for by itself where it must not come back.
WORDS_OF_A_SENTENCE = 5


@dataclass(frozen=True)
class Wanted:
    """`kinds` narrows the ways in which the name is called; empty, all of them."""

    name: str = ""
    words: tuple[str, ...] = ()
    kinds: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def calls(self) -> list[Called]:
        return [each for each in calls(self.name) if not self.kinds or each.kind in self.kinds]

    @cached_property
    def patterns(self) -> dict[str, str]:
        return phrases(self.words) | {each.kind: each.pattern for each in self.calls}

    @property
    def pattern(self) -> re.Pattern[str]:
        return words_pattern(self.patterns)

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def sure(self, kind: str) -> bool:
        return all(each.sure for each in self.calls if each.kind == kind)

    def weak(self, kind: str) -> bool:
        return any(each.weak for each in self.calls if each.kind == kind)

    def label(self, kind: str) -> str:
        """What was looked for: “J. Smith”; "" for words as they were typed."""
        return next((each.label for each in self.calls if each.kind == kind), "")

    @cached_property
    def core(self) -> str:
        """A pattern for the database, simple and never too narrow: one word of each is there.

        Tags may stand between its letters.
        """
        words = [max(split(text), key=len) for text in self.words if split(text)]
        of_name = [word for word in split(self.name) if plain(word) not in TITLES]
        # Of “van”, “de” and initials there are too many; the first and the last stand for all.
        words += [*of_name[:1], *of_name[-1:], *(word for word in of_name if len(word) > 3)]
        return "|".join(sorted({word_pattern(word, TAGS) for word in words}))

    def may_stand_in(self, text: str) -> bool:
        """A quick question, before each letter is looked at: never no where they do."""
        return bool(re.search(self.core, text))

    def kept(self, kinds: Collection[str]) -> dict[str, Any]:
        """Plain values of it, as far as these ways are concerned: `wanted_again` reads them."""
        name = self.name if any(kind in kinds for kind in self.named()) else ""
        return {
            "name": name,
            "kinds": sorted(set(kinds) & self.named()) if name else [],
            "words": list(self.words),
        }

    def named(self) -> set[str]:
        return {each.kind for each in self.calls}


def wanted_again(kept: Mapping[str, Any]) -> Wanted:
    """What may not come back: the words, and of a passage each of its sentences too."""
    words: list[str] = []
    for text in kept["words"]:
        sentences = re.split(r"(?<=[.!?…])['’”)\]]*\s+|\n", text)
        long = [each for each in sentences if len(fold(each).split()) >= WORDS_OF_A_SENTENCE]
        words += [text, *long]
    return Wanted(kept["name"], tuple(dict.fromkeys(words)), frozenset(kept["kinds"]))
