"""The same promises on whichever database the tests run on."""

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from lib.append_only import MESSAGE, append_only, is_append_only, refuse_updates_sql

pytestmark = pytest.mark.django_db


class Apps:
    """Stands in for a migration's state and its historical apps: one model."""

    def __init__(self, model):
        self.apps = self
        self.model = model

    def get_model(self, app_label, model_name):
        return self.model


class Editor:
    """Stands in for a schema editor, which SQLite does not allow inside a test's transaction."""

    connection = connection

    def execute(self, sql, params=()):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


@pytest.fixture
def Note():
    with isolate_apps("newsroom"):

        class Note(models.Model):
            words = models.TextField()
            number = models.DecimalField(max_digits=15, decimal_places=3, null=True)
            checked_by = models.CharField(max_length=40, null=True)
            checked_at = models.DateTimeField(null=True)

            class Meta:
                app_label = "newsroom"
                db_table = "throw_away_note"

    writer = connection.schema_editor(collect_sql=True)
    writer.deferred_sql = []
    writer.create_model(Note)
    for sql in writer.collected_sql:
        Editor().execute(sql, None)
    install(Note, set_once=["checked_by", "checked_at"])
    return Note


def install(model, **options):
    forwards(append_only("newsroom", "Note", **options), model)


def forwards(operation, model):
    operation.database_forwards("newsroom", Editor(), Apps(model), Apps(model))


@pytest.fixture
def note(Note):
    return Note.objects.create(words="1,854 appointments", number=1854)


def refused(queryset, **changes):
    with pytest.raises(IntegrityError, match=MESSAGE), transaction.atomic():
        queryset.update(**changes)


def test_a_changed_value_is_refused_in_plain_words(Note, note):
    refused(Note.objects, number=1855)
    assert Note.objects.get().number == 1854


def test_emptying_a_value_is_refused(Note, note):
    refused(Note.objects, number=None)


def test_filling_an_ordinary_empty_value_is_refused(Note):
    Note.objects.create(words="not reported", number=None)
    refused(Note.objects, number=0)


def test_saving_a_row_unchanged_is_allowed(Note, note):
    note.save()


def test_the_check_is_set_once(Note, note):
    Note.objects.update(checked_by="Alice")
    refused(Note.objects, checked_by="Bob")


def test_the_check_is_never_taken_back(Note, note):
    Note.objects.update(checked_by="Alice")
    refused(Note.objects, checked_by=None)


def test_setting_the_check_and_changing_the_value_at_once_is_refused(Note, note):
    refused(Note.objects, checked_by="Alice", number=1)
    assert Note.objects.get().checked_by is None


def test_deleting_is_not_refused(Note, note):
    note.delete()
    assert not Note.objects.exists()


def test_installing_twice_is_harmless(Note, note):
    install(Note)
    refused(Note.objects, checked_by="Alice")


def test_the_trigger_can_be_seen_and_taken_away(Note, note):
    assert is_append_only(connection, "throw_away_note")
    taken_back = append_only("newsroom", "Note")
    taken_back.database_backwards("newsroom", Editor(), Apps(Note), Apps(Note))
    assert not is_append_only(connection, "throw_away_note")
    Note.objects.update(number=1855)


def test_a_field_that_is_excepted_may_change_back_and_forth(Note, note):
    install(Note, except_for=["words"])
    Note.objects.update(words="1,854 operations")
    Note.objects.update(words="")
    assert Note.objects.get().words == ""


def test_nothing_else_changes_along_with_an_excepted_field(Note, note):
    install(Note, except_for=["words"])
    refused(Note.objects, words="1,855 operations", number=1855)


@pytest.mark.parametrize("option", ["set_once", "except_for"])
def test_a_field_the_model_does_not_have_is_an_error_when_migrating(Note, option):
    with pytest.raises(FieldDoesNotExist, match="approved_by"):
        install(Note, **{option: ["approved_by"]})


def test_an_apostrophe_in_the_message_is_kept():
    sql = refuse_updates_sql("sqlite", "t", ["a"], message="The desk's record stays.")
    assert "'The desk''s record stays.'" in sql[-1]


def test_another_database_is_named():
    with pytest.raises(ValueError, match="mysql"):
        refuse_updates_sql("mysql", "t", ["a"])
