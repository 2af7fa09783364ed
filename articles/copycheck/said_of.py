"""Of what and whom the words of a source speak, held against what a record says of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lib.reading.fidelity import compare
from lib.reading.letters import MONTH, MONTHS, letter_of, unwrapped
from lib.reading.names import Registry
from lib.reading.reader import read
from lib.text import fold
from lib.words import join, period

from .alike import same_speakers

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? (?P<year>\d{{4}}))?\b"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})\b",
    re.IGNORECASE,
)
# A longer period has every weekday in it.
A_WEEK = timedelta(days=6)


@dataclass(frozen=True)
class Doubt:
    """source[start:end] speaks of another place, day or speaker than the record: `what` is which,
    `why` a sentence."""

    what: str
    start: int
    end: int
    why: str


def place_doubt(
    source: str,
    registry: Registry,
    value: Decimal,
    places: Collection[tuple[str, int]],
    called: str,
    towns: Collection[str] = (),
) -> Doubt | None:
    """Whether the words say the number of another place. `places` are those that the record is of,
    (kind, id); `called` is what it calls them; `towns` may stand for them."""
    about = [each for each in read(source, registry).figures if each.spoken.value == value]
    named = [each.subject for each in about if each.subject.named]
    if not named or len(named) < len(about):
        return None
    ours = {fold(town) for town in towns}
    for subject in named:
        kinds = {(each.kind, each.id) for each in subject.named}
        if kinds & {*places} or fold(subject.printed) in ours:
            return None
    printed = named[0].printed
    start = source.find(printed)
    return Doubt(
        "place",
        max(start, 0),
        max(start, 0) + (len(printed) if start >= 0 else 0),
        f"The source says it of {named[0].name}, ours of {called}.",
    )


def day_doubt(source: str, first: date | None, last: date | None) -> Doubt | None:
    """Whether the words name days, and none of them is one of those that the record is for."""
    if first is None:
        return None
    last = last or first
    found = list(DAY.finditer(source))
    if not found or any(is_within(each, first, last) for each in found):
        return None
    told = join(list(dict.fromkeys(each.group() for each in found)))
    return Doubt(
        "day",
        found[0].start(),
        found[0].end(),
        f"The source says {told}, ours is for {period(first, last)}.",
    )


def is_within(found: re.Match[str], first: date, last: date) -> bool:
    if found["weekday"]:
        week = (first + timedelta(days=n) for n in range(min(last - first, A_WEEK).days + 1))
        return WEEKDAYS.index(found["weekday"].lower()) in {day.weekday() for day in week}
    month = MONTHS.index(found["month"].lower()[:3]) + 1
    years = [int(found["year"])] if found["year"] else range(first.year, last.year + 1)
    return any(first <= day <= last for day in days(years, month, int(found["day"])))


def days(years: Iterable[int], month: int, number: int) -> Iterable[date]:
    for year in years:
        try:
            yield date(year, month, number)
        except ValueError:
            continue


def speaker_doubt(
    document: str, registry: Registry, words: str, speakers: Sequence[str]
) -> Doubt | None:
    """Whether the document has these words from somebody else, or has not got them. Its places
    are those of `spoken_text(document)`."""
    text = spoken_text(document)
    if compare(words, text).level == "stop":
        return Doubt("words", 0, 0, "These words do not stand in the document that we keep.")
    holding = [
        each
        for each in read(text, registry).quotations
        if compare(each.text, words).level != "stop" or compare(words, each.text).level != "stop"
    ]
    told = [[who.name for who in each.speakers] for each in holding if each.speakers]
    if not told or any(same_speakers(who, speakers) for who in told):
        return None
    return Doubt(
        "speaker",
        holding[0].start,
        holding[0].end,
        f"The document has these words from {join(told[0])}, ours from {join(list(speakers))}.",
    )


def spoken_text(document: str) -> str:
    return unwrapped(letter_of(document).text)
