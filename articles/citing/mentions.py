"""Which trusts, hospitals and areas a sentence names, by whatever they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lib.text import fold

# Said of nearly every one of them, and left out by whoever speaks of one.
GENERIC = frozenset({"nhs", "foundation", "trust", "hospital", "hospitals", "the"})
LONGEST = 8  # words in a name


class Mentioned(NamedTuple):
    """One place: ("trust", 12)."""

    kind: str
    pk: int


Calls = Mapping[str, frozenset[Mentioned]]


def calls_of(named: Iterable[tuple[Mentioned, Iterable[str]]]) -> Calls:
    """{a way to call it, folded: what may be meant}, from (what, its names).

    "Hampshire Hospitals NHS Foundation Trust" is called "hampshire hospitals" too, "Royal Hampshire
    County Hospital, Winchester" "royal hampshire county".
    """
    calls: defaultdict[str, set[Mentioned]] = defaultdict(set)
    for what, names in named:
        for name in names:
            for call in (fold(name), short(name)):
                if len(call) > 2:
                    calls[call].add(what)
    return {call: frozenset(whats) for call, whats in calls.items()}


def short(name: str) -> str:
    """A name without its town and the words that end every such name; "" where little is left."""
    words = fold(name.partition(",")[0]).split()
    whole = len(words)
    while words and words[-1] in GENERIC and not (words[-1] == "hospitals" and len(words) < 3):
        words.pop()
    kept = " ".join(words)
    return kept if len(words) > 1 or len(words) == whole else ""


def mentioned(folded: str, calls: Calls) -> frozenset[Mentioned]:
    """What a folded sentence names; of names inside one another the longest alone counts."""
    words = folded.split()
    found: set[Mentioned] = set()
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            meant = calls.get(" ".join(words[at : at + length]))
            if meant:
                found |= meant
                at += length
                break
        else:
            at += 1
    return frozenset(found)
