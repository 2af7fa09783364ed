"""No question to the database holds up the site: what takes too long is stopped."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.db.backends.signals import connection_created

# PostgreSQL's code for a statement that was stopped; SQLite's for a lock waited for in vain.
STOPPED, BUSY = "57014", 5


def limit() -> None:
    """From now on, for each connection of this process; called where the site is served.

    Commands and migrations never call it: they may take their time.
    """
    connection_created.connect(set_limit, dispatch_uid="newsroom.statements")


def set_limit(*, connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{settings.STATEMENT_SECONDS}s'")


def ran_out_of_time(error: BaseException) -> bool:
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    return (
        getattr(cause, "sqlstate", None) == STOPPED
        or getattr(cause, "sqlite_errorcode", None) == BUSY
    )
