"""The migrations say what the models say, from nothing and back to nothing."""

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

OURS = ("articles", "hospitals", "deeds")  # the order in which they can be taken away


@pytest.mark.django_db
def test_no_model_lacks_its_migration():
    report = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=report, verbosity=1)
    except SystemExit:
        pytest.fail(report.getvalue())


def test_every_step_can_be_taken_back():
    one_way = [
        f"{app}.{name}: {operation}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in OURS
        for operation in migration.operations
        if not operation.reversible
    ]
    assert one_way == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_all_the_way_back_and_forward_again():
    def ours() -> set[str]:
        tables = connection.introspection.table_names()
        return {table for table in tables if table.startswith(OURS)}

    before = ours()
    assert len(before) >= len(list(apps.get_app_config("hospitals").get_models()))
    try:
        for app in OURS:
            call_command("migrate", app, "zero", verbosity=0)
        assert ours() == set()
    finally:
        call_command("migrate", verbosity=0)
    assert ours() == before


@pytest.mark.parametrize("app", ["deeds", "hospitals", "articles"])
def test_nothing_is_made_twice(app):
    """SQLite builds a table anew and does not mind; PostgreSQL refuses."""
    made = []
    for operation in import_module(f"{app}.migrations.0001_initial").Migration.operations:
        if isinstance(operation, migrations.CreateModel):
            options = operation.options
            named = [*options.get("constraints", []), *options.get("indexes", [])]
            made += [each.name for each in named]
            made += [(operation.name.lower(), name) for name, _ in operation.fields]
        elif isinstance(operation, migrations.AddField):
            made.append((operation.model_name.lower(), operation.name))
        elif isinstance(operation, migrations.AddConstraint):
            made.append(operation.constraint.name)
        elif isinstance(operation, migrations.AddIndex):
            made.append(operation.index.name)
    assert sorted(map(str, {each for each in made if made.count(each) > 1})) == []


@pytest.mark.parametrize("app", ["deeds", "hospitals", "articles"])
def test_a_table_is_made_with_its_constraints_and_indexes(app):
    """For each that is added later Django builds every model around it anew: a minute in all."""
    operations = import_module(f"{app}.migrations.0001_initial").Migration.operations
    in_steps = {
        each.model_name.lower() for each in operations if isinstance(each, migrations.AddField)
    }
    later = [
        each.describe()
        for each in operations
        if isinstance(each, migrations.AddConstraint | migrations.AddIndex)
        and each.model_name.lower() not in in_steps
    ]
    assert later == []
