"""Passwords are hashed as Django does, but behind readers."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import PBKDF2PasswordHasher

# In each process: two on a site of two workers, which is as README serves it.
AT_ONCE = 1
# Readers have ten times the share of a processor that is full; of an idle one, hashing has all.
NICE = 10


def yield_to_readers() -> None:
    """A lower priority, for the thread that calls this."""
    if sys.platform == "linux":  # elsewhere the number would mean another process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


_threads = ThreadPoolExecutor(AT_ONCE, "hashing", initializer=yield_to_readers)


class PatientHasher(PBKDF2PasswordHasher):
    """A hash takes a third of a second of a core: one at a time, and readers go first."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return _threads.submit(super().encode, password, salt, iterations).result()
