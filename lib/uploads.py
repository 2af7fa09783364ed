"""Files that were written for rows which then were not: they are taken away again.

A transaction undoes rows and no files. Storages tell `wrote`; whoever begins a change wraps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_written: ContextVar[list[tuple[Any, str]] | None] = ContextVar("written", default=None)


def wrote(storage: Any, name: str) -> None:
    """A storage has written a file; outside of `taken_back_on_failure` that is nobody's concern."""
    written = _written.get()
    if written is not None:
        written.append((storage, name))


@contextmanager
def taken_back_on_failure() -> Iterator[None]:
    """Inside, a failure takes back the files that were written."""
    token = _written.set([])
    try:
        yield
    except BaseException:
        take_back()
        raise
    finally:
        _written.reset(token)


def take_back() -> None:
    """For who rolls back without a failure: the files of this change go too."""
    written = _written.get() or []
    while written:
        storage, name = written.pop()
        storage.delete(name)
