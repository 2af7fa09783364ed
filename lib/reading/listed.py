"""Lines of a list in a letter: “• Outpatients – 158 of 1,854”, “Urgent: fewer than five”.

A label and one number, and what it counts partly stands in the sentence above the list. Whatever
is no such line is left to the reader of running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lib.number_box import Unread, Written, read_number
from lib.text import fold

from .counted import DISRUPTION, HEADS
from .names import Named, Registry

ITEM = re.compile(
    r"[ \t]*(?:[•*·▪◦‣–—-][ \t]+)?(?P<label>[^\W\d_][^\n:\d]{1,80}?)"
    r"(?:[ \t]*:[ \t]*|[ \t]+[–—-][ \t]+|\t[ \t]*)(?P<rest>[^\n:]+?)[ \t]*[.;,*]?[ \t]*$"
)
BULLET = re.compile(r"[ \t]*[•*·▪◦‣–—-][ \t]+")
BASE = re.compile(r"\((?:out )?of ([^()]+)\)")
# Said of none of the items alone.
OF_ALL = frozenset(["all", "altogether", "overall", "sum", "total", "totals"])
DISRUPTED = re.compile(DISRUPTION, re.IGNORECASE)
# “Parking: no” counts nothing; “none” does.
NO = re.compile(r"no\b", re.IGNORECASE)
MOST_WORDS = 8
SHORT = 9
STOPS = (".", "!", "?")
ENDS = re.compile(r"[.!?]\s+")


@dataclass(frozen=True)
class Item:
    """text[start:end] is the number, line[0]:line[1] the line; `above` what the list belongs to,
    "" where nothing stands there, `counted` the part of it that says what is counted; `place` what
    the label names, if it is a place. `noun` are words after the number."""

    start: int
    end: int
    line: tuple[int, int]
    label: str
    above: str
    counted: str
    written: Written
    noun: str = ""
    place: tuple[Named, ...] = ()

    @property
    def is_total(self) -> bool:
        return bool(OF_ALL & {*fold(self.label).split()})

    @property
    def is_name(self) -> bool:
        """Whether the label is probably a name: two words or more, each with a capital."""
        words = self.label.split()
        counted = HEADS & {*fold(self.label).split()}
        return len(words) > 1 and not counted and all(word[0].isupper() for word in words)


def items_of(text: str, registry: Registry) -> list[Item]:
    """The lines of lists in a plain text, with one number each."""
    found: list[Item] = []
    sentence = heading = ""
    at = 0
    for line in text.split("\n"):
        item = item_in(line, at, (sentence, heading), registry)
        if item is not None:
            found.append(item)
        elif line.strip() and not BULLET.match(line):
            # A short heading within the list still belongs to the sentence above it.
            if sentence and len(line.split()) <= SHORT and not line.rstrip().endswith(STOPS):
                heading = line.strip().rstrip(":")
            else:
                sentence, heading = last_sentence(line), ""
        at += len(line) + 1
    return found


def item_in(line: str, at: int, over: tuple[str, str], registry: Registry) -> Item | None:
    """`over` are the sentence above the list, and the heading of this part of it."""
    match = ITEM.match(line)
    if match is None:
        return None
    label, rest = match["label"].strip(), match["rest"]
    read = number_in(rest)
    if read is None:
        return None
    written, length, noun = read
    place = registry.called(label)
    above = ": ".join(filter(None, over))
    counted = HEADS & {*fold(f"{label} {noun} {above}").split()}
    if not (place or counted or DISRUPTED.search(above)):
        return None
    heading = next((part for part in reversed(over) if HEADS & {*fold(part).split()}), "")
    start = at + match.start("rest")
    return Item(
        start, start + length, (at, at + len(line)), label, above, heading, written, noun, place
    )


def number_in(rest: str) -> tuple[Written, int, str] | None:
    """(the number, how many letters it takes, the words after it) of what a label is followed by;
    None where it is no number, or has more than one."""
    if NO.match(rest):
        return None
    words = rest.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        phrase = re.match(r"\s*" + r"\s+".join(map(re.escape, words[:count])), rest)
        if phrase is None:
            continue
        written = read_or_none(BASE.sub(r"of \1", phrase.group()).strip())
        if written is None or written.unit:
            continue
        after = " ".join(words[count:])
        return None if has_number(after) else (written, phrase.end(), after)
    return None


def has_number(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return bool(re.search(r"\d", text)) or any(read_or_none(word) for word in words)


def read_or_none(text: str) -> Written | None:
    try:
        return read_number(text)
    except Unread:
        return None


def is_item(line: str) -> bool:
    """Whether a line has the shape of one, whatever it counts."""
    match = ITEM.match(line)
    return match is not None and number_in(match["rest"]) is not None


def without_items(text: str, items: Iterable[Item]) -> str:
    """The text with these lines blank, everything else in its place: their labels are nobody’s
    name in the sentences around."""
    for item in items:
        start, end = item.line
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def last_sentence(line: str) -> str:
    return ENDS.split(line.strip().rstrip(":"))[-1]


def numbers_left(text: str, taken: list[tuple[int, int]]) -> Iterator[str]:
    """Each number in digits that stands in none of these places, with the words beside it."""
    for match in re.finditer(r"[£$€<>]?\d[\d,.:/–-]*\d|\d", text):
        if not any(start <= match.start() and match.end() <= end for start, end in taken):
            line = text.rfind("\n", 0, match.start()) + 1
            before = re.search(r"(?:\S+[ \t]+){0,3}\S*$", text[line : match.start()])
            after = re.match(r"\S*(?:[ \t]+\S+){0,3}", text[match.end() :])
            around = [
                before.group() if before else "",
                match.group(),
                after.group() if after else "",
            ]
            yield " ".join("".join(around).split())
