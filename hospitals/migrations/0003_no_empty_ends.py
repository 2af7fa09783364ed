"""A range and “reporting n of m” have both numbers; an area without a first day is listed once."""

from django.conf import settings
from django.db import migrations, models

from newsroom.lib.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("hospitals", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="figurerevision",
            name="revision_between_two",
        ),
        migrations.RemoveConstraint(
            model_name="figurerevision",
            name="revision_returns_n_of_m",
        ),
        migrations.AddConstraint(
            model_name="figurerevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("how_exact", "between"),
                        ("upper__gt", models.F("value")),
                        ("upper__isnull", False),
                        ("value__isnull", False),
                    ),
                    models.Q(
                        models.Q(("how_exact", "between"), _negated=True), ("upper__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="revision_between_two",
                violation_error_message="“Between” takes two numbers, the lower first; nothing else takes a second.",
            ),
        ),
        migrations.AddConstraint(
            model_name="figurerevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("returns_expected__isnull", True), ("returns_received__isnull", True)
                    ),
                    models.Q(
                        ("returns_expected__gte", models.F("returns_received")),
                        ("returns_expected__isnull", False),
                        ("returns_received__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="revision_returns_n_of_m",
                violation_error_message="“Reporting n of m” takes both numbers, and n is not more than m.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trustarea",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_from__isnull", True)),
                fields=("trust", "area"),
                name="trust_area_once_from_the_start",
                violation_error_message="This area is already listed.",
            ),
        ),
        # SQLite makes the table anew for a changed constraint, and its trigger goes with the old.
        append_only(
            "hospitals",
            "FigureRevision",
            set_once=["checked_by", "checked_at", "public_from", "stood_up"],
        ),
    ]
