"""Hashes are Django's own; only where and when they are made differs."""

import os
import sys
import threading

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from django.test.utils import override_settings

from lib import hashing


@pytest.fixture
def ours():
    with override_settings(PASSWORD_HASHERS=["lib.hashing.PatientHasher"]):
        yield


def test_a_hash_is_the_one_that_django_makes(ours):
    salt = "an-unchanging-salt-of-22"
    made = hashing.PatientHasher().encode("bargate-guildhall-77", salt, 1000)
    assert made == PBKDF2PasswordHasher().encode("bargate-guildhall-77", salt, 1000)


def test_a_password_is_known_again(ours, monkeypatch):
    monkeypatch.setattr(hashing.PatientHasher, "iterations", 1000)  # as slow as safe otherwise
    stored = make_password("bargate-guildhall-77")
    assert check_password("bargate-guildhall-77", stored)
    assert not check_password("bargate-guildhall-78", stored)


def test_no_more_are_made_at_once_than_may_be(ours, monkeypatch):
    here, most = [], []

    def slow(self, password, salt, iterations=None):
        here.append(password)
        most.append(len(here))
        threading.Event().wait(0.02)
        here.remove(password)
        return "made"

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", slow)
    people = [
        threading.Thread(target=hashing.PatientHasher().encode, args=(str(n), "salt"))
        for n in range(6)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert len(most) == 6
    assert max(most) == hashing.AT_ONCE


def test_they_yield_to_readers_and_leave_other_threads_as_they_are():
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    ask = hashing._threads.submit(
        lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    )
    # Only Linux gives a thread a priority of its own.
    assert ask.result() == (hashing.NICE if sys.platform == "linux" else before)
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
