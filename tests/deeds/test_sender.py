"""The thread of a web process: started with its first request, unless it is switched off."""

import pytest
from django.core.signals import request_started
from django.db import OperationalError

from deeds import delivering, outbox, sender

# Whatever listens to a request looks at the connection, which an earlier test may have left open.
pytestmark = pytest.mark.django_db


@pytest.fixture
def started(monkeypatch):
    """The senders that were started, in place of threads."""
    found = []

    class Quiet(sender.Sender):
        def start(self):
            found.append(self)

    monkeypatch.setattr(sender, "Sender", Quiet)
    monkeypatch.setattr(sender, "_sender", None)
    monkeypatch.setattr(sender.atexit, "register", lambda call: None)
    monkeypatch.setattr(outbox, "_listeners", [])
    yield found
    request_started.disconnect(dispatch_uid="deeds.sender")


def test_it_starts_with_the_first_request_and_once(started):
    sender.start_with_the_site()
    assert started == []
    request_started.send(sender=None)
    request_started.send(sender=None)
    sender.start()
    assert len(started) == 1
    assert outbox._listeners == [started[0].bell.set]


def test_it_can_be_switched_off(started, settings):
    settings.DELIVER = False
    sender.start_with_the_site()
    request_started.send(sender=None)
    assert started == []


@pytest.fixture
def thread(monkeypatch):
    made = sender.Sender()
    monkeypatch.setattr(sender.connections, "close_all", lambda: None)
    monkeypatch.setattr(sender, "close_old_connections", lambda: None)
    return made


@pytest.mark.parametrize("error", [OperationalError("database is locked"), RuntimeError("bug")])
def test_whatever_goes_wrong_it_looks_again(thread, monkeypatch, error):
    looks = []

    def fails(stopped):
        looks.append(1)
        if len(looks) == 3:
            thread.over.set()
        raise error

    monkeypatch.setattr(delivering, "deliver_due", fails)
    monkeypatch.setattr(sender, "LOOKS_EVERY", 0.001)
    thread.run()
    assert len(looks) == 3


def test_it_begins_nothing_once_it_is_to_stop(thread, monkeypatch):
    asked = []
    monkeypatch.setattr(delivering, "deliver_due", lambda stopped: asked.append(stopped()))
    thread.over.set()
    thread.look()
    assert asked == [True]


def test_a_command_or_a_test_has_no_such_thread():
    assert sender._sender is None
