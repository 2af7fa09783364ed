"""What a kept page depends on, and how a change makes every copy of it worthless at once.

A page depends on *tags*: `story:7`, `figure:42`, `stories`, `figures`, `reference`. Each tag has
a *generation*, a random text in the shared cache; a kept page is good while the generations that
it was made under stand, and until the next *boundary*, a moment at which something appears or goes
by itself. See docs/decisions/0009-caching.md.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, time, timedelta
from functools import partial
from time import monotonic
from typing import Any

from django.core.cache import BaseCache, caches
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone

logger = logging.getLogger(__name__)

# Part of every change: a page that was made while anything changed is not kept.
ANYTHING = "anything"
REFERENCE, STORIES, FIGURES = "reference", "stories", "figures"


def shows(request: HttpRequest, *tags: str) -> None:
    """Say what the page of this request depends on, besides reference data.

    A page that says nothing depends on all stories and all figures, which is never wrong.
    """
    request.cache_tags = {REFERENCE, *tags}  # type: ignore[attr-defined]


def tags_of(request: HttpRequest) -> Collection[str]:
    declared: set[str] = getattr(request, "cache_tags", {REFERENCE, STORIES, FIGURES})
    return declared


# Generations


def changed(*tags: str) -> None:
    """Once the transaction is committed, no page kept under any of `tags` is shown again.

    A change that is rolled back throws nothing away. A cache that cannot be reached is logged and
    does not undo the change: kept pages die of age (settings.PAGES_KEPT_SECONDS).
    """
    transaction.on_commit(partial(forget, {ANYTHING, *tags}), robust=True)


def forget(tags: Iterable[str]) -> None:
    # Forgotten and not counted up: one question to the cache however many tags, and a generation
    # that the cache lost by itself has the same effect.
    shared().delete_many([key(tag) for tag in tags])


def generations(tags: Collection[str]) -> dict[str, str]:
    """The present generation of each tag; {} where the cache cannot be reached. Never only some.

    One that is missing begins afresh, at random: a count that began again at 1 would bring back
    pages of long ago.
    """
    keys = {key(tag): tag for tag in tags}
    try:
        found: dict[str, str] = shared().get_many(keys)
        missing = keys.keys() - found.keys()
        for each in missing:
            shared().add(each, uuid.uuid4().hex, timeout=None)
        if missing:
            found |= shared().get_many(missing)
    except Exception as error:
        # Each backend has errors of its own, and readers need none of them.
        say_unreachable(error)
        return {}
    if found.keys() != keys.keys():
        return {}
    return {keys[each]: generation for each, generation in found.items()}


_said_at: float | None = None


def say_unreachable(error: Exception) -> None:
    """One line a minute of each process, as every request meets the same."""
    global _said_at
    if _said_at is not None and monotonic() < _said_at + 60:
        return
    _said_at = monotonic()
    logger.error(
        "The cache “generations” cannot be reached, so no page is kept and each is made anew, "
        "at ten times the cost or more: %s: %s. Check REDIS_URL; where there is none, run "
        "`python manage.py migrate`, which makes the table that is missing.",
        type(error).__name__,
        str(error).partition("\n")[0],
    )


def key(tag: str) -> str:
    return f"generation:{tag}"


def shared() -> BaseCache:
    """The cache that all processes share."""
    return caches["generations"]


# Boundaries

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


def boundary(at: datetime, anything: str) -> datetime:
    """The next boundary; asked of the database once, until it is past or anything changes."""
    known_under: str | None
    moment: datetime
    known_under, moment = caches["pages"].get("boundary", (None, at))
    if known_under != anything or moment <= at:
        moment = next_boundary(at)
        caches["pages"].set("boundary", (anything, moment), None)
    return moment


# Reference data


def watch_reference(models: Iterable[type[Model]], quiet_when_new: Collection[type[Model]]) -> None:
    """Any change of these models' rows, in the admin or elsewhere, is one of every page.

    Of `quiet_when_new` a new row changes nothing for readers until something public uses it.
    Signals, as the admin saves reference data itself: what they do here is no business rule, and
    missing one would cost freshness, never a wrong record.
    """

    def saved(sender: type[Model], created: bool, **kwargs: Any) -> None:
        if not (created and sender in quiet_when_new):
            changed(REFERENCE)

    def gone_or_linked(**kwargs: Any) -> None:
        if kwargs.get("action", "post_delete").startswith("post_"):
            changed(REFERENCE)

    for model in models:
        post_save.connect(saved, sender=model, weak=False)
        post_delete.connect(gone_or_linked, sender=model, weak=False)
        for field in model._meta.many_to_many:
            m2m_changed.connect(gone_or_linked, sender=field.remote_field.through, weak=False)
