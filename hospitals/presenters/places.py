"""Hospitals as readers see them: who runs them, strikes there, figures, stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import Hospital, HospitalTrust, PublicFigure, TrustArea
from hospitals.models.hospitals import HospitalQuerySet

from .charts.frame import Chart
from .charts.histories import of_hospital
from .figures import FigureLine, lines
from .here import Answers, StrikeHere, answers, strikes_here, where_out
from .notices import Notices, notices_here
from .trusts import Dated, areas_now, held

FIGURES = 30
STORIES = 10


@dataclass(frozen=True)
class HospitalLine:
    """One hospital in a list, with the trust that runs it today."""

    url: str
    name: str
    town: str
    trust: str


@dataclass(frozen=True)
class HospitalPage:
    """`answers` and `strikes` are those of the trust that runs it today; None and [] without."""

    name: str
    town: str
    url: str
    slug: str
    calendar: str
    site_code: str
    also_called: list[str]
    trust: Dated | None
    former_trusts: list[Dated]
    notices: Notices
    answers: Answers | None
    strikes: list[StrikeHere]
    charts: list[Chart]
    figures: list[FigureLine]
    more_figures: bool
    trust_code: str
    stories: list


def for_hospital_lines(queryset: HospitalQuerySet) -> HospitalQuerySet:
    """With the trusts: one query more than the hospitals."""
    return queryset.with_trusts()


def hospital_line(hospital: Hospital, today: date) -> HospitalLine:
    """One line about a hospital that came through `for_hospital_lines`."""
    trust = hospital.trust_at(today)
    return HospitalLine(
        url=hospital.get_absolute_url(),
        name=hospital.name,
        town=hospital.town,
        trust=trust.name if trust else "",
    )


def for_hospital_page(queryset: HospitalQuerySet) -> HospitalQuerySet:
    areas = TrustArea.objects.select_related("area__kind")
    runs = HospitalTrust.objects.select_related("trust").prefetch_related(
        Prefetch("trust__memberships", areas)
    )
    return queryset.prefetch_related("aliases", Prefetch("runs", runs))


def hospital_page(hospital: Hospital, at: datetime) -> HospitalPage:
    """The page of a hospital that came through `for_hospital_page`."""
    today = localdate(at)
    runs = list(hospital.runs.all())
    now = next((run for run in runs if run.holds_on(today)), None)
    trust = now.trust if now else None
    memberships = list(trust.memberships.all()) if trust else []
    strikes = strikes_here(trust, memberships, at, hospital) if trust else []
    figures = list(hospital_figures(hospital, at)[: FIGURES + 1])
    return HospitalPage(
        name=hospital.name,
        town=hospital.town,
        url=hospital.get_absolute_url(),
        slug=hospital.slug,
        calendar=trust.calendar_url() if trust else "",
        site_code=hospital.site_code,
        also_called=[alias.text for alias in hospital.aliases.all()],
        trust=dated_trust(now) if now else None,
        former_trusts=[dated_trust(run) for run in runs if run is not now],
        notices=notices_here(trust, areas_now(memberships, today), at, hospital),
        answers=answers(trust, strikes, at, hospital) if trust else None,
        strikes=[line for _, line in strikes],
        charts=of_hospital(hospital, where_out(strikes), at),
        figures=lines(figures[:FIGURES], at),
        more_figures=len(figures) > FIGURES,
        trust_code=trust.code if trust else "",
        stories=dependents().stories_for([hospital], at=at, limit=STORIES),
    )


def dated_trust(run: HospitalTrust) -> Dated:
    return Dated(run.trust.name, held(run), run.trust.get_absolute_url())


def hospital_figures(hospital: Hospital, at: datetime) -> QuerySet[PublicFigure]:
    """Standing public figures of the hospital itself; its trust's are on the trust's page."""
    public = PublicFigure.objects.live(at).standing().for_lines()
    return public.filter(hospital=hospital).order_by("-period_end", "-figure_id")
