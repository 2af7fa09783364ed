"""Paging a long list by where the last page ended, not by counting rows.

The condition takes in every ordering field and is bounded: `a <= x AND (a < x OR id < y)`. The
first half lets an index do the work; the second keeps rows with equal keys apart, so that a
thousand stories of one minute are still each shown once.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import F, Q, QuerySet

from lib.refusals import Refused

SALT = "newsroom.lists"
LONGEST_CURSOR = 2000
DAMAGED = (
    "This page address is damaged or out of date. Take “cursor” off to start at the first page."
)
FOREIGN = (
    "This page address belongs to another search. Take “cursor” off to start at the first page "
    "of this one."
)
# Nothing of these changes which rows a list holds or how they are sorted.
OUTSIDE_SCOPE = frozenset({"cursor", "page_size", "format"})


@dataclass(frozen=True)
class Page:
    """Rows in list order, and the cursors of the pages on either side; None where there is none."""

    rows: list[Any]
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True)
class Cursor:
    values: list[Any]
    backwards: bool


class Keyset:
    """An order in which a list can be walked.

    Keyset([("first_published_at", "desc"), ("id", "desc")])

    Names are fields, paths over foreign keys ("trust__name") or annotations; each is "asc" or
    "desc". The last must be a unique field of the model. `nullable` names those that may be
    NULL: they sort last in either direction, on both databases. (PostgreSQL then needs an index
    that says NULLS LAST too.) A NULL in a field that is not named there is a ValueError.

    `unique_in_list` is the caller's word that no two rows of a list share the last field although
    its model would allow it, as a story has many versions and one that is live.

    `same_as` names, for a field that is never NULL, an annotation of the same value; a queryset
    that has it is sorted by it. So the stories of one trust are sorted by columns of the rows
    that link them to it, and an index on those rows does the work.
    """

    def __init__(
        self,
        ordering: Sequence[tuple[str, str]],
        *,
        nullable: Collection[str] = (),
        unique_in_list: bool = False,
        same_as: Mapping[str, str] | None = None,
    ) -> None:
        for name, direction in ordering:
            if direction not in ("asc", "desc"):
                raise ValueError(f"“{name}” is ordered “asc” or “desc”, not “{direction}”.")
        if not ordering:
            raise ValueError("A list needs at least one field to be ordered by.")
        self.ordering = list(ordering)
        self.nullable = frozenset(nullable)
        self.unique_in_list = unique_in_list
        self.same_as = dict(same_as or {})

    def page(
        self,
        found: QuerySet[Any],
        size: int,
        cursor: str | None = None,
        scope: Mapping[str, Any] | str = "",
    ) -> Page:
        """One page of at most `size` rows of `found`, in one query that fetches size + 1.

        `scope` is the search the list was made under, as its raw parameters ({"trust": "RHM"};
        empty values and the cursor itself do not matter). A cursor that was altered, or made
        under another scope or order, raises Refused. A page before the first row there is now
        gives the first page.
        """
        if size < 1:
            raise ValueError("A page has at least one row.")
        digest = self._digest(scope)
        at = self._read(cursor, digest) if cursor else None
        backwards = bool(at and at.backwards)
        values = at.values if at else []
        rows = self._rows(found, backwards, size + 1, values)
        if backwards and not rows:
            return self.page(found, size, None, scope)
        more = len(rows) > size
        rows = rows[:size]
        if backwards:
            rows.reverse()
        has_previous, has_next = (more, True) if backwards else (bool(at), more)
        return Page(
            rows=rows,
            next_cursor=self._write(rows[-1], False, digest) if has_next and rows else None,
            previous_cursor=self._write(rows[0], True, digest) if has_previous and rows else None,
        )

    def _rows(
        self, found: QuerySet[Any], backwards: bool, most: int, values: list[Any]
    ) -> list[Any]:
        """The first rows in this order that are beyond the values, where there are any."""
        self._check_last_field(found)
        found = found.order_by(*self._order_by(found, backwards))
        if values:
            found = found.filter(self._beyond(found, values, backwards))
        return list(found[:most])

    def order(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The queryset in this order, for a list that is shown whole."""
        return queryset.order_by(*self._order_by(queryset, backwards=False))

    def _column(self, queryset: QuerySet[Any], name: str) -> str:
        other = self.same_as.get(name)
        return other if other in queryset.query.annotations else name

    def _order_by(self, queryset: QuerySet[Any], backwards: bool) -> list[Any]:
        terms: list[Any] = []
        for name, direction in self.ordering:
            descending = (direction == "desc") != backwards
            nulls: dict[str, Any] = {}
            if name in self.nullable:
                nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
            column = self._column(queryset, name)
            if nulls:
                terms.append(F(column).desc(**nulls) if descending else F(column).asc(**nulls))
            else:
                terms.append(f"-{column}" if descending else column)
        return terms

    def _beyond(self, queryset: QuerySet[Any], values: Sequence[Any], backwards: bool) -> Q:
        """The rows after these values; before them when walking backwards."""
        beyond: Q | None = None
        for (name, direction), value in reversed(list(zip(self.ordering, values, strict=True))):
            descending = (direction == "desc") != backwards
            column = self._column(queryset, name)
            strictly, at_or_after = self._compare(column, value, descending, backwards)
            if beyond is None:
                beyond = strictly
            else:
                beyond = at_or_after & (beyond if strictly is None else strictly | beyond)
        assert beyond is not None  # the last field is unique and never NULL
        return beyond

    def _compare(
        self, name: str, value: Any, descending: bool, backwards: bool
    ) -> tuple[Q | None, Q]:
        """Strictly beyond a value, and at or beyond it; None for nothing."""
        is_null = Q(**{f"{name}__isnull": True})
        if value is None:
            # NULLs stand last: nothing is after them, everything else is before.
            return (~is_null, Q()) if backwards else (None, is_null)
        less = "lt" if descending else "gt"
        strictly = Q(**{f"{name}__{less}": value})
        at_or_after = Q(**{f"{name}__{less}e": value})
        if name in self.nullable and not backwards:
            return strictly | is_null, at_or_after | is_null
        return strictly, at_or_after

    def _check_last_field(self, queryset: QuerySet[Any]) -> None:
        name = self.ordering[-1][0]
        options: Any = queryset.model._meta
        field = options.pk if name == "pk" else options.get_field(name.removesuffix("_id"))
        if field.null or not (field.unique or self.unique_in_list):
            raise ValueError(f"“{name}” does not tell every row apart: end with a unique field.")

    def _digest(self, scope: Mapping[str, Any] | str) -> str:
        if not isinstance(scope, str):
            scope = _spelt_out(scope)
        order = json.dumps([self.ordering, sorted(self.nullable)])
        return hashlib.sha256(f"{order}\n{scope}".encode()).hexdigest()[:16]

    def _write(self, row: Any, backwards: bool, digest: str) -> str:
        values = []
        for name, _ in self.ordering:
            value = _value_of(row, name)
            if value is None and name not in self.nullable:
                raise ValueError(f"“{name}” is NULL in a row: name it in `nullable`.")
            values.append(_packed(value))
        # Without a time stamp, or the same list would have another ETag on every worker.
        return signing.Signer(salt=SALT).sign_object(
            [digest, int(backwards), values], compress=True
        )

    def _read(self, cursor: str, digest: str) -> Cursor:
        if len(cursor) > LONGEST_CURSOR:
            raise Refused(DAMAGED)
        try:
            made_under, backwards, values = signing.Signer(salt=SALT).unsign_object(cursor)
        except (signing.BadSignature, ValueError) as error:
            raise Refused(DAMAGED) from error
        if made_under != digest:
            raise Refused(FOREIGN)
        return Cursor([_unpacked(value) for value in values], bool(backwards))


