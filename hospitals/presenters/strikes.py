"""Strikes as readers see them: dates, status, who is out, what happened around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import (
    DisruptionFigure,
    Event,
    EventKind,
    Evidence,
    PublicFigure,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
    Terms,
)
from hospitals.models.strikes import StrikeQuerySet
from hospitals.visibility import fact_condition, may_be_named
from lib import words

from .figures import FigureLine, Said, Voice, lines_of, source_text
from .flat import FlatFigure, as_columns, flat_figures
from .notices import Notices, notices_of_strike
from .provenance import with_evidence, with_roles
from .reference import reference

FIGURES = 600
STORIES = 10
BASES = DisruptionFigure.Basis.values
NOT_KNOWN = "not known"
ENDED = StrikeStatusChange.Status.ENDED


@dataclass(frozen=True)
class FirstWordLine:
    """What is reported and not confirmed; `source` only where the name itself is no news."""

    code: str
    status: str
    reported_at: datetime
    source: str
    said: str


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


@dataclass(frozen=True)
class SpellLine:
    """Strike dates. `staff` and `unions` are given where not all of the strike's are out."""

    spell: StrikeSpell
    when: str
    hours: str
    staff: str
    unions: str
    cover: str
    said_by: str
    no_source: str


@dataclass(frozen=True)
class StatusLine:
    on: date
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
    groups: list[FigureGroup]
    more_figures: bool
    stories: list


