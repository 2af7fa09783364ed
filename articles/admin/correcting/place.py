"""One place of a correction: its sentence as it is and as it would be, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from articles import markup
from articles.comparing.difference import Piece, words
from articles.correcting.brackets import with_brackets, words_of
from articles.correcting.plan import (
    ALT,
    BYLINE,
    CAPTION,
    CREDIT,
    DATELINE,
    HEADLINE,
    KEEP,
    KICKER,
    NOTICE,
    PLAIN,
    REISSUE,
    REPLACE,
    REWRITE,
    ROWS,
    SLUG,
    STANDFIRST,
    StoryPlan,
    Use,
)

from .deciding import Typed

NAMES = {
    KICKER: ("Above the headline", "front page, lists"),
    BYLINE: ("Byline", "comes from the record of each person"),
    DATELINE: ("Place and date line", ""),
    ROWS: ("Table or chart", "comes from the record of each row"),
    NOTICE: ("Notice of withdrawal", "stands in the place of the story"),
    HEADLINE: ("Headline", "front page, feeds, search, share card"),
    STANDFIRST: ("Standfirst", "front page, feeds, search, share card"),
    SLUG: ("Address", "every link to it; the old one leads on and is shown nowhere"),
}
OF_PICTURES = {
    CAPTION: ("Caption of picture {}", ""),
    ALT: ("Alternative text of picture {}", "read out to those who do not see it"),
    CREDIT: ("Credit of picture {}", ""),
}
# Why other words stand there than a number for a number: they are read closely.
INEXACT = {"nearest", "too_far", "case", "part"}
# {(version, place, which of its kind): marked source} of the places of a plan.
Texts = Mapping[tuple[int, str, int], str]


@dataclass(frozen=True)
class Place:
    """One use. `now` and `then` are its sentence in pieces, `look` that it is to be read closely;
    `words` and `text` are what its boxes hold, `follows` that there is nothing to choose. `typed`:
    its boxes hold what somebody has just typed, and `error` says why it was not taken."""

    key: str
    label: str
    where: str
    now: list[Piece]
    then: list[Piece]
    why: str
    look: bool
    open: bool
    choice: str
    words: str
    text: str
    variants: tuple[str, ...]
    follows: bool = False
    bracketed: bool = False
    error: str = ""
    typed: bool = False


def as_typed(place: Place, typed: Typed) -> Place:
    """The same with what somebody has just typed into its boxes."""
    if f"choice-{place.key}" not in typed.words:
        return place
    return replace(
        place,
        choice=typed.words[f"choice-{place.key}"],
        words=typed.words.get(f"words-{place.key}", place.words),
        text=typed.words.get(f"text-{place.key}", place.text),
        error=typed.errors.get(place.key, ""),
        typed=place.key in typed.lines or place.key in typed.errors,
    )


# The places


def beside(uses: Iterable[Use]) -> dict[tuple[str, int, int], list[Use]]:
    """{(place, which, where the sentence starts): its uses}, as several may share a sentence."""
    found: dict[tuple[str, int, int], list[Use]] = {}
    for use in uses:
        found.setdefault(sentence_key(use), []).append(use)
    return found


def sentence_key(use: Use) -> tuple[str, int, int]:
    return use.place, use.where.which, use.sentence_start


def place_of(
    story: StoryPlan,
    use: Use,
    sentences: Mapping[tuple[str, int, int], list[Use]],
    texts: Texts,
) -> Place:
    html = texts.get((story.version_id, use.place, use.where.which), "")
    name, where = named(use, html)
    stays = story.mode != REISSUE
    now, then = as_it_stays(use) if stays else both(use, sentences[sentence_key(use)])
    bracketed = in_brackets(use, html)
    proposed = use.text if use.chosen == REPLACE else use.proposal.words
    return Place(
        key=use.key,
        label=name,
        where=where,
        now=now,
        then=then,
        why=why_of(use, stays),
        look=not stays and to_read(use),
        open=not stays and use.open,
        choice=use.choice,
        words=proposed or use.words,
        text=bracketed,
        bracketed=bracketed != use.sentence,
        variants=use.proposal.variants,
        follows=bool(use.graphic),
    )


def to_read(use: Use) -> bool:
    """Whether more than a number was exchanged for another."""
    return use.open or use.choice == REWRITE or (use.changes and use.proposal.code in INEXACT)


def both(use: Use, together: Iterable[Use]) -> tuple[list[Piece], list[Piece]]:
    """The sentence as it is and as it would be, its own words marked where they change or wait;
    `together` are all uses of the sentence."""
    anew = next((each for each in together if each.choice == REWRITE), None)
    if anew is not None:
        return words(use.sentence, words_of(anew.new_words))
    end = use.begins + len(use.words)
    before, after = use.sentence[: use.begins], use.sentence[end:]
    was, now = words(use.words, use.new_words)
    if use.open:
        was = [Piece(use.words, True)]
    new = [each for each in together if each is not use and each.choice == REPLACE]
    first = exchanged(before, 0, [each for each in new if each.begins < use.begins])
    last = exchanged(after, end, [each for each in new if each.begins >= end])
    return (
        [Piece(before), *was, Piece(after)],
        [Piece(first), *now, Piece(last)],
    )


def exchanged(text: str, begins: int, uses: Iterable[Use]) -> str:
    """A part of a sentence, which begins at this place of it, with the new words of some uses."""
    for use in sorted(uses, key=lambda use: -use.begins):
        start = use.begins - begins
        text = text[:start] + use.new_words + text[start + len(use.words) :]
    return text


def as_it_stays(use: Use) -> tuple[list[Piece], list[Piece]]:
    return [Piece(use.sentence)], [Piece(use.sentence)]


def in_brackets(use: Use, html: str) -> str:
    """Its sentence, as somebody wrote it anew or as it stands, for a box."""
    if use.place in PLAIN:
        return use.text if use.chosen == REWRITE else use.sentence
    if use.chosen == REWRITE:
        return with_brackets(use.text, words_of(use.text), 0) if "<span" in use.text else use.text
    return with_brackets(html, use.sentence, use.sentence_start)


def named(use: Use, html: str) -> tuple[str, str]:
    """(what the place is called, who meets it there)."""
    if use.graphic:
        return "Table or chart", "follows the record"
    if use.place in NAMES:
        return NAMES[use.place]
    if use.place in OF_PICTURES:
        name, where = OF_PICTURES[use.place]
        return name.format(use.where.which + 1), where
    before = markup.plain_text(html)[: use.where.start]
    paragraph = sum(1 for line in before.split("\n")[:-1] if line.strip()) + 1
    name = f"Story, paragraph {paragraph}"
    return name, "" if use.cited else "not cited: only the same number"


def why_of(use: Use, stays: bool) -> str:
    if stays or use.graphic:
        return ""
    if use.chosen == KEEP:
        return "Somebody chose to leave it."
    if use.chosen:
        return "Somebody chose these words."
    return use.proposal.why
