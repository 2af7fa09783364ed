"""A deed is whole or not at all, and says once, last, whether readers could notice it."""

import threading
from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from deeds import changed, deed, generation
from deeds.doing import running

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """How often the generation was written since."""
    with CaptureQueriesContext(connection) as captured:
        yield lambda: sum(
            "INSERT INTO deeds" in query["sql"] for query in captured.captured_queries
        )


@deed
def publish(*, by, headline="Strike"):
    """Puts it out."""
    changed()
    return headline, running().by


class Stop(Exception):
    pass


@deed
def fail(*, by):
    changed()
    raise Stop


def test_a_deed_takes_who_it_is_by_from_the_call():
    assert publish(by="Alice", headline="Late") == ("Late", "Alice")
    assert publish.__doc__ == "Puts it out."


def test_what_readers_could_notice_makes_another_generation():
    before = generation()
    publish(by="Alice")
    assert generation() != before


def test_what_they_could_not_leaves_it():
    before = generation()
    with deed(by="Alice"):
        pass
    assert generation() == before


def test_however_much_changes_it_is_written_once_and_last(written):
    with deed(by="Alice"):
        publish(by="Bob")
        publish(by="Bob")
        changed()
        assert written() == 0
    assert written() == 1


def test_the_outermost_deed_says_who():
    with deed(by="Alice"):
        assert publish(by="Bob") == ("Strike", "Alice")
    assert running() is None


def test_what_fails_writes_nothing(written):
    with pytest.raises(Stop):
        fail(by="Alice")
    assert written() == 0
    assert running() is None


def test_what_is_rolled_back_on_request_writes_nothing(written):
    with deed(by="Alice"):
        changed()
        transaction.set_rollback(True)
    assert written() == 0


def test_an_inner_deed_that_fails_leaves_no_mark(written):
    with deed(by="Alice"), suppress(Stop):
        fail(by="Alice")
    assert written() == 0


def test_an_inner_deed_that_is_rolled_back_leaves_no_mark(written):
    with deed(by="Alice"), deed(by="Alice"):
        changed()
        transaction.set_rollback(True)
    assert written() == 0


def test_one_that_fails_takes_nothing_from_the_other(written):
    with deed(by="Alice"):
        publish(by="Alice")
        with suppress(Stop):
            fail(by="Alice")
    assert written() == 1


def test_a_savepoint_that_is_no_deed_may_say_too_much_and_never_too_little(written):
    with deed(by="Alice"), suppress(Stop), transaction.atomic():
        changed()
        raise Stop
    assert written() == 1


def test_outside_any_deed_it_is_written_at_once(written):
    changed()
    assert written() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_any_deed_it_goes_with_its_transaction():
    before = generation()
    with transaction.atomic():
        changed()
        transaction.set_rollback(True)
    assert generation() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_half_done():
    @deed
    def half(*, by):
        get_user_model().objects.create(username="half")
        fail(by=by)

    before = generation()
    with pytest.raises(Stop):
        half(by="Alice")
    assert generation() == before
    assert not get_user_model().objects.filter(username="half").exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_done_after_the_commit_is_no_part_of_the_deed():
    seen = []

    def after():
        seen.append(generation())
        changed()

    with deed(by="Alice"):
        transaction.on_commit(after)
    assert seen != [generation()]


@pytest.mark.django_db(transaction=True)
def test_readers_learn_of_it_with_the_commit(separate_connections):
    """Not before, and not after."""
    before, seen = generation(), []

    def read():
        seen.append(generation())
        connections.close_all()

    def reader():
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(timeout=10)

    with deed(by="Alice"):
        changed()
        reader()
    reader()
    assert seen == [before, generation()]
    assert before != generation()


def test_what_one_thread_does_is_no_deed_of_another():
    others = []
    with deed(by="Alice"):
        thread = threading.Thread(target=lambda: others.append(running()))
        thread.start()
        thread.join(timeout=10)
    assert others == [None]
