"""What a process remembers from one page to the next, under the contract of kept pages.

The names of trusts and what a search offers are the same on thousands of pages. They are
remembered while the generation stands, until the next boundary, and at most
settings.PARTS_KEPT_SECONDS (0: nothing is remembered). See docs/decisions/0009-caching.md.

Which records readers may see is never remembered: that is asked of the database each time. What a
record says may be, as in a kept page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings

from lib.boundaries import boundary
from lib.prepared import Prepared, attach, join

from .doing import running
from .generations import generation

T = TypeVar("T")

MOST_PARTS = 500
MOST_RECORDS = 5_000


def standing() -> str | None:
    """The generation to remember under; None within a deed.

    What a deed has written may be rolled back: it is nobody else's yet.
    """
    return None if running() else generation()


# Parts of pages


@dataclass(frozen=True)
class Part:
    value: Any
    generation: str
    made_at: datetime
    until: datetime


_parts: dict[Hashable, Part] = {}
_room = Lock()


def remembered(name: Hashable, make: Callable[[], T], at: datetime) -> T:
    """What `make` gave under this name, made again when it may have changed.

    `at` is the moment of the page. What is given is shared: nobody may change it.
    """
    if not settings.PARTS_KEPT_SECONDS:
        return make()
    # Before it is made: what changes meanwhile makes the part worthless at once.
    now = standing()
    part = _parts.get(name)
    if part and part.generation == now and part.made_at <= at < part.until:
        return part.value  # type: ignore[no-any-return]
    value = make()
    if now:
        lifetime = timedelta(seconds=settings.PARTS_KEPT_SECONDS)
        until = min(boundary(at, now), at + lifetime)
        with _room:
            _parts.pop(name, None)
            while len(_parts) >= MOST_PARTS:
                del _parts[next(iter(_parts))]
            _parts[name] = Part(value, now, at, until)
    return value


# Records


class Known:
    """Values by key while an epoch lasts; what lies under a key never changes but with it.

    Shared by all threads: nobody may change a value.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.now: tuple[Hashable, dict[Any, Any]] = (None, {})

    def under(self, epoch: Hashable) -> dict[Any, Any]:
        """What is known in this epoch, to be added to; nothing is and will be where it is None."""
        began, values = self.now
        if epoch is None:
            return {}
        if began != epoch:
            values = {}
            self.now = (epoch, values)
        elif len(values) > self.most:
            # The older half goes. In one step: other threads are reading.
            values = dict(list(values.items())[-(self.most // 2) :])
            self.now = (epoch, values)
        return values


class Held:
    """Records by id, each asked for once in an epoch.

    `question` takes `ids` and gives what has a `pk`; each of `related` is a reverse relation with
    the question for its rows, as for `attach`.
    """

    def __init__(self, question: Callable[..., list[Any]], **related: Prepared) -> None:
        self.question, self.related = question, related
        self.known = Known(MOST_RECORDS)

    def __call__(self, ids: Collection[Any], epoch: Hashable) -> dict[Any, Any]:
        """{id: record} of at least these; `epoch` is the present one."""
        records = self.known.under(epoch)
        missing = set(ids) - records.keys()
        if missing:
            found = self.question(ids=missing)
            for name, question in self.related.items():
                attach(found, name, question)
            records.update((record.pk, record) for record in found)
        return records

    def give(self, rows: Collection[Any], *names: str, epoch: Hashable) -> None:
        """Gives the rows the records that their foreign keys `names` lead to, as a join would."""
        ids = {getattr(row, f"{name}_id") for name in names for row in rows} - {None}
        records = self(ids, epoch) if ids else {}
        found = [records[pk] for pk in ids if pk in records]
        for name in names:
            join(rows, name, found)


def epoch() -> Hashable:
    """While this is the same, what records say is; None: nothing is to be remembered."""
    seconds = settings.PARTS_KEPT_SECONDS
    now = standing() if seconds else None
    return (now, time.monotonic() // seconds) if now else None


def forget_all() -> None:
    """As a process that has just started."""
    _parts.clear()
