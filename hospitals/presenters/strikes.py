"""Strikes as readers see them: dates, status, who is out, what happened around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import (
    DisruptionFigure,
    Event,
    EventKind,
    Participation,
    PublicFigure,
    ServiceNotice,
    StaffGroup,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
)
from hospitals.models.signed import FactQuerySet
from hospitals.models.strikes import StrikeQuerySet
from lib import words

from . import figure_words
from .charts.frame import Chart, with_embeds
from .charts.strikes import of_strike
from .figures import FigureLine, lines_of, preferred_ids, source_text
from .first_words import FirstWordLine, first_word
from .flat import FlatFigure, as_columns, bare_figures
from .going import with_status
from .notices import Notices, notices_of, seen_of, sorted_out
from .provenance import readable, reported, with_evidence, with_roles
from .reference import named_in, reference
from .where import Map, where

FIGURES = 600
STORIES = 10
BASES = DisruptionFigure.Basis.values
# A strip of more days is no picture.
MOST_DAYS = 12
KEY_OF_STRIKE = (
    "A full dot: somebody says that staff there are out. A ring: we hold a number of it. A trust "
    "without either is not a trust without a strike."
)
NOT_KNOWN = "not known"
NOT_STATED = "not stated"
ENDED = StrikeStatusChange.Status.ENDED
# What a strike names of reference data; and its dates, where they are not those of the whole.
OF_STRIKE = ("staff_groups", "unions", "called_in", "called_at")
NAMED = ("staff_groups", "unions", "areas", "trusts", "hospitals")


@dataclass(frozen=True)
class StrikeLine:
    """One strike in a list."""

    url: str
    title: str
    staff: str
    when: str
    status: str
    first_words: list[FirstWordLine]
    kind: str


class Place(NamedTuple):
    """`key` is the ODS code of a trust, the slug of an area or a hospital."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True)
class SpellLine:
    """Strike dates. `staff` and `unions` are given where not all of the strike's are out, and
    `places` where they are not the dates of the whole strike."""

    spell: StrikeSpell
    when: str
    hours: str
    staff: str
    unions: str
    places: list[Place]
    cover: str
    said_by: str
    no_source: str

    @property
    def where(self) -> str:
        """ "in London and at Leeds General Infirmary, Leeds"."""
        before = figure_words.PLACE_BEFORE
        return words.join([f"{before[place.kind]} {place.name}" for place in self.places])


@dataclass(frozen=True)
class DayOfStrip:
    """A day of a strike, or one beside it."""

    day: date
    on: bool

    @property
    def name(self) -> str:
        return words.day_name(self.day)

    @property
    def date(self) -> str:
        return words.day(self.day)


@dataclass(frozen=True)
class StatusLine:
    """`on` and `on_last` are the days between which it was, as exactly as `on_exact` says."""

    on: date | None
    on_last: date
    on_exact: str
    hour: time | None
    when: str
    code: str
    status: str
    note: str
    source: str


@dataclass(frozen=True)
class OutLine:
    """Whether one trust or area is out. "Not known" is an answer of its own."""

    kind: str
    key: str
    who: str
    url: str
    code: str
    answer: str
    source: str


@dataclass(frozen=True)
class EventLine:
    """A picket, rally, talks… Its times are the actual ones where known, else those planned."""

    kind: EventKind
    when: str
    first_day: date | None
    last_day: date | None
    exact: str
    title: str
    where: str
    starts_at: datetime | None
    ends_at: datetime | None
    code: str
    status: str
    outcome: str
    source: str

    @property
    def times(self) -> str:
        return words.times(self.starts_at, self.ends_at, self.first_day)


@dataclass(frozen=True)
class FigureGroup:
    """The figures of one measure: areas first, then trusts and hospitals."""

    measure: str
    slug: str
    lines: list[FigureLine]


