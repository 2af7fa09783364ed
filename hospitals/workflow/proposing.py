"""Propose what is missing, where it is missing; and turn down what was proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, TypeVar

from django.db.models import CASCADE, Model

from deeds import deed
from lib.refusals import Refused, need, save_valid
from lib.words import join

from ..models.proposals import Proposable
from ..models.signed import SignedOff
from .signing import WRITE_FACTS, enter_reference, sign_off_facts

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Row = TypeVar("Row", bound=SignedOff)


@deed
def propose(*, by: AbstractUser, row: Row) -> Row:
    """Save a new row of reference data, or a new source: it waits for its sign-off, unless `by`
    is one of those whose word stands. A source always waits for what is said by it."""
    options = row._meta
    need(by, f"hospitals.add_{options.model_name}", f"record {options.verbose_name_plural}")
    if isinstance(row, Proposable):
        enter_reference(by=by, row=row, new=True)
    else:
        row.created_by = by
    row._history_user = by
    save_valid(row)
    return row


@deed
def decide_proposals(
    *,
    by: AbstractUser,
    sign_off: Collection[Proposable] = (),
    turn_down: Collection[Proposable] = (),
) -> None:
    """Sign off some, and take away others: all or none."""
    need(by, WRITE_FACTS, "decide about what is proposed")
    sign_off_facts(by=by, rows=sign_off)
    for row in turn_down:
        take_away(row)


def take_away(row: Proposable) -> None:
    """Refused for what stands, and while anything names it: that is put right first."""
    row.refresh_from_db()
    if not row.waits:
        raise Refused(f"“{row}” is signed off: it is no longer only proposed.")
    named = [f"{each._meta.verbose_name} “{each}”" for each in naming(row)]
    if named:
        raise Refused(
            f"“{row}” is named by {join(named[:NAMED])}{' and others' if named[NAMED:] else ''}: "
            "choose another there first, or take that away."
        )
    row.delete()


# As many are told of.
NAMED = 3


def naming(row: Model) -> Iterator[Model]:
    """The records that name a row, but for those that are part of it."""
    for relation in row._meta.related_objects:
        part = not relation.many_to_many and relation.on_delete is CASCADE
        if not part:
            users = relation.related_model._default_manager.filter(**{relation.field.name: row})
            yield from users[: NAMED + 1]
