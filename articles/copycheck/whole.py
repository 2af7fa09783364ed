"""What is wrong with a text in itself: sums, headlines, comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lib.numbers import format_number
from lib.reading.figures import Figure
from lib.spoken import Spoken, holds

from .alike import same_thing
from .findings import QUERY, Finding

PARTS = re.compile(
    r"^[^.;]{0,60}?(?:\bmade up of\b|\bcompris\w+|\bconsist\w+ of\b"
    r"|\bbroken down (?:as|into)\b|\(|:\s)"
)
OF_THOSE = re.compile(r"\s*\.?\s*Of (?:these|those|them)\b[^.]{0,30}$")
UP_FROM = re.compile(
    r"^,?\s*(?P<way>up|down|compared with a rise|a rise|a fall)\s+(?:from|on)\s+(?:\w+\s){0,2}$"
)
MOST_PARTS = 8


def sums(block: str, text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """“1,845 in all, made up of 158 inpatient and 1,696 outpatient”, which make 1,854."""
    for n, whole in enumerate(figures):
        following = figures[n + 1 : n + 1 + MOST_PARTS]
        if not exact(whole) or len(following) < 2:
            continue
        between = text[whole.end : following[0].start]
        same = following[0].sentence == whole.sentence
        if not (same and PARTS.match(between)) and not OF_THOSE.search(between[-60:]):
            continue
        parts = [each for each in following if each.sentence == following[0].sentence]
        parts = parts[: next((i for i, each in enumerate(parts) if not exact(each)), len(parts))]
        if len(parts) < 2 or any(part.spoken.value >= whole.spoken.value for part in parts):
            continue
        total = sum((part.spoken.value for part in parts), Decimal(0))
        if total == whole.spoken.value or total < whole.spoken.value * Decimal("0.9"):
            continue
        told = " and ".join(format_number(part.spoken.value) for part in parts)
        yield Finding(
            block,
            whole.start,
            whole.end,
            "sum",
            "does_not_add_up",
            QUERY,
            f"{told} make {format_number(total)}, not {format_number(whole.spoken.value)}. "
            "See which of them is wrong.",
        )


def exact(figure: Figure) -> bool:
    return figure.kind == "count" and figure.spoken.how_exact == "exact" and not figure.optional


def comparisons(block: str, text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """“96, up from 120”."""
    for now, before in pairwise(figures):
        way = UP_FROM.match(text[now.end : before.start])
        if not way or now.spoken.kind != before.spoken.kind:
            continue
        rose = way["way"] in ("up", "a rise")
        wrong = (
            now.spoken.value <= before.spoken.value
            if rose
            else now.spoken.value >= before.spoken.value
        )
        if wrong:
            yield Finding(
                block,
                now.start,
                before.end,
                "comparison",
                "does_not_add_up",
                QUERY,
                f"From {format_number(before.spoken.value)} to {format_number(now.spoken.value)} "
                f"is not {'up' if rose else 'down'}. Turn it round, or put right a number.",
            )


def headline(block: str, claims: Sequence[Figure], told: Sequence[Figure]) -> Iterator[Finding]:
    """A number that the headline has and the text does not bear out."""
    if not told:
        return
    for claim in claims:
        if claim.optional or claim.kind not in ("count", "percent"):
            continue
        if any(bears_out(claim, each) for each in told):
            continue
        yield Finding(
            block,
            claim.start,
            claim.end,
            "headline",
            "not_in_text",
            QUERY,
            f"The text does not say “{claim.text}”. Put into the text what the headline claims.",
        )


def bears_out(claim: Figure, told: Figure) -> bool:
    if claim.spoken == told.spoken or holds(claim.spoken, told.spoken):
        return same_thing(claim.unit, told.unit) or claim.spoken.value == told.spoken.value
    loose = Spoken(claim.spoken.value, kind=claim.spoken.kind)
    return loose == Spoken(told.spoken.value, kind=told.spoken.kind)
