"""Which rows hold which stems: FTS5 on SQLite, tsvector on PostgreSQL, both as stems came.

A model has two columns of stems with spaces between (`lib.searching`): those of its title and all
of them. A migration names it, and the database keeps its index with the rows, in their transaction:

    operations = [full_text("articles", "PublicWords")]

The key of a row is its place: the highest comes first. So the first of very many are found without
a look at the others, on both databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.migrations.operations.base import Operation
from django.db.models import Model
from django.db.models.expressions import RawSQL

from .searching import Terms

TITLE, ALL = "title_words", "words"


class FullText(Operation):
    """Makes the index of the model's columns; reversible."""

    reduces_to_sql = True

    def __init__(self, app_label: str, model_name: str) -> None:
        self.app_label, self.model_name = app_label, model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are the same afterwards."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(self.app_label, self.model_name)._meta.db_table
        making = {"sqlite": of_sqlite, "postgresql": of_postgresql}
        for sql in making[schema_editor.connection.vendor](table):
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        # PostgreSQL's are columns of the table, and go with it.
        if schema_editor.connection.vendor == "sqlite":
            table = to_state.apps.get_model(self.app_label, self.model_name)._meta.db_table
            for event in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER {table}_{event}", params=None)
            schema_editor.execute(f"DROP TABLE {table}_index", params=None)

    def describe(self) -> str:
        return f"Index the words of {self.model_name}"


full_text = FullText


def of_sqlite(table: str) -> list[str]:
    """An index without a copy of the words, and the triggers that keep it."""
    columns, index = f"{TITLE}, {ALL}", f"{table}_index"
    new = f"INSERT INTO {index}(rowid, {columns}) VALUES (NEW.id, NEW.{TITLE}, NEW.{ALL});"
    old = (
        f"INSERT INTO {index}({index}, rowid, {columns}) "
        f"VALUES ('delete', OLD.id, OLD.{TITLE}, OLD.{ALL});"
    )
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content='{table}', "
        "content_rowid='id', columnsize=0, detail=column, tokenize='ascii')",
        f"CREATE TRIGGER {table}_insert AFTER INSERT ON {table} BEGIN {new} END",
        f"CREATE TRIGGER {table}_delete AFTER DELETE ON {table} BEGIN {old} END",
        f"CREATE TRIGGER {table}_update AFTER UPDATE ON {table} BEGIN {old} {new} END",
    ]


def of_postgresql(table: str) -> list[str]:
    """Columns that are worked out from the stems, which PostgreSQL is not to read as English.

    Of many words it is to know how frequent they are: else it takes a rare one for common and looks
    for it row by row.
    """
    return [
        sql
        for column in (TITLE, ALL)
        for sql in (
            f"ALTER TABLE {table} ADD COLUMN {column}_held tsvector GENERATED ALWAYS AS "
            f"(array_to_tsvector(string_to_array({column}, ' '))) STORED",
            f"ALTER TABLE {table} ALTER COLUMN {column}_held SET STATISTICS 1000",
            f"CREATE INDEX {table}_{column} ON {table} USING gin ({column}_held)",
        )
    ]


def first_holding(
    model: type[Model], terms: Terms, at: datetime, most: int, *, column: str = ALL
) -> list[int]:
    """The keys of the first rows that hold all of the terms and cover the moment, in order.

    `model` has `starts` and `ends`, as public rows have.
    """
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        sql = f"SELECT id FROM {table} WHERE {column}_held @@ %s::tsquery"
        asked, key = as_tsquery(terms), "id"
    else:
        sql = (
            f"SELECT {table}.id FROM {table}_index JOIN {table} ON id = {table}_index.rowid "
            f"WHERE {table}_index MATCH %s"
        )
        asked, key = f"{column} : ({as_fts5(terms)})", f"{table}_index.rowid"
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql} AND starts <= %s AND ends > %s ORDER BY {key} DESC LIMIT %s",
            [asked, moment, moment, most],
        )
        return [pk for (pk,) in cursor.fetchall()]


def holding(model: type[Model], terms: Terms, *, column: str = ALL) -> RawSQL:
    """The keys of all rows that hold all of the terms, for `__in`: what else is asked of a row,
    when it is seen among it, is the caller's."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return RawSQL(
            f"SELECT id FROM {table} WHERE {column}_held @@ %s::tsquery", [as_tsquery(terms)]
        )
    return RawSQL(
        f"SELECT rowid FROM {table}_index WHERE {table}_index MATCH %s",
        [f"{column} : ({as_fts5(terms)})"],
    )


def as_fts5(terms: Terms) -> str:
    return joined(terms, '"{}"', " AND ", " OR ")


def as_tsquery(terms: Terms) -> str:
    return joined(terms, "'{}'", " & ", " | ")


def joined(terms: Terms, quoted: str, every: str, either: str) -> str:
    """Stems are letters and digits: nothing in them is a sign to the database."""
    asked: Sequence[Sequence[str]] = [
        [every.join(quoted.format(stem) for stem in way) for way in term.ways] for term in terms
    ]
    return every.join(f"({either.join(f'({way})' for way in ways)})" for ways in asked)
