"""Long lists whose SQL is put together once for each way in which they are asked for.

What `lib.prepared` does for one question, this does for a list that filters narrow and
a keyset sorts: each adds a step, and the steps together say which SQL it is. Only values differ
from one reader to the next.

    LIVE = Listing(lambda at: PublishedVersion.objects.public(at).for_lists(), at=MOMENT)
    of_trust = LIVE(at=now).step("trust", lambda found, pk: found.filter(trust=pk), pk=trust.pk)
    of_trust.rows()
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connections
from django.db.models import BooleanField, DateField, DecimalField, Field, QuerySet

from .prepared import ID, MOMENT, MOST_KEPT, TEXT, Given, Statement

Step = Callable[..., QuerySet[Any]]

KINDS: dict[type, Field[Any, Any]] = {
    bool: BooleanField(),
    int: ID,
    str: TEXT,
    datetime: MOMENT,
    date: DateField(),
    # As wide as a DecimalField may be: the column's own says what is stored.
    Decimal: DecimalField(max_digits=30, decimal_places=10),
}


class Listing:
    """A list of records to be narrowed and sorted; `fields` are as those of Prepared."""

    def __init__(self, build: Step, *, using: str = "default", **fields: Field[Any, Any]) -> None:
        self.build, self.using, self.fields = build, using, fields
        self.kept: dict[tuple[Hashable, ...], Statement] = {}

    def __call__(self, **values: Any) -> Asked:
        return Asked(self, values)

    def statement(self, asked: Asked) -> Statement:
        key = (connections[self.using].vendor, *asked.shape)
        statement = self.kept.get(key)
        if statement is None:
            fields = {**self.fields, **asked.fields}
            statement = Statement(
                asked.queryset(**{name: Given(name, field) for name, field in fields.items()}),
                self.using,
            )
            if len(self.kept) < MOST_KEPT:
                self.kept[key] = statement
        return statement


@dataclass(frozen=True)
class Asked:
    """A list as somebody asks for it. Adding a step gives another one."""

    listing: Listing
    values: dict[str, Any]
    steps: tuple[Callable[..., QuerySet[Any]], ...] = ()
    shape: tuple[Hashable, ...] = ()

    def step(self, name: Hashable, build: Step, *values: Any) -> Asked:
        """With `build(queryset, *places)` done to the queryset, for these values.

        `name` says which step it is: of two with the same name and kinds of values only the
        values may differ, not what is built. None is no value to be given later, but None.
        """
        kinds = tuple(None if value is None else type(value) for value in values)
        names = tuple(
            None if kind is None else f"{len(self.steps)}.{n}" for n, kind in enumerate(kinds)
        )

        def add(queryset: QuerySet[Any], given: dict[str, Any]) -> QuerySet[Any]:
            return build(queryset, *(name and given[name] for name in names))

        given = {name: value for name, value in zip(names, values, strict=True) if name}
        return replace(
            self,
            values={**self.values, **given},
            steps=(*self.steps, add),
            shape=(*self.shape, name, kinds),
        )

    @property
    def fields(self) -> dict[str, Field[Any, Any]]:
        """Of what kind the values of the steps are."""
        added = self.values.keys() - self.listing.fields.keys()
        return {name: KINDS[type(self.values[name])] for name in added}

    def queryset(self, **places: Any) -> QuerySet[Any]:
        """What Django would run; with the values, unless places for them are given."""
        given = places or self.values
        queryset = self.listing.build(**{name: given[name] for name in self.listing.fields})
        for add in self.steps:
            queryset = add(queryset, given)
        return queryset

    def rows(self) -> list[Any]:
        return self.listing.statement(self).run(self.values)
