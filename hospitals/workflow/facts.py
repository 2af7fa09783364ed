"""Enter what is said about a strike from a statement: the strike, its dates, events around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model

from deeds import deed
from lib.refusals import Refused, need, save_valid

from ..models import Event, StrikeSpell
from ..models.signed import SignedOff
from .places import date_again
from .signing import entered

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def enter_fact(
    *,
    by: AbstractUser,
    row: SignedOff,
    sets: Mapping[str, Collection[Model]] | None = None,
    at: datetime | None = None,
) -> SignedOff:
    """A new strike, or a row about one: a data editor's stands, others' wait for their sign-off.

    `sets` are its many-to-many fields: {name: records}.
    """
    options = row._meta
    need(by, f"hospitals.add_{options.model_name}", f"record {options.verbose_name_plural}")
    sets = sets or {}
    refuse_twin(row, sets)
    save_valid(row)
    for name, records in sets.items():
        getattr(row, name).set(records)
    entered(by=by, row=row, at=at)
    if isinstance(row, StrikeSpell):
        date_again(row.strike)
    return row


def refuse_twin(row: SignedOff, sets: Mapping[str, Collection[Model]]) -> None:
    """Of rows that may look alike, what says nothing new: a form that is sent twice."""
    if isinstance(row, StrikeSpell):
        same = row.strike.spells.current().filter(
            first_day=row.first_day,
            last_day=row.last_day,
            starts_at=row.starts_at,
            daily_from=row.daily_from,
        )
        for other in same:
            if all(set(getattr(other, name).all()) == set(sets.get(name, ())) for name in WHO):
                raise Refused(f"These dates of the strike are recorded already: {other}.")
    if isinstance(row, Event):
        names = ("kind", "dispute", "strike", "first_day", "last_day", "place")
        same_event = Event.objects.current().filter(**{name: getattr(row, name) for name in names})
        if same_event.exists():
            raise Refused(f"This event is recorded already: “{same_event[0]}”.")


WHO = ("staff_groups", "unions", "trusts", "hospitals")
