"""How two states of a story differ, in words for people: what went and what came, marked.

Takes the plain values that `articles.workflow.texts.words_of` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from lib.words import join

from .. import markup
from ..markup.blocks import blocks_of, paragraphs
from ..markup.runs import Wrap, reach, words_in

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
# What the marks of a text are called.
NAMES = {"figure": "figure", "quote": "quotation"}
PIECES = re.compile(r"\w+|\s+|[^\w\s]")
# Longer paragraphs are shown whole: to find what changed in them would take too long.
LONGEST = 20_000


@dataclass(frozen=True)
class Piece:
    """Some text; `changed` where the other side has something else. `mark` is what a marked text
    rests on, "figure" or "quotation", and is drawn as a mark."""

    text: str
    changed: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Difference:
    """One place that differs; either side is empty where something came or went. `note` is a
    sentence on what no words show."""

    place: str
    was: list[Piece]
    now: list[Piece]
    note: str = ""


class Token(NamedTuple):
    """A word, a space or a mark of punctuation, and the records it rests on: "figure 42"."""

    text: str
    rests: tuple[str, ...] = ()


Line = tuple[Token, ...]


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
    if name in MARKED:
        yield from lines(label, marked_lines(before), marked_lines(after))
        if name == "body":
            for other, found in (("Link", links), ("Tables and charts", graphics)):
                was, now = ([plain_line(each) for each in found(html)] for html in (before, after))
                yield from lines(other, was, now)
    else:
        yield Difference(label, [Piece(told(before), True)], [Piece(told(after), True)])


def same_lines(before: str, after: str) -> int:
    """How many paragraphs of two bodies are the same."""
    matched = SequenceMatcher(None, marked_lines(before), marked_lines(after), autojunk=False)
    return sum(block.size for block in matched.get_matching_blocks())


def marked_lines(html: str) -> list[Line]:
    """The paragraphs of a marked text, each in tokens."""
    return [
        tuple(Token(text, rests_of(run.wraps)) for run in runs for text in PIECES.findall(run.text))
        for runs in paragraphs(blocks_of(html))
    ]


def rests_of(wraps: Iterable[Wrap]) -> tuple[str, ...]:
    found = (f"{NAMES[wrap.kind]} {wrap.value}" for wrap in wraps if wrap.kind in NAMES)
    return tuple(sorted(found))


def plain_line(text: str) -> Line:
    return tuple(map(Token, PIECES.findall(text)))


def lines(label: str, was: list[Line], now: list[Line]) -> Iterator[Difference]:
    """The lines of two texts that differ, side by side."""
    for step, i, end, j, until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        old, new = was[i:end], now[j:until]
        for n in range(max(len(old), len(new))):
            one, other = (side[n] if n < len(side) else () for side in (old, new))
            if one or other:
                yield Difference(label, *pieces(one, other), other_records(one, other))


def words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two lines in pieces, those that differ marked."""
    return pieces(plain_line(before), plain_line(after))


def pieces(was: Line, now: Line) -> tuple[list[Piece], list[Piece]]:
    if not (was and now) or max(length(was), length(now)) > LONGEST:
        return list(joined(was, changed=True)), list(joined(now, changed=True))
    same = [False] * len(was), [False] * len(now)
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for step, i, end, j, until in steps:
        # A space that happens to stand between two changes is no word that stayed.
        between = (step, i, end) not in (steps[0][:3], steps[-1][:3])
        if step == "equal" and not (between and blank(was[i:end])):
            same[0][i:end] = [True] * (end - i)
            same[1][j:until] = [True] * (until - j)
    return drawn(was, same[0]), drawn(now, same[1])


def blank(line: Line) -> bool:
    return not any(token.text.strip() for token in line)


def drawn(line: Line, same: list[bool]) -> list[Piece]:
    """A line in pieces, of each token whether it is the `same` on the other side."""
    runs = groupby(zip(line, same, strict=True), key=lambda each: each[1])
    return [
        piece
        for stays, tokens in runs
        for piece in joined(tuple(token for token, _ in tokens), changed=not stays)
    ]


def length(line: Line) -> int:
    return sum(len(token.text) for token in line)


def joined(line: Line, *, changed: bool) -> Iterator[Piece]:
    """Tokens that follow one another and rest on the same, as one piece."""
    for rests, tokens in groupby(line, key=lambda token: token.rests):
        mark = rests[0].partition(" ")[0] if rests else ""
        yield Piece("".join(token.text for token in tokens), changed, mark)


def other_records(was: Line, now: Line) -> str:
    """What is to be said of a line with the same words on other records."""
    if [token.text for token in was] != [token.text for token in now]:
        return ""
    before, after = (list(dict.fromkeys(r for t in line for r in t.rests)) for line in (was, now))
    gone = join([each for each in before if each not in after]) or "nothing"
    come = join([each for each in after if each not in before]) or "nothing"
    return f"The same words: where they rested on {gone}, they now rest on {come}."


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


def graphics(html: str) -> Iterator[str]:
    """ "table “Put off”: figures 16 and 17", one for each table and chart."""
    for each in markup.graphics_in(html):
        yield f"{each.kind} “{each.title}”: figures {join(list(map(str, each.figures)))}"


def rests(html: str) -> Iterator[str]:
    """ "1,854: figure 42", one for each mark."""
    for mark in markup.marks(html):
        yield f"{mark.words or mark.graphic}: {NAMES[mark.kind]} {join(list(map(str, mark.ids)))}"


def told(value: Any) -> str:
    """A plain value in words; of what has an id and a name, the name."""
    if isinstance(value, Mapping):
        return ", ".join(filter(None, map(told, value.values())))
    if isinstance(value, list | tuple):
        if len(value) > 1 and isinstance(value[0], int) and isinstance(value[1], str):
            return " ".join(str(part) for part in value[1:] if isinstance(part, str) and part)
        return ", ".join(filter(None, map(told, value)))
    return str(value)
