"""A sentence with its marks as a person writes it: “They moved [1,867] appointments”.

The words between [ and ] rest on what the words rested on that stood there before, the first on
the records of the first, and so on. Pure.
"""

from __future__ import annotations

import re
from html import escape

from lib.refusals import Refused

from .. import markup

PAIRS = ("[]", "{}", "⟦⟧")


def pair_for(sentence: str) -> str:
    """Of the pairs of brackets the first that the sentence does not hold itself."""
    return next((pair for pair in PAIRS if not set(pair) & set(sentence)), PAIRS[-1])


def marks_within(html: str, start: int, end: int) -> list[markup.Mark]:
    """The marks that lie in plain_text(html)[start:end], an outer one before those inside it."""
    return [
        mark
        for mark in markup.marks(html)
        if start <= mark.start < mark.end <= end and not mark.graphic
    ]


def with_brackets(html: str, sentence: str, start: int) -> str:
    """The sentence that stands in the marked source `html` from the character `start` of its plain
    text on, with brackets around the words of its marks."""
    opens, closes = pair_for(sentence)
    places: dict[int, str] = {}
    for mark in marks_within(html, start, start + len(sentence)):
        first, last = mark.start - start, mark.end - start
        places[first] = places.get(first, "") + opens
        places[last] = closes + places.get(last, "")
    return "".join(places.get(n, "") + letter for n, letter in enumerate(f"{sentence}\0"))[:-1]


def without_brackets(text: str, html: str, sentence: str, start: int) -> str:
    """What a person wrote, as marked source; where nothing in it rests on a record, as they wrote
    it. Raises Refused where its brackets do not match the marks of the sentence before."""
    pair = pair_for(sentence)
    marks = marks_within(html, start, start + len(sentence))
    found, depth, written = 0, 0, ""
    for piece in re.split(f"([{re.escape(pair)}])", " ".join(text.split())):
        if piece == pair[0]:
            if found == len(marks):
                raise Refused(too_many(pair, marks))
            written += opening(marks[found])
            found, depth = found + 1, depth + 1
        elif piece == pair[1]:
            depth -= 1
            if depth < 0:
                raise Refused(f"There is a {pair[1]} without the {pair[0]} that opens it.")
            written += "</span>"
        else:
            written += escape(piece, quote=False)
    if depth:
        raise Refused(f"There is a {pair[0]} without the {pair[1]} that closes it.")
    if marks and not found:
        raise Refused(
            f"Put {pair[0]} and {pair[1]} around the words that rest on the record, such as "
            f"{pair[0]}{marks[0].words}{pair[1]}."
        )
    return written if found else " ".join(text.split())


def words_of(text: str) -> str:
    """The words alone of what `without_brackets` gives."""
    return markup.plain_text(text) if "<span" in text else text


def opening(mark: markup.Mark) -> str:
    return f'<span data-{mark.kind}="{" ".join(map(str, mark.ids))}">'


def too_many(pair: str, marks: list[markup.Mark]) -> str:
    if not marks:
        return f"Nothing in this sentence rests on a record: leave out {pair[0]} and {pair[1]}."
    told = ", ".join(f"“{mark.words}”" for mark in marks)
    return (
        f"More words stand between {pair[0]} and {pair[1]} than rest on a record: only {told} "
        f"{'does' if len(marks) == 1 else 'do'}."
    )
