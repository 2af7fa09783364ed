"""One at a time, and nobody keeps the place who has gone."""

import pytest

from lib import one_at_a_time
from lib.one_at_a_time import Held, OneAtATime


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

    monkeypatch.setattr(one_at_a_time.time, "monotonic", lambda: Clock.now)
    return Clock


@pytest.fixture
def gate(clock):
    return OneAtATime(patience=60)


def test_the_second_is_not_let_in_until_the_first_has_left(gate):
    first = gate.enter()
    assert gate.enter() is None
    first.leave()
    assert gate.enter()


@pytest.mark.parametrize("taken", [0, 1, 3])
def test_the_server_closes_the_answer_wherever_it_is(gate, taken):
    answer = Held(gate.enter(), [b"1", b"2", b"3"])
    for _ in range(taken):
        next(answer)
    assert gate.enter() is None
    answer.close()
    assert gate.enter()


def test_it_gives_the_pieces(gate):
    assert b"".join(Held(gate.enter(), [b"1", b"2", b"3"])) == b"123"


def test_who_moves_keeps_the_place(gate, clock):
    answer = Held(gate.enter(), [b"1", b"2", b"3"])
    for _ in range(3):
        clock.now += 59
        next(answer)
        assert gate.enter() is None


def test_who_stands_still_loses_it_and_is_cut_off(gate, clock):
    slow = Held(gate.enter(), [b"1", b"2"])
    next(slow)
    clock.now += 60
    other = gate.enter()
    assert other
    with pytest.raises(ConnectionResetError):
        next(slow)
    slow.close()
    assert gate.enter() is None  # it is the other's
    other.leave()
    assert gate.enter()


def test_who_stands_still_while_nobody_waits_goes_on(gate, clock):
    slow = Held(gate.enter(), [b"1", b"2"])
    clock.now += 3600
    assert list(slow) == [b"1", b"2"]
