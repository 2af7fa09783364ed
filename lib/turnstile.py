"""So many at once, a few who wait, and the others are told to come back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Busy(Exception):
    """So many are waiting that one more would wait too long."""


class Turnstile:
    """At most `at_once` threads of this process inside, and `waiting` more in line."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self.most = at_once + waiting
        self.here = 0
        self.count = threading.Lock()
        self.inside = threading.Semaphore(at_once)

    @contextmanager
    def through(self, *, extra: int = 0) -> Iterator[None]:
        """Wait for a place; Busy where the line is full. `extra` lengthens it for this caller."""
        with self.count:
            if self.here >= self.most + extra:
                raise Busy
            self.here += 1
        try:
            with self.inside:
                yield
        finally:
            with self.count:
                self.here -= 1
