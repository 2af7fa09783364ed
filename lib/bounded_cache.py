"""A cache in the memory of this process that is bounded by bytes, and not by how many it holds."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

# What a small value takes with its key and its place.
LEAST = 500


@dataclass
class Shelf:
    """What the caches of one location share: Django makes one cache for each thread."""

    # {key: (value, bytes, when it expires or None)}, asked for longest ago first
    held: OrderedDict[str, tuple[Any, int, float | None]] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def take(self, key: str) -> tuple[Any, int, float | None] | None:
        """Removes and gives what is held under the key, where it has not expired."""
        found = self.held.pop(key, None)
        if found is None:
            return None
        self.size -= found[1]
        is_over = found[2] is not None and found[2] <= time.time()
        return None if is_over else found

    def put(self, key: str, value: Any, size: int, expires: float | None) -> None:
        self.held[key] = (value, size, expires)
        self.size += size


_shelves: dict[str, Shelf] = {}


class BoundedCache(BaseCache):
    """A cache backend whose values together take at most `OPTIONS["MAX_BYTES"]`.

    Values are handed out as they are, not copied: so they must never change. One says how large it
    is with `nbytes`, any other is taken for small. Over the limit, what was asked for longest ago
    goes; what is larger than a quarter of it is not held at all.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.most: int = params["OPTIONS"]["MAX_BYTES"]
        self.shelf = _shelves.setdefault(location, Shelf())

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        key = self.make_key(key, version)
        with self.shelf.lock:
            found = self.shelf.take(key)
            if found is None:
                return default
            self.shelf.put(key, *found)
        return found[0]

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        key, size = self.make_key(key, version), LEAST + getattr(value, "nbytes", 0)
        with self.shelf.lock:
            self.shelf.take(key)
            if size > self.most // 4:
                return
            self.shelf.put(key, value, size, self.get_backend_timeout(timeout))
            while self.shelf.size > self.most:
                self.shelf.take(next(iter(self.shelf.held)))

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        if self.get(key, version=version) is not None:
            return False
        self.set(key, value, timeout, version)
        return True

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        key = self.make_key(key, version)
        with self.shelf.lock:
            found = self.shelf.take(key)
            if found is None:
                return False
            self.shelf.put(key, found[0], found[1], self.get_backend_timeout(timeout))
        return True

    def delete(self, key: Any, version: int | None = None) -> bool:
        with self.shelf.lock:
            return self.shelf.take(self.make_key(key, version)) is not None

    def clear(self) -> None:
        with self.shelf.lock:
            self.shelf.held.clear()
            self.shelf.size = 0
