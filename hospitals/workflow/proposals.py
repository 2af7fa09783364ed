"""What somebody proposed because it was missing: signed off before what uses it goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model

from lib.refusals import Refused

from ..models import Source
from ..models.proposals import Proposable

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


def proposals_behind(records: Iterable[Model]) -> list[Proposable]:
    """What these records name, and what that names, of which somebody only proposed it.

    What another of them needs comes before it. A query for each kind, however many records.
    """
    found: list[Proposable] = []
    level = list(records)
    while level:
        level = [row for row in named_by(level) if row not in found]
        found = [*level, *found]
    return found


def named_by(records: Iterable[Model]) -> list[Proposable]:
    ids: dict[type[Proposable], set[int]] = defaultdict(set)
    for record in records:
        for field in record._meta.concrete_fields:
            if field.is_relation and issubclass(field.related_model, Proposable):
                ids[field.related_model].add(getattr(record, field.attname))
        for field in record._meta.many_to_many:
            if issubclass(field.related_model, Proposable):
                rows = getattr(record, field.name).values_list("pk", flat=True)
                ids[field.related_model].update(rows)
        if isinstance(record, Source):
            ids[record.roles.model].update(role.pk for role in record.roles.all() if role.waits)
    found: list[Proposable] = []
    for model, wanted in ids.items():
        if wanted := wanted - {None}:
            waiting = model._default_manager.waiting().filter(pk__in=wanted)
            # Hardly ever is there one, and to ask for all that it says costs much more.
            found += waiting.order_by("pk") if waiting.exists() else []
    return found


def refuse_proposals(records: Iterable[Model], but: Collection[Model] = ()) -> None:
    """`but` are those that are signed off with them."""
    behind = [row for row in proposals_behind(records) if row not in but]
    if behind:
        raise Refused([sentence_of(row) for row in behind])


def sentence_of(row: Proposable) -> str:
    return (
        f"The {row._meta.verbose_name} “{row}” is only proposed: a data editor or an editor signs "
        "it off first."
    )


def sign_off_proposals(records: Iterable[Model], *, by: AbstractUser, at: datetime) -> None:
    """Sign off what somebody proposed and these records name."""
    for row in proposals_behind(records):
        row.signed_off_by, row.signed_off_at = by, at
        row.save()
