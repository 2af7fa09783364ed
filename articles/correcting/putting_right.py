"""The texts of a version with the words that were chosen for it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import NamedTuple

from django.utils.text import slugify

from .. import markup
from .plan import (
    ALT,
    BODY,
    BYLINE,
    CREDIT,
    DATELINE,
    KICKER,
    OF_RECORDS,
    PLAIN,
    REWRITE,
    SLUG,
    Use,
    called,
)
from .wording import REPLACE

LONGEST_SLUG = 120
LONGEST = {KICKER: 60, DATELINE: 80, BYLINE: 300, ALT: 250, CREDIT: 120}


@dataclass(frozen=True)
class Text:
    """A place of a version: the caption of its picture number `which`, its body or another field.

    Some are plain words, in which nothing can be marked: see `PLAIN`.
    """

    place: str
    which: int
    read: markup.Reading

    @classmethod
    def of(cls, place: str, html: str, which: int = 0) -> Text:
        return cls(place, which, markup.Reading(html, inline=place != BODY))

    @property
    def html(self) -> str:
        return self.read.html

    @property
    def plain(self) -> str:
        return self.html if self.place in PLAIN else self.read.plain

    @property
    def marks(self) -> list[markup.Mark]:
        return [] if self.place in PLAIN else self.read.marks

    @property
    def key(self) -> tuple[str, int]:
        return self.place, self.which


New = dict[tuple[str, int], Text]


def put_right(texts: Iterable[Text], uses: Iterable[Use]) -> tuple[New, list[str]]:
    """({place: the text as it would stand}, sentences on those that cannot be made)."""
    here: Mapping[tuple[str, int], list[Use]] = defaultdict(list)
    for use in uses:
        if use.choice in (REPLACE, REWRITE) and not use.graphic:
            here[use.where.place, use.where.which].append(use)
    new, stuck = {}, []
    for text in texts:
        if text.key not in here:
            continue
        try:
            made = with_words(text, here[text.key])
        except markup.MarkupError as error:
            stuck.append(f"{called(text.place)}: {' '.join(error.messages)}")
        except ValueError:
            stuck.append(
                f"{called(text.place)}: two of the changes overlap: write the sentence anew once."
            )
        else:
            if why := why_not(made):
                stuck.append(f"{called(text.place)}: {why}")
            elif made.html != text.html:
                new[text.key] = made
    return new, stuck


def why_not(made: Text) -> str:
    """Why the text cannot stand there; empty where it can."""
    if made.place in OF_RECORDS:
        return f"{OF_RECORDS[made.place]}: put it right there, and leave it here."
    longest = LONGEST.get(made.place)
    if longest and len(made.plain) > longest:
        return f"this has {len(made.plain)} characters: up to {longest} can stand there."
    return ""


def with_words(text: Text, uses: Iterable[Use]) -> Text:
    """A sentence that is written anew takes in whatever else was to change in it."""
    uses = list(uses)
    changes: dict[tuple[int, int], str] = {}
    anew = {use.sentence_start: use for use in uses if use.choice == REWRITE}
    for use in anew.values():
        end = use.sentence_start + len(use.sentence)
        written = " ".join(use.text.split()) if text.place in PLAIN else with_marks(text, use)
        changes[use.sentence_start, end] = written
    for use in uses:
        if use.sentence_start not in anew:
            changes[use.where.start, use.where.start + len(use.words)] = use.new_words
    if text.place in PLAIN:
        new = spliced(text.plain, changes)
        return Text.of(text.place, address(new) if text.place == SLUG else new, text.which)
    replacements = [markup.Replacement(*place, words) for place, words in changes.items()]
    return Text(text.place, text.which, text.read.replaced(replacements))


def spliced(text: str, changes: Mapping[tuple[int, int], str]) -> str:
    """ValueError where two changes overlap."""
    for one, another in pairwise(sorted(changes)):
        if another[0] < one[1]:
            raise ValueError("Two changes overlap.")
    for (start, end), words in sorted(changes.items(), reverse=True):
        text = text[:start] + words + text[end:]
    return text


def address(words: str) -> str:
    return slugify(words)[:LONGEST_SLUG].strip("-")


def with_marks(text: Text, use: Use) -> str:
    """A sentence that somebody wrote anew, with the marks of the old one.

    Where they set marks themselves these are all. Otherwise each mark of the old sentence goes to
    the same words in the new; that of the corrected number to words that are true of it.
    """
    if "<span" in use.text:
        return markup.sanitise_inline(use.text)
    new = " ".join(use.text.split())
    stays = {was: now for now, was in markup.staying(use.sentence, new).items()}
    placed: list[Placed] = []
    for mark in marks_in(text, use):
        place = next(places_for(mark, use, new, stays, placed), None)
        if place is not None:
            placed.append(Placed(mark, *place))
    return spelt(new, placed) if placed else new


class Placed(NamedTuple):
    """A mark of the old sentence and where it stands in the new one."""

    mark: markup.Mark
    start: int
    end: int


def marks_in(text: Text, use: Use) -> Iterator[markup.Mark]:
    """The marks of the sentence, an outer one first; of one that reaches further its part here.
    What is around the whole sentence stays so without us."""
    first, last = use.sentence_start, use.sentence_start + len(use.sentence)
    for mark in text.marks:
        start, end = max(mark.start, first), min(mark.end, last)
        whole = mark.start <= first and last <= mark.end
        if start < end and not whole and not mark.graphic:
            yield replace(mark, words=text.plain[start:end], start=start, end=end)


def places_for(
    mark: markup.Mark, use: Use, new: str, stays: Mapping[int, int], placed: Collection[Placed]
) -> Iterator[tuple[int, int]]:
    """Where it may stand, the best first: true words that are new, its own where they stayed, and
    then whichever are found."""
    corrected = use.figure_id in mark.ids and mark.start == use.where.start
    variants = use.proposal.variants if corrected else ()
    true = [place for words in variants for place in all_of(words, new)]
    kept = stays.get(mark.start - use.sentence_start, -1)
    own = all_of(mark.words, new)
    told = set(stays.values())
    places = [
        *(place for place in true if not told.issuperset(range(*place))),
        *(place for place in own if place[0] == kept),
        *true,
        *own,
    ]
    for start, end in places:
        if all(fits(mark, start, end, other) for other in placed):
            yield start, end


def all_of(words: str, text: str) -> list[tuple[int, int]]:
    """Each place of the words in the text."""
    if not words:
        return []
    starts = [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]
    return [(start, start + len(words)) for start in starts]


def fits(mark: markup.Mark, start: int, end: int, other: Placed) -> bool:
    """Beside another mark, or inside it where it was inside before; crossing where it crossed."""
    before = other.mark
    if before.start <= mark.start and mark.end <= before.end:
        return other.start <= start and end <= other.end
    crossed = mark.start < before.end and before.start < mark.end
    return crossed or end <= other.start or other.end <= start


def spelt(text: str, placed: Iterable[Placed]) -> str:
    """The text with its marks written."""
    marks = [
        markup.Marked(start, end, mark.kind, " ".join(map(str, mark.ids)))
        for mark, start, end in placed
    ]
    return markup.mark_words(escape(text, quote=False), marks, inline=True)
