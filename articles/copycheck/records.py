"""What we hold, as plain values: enough of each record to judge words by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lib.reading import fidelity
from lib.spoken import Spoken

# So many words in a row find a quotation again.
SHINGLE = 3
MOST_ALIKE = 12


QUOTED = re.compile(r"“([^”]+)”")


def not_as(do_not_say: str) -> tuple[str, ...]:
    """The nouns in quotation marks, before the reason that is given for them."""
    return tuple(QUOTED.findall(do_not_say.split(":")[0]))


@dataclass(frozen=True)
class QuoteRecord:
    id: int
    text: str
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureRecord:
    """`subjects` are the names of whom or what it is about, aliases and the bodies it belongs to
    among them. `near`: it is known to be of this story, so that a number that differs is probably
    meant to be this one; of all others only where the two are nearly alike. `said` is how it reads.
    `earlier` are the checked values that it had before, the oldest first.
    `not_as` are nouns that are not to be said of it, `do_not_say` the sentence that says so."""

    id: int
    spoken: Spoken
    unit: str
    subjects: tuple[str, ...] = ()
    named: frozenset[tuple[str, int | str]] = frozenset()
    near: bool = True
    said: str = ""
    not_as: tuple[str, ...] = ()
    do_not_say: str = ""
    earlier: tuple[Spoken, ...] = ()


@dataclass(frozen=True)
class CorrectedError:
    """A number that we once had wrong, of one figure, and what is right."""

    figure: FigureRecord
    was: Spoken
    is_right: str


@dataclass
class Records:
    quotes: list[QuoteRecord] = field(default_factory=list)
    figures: list[FigureRecord] = field(default_factory=list)
    errors: list[CorrectedError] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_id = {("figure", each.id): each for each in self.figures}
        self.quote_by_id = {each.id: each for each in self.quotes}
        self.by_value: dict[Decimal, list[FigureRecord]] = defaultdict(list)
        for figure in self.figures:
            self.by_value[figure.spoken.value].append(figure)
        self.shingles: dict[tuple[str, ...], list[QuoteRecord]] = defaultdict(list)
        self.short: list[QuoteRecord] = []
        for quote in self.quotes:
            forms = fidelity.read(quote.text).forms
            if len(forms) < SHINGLE:
                self.short.append(quote)
            for shingle in shingles_of(forms):
                self.shingles[shingle].append(quote)

    def quotes_like(self, words: str) -> list[QuoteRecord]:
        """Those that share words in a row with these, the most alike first."""
        forms = fidelity.read(words).forms
        shared: dict[int, int] = defaultdict(int)
        for shingle in shingles_of(forms):
            for quote in self.shingles.get(shingle, ())[:50]:
                shared[quote.id] += 1
        order = sorted(shared, key=lambda pk: -shared[pk])[:MOST_ALIKE]
        found = [self.quote_by_id[pk] for pk in order]
        if len(forms) < SHINGLE:
            joined = f" {' '.join(forms)} "
            found += [
                quote
                for quote in self.quotes
                if joined in f" {' '.join(fidelity.read(quote.text).forms)} "
            ][:MOST_ALIKE]
        return found + [quote for quote in self.short if quote not in found][:50]


def shingles_of(forms: list[str]) -> set[tuple[str, ...]]:
    return {tuple(forms[i : i + SHINGLE]) for i in range(len(forms) - SHINGLE + 1)}


def from_json(data: Mapping[str, Any]) -> Records:
    """Records from {"quotes": [{"text", "speakers"}], "figures": [{"value", "value_max",
    "qualifier", "unit", "denominator", "subject"}]}, or from a file that has them in "records".

    Raises ValueError, in a sentence, for a record that is none.
    """
    data = data.get("records", data)
    quotes = [
        QuoteRecord(each.get("id", n), each["text"], tuple(each.get("speakers") or ()))
        for n, each in enumerate(listed(data, "quotes", "text"), start=1)
    ]
    figures = [
        figure_of(n, each) for n, each in enumerate(listed(data, "figures", "value"), start=1)
    ]
    return Records(quotes, figures)


def listed(data: Mapping[str, Any], name: str, needed: str) -> Iterable[Mapping[str, Any]]:
    rows = data.get(name) or []
    for n, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping) or row.get(needed) is None:
            raise ValueError(f"Record {n} of “{name}” has no “{needed}”.")
    return [row for row in rows if isinstance(row, Mapping)]


def figure_of(n: int, row: Mapping[str, Any]) -> FigureRecord:
    def number(name: str) -> Decimal | None:
        value = row.get(name)
        return None if value is None else Decimal(str(value))

    value, upper = number("value"), number("value_max")
    assert value is not None
    unit = str(row.get("unit") or "")
    how_exact = str(row.get("qualifier") or "exact")
    kind = "percent" if unit in ("percent", "per cent", "%") else "count"
    if upper is not None and upper <= value:
        value, upper = min(value, upper), max(value, upper)
    if (upper is None) == (how_exact == "between") or upper == value:
        how_exact, upper = (
            "exact" if upper == value or how_exact == "between" else "between",
            (upper if upper != value else None),
        )
    spoken = Spoken(value, upper, how_exact, kind, number("denominator"))
    subject = str(row.get("subject") or "")
    also = tuple(map(str, row.get("subjects") or ()))
    return FigureRecord(row.get("id", n), spoken, unit, (subject, *also) if subject else also)
