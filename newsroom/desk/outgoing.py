"""What could not be sent, on the front page of the desk."""

from datetime import datetime, timedelta
from typing import Any

from deeds.delivering import due_since
from deeds.models import OutboxItem
from deeds.outbox import in_words
from lib.words import clock, few

from .lines import Block, Line, changelist

# Whoever delivers looks every few seconds, and is in the middle of something for a minute at most.
NOBODY_DELIVERS = timedelta(minutes=10)
MOST_COUNTED = 100


def could_not_be_sent(user: Any, now: datetime) -> Block:
    """One line for all of it, and one where nobody seems to send at all."""
    lines = []
    since = due_since()
    if since is not None and since < now - NOBODY_DELIVERS:
        lines.append(
            Line(
                text=f"Nothing has been sent since {clock(since, now)}",
                url=changelist(OutboxItem, "state__exact=waiting"),
                state="waits",
                tone="bad",
                note="whoever runs the site looks whether anything delivers the outbox",
            )
        )
    failed = list(OutboxItem.objects.failed().order_by("-id")[:MOST_COUNTED])
    if failed:
        newest, one = failed[0], len(failed) == 1
        many = f"{few(len(failed)).capitalize()} things"
        lines.append(
            Line(
                text=in_words([newest])[newest.pk] if one else many,
                url=changelist(OutboxItem, "state__exact=failed"),
                state="could not be sent",
                tone="bad",
                note=newest.last_error,
                do="Decide",
            )
        )
    return Block(key="outbox", title="Could not be sent", empty="", lines=lines)
