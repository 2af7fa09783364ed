"""The one row: read in one question, written in one, and never two of it."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction

from deeds import changed, generation, generations
from deeds.models import Generation

pytestmark = pytest.mark.django_db


def test_there_is_one_from_the_start():
    assert generation() == Generation.objects.get().token


def test_it_stands_until_something_changes(django_assert_num_queries):
    before = generation()
    with django_assert_num_queries(1):
        assert generation() == before
    with django_assert_num_queries(1):
        changed()
    assert generation() != before
    assert Generation.objects.count() == 1


def test_there_is_never_a_second():
    with pytest.raises(IntegrityError), transaction.atomic():
        Generation.objects.create(id=2, token="another")


def test_one_that_is_lost_comes_back_with_the_next_change():
    """And until then nothing is kept: a GET writes nothing."""
    Generation.objects.all().delete()
    assert generation() is None
    changed()
    assert generation()


def test_an_emptied_database_has_one_again():
    before = generation()
    generations.begin()
    assert generation() == before
    Generation.objects.all().delete()
    generations.begin()
    assert generation() not in (None, before)


@pytest.mark.django_db(transaction=True)
def test_flush_leaves_one():
    call_command("flush", interactive=False, verbosity=0)
    assert generation()


class Gone:
    def cursor(self):
        raise OperationalError("server closed the connection unexpectedly\nThis probably means")


@pytest.fixture
def unreachable(monkeypatch):
    monkeypatch.setattr(generations, "connection", Gone())
    monkeypatch.setattr(generations, "_said_at", None)


def test_a_database_that_cannot_say_gives_none(unreachable):
    assert generation() is None


def test_once_a_minute_it_says_so_in_a_line(unreachable, caplog, monkeypatch):
    """What is wrong, what it costs and what to do; not the way through the code for each reader."""
    seconds = 1_000.0
    monkeypatch.setattr(generations, "monotonic", lambda: seconds)
    for _ in range(2):
        generation()
    [record] = caplog.records
    assert record.exc_info is None
    line = record.getMessage()
    assert "\n" not in line
    assert "no page is kept" in line
    assert "server closed the connection unexpectedly." in line
    assert "manage.py migrate" in line
    seconds += 59
    generation()
    assert len(caplog.records) == 1
    seconds += 1
    generation()
    assert len(caplog.records) == 2


@pytest.mark.django_db(transaction=True)
def test_without_its_table_there_is_none():
    with connection.schema_editor() as editor:
        editor.delete_model(Generation)
    try:
        assert generation() is None
        generations.begin()
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(Generation)
        generations.begin()
    assert generation()
