"""A deed: done whole or not at all, and known to readers in the same moment.

    @deed
    def pull(*, by, article): …

    with deed(by=request.user): …

Used as `transaction.atomic` is. Deeds nest; the outermost one ends by writing, last and in the
same transaction, the public rows of what was `touched()`, what readers could notice of it, and the
generation.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar, overload

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from .changes import Noticed, Touched, note, write_public_rows
from .generations import lock, renew

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Deed:
    by: Any
    changed: bool = False
    touched: Touched = field(default_factory=lambda: defaultdict(set))
    noticed: list[Noticed] = field(default_factory=list)

    def join(self, inner: Deed) -> None:
        """What an inner deed did is done by this one too."""
        self.changed |= inner.changed
        self.noticed += inner.noticed
        for model, ids in inner.touched.items():
            self.touched[model] |= ids


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


def touched(*records: Model) -> None:
    """What readers see of these records may be another thing now: their public rows are written.

    Whether readers could notice is found out then. Outside any deed that is at once.
    """
    deed = running()
    if deed is None:
        with _deed(None):
            touched(*records)
        return
    for record in records:
        deed.touched[type(record)].add(record.pk)


def noticed(each: Noticed) -> None:
    """Readers notice this of a record, though none of its public rows comes out differently: what
    those lead to has changed. Part of a deed."""
    deed = running()
    if deed is not None:
        deed.noticed.append(each)


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
            if not transaction.get_rollback():
                if outer:
                    outer.join(mine)
                else:
                    settle(mine)
        finally:
            _here.deed = outer


def settle(deed: Deed) -> None:
    """Write what readers are to read, now that all of the deed is done.

    Under the lock of the generation, which is the last that any deed takes: so public rows are
    worked out one deed at a time, from what the others have committed, and changes are numbered
    in the order in which they are committed. It is held for a moment: a pull waits for no import.
    """
    if deed.touched or deed.noticed:
        lock()
    now = timezone.now()
    noticed = [*write_public_rows(deed.touched, now), *deed.noticed]
    if deed.changed or noticed:
        last = renew(changes=sum(len(each.moments) for each in noticed))
        note(noticed, last, now)
