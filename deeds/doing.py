"""A deed: done whole or not at all, and known to kept pages in the same moment.

    @deed
    def pull(*, by, article): …

    with deed(by=request.user): …

Used as `transaction.atomic` is. Deeds nest; the outermost one ends by writing the generation, if
anything in it was `changed()`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, overload

from django.db import transaction

from .generations import renew

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Deed:
    by: Any
    changed: bool = False


# As Django's connections: what one thread does is no part of what another is doing.
_here = threading.local()


def running() -> Deed | None:
    """The innermost deed that this thread is in."""
    return getattr(_here, "deed", None)


def changed() -> None:
    """Readers could notice this, now or at a time that has just been set.

    Outside any deed (a shell, a command) the generation is written at once, within whatever
    transaction there is.
    """
    deed = running()
    if deed is None:
        renew()
    else:
        deed.changed = True


@overload
def deed(function: Callable[P, R]) -> Callable[P, R]: ...
@overload
def deed(*, by: Any = None) -> AbstractContextManager[Deed]: ...
def deed(function: Callable[..., Any] | None = None, *, by: Any = None) -> Any:
    """Round a function whose caller says `by=`, or round a block."""
    if function is None:
        return _deed(by)

    @wraps(function)
    def done(*args: Any, **kwargs: Any) -> Any:
        with _deed(kwargs.get("by")):
            return function(*args, **kwargs)

    return done


@contextmanager
def _deed(by: Any) -> Iterator[Deed]:
    outer = running()
    mine = Deed(outer.by if outer else by)
    with transaction.atomic():
        _here.deed = mine
        try:
            yield mine
            # What is rolled back, by an error or on request, readers will not notice.
            if mine.changed and not transaction.get_rollback():
                if outer:
                    outer.changed = True
                else:
                    # Last, so that its row is locked for a moment: a pull waits for no import.
                    renew()
        finally:
            _here.deed = outer
