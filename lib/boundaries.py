"""The moments at which pages change by themselves: something appears, goes, or is of yesterday.

See docs/decisions/0009-caching.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from django.core.cache import caches
from django.utils import timezone

Boundaries = Callable[[datetime], Iterable[datetime | None]]
_boundaries: list[Boundaries] = []


def register_boundaries(moments_after: Boundaries) -> None:
    """Each layer says after `at` at which moments its records appear or go without anybody's doing.

    Whatever moves such a moment must also be a change.
    """
    _boundaries.append(moments_after)


def next_boundary(at: datetime) -> datetime:
    """The first moment after `at` at which any page may change by itself; midnight at the latest.

    Pages say "today", in London time.
    """
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    found = [moment for moments_after in _boundaries for moment in moments_after(at)]
    return min([midnight, *(moment for moment in found if moment is not None)])


def boundary(at: datetime, generation: str) -> datetime:
    """The next boundary; asked of the database once, until it is past or anything changes.

    Asked again where the clock has been put back to before that: another may lie between.
    """
    known_under: str | None
    asked_at: datetime
    moment: datetime
    known_under, asked_at, moment = caches["pages"].get("boundary", (None, at, at))
    if known_under != generation or not asked_at <= at < moment:
        asked_at, moment = at, next_boundary(at)
        caches["pages"].set("boundary", (generation, asked_at, moment), None)
    return moment
