"""The limiter when nobody can count: everybody may ask, and the log says so."""

import pytest

from lib import throttling
from lib.throttling import counted


class Broken:
    """A cache that does not answer."""

    def __init__(self):
        self.asked = 0

    def add(self, *args, **kwargs):
        self.asked += 1
        raise OSError("timed out\nwhile reading")


@pytest.fixture
def clock(monkeypatch):
    """Sets the seconds of the limiter, which knows of no fault yet."""
    seconds = [1_000.0]
    monkeypatch.setattr(throttling, "_asks_again_at", 0.0)
    monkeypatch.setattr(throttling, "_said_at", float("-inf"))
    monkeypatch.setattr(throttling.time, "monotonic", lambda: seconds[0])
    return lambda later: seconds.__setitem__(0, 1_000.0 + later)


@pytest.fixture
def broken(clock, monkeypatch):
    cache = Broken()
    monkeypatch.setattr(throttling, "cache", cache)
    return cache


def test_each_question_is_counted(clock):
    assert [counted("api:192.0.2.7:1") for _ in range(3)] == [1, 2, 3]


def test_while_nobody_can_count_everybody_may_ask(broken):
    assert counted("api:192.0.2.7:1") is None


@pytest.mark.django_db
def test_nobody_is_refused_while_nobody_can_count(broken, client, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    assert [client.get("/api/v1/trusts/").status_code for _ in range(3)] == [200] * 3


def test_a_cache_that_does_not_answer_is_left_alone_for_a_while(broken, clock):
    """Each question would wait for it, and the reader with it."""
    for later, asked in [(0, 1), (1, 1), (4.9, 1), (5, 2), (6, 2)]:
        clock(later)
        counted("api:192.0.2.7:1")
        assert broken.asked == asked


def test_once_a_minute_it_says_so_in_a_line(broken, clock, caplog):
    for later, lines in [(0, 1), (30, 1), (59, 1), (65, 2)]:
        clock(later)
        counted("api:192.0.2.7:1")
        assert len(caplog.records) == lines
    line = caplog.records[0].getMessage()
    assert "\n" not in line
    assert "OSError: timed out" in line
    assert "REDIS_URL" in line