@dataclass(frozen=True)
class StrikePage:
    title: str
    slug: str
    url: str
    summary: str
    dispute: str
    dispute_url: str
    dispute_summary: str
    staff: str
    unions: str
    kind: str
    called_in: str
    when: str
    status: str
    first_words: list[FirstWordLine]
    spells: list[SpellLine]
    statuses: list[StatusLine]
    out: list[OutLine]
    notices: Notices
    past_notices: Notices
    timeline: list[EventLine]
    charts: list[Chart]
    where: Map | None
    groups: list[FigureGroup]
    more_figures: bool
    stories: list


def for_strike_lines(queryset: StrikeQuerySet, at: datetime) -> StrikeQuerySet:
    """With status, first words and names of staff of their day: four queries more."""
    return queryset.with_status(at, public_at=at).prefetch_related(
        public_spells(at), public_first_words(at), "staff_groups__former_names"
    )


def public_first_words(at: datetime) -> Prefetch:
    shown = StrikeStatusChange.objects.first_words(at).order_by("shown_at", "pk")
    people = shown.select_related("evidence__said_by", "evidence__reported_by")
    roles = people.prefetch_related(
        "evidence__said_by__roles", "evidence__said_with__source__roles"
    )
    return Prefetch("status_changes", roles, to_attr="public_first_words")


def first_words(strike: Strike, at: datetime) -> list[FirstWordLine]:
    """Of a strike that came through `for_strike_lines`, what is reported of its status."""
    return [
        first_word(row, row.status, row.get_status_display(), row.on_last, at)
        for row in strike.public_first_words
    ]


def public_summaries(at: datetime) -> Prefetch:
    return Prefetch("summaries", StrikeSummary.objects.public(at))


def summary(strike: Strike) -> str:
    """Of a strike with its `public_summaries`."""
    return next((row.text for row in strike.summaries.all()), "")


def public_spells(at: datetime) -> Prefetch:
    return Prefetch("spells", StrikeSpell.objects.public(at))


def with_who(spells: Iterable[StrikeSpell]) -> list[StrikeSpell]:
    """The same, which know who is out in each, where, and who says so."""
    return with_roles(with_evidence(with_names(spells)))


def with_names(spells: Iterable[StrikeSpell]) -> list[StrikeSpell]:
    """The same, each of which knows as `named` {field: the groups, unions and places there}."""
    spells = list(spells)
    named = named_in(spells, NAMED)
    for spell in spells:
        spell.named = named[spell.pk]
    return spells


def strike_line(strike: Strike, at: datetime) -> StrikeLine:
    """One line about a strike that came through `for_strike_lines`."""
    return StrikeLine(
        url=strike.get_absolute_url(),
        title=strike.title,
        staff=staff(strike),
        when=when(strike, strike.spells.all()) or "no dates announced",
        status=StrikeStatusChange.Status(strike.status).label if strike.status else NOT_KNOWN,
        first_words=first_words(strike, at),
        kind="" if strike.kind == Strike.Kind.STRIKE else strike.get_kind_display(),
    )


def when(strike: Strike, spells: Iterable[StrikeSpell]) -> str:
    """Its dates in these spells; a strike that has ended is not said to go on."""
    said = words.spans([(spell.first_day, spell.last_day) for spell in spells])
    return said.removesuffix(words.NO_END) if strike.status == ENDED else said


def first_day(strike: Strike) -> date | None:
    return next((spell.first_day for spell in strike.spells.all()), None)


def staff(strike: Strike) -> str:
    """The staff groups by the name of the strike's first day."""
    return groups_in_words(strike, strike.staff_groups.all())


def groups_in_words(strike: Strike, groups: Iterable[StaffGroup]) -> str:
    first = first_day(strike)
    return words.join([group.name_at(first) for group in groups])


def with_lines(
    strikes: Iterable[Strike], at: datetime, spells: Prefetch | None = None
) -> list[Strike]:
    """Strikes of a page as `for_strike_lines` would bring them: how they stand is remembered.

    `spells` are their `public_spells`, where the page asks more of those.
    """
    strikes = with_status(strikes, at)
    prefetch_related_objects(strikes, spells or public_spells(at), "staff_groups__former_names")
    waiting = StrikeStatusChange.objects.unconfirmed().filter(strike__in=strikes)
    shown = reported(with_roles(with_evidence(waiting.order_by("shown_at", "pk"))), at)
    for strike in strikes:
        strike.public_first_words = [row for row in shown if row.strike_id == strike.pk]
    return strikes


