"""Every table of this app, with the triggers of those that are written once."""

import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import lib.storage
from lib.append_only import append_only
from lib.full_text import full_text

DECISION = "A recorded decision is never changed: record a new one."
APPROVED = "What was approved of a correction is never changed: correct again."
SNAPSHOT = "A published version is never changed: publish a new one."


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("deeds", "0001_initial"),
        ("hospitals", "0001_initial"),
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "first"),
                            ("update", "update"),
                            ("small_fix", "small fix"),
                            ("correction", "correction"),
                            ("withdrawal", "withdrawal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("slug", models.SlugField(max_length=120)),
                ("kicker", models.CharField(blank=True, max_length=60)),
                ("dateline", models.CharField(blank=True, max_length=80)),
                ("byline", models.CharField(max_length=300)),
                ("headline", models.TextField()),
                ("headline_html", models.TextField()),
                ("headline_text", models.TextField()),
                ("standfirst", models.TextField(blank=True)),
                ("standfirst_html", models.TextField(blank=True)),
                ("standfirst_text", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_html", models.TextField(blank=True)),
                ("graphics", models.JSONField(blank=True, default=list)),
                ("notice", models.TextField(blank=True, help_text="Why the story was withdrawn.")),
                ("live_from", models.DateTimeField()),
                ("first_published_at", models.DateTimeField()),
                ("content_modified_at", models.DateTimeField()),
                ("announced_at", models.DateTimeField()),
                ("content_hash", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField()),
                ("on_one_pair_of_eyes", models.BooleanField(default=False)),
                (
                    "against_record",
                    models.BooleanField(
                        default=False,
                        help_text="A number or a quotation says otherwise than its record, for a reason given.",
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
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
                "ordering": ["-live_from", "-id"],
                "indexes": [
                    models.Index(fields=["live_from"], name="version_start"),
                    models.Index(fields=["slug"], name="version_slug"),
                    models.Index(
                        condition=models.Q(
                            ("on_one_pair_of_eyes", True),
                            ("kind", "small_fix"),
                            ("against_record", True),
                            _connector="OR",
                        ),
                        fields=["live_from"],
                        name="version_second_look",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("on_one_pair_of_eyes", True),
                            ),
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("kind", "small_fix"),
                            ),
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("kind", "withdrawal"),
                            ),
                            _connector="OR",
                        ),
                        name="version_approved_or_marked",
                        violation_error_message="A version has a second person’s approval, or is marked as published on one pair of eyes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "withdrawal"), _negated=True),
                            models.Q(("notice", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withdrawal_has_notice",
                        violation_error_message="Tell readers why the story is withdrawn.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                "verbose_name": "quotation",
                "ordering": ["-id"],
                "permissions": [("check_quote", "Can check a quotation against its source")],
            },
        ),
        migrations.CreateModel(
            name="ReadLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, unique=True)),
                (
                    "position",
                    models.BigIntegerField(
                        help_text="Bytes of it, not compressed, that are counted."
                    ),
                ),
                ("last_day", models.DateField(help_text="The latest day in it.")),
            ],
            options={
                "ordering": ["-last_day", "id"],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="A sentence or two below its name, on its page."
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "name"],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the web address. It stays once the story is published.",
                        max_length=120,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "headline",
                    models.TextField(help_text="Text with citation marks, and no other markup."),
                ),
                (
                    "standfirst",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the headline. Takes citation marks.",
                    ),
                ),
                (
                    "kicker",
                    models.CharField(
                        blank=True,
                        help_text="The word or two above the headline: Strikes.",
                        max_length=60,
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True, help_text="Where it was written: SOUTHAMPTON.", max_length=80
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True, help_text="The story cannot go out before.", null=True
                    ),
                ),
                (
                    "serious_allegation",
                    models.BooleanField(
                        default=False,
                        help_text="It says of somebody what they would sue over. It waits for a right of reply, or for an editor’s reason to go out without one.",
                        verbose_name="serious allegation",
                    ),
                ),
                (
                    "proceedings_active",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody in it is arrested, charged or before a jury: nothing may prejudice their trial. Whoever publishes says why it is safe.",
                        verbose_name="proceedings active",
                    ),
                ),
                (
                    "job",
                    models.TextField(
                        blank=True,
                        help_text="What was asked for. Desk only.",
                        verbose_name="the job",
                    ),
                ),
                ("deadline", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("with_subs", "with the subs"),
                            ("approved", "approved"),
                            ("published", "as published"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("approved_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("pulled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="hospitals.area"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hospitals",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="hospitals.hospital"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strikes",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="hospitals.strike"
                    ),
                ),
                (
                    "trusts",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="hospitals.trust"
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "ordering": ["-changed_at", "-id"],
                "permissions": [
                    ("edit_others_article", "Can edit stories of others"),
                    ("approve_article", "Can approve or send back stories"),
                    ("publish_article", "Can publish, schedule and cancel"),
                    ("issue_correction", "Can issue a notice of correction beside a story"),
                    ("publish_alone", "Can publish on one pair of eyes (duty editor)"),
                    ("pull_article", "Can pull a story from the site"),
                    ("put_back_article", "Can put a pulled story back"),
                    ("withdraw_article", "Can withdraw a story with a notice"),
                ],
                "indexes": [
                    models.Index(fields=["-changed_at", "-id"], name="article_by_change"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="article_by_owner"),
                    models.Index(fields=["state", "-changed_at", "-id"], name="article_by_state"),
                    models.Index(
                        condition=models.Q(("pulled_at__isnull", False)),
                        fields=["pulled_at"],
                        name="article_pulled",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("approved_hash", ""),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("approved_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="article_approved_by_somebody",
                        violation_error_message="An approval has a person, a time and the text it was given for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="approved_article_has_approval",
                        violation_error_message="An approved story has somebody who approved it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
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
                            ("submitted", "sent to the subs"),
                            ("sent_back", "sent back"),
                            ("approved", "approved"),
                            ("overridden", "published on one pair of eyes"),
                            ("published", "published"),
                            ("scheduled", "scheduled"),
                            ("cancelled", "scheduled version cancelled"),
                            ("pulled", "pulled"),
                            ("put_back", "put back"),
                            ("withdrawn", "withdrawn"),
                            ("corrected", "corrected with all that cites the same"),
                            ("looked_again", "second look done"),
                            ("no_reply", "goes out without a reply"),
                            ("read_change", "change read by a second person"),
                            ("settled", "answer from outside ticked off"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("left_as_is", models.JSONField(blank=True, default=list)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="articles.article",
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
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["article", "at", "id"], name="article_event_by_time"),
                    models.Index(fields=["kind", "-at"], name="article_event_by_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="What they do here, such as: health reporter.",
                        max_length=120,
                    ),
                ),
                (
                    "biography",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences for readers. Nobody sees them without consent.",
                    ),
                ),
                (
                    "agreed_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which they agreed to these very words being published.",
                        null=True,
                        verbose_name="agreed on",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="byline_rows",
                        to="articles.article",
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="byline_rows",
                        to="articles.contributor",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "contributor"),
                        name="byline_once_per_article",
                        violation_error_message="This name is already in the byline.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="bylines",
            field=models.ManyToManyField(
                related_name="articles", through="articles.Byline", to="articles.contributor"
            ),
        ),
        migrations.CreateModel(
            name="CorrectionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("misheard", "we misheard it"),
                            ("cut", "we cut it"),
                            ("misattributed", "we gave it to somebody else"),
                        ],
                        help_text="Of a quotation.",
                        max_length=13,
                        verbose_name="what we did wrong",
                    ),
                ),
                (
                    "wrong_words",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="words that are wrong"
                    ),
                ),
                (
                    "right_words",
                    models.CharField(blank=True, max_length=200, verbose_name="right words"),
                ),
                (
                    "reason_note",
                    models.CharField(
                        blank=True,
                        help_text="Of words alone: a number and a quotation say it in their revision.",
                        max_length=300,
                        verbose_name="why",
                    ),
                ),
                (
                    "notice_kind",
                    models.CharField(
                        choices=[
                            ("correction", "correction: we were wrong"),
                            ("clarification", "clarification: it could be misread"),
                            ("apology", "correction and apology"),
                            ("since", "since publication: the words were right when they went out"),
                            ("removal", "something was taken off"),
                            ("ruling", "ruling of a regulator or a court"),
                        ],
                        default="correction",
                        max_length=13,
                    ),
                ),
                (
                    "placement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("above", "above the headline"),
                            ("top", "top: headline, standfirst or a cited figure was wrong"),
                            ("text", "above the first paragraph"),
                            ("foot", "foot"),
                            ("page", "on a page of its own, and in the list of corrections"),
                        ],
                        max_length=10,
                    ),
                ),
                ("was_wrong", models.TextField(blank=True, help_text="What we said.")),
                ("is_right", models.TextField(blank=True, help_text="What is right.")),
                ("proposed_at", models.DateTimeField(editable=False)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("approved_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("dropped_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("dropped_because", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_plans",
                        to="hospitals.disruptionfigure",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_plans",
                        to="articles.quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction under way",
                "verbose_name_plural": "corrections under way",
                "ordering": ["-proposed_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("approved_at__isnull", True), ("dropped_at__isnull", True)
                        ),
                        fields=["-proposed_at"],
                        name="plan_open",
                    ),
                    models.Index(
                        condition=models.Q(("approved_at__isnull", False)),
                        fields=["-approved_at"],
                        name="plan_issued",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("figure__isnull", False),
                                ("quote__isnull", True),
                                ("wrong_words", ""),
                            ),
                            models.Q(
                                ("figure__isnull", True),
                                ("quote__isnull", False),
                                ("wrong_words", ""),
                            ),
                            models.Q(
                                ("figure__isnull", True),
                                ("quote__isnull", True),
                                models.Q(("wrong_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_of_exactly_one",
                        violation_error_message="A correction is of a number, of a quotation or of words.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("right_words", ""), ("wrong_words", "")),
                            models.Q(
                                models.Q(("wrong_words", ""), _negated=True),
                                models.Q(("right_words", ""), _negated=True),
                                models.Q(("right_words", models.F("wrong_words")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_of_wrong_and_right_words",
                        violation_error_message="Give the words that are wrong and, other than these, those that are right.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fault", ""), ("quote__isnull", True)),
                            models.Q(
                                ("quote__isnull", False), models.Q(("fault", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="plan_of_a_quote_says_whose_fault",
                        violation_error_message="A quotation is put right only where we misheard it, cut it or gave it to somebody else: say which.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("approved_digest", ""),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("approved_digest", ""), _negated=True),
                                ("dropped_at__isnull", True),
                                models.Q(("was_wrong", ""), _negated=True),
                                models.Q(("is_right", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_approved_by_somebody",
                        violation_error_message="An approval has a person, a time and what was approved, with what was wrong and what is right.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                            models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_dropped_by_somebody",
                        violation_error_message="What is dropped has a person and a time.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True), ("dropped_at__isnull", True)
                        ),
                        fields=("figure",),
                        name="plan_open_once_for_a_figure",
                        violation_error_message="This number is being corrected already: open that correction.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True), ("dropped_at__isnull", True)
                        ),
                        fields=("quote",),
                        name="plan_open_once_for_a_quote",
                        violation_error_message="This quotation is being corrected already: open that correction.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True),
                            ("dropped_at__isnull", True),
                            models.Q(("wrong_words", ""), _negated=True),
                        ),
                        fields=("wrong_words",),
                        name="plan_open_once_for_words",
                        violation_error_message="These words are being corrected already: open that correction.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.UUIDField()),
                ("fields", models.JSONField(blank=True, default=dict)),
                ("base", models.JSONField(blank=True, default=dict)),
                ("opened_version", models.PositiveIntegerField(default=0)),
                ("kept_at", models.DateTimeField(blank=True, null=True)),
                ("here_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="articles.article",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-kept_at", "-id"],
                "indexes": [models.Index(fields=["article", "-here_at"], name="draft_who_is_here")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "page"),
                        name="draft_once_per_person",
                        violation_error_message="What you have not saved of this story is kept already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
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
                            ("left", "left as it is"),
                            ("again", "to be looked at again"),
                            ("not_right", "not right"),
                        ],
                        max_length=10,
                    ),
                ),
                ("of", models.CharField(help_text="Such as: figure, quote.", max_length=20)),
                ("verdict", models.CharField(max_length=30)),
                ("words", models.TextField(help_text="Those that were underlined.")),
                ("sentence", models.TextField(help_text="In which they stood.")),
                ("message", models.TextField(help_text="What the check said.")),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_answers",
                        to="articles.article",
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
            ],
            options={
                "verbose_name": "answer to a finding",
                "verbose_name_plural": "answers to findings",
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "left"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="finding_left_for_a_reason",
                        violation_error_message="Say why it is left as it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "not_right"), ("article__isnull", False), _connector="OR"
                        ),
                        name="finding_left_in_a_story",
                        violation_error_message="Save the story first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerContributorSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120)),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="articles.contributor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contributor", "slug"),
                        name="former_contributor_slug_once",
                        violation_error_message="This former address is already known.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalArticle",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the web address. It stays once the story is published.",
                        max_length=120,
                        verbose_name="address",
                    ),
                ),
                (
                    "headline",
                    models.TextField(help_text="Text with citation marks, and no other markup."),
                ),
                (
                    "standfirst",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the headline. Takes citation marks.",
                    ),
                ),
                (
                    "kicker",
                    models.CharField(
                        blank=True,
                        help_text="The word or two above the headline: Strikes.",
                        max_length=60,
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True, help_text="Where it was written: SOUTHAMPTON.", max_length=80
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True, help_text="The story cannot go out before.", null=True
                    ),
                ),
                (
                    "serious_allegation",
                    models.BooleanField(
                        default=False,
                        help_text="It says of somebody what they would sue over. It waits for a right of reply, or for an editor’s reason to go out without one.",
                        verbose_name="serious allegation",
                    ),
                ),
                (
                    "proceedings_active",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody in it is arrested, charged or before a jury: nothing may prejudice their trial. Whoever publishes says why it is safe.",
                        verbose_name="proceedings active",
                    ),
                ),
                (
                    "job",
                    models.TextField(
                        blank=True,
                        help_text="What was asked for. Desk only.",
                        verbose_name="the job",
                    ),
                ),
                ("deadline", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("with_subs", "with the subs"),
                            ("approved", "approved"),
                            ("published", "as published"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("approved_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("pulled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical story",
                "verbose_name_plural": "historical stories",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArticle_areas",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.area",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="articles.historicalarticle",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalArticle_areas",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArticle_hospitals",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="articles.historicalarticle",
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.hospital",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalArticle_hospitals",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArticle_strikes",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="articles.historicalarticle",
                    ),
                ),
                (
                    "strike",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.strike",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalArticle_strikes",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalArticle_trusts",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="articles.historicalarticle",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalArticle_trusts",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPicture",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "title",
                    models.CharField(help_text="For the desk: what it shows.", max_length=120),
                ),
                ("original", models.TextField(max_length=100)),
                ("web_copy", models.TextField(blank=True, editable=False, max_length=100)),
                ("width", models.PositiveIntegerField(default=0, editable=False)),
                ("height", models.PositiveIntegerField(default=0, editable=False)),
                ("sizes", models.JSONField(default=list, editable=False)),
                ("file_says", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="What stays in sight where the picture is cut: 0 is its left edge.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Across (%)",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="0 is its upper edge.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Down (%)",
                    ),
                ),
                (
                    "alt_text",
                    models.CharField(
                        help_text="What a reader who cannot see it needs to know.", max_length=250
                    ),
                ),
                (
                    "credit",
                    models.CharField(help_text="Such as: Jane Smith/Newsroom.", max_length=120),
                ),
                (
                    "rights",
                    models.CharField(
                        blank=True,
                        help_text="For the desk: what we may do with it, and until when.",
                        max_length=200,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deeds.cover",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical picture",
                "verbose_name_plural": "historical pictures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LineSentBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="Such as: figurerevision.", max_length=40)),
                (
                    "row_id",
                    models.PositiveBigIntegerField(help_text="The number of the row that waited."),
                ),
                ("what", models.CharField(max_length=240)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines_sent_back",
                        to="articles.article",
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
            ],
            options={
                "verbose_name": "line sent back",
                "verbose_name_plural": "lines sent back",
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("sent_back", "sent back"),
                            ("with_subs", "with the subs"),
                            ("second_look", "second look"),
                            ("correction", "a correction to approve"),
                            ("reply", "right of reply"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("at_once", "at once, each by itself"),
                            ("gathered", "at most once an hour, all together"),
                            ("never", "not at all"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "about"),
                        name="mail_choice_once",
                        violation_error_message="There is one choice for each kind of mail.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("headline", "headline"),
                            ("standfirst", "standfirst"),
                            ("body", "body"),
                            ("caption", "caption"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=3000)),
                ("before", models.CharField(blank=True, max_length=60)),
                ("after", models.CharField(blank=True, max_length=60)),
                ("says", models.CharField(max_length=1000)),
                ("at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="articles.article",
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
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_back",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="queries",
                        to="articles.articleevent",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["article"],
                        name="note_open_of_story",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True),
                        name="note_says_something",
                        violation_error_message="Write what you want to say of it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", ""), ("words", "")),
                            models.Q(
                                models.Q(("place", ""), _negated=True),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="note_on_words_somewhere",
                        violation_error_message="Words stand in the headline, the standfirst, the story or a caption; a note on the whole story names none.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_done_by_somebody",
                        violation_error_message="A note is ticked off by a person at a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("says", models.CharField(max_length=1000)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="articles.note",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True),
                        name="note_answer_says_something",
                        violation_error_message="Write your answer.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PageReads",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        help_text="Without the site and without parameters.", max_length=300
                    ),
                ),
                ("day", models.DateField()),
                (
                    "logged",
                    models.PositiveIntegerField(default=0, help_text="Counted in our access logs."),
                ),
                ("reported", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="The story whose page it is: its address may change.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_reads",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "reads of a page",
                "verbose_name_plural": "reads of pages",
                "ordering": ["-day", "address"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("article__isnull", False)),
                        fields=["article", "day"],
                        name="page_reads_by_story",
                    ),
                    models.Index(fields=["day"], name="page_reads_by_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("address", "day"),
                        name="page_reads_once",
                        violation_error_message="This page is already counted for this day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PassageConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        blank=True,
                        help_text="At the source. A role will do: the press office.",
                        max_length=160,
                        verbose_name="who confirmed it",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("telephone", "by telephone"),
                            ("email", "by e-mail"),
                            ("in_person", "in person"),
                            ("message", "by message"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="when")),
                ("skipped_because", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("headline", "headline"),
                            ("standfirst", "standfirst"),
                            ("body", "body"),
                            ("caption", "caption"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True, max_length=3000)),
                ("before", models.CharField(blank=True, max_length=60)),
                ("after", models.CharField(blank=True, max_length=60)),
                (
                    "digest",
                    models.CharField(
                        help_text="As articles.anchors.digest_of_words.", max_length=64
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="articles.article",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("who", ""), _negated=True),
                                models.Q(("channel", ""), _negated=True),
                                ("confirmed_at__isnull", False),
                                ("skipped_because", ""),
                            ),
                            models.Q(
                                ("channel", ""),
                                ("confirmed_at__isnull", True),
                                ("who", ""),
                                models.Q(("skipped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="passage_confirmed_or_skipped",
                        violation_error_message="Say who confirmed it, how and when; or why nobody was asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("place", ""), _negated=True),
                        ),
                        name="passage_confirmed_has_words",
                        violation_error_message="Give the words that were put to the source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "title",
                    models.CharField(help_text="For the desk: what it shows.", max_length=120),
                ),
                (
                    "original",
                    models.ImageField(
                        storage=lib.storage.private_storage, upload_to="originals/%Y/%m/"
                    ),
                ),
                (
                    "web_copy",
                    models.FileField(
                        blank=True,
                        editable=False,
                        storage=lib.storage.private_storage,
                        upload_to="pictures/%Y/%m/",
                    ),
                ),
                ("width", models.PositiveIntegerField(default=0, editable=False)),
                ("height", models.PositiveIntegerField(default=0, editable=False)),
                ("sizes", models.JSONField(default=list, editable=False)),
                ("file_says", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "focus_x",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="What stays in sight where the picture is cut: 0 is its left edge.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Across (%)",
                    ),
                ),
                (
                    "focus_y",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="0 is its upper edge.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Down (%)",
                    ),
                ),
                (
                    "alt_text",
                    models.CharField(
                        help_text="What a reader who cannot see it needs to know.", max_length=250
                    ),
                ),
                (
                    "credit",
                    models.CharField(help_text="Such as: Jane Smith/Newsroom.", max_length=120),
                ),
                (
                    "rights",
                    models.CharField(
                        blank=True,
                        help_text="For the desk: what we may do with it, and until when.",
                        max_length=200,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to="deeds.cover",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alt_text", ""), _negated=True),
                        name="picture_has_alt_text",
                        violation_error_message="Say in words what the picture shows.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("credit", ""), _negated=True),
                        name="picture_has_credit",
                        violation_error_message="Say whom to credit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                        name="picture_focus_inside",
                        violation_error_message="The focus lies at 0 to 100 per cent of the picture.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cover__isnull", True), ("web_copy", ""), _connector="OR"
                        ),
                        name="covered_picture_has_no_copy",
                        violation_error_message="This picture is covered: readers get no copy of it while the cover stands.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticlePicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caption", models.TextField(blank=True, help_text="Takes citation marks.")),
                (
                    "in_gallery",
                    models.BooleanField(
                        default=False,
                        help_text="Shown in the gallery below the story instead of above it.",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture_rows",
                        to="articles.article",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_rows",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "picture"),
                        name="picture_once_per_article",
                        violation_error_message="This picture is already in the story.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStillTrue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("because", models.CharField(max_length=300, verbose_name="why it stands")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hospitals.disruptionfigure",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="still_true",
                        to="articles.correctionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "figure"),
                        name="plan_still_true_once",
                        violation_error_message="This figure is said to stand already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="plan_still_true_because",
                        violation_error_message="Say why the figure stands.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("for_whom", models.CharField(max_length=120)),
                ("expires_at", models.DateTimeField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "words",
                    models.JSONField(help_text="As articles.workflow.texts.words_of gives them."),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
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
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("for_whom", ""), _negated=True),
                        name="preview_link_for_somebody",
                        violation_error_message="Say whom the link is for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="preview_link_runs_out",
                        violation_error_message="A link runs out after it was made.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_back_at__isnull", True), ("taken_back_by__isnull", True)
                            ),
                            models.Q(
                                ("taken_back_at__isnull", False), ("taken_back_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="preview_link_taken_back_by_somebody",
                        violation_error_message="A link is taken back by a person at a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("fine", "fine"),
                            ("change", "change this"),
                            ("stop", "do not publish"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="Who answered, as they wrote it.", max_length=120),
                ),
                ("says", models.TextField(blank=True, max_length=4000)),
                (
                    "digest",
                    models.CharField(
                        help_text="As articles.workflow.content.shown_digest.", max_length=64
                    ),
                ),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_how", models.CharField(blank=True, max_length=300, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="articles.previewlink",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="preview_answer_by_somebody",
                        violation_error_message="Say who answers.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "fine"),
                            models.Q(("says", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="preview_answer_says_what",
                        violation_error_message="Say what is to be changed, or why it should not appear.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("settled_how__isnull", True),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_by__isnull", False),
                                ("settled_how__isnull", False),
                                models.Q(("settled_how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="preview_answer_settled_by_somebody",
                        violation_error_message="An answer is ticked off by a person, who says what was done.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="articles.previewlink",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PublicStory",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="public",
                        serialize=False,
                        to="articles.publishedversion",
                    ),
                ),
                ("first_published_at", models.DateTimeField()),
                ("starts", models.DateTimeField()),
                (
                    "ends",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        help_text="Readers see it until this moment.",
                    ),
                ),
                (
                    "links",
                    models.JSONField(
                        default=dict,
                        help_text="Ids by kind: trusts, hospitals, strikes, related, pictures.",
                    ),
                ),
                (
                    "marks",
                    models.JSONField(
                        default=list,
                        help_text="[words, figure, its revision, quotation, its revision] of each citation, by id.",
                    ),
                ),
            ],
            options={
                "ordering": ["-first_published_at", "-article_id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts__lt", models.F("ends"))),
                        name="public_story_in_order",
                        violation_error_message="Readers see it for a time, which ends after it starts.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="published_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="PlanStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("reissue", "publish anew"),
                            ("since", "leave, and add “Since publication”"),
                            ("leave", "leave as it is"),
                        ],
                        max_length=7,
                    ),
                ),
                ("at", models.DateTimeField(editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="articles.correctionplan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "version"),
                        name="plan_story_once",
                        violation_error_message="Somebody else has just chosen for this story: look at what they chose.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=10)),
                ("which", models.PositiveSmallIntegerField(default=0)),
                ("start", models.PositiveIntegerField()),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("keep", "still true"),
                            ("replace", "other words"),
                            ("rewrite", "another sentence"),
                        ],
                        max_length=7,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField(editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="articles.correctionplan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "version", "place", "which", "start"),
                        name="plan_line_once",
                        violation_error_message="Somebody else has just chosen for this place: look at what they chose.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", "keep"), ("text", "")),
                            models.Q(
                                models.Q(("choice", "keep"), _negated=True),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_line_has_words",
                        violation_error_message="Give the words that are to stand there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "correction: we were wrong"),
                            ("clarification", "clarification: it could be misread"),
                            ("apology", "correction and apology"),
                            ("since", "since publication: the words were right when they went out"),
                            ("removal", "something was taken off"),
                            ("ruling", "ruling of a regulator or a court"),
                        ],
                        default="correction",
                        max_length=13,
                    ),
                ),
                (
                    "placement",
                    models.CharField(
                        choices=[
                            ("above", "above the headline"),
                            ("top", "top: headline, standfirst or a cited figure was wrong"),
                            ("text", "above the first paragraph"),
                            ("foot", "foot"),
                            ("page", "on a page of its own, and in the list of corrections"),
                        ],
                        default="foot",
                        max_length=5,
                    ),
                ),
                ("was_wrong", models.TextField(blank=True, help_text="What we said.")),
                ("is_right", models.TextField(help_text="What is right.")),
                (
                    "stands_alone",
                    models.BooleanField(
                        default=False,
                        help_text="It says nothing of what was wrong, so readers see it though the story is pulled.",
                        verbose_name="does not repeat what was wrong",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        help_text="Where the ruling can be read in full.",
                        max_length=500,
                    ),
                ),
                (
                    "home_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty for a notice that does not stand there.",
                        null=True,
                        verbose_name="on the front page until",
                    ),
                ),
                ("issued_at", models.DateTimeField(editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.article",
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="hospitals.disruptionfigure",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="The correction of many stories at once that it belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.correctionplan",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_at", "-id"],
                "indexes": [
                    models.Index(fields=["-issued_at", "-id"], name="correction_by_time"),
                    models.Index(fields=["article", "-issued_at"], name="correction_by_article"),
                    models.Index(
                        condition=models.Q(("home_until__isnull", False)),
                        fields=["home_until"],
                        name="correction_on_front_page",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_right", ""), _negated=True),
                            models.Q(
                                models.Q(("was_wrong", ""), _negated=True),
                                ("stands_alone", True),
                                ("kind__in", ["since", "removal", "ruling"]),
                                _connector="OR",
                            ),
                        ),
                        name="correction_says_wrong_and_right",
                        violation_error_message="Say what was wrong and what is right: both. Only a notice that stands alone leaves out what was wrong.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stands_alone", False), ("was_wrong", ""), _connector="OR"
                        ),
                        name="correction_alone_repeats_nothing",
                        violation_error_message="A notice that stands alone does not repeat what was wrong: leave that empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "ruling"), _negated=True),
                            models.Q(("address", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ruling_has_address",
                        violation_error_message="Say where the ruling can be read in full: its address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("home_until__isnull", True),
                            ("home_until__gt", models.F("issued_at")),
                            _connector="OR",
                        ),
                        name="correction_home_until_later",
                        violation_error_message="A notice stands on the front page until a time that is still to come.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("article__isnull", False), ("figure__isnull", False), _connector="OR"
                        ),
                        name="correction_of_something",
                        violation_error_message="A correction is of a story or of a figure.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="articleevent",
            name="version",
            field=models.ForeignKey(
                blank=True,
                help_text="The version that somebody took a second look at.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to="articles.publishedversion",
            ),
        ),
        migrations.CreateModel(
            name="PublicWords",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("starts", models.DateTimeField()),
                (
                    "ends",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        help_text="Readers see it until this moment.",
                    ),
                ),
                ("text", models.TextField(help_text="Below the headline, as readers see it.")),
                ("title_words", models.TextField(help_text="Stems of the headline.")),
                ("words", models.TextField(help_text="Stems of all of it, the byline too.")),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="articles.publishedversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Publisher",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The person or company that answers for what is published.",
                        max_length=160,
                    ),
                ),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="Who owns it, who edits it and who pays for it.",
                        verbose_name="who is behind it",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="postal address")),
                ("telephone", models.CharField(blank=True, max_length=40)),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Where readers write to.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "complaints",
                    models.TextField(
                        blank=True,
                        help_text="Who reads them, by when they are answered, and who decides in the end.",
                        verbose_name="how complaints are dealt with",
                    ),
                ),
                (
                    "complaints_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail for complaints"
                    ),
                ),
                (
                    "regulator",
                    models.CharField(
                        blank=True,
                        help_text="Who complaints go to after you, such as Impress.",
                        max_length=160,
                    ),
                ),
                (
                    "regulator_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the regulator"
                    ),
                ),
                (
                    "data_protection",
                    models.TextField(
                        blank=True,
                        help_text="Who answers for personal data, and where.",
                        verbose_name="data protection contact",
                    ),
                ),
                (
                    "logs_kept",
                    models.CharField(
                        blank=True,
                        help_text="Of the web server in front of this program, which knows readers’ addresses.",
                        max_length=160,
                        verbose_name="how long server logs are kept",
                    ),
                ),
                (
                    "words_licence",
                    models.CharField(
                        blank=True,
                        help_text="Such as: Creative Commons Attribution 4.0. Empty: nothing is granted.",
                        max_length=160,
                        verbose_name="licence of our words",
                    ),
                ),
                (
                    "words_licence_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="where it can be read"
                    ),
                ),
                (
                    "data_licence",
                    models.CharField(
                        blank=True,
                        help_text="Of the database as a whole. Empty: nothing is granted.",
                        max_length=160,
                        verbose_name="licence of our data",
                    ),
                ),
                (
                    "data_licence_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="where that can be read"
                    ),
                ),
            ],
            options={
                "verbose_name": "publisher",
                "verbose_name_plural": "who publishes this",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="one_publisher",
                        violation_error_message="There is one publisher: change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words_licence", ""), ("words_licence_url", "")),
                            models.Q(
                                models.Q(("words_licence", ""), _negated=True),
                                models.Q(("words_licence_url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="words_licence_can_be_read",
                        violation_error_message="Give the licence of the words with the address where it can be read.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("data_licence", ""), ("data_licence_url", "")),
                            models.Q(
                                models.Q(("data_licence", ""), _negated=True),
                                models.Q(("data_licence_url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="data_licence_can_be_read",
                        violation_error_message="Give the licence of the data with the address where it can be read.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("regulator", ""), ("regulator_url", "")),
                            models.Q(
                                models.Q(("regulator", ""), _negated=True),
                                models.Q(("regulator_url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="regulator_can_be_found",
                        violation_error_message="Give the regulator with its address.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "words",
                    models.TextField(
                        help_text="Exactly as said or printed, without quotation marks."
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        help_text="As it should read: Donna Green, chief nurse at Hampshire Hospitals.",
                        max_length=240,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("direct", "direct: whole sentences"),
                            ("partial", "partial: a phrase"),
                            ("reported", "reported speech"),
                        ],
                        default="direct",
                        max_length=8,
                    ),
                ),
                ("said_on", models.DateField(blank=True, null=True)),
                (
                    "locator",
                    models.CharField(blank=True, max_length=160, verbose_name="page, cell or line"),
                ),
                (
                    "terms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not agreed yet (private)"),
                            ("on_record", "on the record"),
                            ("unattributable", "unattributable: only the agreed description"),
                            ("off_record", "off the record: never published"),
                        ],
                        default="",
                        help_text="What was agreed for these words. Until it is set they cannot be printed.",
                        max_length=14,
                        verbose_name="attribution terms",
                    ),
                ),
                (
                    "as_printed",
                    models.BooleanField(
                        default=False,
                        help_text="Taken over from an old story whose notes we no longer have.",
                        verbose_name="as printed, not checked",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField(editable=False)),
                ("checked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quote_revisions",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="articles.quote",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "wording",
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("checked_at__isnull", True)),
                        fields=["quote"],
                        name="quote_revision_unchecked",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("quote", "number"),
                        name="quote_revision_number_once",
                        violation_error_message="Somebody else has just changed the quotation: look at it first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="quote_has_words",
                        violation_error_message="Give the words.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="quote_checked_by_somebody",
                        violation_error_message="A check has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="quote_change_has_reason",
                        violation_error_message="Say why the quotation changes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        blank=True,
                        help_text="At the source. A role will do: the press office.",
                        max_length=160,
                        verbose_name="who confirmed it",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("telephone", "by telephone"),
                            ("email", "by e-mail"),
                            ("in_person", "in person"),
                            ("message", "by message"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="when")),
                ("skipped_because", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="articles.quoterevision",
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("who", ""), _negated=True),
                                models.Q(("channel", ""), _negated=True),
                                ("confirmed_at__isnull", False),
                                ("skipped_because", ""),
                            ),
                            models.Q(
                                ("channel", ""),
                                ("confirmed_at__isnull", True),
                                ("who", ""),
                                models.Q(("skipped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="quote_confirmed_or_skipped",
                        violation_error_message="Say who confirmed it, how and when; or why nobody was asked.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "figure_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_plans",
                        to="hospitals.figurerevision",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="articles.correctionplan",
                    ),
                ),
                (
                    "quote_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_plans",
                        to="articles.quoterevision",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("figure_revision__isnull", False), ("quote_revision__isnull", True)
                            ),
                            models.Q(
                                ("figure_revision__isnull", True), ("quote_revision__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_revision_of_exactly_one",
                        violation_error_message="A revision is of a number or of a quotation.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "figure_revision"),
                        name="plan_figure_revision_once",
                        violation_error_message="This revision is in the correction already.",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "quote_revision"),
                        name="plan_quote_revision_once",
                        violation_error_message="This revision is in the correction already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("headline", "headline"),
                            ("standfirst", "standfirst"),
                            ("body", "body"),
                            ("caption", "caption"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(help_text="Order of the mark within the place."),
                ),
                ("words", models.TextField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="articles.article",
                    ),
                ),
                (
                    "figure_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="hospitals.figurerevision",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the working copy.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="articles.publishedversion",
                    ),
                ),
                (
                    "quote_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="articles.quoterevision",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "position", "id"],
                "indexes": [
                    models.Index(fields=["version", "place", "position"], name="citation_in_order")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("figure_revision__isnull", False), ("quote_revision__isnull", True)
                            ),
                            models.Q(
                                ("figure_revision__isnull", True), ("quote_revision__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="citation_of_exactly_one",
                        violation_error_message="A citation rests on one figure or one quotation.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not agreed yet (private)"),
                            ("on_record", "on the record"),
                            ("unattributable", "unattributable: only the agreed description"),
                            ("off_record", "off the record: never published"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "terms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not agreed yet (private)"),
                            ("on_record", "on the record"),
                            ("unattributable", "unattributable: only the agreed description"),
                            ("off_record", "off the record: never published"),
                        ],
                        max_length=14,
                        verbose_name="new terms",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=160, verbose_name="agreed description"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="With whom, when and how.",
                        max_length=300,
                        verbose_name="what was agreed",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("agreed", models.BooleanField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms_changes",
                        to="articles.quote",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of terms",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed__isnull", True),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                            ),
                            models.Q(
                                ("agreed__isnull", False),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="quote_terms_decided_by_somebody",
                        violation_error_message="A decision has a person, a time and an answer.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("of",),
                        name="quote_terms_one_waits",
                        violation_error_message="Other terms have been asked for already: an editor decides.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reissue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField(default=list)),
                (
                    "after",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reissue_of",
                        to="articles.publishedversion",
                    ),
                ),
                (
                    "before",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reissued_as",
                        to="articles.publishedversion",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reissues",
                        to="articles.correctionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RelatedArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_rows",
                        to="articles.article",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_from_rows",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "related story",
                "verbose_name_plural": "related stories",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "to"),
                        name="related_once_per_article",
                        violation_error_message="This story is already listed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("to")), _negated=True),
                        name="related_not_to_itself",
                        violation_error_message="A story cannot be related to itself.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="related",
            field=models.ManyToManyField(
                related_name="related_from",
                through="articles.RelatedArticle",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="articles.section",
            ),
        ),
        migrations.CreateModel(
            name="FormerSectionSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "slug"),
                        name="former_section_slug_once",
                        violation_error_message="This former address is already known.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="articles.section",
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
        migrations.CreateModel(
            name="VersionArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_published_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version_links",
                        to="hospitals.area",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="area_links",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["area", "-first_published_at", "-article"], name="version_by_area"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "area"),
                        name="version_area_once",
                        violation_error_message="This area is already listed for this version.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="areas",
            field=models.ManyToManyField(
                related_name="versions", through="articles.VersionArea", to="hospitals.area"
            ),
        ),
        migrations.CreateModel(
            name="VersionContributor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_published_at", models.DateTimeField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version_links",
                        to="articles.contributor",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributor_links",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "indexes": [
                    models.Index(
                        fields=["contributor", "-first_published_at", "-article"],
                        name="version_by_contributor",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "contributor"),
                        name="version_contributor_once",
                        violation_error_message="This contributor is already listed for this version.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="contributors",
            field=models.ManyToManyField(
                related_name="versions",
                through="articles.VersionContributor",
                to="articles.contributor",
            ),
        ),
        migrations.CreateModel(
            name="VersionHospital",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_published_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version_links",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hospital_links",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["hospital", "-first_published_at", "-article"],
                        name="version_by_hospital",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "hospital"),
                        name="version_hospital_once",
                        violation_error_message="This hospital is already listed for this version.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="hospitals",
            field=models.ManyToManyField(
                related_name="versions", through="articles.VersionHospital", to="hospitals.hospital"
            ),
        ),
        migrations.CreateModel(
            name="VersionPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caption", models.TextField(blank=True)),
                ("caption_html", models.TextField(blank=True)),
                ("alt_text", models.CharField(max_length=250)),
                ("credit", models.CharField(max_length=120)),
                ("focus_x", models.PositiveSmallIntegerField(default=50)),
                ("focus_y", models.PositiveSmallIntegerField(default=50)),
                ("in_gallery", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version_rows",
                        to="articles.picture",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "picture"),
                        name="version_picture_once",
                        violation_error_message="This picture is already in this version.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionRelated",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "to"),
                        name="version_related_once",
                        violation_error_message="This story is already listed for this version.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionStrike",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_published_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "strike",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version_links",
                        to="hospitals.strike",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="strike_links",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["strike", "-first_published_at", "-article"],
                        name="version_by_strike",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "strike"),
                        name="version_strike_once",
                        violation_error_message="This strike is already listed for this version.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="strikes",
            field=models.ManyToManyField(
                related_name="versions", through="articles.VersionStrike", to="hospitals.strike"
            ),
        ),
        migrations.CreateModel(
            name="VersionTrust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_published_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version_links",
                        to="hospitals.trust",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trust_links",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["trust", "-first_published_at", "-article"], name="version_by_trust"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "trust"),
                        name="version_trust_once",
                        violation_error_message="This trust is already listed for this version.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="trusts",
            field=models.ManyToManyField(
                related_name="versions", through="articles.VersionTrust", to="hospitals.trust"
            ),
        ),
        migrations.CreateModel(
            name="Approach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=160, verbose_name="who was asked")),
                (
                    "put",
                    models.TextField(
                        help_text="What the story says of them.",
                        verbose_name="what was put to them",
                    ),
                ),
                (
                    "asked_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("telephone", "by telephone"),
                            ("email", "by e-mail"),
                            ("in_person", "in person"),
                            ("message", "by message"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("deadline", models.DateTimeField(blank=True, null=True, verbose_name="answer by")),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="In their words, or: declined to comment.", null=True
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer_recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approaches",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "right of reply",
                "verbose_name_plural": "rights of reply",
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer__isnull", True),
                                ("answer_recorded_by__isnull", True),
                                ("answered_at__isnull", True),
                            ),
                            models.Q(
                                ("answer__isnull", False),
                                ("answer_recorded_by__isnull", False),
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="approach_answer_recorded_by_somebody",
                        violation_error_message="An answer has a time, and somebody who recorded it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleText",
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
                            ("wrote", "changed"),
                            ("fixed", "changed by a small fix"),
                            ("out", "published"),
                            ("right", "put right by a correction"),
                        ],
                        max_length=5,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("words", models.JSONField(blank=True, default=dict)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="articles.article",
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
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["article", "-id"], name="article_text_latest")],
            },
        ),
        migrations.AddField(
            model_name="publicstory",
            name="article",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="public_rows",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="publicstory",
            name="section",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.section",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section"),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(fields=["-first_published_at", "-article"], name="version_list"),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(
                fields=["section", "-first_published_at", "-article"], name="version_by_section"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(fields=["article", "-live_from"], name="version_by_start"),
        ),
        migrations.AddIndex(
            model_name="publishedversion",
            index=models.Index(fields=["-announced_at", "-article"], name="version_announced"),
        ),
        migrations.AddConstraint(
            model_name="publishedversion",
            constraint=models.UniqueConstraint(
                fields=("article", "number"),
                name="version_number_once",
                violation_error_message="Somebody else has just published this story: look at their version first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at__isnull", True)),
                fields=("article", "live_from"),
                name="version_live_from_once",
                violation_error_message="Another version of this story already starts at this moment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                    _connector="OR",
                ),
                name="version_cancelled_by_somebody",
                violation_error_message="A cancellation has a person and a time.",
            ),
        ),
        migrations.AddIndex(
            model_name="publicstory",
            index=models.Index(fields=["-first_published_at", "-article"], name="public_stories"),
        ),
        migrations.AddIndex(
            model_name="publicstory",
            index=models.Index(
                fields=["section", "-first_published_at", "-article"], name="public_by_section"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicstory",
            constraint=models.UniqueConstraint(
                fields=("article", "starts"),
                name="public_story_once",
                violation_error_message="Readers see one version of a story at a time.",
            ),
        ),
        append_only(
            "articles",
            "PublishedVersion",
            set_once=["cancelled_by", "cancelled_at"],
            coverable=[
                "slug",
                "kicker",
                "dateline",
                "byline",
                *("headline", "headline_html", "headline_text"),
                *("standfirst", "standfirst_html", "standfirst_text"),
                *("body", "body_html", "graphics", "notice"),
            ],
            message=SNAPSHOT,
        ),
        *(
            append_only("articles", name, coverable=words, message=SNAPSHOT)
            for name, words in (
                ("VersionTrust", []),
                ("VersionHospital", []),
                ("VersionArea", []),
                ("VersionStrike", []),
                ("VersionContributor", []),
                ("VersionPicture", ["caption", "caption_html", "alt_text", "credit"]),
                ("VersionRelated", []),
                ("Citation", ["words"]),
            )
        ),
        append_only(
            "articles",
            "QuoteRevision",
            set_once=["checked_by", "checked_at"],
            except_for=["terms"],
            coverable=["words", "attribution", "locator"],
        ),
        append_only("articles", "Speaker"),
        append_only(
            "articles",
            "QuoteTerms",
            set_once=["decided_by", "decided_at", "agreed"],
            message=DECISION,
        ),
        append_only(
            "articles",
            "ArticleText",
            message="Who wrote what is never changed: save the story again.",
        ),
        append_only("articles", "ArticleEvent", message=DECISION),
        append_only("articles", "LineSentBack", message=DECISION),
        migrations.CreateModel(
            name="StoryCover",
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
                        related_name="stories",
                        to="deeds.cover",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cover", "article"),
                        name="story_cover_once",
                        violation_error_message="This story is among those of the cover already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CoveredAddress",
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
                        related_name="addresses",
                        to="deeds.cover",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covered_addresses",
                        to="articles.article",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="address")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("gone", "it is gone: the page says nothing else"),
                            ("moved", "it leads to the new address"),
                        ],
                        max_length=5,
                    ),
                ),
            ],
            options={
                "verbose_name": "covered address",
                "verbose_name_plural": "covered addresses",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cover", "article", "slug"),
                        name="covered_address_once",
                        violation_error_message="This cover has that address already.",
                    )
                ],
            },
        ),
        append_only(
            "articles",
            "Correction",
            coverable=["was_wrong", "is_right"],
            message="An issued correction is never changed: issue another one.",
        ),
        append_only(
            "articles",
            "CorrectionPlan",
            after="approved_at",
            message="An approved correction is never changed: correct again.",
        ),
        *(
            append_only("articles", name, after="plan__approved_at", message=APPROVED)
            for name in ("PlanRevision", "PlanStillTrue", "PlanLine", "PlanStory")
        ),
        append_only("articles", "Reissue", message=SNAPSHOT),
        append_only(
            "articles",
            "PreviewLink",
            set_once=["taken_back_at", "taken_back_by"],
            message="A link is never changed: take it back, and make another one.",
        ),
        append_only(
            "articles",
            "PreviewOpening",
            message="When a link was opened is never changed.",
        ),
        append_only(
            "articles", "FindingAnswer", message="An answer is never changed: answer again."
        ),
        append_only(
            "articles",
            "Note",
            set_once=["sent_back", "done_by", "done_at"],
            message="A note is never changed: answer it, or leave another one.",
        ),
        append_only("articles", "NoteAnswer", message="An answer is never changed: answer again."),
        append_only(
            "articles",
            "PreviewAnswer",
            set_once=["settled_by", "settled_at", "settled_how"],
            message="An answer is never changed: another one is given.",
        ),
        *(
            append_only(
                "articles", name, message="A confirmation is never changed: confirm it again."
            )
            for name in ("QuoteConfirmation", "PassageConfirmation")
        ),
        append_only(
            "articles",
            "Approach",
            set_once=["answer", "answered_at", "answer_recorded_by"],
            message="What somebody was asked is never changed: ask again.",
        ),
        full_text("articles", "PublicWords"),
        migrations.CreateModel(
            name="Appearance",
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
                            ("cms", "our other system"),
                            ("print", "print page"),
                            ("social", "social post"),
                            ("newsletter", "newsletter"),
                            ("sister", "sister title"),
                            ("other", "somewhere else"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        help_text="Such as: Daily Echo, page 7.",
                        max_length=500,
                        verbose_name="address or page",
                    ),
                ),
                ("ran_on", models.DateField(verbose_name="when it ran")),
                (
                    "who",
                    models.CharField(
                        help_text="Such as: night desk, Daily Echo.",
                        max_length=160,
                        verbose_name="who puts it right",
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appearances",
                        to="articles.article",
                    ),
                ),
                (
                    "taken_out_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where somebody knows which one ran there.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appearances",
                        to="articles.publishedversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "place where it ran",
                "verbose_name_plural": "where else it ran",
                "ordering": ["-ran_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", ""), _negated=True),
                            models.Q(("who", ""), _negated=True),
                        ),
                        name="appearance_has_place_and_who",
                        violation_error_message="Say where it ran and who puts it right there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_out_at__isnull", True), ("taken_out_by__isnull", True)
                            ),
                            models.Q(
                                ("taken_out_at__isnull", False), ("taken_out_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="appearance_taken_out_by_somebody",
                        violation_error_message="It is taken out by a person at a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PutRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=160, verbose_name="who puts it right")),
                ("due_at", models.DateTimeField(verbose_name="by when")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        null=True,
                        verbose_name="where it stands there now",
                    ),
                ),
                (
                    "appearance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="articles.appearance",
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elsewhere",
                        to="articles.correction",
                    ),
                ),
                (
                    "done_by",
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
                "verbose_name": "to put right elsewhere",
                "verbose_name_plural": "to put right elsewhere",
                "ordering": ["due_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["due_at"],
                        name="put_right_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appearance", "correction"),
                        name="put_right_once",
                        violation_error_message="This correction is already asked for there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who", ""), _negated=True),
                        name="put_right_by_somebody",
                        violation_error_message="Say who puts it right.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", True),
                                ("done_by__isnull", True),
                                ("note__isnull", True),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                ("note__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="put_right_ticked_by_somebody",
                        violation_error_message="It is ticked off by a person at a time.",
                    ),
                ],
            },
        ),
        append_only(
            "articles",
            "Appearance",
            set_once=["taken_out_at", "taken_out_by"],
            message="Where a story ran is never changed: take it out, and say it anew.",
        ),
        append_only(
            "articles",
            "PutRight",
            set_once=["done_at", "done_by", "note"],
            except_for=["who", "due_at"],
            message="What is asked for there, and that it was done, is never changed.",
        ),
    ]
