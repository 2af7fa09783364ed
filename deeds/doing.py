"""A deed: done whole or not at all, and known to readers in the same moment.

    @deed
    def pull(*, by, article): …

    with deed(by=request.user): …

Used as `transaction.atomic` is. Deeds nest; each ends by holding what was `written()` against the
covers that stand. The outermost one does so once more, when nobody can cover anything meanwhile,
and ends by writing, last and in the same transaction, the public rows of what was `touched()`, what
readers could notice of it, and the generation.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar, overload

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from .changes import Noticed, Touched, note, write_public_rows
from .covered import Kept, kept_now, refuse_covered
from .generations import lock, renew

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Deed:
    by: Any
    changed: bool = False
    touched: Touched = field(default_factory=lambda: defaultdict(set))
    noticed: list[Noticed] = field(default_factory=list)
    written: Touched = field(default_factory=lambda: defaultdict(set))
    # What covers kept when this deed, or an inner one, first asked.
    kept: list[Kept] | None = None

    def join(self, inner: Deed) -> None:
        """What an inner deed did is done by this one too."""
        self.changed |= inner.changed
        self.noticed += inner.noticed
        for model, ids in inner.touched.items():
            self.touched[model] |= ids
        for model, ids in inner.written.items():
            self.written[model] |= ids
        self.kept = inner.kept


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


def written(*records: Model) -> None:
    """Words of these records that readers can read, or are to read, have just been written.

    Refused where a cover keeps them from readers. Outside any deed that is at once.
    """
    deed = running()
    if deed is None:
        refuse_covered(by_model(records), kept_now())
        return
    for model, ids in by_model(records).items():
        deed.written[model] |= ids


def by_model(records: Iterable[Model]) -> Touched:
    found: Touched = defaultdict(set)
    for record in records:
        found[type(record)].add(record.pk)
    return found


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
    mine = Deed(outer.by if outer else by, kept=outer.kept if outer else None)
    with transaction.atomic():
        _here.deed = mine
        try:
            yield mine
            # What is rolled back, by an error or on request, readers will not notice.
            if not transaction.get_rollback():
                if outer:
                    hold(mine)
                    outer.join(mine)
                else:
                    settle(mine)
        finally:
            _here.deed = outer


def hold(deed: Deed) -> None:
    """Against the covers, where whoever asked for the deed can still tell it beside what was typed.

    As they stood when the outermost deed first asked: it asks again when it ends.
    """
    if deed.written:
        if deed.kept is None:
            deed.kept = kept_now()
        refuse_covered(deed.written, deed.kept)


def settle(deed: Deed) -> None:
    """Write what readers are to read, now that all of the deed is done.

    Under the lock of the generation, which is the last that any deed takes: so public rows are
    worked out one deed at a time, from what the others have committed, and changes are numbered
    in the order in which they are committed. It is held for a moment: a pull waits for no import.
    """
    if deed.touched or deed.noticed or deed.written:
        lock()
    if deed.written:
        refuse_covered(deed.written, kept_now())
    now = timezone.now()
    noticed = [*write_public_rows(deed.touched, now), *deed.noticed]
    if deed.changed or noticed:
        last = renew(changes=sum(len(each.moments) for each in noticed))
        note(noticed, last, now)