def for_strike_page(queryset: StrikeQuerySet, at: datetime) -> StrikeQuerySet:
    return queryset.select_related("dispute").prefetch_related(
        public_spells(at), public_summaries(at)
    )


@dataclass(frozen=True)
class Known:
    """What readers may know of a strike at a moment, as records that know where they came from."""

    changes: list[StrikeStatusChange]
    first_words: list[StrikeStatusChange]
    out: list[Participation]
    events: list[Event]
    notices: list[ServiceNotice]
    spells: list[StrikeSpell]


def known_of(strike: Strike, figures: Iterable[FlatFigure], at: datetime) -> Known:
    """Of a strike that came through `for_strike_page`. Where all of it and the values of its
    `figures` came from is one question."""
    changes = list(strike.status_changes.standing_or_unconfirmed().in_order())
    out = list(of_places(strike.participations))
    events = list(with_kinds(strike.events))
    notices = notices_of(strike, at)
    spells = list(strike.spells.all())
    values = [figure.shown for figure in figures]
    with_roles(with_evidence([*changes, *out, *events, *notices, *spells, *values]))
    return Known(
        changes=readable(changes, at),
        first_words=sorted(reported(changes, at), key=lambda row: (row.shown_at, row.pk)),
        out=readable(out, at),
        events=readable(events, at),
        notices=seen_of(notices, at),
        spells=spells,
    )


def strike_page(strike: Strike, at: datetime) -> StrikePage:
    """The page of a strike that came through `for_strike_page`."""
    figures, preferred, more = looked_at(strike, at)
    known = known_of(strike, figures, at)
    happened = [change for change in known.changes if change.has_happened(at)]
    strike.status = happened[-1].status if happened else None
    strike.public_first_words = known.first_words
    named, dispute = named_in([strike], OF_STRIKE)[strike.pk], strike.dispute
    out = out_lines(strike, known.out, at)
    notices, past_notices = sorted_out(known.notices, at)
    return StrikePage(
        title=strike.title,
        slug=strike.slug,
        url=strike.get_absolute_url(),
        summary=summary(strike),
        dispute=dispute.title,
        dispute_url=dispute.get_absolute_url(),
        dispute_summary=dispute.summary,
        staff=groups_in_words(strike, named["staff_groups"]),
        unions=words.join([str(union) for union in named["unions"]]),
        kind=strike.get_kind_display(),
        called_in=words.join([place.name for place in called(named)]),
        when=when(strike, strike.spells.all()),
        status=f"{happened[-1].get_status_display()} {happened[-1].happened()}"
        if happened
        else NOT_KNOWN,
        first_words=first_words(strike, at),
        spells=spells_everywhere(known.spells),
        statuses=[status_line(change) for change in known.changes],
        out=out,
        notices=notices,
        past_notices=past_notices,
        timeline=[event_line(event) for event in known.events],
        charts=with_embeds(
            of_strike(strike, figures, preferred, at, more=more), "strikes", strike.slug
        ),
        where=where_it_is(strike, out, [] if more else figures, at),
        groups=grouped(figures, preferred),
        more_figures=more,
        stories=dependents().stories_for([strike], at=at, limit=STORIES),
    )


def looked_at(strike: Strike, at: datetime) -> tuple[list[FlatFigure], set[int], bool]:
    """The figures that its page lists, those of them to use among rivals, and whether there are
    more. Where they came from is still to be asked."""
    rows = strike_figures(strike, at, FIGURES + 1)
    figures = bare_figures(rows[:FIGURES])
    return figures, preferred_ids(figures, at), len(rows) > FIGURES


def charts_of(strike: Strike, at: datetime) -> list[Chart]:
    """The charts alone of a strike that came through `for_strike_page`."""
    figures, preferred, more = looked_at(strike, at)
    with_roles(with_evidence(figure.shown for figure in figures))
    return of_strike(strike, figures, preferred, at, more=more)


