"""Numbers that are told and say nothing of a strike: usual volumes, votes, what is taken back."""

from __future__ import annotations

import re

from .counted import DISRUPTION
from .numbers import Number

DISRUPTED = re.compile(DISRUPTION, re.IGNORECASE)
RETRACTED = re.compile(
    r"\b(?:not|rather than|instead of|and not|never)\s+(?:the\s)?$", re.IGNORECASE
)
PLANNED = re.compile(r"\b(?:plan|target|usual|normal|average|capacity) of\s+$", re.IGNORECASE)
ALL_BUT = re.compile(r"\b(?:all|everything|everyone|any)\s+but\s+(?:about\s)?$", re.IGNORECASE)
# A usual volume; what a correction says that the paper had wrong.
A_DAY = re.compile(r"\s+(?:a|per|each|every)\s+(?:day|week|month|year|shift)\b")
RETOLD = re.compile(r"\bwe (?:said|reported|stated|wrote|gave|put|claimed)\b", re.IGNORECASE)
NO_CARE = re.compile(
    r"\b(?:votes?|waiting lists?|backlog|vacanc\w+|signatures?|candidates)\b", re.IGNORECASE
)
USUAL = re.compile(
    r"\b(?:usual|usually|normally|typically|on an average|employs|represents|workforce|"
    r"would have)\b",
    re.IGNORECASE,
)
THINGS = re.compile(r"\b(?:ambulances?|bed|beds|meals)$")


def why_beside(
    text: str, number: Number, sentence: tuple[int, int], unit: str = "", end: int = 0
) -> str:
    """Why a number says nothing of a strike: "beside", "retracted", "all but"; "" where it does.

    `unit` is the noun phrase that it counts, and `end` where that ends.
    """
    start, stop = sentence
    before = text[max(start, number.start - 30) : number.start]
    if RETRACTED.search(before):
        return "retracted"
    if ALL_BUT.search(before):
        return "all but"
    if PLANNED.search(before):
        return "beside"
    clause = text[max(start, number.start - 60) : min(stop, number.end + 60)]
    if NO_CARE.search(clause) or A_DAY.match(text, end or number.end):
        return "beside"
    if RETOLD.search(text[max(start, number.start - 200) : number.start]):
        return "retracted"
    if (USUAL.search(clause) or THINGS.search(unit)) and not DISRUPTED.search(clause):
        return "beside"
    return ""
