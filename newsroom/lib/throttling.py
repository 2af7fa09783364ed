"""A limit on how much of the API one address asks for, so that one script cannot starve readers."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW = 60


class PerMinute(BaseThrottle):
    """So many requests in a minute of the clock from one address; 0 is no limit.

    One counter for each address, and not a list of its requests: a generous limit costs no more
    than a tight one.
    """

    left: float = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        most = settings.API_REQUESTS_A_MINUTE
        if not most:
            return True
        minute, gone = divmod(time.time(), WINDOW)
        self.left = WINDOW - gone
        key = f"api:{self.get_ident(request)}:{minute:.0f}"
        cache.add(key, 0, timeout=2 * WINDOW)
        try:
            return cache.incr(key) <= most
        except ValueError:  # the cache was emptied between the two lines
            return True

    def wait(self) -> float:
        """Seconds to the next minute, never none at all."""
        return self.left + 1
