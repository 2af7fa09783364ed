"""The panel: one row for each trust, strike, measure and setting; nothing is counted twice.

A row is there for every trust that was open on the strike's first day, for each measure and setting
of which some trust has a public figure for that strike. It holds the figure to use, or says why
there is none, and never a number of another setting. Figures of nations, regions and hospitals, and
those for several strikes, are not in it: the rows of areas are a panel of their own, `panel_areas`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import ceil, floor
from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localdate

from lib.numbers import format_number

from . import reconcile
from .models import (
    Area,
    FigureRevision,
    Licence,
    Measure,
    Participation,
    PublicFigure,
    Setting,
    Strike,
    Trust,
    TrustName,
    TrustSuccession,
)
from .presenters import figures as shown
from .presenters.flat import FlatFigure, as_columns, flat_figures
from .presenters.one_figure import caveats
from .presenters.reference import reference
from .presenters.strikes import public_spells
from .rivals import order as usual_order

NATURES = {"actual": ["actual", "provisional"], "expected": ["expected"]}
BASES = {"strike": "whole_strike", "day": "one_day"}
# Reasons for a missing number besides those that a source gives.
# The columns of an area's row that a trust's row leaves empty.
NO_AREA = dict.fromkeys(
    [
        *("area_kind", "area_slug", "area_name"),
        *("trusts", "trusts_with_number", "trusts_value", "trusts_low", "trusts_high"),
    ]
)
NO_FIGURE, BY_STAFF_GROUP = "no_figure", "by_staff_group"


# (strike id, measure id, setting id or None)
Kind = tuple[int, int, int | None]
# (key, strike, day or None, measure, setting): the rows of one strike, or day, measure and setting.
Block = tuple[tuple[str, ...], Strike, date | None, Measure, Setting | None]


@dataclass(frozen=True)
class Cell:
    """Where a row stands: `key` tells it apart for life, and sorts."""

    key: tuple[str, ...]
    strike: Strike
    measure: Measure
    setting: Setting | None
    day: date | None
    place: Trust | Area

    @property
    def about(self) -> tuple[int, int, int | None, date | None, int]:
        """What the figures of this cell have in common."""
        setting = self.setting.pk if self.setting else None
        return self.strike.pk, self.measure.pk, setting, self.day, self.place.pk


class Panel:
    """The panel of trusts at a moment; `per` is "strike" or "day", `nature` "actual" or "expected".

    `strike`, `measure`, `setting` and `trust` narrow it. Five queries for the grid and eight for
    numbers of a page, whatever their size.
    """

    # The subject that its figures have.
    of = "trust"

    def __init__(
        self,
        at: datetime,
        *,
        per: str = "strike",
        nature: str = "actual",
        strike: Strike | None = None,
        measure: Measure | None = None,
        setting: Setting | None = None,
        trust: Trust | None = None,
    ) -> None:
        self.at, self.per, self.nature = at, per, nature
        self.only_trust = trust
        public = PublicFigure.objects.live(at).standing()
        self.figures = public.filter(
            basis=BASES[per],
            nature__in=NATURES[nature],
            strike__isnull=False,
            service__isnull=True,
            figure__compared_with="",
            **{f"figure__{self.of}__isnull": False},
        )
        if strike:
            self.figures = self.figures.filter(strike=strike)
        if measure:
            self.figures = self.figures.filter(measure=measure)
        if setting:
            self.figures = self.figures.filter(setting=setting)
        self.successors = successors_now()

    def cells(
        self, beyond: tuple[str, ...] | None = None, *, backwards: bool = False
    ) -> Iterator[Cell]:
        """Cells in order, or in the reverse; those beyond the key where one is given."""
        turned = reversed if backwards else iter
        blocks = self.blocks()
        places = self.places() if blocks else []
        for block, strike, day, measure, setting in turned(blocks):
            if beyond and is_before(block, beyond[: len(block)], backwards):
                continue
            for name, place in turned(places):
                key = (*block, name)
                if beyond and not is_before(beyond, key, backwards):
                    continue
                if self.was_there(place, strike):
                    yield Cell(key, strike, measure, setting, day, place)

    def blocks(self) -> list[Block]:
        """The blocks of which some trust has a public figure, sorted."""
        kinds = self.kinds()
        strikes = (
            Strike.objects.public(self.at)
            .with_dates(public_at=self.at)
            .prefetch_related(public_spells(self.at))
            .in_bulk({strike for strike, _, _ in kinds})
        )
        measures = Measure.objects.in_bulk({measure for _, measure, _ in kinds})
        settings = reference().settings
        found = []
        for about in kinds:
            strike, measure, setting = strikes[about[0]], measures[about[1]], settings.get(about[2])
            for day in days_of(strike, kinds[about]) if self.per == "day" else [None]:
                began = str(strike.first_day or "")
                counted = setting.slug if setting else ""
                key = (began, strike.slug, str(day or ""), measure.slug, counted)
                found.append((key, strike, day, measure, setting))
        return sorted(found, key=lambda block: block[0])

    def kinds(self) -> dict[Kind, set[date]]:
        """Those of which there is a figure, with the days that their figures tell of, if asked."""
        columns = ["strike", "measure", "setting"]
        if self.per == "day":
            columns.append("period_start")
        found = defaultdict(set)
        for strike, measure, setting, *day in (
            self.figures.order_by().values_list(*columns).distinct()
        ):
            found[strike, measure, setting].update(day)
        return found

    def places(self) -> list[tuple[str, Trust | Area]]:
        """(what it is sorted by and told apart from others, the place), in order."""
        names = Prefetch("former_names", TrustName.objects.all())
        trusts = Trust.objects.public(self.at).order_by("code").prefetch_related(names)
        if self.only_trust:
            trusts = trusts.filter(pk=self.only_trust.pk)
        return [(trust.code, trust) for trust in trusts]

    def was_there(self, place: Trust | Area, strike: Strike) -> bool:
        return was_open(place, strike.first_day)

    def rows(self, cells: Collection[Cell]) -> list[dict[str, Any]]:
        """A row (a flat dict of plain values) for each cell."""
        candidates, preferred = self.numbers(cells)
        out, said_of = self.answers(cells), cache(shown.said_in)
        return [
            {
                **self.of_place(cell, out),
                **self.row(cell, candidates[cell.about], preferred, said_of),
            }
            for cell in cells
        ]

    def numbers(
        self, cells: Collection[Cell]
    ) -> tuple[dict[tuple[Any, ...], list[FlatFigure]], set[int]]:
        """({what cells are about: the figures of each}, the ids of those to be used)."""
        wanted = {cell.about for cell in cells}
        candidates = defaultdict(list)
        found = self.figures.filter(
            strike__in={cell.strike.pk for cell in cells},
            measure__in={cell.measure.pk for cell in cells},
            **{f"figure__{self.of}__in": {cell.place.pk for cell in cells}},
        )
        if self.per == "day":
            # A page has a few of the strike's days, and would read them all each time.
            found = found.filter(period_start__in={cell.day for cell in cells})
        for figure in flat_figures(as_columns(found)):
            day = figure.period_start if self.per == "day" else None
            place = getattr(figure, f"{self.of}_id")
            about = (figure.strike_id, figure.measure_id, figure.setting_id, day, place)
            if about in wanted:
                candidates[about].append(figure)
        figures = [figure for several in candidates.values() for figure in several]
        return candidates, shown.preferred_ids(figures, self.at)

    def answers(self, cells: Collection[Cell]) -> dict[tuple[int, int], str]:
        """{(strike id, trust id): "yes" or "no"}: who was out, as far as readers may know."""
        known = Participation.objects.public(self.at).filter(
            strike__in={cell.strike.pk for cell in cells},
            trust__in={cell.place.pk for cell in cells},
        )
        absent = PublicFigure.objects.live(self.at).standing().telling_who_is_out()
        told = absent.filter(
            strike__in={cell.strike.pk for cell in cells},
            trust_at_time__in={cell.place.pk for cell in cells},
        )
        pairs = told.order_by().values_list("strike", "trust_at_time").distinct()
        answers = dict.fromkeys(pairs, "yes")
        for strike, trust, answer in known.values_list("strike", "trust", "answer"):
            if answer != Participation.Answer.NOT_KNOWN:
                answers[strike, trust] = answer
        return answers

    def of_place(self, cell: Cell, out: dict[tuple[int, int], str]) -> dict[str, Any]:
        """The columns that say whose row it is."""
        trust = cell.place
        return {
            **NO_AREA,
            "trust_code": trust.code,
            "trust": trust.name_at(cell.day or cell.strike.first_day),
            "successor_code": " ".join(self.successors.get(trust.code, [trust.code])),
            "on_strike": out.get((cell.strike.pk, trust.pk), "not_known"),
        }

    def row(
        self,
        cell: Cell,
        candidates: list[FlatFigure],
        preferred: set[int],
        said_of: Callable[..., shown.Said],
    ) -> dict[str, Any]:
        figure, why = choose(candidates, preferred)
        revision = figure and figure.shown
        # Many figures share a document: who says so is worked out once for each day.
        said = figure and said_of(revision.evidence, figure.ends)
        document = said and said.document
        low, high = bounds(revision) if figure else (None, None)
        return {
            "strike": cell.strike.slug,
            "strike_title": cell.strike.title,
            "day": cell.day,
            "period_start": figure and figure.period_start,
            "period_end": figure and figure.ends,
            "measure": cell.measure.slug,
            "unit": cell.measure.full_unit,
            "adds_over": cell.measure.adds_over,
            "setting": cell.setting.slug if cell.setting else None,
            "value": plain(revision.value) if figure else None,
            "how_exact": revision.how_exact if figure else None,
            "low": low,
            "high": high,
            "missing": (revision.missing or None) if figure else why,
            "missing_below": revision.missing_below if figure else None,
            "out_of": plain(revision.out_of) if figure else None,
            "nature": figure.nature if figure else None,
            "counted_note": figure.counted_note if figure else None,
            "staff_group": figure.staff_group.slug if figure and figure.staff_group else None,
            "source": said and said.by,
            "said_with": " ".join(each.slug for each in said.joined_by) if said else None,
            "via": (said and said.via) or None,
            "reported_by": (said and said.reported_by) or None,
            "document_url": (document and document.url) or None,
            "locator": (document and revision.locator) or None,
            **licensed(document and document.licence),
            "caveat": " ".join(caveats(figure, revision, said)) if figure else None,
            "revision": revision.number if figure else None,
            "figure": figure and figure.pk,
            "preferred": figure.pk in preferred if figure else None,
            "other_figures": len(candidates) - bool(figure),
        }


def licensed(licence: Licence | None) -> dict[str, str | None]:
    """The columns of the licence of a document."""
    return {
        "licence_name": licence and licence.name,
        "licence_text_url": licence and licence.url,
        "licence_attribution": licence and licence.attribution,
    }


def days_of(strike: Strike, told: Collection[date]) -> list[date]:
    """The days of a strike, in order. Without an end, as far as figures tell of them."""
    days = set()
    for spell in strike.spells.all():
        days.update(spell.days())
        if spell.last_day is None:
            days.update(day for day in told if day >= spell.first_day)
    return sorted(days)


def is_before(key: tuple[str, ...], other: tuple[str, ...], backwards: bool) -> bool:
    return key > other if backwards else key < other


def choose(
    figures: Collection[FlatFigure], preferred: Collection[int]
) -> tuple[FlatFigure | None, str]:
    """(the one figure for a row, "") or (None, why there is none).

    A figure that stands back behind one of another setting is still the number of its own. Several
    may be preferred, which count different staff.
    """
    if not figures:
        return None, NO_FIGURE
    figures = of_largest_groups(figures)
    groups = {figure.staff_group_id for figure in figures}
    if None not in groups and len(groups) > 1:
        return None, BY_STAFF_GROUP

    def precedence(figure: FlatFigure) -> tuple[Any, ...]:
        return (
            figure.nature != figure.Nature.PROVISIONAL,
            figure.staff_group_id is None,
            figure.pk in preferred,
            figure.counted_note == "",
            *usual_order(figure, figure.shown),
        )

    return max(figures, key=precedence), ""


def of_largest_groups(figures: Collection[FlatFigure]) -> list[FlatFigure]:
    """Those of groups of staff that are not among another group with a figure here."""
    groups = {figure.staff_group for figure in figures if figure.staff_group}
    inner = {group for group in groups if groups & set(group.with_larger()[1:])}
    return [figure for figure in figures if figure.staff_group not in inner]


def bounds(revision: FigureRevision) -> tuple[int | float | None, int | float | None]:
    """(low, high) of what the number may stand for; None where an end is open or nothing known.

    Things are counted whole: "<5" is at most 4, and "more than 500" at least 501. The ends of a
    percentage are given as they are said.
    """
    if revision.value is None and revision.missing != FigureRevision.Missing.SUPPRESSED:
        return None, None
    span = reconcile.span_of(revision)
    if span is None:
        return None, None
    low, high = span.low, span.high
    if revision.figure.measure.kind == Measure.Kind.COUNT:
        low = low if low is None else (ceil(low) if span.with_low else floor(low) + 1)
        high = high if high is None else (floor(high) if span.with_high else ceil(high) - 1)
    return plain(low), plain(high)


def plain(value: Decimal | int | None) -> int | float | None:
    """A JSON number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def was_open(trust: Trust, day: date | None) -> bool:
    if day is None:
        return True
    return (trust.opened is None or trust.opened <= day) and (
        trust.closed is None or day <= trust.closed
    )


