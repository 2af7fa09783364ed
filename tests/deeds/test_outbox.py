"""What is asked for in a deed is done after it: once, or tried again, or seen on the desk."""

import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from deeds import deed, delivering, outbox
from deeds.models import OutboxItem
from deeds.outbox import CannotBeSent, NotNow, put
from deeds.workflow import drop, try_again
from lib.refusals import Refused
from tests import factories

pytestmark = pytest.mark.django_db

NOW = timezone.now


@pytest.fixture
def sent(monkeypatch):
    """What the kind “note” was delivered with; `sent.error` is raised instead while it is set."""

    class Sent(list):
        error = None

    box = Sent()

    def deliver(payload):
        if box.error:
            raise box.error
        box.append(payload["n"])

    monkeypatch.setattr(outbox, "_kinds", {})
    outbox.register("note", deliver, lambda payloads: [f"note {each['n']}" for each in payloads])
    return box


def ask(n=1, **more):
    put("note", key=f"note:{n}", payload={"n": n}, **more)


def the_item():
    return OutboxItem.objects.get()


def test_what_a_deed_asks_for_is_done_once(sent):
    with deed():
        ask(1)
        ask(2)
    assert vars(delivering.deliver_due()) == {"done": 2, "later": 0, "failed": 0}
    assert sent == [1, 2]
    delivering.deliver_due()
    assert sent == [1, 2]


def test_what_is_rolled_back_is_never_done(sent):
    with deed():
        ask()
        transaction.set_rollback(True)
    delivering.deliver_due()
    assert sent == []


def test_who_asks_for_the_same_twice_asks_once(sent):
    ask()
    ask()
    delivering.deliver_due()
    ask()
    delivering.deliver_due()
    assert sent == [1]


def test_a_kind_that_nobody_knows_is_refused_where_it_is_asked_for(sent):
    with pytest.raises(LookupError, match="fax"):
        put("fax", key="1", payload={})


def test_what_is_for_later_waits_until_then(sent):
    ask(at=NOW() + timedelta(hours=1))
    delivering.deliver_due()
    assert sent == []
    OutboxItem.objects.update(next_try_at=NOW())
    delivering.deliver_due()
    assert sent == [1]


def test_what_fails_is_tried_again_after_longer_and_longer_waits(sent):
    sent.error = TimeoutError("timed out")
    ask()
    waits = []
    for _ in delivering.WAITS:
        assert delivering.deliver_due().later == 1
        assert delivering.deliver_due() == delivering.Delivered()
        waits.append(the_item().next_try_at - NOW())
        OutboxItem.objects.update(next_try_at=NOW())
    assert waits == sorted(waits)
    assert the_item().last_error == "TimeoutError: timed out"
    assert delivering.deliver_due().failed == 1
    assert the_item().state == "failed"


def test_what_was_in_the_way_is_told_in_its_own_words(sent):
    sent.error = NotNow("The mail server does not answer.")
    ask()
    assert delivering.deliver_due().later == 1
    assert the_item().last_error == "The mail server does not answer."


def test_one_that_fails_holds_up_no_other(sent):
    sent.error = OSError("no route")
    ask(1)
    delivering.deliver_due()
    sent.error = None
    ask(2)
    delivering.deliver_due()
    assert sent == [2]


def test_what_cannot_be_sent_is_not_tried_again_and_says_why_without_an_address(sent):
    sent.error = CannotBeSent("550 robin@example.org: no such mailbox")
    ask()
    assert delivering.deliver_due().failed == 1
    assert the_item().last_error == "550 …@example.org: no such mailbox"
    sent.error = None
    delivering.deliver_due()
    assert sent == []


def test_what_a_killed_process_had_is_taken_up_when_its_lease_is_over(sent):
    ask()
    delivering.take()
    delivering.deliver_due()
    assert sent == []
    assert the_item().next_try_at - NOW() < timedelta(minutes=2)
    OutboxItem.objects.update(next_try_at=NOW())
    delivering.deliver_due()
    assert sent == [1]


def test_what_a_killed_process_had_comes_before_all_that_waits(sent):
    """However many wait: or it would stand at the end of the line once more for every process."""
    ask("killed")
    killed = delivering.take()
    for n in range(delivering.AT_A_TIME + 5):
        ask(n)
    OutboxItem.objects.exclude(pk=killed.pk).update(next_try_at=NOW() - timedelta(hours=1))
    OutboxItem.objects.filter(pk=killed.pk).update(next_try_at=NOW())
    assert delivering.take() == killed


def test_of_those_that_wait_the_one_due_for_longest_comes_first(sent):
    for n in (1, 2, 3):
        ask(n)
    OutboxItem.objects.filter(key="note:2").update(next_try_at=NOW() - timedelta(minutes=1))
    delivering.deliver_due()
    assert sent == [2, 1, 3]


def test_one_that_a_process_in_three_can_send_is_sent_within_two_minutes(sent, monkeypatch):
    """Two are killed while they have it, and others while they have what came after it."""
    began = now = NOW()
    monkeypatch.setattr(delivering.timezone, "now", lambda: now)
    ask("it")
    for n in range(50):
        ask(n)
    had = []
    while "it" not in sent:
        item = delivering.take()
        had.append(item.key)
        if item.key == "note:it" and had.count(item.key) == 3:
            delivering.try_once(item)
        now += timedelta(seconds=5)
    assert now - began <= timedelta(minutes=2)


