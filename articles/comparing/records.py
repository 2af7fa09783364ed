"""Which records behind the words are others than they were: the words themselves may be the same.

Pure: {("figure", 42): Behind} for each of two states of a story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Key = tuple[str, int]


@dataclass(frozen=True)
class Behind:
    """A record as it stands behind some words: `says` its number or words, `revision` which."""

    words: str
    says: str
    revision: int


def changed_records(before: Mapping[Key, Behind], after: Mapping[Key, Behind]) -> list[str]:
    """ "The record behind “1,854” is now 1,867: it was 1,854.", in the order of the text now."""
    return [
        sentence(key[0], before[key], now)
        for key, now in after.items()
        if key in before and before[key].revision != now.revision
    ]


def sentence(kind: str, was: Behind, now: Behind) -> str:
    words = now.words.strip("“”")
    if was.says == now.says:
        return f"The record behind “{words}” has been revised, and says the same."
    if kind == "quote":
        return f"The quotation behind “{words}” now reads “{now.says}”: it read “{was.says}”."
    return f"The record behind “{words}” is now {now.says}: it was {was.says}."
