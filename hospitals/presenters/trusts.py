"""Trusts as readers see them: names of their day, where, strikes, figures, stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import (
    Area,
    HospitalTrust,
    PublicFigure,
    Trust,
    TrustArea,
    TrustSuccession,
)
from hospitals.models.trusts import TrustQuerySet
from lib import words

from .charts.frame import Chart
from .charts.histories import of_trust
from .figures import FigureLine, lines
from .here import Answers, StrikeHere, answers, areas_around, strikes_here, where_out
from .notices import Notices, notices_here
from .reference import reference

FIGURES = 30
STORIES = 10


@dataclass(frozen=True)
class TrustLine:
    """One trust in a list."""

    url: str
    name: str
    code: str
    region: str
    closed: date | None


@dataclass(frozen=True)
class Dated:
    """Something that held for a time: `when` is "", "until 30 June 2022", "from 1 July 2022"."""

    text: str
    when: str = ""
    url: str = ""
    kind: str = ""


@dataclass(frozen=True)
class TrustPage:
    name: str
    code: str
    url: str
    calendar: str
    is_foundation: bool
    opened: date | None
    closed: date | None
    successors: list[Dated]
    predecessors: list[Dated]
    former_names: list[Dated]
    also_called: list[str]
    areas: list[Dated]
    hospitals: list[Dated]
    former_hospitals: list[Dated]
    notices: Notices | None
    answers: Answers | None
    strikes: list[StrikeHere]
    charts: list[Chart]
    figures: list[FigureLine]
    more_figures: bool
    stories: list = field(default_factory=list)


def for_trust_lines(queryset: TrustQuerySet) -> TrustQuerySet:
    """With memberships of areas: one query more than the trusts."""
    return queryset.prefetch_related(
        Prefetch("memberships", TrustArea.objects.select_related("area__kind"))
    )


def trust_line(trust: Trust, today: date) -> TrustLine:
    """One line about a trust that came through `for_trust_lines`."""
    day = min(today, trust.closed) if trust.closed else today
    regions = [
        row.area.name for row in trust.memberships.all() if row.area.is_region and row.holds_on(day)
    ]
    return TrustLine(
        url=trust.get_absolute_url(),
        name=trust.name,
        code=trust.code,
        region=words.join(regions),
        closed=trust.closed if trust.closed and trust.closed < today else None,
    )


def trust_page(trust: Trust, at: datetime) -> TrustPage:
    """The page of a trust; a closed one has its last day and what came after it."""
    today = localdate(at)
    runs = list(
        HospitalTrust.objects.public()
        .filter(trust=trust)
        .select_related("hospital")
        .order_by("hospital__name", "hospital__town")
    )
    of_trust_itself = Q(predecessor=trust) | Q(successor=trust)
    successions = list(
        TrustSuccession.objects.filter(of_trust_itself).select_related("successor", "predecessor")
    )
    memberships = list(trust.memberships.select_related("area__kind"))
    figures = list(trust_figures(trust, at)[: FIGURES + 1])
    last_day = min(today, trust.closed) if trust.closed else today
    now = [run for run in runs if run.holds_on(last_day)]
    strikes = strikes_here(trust, memberships, at)
    closed = trust.closed if trust.closed and trust.closed < today else None
    return TrustPage(
        name=trust.name,
        code=trust.code,
        url=trust.get_absolute_url(),
        calendar=trust.calendar_url(),
        is_foundation=trust.is_foundation,
        opened=trust.opened,
        closed=closed,
        successors=[
            Dated(row.successor.name, f"from {words.day(row.on)}", row.successor.get_absolute_url())
            for row in successions
            if row.predecessor_id == trust.pk
        ],
        predecessors=[
            Dated(
                row.predecessor.name,
                f"until {words.day(row.on)}",
                row.predecessor.get_absolute_url(),
            )
            for row in successions
            if row.successor_id == trust.pk
        ],
        former_names=[
            Dated(row.name, f"until {words.day(row.until)}")
            for row in reference().trusts[trust.pk].former_names.all()
        ],
        also_called=[alias.text for alias in trust.aliases.all()],
        areas=[dated_area(row) for row in memberships],
        hospitals=[dated_hospital(run) for run in now],
        former_hospitals=[dated_hospital(run) for run in runs if run not in now],
        notices=None if closed else notices_here(trust, areas_now(memberships, today), at),
        answers=None if closed else answers(trust, strikes, at),
        strikes=[line for _, line in strikes],
        charts=of_trust(trust, where_out(strikes), at),
        figures=lines(figures[:FIGURES], at),
        more_figures=len(figures) > FIGURES,
        stories=dependents().stories_for(
            [trust, *(run.hospital for run in runs)], at=at, limit=STORIES
        ),
    )


def areas_now(memberships: Iterable[TrustArea], day: date) -> set[Area]:
    """The areas in which a trust lies on a day, and all that those lie in."""
    return areas_around(row for row in memberships if row.holds_on(day))


def dated_area(row: TrustArea) -> Dated:
    url = "" if row.area.waits else row.area.get_absolute_url()
    return Dated(row.area.name, held(row), url, str(row.area.kind))


def dated_hospital(run: HospitalTrust) -> Dated:
    return Dated(str(run.hospital), held(run), run.hospital.get_absolute_url())


def trust_figures(trust: Trust, at: datetime) -> QuerySet[PublicFigure]:
    """Standing public figures of the trust and of the hospitals it ran at the time."""
    public = PublicFigure.objects.live(at).standing().for_lines()
    return public.filter(trust_at_time=trust).order_by("-period_end", "-figure_id")


def held(row: TrustArea | HospitalTrust) -> str:
    if row.valid_from and row.valid_to:
        return words.period(row.valid_from, row.valid_to)
    if row.valid_from:
        return f"from {words.day(row.valid_from)}"
    return f"until {words.day(row.valid_to)}" if row.valid_to else ""