def test_to_be_killed_is_no_answer_and_makes_no_later_wait_longer(sent):
    ask()
    for _ in range(6):
        delivering.take()
        OutboxItem.objects.update(next_try_at=NOW())
    sent.error = NotNow("The mail server does not answer.")
    assert delivering.deliver_due().later == 1
    assert the_item().next_try_at - NOW() < delivering.WAITS[0] * 1.2
    for _ in delivering.WAITS[1:]:
        OutboxItem.objects.update(next_try_at=NOW())
        assert delivering.deliver_due().later == 1
    OutboxItem.objects.update(next_try_at=NOW())
    assert delivering.deliver_due().failed == 1


def test_who_is_later_than_its_lease_says_nothing_of_what_another_has_by_now(sent):
    ask()
    slow = delivering.take()
    OutboxItem.objects.update(next_try_at=NOW())
    delivering.take()
    delivering.try_later(slow, "timed out")
    assert (the_item().last_error, the_item().state) == ("", "waiting")


def test_what_kills_whoever_takes_it_up_is_given_up(sent):
    ask()
    for _ in range(delivering.MOST_KILLED):
        delivering.take()
        OutboxItem.objects.update(next_try_at=NOW())
    assert delivering.deliver_due().failed == 1
    assert sent == []
    assert "never came to an end" in the_item().last_error


def test_what_was_done_is_kept_for_a_month(sent):
    ask(1)
    ask(2)
    delivering.deliver_due()
    month = timedelta(days=30)
    OutboxItem.objects.filter(key="note:1").update(done_at=NOW() - month)
    delivering.deliver_due()
    assert OutboxItem.objects.get().key == "note:2"


def test_a_release_that_knows_a_kind_no_more_tries_it_again_later(sent, monkeypatch):
    ask()
    monkeypatch.setattr(outbox, "_kinds", {})
    assert delivering.deliver_due().later == 1
    assert outbox.in_words([the_item()]) == {the_item().pk: "note"}


def test_the_command_makes_one_pass_and_says_what_it_did(sent, capsys):
    ask()
    call_command("deliver")
    assert capsys.readouterr().out == "1 done, 0 to be tried again, 0 could not be sent.\n"


def test_whoever_waits_in_this_process_is_rung_after_the_commit(
    sent, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(outbox, "_listeners", [])
    outbox.listen(lambda: rung.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        ask()
        assert rung == []
    assert rung == [1]


def test_since_when_something_is_due_says_whether_anybody_delivers(sent):
    assert delivering.due_since() is None
    ask(1, at=NOW() + timedelta(hours=1))
    assert delivering.due_since() is None
    ask(2)
    assert delivering.due_since() == OutboxItem.objects.get(key="note:2").next_try_at


# What takes its time


@pytest.fixture
def slow(sent, monkeypatch):
    """A delivery that takes four leases, and `slow.taken`: what another could take meanwhile."""
    monkeypatch.setattr(delivering, "LEASE", timedelta(seconds=0.5))

    class Slow:
        taken = None

    def deliver(payload):
        over = time.monotonic() + 2
        while time.monotonic() < over and not Slow.taken:
            Slow.taken = delivering.take()
            time.sleep(0.05)
        sent.append(payload["n"])

    outbox.register("note", deliver, lambda payloads: [])
    return Slow


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("separate_connections")
def test_while_its_process_lives_what_takes_longer_is_taken_up_by_nobody(sent, slow):
    ask()
    delivering.deliver_due()
    assert (sent, slow.taken) == ([1], None)
    assert the_item().state == "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("separate_connections")
def test_what_never_ends_is_taken_up_although_its_process_lives(sent, slow, monkeypatch):
    monkeypatch.setattr(delivering, "LONGEST", timedelta(seconds=0.5))
    ask()
    delivering.deliver_due()
    assert slow.taken == the_item()


# What somebody decides


@pytest.fixture
def failed(sent):
    sent.error = CannotBeSent("no")
    ask()
    delivering.deliver_due()
    sent.error = None
    return the_item()


def test_an_editor_has_it_tried_again(failed, sent):
    try_again(by=factories.user("editor"), item=failed)
    delivering.deliver_due()
    assert sent == [1]
    with pytest.raises(Refused, match="sent meanwhile"):
        try_again(by=factories.user("editor"), item=failed)


def test_an_editor_drops_it(failed, sent):
    editor = factories.user("editor")
    drop(by=editor, item=failed)
    delivering.deliver_due()
    assert sent == []
    assert (the_item().state, the_item().dropped_by) == ("dropped", editor)
    with pytest.raises(Refused, match="dropped this at"):
        try_again(by=editor, item=failed)


def test_what_is_on_its_way_is_not_decided_about(sent):
    ask()
    with pytest.raises(Refused, match="being tried again"):
        drop(by=factories.user("editor"), item=the_item())


# Several at once


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("separate_connections")
def test_several_who_deliver_at_once_do_each_thing_once(sent):
    for n in range(40):
        ask(n)
    start = threading.Barrier(4)

    def run():
        connection.ensure_connection()
        start.wait(timeout=10)
        try:
            delivering.deliver_due()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(sent) == list(range(40))
