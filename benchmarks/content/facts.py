"""Trusts, strikes, measures and figures in any number.

220 trusts in seven regions, each with a hospital; 12 measures; a strike of five days every three
weeks. Each day has a figure for each trust and measure, every tenth of them about the hospital,
every fiftieth revised once. All are checked and released.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from hospitals.models import (
    Area,
    AreaKind,
    Dispute,
    DisruptionFigure,
    Evidence,
    FigureRevision,
    Hospital,
    HospitalTrust,
    Measure,
    Setting,
    Source,
    SourceRole,
    StaffGroup,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    Terms,
    Trust,
    TrustArea,
    Union,
)
from lib import words

from .rows import Table, first_id
from .words import place_name

TRUSTS = 220
REGIONS = (
    "East of England",
    "London",
    "Midlands",
    "North East and Yorkshire",
    "North West",
    "South East",
    "South West",
)
# What is counted, one of it, and what happened to it
MEASURES = (
    ("inpatient procedures", "inpatient procedure", "rescheduled"),
    ("outpatient appointments", "outpatient appointment", "rescheduled"),
    ("community appointments", "community appointment", "rescheduled"),
    ("mental health appointments", "mental health appointment", "rescheduled"),
    ("cancer appointments", "cancer appointment", "rescheduled"),
    ("planned operations", "planned operation", "postponed"),
    ("diagnostic tests", "diagnostic test", "postponed"),
    ("day cases", "day case", "postponed"),
    ("theatre sessions", "theatre session", "cancelled"),
    ("clinics", "clinic", "cancelled"),
    ("ambulance handovers", "ambulance handover", "delayed"),
    ("patients", "patient", "sent elsewhere"),
)
A_DAY = TRUSTS * len(MEASURES)
FIRST_DAY = date(2022, 12, 1)
WEEKS_BETWEEN_STRIKES = 3
DAYS_OUT = 5
BATCH = 5_000


@dataclass
class Facts:
    """What stories and figures point at. `values` and `revisions` are by figure, in order."""

    recorder: User
    checker: User
    trusts: list = field(default_factory=list)
    regions: list = field(default_factory=list)
    hospitals: list = field(default_factory=list)
    speakers: list = field(default_factory=list)
    measures: list = field(default_factory=list)
    strikes: list = field(default_factory=list)
    england: Source | None = None
    acute: Setting | None = None
    first_figure: int = 1
    values: array = field(default_factory=lambda: array("l"))
    revisions: array = field(default_factory=lambda: array("q"))


def region_of(facts: Facts, number: int) -> Area:
    return facts.regions[number % len(facts.regions)]


def days_needed(figures: int) -> int:
    return -(-figures // A_DAY)


def a_kind(level: str) -> AreaKind:
    alone = level == AreaKind.Level.REGION
    given = {"name": level, "level": level, "one_at_a_time": alone}
    return AreaKind.objects.get_or_create(slug=level, defaults=given)[0]


def load_reference(facts: Facts, random: Random, figures: int) -> None:
    """Everything there are only hundreds of."""
    nation = Area.objects.get_or_create(
        kind=a_kind(AreaKind.Level.NATION), name="England", defaults={"slug": "england"}
    )[0]
    for name in REGIONS:
        slug = name.lower().replace(" ", "-")
        region = Area.objects.get_or_create(
            kind=a_kind(AreaKind.Level.REGION), name=name, defaults={"slug": slug}
        )[0]
        region.parents.add(nation)
        facts.regions.append(region)
    load_trusts(facts, random)
    facts.measures = Measure.objects.bulk_create(
        Measure(
            name=f"{unit} {what} (benchmark)",
            slug=f"benchmark-{number:02d}",
            unit=unit,
            unit_singular=one,
            family=Measure.Family.ACTIVITY,
            adds_over=Measure.Adds.DAYS_AND_PLACES,
        )
        for number, (unit, one, what) in enumerate(MEASURES, start=1)
    )
    facts.acute = Setting.objects.get_or_create(name="acute hospitals", defaults={"slug": "acute"})[
        0
    ]
    facts.england = Source.objects.create(
        kind=Source.Kind.ORGANISATION,
        name="The benchmark’s statistics office",
        slug="benchmark-statistics-office",
        terms=Terms.ON_RECORD,
        **signed_off(facts),
    )
    load_strikes(facts, days_needed(figures))


def load_trusts(facts: Facts, random: Random) -> None:
    names = set()
    while len(names) < TRUSTS:
        name = place_name(random)
        names.add(f"{name} and {place_name(random)}" if random.random() < 0.4 else name)
    names = sorted(names)
    facts.trusts = Trust.objects.bulk_create(
        Trust(
            code=f"B{number:03d}",
            name=f"{name} NHS Foundation Trust",
            slug=f"benchmark-{number:03d}",
            is_foundation=True,
        )
        for number, name in enumerate(names)
    )
    TrustArea.objects.bulk_create(
        TrustArea(trust=trust, area=region_of(facts, number))
        for number, trust in enumerate(facts.trusts)
    )
    facts.hospitals = Hospital.objects.bulk_create(
        Hospital(
            name=f"{name.split(' and ')[0]} General Hospital",
            town=f"Benchmark {number:03d}",
            slug=f"benchmark-{number:03d}",
        )
        for number, name in enumerate(names)
    )
    HospitalTrust.objects.bulk_create(
        HospitalTrust(hospital=hospital, trust=trust)
        for hospital, trust in zip(facts.hospitals, facts.trusts, strict=True)
    )
    facts.speakers = Source.objects.bulk_create(
        Source(
            kind=Source.Kind.PERSON,
            name=f"{place_name(random)} {place_name(random)}",
            slug=f"benchmark-{trust.code.lower()}",
            terms=Terms.ON_RECORD,
            trust=trust,
            **signed_off(facts),
        )
        for trust in facts.trusts
    )
    SourceRole.objects.bulk_create(
        SourceRole(source=source, role="chief executive", organisation=trust.name)
        for source, trust in zip(facts.speakers, facts.trusts, strict=True)
    )


def load_strikes(facts: Facts, days: int) -> None:
    union = Union.objects.create(name="Benchmark union", short_name="BU", slug="benchmark-union")
    group = StaffGroup.objects.create(name="Benchmark doctors", slug="benchmark-doctors")
    dispute = Dispute.objects.create(title="Benchmark dispute", slug="benchmark-dispute")
    dispute.unions.add(union)
    called = Evidence.objects.create(
        kind=Evidence.Kind.DOCUMENT,
        said_by=facts.england,
        title="Dates of strikes",
        terms=Terms.ON_RECORD,
        **signed_off(facts),
    )
    weeks = range(0, max(days, 1), 7 * WEEKS_BETWEEN_STRIKES)
    for number, offset in enumerate(weeks, start=1):
        first = FIRST_DAY + timedelta(days=offset)
        strike = Strike.objects.create(
            dispute=dispute,
            title=f"Benchmark strike {number}",
            slug=f"benchmark-{number}",
            **signed_off(facts),
        )
        strike.staff_groups.add(group)
        strike.unions.add(union)
        StrikeSpell.objects.create(
            strike=strike,
            first_day=first,
            last_day=first + timedelta(days=DAYS_OUT - 1),
            evidence=called,
            **signed_off(facts),
        )
        StrikeStatusChange.objects.create(
            strike=strike,
            status=StrikeStatusChange.Status.ENDED,
            on=first + timedelta(days=DAYS_OUT),
            on_last=first + timedelta(days=DAYS_OUT),
            evidence=called,
            **signed_off(facts),
        )
        facts.strikes.append(strike)


def load_figures(facts: Facts, seed: int, number: int, say: Callable[[str], object]) -> None:
    """`number` figures with their revisions, in batches that are each whole or not there."""
    random = Random(f"{seed}/figures")
    figures, revisions = tables(facts)
    facts.first_figure = first_id(DisruptionFigure)
    revision = first_id(FigureRevision)
    workbooks = load_workbooks(facts, days_needed(number))
    for start in range(0, number, BATCH):
        figure_rows, revision_rows = [], []
        for index in range(start, min(start + BATCH, number)):
            values = [int(random.random() ** 3 * 2500) for _ in range(2 if index % 50 == 0 else 1)]
            day, evidence = workbooks[index // A_DAY]
            for count, value in enumerate(values, start=1):
                revision_rows.append(
                    revision_row(facts, revision, index, count, value, day, evidence)
                )
                revision += 1
            facts.values.append(values[-1])
            facts.revisions.append(revision - 1)
            figure_rows.append(
                figure_row(facts, index, day, UUID(int=random.getrandbits(128), version=4))
            )
        with transaction.atomic():
            figures.write(figure_rows)
            revisions.write(revision_rows)
        if start // 100_000 != (start + BATCH) // 100_000:
            say(f"  Figures: {len(facts.values):,} of {number:,}")


def load_workbooks(facts: Facts, days: int) -> list[tuple[date, int]]:
    """[(day, id of the workbook that its figures are in)]"""
    dates = [FIRST_DAY + timedelta(days=number) for number in range(days)]
    made = Evidence.objects.bulk_create(
        Evidence(
            kind=Evidence.Kind.WORKBOOK,
            said_by=facts.england,
            title=f"Figures for {words.day(day)}",
            url=f"https://statistics.example/{day.isoformat()}.xlsx",
            published_on=day + timedelta(days=7),
            terms=Terms.ON_RECORD,
            **signed_off(facts),
        )
        for day in dates
    )
    return [(day, evidence.pk) for day, evidence in zip(dates, made, strict=True)]


def tables(facts: Facts) -> tuple[Table, Table]:
    figures = Table(
        DisruptionFigure,
        [
            "id",
            "uuid",
            "trust",
            "hospital",
            "trust_at_time",
            "region_at_time",
            "measure",
            "strike",
            "period_start",
            "period_end",
            "released_at",
            "current",
        ],
        setting=facts.acute,
        nature=DisruptionFigure.Nature.ACTUAL,
        basis=DisruptionFigure.Basis.ONE_DAY,
        source=facts.england,
    )
    revisions = Table(
        FigureRevision,
        [
            "id",
            "figure",
            "number",
            "value",
            "evidence",
            "locator",
            "reason",
            "recorded_at",
            "checked_at",
            "public_from",
        ],
        recorded_by=facts.recorder,
        checked_by=facts.checker,
        stood_up=FigureRevision.StoodUp.DOCUMENT_SEEN,
    )
    return figures, revisions


def figure_row(facts: Facts, index: int, day: date, uuid: UUID) -> tuple[Any, ...]:
    trust = index % TRUSTS
    about_hospital = index % 10 == 0
    offset = (day - FIRST_DAY).days
    strike, in_cycle = divmod(offset, 7 * WEEKS_BETWEEN_STRIKES)
    return (
        facts.first_figure + index,
        uuid,
        None if about_hospital else facts.trusts[trust].pk,
        facts.hospitals[trust].pk if about_hospital else None,
        facts.trusts[trust].pk,
        region_of(facts, trust).pk,
        facts.measures[index // TRUSTS % len(facts.measures)].pk,
        facts.strikes[strike].pk if in_cycle < DAYS_OUT else None,
        day,
        day,
        moment(day, 7),
        facts.revisions[index],
    )


def revision_row(
    facts: Facts, revision: int, index: int, count: int, value: int, day: date, evidence: int
) -> tuple[Any, ...]:
    """The second of a figure comes a week after the first."""
    week = 7 * count
    return (
        revision,
        facts.first_figure + index,
        count,
        value,
        evidence,
        f"Sheet 1, row {index % TRUSTS + 16}",
        FigureRevision.Reason.FIRST if count == 1 else FigureRevision.Reason.SOURCE_REVISED,
        moment(day, week - 1),
        moment(day, week),
        moment(day, week),
    )


def signed_off(facts: Facts) -> dict[str, Any]:
    """The fields of a row that a second person has signed off."""
    return {"signed_off_by": facts.checker, "signed_off_at": moment(FIRST_DAY, 0)}


def moment(day: date, later: int) -> datetime:
    """Half past nine, so many days later."""
    return datetime.combine(day + timedelta(days=later), time(9, 30), tzinfo=UTC)
