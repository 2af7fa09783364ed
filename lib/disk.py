"""A full disk: how each of those who write says so."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import DatabaseError

FULL = {errno.ENOSPC, errno.EDQUOT}
# SQLite's words; PostgreSQL's, which hands on the system's.
WORDS = ("disk is full", "No space left on device", "Disk quota exceeded")


def is_full(error: BaseException | None) -> bool:
    """Whether `error`, or what led to it, is that there is no room left on a disk."""
    return any(
        (isinstance(each, OSError) and each.errno in FULL)
        or (isinstance(each, DatabaseError) and any(words in str(each) for words in WORDS))
        for each in _led_to(error)
    )


def _led_to(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
