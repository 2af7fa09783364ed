"""Every table of this app, with the trigger of what is written once."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from lib.append_only import append_only

DECISION = "A recorded decision is never changed: record a new one."


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

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
                            ("strike", "strike"),
                            ("notice", "notice"),
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
        migrations.CreateModel(
            name="SoberDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="The address of a story, a strike, a dispute or a figure, from your browser.",
                        max_length=300,
                        verbose_name="page",
                    ),
                ),
                (
                    "sober",
                    models.BooleanField(
                        default=True,
                        help_text="Take the tick away to give them back.",
                        verbose_name="without display sizes, colour and cards",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="Such as: somebody has died. Desk only.", max_length=300
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sober page",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DeskChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                (
                    "called",
                    models.CharField(help_text="What the record was called then.", max_length=240),
                ),
                ("difference", models.JSONField()),
                ("at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change for a second look",
                "verbose_name_plural": "changes for a second look",
                "ordering": ["-at", "-id"],
                "permissions": [
                    ("look_at_change", "Can do the second look at what somebody changed alone")
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("looked_at__isnull", True)),
                        fields=["at", "id"],
                        name="desk_change_waits",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("looked_at__isnull", True), ("looked_by__isnull", True)),
                            models.Q(("looked_at__isnull", False), ("looked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="desk_change_looked_at_by_somebody",
                        violation_error_message="A second look has a person and a time.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("payload", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("done", "done"),
                            ("failed", "could not be sent"),
                            ("dropped", "dropped"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("lease", models.CharField(blank=True, max_length=32)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "thing to send",
                "verbose_name_plural": "things to send",
                "ordering": ["-id"],
                "permissions": [("send_again", "Can try again or drop what could not be sent")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at", "id"],
                        name="outbox_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "failed")), fields=["id"], name="outbox_failed"
                    ),
                    models.Index(
                        condition=models.Q(("state", "done")),
                        fields=["done_at"],
                        name="outbox_done",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("done_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_done_at_a_time",
                        violation_error_message="What is done was done at a time, and nothing else was.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                            models.Q(
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                                ("state", "dropped"),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_dropped_by_somebody",
                        violation_error_message="What is dropped was dropped by somebody, at a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "a passage"),
                            ("name", "a name"),
                            ("address", "an address"),
                            ("picture", "a picture"),
                            ("version", "a version"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "called",
                    models.CharField(
                        help_text="What is covered, for editors: a name, or how the words begin.",
                        max_length=160,
                    ),
                ),
                ("phrases", models.JSONField(blank=True, default=list)),
                (
                    "everywhere",
                    models.BooleanField(
                        default=False,
                        help_text="No story or record may bring these words, also one in which they never stood.",
                        verbose_name="in every story and record",
                    ),
                ),
                ("concerns", models.JSONField(blank=True, default=list, editable=False)),
                ("spares", models.JSONField(blank=True, default=list, editable=False)),
                (
                    "left",
                    models.CharField(
                        help_text="Neutral words, for readers.",
                        max_length=160,
                        verbose_name="what stands in their place",
                    ),
                ),
                ("why", models.CharField(help_text="For editors alone.", max_length=300)),
                (
                    "told",
                    models.TextField(
                        blank=True,
                        help_text="A notice with the story, which does not repeat what is covered.",
                        verbose_name="what readers are told",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("lifted_because", models.CharField(blank=True, editable=False, max_length=300)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "permissions": [
                    ("cover", "Can cover words, pictures and versions, and look at what is covered")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cover_lifted_by_somebody",
                        violation_error_message="Whoever lifts a cover is named, with the time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", ""), _negated=True),
                            models.Q(("left", ""), _negated=True),
                        ),
                        name="cover_says_why",
                        violation_error_message="Say why it is covered, and what stands in its place.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoveredWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="deeds.cover",
                    ),
                ),
                (
                    "model",
                    models.CharField(help_text="Such as articles.publishedversion.", max_length=60),
                ),
                ("row", models.BigIntegerField()),
                ("field", models.CharField(max_length=40)),
                ("before", models.TextField()),
                ("after", models.TextField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["model", "row", "field"], name="covered_words_of_row")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cover", "model", "row", "field"),
                        name="covered_once_by_a_cover",
                        violation_error_message="This cover has that field already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="deeds.cover",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of", models.CharField(editable=False, max_length=100)),
                ("label", models.CharField(max_length=40, verbose_name="name")),
                ("query", models.CharField(editable=False, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "of", "label"),
                        name="saved_view_named_once",
                        violation_error_message="You have a view of this name already: give it "
                        "another.",
                    ),
                ],
            },
        ),
        append_only("deeds", "SoberDecision", message=DECISION),
        append_only("deeds", "DeskChange", set_once=["looked_by", "looked_at"], message=DECISION),
        append_only(
            "deeds",
            "Cover",
            set_once=["lifted_by", "lifted_at"],
            except_for=["lifted_because"],
            message="A cover is never changed: lift it, or cover more.",
        ),
        append_only(
            "deeds", "CoveredWords", message="What was covered is never changed: lift the cover."
        ),
        append_only("deeds", "CoverLook", message="Who looked is never changed."),
    ]
