"""Each place of a version that rests on what was wrong, and what is proposed for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from hospitals.models import FigureRevision
from lib.number_words import parse_number
from lib.numbers import format_number
from lib.said_as import share_holds
from lib.spoken import Spoken, holds

from .. import markup
from ..correcting import places
from ..correcting.plan import ALT, BODY, KICKER, NOTICE, OF_RECORDS, PLAIN, SLUG, Use, Where
from ..correcting.putting_right import Text
from ..correcting.wording import ASK, KEEP, REPLACE, Proposal, reword, verdict
from ..models import PublishedVersion, QuoteRevision
from .cited_problems import spoken, sum_of

UNCITED = "It equals the old number and rests on no record: say whether it is the same."
IN_ADDRESS = "The address holds the error: it becomes another, and the old one leads to it."
OF_RECORD = "It comes from a record: put it right there; it stays here until the next version."
# Where a number that rests on nothing is looked for; the others of these hold names and dates.
WITH_NUMBERS = {KICKER, ALT, NOTICE, SLUG}
QUOTED = "It stands between quotation marks: these are somebody’s words."


@dataclass(frozen=True)
class Changed:
    """What is to be put right: {figure: (as readers see it, as it will be)}, a quotation likewise,
    or words. `others` are the figures that stand beside a changed one under the same mark."""

    figures: dict[int, tuple[FigureRevision, FigureRevision]] = field(default_factory=dict)
    quotes: dict[int, tuple[QuoteRevision, QuoteRevision]] = field(default_factory=dict)
    others: dict[int, FigureRevision] = field(default_factory=dict)
    wrong: str = ""
    right: str = ""

    @property
    def by_the_source(self) -> bool:
        new = next((now for _, now in self.figures.values()), None)
        return new is not None and new.reason in FigureRevision.BY_THE_SOURCE


def uses_of(version: PublishedVersion, texts: Iterable[Text], changed: Changed) -> Iterator[Use]:
    """In reading order; the address comes last."""
    position = 0
    for text in texts:
        if changed.wrong:
            yield from uses_of_words(version, text, changed)
            continue
        for mark in text.marks:
            if mark.kind == "figure" and not changed.figures.keys().isdisjoint(mark.ids):
                yield use_of_figure(version, text, mark, position, changed)
            elif mark.kind == "quote" and mark.ids[0] in changed.quotes:
                yield use_of_quote(version, text, mark, position, changed)
            position += 1
        yield from uncited_uses(version, text, changed)


def use_at(
    version: PublishedVersion,
    text: Text,
    start: int,
    end: int,
    proposal: Proposal,
    **more: Any,
) -> Use:
    plain = text.plain
    whole = (0, len(plain)) if text.place == SLUG else places.sentence_at(plain, start, end)
    return Use(
        where=Where(version.pk, text.place, text.which, start),
        article_id=version.article_id,
        words=plain[start:end],
        sentence=plain[slice(*whole)],
        sentence_start=whole[0],
        proposal=proposal,
        inside_quotation=proposal.code == "quoted",
        said_at_a_time=proposal.code == "said_then",
        in_first_paragraph=text.place == BODY and "\n" not in plain[:start],
        **more,
    )


# Numbers


def use_of_figure(
    version: PublishedVersion, text: Text, mark: markup.Mark, position: int, changed: Changed
) -> Use:
    pk = next(pk for pk in mark.ids if pk in changed.figures)
    was, now = (number(revision) for revision in changed.figures[pk])
    more = {"position": position, "figure_id": pk, "was": was, "now": now}
    if mark.graphic:
        proposal = Proposal(REPLACE, "", "record", "The row follows the record.", "", "")
        return use_at(version, text, mark.start, mark.end, proposal, graphic=mark.graphic, **more)
    if len(mark.ids) > 1:
        proposal = of_several(mark, changed)
    elif was is None:
        why = "The record had no number before: read the sentence."
        proposal = Proposal(ASK, mark.words, "no_number", why, "", "")
    else:
        proposal = of_one(text, mark, was, now, changed.figures[pk][1])
    return use_at(version, text, mark.start, mark.end, proposal, **more)


def number(revision: FigureRevision) -> Spoken | None:
    return spoken(revision) if revision.value is not None else None


def of_one(
    text: Text, mark: markup.Mark, was: Spoken, now: Spoken | None, revision: FigureRevision
) -> Proposal:
    first, last = places.sentence_at(text.plain, mark.start, mark.end)
    return reword(
        text.plain[mark.start : mark.end],
        text.plain[first:last],
        mark.start - first,
        mark.end - first,
        was,
        now,
        quoted=mark.in_quote or places.is_quoted(text.plain, mark.start, mark.end),
        **revision.figure.measure.in_words(),
    )


def of_several(mark: markup.Mark, changed: Changed) -> Proposal:
    """Words that rest on several records are still true, or a person reads them."""
    before, after = (figures_of(mark, changed, i) for i in (0, 1))
    told = [verdict_of(mark.words, each) for each in (before, after)]
    if told[1] == "true":
        return Proposal(KEEP, mark.words, "still_true", "Still true of the records.", *told)
    why = "The words rest on several records: read them."
    return Proposal(ASK, mark.words, "several_records", why, *told)


def figures_of(mark: markup.Mark, changed: Changed, which: int) -> list[FigureRevision]:
    found = [changed.figures.get(pk, (changed.others.get(pk),) * 2)[which] for pk in mark.ids]
    return [each for each in found if each is not None]


def verdict_of(words: str, revisions: list[FigureRevision]) -> str:
    """Of words and the records under one mark: any of these may be meant, or their sum."""
    recorded = [spoken(each) for each in revisions if each.value is not None]
    said = parse_number(words)
    if said is None or not recorded:
        return ""
    total = sum_of(recorded)
    every = [*recorded, total] if total is not None else recorded
    return "true" if any(holds(said, n) or share_holds(words, n) for n in every) else "false"


def uncited_uses(version: PublishedVersion, text: Text, changed: Changed) -> Iterator[Use]:
    """Numbers that equal an old one and rest on no record; in the address likewise."""
    if text.place in PLAIN - WITH_NUMBERS:
        return
    marked = [
        (mark.start, mark.end) for mark in text.marks if mark.kind == "figure" and not mark.graphic
    ]
    for pk, revisions in changed.figures.items():
        was, now = (number(revision) for revision in revisions)
        if was is None or (now is not None and was.value == now.value):
            continue
        more = {"figure_id": pk, "was": was, "now": now, "cited": False}
        if text.place == SLUG:
            yield from in_address(version, text, was, now, more)
            continue
        unit = revisions[1].figure.measure.unit
        for start, end in places.outside(places.equal_numbers(text.plain, was, unit), marked):
            words = text.plain[start:end]
            true = verdict(words, now) if now is not None else ""
            proposal = Proposal(ASK, words, "uncited", UNCITED, verdict(words, was), true)
            yield use_at(version, text, start, end, proposal, **more)


def in_address(
    version: PublishedVersion, text: Text, was: Spoken, now: Spoken | None, more: dict[str, Any]
) -> Iterator[Use]:
    if was.value < places.SMALLEST:
        return
    for spell in (joined, parted):
        if spell is parted and parted(was) == joined(was):
            continue
        for start, end in places.in_slug(text.plain, spell(was)):
            words = spell(now) if now is not None else ""
            choice = REPLACE if words else ASK
            proposal = Proposal(choice, words, "slug", IN_ADDRESS, "", "")
            yield use_at(version, text, start, end, proposal, **more)


def joined(number: Spoken) -> str:
    """ "1854"."""
    return format_number(number.value).replace(",", "").replace(".", "-")


def parted(number: Spoken) -> str:
    """ "1-854"."""
    return format_number(number.value).replace(",", "-").replace(".", "-")


# Quotations


def use_of_quote(
    version: PublishedVersion, text: Text, mark: markup.Mark, position: int, changed: Changed
) -> Use:
    was, now = changed.quotes[mark.ids[0]]
    words = text.plain[mark.start : mark.end]
    opens, inner, closes = in_marks(words)
    holds_another = any(
        other.position != mark.position and mark.start <= other.start and other.end <= mark.end
        for other in text.marks
    )
    if was.words == now.words:
        why = "Who said it stands around the words: read the sentence."
        proposal = Proposal(ASK, words, "speaker", why, "", "")
    elif inner == was.words and not holds_another:
        new = f"{opens}{now.words}{closes}"
        why = "The words on record are exchanged."
        proposal = Proposal(REPLACE, new, "exact", why, "true", "false")
    else:
        why = "Only a part of the quotation stands here, or more than it: read it."
        proposal = Proposal(ASK, words, "part", why, "", "")
    return use_at(
        version, text, mark.start, mark.end, proposal, position=position, quote_id=mark.ids[0]
    )


def in_marks(words: str) -> tuple[str, str, str]:
    """(what opens, the words, what closes)."""
    inner = words.lstrip("“\"‘'")
    bare = inner.rstrip("”\"’'")
    return words[: len(words) - len(inner)], bare, inner[len(bare) :]


# Words


def uses_of_words(version: PublishedVersion, text: Text, changed: Changed) -> Iterator[Use]:
    wrong, right = changed.wrong, changed.right
    if text.place == SLUG:
        for start, end in places.in_slug(text.plain, slugify(wrong)):
            proposal = Proposal(REPLACE, slugify(right), "slug", IN_ADDRESS, "", "")
            yield use_at(version, text, start, end, proposal)
        return
    for start, end in places.whole_words(text.plain, wrong, right):
        yield use_at(version, text, start, end, of_words(text, start, end, wrong, right))


def of_words(text: Text, start: int, end: int, wrong: str, right: str) -> Proposal:
    words = text.plain[start:end]
    if text.place in OF_RECORDS:
        return Proposal(ASK, words, "record", OF_RECORD, "", "")
    new = places.in_the_case_of(words, wrong, right)
    in_mark = any(
        mark.kind == "quote" and mark.start < end and start < mark.end for mark in text.marks
    )
    if in_mark or places.is_quoted(text.plain, start, end):
        return Proposal(ASK, words, "quoted", QUOTED, "", "")
    if new is None:
        why = "It is written otherwise here: say whether it is the same."
        return Proposal(ASK, words, "case", why, "", "")
    return Proposal(REPLACE, new, "words", "The words are exchanged.", "", "")
