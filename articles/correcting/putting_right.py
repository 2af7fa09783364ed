"""The texts of a version with the words that were chosen for it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

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
    end = use.sentence_start + len(use.sentence)
    found: list[tuple[int, int, markup.Mark]] = []
    for mark in text.marks:
        if use.sentence_start <= mark.start and mark.end <= end and not mark.graphic:
            place = next(places_for(mark, use, new, found), None)
            if place is not None:
                found.append((*place, mark))
    return spelt(new, sorted(found, key=lambda each: each[:2]))


def places_for(
    mark: markup.Mark, use: Use, new: str, taken: Iterable[tuple[int, int, markup.Mark]]
) -> Iterator[tuple[int, int]]:
    corrected = use.figure_id in mark.ids and mark.start == use.where.start
    for words in [*(use.proposal.variants if corrected else ()), mark.words]:
        at = new.find(words) if words else -1
        end = at + len(words)
        if at >= 0 and not any(at < last and first < end for first, last, _ in taken):
            yield at, end


def spelt(text: str, marked: Iterable[tuple[int, int, markup.Mark]]) -> str:
    parts, done = [], 0
    for start, end, mark in marked:
        ids = " ".join(map(str, mark.ids))
        parts.append(escape(text[done:start], quote=False))
        words = escape(text[start:end], quote=False)
        parts.append(f'<span data-{mark.kind}="{ids}">{words}</span>')
        done = end
    return "".join([*parts, escape(text[done:], quote=False)])
