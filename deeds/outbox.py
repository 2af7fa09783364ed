"""The outbox: what is to happen outside a deed is written down in it, and done afterwards.

    put("mail", key=f"sent-back:{event.pk}:{person.pk}", payload={"to": person.pk, …})

The row is committed or rolled back with the deed. What each kind does is registered by the apps
above, in `ready()`; `delivering.py` does it. See docs/decisions/0025-outbox.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

Payload = Mapping[str, Any]


class CannotBeSent(Exception):
    """Another try would end as this one did; the words say why, for somebody on the desk."""


class NotNow(Exception):
    """It may go better later; the words say what was in the way."""


Deliver = Callable[[Payload], None]
InWords = Callable[[Sequence[Payload]], Sequence[str]]


@dataclass(frozen=True)
class Kind:
    """What is done with a payload, and what each of several is, in words for the desk.

    `deliver` is called outside any transaction, and again where a process was killed before it
    could say that it had done it: so it must do no harm twice. It raises CannotBeSent, or NotNow or
    whatever else where it is worth trying again. It takes less than `delivering.LONGEST`.
    """

    deliver: Deliver
    in_words: InWords


_kinds: dict[str, Kind] = {}
# Called once what was put is committed: whoever waits in this process for something to do.
_listeners: list[Callable[[], None]] = []


def register(kind: str, deliver: Deliver, in_words: InWords) -> None:
    _kinds[kind] = Kind(deliver, in_words)


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)


def listen(called: Callable[[], None]) -> None:
    if called not in _listeners:
        _listeners.append(called)


def put(kind: str, *, key: str, payload: Payload, at: datetime | None = None) -> None:
    """Ask for an effect, not before `at`, as part of the deed that is running.

    `key` names the effect: what has been asked for under it before is not asked for again.
    """
    if kind not in _kinds:
        raise LookupError(f"Nobody has registered what “{kind}” does.")
    # Asked for by name: workflows are imported before there are models.
    OutboxItem = apps.get_model("deeds", "OutboxItem")
    now = timezone.now()
    row = OutboxItem(kind=kind, key=key, payload=dict(payload), asked_at=now, next_try_at=at or now)
    OutboxItem.objects.bulk_create([row], ignore_conflicts=True)
    for called in _listeners:
        transaction.on_commit(called)


def in_words(items: Iterable[Any]) -> dict[int, str]:
    """{key of the item: what it is, for the desk}, in a number of queries that does not grow."""
    of_kind = defaultdict(list)
    for item in items:
        of_kind[item.kind].append(item)
    found: dict[int, str] = {}
    for name, same in of_kind.items():
        kind = kind_of(name)
        said = kind.in_words([item.payload for item in same]) if kind else [name] * len(same)
        found.update(zip((item.pk for item in same), said, strict=True))
    return found
