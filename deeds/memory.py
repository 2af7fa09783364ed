"""What a process remembers from one page to the next, under the contract of kept pages.

The names of trusts, how strikes stand and what a search offers are the same on thousands of pages.
They are remembered while the generation stands, until the next boundary, and at most
settings.PARTS_KEPT_SECONDS (0: nothing is remembered). See docs/decisions/0009-caching.md.

Which records readers may see is never remembered: that is asked of the database each time. What a
record says may be, as in a kept page.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings

from lib.boundaries import boundary

from .doing import running
from .generations import generation

T = TypeVar("T")

MOST_PARTS = 500


def standing() -> str | None:
    """The generation to remember under; None within a deed.

    What a deed has written may be rolled back: it is nobody else's yet.
    """
    return None if running() else generation()


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
    if not now:
        return make()
    # Asked before, as parts within it are of a later moment, for which it holds too.
    until = min(boundary(at, now), at + timedelta(seconds=settings.PARTS_KEPT_SECONDS))
    value = make()
    with _room:
        _parts.pop(name, None)
        while len(_parts) >= MOST_PARTS:
            del _parts[next(iter(_parts))]
        _parts[name] = Part(value, now, at, until)
    return value


def forget_all() -> None:
    """As a process that has just started."""
    _parts.clear()
