"""The hospitals near a postcode, each with what readers come to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from hospitals.models import Hospital, Trust

from .here import Answers, answers, strikes_here
from .notices import Notices, notices_here
from .trusts import Dated, areas_now


@dataclass(frozen=True)
class NearHospital:
    name: str
    url: str
    away: str
    trust: Dated
    notices: Notices
    answers: Answers


def near_hospital(hospital: Hospital, trust: Trust, away: str, at: datetime) -> NearHospital:
    """Of a hospital that came through `for_hospital_page`; `trust` runs it today."""
    memberships = list(trust.memberships.all())
    strikes = strikes_here(trust, memberships, at, hospital)
    return NearHospital(
        name=hospital.full_name,
        url=hospital.get_absolute_url(),
        away=away,
        trust=Dated(trust.name, url=trust.get_absolute_url()),
        notices=notices_here(trust, areas_now(memberships, localdate(at)), at, hospital),
        answers=answers(trust, strikes, at, hospital),
    )


def near_hospitals(found: Iterable[tuple[Hospital, str]], at: datetime) -> list[NearHospital]:
    """Of (hospital, how far away), in this order."""
    today = localdate(at)
    runs = [(hospital, hospital.trust_at(today), away) for hospital, away in found]
    return [near_hospital(hospital, trust, away, at) for hospital, trust, away in runs if trust]
