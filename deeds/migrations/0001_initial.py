"""Every table of this app."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("article", "article"),
                            ("figure", "figure"),
                            ("correction", "correction"),
                        ],
                        max_length=10,
                    ),
                ),
                ("uuid", models.UUIDField(help_text="Of the record.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "created: readers see it from now on"),
                            ("revised", "revised"),
                            ("disputed", "disputed"),
                            ("withdrawn", "withdrawn, with a notice"),
                            ("pulled", "pulled: readers do not see it any more"),
                            ("corrected", "corrected"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField(help_text="When readers could first notice.")),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["at", "number"], name="change_by_time"),
                    models.Index(fields=["uuid"], name="change_of_record"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token", models.CharField(editable=False, max_length=32)),
                (
                    "changes",
                    models.PositiveBigIntegerField(
                        default=0, editable=False, help_text="The number of the last Change."
                    ),
                ),
                (
                    "epoch",
                    models.CharField(
                        editable=False,
                        help_text="Of the numbers: another one where they began again, as in a restored database.",
                        max_length=32,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="generation_is_one",
                        violation_error_message="The site has one generation.",
                    )
                ],
            },
        ),
    ]
