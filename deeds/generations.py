"""Reading and writing the one generation.

In SQL of our own, which both databases know: every kept page reads before it is shown, and a
queryset costs ten times what the question itself does.
"""

from __future__ import annotations

import logging
import uuid
from time import monotonic

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections

logger = logging.getLogger(__name__)

TABLE = "deeds_generation"
READ = f"SELECT token FROM {TABLE}"
WRITE = (
    f"INSERT INTO {TABLE} (id, token, changes, epoch) VALUES (1, %s, %s, %s) ON CONFLICT (id) DO "
)


def generation() -> str | None:
    """While this is the same, nothing that readers could notice has changed.

    None where the database cannot say: then nothing is kept or remembered.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(READ)
            row = cursor.fetchone()
    except Error as error:
        say_unknown(f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")
        return None
    if row is None:
        say_unknown("its row is missing")
        return None
    token: str = row[0]
    return token


def lock() -> None:
    """Let one deed at a time write what readers read, from here to the end of the transaction.

    On SQLite a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {TABLE} FOR UPDATE")


def renew(changes: int = 0) -> int:
    """Another one, once this transaction is committed; none if it is rolled back.

    Random and not counted: a database restored from a back-up cannot bring back what processes
    keep of a later day. On PostgreSQL the row is locked from here to the end of the transaction.
    Gives the number of the last of so many new `changes`, counted in the order of commits.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"{WRITE} UPDATE SET token = excluded.token, "
            f"changes = {TABLE}.changes + excluded.changes RETURNING changes",
            [uuid.uuid4().hex, changes, uuid.uuid4().hex],
        )
        last: int = cursor.fetchone()[0]
    return last


def begin_epoch() -> None:
    """Say that the numbers of changes begin again: what followers remember of them is void."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET epoch = %s", [uuid.uuid4().hex])


def begin(using: str = DEFAULT_DB_ALIAS) -> None:
    """The first one, where there is none."""
    there = connections[using]
    if TABLE in there.introspection.table_names():
        with there.cursor() as cursor:
            cursor.execute(f"{WRITE} NOTHING", [uuid.uuid4().hex, 0, uuid.uuid4().hex])


_said_at: float | None = None


def say_unknown(why: str) -> None:
    """One line a minute of each process, as every request meets the same."""
    global _said_at
    if _said_at is not None and monotonic() < _said_at + 60:
        return
    _said_at = monotonic()
    logger.error(
        "The generation of the site cannot be read, so no page is kept and each is made anew, at "
        "ten times the cost or more: %s. Where the database answers, `python manage.py migrate` "
        "makes what is missing.",
        why,
    )