def _spelt_out(scope: Mapping[str, Any]) -> str:
    """The same text for the same search, whatever the order of its parameters."""
    pairs = scope.lists() if hasattr(scope, "lists") else scope.items()
    kept = {}
    for name, value in pairs:
        several = value if isinstance(value, list | tuple) else [value]
        given = sorted(str(one) for one in several if one not in (None, ""))
        if given and name not in OUTSIDE_SCOPE:
            kept[name] = given
    return json.dumps(kept, sort_keys=True)


def _value_of(row: Any, name: str) -> Any:
    if isinstance(row, Mapping):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part)
    return row


# JSON keeps text, whole numbers, truth values and None. The rest is tagged; Django's own encoder
# would cut a time to milliseconds, and rows of one millisecond would be lost.
PACKED: dict[type, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    datetime: ("t", datetime.isoformat, datetime.fromisoformat),
    date: ("d", date.isoformat, date.fromisoformat),
    Decimal: ("n", str, Decimal),
    UUID: ("u", str, UUID),
    float: ("f", float.hex, float.fromhex),
}
UNPACKED = {tag: unpack for tag, _, unpack in PACKED.values()}


def _packed(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if type(value) not in PACKED:
        raise ValueError(f"A cursor cannot hold a {type(value).__name__}.")
    tag, pack, _ = PACKED[type(value)]
    return [tag, pack(value)]


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        tag, text = value
        return UNPACKED[tag](text)
    return value


BY_NAME = Keyset([("name", "asc"), ("id", "asc")])


def both_ways(name: str, keyset: Keyset) -> dict[str, Keyset]:
    """{"name": …, "-name": …}: an order and its reverse. `keyset` is the one of its directions."""
    other = copy.copy(keyset)
    other.ordering = [
        (field, "asc" if direction == "desc" else "desc") for field, direction in keyset.ordering
    ]
    rising, falling = (keyset, other) if keyset.ordering[0][1] == "asc" else (other, keyset)
    return {name: rising, f"-{name}": falling}
