"""How two states of a story differ, in words for people: what went and what came, marked.

Takes the plain values that `articles.workflow.texts.words_of` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from .. import markup
from ..markup.blocks import blocks_of, paragraphs
from ..markup.runs import reach, words_in

LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "kicker": "Above the headline",
    "dateline": "Place and date line",
    "slug": "Address",
    "section": "Section",
    "bylines": "Byline",
    "body": "Text",
    "pictures": "Pictures",
    "about": "What it is about",
    "related": "Read more",
}
MARKED = ("headline", "standfirst", "body")
PIECES = re.compile(r"\w+|\s+|[^\w\s]")
# Longer paragraphs are shown whole: to find what changed in them would take too long.
LONGEST = 20_000


@dataclass(frozen=True)
class Piece:
    """Some text; `changed` where the other side has something else."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Difference:
    """One place that differs; either side is empty where something came or went."""

    place: str
    was: list[Piece]
    now: list[Piece]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Where two states of a story differ, in the order of the page. An empty `before` is nothing
    at all: a new story."""
    return [
        found
        for name, label in LABELS.items()
        if before.get(name) != after.get(name)
        for found in differing(name, label, before.get(name) or "", after.get(name) or "")
    ]


def differing(name: str, label: str, before: Any, after: Any) -> Iterator[Difference]:
    if name == "body":
        yield from lines(label, markup.plain_text(before), markup.plain_text(after))
        for name, found in (("Link", links), ("Rests on", rests)):
            yield from lines(name, "\n".join(found(before)), "\n".join(found(after)))
    elif name in MARKED:
        yield from lines(label, markup.plain_text(before), markup.plain_text(after))
        yield from lines("Rests on", "\n".join(rests(before)), "\n".join(rests(after)))
    else:
        yield Difference(label, [Piece(told(before), True)], [Piece(told(after), True)])


def lines(label: str, before: str, after: str) -> Iterator[Difference]:
    """The lines of two texts that differ, side by side."""
    was, now = before.split("\n"), after.split("\n")
    for step, i, end, j, until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        old, new = was[i:end], now[j:until]
        for n in range(max(len(old), len(new))):
            pair = "".join(old[n : n + 1]), "".join(new[n : n + 1])
            if any(pair):
                yield Difference(label, *words(*pair))


def words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two lines in pieces, those that differ marked."""
    if not (before and after) or max(len(before), len(after)) > LONGEST:
        return [Piece(before, True)] if before else [], [Piece(after, True)] if after else []
    was, now = PIECES.findall(before), PIECES.findall(after)
    old: list[Piece] = []
    new: list[Piece] = []
    for step, i, end, j, until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for side, text in ((old, "".join(was[i:end])), (new, "".join(now[j:until]))):
            if text:
                side.append(Piece(text, step != "equal"))
    return old, new


def links(html: str) -> Iterator[str]:
    """ "the report: https://…", one for each link."""
    for runs in paragraphs(blocks_of(html)):
        i = 0
        while i < len(runs):
            link = next((wrap for wrap in runs[i].wraps if wrap.kind == "a"), None)
            end = reach(runs, i, link) if link else i
            if link:
                yield f"{words_in(runs[i:end])}: {link.value}"
            i = max(end, i + 1)


def rests(html: str) -> Iterator[str]:
    """ "1,854: figure 42", one for each mark."""
    for mark in markup.marks(html):
        kind = "figure" if mark.kind == "figure" else "quotation"
        yield f"{mark.words or mark.graphic}: {kind} {' and '.join(map(str, mark.ids))}"


def told(value: Any) -> str:
    """A plain value in words; of what has an id and a name, the name."""
    if isinstance(value, Mapping):
        return ", ".join(filter(None, map(told, value.values())))
    if isinstance(value, list | tuple):
        if len(value) > 1 and isinstance(value[0], int) and isinstance(value[1], str):
            return " ".join(str(part) for part in value[1:] if isinstance(part, str) and part)
        return ", ".join(filter(None, map(told, value)))
    return str(value)
