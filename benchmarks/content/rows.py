"""Rows by the million: straight into the tables, past the models' save()."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import DateField, DecimalField, Field, Max, Model, UUIDField

# Of these the databases disagree on how a value is written; others go in as they are.
PREPARED = (DateField, DecimalField, UUIDField)


def first_id(model: type[Model]) -> int:
    """The id that the next row may have."""
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


class Table:
    """Writes rows of one model as tuples in the order of `names`.

    `same` are values that all rows share; fields in neither have their default. Ids are given,
    so that rows can point at each other before they are written: `reset_ids` follows at the end.
    """

    def __init__(self, model: type[Model], names: list[str], **same: Any) -> None:
        self.model = model
        fields = {field.name: field for field in model._meta.concrete_fields}
        self.varying = [fields.pop(name) for name in names]
        self.constant = [
            prepared(field, same[name] if name in same else field.get_default())
            for name, field in fields.items()
        ]
        self.columns = [field.column for field in [*self.varying, *fields.values()]]
        self.prepare = [preparer(field) for field in self.varying]

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        quote = connection.ops.quote_name
        table = quote(self.model._meta.db_table)
        columns = ", ".join(map(quote, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in self.full(rows):
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(
                    f"INSERT INTO {table} ({columns}) VALUES ({marks})", self.full(rows)
                )

    def full(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
        for row in rows:
            ready = [
                value if prepare is None or value is None else prepare(value)
                for prepare, value in zip(self.prepare, row, strict=True)
            ]
            yield ready + self.constant


def prepared(field: Field, value: Any) -> Any:
    if hasattr(value, "pk"):
        value = value.pk
    return field.get_db_prep_save(value, connection)


def preparer(field: Field) -> Callable[[Any], Any] | None:
    if not isinstance(field, PREPARED):
        return None
    prepare = partial(prepared, field)
    # A day or a moment comes again and again, an identifier never does.
    return cache(prepare) if isinstance(field, DateField) else prepare


def reset_ids(models: list[type[Model]]) -> None:
    """Lets the database go on counting after the ids that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def analyse() -> None:
    """Fresh statistics, which the databases choose their plans by."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
