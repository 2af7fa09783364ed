"""What is counted without a database, and where it is counted while the cache is away."""

import pytest
from django.core.cache import cache

from lib import counters
from lib.counters import Counters


@pytest.fixture
def counting():
    made = Counters()
    made.own.clear()
    return made


class Refusing:
    """Such as a Redis that answers nothing but errors."""

    def __getattr__(self, name):
        def fail(*args, **options):
            raise ConnectionError("Error 111 connecting to 127.0.0.1:6379. Connection refused.")

        return fail


@pytest.fixture
def away(monkeypatch):
    monkeypatch.setattr(counters, "caches", {"default": Refusing()})


def test_each_key_has_its_own_number(counting):
    assert [counting.add("a", 60), counting.add("a", 60), counting.add("b", 60)] == [1, 2, 1]
    assert counting.read(["a", "b", "c"]) == {"a": 2, "b": 1, "c": 0}


def test_one_may_be_taken_back_but_never_below_nothing(counting):
    counting.add("a", 60)
    counting.take_back("a")
    counting.take_back("a")
    assert counting.read(["a"]) == {"a": 0}


def test_what_is_forgotten_begins_anew(counting):
    counting.add("a", 60)
    counting.forget("a")
    assert counting.add("a", 60) == 1


def test_it_counts_where_all_processes_see_it(counting):
    counting.add("a", 60)
    assert cache.get("a") == 1


def test_while_the_cache_is_away_this_process_counts(counting, away, caplog):
    assert [counting.add("a", 60) for _ in range(3)] == [1, 2, 3]
    assert counting.read(["a"]) == {"a": 3}
    counting.take_back("a")
    counting.forget("a")
    assert counting.read(["a"]) == {"a": 0}
    assert "counting in this process" in caplog.text


def test_a_cache_that_failed_is_not_asked_each_time(counting, away, caplog):
    """Each try might cost its time-out, and a thread as long."""
    for _ in range(5):
        counting.add("a", 60)
    assert caplog.text.count("does not answer") == 1


def test_a_cache_that_is_back_is_used_again(counting, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(counters, "caches", {"default": Refusing()})
        counting.add("a", 60)
    counting.away_until = 0
    counting.add("b", 60)
    assert cache.get("b") == 1
