"""A hospital or trust by what people call it: a name, a town, a code, as they type it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.text import fold

from .filters import hospitals_called, trusts_called
from .models import Hospital, Trust

# More are no answer: the lists have filters.
MOST = 30


@dataclass(frozen=True)
class PlaceFound:
    name: str
    about: str
    url: str


@dataclass(frozen=True)
class PlacesFound:
    """`only` is the one that is meant, where that is plain."""

    hospitals: list[PlaceFound]
    trusts: list[PlaceFound]
    more: bool

    @property
    def only(self) -> PlaceFound | None:
        """Of one hospital, that; its trust's page says the same."""
        found = self.hospitals or self.trusts
        return found[0] if len(found) == 1 and len(self.trusts) <= 1 else None


def places_called(typed: str, today: date) -> PlacesFound:
    """What may be meant. A whole name, town or code before a part of one."""
    hospitals = Hospital.objects.public().filter(pk__in=hospitals_called(typed)).with_trusts()
    trusts = Trust.objects.public().filter(pk__in=trusts_called(typed))
    exact = fold(typed)
    whole = [each for each in hospitals if exact in (fold(each.name), fold(str(each)))]
    whole_trusts = [each for each in trusts if exact in (fold(each.name), fold(each.code))]
    if whole or whole_trusts:
        found_hospitals, found_trusts = whole, whole_trusts
    else:
        found_hospitals, found_trusts = list(hospitals), list(trusts)
    return PlacesFound(
        hospitals=[hospital_found(each, today) for each in found_hospitals[:MOST]],
        trusts=[trust_found(each) for each in found_trusts[:MOST]],
        more=max(len(found_hospitals), len(found_trusts)) > MOST,
    )


def hospital_found(hospital: Hospital, today: date) -> PlaceFound:
    trust = hospital.trust_at(today)
    about = ", ".join(filter(None, [hospital.town, trust.name if trust else ""]))
    return PlaceFound(hospital.name, about, hospital.get_absolute_url())


def trust_found(trust: Trust) -> PlaceFound:
    return PlaceFound(trust.name, trust.code, trust.get_absolute_url())
