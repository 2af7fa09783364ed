"""The body for a page: each mark knows its records, and beside its line stands who says so.

Pure: from what `rendering` wrote, with what is known today of the records that it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe

TAG = re.compile(r"(<[^>]+>)")
NAME = re.compile(r"</?([a-z0-9]+)")
RECORDS = re.compile(r' data-records="([^"]*)"')
VOID = {"br", "hr"}
# Where one ends, the next line of notes begins.
BLOCKS = {"p", "li", "h2", "h3", "blockquote"}
# More notes push those of the next paragraph down.
MOST_NOTES = 3


@dataclass(frozen=True)
class Says:
    """Who says so and when, of one record; `since` what has become of it after it was cited."""

    who: str
    when: str = ""
    since: str = ""


@dataclass
class _Note:
    says: Says
    words: list[str] = field(default_factory=list)
    more: int = 0

    def html(self) -> str:
        lines = [f"<b>{escape(' · '.join(self.words))}</b>", escape(self.says.who)]
        lines += [escape(self.says.when)] if self.says.when else []
        lines += [f"and {self.more} more"] if self.more else []
        since = f'<span class="since">{escape(self.says.since)}</span>' if self.says.since else ""
        # Of its words nothing is new: the mark leads to them. So it is not read out, nor copied.
        return f'<span class="note" aria-hidden="true">{"<br>".join(lines)}{since}</span>'


@dataclass
class _Open:
    """A tag that is open: its name, and the records where it is a mark."""

    name: str
    records: tuple[str, ...] = ()
    # A mark of which readers may see no record: its words stand alone.
    unseen: bool = False
    words: str = ""


@dataclass(frozen=True)
class Annotated:
    """`numbers` are {record: its number in print}, by first mention; `cards` the sets of records
    that one mark names, each once."""

    html: SafeString
    numbers: dict[str, int]
    cards: list[tuple[str, ...]]


def card_id(records: tuple[str, ...]) -> str:
    return f"card-{'-'.join(records)}"


def annotate(html: str, known: Mapping[str, Says]) -> Annotated:
    """`known` are the records that readers may see, by name ("figure-16"); others go unmarked.

    Records of one source in one paragraph share a note, beside the line of the first.
    """
    annotator = Annotator(known)
    return Annotated(annotator.write(html), annotator.numbers, annotator.cards)


class Annotator:
    """The same for a body that comes in parts, in order: `write` each."""

    def __init__(self, known: Mapping[str, Says]) -> None:
        self.known = known
        self.numbers: dict[str, int] = {}
        self.cards: list[tuple[str, ...]] = []
        self.written: list[str | _Note] = []
        self.open: list[_Open] = []
        # Of the paragraph: its notes, and those that wait for the end of the outermost mark.
        self.notes: list[_Note] = []
        self.waiting: list[_Note] = []

    def number(self, record: str) -> int:
        """The number in print of a record that is named here, which may be its first mention."""
        return self.numbers.setdefault(record, len(self.numbers) + 1)

    def write(self, html: str) -> SafeString:
        self.written, self.notes = [], []
        for part in TAG.split(html):
            name = NAME.match(part)
            if name is None:
                self.text(part)
            elif name[1] in VOID:
                self.written.append(part)
            elif part.startswith("</"):
                self.close(part)
            else:
                self.begin(part, name[1])
        parts = (part if isinstance(part, str) else part.html() for part in self.written)
        return mark_safe("".join(parts))

    def text(self, text: str) -> None:
        self.written.append(text)
        for each in self.open:
            each.words += unescape(text)

    def begin(self, tag: str, name: str) -> None:
        named = RECORDS.search(tag)
        records = tuple(each for each in named[1].split() if each in self.known) if named else ()
        if named:
            tag = tag.replace(named[0], self.attributes(records, name))
        unseen = named is not None and not records
        if not unseen:
            self.written.append(tag)
        self.open.append(_Open(name, records, unseen))

    def attributes(self, records: tuple[str, ...], name: str) -> str:
        if not records:
            return ""
        printed = ", ".join(str(self.number(each)) for each in records)
        if name != "a":
            return f' data-n="{printed}"'
        if records not in self.cards:
            self.cards.append(records)
        changed = any(self.known[each].since for each in records)
        return f' data-n="{printed}" interestfor="{card_id(records)}"' + (
            " data-changed" if changed else ""
        )

    def close(self, tag: str) -> None:
        closed = self.open.pop()
        if not closed.unseen:
            self.written.append(tag)
        for record in closed.records:
            self.note(self.known[record], closed.words)
        if not any(each.records for each in self.open):
            self.written += self.waiting
            self.waiting = []
        if closed.name in BLOCKS:
            self.notes = []

    def note(self, says: Says, words: str) -> None:
        for note in self.notes:
            if note.says == says:
                note.words += [words] if words not in note.words else []
                return
        if len(self.notes) == MOST_NOTES:
            self.notes[-1].more += 1
            return
        note = _Note(says, [words])
        self.notes.append(note)
        self.waiting.append(note)
