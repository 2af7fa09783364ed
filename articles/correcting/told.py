"""What a sentence says around a number, where it bears on whether the number may be exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from lib.number_words import UNITS
from lib.reading.counted import MONTHS
from lib.reading.layout import lines_of
from lib.reading.marks import segments_of
from lib.reading.numbers import Number, numbers_of, pieces_of
from lib.reading.saying import NOT_SAID, NOUNS, VERBS, WORDS
from lib.spoken import Spoken

# Nobody adds up more numbers of one sentence.
MOST_TO_ADD = 8
# A day stands so near to the verb that it dates.
BESIDE_VERB = 60
SAYS = (VERBS - NOUNS - {"found", "called", "put"}) | {"according", "statement", "letter"}
MONTH_NAMES = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|"
    rf"last (?:night|week|month|year)|this (?:morning|week|month)|at the time|earlier|"
    rf"\d{{1,2}} (?:{MONTH_NAMES})|(?:{MONTH_NAMES}) \d{{1,4}}|in \d{{4}})\b",
    re.IGNORECASE,
)
COMPARISONS = (
    r"doubl(?:e|ed|es|ing)",
    r"trebl(?:e|ed|ing)|tripl(?:e|ed|ing)",
    r"twice|thrice|times (?:as|the|more)",
    r"half|halved|two[- ]thirds|three[- ]quarters|a (?:third|quarter|fifth|tenth) of",
    r"majority|minority|most|fewest|highest|lowest|largest|biggest|smallest|greatest|worst",
    r"a record|record (?:number|high|low)|(?:up|down) (?:from|on|by)",
    r"rises?|rising|rose|risen|falls?|fell|fallen|falling|grew|grown|shrank",
    r"(?:in|de)creas(?:e|ed|es|ing)|drop(?:s|ped)?|jump(?:s|ed)?|climb(?:s|ed)?",
    r"compared (?:with|to)|versus|higher|lower|exceed(?:s|ed|ing)?|outnumber(?:s|ed)?",
    r"topp(?:ed|ing)|match(?:es|ed)|equal(?:s|led)?|same (?:as|number)|as many|more of|fewer of",
    r"instead of|rather than|average|than",
)
COMPARED = re.compile(rf"\b(?:{'|'.join(COMPARISONS)})\b", re.IGNORECASE)
FEW = "|".join(word for word, value in UNITS.items() if value)
SHARE = re.compile(rf"\b(?:{FEW}|\d+) in (?:every )?(?:{FEW}|\d+)\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|without|no longer|nobody|cannot)\b|n[’']t\b", re.I
)
CLAUSE = re.compile(r"[,;:—–(]|\b(?:and|but|while|which|who)\b")
WEIGHED = re.compile(
    r"\b(?:only|just|merely|a mere|even|all|another|a further|the other)\s+$", re.I
)
TOGETHER = re.compile(
    r"\b(?:in all|in total|a total of|the total|altogether|between them|together|combined|"
    r"adds? up|added up|sum of)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)


def inside_quotation(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] touches words between quotation marks; `text` is a paragraph or more,
    since a quotation may open in an earlier sentence."""
    return any(
        segment.start - 1 < end and start < segment.end + 1
        for segment in segments_of(text, lines_of(text))
    )


def said_at_a_time(sentence: str, start: int, end: int) -> bool:
    """Whether the sentence tells what somebody said, and on which day they did: “said on Tuesday
    that 1,854…”. A day on the far side of the number is that of what is told."""
    for one in (sentence[:start], sentence[end:]):
        days = [match.span() for match in DAY.finditer(one)]
        for said in verbs(one):
            if any(max(day[0] - said[1], said[0] - day[1]) <= BESIDE_VERB for day in days):
                return True
    return False


def verbs(text: str) -> Iterator[tuple[int, int]]:
    for match in WORDS.finditer(text):
        if match.group().casefold() in SAYS and not NOT_SAID.match(text, match.end()):
            yield match.span()


@lru_cache(maxsize=256)
def numbers_in(text: str) -> tuple[Number, ...]:
    """All numbers of a sentence, which every question about it asks for."""
    return tuple(numbers_of(text, pieces_of(text)))


def compares(sentence: str, start: int, end: int) -> str:
    """The words outside sentence[start:end] that hold a number against another, or say what share
    it is; else ""."""
    # The “than” of “more than 1,800” says how exact a number is.
    numbers = [(start, end), *((each.start, each.end) for each in numbers_in(sentence))]
    for match in COMPARED.finditer(sentence):
        if not within(match.span(), numbers):
            return match.group()
    for match in SHARE.finditer(sentence):
        if match.end() <= start or end <= match.start():
            return match.group()
    return ""


def within(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in spans)


def added_up(sentence: str, start: int, end: int, was: Spoken) -> str:
    """The words of the sentence by which this number makes a sum with others; else ""."""
    others = [each for each in numbers_in(sentence) if each.end <= start or each.start >= end]
    if others and (match := TOGETHER.search(sentence)):
        return match.group()
    counted = [each for each in others if each.spoken.kind is None][:MOST_TO_ADD]
    for many in range(2, len(counted) + 1):
        for chosen in combinations(counted, many):
            if makes_a_sum([each.spoken.value for each in chosen], was.value):
                return " and ".join(sentence[each.start : each.end] for each in chosen)
    return ""


def makes_a_sum(others: list[Decimal], own: Decimal) -> bool:
    """Whether the others come to our number, or with it to the largest of them: 158 and 1,696
    are 1,854."""
    return own in (sum(others), 2 * max(others) - sum(others))


def negated(before: str) -> str:
    """The “not” of the clause that leads to a number; else ""."""
    clause = CLAUSE.split(before)[-1]
    found = NEGATED.search(clause)
    return found.group() if found else ""
