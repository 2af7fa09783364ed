"""PostgreSQL: the largest numbers of a strike first, and those that are missing last.

There an index serves one place of the empty ones only: read backwards, `figure_by_strike_value`
gives the smallest first with the missing last, but the largest first with the missing before them.
SQLite holds empty values to be the smallest and needs no second one (nor knows the words for it).
"""

from django.db import migrations

NAME = "figure_by_strike_largest"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {NAME} ON hospitals_disruptionfigure "
            "(strike_id, value DESC NULLS LAST, id DESC)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    dependencies = [("hospitals", "0007_evidence_by_reporter")]

    operations = [migrations.RunPython(create, drop)]
