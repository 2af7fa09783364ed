"""The quotations of a draft that rest on no record yet, each once, with who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles import markup
from lib.reading.layout import sentences
from lib.reading.names import Registry
from lib.reading.quotations import Quotation
from lib.reading.reader import Reading, read
from lib.text import fold

BETWEEN = "\n\n"
OPENING, CLOSING = "“‘\"'", "”’\"'"
QUOTED = re.compile(r"“([^“”]+)”")
# “We have asked,” she said, “for talks”: the comma is ours.
OURS = re.compile(r",$")


@dataclass(frozen=True)
class Piece:
    """plain_text of the field `place`, from `start` to `end`: the words with their marks."""

    place: str
    start: int
    end: int


@dataclass(frozen=True)
class InDraft:
    """One utterance, in one or more pieces. `speaker` as the text names them, "" where it names
    nobody that could be recorded; `role` as printed; `sentence` is the first that it stands in."""

    words: str
    speaker: str
    role: str
    sentence: str
    pieces: tuple[Piece, ...]


def quotations_in(texts: Mapping[str, str], registry: Registry) -> list[InDraft]:
    """Those of {field: marked text}, by speaker in the order in which they first speak. Words that
    nobody answers for are left out, and those under a mark."""
    plain = {place: markup.plain_text(text) for place, text in texts.items()}
    pulled = {place: markup.pulled_places(text) for place, text in texts.items()}
    marks = {place: markup.marks(text) for place, text in texts.items()}
    starts: dict[str, int] = {}
    at = 0
    for place, text in plain.items():
        starts[place] = at
        at += len(text) + len(BETWEEN)
    whole = BETWEEN.join(plain.values())
    # What a pull quotation repeats is no utterance of its own.
    reading = read(BETWEEN.join(blank(plain[place], pulled[place]) for place in plain), registry)

    def piece(quotation: Quotation) -> Piece:
        place = max((p for p, s in starts.items() if s <= quotation.start), key=lambda p: starts[p])
        start, end = with_marks(whole, quotation.start, quotation.end)
        return Piece(place, start - starts[place], end - starts[place])

    def is_marked(where: Piece) -> bool:
        return any(
            mark.kind == "quote" and mark.start < where.end and where.start < mark.end
            for mark in marks[where.place]
        )

    # A standfirst and the first paragraph are two utterances, however alike.
    found: dict[tuple[int, str], list[Quotation]] = {}
    for each in reading.quotations:
        if not each.optional and each.kind != "scare":
            found.setdefault((each.group, piece(each).place), []).append(each)
    utterances = [
        in_draft(said, [piece(each) for each in said], reading) for said in found.values()
    ]
    left = [each for each in utterances if not any(map(is_marked, each.pieces))]
    left = [with_repeated(each, repeated(plain, pulled)) for each in left]
    order = list(dict.fromkeys(each.speaker for each in left))
    return sorted(left, key=lambda each: order.index(each.speaker))


def blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def repeated(
    plain: Mapping[str, str], pulled: Mapping[str, Iterable[tuple[int, int]]]
) -> list[tuple[str, Piece]]:
    """(the words, where they stand) of all that pull quotations have in quotation marks."""
    return [
        (found[1], Piece(place, start + found.start(), start + found.end()))
        for place, places in pulled.items()
        for start, end in places
        for found in QUOTED.finditer(plain[place][start:end])
    ]


def with_repeated(utterance: InDraft, pulled: Iterable[tuple[str, Piece]]) -> InDraft:
    """The utterance with the places where a pull quotation repeats words of it."""
    words = f" {fold(utterance.words)} "
    more = [piece for said, piece in pulled if f" {fold(said)} " in words]
    return replace(utterance, pieces=(*utterance.pieces, *more))


def in_draft(said: Sequence[Quotation], pieces: Sequence[Piece], reading: Reading) -> InDraft:
    first = said[0]
    who = first.speakers[0] if first.speakers else None
    named = who is not None and who.kind != "description"
    name = who.name if who is not None and named else ""
    role = next((each.role for each in reading.entities if each.name == name and each.role), "")
    text = reading.layout.text
    line = next(each for each in reading.layout.lines if each.start <= first.start < each.end)
    around = next(
        text[a:b] for a, b in sentences(text, line.start, line.end) if a <= first.start < b
    )
    return InDraft(joined(each.text for each in said), name, role, around.strip(), tuple(pieces))


def joined(parts: Iterable[str]) -> str:
    """The words of one utterance as they were said, without what the story put between them."""
    words = ""
    for part in (part.strip() for part in parts):
        if words and part[:1].islower():
            words = OURS.sub("", words)
        elif words:
            words = OURS.sub(".", words)
        words = f"{words} {part}".strip()
    # Before “she said” a comma stands where the sentence ended.
    return OURS.sub("." if words[:1].isupper() else "", words)


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of some words with the quotation marks around them."""
    if start and text[start - 1] in OPENING:
        start -= 1
    if text[end : end + 1] and text[end] in CLOSING:
        end += 1
    return start, end
