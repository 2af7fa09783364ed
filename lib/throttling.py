"""A limit on how much of the API one address asks for, so that one script cannot starve readers."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

logger = logging.getLogger(__name__)

WINDOW = 60
# A cache that did not answer is not asked again at once: each question costs its time-out.
PAUSE = 5


class PerMinute(BaseThrottle):
    """So many requests in a minute of the clock from one address; 0 is no limit.

    One counter for each address, and not a list of its requests: a generous limit costs no more
    than a tight one. While nobody can count, everybody may ask: a limit is no reason to be down.
    """

    left: float = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        most = settings.API_REQUESTS_A_MINUTE
        if not most:
            return True
        minute, gone = divmod(time.time(), WINDOW)
        self.left = WINDOW - gone
        count = counted(f"api:{self.get_ident(request)}:{minute:.0f}")
        return count is None or count <= most

    def wait(self) -> float:
        """Seconds to the next minute, never none at all."""
        return self.left + 1


_asks_again_at = 0.0
_said_at = float("-inf")


def counted(key: str) -> int | None:
    """How often this was asked now; None where that cannot be known."""
    global _asks_again_at
    if time.monotonic() < _asks_again_at:
        return None
    try:
        cache.add(key, 0, timeout=2 * WINDOW)
        return cache.incr(key)
    except ValueError:  # the cache was emptied between the two lines
        return None
    except Exception as error:
        # Each backend has errors of its own, and none of them is the reader's.
        _asks_again_at = time.monotonic() + PAUSE
        say_uncounted(error)
        return None


def say_uncounted(error: Exception) -> None:
    """One line a minute of each process."""
    global _said_at
    if time.monotonic() < _said_at + 60:
        return
    _said_at = time.monotonic()
    logger.error(
        "Requests to the API are not counted, so nobody is limited: %s: %s. Check REDIS_URL.",
        type(error).__name__,
        str(error).partition("\n")[0],
    )
