"""A place that one answer of this process has at a time, from its making until it is sent."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterable, Iterator


class OneAtATime:
    """The place. Whoever has stood still for `patience` seconds loses it to the next who asks.

    A reader who takes nothing of what is sent, or whose network is gone without a word, would keep
    it for as long as the connection stands.
    """

    def __init__(self, *, patience: float) -> None:
        self.patience = patience
        self.holder: Place | None = None
        self.lock = threading.Lock()

    def enter(self) -> Place | None:
        """The place, which must be left; None where somebody else has it."""
        with self.lock:
            if self.holder and time.monotonic() - self.holder.moved_at < self.patience:
                return None
            self.holder = Place(self)
            return self.holder


class Place:
    def __init__(self, gate: OneAtATime) -> None:
        self.gate = gate
        self.moved_at = time.monotonic()

    def is_still_ours(self) -> bool:
        """Whether it is; and it counts as moved."""
        with self.gate.lock:
            self.moved_at = time.monotonic()
            return self.gate.holder is self

    def leave(self) -> None:
        """As often as one likes: what another has got since stays theirs."""
        with self.gate.lock:
            if self.gate.holder is self:
                self.gate.holder = None


class Held:
    """Pieces of an answer whose place is left when the server closes it: sent, or broken off.

    Not a generator, which would not notice that it is closed before its first piece. Raises
    ConnectionResetError where the place was lost: the answer ends as if the reader had gone.
    """

    def __init__(self, place: Place, pieces: Iterable[bytes]) -> None:
        self.place = place
        self.pieces = iter(pieces)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not self.place.is_still_ours():
            raise ConnectionResetError(errno.ECONNRESET, "The reader took nothing for too long.")
        return next(self.pieces)

    def close(self) -> None:
        self.place.leave()
