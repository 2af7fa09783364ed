"""Before `make run` serves: the demo goes into an empty newsroom, and nowhere else."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from demo.management.commands import prepare_run
from demo.management.commands.load_demo import DEBUG_PASSWORD
from tests import story_factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch):
    """The names of the commands that were called; none of them is run."""
    names = []
    monkeypatch.setattr(prepare_run, "call_command", lambda name, **options: names.append(name))
    return names


def test_an_empty_newsroom_gets_the_demo(called):
    call_command("prepare_run", stdout=StringIO())
    assert called == ["make_keys", "migrate", "load_demo"]


def test_a_newsroom_with_a_story_does_not(called):
    story_factories.draft()
    call_command("prepare_run", stdout=StringIO())
    assert called == ["make_keys", "migrate"]


def test_the_demo_log_ins_are_told_on_every_run(called):
    story_factories.draft()
    get_user_model().objects.create_user("sub", password=DEBUG_PASSWORD)
    get_user_model().objects.create_user("editor", password="her own by now")
    said = StringIO()
    call_command("prepare_run", stdout=said)
    assert "sub-editor" in said.getvalue()
    assert "  editor" not in said.getvalue()


def test_a_database_of_an_earlier_state_is_refused_in_a_sentence(called):
    assert prepare_run.older_tables() == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE hospitals_union RENAME COLUMN short_name TO shorter")
    with pytest.raises(CommandError, match="made by an earlier state of Newsroom"):
        call_command("prepare_run", stdout=StringIO())
    assert "load_demo" not in called
