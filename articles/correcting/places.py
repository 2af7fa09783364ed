"""Where words stand in a text: the sentence around them, quotation marks, the same words again.

Pure: plain text in, offsets into it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from lib.number_words import NOTHING, TENS, UNITS
from lib.numbers import format_number
from lib.reading.layout import sentences
from lib.spoken import Spoken

from .told import inside_quotation, numbers_in

Place = tuple[int, int]

# Below this a number stands everywhere: “two” is no sign of our two.
SMALLEST = Decimal(10)
QUOTED = re.compile("[\"'‘’“”„«»]")


def paragraph_at(text: str, at: int) -> Place:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


def sentence_at(text: str, start: int, end: int) -> Place:
    """(start, end) of the sentence that holds text[start:end], without the space around it."""
    first, last = paragraph_at(text, start)
    paragraph = text[first:last]
    for begins, ends in whole_sentences(paragraph):
        if first + begins <= start < first + ends:
            first, last = first + begins, max(first + ends, end)
            break
    whole = text[first:last]
    return first + len(whole) - len(whole.lstrip()), first + len(whole.rstrip())


@lru_cache(maxsize=4096)
def whole_sentences(paragraph: str) -> tuple[Place, ...]:
    return tuple(sentences(paragraph, 0, len(paragraph)))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] touches words between quotation marks."""
    first, last = paragraph_at(text, start)
    if not QUOTED.search(text, first, last):
        return False
    return inside_quotation(text[first:last], start - first, end - first)


def equal_numbers(text: str, was: Spoken, unit: str = "") -> Iterator[Place]:
    """Where the text says exactly the old number in figures or words; a small one only before its
    unit, “three clinics”."""
    small = was.value < SMALLEST
    if was.upper is not None or not may_say(text, was.value) or (small and not unit):
        return
    for found in numbers_in(text):
        spoken = found.spoken
        if spoken.value != was.value or spoken.upper is not None or spoken.kind != kind_of(was):
            continue
        if small and not text[found.end :].lstrip().casefold().startswith(unit.casefold()):
            continue
        yield found.start, found.end


def kind_of(number: Spoken) -> str | None:
    """As words say it: nobody says of a number that it is a count."""
    return None if number.kind == "count" else number.kind


def may_say(text: str, value: Decimal) -> bool:
    """Whether it is worth reading the numbers of the text at all."""
    digits = {format_number(value), f"{value.normalize():f}"}
    if any(each in text for each in digits):
        return True
    if value >= 1000:
        return False
    words = text.casefold()
    return any(word in words for word in (*UNITS, *TENS, *NOTHING))


def whole_words(text: str, wrong: str, right: str = "") -> Iterator[Place]:
    """Where `wrong` stands as whole words, in any case; not within `right`, which may hold it."""
    # An apostrophe is an apostrophe, and a space one of any width.
    kept = [found.span() for found in pattern(right).finditer(text)] if right else []
    for found in pattern(wrong).finditer(text):
        if not any(start <= found.start() and found.end() <= end for start, end in kept):
            yield found.span()


@lru_cache(maxsize=64)
def pattern(words: str) -> re.Pattern[str]:
    parts = [re.sub("['’‘]", "['’‘]", re.escape(part)) for part in words.split()]
    return re.compile(r"(?<![\w-])" + r"\s+".join(parts) + r"(?![\w-])", re.IGNORECASE)


def in_the_case_of(words: str, wrong: str, right: str) -> str | None:
    """`right` as it takes the place of `words`, which are `wrong` in some case; None where that is
    neither as given nor all capitals."""
    if " ".join(words.split()).replace("’", "'") == " ".join(wrong.split()).replace("’", "'"):
        return right
    return right.upper() if words == words.upper() else None


def in_slug(slug: str, wrong: str) -> Iterator[Place]:
    """Where the words, as an address writes them, stand in one."""
    if wrong:
        for found in re.finditer(rf"(?<![a-z0-9]){re.escape(wrong)}(?![a-z0-9])", slug):
            yield found.span()


def outside(places: Iterable[Place], taken: Iterable[Place]) -> Iterator[Place]:
    """Those that touch none of the others."""
    held = list(taken)
    for start, end in places:
        if not any(start < last and first < end for first, last in held):
            yield start, end
