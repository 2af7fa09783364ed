"""What one person may change alone of what readers see, for a second person to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from lib.people import called
from lib.refusals import Refused, need
from lib.words import clock

from ..doing import deed
from ..models import DeskChange

LOOK = "deeds.look_at_change"


def note_change(
    *,
    by: Any,
    record: Model,
    before: Mapping[str, str],
    after: Mapping[str, str],
    at: datetime | None = None,
) -> DeskChange | None:
    """Put a change on the second-look list. `before` and `after` are {what: words}; None if equal.

    Part of the deed that changed it.
    """
    difference = [
        {"what": what, "before": before.get(what, ""), "after": after.get(what, "")}
        for what in dict.fromkeys([*before, *after])
        if before.get(what, "") != after.get(what, "")
    ]
    if not difference:
        return None
    return DeskChange.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        called=str(record)[:240],
        difference=difference,
        by=by,
        at=at or timezone.now(),
    )


@deed
def look_at_change(*, by: Any, change: DeskChange, at: datetime | None = None) -> DeskChange:
    """A second person has looked at the change, and it may stay."""
    need(by, LOOK, "do the second look")
    change = DeskChange.objects.select_for_update().get(pk=change.pk)
    if change.looked_by is not None and change.looked_at is not None:
        raise Refused(f"{called(change.looked_by)} looked at this at {clock(change.looked_at)}.")
    if change.by_id == by.pk:
        raise Refused("You made this change: the second look takes another person.")
    change.looked_by, change.looked_at = by, at or timezone.now()
    change.save()
    return change
