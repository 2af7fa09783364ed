"""Text as runs, each with the set of wraps around it; tidied, and nested again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

BREAK = "\n"  # <br>, in a run; line breaks of the source have become spaces by then
NESTING = ["quote", "figure", "a", "strong", "em"]


class Wrap(NamedTuple):
    """strong, em, a, figure or quote; the value is the address or the ids."""

    kind: str
    value: str = ""


class Run(NamedTuple):
    """Text with the same wraps from end to end; BREAK alone is a line break."""

    text: str
    wraps: frozenset[Wrap] = frozenset()


class Node(NamedTuple):
    """A wrap with what is inside it, ready to be written."""

    wrap: Wrap
    inside: list[Node | str]


def words_in(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with single spaces, trimmed at both ends, without wraps around nothing."""
    tidied = list(runs)
    before = None
    while tidied != before:
        before = tidied
        tidied = _joined(_without_empty_wraps(_single_spaced(tidied)))
    return tidied


def _single_spaced(runs: list[Run]) -> list[Run]:
    spaced: list[Run] = []
    after_space = True
    for text, wraps in runs:
        text = re.sub(" +", " ", text)
        if after_space:
            text = text.lstrip(" \n") if not spaced else text.lstrip(" ")
        if text:
            spaced.append(Run(text, wraps))
            after_space = text[-1] == " "
    while spaced and not spaced[-1].text.rstrip(" \n"):
        spaced.pop()
    if spaced:
        spaced[-1] = Run(spaced[-1].text.rstrip(" \n"), spaced[-1].wraps)
    return spaced if any(run.text.strip() for run in spaced) else []


def _without_empty_wraps(runs: list[Run]) -> list[Run]:
    kept = list(runs)
    for wrap in {wrap for run in runs for wrap in run.wraps}:
        i = 0
        while i < len(kept):
            end = reach(kept, i, wrap)
            if end > i and not words_in(kept[i:end]).strip():
                kept[i:end] = [Run(run.text, run.wraps - {wrap}) for run in kept[i:end]]
            i = max(end, i + 1)
    return kept


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].wraps == run.wraps:
            joined[-1] = Run(joined[-1].text + run.text, run.wraps)
        else:
            joined.append(run)
    return joined


def reach(runs: list[Run], i: int, wrap: Wrap) -> int:
    """Where the wrap that covers run i ends; i itself when it does not."""
    while i < len(runs) and wrap in runs[i].wraps:
        i += 1
    return i


def nest(runs: list[Run]) -> list[Node | str]:
    """Runs as nested nodes: of the wraps that begin together, the one that goes on longest is
    outermost, so that as few as possible are split."""
    nodes: list[Node | str] = []
    i = 0
    while i < len(runs):
        if not runs[i].wraps:
            nodes.append(runs[i].text)
            i += 1
            continue
        outer = min(
            runs[i].wraps,
            key=lambda wrap: (-reach(runs, i, wrap), NESTING.index(wrap.kind), wrap.value),
        )
        end = reach(runs, i, outer)
        inside = [Run(run.text, run.wraps - {outer}) for run in runs[i:end]]
        nodes.append(Node(outer, nest(_joined(inside))))
        i = end
    return nodes
