"""So many inside, a few in line, and the rest are told at once."""

import threading

import pytest

from lib.turnstile import Busy, Turnstile


def crowd(gate, number, inside, leave, **how):
    """Threads that go in and stay until `leave`; each tells by `inside` that it is in."""

    def go():
        with gate.through(**how):
            inside.release()
            leave.wait(10)

    people = [threading.Thread(target=go) for _ in range(number)]
    for each in people:
        each.start()
    return people


@pytest.fixture
def full():
    """A gate with two inside and one in line."""
    gate, inside, leave = Turnstile(at_once=2, waiting=1), threading.Semaphore(0), threading.Event()
    people = crowd(gate, 3, inside, leave)
    assert inside.acquire(timeout=10)
    assert inside.acquire(timeout=10)
    while gate.here < 3:
        pass
    yield gate, inside, leave
    leave.set()
    for each in people:
        each.join(10)
    assert gate.here == 0


def test_no_more_are_inside_than_may_be(full):
    _, inside, _ = full
    assert not inside.acquire(timeout=0.05)


def test_whoever_would_stand_behind_the_line_is_told_at_once(full):
    gate, _, _ = full
    with pytest.raises(Busy), gate.through():
        pytest.fail("it let a fourth one in")


def test_some_may_stand_behind_the_line(full):
    gate, inside, leave = full
    [known] = crowd(gate, 1, inside, leave, extra=1)
    while gate.here < 4:
        pass
    with pytest.raises(Busy), gate.through(extra=1):
        pytest.fail("it let a fifth one in")
    leave.set()
    known.join(10)


def test_a_place_is_free_again_after_a_failure():
    gate = Turnstile(at_once=1, waiting=0)
    with pytest.raises(ZeroDivisionError), gate.through():
        raise ZeroDivisionError
    with gate.through():
        assert gate.here == 1