def successors_now() -> dict[str, list[str]]:
    """{code of a trust that has ended: [codes of those that carry on today]}, through mergers."""
    steps = defaultdict(set)
    today = localdate()
    for old, new in TrustSuccession.objects.filter(on__lte=today).values_list(
        "predecessor__code", "successor__code"
    ):
        steps[old].add(new)
    found = {}
    for code in list(steps):
        ends, level = set(), {code}
        while level:
            ends |= {each for each in level if each not in steps}
            level = {new for each in level for new in steps.get(each, ())}
        found[code] = sorted(ends)
    return found


NOTES = [
    "One row for each trust, strike (or day), measure and kind of service (“setting_slug”): acute "
    "hospitals, all settings and so on; empty where the source does not say. Trusts are those open "
    "on the first day.",
    "Rows of one measure and kind of service may be added as far as “adds_over” allows. Rows of "
    "different measures may not: appointments hold both their inpatient and their outpatient part. "
    "Nor rows of different kinds of service: all settings hold the acute hospitals.",
    "Strikes of different staff may share days, and their figures may count the same cancellation.",
    "A missing number is empty and “missing” says why; it is never zero, and zero is a number. "
    f"“{NO_FIGURE}”: we hold no public figure; “{BY_STAFF_GROUP}”: there are figures by staff "
    "group only.",
    "“low” and “high” are what the number may stand for: nearly 2,000 is "
    f"{format_number(1800)} to {format_number(1999)}. An empty one is open.",
    "“trust_code” is the trust at the time; “successor_code” who carries on today, several with a "
    "space between.",
    "“preferred” is no where a figure of another kind of service is the one we use for this trust.",
    "With of=area the rows are those of nations, regions and other areas: “value” is the number "
    "given for the whole of it. Beside it stands what we hold of its trusts: “trusts_with_number” "
    "of “trusts” come to “trusts_value” (or “trusts_low” to “trusts_high”), as far as the measure "
    "adds. Areas lie in each other: do not add their rows.",
    "“other_figures” counts further public figures for the same row that were not taken.",
]