def where_it_is(
    strike: Strike, out: Iterable[OutLine], figures: Iterable[FlatFigure], at: datetime
) -> Map | None:
    """The trusts that are said to be out, and those of which there is a figure.

    `figures` are all that there are of it; where the page lists only some, [], and one query.
    """
    known = reference().trusts
    codes = {line.key for line in out if line.kind == "trust" and line.code == "yes"}
    said = {pk for pk, trust in known.items() if trust.code in codes}
    counted = {each.trust_at_time_id for each in figures if each.strike_id == strike.pk}
    if not figures:
        rows = PublicFigure.objects.live(at).standing().filter(strike=strike).order_by()
        counted = set(rows.values_list("trust_at_time", flat=True).distinct())
    counted &= known.keys()
    return where([known[pk] for pk in said | counted], key=KEY_OF_STRIKE, hollow=counted - said)


def spells_everywhere(spells: list[StrikeSpell]) -> list[SpellLine]:
    """All dates of a strike, which know who says so, with the places where they are not those of
    the whole strike."""
    return [spell_line(spell, places_of(spell)) for spell in with_names(spells)]


def spell_line(spell: StrikeSpell, places: Sequence[Place] = ()) -> SpellLine:
    """A spell that came through `with_who`."""
    return SpellLine(
        spell=spell,
        when=spell_when(spell),
        hours=hours(spell),
        staff=words.join([group.name_at(spell.first_day) for group in spell.named["staff_groups"]]),
        unions=words.join([str(union) for union in spell.named["unions"]]),
        places=list(places),
        cover=spell.cover or NOT_STATED,
        said_by=source_text(spell.evidence, spell.first_day),
        no_source=spell.no_source,
    )


def strip(spells: Iterable[StrikeSpell]) -> list[DayOfStrip]:
    """The strike's days with a free one on each side; [] without an end, or for more than fit."""
    days = {day for spell in spells if spell.last_day for day in spell.days()}
    if not days or any(spell.last_day is None for spell in spells):
        return []
    first, last = min(days) - words.A_DAY, max(days) + words.A_DAY
    if (last - first).days >= MOST_DAYS:
        return []
    every = [first + words.A_DAY * n for n in range((last - first).days + 1)]
    return [DayOfStrip(day, day in days) for day in every]


def spell_when(spell: StrikeSpell) -> str:
    if spell.first_day == spell.last_day:
        return words.weekday(spell.first_day)
    return words.span(spell.first_day, spell.last_day)


def hours(spell: StrikeSpell) -> str:
    """ "8am to 5pm", "6.59am on 11 April to 6.59am on 15 April", "8am to 10am each day"."""
    if spell.daily_from and spell.daily_until:
        return f"{words.hour(spell.daily_from)} to {words.hour(spell.daily_until)} each day"
    only_day = spell.first_day if spell.first_day == spell.last_day else None
    return words.times(spell.starts_at, spell.ends_at, only_day)


def sourced(queryset: FactQuerySet, at: datetime) -> list[Any]:
    """Facts that readers may know of, with what naming their source needs."""
    return readable(with_roles(with_evidence(queryset.standing())), at)


def status_changes(strike: Strike, at: datetime) -> list[StrikeStatusChange]:
    return sourced(strike.status_changes.in_order(), at)


def status_line(change: StrikeStatusChange) -> StatusLine:
    return StatusLine(
        on=change.on,
        on_last=change.on_last,
        on_exact=change.on_exact,
        hour=change.hour,
        when=change.when(),
        code=change.status,
        status=change.get_status_display(),
        note=change.note,
        source=source_text(change.evidence, change.on_last),
    )


def who_is_out(strike: Strike, at: datetime) -> list[OutLine]:
    return out_lines(strike, sourced(of_places(strike.participations), at), at)


def of_places(participations: FactQuerySet) -> FactQuerySet:
    return participations.standing().select_related("area", "hospital")


