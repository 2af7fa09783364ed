"""What somebody on the desk decides about what could not be sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from lib.people import called
from lib.refusals import Refused, need
from lib.words import clock

from ..doing import deed
from ..models import OutboxItem

SEND = "deeds.send_again"
State = OutboxItem.State


@deed
def try_again(*, by: Any, item: OutboxItem, at: datetime | None = None) -> OutboxItem:
    """It is due at once, and has all its tries again."""
    item = failed(by, item)
    item.state, item.attempts, item.failures = State.WAITING, 0, 0
    item.next_try_at = at or timezone.now()
    item.save()
    return item


@deed
def drop(*, by: Any, item: OutboxItem, at: datetime | None = None) -> OutboxItem:
    """It is not needed any more."""
    item = failed(by, item)
    item.state = State.DROPPED
    item.dropped_by, item.dropped_at = by, at or timezone.now()
    item.save()
    return item


def failed(by: Any, item: OutboxItem) -> OutboxItem:
    need(by, SEND, "decide about what could not be sent")
    item = OutboxItem.objects.select_for_update().get(pk=item.pk)
    if item.dropped_by is not None and item.dropped_at is not None:
        raise Refused(f"{called(item.dropped_by)} dropped this at {clock(item.dropped_at)}.")
    if item.state == State.DONE:
        raise Refused("This has been sent meanwhile.")
    if item.state == State.WAITING:
        raise Refused("This is being tried again already.")
    return item