def for_strike_lines(queryset: StrikeQuerySet, at: datetime) -> StrikeQuerySet:
    """With status, first words and names of staff of their day: four queries more."""
    return queryset.with_status(localdate(at), public_at=at).prefetch_related(
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
    return [first_word(row, at) for row in strike.public_first_words]


def first_word(row: StrikeStatusChange, at: datetime) -> FirstWordLine:
    source = who_reported(row.evidence, row.on)
    day = "" if localdate(row.shown_at) == localdate(at) else f" on {words.day(row.shown_at)}"
    by = f" by {source}" if source else ""
    return FirstWordLine(
        code=row.status,
        status=row.get_status_display(),
        reported_at=row.shown_at,
        source=source,
        said=f"Reported at {words.hour(row.shown_at)}{day}{by}; we are confirming it",
    )


def public_summaries(at: datetime) -> Prefetch:
    return Prefetch("summaries", StrikeSummary.objects.public(at))


def summary(strike: Strike) -> str:
    """Of a strike with its `public_summaries`."""
    return next((row.text for row in strike.summaries.all()), "")


def public_spells(at: datetime) -> Prefetch:
    return Prefetch("spells", StrikeSpell.objects.public(at))


def with_who(spells: Iterable[StrikeSpell]) -> list[StrikeSpell]:
    """The same, which know who is out in each and who says so: a query for each kind."""
    spells = list(spells)
    prefetch_related_objects(spells, "staff_groups__former_names", "unions")
    return with_roles(with_evidence(spells))


def who_reported(evidence: Evidence, on: date) -> str:
    """Who says so, before its sign-off; "" for whom readers do not know as a source by now."""
    if evidence.terms != Terms.ON_RECORD or not all(map(may_be_named, evidence.speakers())):
        return ""
    first, *others = [Voice(who.name, str(who.role_at(on) or "")) for who in evidence.speakers()]
    paper = evidence.reported_by
    reporter = paper.name if paper and may_be_named(paper) else ""
    return Said(first.by, first.role, joined_by=tuple(others), reported_by=reporter).text


def strike_line(strike: Strike, at: datetime) -> StrikeLine:
    """One line about a strike that came through `for_strike_lines`."""
    return StrikeLine(
        url=strike.get_absolute_url(),
        title=strike.title,
        staff=staff(strike),
        when=when(strike) or "no dates announced",
        status=StrikeStatusChange.Status(strike.status).label if strike.status else NOT_KNOWN,
        first_words=first_words(strike, at),
        kind="" if strike.kind == Strike.Kind.STRIKE else strike.get_kind_display(),
    )


def when(strike: Strike) -> str:
    """Its dates; a strike that has ended is not said to go on."""
    said = words.spans([(spell.first_day, spell.last_day) for spell in strike.spells.all()])
    return said.removesuffix(words.NO_END) if strike.status == ENDED else said


def first_day(strike: Strike) -> date | None:
    return next((spell.first_day for spell in strike.spells.all()), None)


def staff(strike: Strike) -> str:
    """The staff groups by the name of the strike's first day."""
    first = first_day(strike)
    return words.join([group.name_at(first) for group in strike.staff_groups.all()])


def for_strike_page(queryset: StrikeQuerySet, at: datetime) -> StrikeQuerySet:
    lines = for_strike_lines(queryset, at)
    return lines.select_related("dispute").prefetch_related(
        public_summaries(at), "unions__nation", "called_in", "called_at"
    )


def strike_page(strike: Strike, at: datetime) -> StrikePage:
    """The page of a strike that came through `for_strike_page`."""
    changes = status_changes(strike, at)
    known = [change for change in changes if change.on <= localdate(at)]
    latest = known[-1] if known else None
    figures = strike_figures(strike, at, FIGURES + 1)
    dispute = strike.dispute
    notices, past_notices = notices_of_strike(strike, at)
    return StrikePage(
        title=strike.title,
        slug=strike.slug,
        url=strike.get_absolute_url(),
        summary=summary(strike),
        dispute=dispute.title,
        dispute_url=dispute.get_absolute_url(),
        dispute_summary=dispute.summary,
        staff=staff(strike),
        unions=words.join([str(union) for union in strike.unions.all()]),
        kind=strike.get_kind_display(),
        called_in=words.join([name for _, _, name in called(strike)]),
        when=when(strike),
        status=f"{latest.status} on {words.day(latest.on)}" if latest else NOT_KNOWN,
        first_words=first_words(strike, at),
        spells=[spell_line(spell) for spell in with_who(strike.spells.all())],
        statuses=changes,
        out=who_is_out(strike, at),
        notices=notices,
        past_notices=past_notices,
        timeline=events(strike, at),
        groups=grouped(flat_figures(figures[:FIGURES]), at),
        more_figures=len(figures) > FIGURES,
        stories=dependents().stories_for([strike], at=at, limit=STORIES),
    )


def spell_line(spell: StrikeSpell) -> SpellLine:
    """A spell that came through `with_who`."""
    return SpellLine(
        spell=spell,
        when=spell_when(spell),
        hours=hours(spell),
        staff=words.join([group.name_at(spell.first_day) for group in spell.staff_groups.all()]),
        unions=words.join([str(union) for union in spell.unions.all()]),
        cover=spell.get_cover_display(),
        said_by=source_text(spell.evidence, spell.first_day),
        no_source=spell.no_source,
    )


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


def sourced(queryset: QuerySet[Any], at: datetime) -> list[Any]:
    """Rows whose source readers may know of, with what naming it needs."""
    return with_roles(with_evidence(queryset.filter(fact_condition(at))))


def status_changes(strike: Strike, at: datetime) -> list[StatusLine]:
    return [
        StatusLine(
            change.on,
            change.status,
            change.get_status_display(),
            change.note,
            source_text(change.evidence, change.on),
        )
        for change in sourced(strike.status_changes.order_by("on", "id"), at)
    ]


def who_is_out(strike: Strike, at: datetime) -> list[OutLine]:
    """Areas first, then trusts and hospitals, by name."""
    first = first_day(strike) or localdate(at)
    known = reference().trusts
    found = []
    for row in sourced(strike.participations.select_related("area", "hospital"), at):
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


def called(strike: Strike) -> list[tuple[str, str, str]]:
    """[(kind, key, name)] of where it is called: areas, then trusts, else the unions' nation."""
    areas = list(strike.called_in.all())
    trusts = [("trust", trust.code, trust.name) for trust in strike.called_at.all()]
    if not areas and not trusts:
        nations = (union.nation for union in strike.unions.all())
        areas = list(dict.fromkeys(nation for nation in nations if nation))
    return [*(("area", area.slug, area.name) for area in areas), *trusts]


def events(strike: Strike, at: datetime) -> list[EventLine]:
    return [
        event_line(event) for event in sourced(strike.events.select_related("kind", "hospital"), at)
    ]


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


def grouped(figures: list[FlatFigure], at: datetime) -> list[FigureGroup]:
    """FigureGroups by measure: areas first, then by place; the whole strike before its days."""
    groups = defaultdict(list)
    for figure, made in zip(figures, lines_of(figures, at), strict=True):
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
