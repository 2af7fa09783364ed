"""Rows that are written once: a trigger in the database refuses to change them.

A migration names the model, and may list the fields that are filled in later, once, and those that
a verb of its own may change:

    operations = [
        append_only("hospitals", "FigureRevision", set_once=["checked_by", "checked_at"]),
        append_only("articles", "QuoteRevision", except_for=["terms"]),
        append_only("hospitals", "SaidWith", after="evidence__signed_off_at"),
        append_only("articles", "Correction", coverable=["was_wrong", "is_right"]),
    ]

`after` with another record: rows below one that is fixed from some moment on, and they with it:
from then on none changes, and none comes. Of those `coverable` the words may be covered: see
`deeds.models.covers`.

Every later migration that changes the table must end with the same line again. SQLite alters a
table by rebuilding it, which drops its triggers; PostgreSQL keeps them, with the old columns.
`is_append_only` lets a test hold us to that.

Deletes are not refused: foreign keys with PROTECT look after those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.models import GeneratedField, JSONField, Model

MESSAGE = "A recorded revision is never changed: record a new one."


class AppendOnly(Operation):
    """Makes the model's table append-only; reversible, repeatable.

    Written as SQL of the fields alone: RunPython would have every model of the project built anew,
    each time half a second.
    """

    reduces_to_sql = True

    def __init__(
        self,
        app_label: str,
        model_name: str,
        *,
        set_once: Sequence[str],
        except_for: Sequence[str],
        coverable: Sequence[str],
        after: str,
        message: str,
    ) -> None:
        self.app_label, self.model_name = app_label, model_name
        self.set_once, self.except_for = set_once, except_for
        self.coverable, self.after, self.message = coverable, after, message

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are the same afterwards."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(self.app_label, self.model_name)
        vendor, table = schema_editor.connection.vendor, model._meta.db_table
        if "__" in self.after:
            statements = refuse_below_sql(vendor, table, below(model, self.after), self.message)
        else:
            columns, once = stored_columns(model, self.set_once, self.except_for)
            statements = refuse_updates_sql(
                vendor,
                table,
                columns,
                set_once=once,
                unless=covers(vendor, model, self.coverable),
                after=stored_columns(model, [self.after])[1][0] if self.after else "",
                message=self.message,
            )
        for sql in statements:
            schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(self.app_label, self.model_name)
        for sql in allow_updates_sql(schema_editor.connection.vendor, model._meta.db_table):
            schema_editor.execute(sql, params=None)

    def describe(self) -> str:
        return f"Write rows of {self.model_name} once"


def append_only(
    app_label: str,
    model_name: str,
    *,
    set_once: Sequence[str] = (),
    except_for: Sequence[str] = (),
    coverable: Sequence[str] = (),
    after: str = "",
    message: str = MESSAGE,
) -> AppendOnly:
    """A migration operation that makes the model's table append-only.

    `set_once` are field names whose columns may go from NULL to a value, never back or onwards;
    those `except_for` may change at any time; those `coverable` only from what a CoveredWords says
    stood there to what it says stands there instead, and back when its cover is lifted. With
    `after`, a row may change until this field is set, and is frozen from then on; where it is one
    of another record, “evidence__signed_off_at”, no row is added below that either. A name the
    model does not have raises FieldDoesNotExist while migrating. A refused UPDATE raises
    django.db.IntegrityError carrying `message` on both databases.
    """
    return AppendOnly(
        app_label,
        model_name,
        set_once=set_once,
        except_for=except_for,
        coverable=coverable,
        after=after,
        message=message,
    )


def stored_columns(
    model: type[Model], set_once: Sequence[str] = (), except_for: Sequence[str] = ()
) -> tuple[list[str], list[str]]:
    """The column names of a model but those of its `except_for` fields; those of `set_once`.

    Generated columns are left out: they follow the others, and PostgreSQL has not computed them
    when a BEFORE trigger runs.
    """
    options: Any = model._meta
    free = {options.get_field(name).column for name in except_for}
    columns = [
        field.column
        for field in options.local_concrete_fields
        if not isinstance(field, GeneratedField) and field.column not in free
    ]
    once = [options.get_field(name).column for name in set_once]
    return columns, once


def covers(vendor: str, model: type[Model], fields: Sequence[str]) -> dict[str, str]:
    """{column: SQL that some cover has it changed from OLD to NEW, or is lifted and has it back}.

    By the names of the tables: this stands below the app that keeps the covers.
    """
    options: Any = model._meta
    key, found = _quoted(options.pk.column), {}
    for name in fields:
        field = options.get_field(name)
        column = _quoted(field.column)
        # PostgreSQL compares JSON as what it says, and may try the cast on any row: so CASE.
        cast = "::jsonb" if vendor == "postgresql" and isinstance(field, JSONField) else ""
        kept = [f'w."{side}"{cast} = {row}.{column}' for side, row in SIDES]
        step = f"({kept[0]} AND {kept[1]})", f"({kept[2]} AND {kept[3]})"
        found[field.column] = (
            "EXISTS (SELECT 1 FROM deeds_coveredwords w JOIN deeds_cover c ON c.id = w.cover_id "
            f"WHERE w.model = '{options.label_lower}' AND w.\"row\" = OLD.{key} "
            f"AND CASE WHEN w.field <> '{name}' THEN FALSE "
            f"WHEN c.lifted_at IS NULL THEN {step[0]} ELSE {step[1]} END)"
        )
    return found


# What stood there and what stands there, when it is covered; and when the cover is lifted.
SIDES = (("before", "OLD"), ("after", "NEW"), ("before", "NEW"), ("after", "OLD"))


def refuse_updates_sql(
    vendor: str,
    table: str,
    columns: Sequence[str],
    *,
    set_once: Sequence[str] = (),
    unless: Mapping[str, str] | None = None,
    after: str = "",
    message: str = MESSAGE,
) -> list[str]:
    """Statements that install the trigger, replacing an earlier one of the same table.

    `columns` are all the columns to watch; those also in `set_once` may change from NULL, and those
    in `unless` where its SQL is true. They are watched once the column `after` is set, or always
    where it is empty.
    `vendor` is "sqlite" or "postgresql"; any other raises ValueError.
    """
    trigger = _quoted(_trigger_name(table))
    words = "'" + message.replace("'", "''") + "'"
    unless = unless or {}
    changed = " OR ".join(
        _changed(vendor, column, column in set_once, unless.get(column, "")) for column in columns
    )
    if after:
        changed = f"OLD.{_quoted(after)} IS NOT NULL AND ({changed})"
    if vendor == "sqlite":
        return [
            *allow_updates_sql(vendor, table),
            f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {_quoted(table)} FOR EACH ROW "
            f"WHEN {changed} BEGIN SELECT RAISE(ABORT, {words}); END",
        ]
    # The comparison stands in the function, not in the trigger's WHEN: PostgreSQL would refuse
    # ever to alter the type of a column that a WHEN mentions.
    return [
        *allow_updates_sql(vendor, table),
        f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $append_only$ "
        f"BEGIN IF {changed} THEN "
        f"RAISE EXCEPTION USING MESSAGE = {words}, ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN NEW; END $append_only$",
        f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {_quoted(table)} "
        f"FOR EACH ROW EXECUTE FUNCTION {trigger}()",
    ]


def below(model: type[Model], after: str) -> str:
    """SQL: of the record above `{row}` the column is set; `after` is “evidence__signed_off_at”."""
    options: Any = model._meta
    name, field = after.split("__")
    link = options.get_field(name)
    above = link.related_model._meta
    return (
        f"(SELECT {_quoted(above.get_field(field).column)} FROM {_quoted(above.db_table)} "
        f"WHERE {_quoted(above.pk.column)} = {{row}}.{_quoted(link.column)}) IS NOT NULL"
    )


def refuse_below_sql(vendor: str, table: str, fixed: str, message: str) -> list[str]:
    """Statements that install the triggers of rows below a record, replacing earlier ones."""
    words = "'" + message.replace("'", "''") + "'"
    found = allow_updates_sql(vendor, table)
    for name, event, rows in (
        (_trigger_name(table), "UPDATE", ("OLD", "NEW")),
        (_trigger_name(table, "none_added"), "INSERT", ("NEW",)),
    ):
        trigger = _quoted(name)
        condition = " OR ".join(fixed.format(row=row) for row in rows)
        on = f"BEFORE {event} ON {_quoted(table)} FOR EACH ROW"
        if vendor == "sqlite":
            stop = f"SELECT RAISE(ABORT, {words})"
            found.append(f"CREATE TRIGGER {trigger} {on} WHEN {condition} BEGIN {stop}; END")
            continue
        found += [
            f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $append_only$ "
            f"BEGIN IF {condition} THEN RAISE EXCEPTION USING MESSAGE = {words}, "
            f"ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN NEW; END $append_only$",
            f"CREATE TRIGGER {trigger} {on} EXECUTE FUNCTION {trigger}()",
        ]
    return found


def allow_updates_sql(vendor: str, table: str) -> list[str]:
    """Statements that take the triggers away, whether or not they are there."""
    triggers = [_quoted(_trigger_name(table, suffix)) for suffix in ("append_only", "none_added")]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {trigger}" for trigger in triggers]
    if vendor == "postgresql":
        return [
            sql
            for trigger in triggers
            for sql in (
                f"DROP TRIGGER IF EXISTS {trigger} ON {_quoted(table)}",
                f"DROP FUNCTION IF EXISTS {trigger}()",
            )
        ]
    raise ValueError(f"No append-only trigger is written for the database “{vendor}”.")


def is_append_only(connection: Any, table: str) -> bool:
    """Whether the table has its trigger in this database now."""
    queries = {
        "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s",
        "postgresql": "SELECT 1 FROM pg_trigger WHERE NOT tgisinternal AND tgname = %s",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor], [_trigger_name(table)])
        return cursor.fetchone() is not None


def _changed(vendor: str, column: str, set_once: bool, unless: str) -> str:
    name = _quoted(column)
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    changed = f"OLD.{name} {differs} NEW.{name}"
    if unless:
        return f"({changed} AND NOT {unless})"
    return f"(OLD.{name} IS NOT NULL AND {changed})" if set_once else f"({changed})"


def _trigger_name(table: str, suffix: str = "append_only") -> str:
    # PostgreSQL cuts names at 63 bytes without a word.
    return f"{table[:51]}_{suffix}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
