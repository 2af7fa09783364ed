"""What somebody asks by selecting words: the words, their sentence, and what the story is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from lib.number_words import parse_number
from lib.spoken import Spoken
from lib.text import fold, squash

OPENING, CLOSING = "“‘\"'", "”’\"'"


@dataclass(frozen=True)
class Asked:
    """`words` are selected, in `sentence`; `typed` narrows. The sets are ids of records that the
    story is about, as its form says now."""

    words: str
    sentence: str = ""
    typed: str = ""
    trusts: frozenset[int] = field(default_factory=frozenset)
    hospitals: frozenset[int] = field(default_factory=frozenset)
    areas: frozenset[int] = field(default_factory=frozenset)
    strikes: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def said(self) -> Spoken | None:
        """The one number in the words, if there is one."""
        return None if self.quotation else parse_number(self.words)

    @cached_property
    def quotation(self) -> str:
        """The words alone where they stand in quotation marks; "" where they do not."""
        words = squash(self.words)
        inside = words[:1] in OPENING and words[1:].strip(CLOSING + ".,;:?! ")
        if words and inside:
            return words.strip(OPENING + CLOSING)
        return ""

    @cached_property
    def around(self) -> str:
        """The sentence as names are compared."""
        return fold(self.sentence or self.words)
