"""What a story is probably about, by its text: offered beside its fields, never set in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from articles import markup
from articles.citing import mentioned
from articles.workflow.cited import Cited, figures_of
from hospitals.models import Strike, Trust
from lib.text import fold

from .citing.candidates import places_called

MOST = 4


@dataclass(frozen=True)
class Proposed:
    pk: int
    words: str


def from_text(
    texts: Iterable[str], cited: Iterable[Cited], at: datetime
) -> dict[str, list[Proposed]]:
    """{field: records} that the marked texts name, and those of the figures that they rest on."""
    folded = fold(" ".join(map(markup.plain_text, texts)))
    figures = figures_of(list(cited))
    trusts = {each.pk for each in mentioned(folded, places_called(at)) if each.kind == "trust"}
    trusts |= {figure.trust_id for figure in figures if figure.trust_id}
    strikes = {figure.strike_id for figure in figures if figure.strike_id}
    return {
        "trusts": [
            Proposed(trust.pk, f"{trust.name}, {trust.code}")
            for trust in Trust.objects.filter(pk__in=trusts)[:MOST]
        ],
        "strikes": [
            Proposed(strike.pk, strike.title)
            for strike in (
                Strike.objects.filter(pk__in=strikes)[:MOST] if strikes else named(folded, at)
            )
        ],
    }


def named(folded: str, at: datetime) -> list[Strike]:
    """Strikes that are on or coming, of a staff group whom the text names."""
    if not folded:
        return []
    coming = (
        Strike.objects.with_status(at)
        .on_or_coming(at, public=False)
        .prefetch_related("staff_groups")
    )
    groups = {each: [fold(group.name) for group in each.staff_groups.all()] for each in coming}
    return [
        strike
        for strike, names in groups.items()
        if any(f" {name} " in f" {folded} " for name in names)
    ][:MOST]


def not_chosen(
    proposed: dict[str, list[Proposed]], chosen: dict[str, Collection[str]]
) -> dict[str, list[Proposed]]:
    """Without what stands in the form already: {field: ids as a browser sends them}."""
    return {
        name: [each for each in rows if str(each.pk) not in chosen.get(name, ())]
        for name, rows in proposed.items()
    }
