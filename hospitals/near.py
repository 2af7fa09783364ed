"""Hospitals near the first half of a postcode; the second half is read and forgotten."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from types import MappingProxyType

from django.utils.timezone import localdate

from .models import Hospital
from .presenters.places import for_hospital_page

# Where it is from, and under which licence: the README beside it, and the page.
CODES = Path(__file__).parent / "data" / "outward_codes.csv"
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})?", re.IGNORECASE)

MOST = 3
# Of the earth, in miles.
RADIUS = 3959

Point = tuple[float, float]


@dataclass(frozen=True)
class Typed:
    """The first half of a postcode, in capitals, and whether the other was typed too."""

    code: str
    whole: bool


def postcode(typed: str) -> Typed | None:
    """What was typed as a postcode, or as its first half, if we know where that is."""
    found = POSTCODE.fullmatch(" ".join(typed.split()))
    code = found[1].upper() if found else ""
    return Typed(code, found[2] is not None) if found and code in outward_codes() else None


@cache
def outward_codes() -> Mapping[str, Point]:
    """{code: (latitude, longitude)} of the middle of its postcodes."""
    with CODES.open(encoding="ascii") as lines:
        return MappingProxyType(
            {
                row["code"]: (float(row["latitude"]), float(row["longitude"]))
                for row in csv.DictReader(lines)
            }
        )


def nearest_hospitals(code: str, at: datetime) -> list[tuple[Hospital, float]]:
    """[(hospital, miles)] of the nearest that we know, among those that a trust runs today.

    `code` is one of `outward_codes`.
    """
    here, today = outward_codes()[code], localdate(at)
    located = Hospital.objects.public(at).filter(latitude__isnull=False)
    found = [
        (miles(here, (hospital.latitude, hospital.longitude)), hospital)
        for hospital in for_hospital_page(located)
        if is_open(hospital, today)
    ]
    found.sort(key=lambda each: (each[0], each[1].pk))
    return [(hospital, distance) for distance, hospital in found[:MOST]]


def is_open(hospital: Hospital, today: date) -> bool:
    trust = hospital.trust_at(today)
    return trust is not None and (trust.closed is None or trust.closed >= today)


def miles(one: Point, other: Point) -> float:
    """As the crow flies, of (latitude, longitude) in degrees."""
    (north, east), (north_2, east_2) = (map(radians, point) for point in (one, other))
    half = (
        sin((north_2 - north) / 2) ** 2 + cos(north) * cos(north_2) * sin((east_2 - east) / 2) ** 2
    )
    return 2 * RADIUS * asin(sqrt(half))


def distance_in_words(distance: float) -> str:
    """Of the middle of a postcode district, so in whole miles."""
    if distance < 1.5:
        return "about a mile away, or less"
    return f"about {round(distance):,} miles away"