def out_lines(strike: Strike, rows: Iterable[Participation], at: datetime) -> list[OutLine]:
    """Areas first, then trusts and hospitals, by name."""
    first = first_day(strike) or localdate(at)
    known = reference().trusts
    found = []
    for row in rows:
        if trust := known.get(row.trust_id):
            place = ("trust", trust.code, trust.name_at(first), trust.get_absolute_url())
        elif row.hospital:
            hospital = row.hospital
            place = ("hospital", hospital.slug, str(hospital), hospital.get_absolute_url())
        else:
            place = ("area", row.area.slug, row.area.name, "")
        said = (row.answer, row.get_answer_display(), source_text(row.evidence, first))
        found.append(OutLine(*place, *said))
    return sorted(found, key=lambda line: (bool(line.url), line.who))


def places_of(spell: StrikeSpell) -> list[Place]:
    """Of a spell that came through `with_who`."""
    return [
        *(Place("area", area.slug, area.name) for area in spell.named["areas"]),
        *(Place("trust", trust.code, trust.name) for trust in spell.named["trusts"]),
        *(Place("hospital", hospital.slug, str(hospital)) for hospital in spell.named["hospitals"]),
    ]


def called(named: Mapping[str, list]) -> list[Place]:
    """Where a strike is called, by what it names: areas, then trusts, else the unions' nation."""
    areas = named["called_in"]
    trusts = [Place("trust", trust.code, trust.name) for trust in named["called_at"]]
    if not areas and not trusts:
        known = reference().areas
        nations = (known.get(union.nation_id) for union in named["unions"])
        areas = list(dict.fromkeys(nation for nation in nations if nation))
    return [*(Place("area", area.slug, area.name) for area in areas), *trusts]


def event_lines(events: FactQuerySet, at: datetime) -> list[EventLine]:
    return [event_line(event) for event in sourced(with_kinds(events), at)]


def with_kinds(events: FactQuerySet) -> FactQuerySet:
    return events.standing().select_related("kind", "hospital")


def event_line(event: Event) -> EventLine:
    kept = "actual" if event.actual_start else "planned"
    return EventLine(
        kind=event.kind,
        when=event.when(),
        first_day=event.first_day,
        last_day=event.last_day,
        exact=event.exact,
        title=event.title,
        where=event.place or (str(event.hospital) if event.hospital else ""),
        starts_at=getattr(event, f"{kept}_start"),
        ends_at=getattr(event, f"{kept}_end"),
        code=event.status,
        status=event.get_status_display(),
        outcome=event.outcome,
        source=source_text(event.evidence, event.last_day),
    )


def strike_figures(strike: Strike, at: datetime, most: int) -> list[dict[str, Any]]:
    """Standing public figures of the strike, or of several strikes of which it is one, as columns.

    Those of areas first: a nation's totals are not lost behind the trusts' own numbers. Two
    questions, each in the order of an index; one would sort every figure of the strike.
    """
    public = as_columns(PublicFigure.objects.live(at).standing().of_strikes([strike]))
    of_areas = public.filter(area__isnull=False).order_by("area", "-period_end", "-figure_id")
    rows = list(of_areas[:most])
    if len(rows) < most:
        others = public.filter(area__isnull=True).order_by("-period_end", "-figure_id")
        rows += others[: most - len(rows)]
    return rows


def grouped(figures: list[FlatFigure], preferred: set[int]) -> list[FigureGroup]:
    """FigureGroups by measure: areas first, then by place; the whole strike before its days."""
    groups = defaultdict(list)
    for figure, made in zip(figures, lines_of(figures, preferred), strict=True):
        groups[figure.measure].append((reading_order(figure, made), made))
    by_name = sorted(groups.items(), key=lambda pair: (pair[0].family, pair[0].name))
    return [
        FigureGroup(measure.name, measure.slug, [made for _, made in sorted(group, key=first_of)])
        for measure, group in by_name
    ]


def reading_order(figure: FlatFigure, made: FigureLine) -> tuple[bool, str, int, date, int]:
    basis = BASES.index(figure.basis)
    return (figure.area_id is None, made.where, basis, figure.period_start, figure.pk)


def first_of(
    pair: tuple[tuple[bool, str, int, date, int], FigureLine],
) -> tuple[bool, str, int, date, int]:
    return pair[0]
