"""The panel of areas: the number given for a nation, region or county, and what its trusts come to.

A row is there for each nation and region that holds a trust, and each other area of which there is
a figure. Its number is what somebody said of the whole area. Beside it stands how many of the
trusts that we know of have a number, and their sum where the measure adds: seven trusts of 138 are
no total for England, and nobody can take them for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from lib.dated import holds

from .models import Area, AreaKind, Measure, Strike, Trust, TrustArea
from .panel import Cell, Kind, Panel, bounds, choose, plain
from .presenters.flat import FlatFigure
from .totals import adds_over_places

ALWAYS = {AreaKind.Level.NATION, AreaKind.Level.REGION}


@dataclass(frozen=True)
class Lies:
    """That a trust was in an area, or in one that lies in it."""

    trust: int
    areas: frozenset[int]
    since: date | None
    until: date | None

    def on(self, day: date | None) -> bool:
        if day is None:
            return self.until is None
        return holds(day, self.since, self.until)


class AreaPanel(Panel):
    of = "area"

    def __init__(self, at: datetime, **narrowed: Any) -> None:
        super().__init__(at, **narrowed)
        self.of_trusts = Panel(at, **narrowed)

    @cached_property
    def memberships(self) -> list[Lies]:
        return memberships()

    def kinds(self) -> dict[Kind, set[date]]:
        """Those of which an area or a trust has a figure."""
        found = super().kinds()
        for kind, days in self.of_trusts.kinds().items():
            found[kind] |= days
        return found

    def places(self) -> list[tuple[str, Trust | Area]]:
        told = set(self.figures.order_by().values_list("area", flat=True).distinct())
        held = {area for lies in self.memberships for area in lies.areas}
        return sorted(
            (f"{area.kind.slug} {area.slug}", area)
            for area in Area.objects.filter(pk__in=told | held)
            if area.pk in told or area.kind.level in ALWAYS
        )

    def was_there(self, place: Trust | Area, strike: Strike) -> bool:
        return True

    def answers(self, cells: Collection[Cell]) -> dict[tuple[int, int], str]:
        return {}

    def rows(self, cells: Collection[Cell]) -> list[dict[str, Any]]:
        inside = self.trusts_inside(cells)
        return [
            {**row, **come_to(cell.measure, inside[cell.key])}
            for cell, row in zip(cells, super().rows(cells), strict=True)
        ]

    def of_place(self, cell: Cell, out: dict[tuple[int, int], str]) -> dict[str, Any]:
        area = cell.place
        return {
            "area_kind": area.kind.slug,
            "area_slug": area.slug,
            "area_name": area.name,
            **dict.fromkeys(["trust_code", "trust", "successor_code", "on_strike"]),
        }

    def trusts_inside(
        self, cells: Collection[Cell]
    ) -> dict[tuple[str, ...], list[FlatFigure | None]]:
        """{key of a cell: the number of each trust that lay in its area, None for none}."""
        wanted = defaultdict(list)
        for cell in cells:
            wanted[cell.key[:-1]].append(cell)
        trusts = [each for each in self.of_trusts.cells() if each.key[:-1] in wanted]
        candidates, preferred = self.of_trusts.numbers(trusts)
        lies = defaultdict(list)
        for each in self.memberships:
            lies[each.trust].append(each)
        found = defaultdict(list)
        for trust in trusts:
            figure, _ = choose(candidates[trust.about], preferred)
            day = trust.day or trust.strike.first_day
            areas = {area for each in lies[trust.place.pk] if each.on(day) for area in each.areas}
            for cell in wanted[trust.key[:-1]]:
                if cell.place.pk in areas:
                    found[cell.key].append(figure)
        return found


def come_to(measure: Measure, figures: Collection[FlatFigure | None]) -> dict[str, Any]:
    """How many trusts there are, of how many we hold a number, and what these come to."""
    held = [each for each in figures if each and each.shown.value is not None]
    days = {(each.period_start, each.period_end) for each in held}
    adds = adds_over_places(measure, days)
    ends = [bounds(each.shown) for each in held] if adds else []
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    exact = adds and all(each.shown.is_exact for each in held)
    return {
        "trusts": len(figures),
        "trusts_with_number": len(held),
        "trusts_value": plain(sum(each.shown.value for each in held)) if exact and held else None,
        "trusts_low": sum(lows) if lows and None not in lows else None,
        "trusts_high": sum(highs) if highs and None not in highs else None,
    }


def memberships() -> list[Lies]:
    """Where each trust lay when, larger areas included. Two queries."""
    larger = defaultdict(set)
    for area, parent in Area.parents.through.objects.values_list("from_area", "to_area"):
        larger[area].add(parent)

    def reached(area: int) -> frozenset[int]:
        seen, level = set(), {area}
        while level:
            seen |= level
            level = {parent for each in level for parent in larger[each]} - seen
        return frozenset(seen)

    rows = TrustArea.objects.values_list("trust", "area", "valid_from", "valid_to")
    return [Lies(trust, reached(area), since, until) for trust, area, since, until in rows]
