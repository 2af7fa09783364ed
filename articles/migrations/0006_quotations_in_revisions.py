"""All that is said of a quotation, its speakers too, belongs to its revision and is written once."""

import django.db.models.deletion
from django.db import migrations, models

from newsroom.lib.append_only import append_only

TERMS = [
    ("", "not agreed yet (private)"),
    ("on_record", "on the record"),
    ("unattributable", "unattributable: only the agreed description"),
    ("off_record", "off the record: never published"),
]
KINDS = [
    ("direct", "direct: whole sentences"),
    ("partial", "partial: a phrase"),
    ("reported", "reported speech"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_desk_words"),
        ("hospitals", "0008_largest_first"),
    ]

    operations = [
        migrations.DeleteModel(name="Speaker"),
        migrations.RemoveIndex(model_name="quote", name="quote_by_day"),
        *(
            migrations.RemoveField(model_name="quote", name=name)
            for name in ("kind", "said_on", "evidence", "locator", "terms")
        ),
        migrations.AddField(
            model_name="quoterevision",
            name="kind",
            field=models.CharField(choices=KINDS, default="direct", max_length=8),
        ),
        migrations.AddField(
            model_name="quoterevision",
            name="said_on",
            field=models.DateField(blank=True, null=True),
        ),
        # No revision has evidence yet: this is for tables without rows.
        migrations.AddField(
            model_name="quoterevision",
            name="evidence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quote_revisions",
                to="hospitals.evidence",
                verbose_name="where it came from",
            ),
        ),
        migrations.AddField(
            model_name="quoterevision",
            name="locator",
            field=models.CharField(blank=True, max_length=160, verbose_name="page, cell or line"),
        ),
        migrations.AddField(
            model_name="quoterevision",
            name="terms",
            field=models.CharField(
                blank=True,
                choices=TERMS,
                default="",
                help_text="What was agreed for these words. Until it is set they cannot be "
                "printed.",
                max_length=14,
                verbose_name="attribution terms",
            ),
        ),
        migrations.RemoveConstraint(model_name="quoterevision", name="quote_revision_number_once"),
        migrations.AddConstraint(
            model_name="quoterevision",
            constraint=models.UniqueConstraint(
                fields=("quote", "number"),
                name="quote_revision_number_once",
                violation_error_message="Somebody else has just changed the quotation: look at "
                "it first.",
            ),
        ),
        migrations.RemoveConstraint(model_name="quoterevision", name="quote_change_has_reason"),
        migrations.AddConstraint(
            model_name="quoterevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="quote_change_has_reason",
                violation_error_message="Say why the quotation changes.",
            ),
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="articles.quoterevision",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spoken",
                        to="hospitals.source",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "source"),
                        name="speaker_once_per_revision",
                        violation_error_message="This speaker is already listed.",
                    )
                ],
            },
        ),
        append_only(
            "articles",
            "QuoteRevision",
            set_once=["checked_by", "checked_at"],
            except_for=["terms"],
        ),
        append_only("articles", "Speaker"),
    ]
