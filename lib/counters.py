"""Numbers that are counted for a while, without a database: wrong log-ins, for one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

# A cache that failed is left alone for so many seconds: each try may cost its time-out.
REST = 10
MOST = 50_000


class Counters:
    """Counters in the cache that all processes share (Redis), or in this process's own.

    While the shared cache fails, this process counts alone: a limit is then one for each process,
    which is looser than it should be, and neither open nor shut to everybody.
    """

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias
        self.own = LocMemCache("lib.counters", {"OPTIONS": {"MAX_ENTRIES": MOST}})
        self.away_until = 0.0

    def add(self, key: str, seconds: int) -> int:
        """Count one more; the new number. It is forgotten after so many seconds."""

        def one_more(cache: BaseCache) -> int:
            cache.add(key, 0, timeout=seconds)
            try:
                return int(cache.incr(key))
            except ValueError:  # the cache was emptied between the two lines
                return 1

        return int(self._ask(one_more))

    def take_back(self, key: str) -> None:
        """Count one less, where something was counted."""

        def one_less(cache: BaseCache) -> None:
            if cache.get(key, 0) > 0:
                with suppress(ValueError):  # forgotten between the two lines
                    cache.decr(key)

        self._ask(one_less)

    def read(self, keys: list[str]) -> dict[str, int]:
        """The number under each key, 0 for what was never counted; one question to the cache."""
        found = self._ask(lambda cache: cache.get_many(keys))
        return {key: int(found.get(key, 0)) for key in keys}

    def forget(self, key: str) -> None:
        self._ask(lambda cache: cache.delete(key))

    def _ask(self, question: Callable[[BaseCache], Any]) -> Any:
        if time.monotonic() >= self.away_until:
            try:
                return question(caches[self.alias])
            except Exception as error:  # each kind of cache has errors of its own
                self.away_until = time.monotonic() + REST
                logger.warning("The cache does not answer (%s): counting in this process", error)
        return question(self.own)
