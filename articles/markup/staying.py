"""Which words of a text are still there, in the same order, when somebody has written it anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from .runs import Run, Wrap

# A number is one word, “1,854”, and so is “hospital’s”.
WORDS = re.compile(r"\w+(?:[.,:’'-]\w+)*|[^\w\s]")
MARKS = ("figure", "quote")

Wraps = frozenset[Wrap]


def staying(old: str, new: str) -> dict[int, int]:
    """{place of a letter in `new`: its place in `old`}, of the words that stay.

    A comma stays with a word beside it: alone it is another comma.
    """
    if old == new:
        return {at: at for at in range(len(new))}
    before, after = list(WORDS.finditer(old)), list(WORDS.finditer(new))
    alike = SequenceMatcher(
        None, [word[0] for word in before], [word[0] for word in after], autojunk=False
    )
    found: dict[int, int] = {}
    for first, second, many in alike.get_matching_blocks():
        pairs = list(zip(before[first : first + many], after[second : second + many], strict=True))
        if any(word[0][0].isalnum() for word, _ in pairs):
            for was, now in pairs:
                found.update(zip(range(*now.span()), range(*was.span()), strict=True))
    return found


def dressed(old: Iterable[Run], new: Iterable[Run]) -> list[Run]:
    """The new runs with the links, bold and italic type of the old around the words that stay, and
    around what stands between two of them where it went on from the one to the other.

    Marks are left alone: on what other words rest a person says.
    """
    old, new = list(old), list(new)
    around = [type_of(run) for run in old for _ in run.text]
    if not any(around):
        return new
    stays = staying("".join(run.text for run in old), "".join(run.text for run in new))
    letters = [(letter, run.wraps) for run in new for letter in run.text]
    given = wraps_for(len(letters), stays, around)
    return [Run(letter, wraps | more) for (letter, wraps), more in zip(letters, given, strict=True)]


def type_of(run: Run) -> Wraps:
    return frozenset(wrap for wrap in run.wraps if wrap.kind not in MARKS)


def wraps_for(many: int, stays: dict[int, int], around: list[Wraps]) -> list[Wraps]:
    given: list[Wraps] = [frozenset()] * many
    before = None
    for at in sorted(stays):
        given[at] = around[stays[at]]
        if before is not None and at - before > 1:
            through = around[stays[before] : stays[at] + 1]
            given[before + 1 : at] = [frozenset.intersection(*through)] * (at - before - 1)
        before = at
    return given
