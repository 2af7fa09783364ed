"""The texts of a version with the words that were chosen for it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import NamedTuple

from django.utils.text import slugify

from .. import markup
from .plan import BODY, REWRITE, SLUG, Use
from .wording import REPLACE

LONGEST_SLUG = 120


@dataclass(frozen=True)
class Text:
    """A place of a version: the caption of its picture number `which`, its body or another field.

    The last part of the address is a text without marks.
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
        return self.html if self.place == SLUG else self.read.plain

    @property
    def marks(self) -> list[markup.Mark]:
        return [] if self.place == SLUG else self.read.marks

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
            stuck.append(f"{text.place}: {' '.join(error.messages)}")
        except ValueError:
            stuck.append(f"{text.place}: two of the changes overlap: write the sentence anew once.")
        else:
            if made.html != text.html:
                new[text.key] = made
    return new, stuck


def with_words(text: Text, uses: Iterable[Use]) -> Text:
    """A sentence that is written anew takes in whatever else was to change in it."""
    uses = list(uses)
    changes: dict[tuple[int, int], str] = {}
    anew = {use.sentence_start: use for use in uses if use.choice == REWRITE}
    for use in anew.values():
        end = use.sentence_start + len(use.sentence)
        changes[use.sentence_start, end] = with_marks(text, use)
    for use in uses:
        if use.sentence_start not in anew:
            changes[use.where.start, use.where.start + len(use.words)] = use.new_words
    if text.place == SLUG:
        return Text.of(SLUG, address(text.plain, changes))
    replacements = [markup.Replacement(*place, words) for place, words in changes.items()]
    return Text(text.place, text.which, text.read.replaced(replacements))


def address(slug: str, changes: Mapping[tuple[int, int], str]) -> str:
    for (start, end), words in sorted(changes.items(), reverse=True):
        slug = slug[:start] + words + slug[end:]
    return slugify(slug)[:LONGEST_SLUG].strip("-")


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
