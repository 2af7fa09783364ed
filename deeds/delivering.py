"""Doing what the outbox holds: each thing by one process at a time, until it is done.

Whoever takes an item says so first, in one UPDATE that only one can win, on either database: no
transaction is open while anything outside is asked. A process that is killed leaves its lease,
and when that is over another takes the item up, before all that only waits. So each thing is done
at least once; twice only where a process was killed between doing it and saying so.
"""

from __future__ import annotations

import logging
import random
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error, connection
from django.db.models import F, Min
from django.utils import timezone

from .models import OutboxItem
from .models.outbox import OutboxQuerySet
from .outbox import CannotBeSent, NotNow, kind_of

logger = logging.getLogger(__name__)

State = OutboxItem.State

# Renewed while its process lives. With a look every few seconds, what a killed process had is taken
# up within two minutes even where two more are killed with it.
LEASE = timedelta(seconds=30)
# Longer than any delivery takes with its time-outs: its lease is not renewed for longer.
LONGEST = timedelta(seconds=100)
# Before the next try: half a day and more for a mail server that is away. Then it could not be.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 3, 10, 30, 90, 240, 480)]
# A process that is killed each time it takes something up is killed by it.
MOST_KILLED = 12
# A month, in which somebody may ask whether a mail was sent.
KEPT_FOR = timedelta(days=30)
# Of those that are due, how many are looked at when somebody else may be taking them as well.
AT_A_TIME = 20
ADDRESS = re.compile(r"[^\s<>()@'\"]+@(?=[^\s<>()@'\"]+)")


@dataclass
class Delivered:
    """How many were done, are to be tried again, could not be sent."""

    done: int = 0
    later: int = 0
    failed: int = 0


def deliver_due(stopped: Callable[[], bool] = lambda: False) -> Delivered:
    """Do all that is due, one after the other, until nothing is or somebody says stop."""
    told = Delivered()
    while not stopped() and (item := take()):
        how = try_once(item)
        setattr(told, how, getattr(told, how) + 1)
    clear()
    return told


def take() -> OutboxItem | None:
    """The next item, which is ours from now on; None if nothing is due."""
    while waiting := next_due():
        for pk in waiting:
            lease, now = uuid.uuid4().hex, timezone.now()
            taken = OutboxItem.objects.filter(pk=pk).due(now)
            if taken.update(lease=lease, next_try_at=now + LEASE, attempts=F("attempts") + 1):
                return OutboxItem.objects.get(pk=pk)
    return None


def next_due() -> list[int]:
    """What a killed process had comes first: it had come to the head of the line once. Then what
    has been due for longest."""
    due = OutboxItem.objects.due().order_by("next_try_at", "id").values_list("pk", flat=True)
    return list(due.exclude(lease="")[:AT_A_TIME]) or list(due[:AT_A_TIME])


def try_once(item: OutboxItem) -> str:
    """Do it; "done", "later" or "failed"."""
    try:
        kind = kind_of(item.kind)
        if kind is None:
            raise LookupError(f"nobody here knows what “{item.kind}” is")
        if item.attempts - item.failures > MOST_KILLED:
            raise CannotBeSent(f"It was begun {MOST_KILLED} times, and never came to an end.")
        with Renewed(item):
            kind.deliver(item.payload)
    except CannotBeSent as error:
        return give_up(item, str(error))
    except NotNow as error:
        return try_later(item, str(error))
    except Exception as error:
        # Whatever it was: the next one is tried all the same.
        logger.warning("%s: try %s failed", item.key, item.attempts, exc_info=True)
        return try_later(item, f"{type(error).__name__}: {error}")
    say(item, state=State.DONE, done_at=timezone.now(), last_error="")
    return "done"


class Renewed(threading.Thread):
    """Keeps the lease of what is being done, while it is, from a connection of its own.

    Most things are done before it first looks at the clock.
    """

    def __init__(self, item: OutboxItem) -> None:
        super().__init__(name=f"lease of {item.key}", daemon=True)
        self.ours = ours(item)
        self.over = threading.Event()

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.join()

    def run(self) -> None:
        last = time.monotonic() + (LONGEST - LEASE).total_seconds()
        while not self.over.wait(LEASE.total_seconds() / 3) and time.monotonic() < last:
            try:
                self.ours.update(next_try_at=timezone.now() + LEASE)
            except Error as error:
                # There are two more looks before the lease is over.
                logger.warning("A lease was not renewed: %s", str(error).partition("\n")[0])
            finally:
                connection.close()


def try_later(item: OutboxItem, why: str) -> str:
    # Of its attempts those that were killed say nothing of whether it can be sent.
    if item.failures >= len(WAITS):
        return give_up(item, why)
    wait = WAITS[item.failures]
    # Not all at once, when what was away comes back.
    after = timezone.now() + wait * random.uniform(1, 1.2)
    say(item, next_try_at=after, last_error=told(why), failures=item.failures + 1)
    return "later"


def give_up(item: OutboxItem, why: str) -> str:
    logger.error("%s could not be sent: %s", item.key, told(why))
    say(item, state=State.FAILED, last_error=told(why))
    return "failed"


def ours(item: OutboxItem) -> OutboxQuerySet:
    """The row of an item, while our lease of it stands."""
    return OutboxItem.objects.filter(pk=item.pk, lease=item.lease, state=State.WAITING)


def say(item: OutboxItem, **what: object) -> None:
    """What became of it, unless our lease was over and another has it by now."""
    if not ours(item).update(lease="", **what):
        logger.warning("%s took longer than its lease: somebody else has taken it up", item.key)


def told(why: str) -> str:
    """In one line, for the desk and the log; of an address of a person only the domain."""
    return ADDRESS.sub("…@", " ".join(why.split()))[:300]


def clear() -> None:
    """Take away what was done or dropped a month ago."""
    before = timezone.now() - KEPT_FOR
    # A look costs nothing; to delete takes the lock of a writer.
    for old in (
        OutboxItem.objects.filter(state=State.DONE, done_at__lt=before),
        OutboxItem.objects.filter(state=State.DROPPED, dropped_at__lt=before),
    ):
        if old.exists():
            old.delete()


def due_since() -> datetime | None:
    """Since when the longest has been due; None where nothing is. Is anybody delivering?"""
    since: datetime | None = OutboxItem.objects.due().aggregate(since=Min("next_try_at"))["since"]
    return since
