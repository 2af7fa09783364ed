"""Every column whose words readers can read: said by the app whose it is, and searched in one way.

Whoever gives readers another column of words registers it here: a test plants a name in all of
them and looks for it on every public address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from lib.covering import Found, Wanted, find
from lib.covering.leaves import Path, leaves
from lib.digests import digest


@dataclass(frozen=True)
class Group:
    """A story or a record, in which one line of the list stands for all the same sentences."""

    key: str
    title: str
    url: str


@dataclass(frozen=True)
class Printed:
    """The columns of a model that readers can read, of the rows that they can see or have seen.

    `html` are texts with markup, `json` hold texts anywhere inside, `slugs` are parts of addresses,
    `links` addresses elsewhere. A column that `follows` another is made from it. The row of
    `locked` that the column `lock` names is locked before, and told of with `touched`.
    """

    model: type[Model]
    rows: Callable[[], QuerySet[Any]]
    group: Callable[[Any], Group]
    place: Callable[[Any, str], str]
    text: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    json: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    follows: Mapping[str, str] = field(default_factory=dict)
    locked: type[Model] | None = None
    lock: str = "pk"

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.text, *self.html, *self.json, *self.slugs, *self.links)

    def locks(self, row: Any) -> tuple[type[Model], Any]:
        return self.locked or self.model, getattr(row, self.lock)


@dataclass(frozen=True)
class Place:
    """One time that the words stand in a column; `path` leads there within JSON."""

    printed: Printed
    row: Any
    column: str
    path: Path
    found: Found
    group: Group

    @property
    def key(self) -> str:
        """The same for the same words in the same sentence of the same story."""
        found = self.found
        said = [self.group.key, found.kind, found.words, found.before, found.after]
        return digest(said)[:20]

    @property
    def follows(self) -> bool:
        return self.column in self.printed.follows

    @property
    def at(self) -> tuple[str, Any]:
        return self.printed.label, self.row.pk


# (keys of groups in which somebody is called by name, what is looked for) → keys of others that
# speak of the same person
Near = Callable[[set[str], Wanted], set[str]]

_printed: list[Printed] = []
_only_held: list[Printed] = []
_near: list[Near] = []


def register_printed(
    every: Iterable[Printed], near: Near | None = None, only_held: Iterable[Printed] = ()
) -> None:
    """In the order in which rows are locked. `only_held` are columns in which a cover replaces
    nothing, and into which covered words may not come either."""
    _printed.extend(every)
    _only_held.extend(only_held)
    _near.extend([near] if near else [])


def near(keys: set[str], wanted: Wanted) -> set[str]:
    """The same and what is near them: there a surname alone means the same person."""
    return keys.union(*(each(keys, wanted) for each in _near))


def every_printed() -> list[Printed]:
    return list(_printed)


def every_held() -> list[Printed]:
    """All into which covered words may not come."""
    return [*_printed, *_only_held]


def stands(wanted: Wanted) -> Iterator[Place]:
    """Every place where the words stand and readers can read them, or could."""
    if wanted:
        pattern = wanted.pattern
        for printed in _printed:
            for row in may_have(printed, wanted.core).iterator(chunk_size=200):
                yield from in_row(printed, row, pattern)


def may_have(printed: Printed, core: str) -> QuerySet[Any]:
    """The rows in which the database sees one of the words; what JSON holds is read in any case."""
    plain = (*printed.text, *printed.html, *printed.slugs, *printed.links)
    seen = [Q(**{f"{name}__regex": core}) for name in plain]
    filled = [~Q(**{name: []}) for name in printed.json]
    return printed.rows().filter(reduce(or_, [*seen, *filled])).order_by("pk")


def in_row(printed: Printed, row: Any, pattern: re.Pattern[str]) -> Iterator[Place]:
    for column in printed.columns:
        for path, text in leaves(getattr(row, column)):
            for found in find(text, pattern, html=is_html(printed, column, text)):
                yield Place(printed, row, column, path, found, printed.group(row))


def is_html(printed: Printed, column: str, text: str) -> bool:
    return column in printed.html or (column in printed.json and ("<" in text or "&" in text))
