"""Every table of this app, with the triggers of those that are written once."""

import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import lib.storage
from lib.append_only import append_only

DECISION = "A recorded decision is never changed: record a new one."


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
        # Its covers are what the triggers of words that are written once look at.
        ("deeds", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="In the singular: NHS region, county, city or town.",
                        max_length=60,
                        unique=True,
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "neither"),
                            ("nation", "a nation"),
                            ("region", "a region, by which trusts and figures are listed"),
                        ],
                        default="",
                        max_length=6,
                        verbose_name="a nation or a region",
                    ),
                ),
                (
                    "one_at_a_time",
                    models.BooleanField(
                        default=False, help_text="A trust is in one area of this kind at a time."
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of area",
                "verbose_name_plural": "kinds of area",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="The NHS code where there is one: Y59 for South East, QRL for an ICB.",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
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
                    "parents",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The larger areas this one lies in. There may be several.",
                        related_name="children",
                        to="hospitals.area",
                    ),
                ),
                (
                    "signed_off_by",
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
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="areas",
                        to="hospitals.areakind",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name"),
                        name="area_kind_name_once",
                        violation_error_message="There is already an area of this kind with this name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="area_code_once",
                        violation_error_message="Another area already has this code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="area_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("title", models.CharField(max_length=160, unique=True)),
                ("slug", models.SlugField(max_length=160, unique=True)),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="What the dispute is about, in a sentence."
                    ),
                ),
                (
                    "began",
                    models.DateField(
                        blank=True,
                        help_text="Where only the weekend, month or year is known: any day of it.",
                        null=True,
                    ),
                ),
                (
                    "began_last",
                    models.DateField(blank=True, null=True, verbose_name="last day that it may be"),
                ),
                (
                    "began_exact",
                    models.CharField(
                        choices=[
                            ("day", "on this day"),
                            ("days", "from this day to the last"),
                            ("one_of_days", "on one of the days from this one to the last"),
                            ("weekend", "at the weekend of this day"),
                            ("month", "some time in the month of this day"),
                            ("year", "some time in the year of this day"),
                        ],
                        default="day",
                        max_length=12,
                        verbose_name="that is",
                    ),
                ),
                ("settled", models.DateField(blank=True, null=True)),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-began", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="dispute_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("began__isnull", True),
                            ("settled__isnull", True),
                            ("settled__gte", models.F("began")),
                            _connector="OR",
                        ),
                        name="dispute_settled_after_it_began",
                        violation_error_message="A dispute cannot be settled before it began.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("began__isnull", True), ("began_last__isnull", True)),
                            models.Q(
                                ("began__isnull", False),
                                ("began_last__isnull", False),
                                ("began_exact", "day"),
                                ("began_last", models.F("began")),
                            ),
                            models.Q(
                                ("began__isnull", False),
                                ("began_last__isnull", False),
                                models.Q(
                                    ("began_exact__in", ["day", "not_known", "to_be_set"]),
                                    _negated=True,
                                ),
                                ("began_last__gt", models.F("began")),
                            ),
                            _connector="OR",
                        ),
                        name="dispute_began_as_exact_as_known",
                        violation_error_message="Say how exact the date is: one day, several, not known, or to be set.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisruptionFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "counted_note",
                    models.CharField(
                        blank=True,
                        help_text="Such as: with the Alton clinics.",
                        max_length=120,
                        verbose_name="note on what’s counted",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("expected", "expected"),
                            ("provisional", "provisional"),
                            ("actual", "actual"),
                            ("demand", "demand"),
                            ("offer", "offer"),
                            ("award", "award"),
                            ("estimate", "estimate"),
                            ("target", "target"),
                        ],
                        max_length=11,
                        verbose_name="expected or actual",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("whole_strike", "whole strike"),
                            ("one_day", "one day"),
                            ("busiest_day", "busiest day"),
                            ("average_day", "average day"),
                            ("at_a_date", "at a date"),
                            ("over_a_period", "over a period"),
                            ("several_strikes", "several strikes"),
                            ("running_total", "running total"),
                        ],
                        max_length=15,
                        verbose_name="it covers",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="from")),
                ("period_end", models.DateField(verbose_name="to")),
                (
                    "compared_with",
                    models.CharField(
                        blank=True,
                        help_text="Where the number is a change, as “down 32 per cent on …” ends: the same week of 2024.",
                        max_length=120,
                    ),
                ),
                (
                    "change_in_percent",
                    models.BooleanField(
                        default=False,
                        help_text="“Down 32 per cent”; otherwise so many, and of percentages so many points.",
                    ),
                ),
                (
                    "released_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        help_text="Empty: seen on the desk only. Later than now: under embargo.",
                        null=True,
                        verbose_name="released",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
                ("withdrawn_reason", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "disputed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="disputed"
                    ),
                ),
                ("disputed_note", models.CharField(blank=True, editable=False, max_length=300)),
                ("preferred", models.BooleanField(default=True, editable=False)),
                ("preferred_reason", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="hospitals.area",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="hospitals.dispute",
                    ),
                ),
                (
                    "region_at_time",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures_at_time",
                        to="hospitals.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "ordering": ["-period_end", "-id"],
                "permissions": [
                    ("check_figure", "Can check a figure against its source"),
                    ("check_own_figure", "Can check a figure they recorded, alone on duty"),
                    ("release_figure", "Can release a figure to readers"),
                    ("prefer_figure", "Can choose which of several figures to use"),
                    ("dispute_figure", "Can mark a figure as disputed"),
                    ("withdraw_figure", "Can withdraw a figure"),
                ],
                "indexes": [
                    models.Index(fields=["-period_end", "-id"], name="figure_by_period"),
                    models.Index(
                        fields=["region_at_time", "-period_end", "-id"], name="figure_by_region"
                    ),
                    models.Index(
                        condition=models.Q(("area__isnull", False)),
                        fields=["area", "-period_end", "-id"],
                        name="figure_by_area",
                    ),
                    models.Index(fields=["-released_at", "-id"], name="figure_by_release"),
                    models.Index(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=["released_at"],
                        name="figure_unreleased",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="figure_period_in_order",
                        violation_error_message="The period ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis__in", ["one_day", "at_a_date"]), _negated=True),
                            ("period_end", models.F("period_start")),
                            _connector="OR",
                        ),
                        name="figure_one_day_is_one_day",
                        violation_error_message="A figure for one day, or at a date, starts and ends on that day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("change_in_percent", False),
                            models.Q(("compared_with", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="figure_change_in_percent_is_a_change",
                        violation_error_message="A change in per cent is compared with something.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="figure_withdrawn_with_reason",
                        violation_error_message="Say why the figure is withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disputed_note", ""), ("disputed_on__isnull", True)),
                            models.Q(
                                ("disputed_on__isnull", False),
                                models.Q(("disputed_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="figure_disputed_with_note",
                        violation_error_message="Say who disputes the figure, and why.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Derivation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.CharField(help_text="Such as: our addition.", max_length=300)),
                (
                    "mixed_units",
                    models.BooleanField(
                        default=False,
                        help_text="It adds unlike things, such as people and appointments.",
                    ),
                ),
                (
                    "figure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="derivation",
                        to="hospitals.disruptionfigure",
                    ),
                ),
                (
                    "inputs",
                    models.ManyToManyField(related_name="used_in", to="hospitals.disruptionfigure"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("slug", models.SlugField(max_length=160)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "took place"),
                            ("called_off", "called off"),
                            ("not_known", "not known"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Where only the weekend, month or year is known: any day of it.",
                        null=True,
                        verbose_name="day",
                    ),
                ),
                (
                    "exact",
                    models.CharField(
                        choices=[
                            ("day", "on this day"),
                            ("days", "from this day to the last"),
                            ("one_of_days", "on one of the days from this one to the last"),
                            ("weekend", "at the weekend of this day"),
                            ("month", "some time in the month of this day"),
                            ("year", "some time in the year of this day"),
                            (
                                "not_known",
                                "not known: at most the last day on which it may have been",
                            ),
                            ("to_be_set", "to be set: no day is known yet"),
                        ],
                        default="day",
                        max_length=12,
                        verbose_name="that is",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="Of several days, the last of them; of a day that is not known, the last that it may have been.",
                        null=True,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160)),
                ("planned_start", models.DateTimeField(blank=True, null=True)),
                ("planned_end", models.DateTimeField(blank=True, null=True)),
                ("actual_start", models.DateTimeField(blank=True, null=True)),
                ("actual_end", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True, help_text="For readers: what came of it, where that is known."
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="hospitals.area",
                    ),
                ),
                (
                    "created_by",
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
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="hospitals.dispute",
                    ),
                ),
                (
                    "gone_by",
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="hospitals.event",
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(
                        django.db.models.functions.comparison.Coalesce("first_day", "last_day"),
                        nulls_last=True,
                    ),
                    "planned_start",
                    "id",
                ],
                "indexes": [models.Index(fields=["first_day", "id"], name="event_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_end__isnull", True),
                            models.Q(
                                ("planned_end__gt", models.F("planned_start")),
                                ("planned_start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="event_planned_times_in_order",
                        violation_error_message="The planned end needs a planned start before it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actual_end__isnull", True),
                            models.Q(
                                ("actual_end__gt", models.F("actual_start")),
                                ("actual_start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="event_actual_times_in_order",
                        violation_error_message="The actual end needs a actual start before it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actual_start__isnull", True), ("status", "held"), _connector="OR"
                        ),
                        name="event_with_actual_times_was_held",
                        violation_error_message="Actual times belong to an event that took place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actual_start__isnull", True), ("planned_start__isnull", True)
                            ),
                            ("exact__in", ["day", "days"]),
                            _connector="OR",
                        ),
                        name="event_with_hours_has_a_day",
                        violation_error_message="Hours belong to a day that is known: leave them empty, or say which day it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_day__isnull", True),
                                ("last_day__isnull", True),
                                ("exact", "to_be_set"),
                            ),
                            models.Q(("exact", "not_known"), ("first_day__isnull", True)),
                            models.Q(
                                ("first_day__isnull", False),
                                ("last_day__isnull", False),
                                ("exact", "day"),
                                ("last_day", models.F("first_day")),
                            ),
                            models.Q(
                                ("first_day__isnull", False),
                                ("last_day__isnull", False),
                                models.Q(
                                    ("exact__in", ["day", "not_known", "to_be_set"]), _negated=True
                                ),
                                ("last_day__gt", models.F("first_day")),
                            ),
                            _connector="OR",
                        ),
                        name="event_date_as_exact_as_known",
                        violation_error_message="Say how exact the date is: one day, several, not known, or to be set.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("slug",),
                        name="event_slug_once",
                        violation_error_message="Another event has this address: give it another.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="event_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at__isnull", True), ("gone_by__isnull", True)),
                            models.Q(
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                                ("signed_off_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="event_gone_by_somebody",
                        violation_error_message="What was signed off is replaced or withdrawn by a person, at a time; what waits is deleted.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.event",
            ),
        ),
        migrations.CreateModel(
            name="EventKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="In the singular: picket, ballot result, board meeting.",
                        max_length=60,
                        unique=True,
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of event",
                "verbose_name_plural": "kinds of event",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="eventkind_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="hospitals.eventkind",
            ),
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "published document"),
                            ("statement", "statement"),
                            ("call", "call"),
                            ("meeting", "meeting or interview"),
                            ("email", "email"),
                            ("workbook", "workbook"),
                            ("count", "our own count"),
                            ("paper", "another paper or site"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "said_on",
                    models.DateField(
                        blank=True,
                        help_text="The day it was said, which need not be the day it was printed. Empty: not known; of what they published themselves, the day it was published.",
                        null=True,
                    ),
                ),
                ("title", models.CharField(help_text="The title as you saw it.", max_length=240)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                (
                    "retrieved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="seen by us"),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Nothing that rests on this goes out before.",
                        null=True,
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=300,
                        storage=lib.storage.private_storage,
                        upload_to="evidence/%Y/%m/",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="SHA-256"
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
                        default="",
                        help_text="Published documents are on the record; for a call or meeting, what was agreed.",
                        max_length=14,
                        verbose_name="attribution terms",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="For anything not on the record: the only words readers will see.",
                        max_length=160,
                        verbose_name="agreed description",
                    ),
                ),
                ("cleared_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_caveat",
                    models.TextField(blank=True, help_text="Printed beside what rests on this."),
                ),
                ("private_notes", models.TextField(blank=True, help_text="Seen on the desk only.")),
                (
                    "cleared_by",
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
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "record of where it came from",
                "verbose_name_plural": "where it came from",
                "ordering": ["-id"],
                "permissions": [
                    ("clear_evidence", "Can clear unattributable evidence for publication")
                ],
                "indexes": [models.Index(fields=["sha256"], name="evidence_by_hash")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("terms", "unattributable"), _negated=True),
                            models.Q(("description", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_described_if_unattributable",
                        violation_error_message="An unattributable source needs the description that was agreed, such as “a consultant at the trust”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="evidence_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cleared_at__isnull", True), ("cleared_by__isnull", True)),
                            models.Q(
                                ("cleared_at__isnull", False),
                                ("cleared_by__isnull", False),
                                ("terms", "unattributable"),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_cleared_by_somebody",
                        violation_error_message="Only unattributable evidence is cleared, by a named editor at a time.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="hospitals.evidence",
                verbose_name="where it came from",
            ),
        ),
        migrations.CreateModel(
            name="EvidenceTerms",
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
                        to="hospitals.evidence",
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
                        name="evidence_terms_decided_by_somebody",
                        violation_error_message="A decision has a person, a time and an answer.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("of",),
                        name="evidence_terms_one_waits",
                        violation_error_message="Other terms have been asked for already: an editor decides.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureDecision",
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
                            ("recorded", "recorded"),
                            ("checked", "checked against the source"),
                            ("released", "released"),
                            ("postponed", "release postponed"),
                            ("taken_back", "release taken back"),
                            ("revised", "revision recorded"),
                            ("seen_in", "seen in another document"),
                            ("preferred", "chosen over the others"),
                            ("disputed", "marked as disputed"),
                            ("settled", "no longer disputed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="hospitals.disruptionfigure",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["figure", "at", "id"], name="figure_decision_by_time")
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=15, null=True),
                ),
                (
                    "upper",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        help_text="Only for “between”: the higher number.",
                        max_digits=15,
                        null=True,
                        verbose_name="and",
                    ),
                ),
                (
                    "how_exact",
                    models.CharField(
                        choices=[
                            ("exact", "exactly"),
                            ("around", "around"),
                            ("nearly", "nearly"),
                            ("more_than", "more than"),
                            ("at_least", "at least"),
                            ("less_than", "fewer or less than"),
                            ("up_to", "up to"),
                            ("between", "between two numbers"),
                        ],
                        default="exact",
                        max_length=10,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[("", "no change"), ("up", "up"), ("down", "down")],
                        default="",
                        help_text="Of a change: the number says how much.",
                        max_length=4,
                        verbose_name="up or down",
                    ),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        help_text="Such as 100000 for 7.2 million.",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "out_of",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        help_text="The whole it is part of: 35 for “3 of 35 clinics”.",
                        max_digits=15,
                        null=True,
                    ),
                ),
                (
                    "out_of_what",
                    models.CharField(
                        blank=True, help_text="Such as: planned clinics.", max_length=80
                    ),
                ),
                (
                    "missing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not missing"),
                            ("not_reported", "not reported"),
                            ("not_collected", "not in this collection"),
                            ("suppressed", "suppressed (a small number)"),
                            ("not_applicable", "not applicable"),
                            ("in_words", "given in words only"),
                        ],
                        default="",
                        max_length=14,
                        verbose_name="missing because",
                    ),
                ),
                (
                    "missing_below",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="5 where “<5” was printed.",
                        null=True,
                        verbose_name="suppressed below",
                    ),
                ),
                (
                    "returns_received",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="reporting"),
                ),
                (
                    "returns_expected",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="of"),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="Such as: Acute!F87, or page 3.",
                        max_length=160,
                        verbose_name="page, cell or line",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="The words the number came in, as printed.",
                        verbose_name="their words",
                    ),
                ),
                ("public_caveat", models.TextField(blank=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("first", "first record"),
                            ("our_error", "our error"),
                            ("source_error", "the source gave us a wrong figure"),
                            ("source_revised", "the source revised it"),
                            ("fuller_returns", "fuller returns"),
                            ("misdescribed", "we misdescribed it"),
                            ("better_document", "the same in a better document"),
                        ],
                        default="first",
                        max_length=15,
                    ),
                ),
                ("reason_note", models.CharField(blank=True, max_length=300)),
                (
                    "source_changed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="the source changed it on"
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False)),
                ("checked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("public_from", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "stood_up",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "no"),
                            ("second_source", "second source"),
                            ("document_seen", "document seen"),
                        ],
                        editable=False,
                        max_length=14,
                        null=True,
                    ),
                ),
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
                        related_name="revisions",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="hospitals.disruptionfigure",
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
                "verbose_name": "revision",
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("checked_at__isnull", True)),
                        fields=["figure"],
                        name="revision_unchecked",
                    ),
                    models.Index(
                        condition=models.Q(("public_from__gt", models.F("checked_at"))),
                        fields=["public_from"],
                        name="revision_embargoed",
                    ),
                    models.Index(fields=["evidence", "-id"], name="revision_by_evidence"),
                    models.Index(
                        fields=["reason", "-public_from", "-id"], name="revision_by_reason"
                    ),
                    models.Index(fields=["value", "figure"], name="revision_by_value"),
                    models.Index(
                        condition=models.Q(("number__gt", 1)),
                        fields=["figure"],
                        name="revision_later",
                    ),
                    models.Index(
                        condition=models.Q(("checked_by", models.F("recorded_by"))),
                        fields=["-checked_at", "-id"],
                        name="revision_checked_alone",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("figure", "number"),
                        name="figure_revision_number_once",
                        violation_error_message="Somebody else has just recorded a revision: look at it first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("missing", ""), ("value__isnull", False)),
                            models.Q(
                                ("upper__isnull", True),
                                ("value__isnull", True),
                                models.Q(("missing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="revision_value_or_reason",
                        violation_error_message="Give a number, or say why it is missing; missing is never zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True), ("value__gte", 0), _connector="OR"
                        ),
                        name="revision_not_negative",
                        violation_error_message="A figure cannot be less than zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("how_exact", "between"),
                                ("upper__gt", models.F("value")),
                                ("upper__isnull", False),
                                ("value__isnull", False),
                            ),
                            models.Q(
                                models.Q(("how_exact", "between"), _negated=True),
                                ("upper__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="revision_between_two",
                        violation_error_message="“Between” takes two numbers, the lower first; nothing else takes a second.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("change", ""), ("value__gt", 0), _connector="OR"),
                        name="revision_changed_by_something",
                        violation_error_message="“Up” and “down” take a number above nought.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("out_of__isnull", True),
                            models.Q(
                                ("out_of__gt", 0),
                                models.Q(
                                    ("value__isnull", True),
                                    ("out_of__gte", models.F("value")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="revision_part_of_whole",
                        violation_error_message="The whole (“out of”) is smaller than the number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missing_below__isnull", True),
                            ("missing", "suppressed"),
                            _connector="OR",
                        ),
                        name="revision_bound_only_if_suppressed",
                        violation_error_message="“Suppressed below” goes with a suppressed number only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("missing", "in_words"), ("words", ""), _negated=True),
                        name="revision_in_words_has_words",
                        violation_error_message="Give the words, such as “hundreds” or “less than a third”: under “their words”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returns_expected__isnull", True),
                                ("returns_received__isnull", True),
                            ),
                            models.Q(
                                ("returns_expected__isnull", False),
                                ("returns_received__isnull", False),
                                ("returns_expected__gte", models.F("returns_received")),
                            ),
                            _connector="OR",
                        ),
                        name="revision_returns_n_of_m",
                        violation_error_message="“Reporting n of m” takes both numbers, and n is not more than m.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("reason", "first")),
                            models.Q(
                                ("number__gt", 1), models.Q(("reason", "first"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="revision_after_the_first_has_a_reason",
                        violation_error_message="Say why the figure changes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_at__isnull", True),
                                ("checked_by__isnull", True),
                                ("public_from__isnull", True),
                            ),
                            models.Q(
                                ("checked_at__isnull", False),
                                ("checked_by__isnull", False),
                                ("public_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="revision_checked_by_somebody",
                        violation_error_message="A check has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureConfirmation",
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
                        to="hospitals.figurerevision",
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
                        name="figure_confirmed_or_skipped",
                        violation_error_message="Say who confirmed it, how and when; or why nobody was asked.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="current",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hospitals.figurerevision",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalArea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("slug", models.SlugField(max_length=120)),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="The NHS code where there is one: Y59 for South East, QRL for an ICB.",
                        max_length=10,
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
                    "created_by",
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
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.areakind",
                    ),
                ),
                (
                    "signed_off_by",
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
            ],
            options={
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDispute",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("title", models.CharField(db_index=True, max_length=160)),
                ("slug", models.SlugField(max_length=160)),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="What the dispute is about, in a sentence."
                    ),
                ),
                (
                    "began",
                    models.DateField(
                        blank=True,
                        help_text="Where only the weekend, month or year is known: any day of it.",
                        null=True,
                    ),
                ),
                (
                    "began_last",
                    models.DateField(blank=True, null=True, verbose_name="last day that it may be"),
                ),
                (
                    "began_exact",
                    models.CharField(
                        choices=[
                            ("day", "on this day"),
                            ("days", "from this day to the last"),
                            ("one_of_days", "on one of the days from this one to the last"),
                            ("weekend", "at the weekend of this day"),
                            ("month", "some time in the month of this day"),
                            ("year", "some time in the year of this day"),
                        ],
                        default="day",
                        max_length=12,
                        verbose_name="that is",
                    ),
                ),
                ("settled", models.DateField(blank=True, null=True)),
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
                    "created_by",
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
                    "signed_off_by",
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
            ],
            options={
                "verbose_name": "historical dispute",
                "verbose_name_plural": "historical disputes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHospital",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(49.0),
                            django.core.validators.MaxValueValidator(61.5),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-9.0),
                            django.core.validators.MaxValueValidator(2.5),
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("town", models.CharField(max_length=80)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Name and town, as there are many City Hospitals: city-hospital-nottingham.",
                        max_length=140,
                    ),
                ),
                (
                    "site_code",
                    models.CharField(
                        blank=True,
                        help_text="Such as RHM01. A site code is per trust and place.",
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{5,9}$",
                                "An ODS site code is five to nine capital letters and digits, such as RHM01.",
                            )
                        ],
                        verbose_name="ODS site code",
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
                    "created_by",
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
                    "signed_off_by",
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
            ],
            options={
                "verbose_name": "historical hospital",
                "verbose_name_plural": "historical hospitals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStrike",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strike", "strike"),
                            ("action_short", "action short of a strike"),
                            ("collective", "collective action"),
                        ],
                        default="strike",
                        max_length=12,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Such as: Junior doctors’ strike, 11–15 April 2023.",
                        max_length=160,
                    ),
                ),
                ("slug", models.SlugField(max_length=160)),
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
                    "created_by",
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
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.dispute",
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
                    "signed_off_by",
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
            ],
            options={
                "verbose_name": "historical strike",
                "verbose_name_plural": "historical strikes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTrust",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(49.0),
                            django.core.validators.MaxValueValidator(61.5),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-9.0),
                            django.core.validators.MaxValueValidator(2.5),
                        ],
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        help_text="The NHS's own code for the trust, such as RHM. It never changes.",
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{3,6}$",
                                "An ODS code is three to six capital letters and digits, such as RHM or RK5.",
                            )
                        ],
                        verbose_name="ODS code",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Today's name. When a trust is renamed, add the old name below with its last day.",
                        max_length=160,
                        verbose_name="official name",
                    ),
                ),
                ("slug", models.SlugField(max_length=160)),
                (
                    "is_foundation",
                    models.BooleanField(default=False, verbose_name="NHS foundation trust"),
                ),
                ("opened", models.DateField(blank=True, null=True)),
                (
                    "closed",
                    models.DateField(
                        blank=True,
                        help_text="A closed trust keeps its page.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                (
                    "website",
                    models.URLField(
                        blank=True,
                        help_text="Where patients read what the trust itself says.",
                        verbose_name="its own page",
                    ),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True,
                        help_text="The switchboard, as it is dialled: 023 8077 7222.",
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[0-9][0-9 ]{6,}$",
                                "A telephone number is digits with spaces between: 023 8077 7222.",
                            )
                        ],
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
                    "created_by",
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
                    "signed_off_by",
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
            ],
            options={
                "verbose_name": "historical trust",
                "verbose_name_plural": "historical trusts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Hospital",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(49.0),
                            django.core.validators.MaxValueValidator(61.5),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-9.0),
                            django.core.validators.MaxValueValidator(2.5),
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("town", models.CharField(max_length=80)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Name and town, as there are many City Hospitals: city-hospital-nottingham.",
                        max_length=140,
                        unique=True,
                    ),
                ),
                (
                    "site_code",
                    models.CharField(
                        blank=True,
                        help_text="Such as RHM01. A site code is per trust and place.",
                        max_length=9,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{5,9}$",
                                "An ODS site code is five to nine capital letters and digits, such as RHM01.",
                            )
                        ],
                        verbose_name="ODS site code",
                    ),
                ),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "town"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="hospital_both_coordinates",
                        violation_error_message="Give both latitude and longitude, or neither.",
                    ),
                    models.UniqueConstraint(
                        fields=("name", "town"),
                        name="hospital_once_per_town",
                        violation_error_message="This town already has a hospital of this name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("site_code", ""), _negated=True),
                        fields=("site_code",),
                        name="hospital_site_code_once",
                        violation_error_message="Another hospital already has this site code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="hospital_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="hospital",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="hospitals.hospital",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="hospital",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.hospital",
            ),
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Such as: Open Government Licence v3.0.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "url",
                    models.URLField(
                        help_text="Where its words can be read.",
                        max_length=500,
                        verbose_name="address",
                    ),
                ),
                (
                    "attribution",
                    models.CharField(
                        help_text="What it asks everybody to say who uses the document, in its own words.",
                        max_length=240,
                        verbose_name="attribution line",
                    ),
                ),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="licence_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="licence",
            field=models.ForeignKey(
                blank=True,
                help_text="Under which others may use it. Readers and files get the line that it asks for.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hospitals.licence",
            ),
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "unit",
                    models.CharField(
                        help_text="In the plural: operations, pounds, minutes.", max_length=60
                    ),
                ),
                ("unit_singular", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("count", "count"),
                            ("percent", "per cent"),
                            ("money", "money"),
                            ("rate", "so much or so many per something"),
                            ("duration", "how long"),
                        ],
                        default="count",
                        max_length=8,
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        choices=[("GBP", "£ (GBP)"), ("USD", "$ (USD)"), ("EUR", "€ (EUR)")],
                        help_text="Of money, and of a rate in money.",
                        max_length=3,
                    ),
                ),
                (
                    "per",
                    models.CharField(
                        blank=True,
                        help_text="Of a rate, as it is said: an hour, a day.",
                        max_length=40,
                    ),
                ),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("activity", "care affected"),
                            ("staff", "staff"),
                            ("attendance", "people at an event"),
                            ("context", "background"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "adds_over",
                    models.CharField(
                        choices=[
                            ("days_and_places", "over days, and over organisations"),
                            ("places", "over organisations on one day, never over days"),
                            ("never", "never"),
                        ],
                        max_length=16,
                        verbose_name="may be added",
                    ),
                ),
                (
                    "tells_who_is_out",
                    models.BooleanField(
                        default=False,
                        help_text="More than none of it at a trust means that its staff are out on strike.",
                        verbose_name="tells who is out",
                    ),
                ),
                (
                    "say",
                    models.CharField(
                        blank=True, help_text="How to put it in a story.", max_length=200
                    ),
                ),
                (
                    "do_not_say",
                    models.CharField(
                        blank=True,
                        help_text="What it is not: “clinics are not appointments”.",
                        max_length=200,
                    ),
                ),
                (
                    "public_caveat",
                    models.TextField(blank=True, help_text="Printed beside every such figure."),
                ),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["family", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="measure_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["percent", "rate", "duration"]), _negated=True),
                            ("adds_over", "never"),
                            _connector="OR",
                        ),
                        name="measure_shares_never_add",
                        violation_error_message="Percentages, rates and durations never add: choose “never”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "money"), models.Q(("currency", ""), _negated=True)),
                            ("kind", "rate"),
                            models.Q(models.Q(("kind", "money"), _negated=True), ("currency", "")),
                            _connector="OR",
                        ),
                        name="measure_money_has_a_currency",
                        violation_error_message="Money has a currency; a rate may have one, and nothing else.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rate"), models.Q(("per", ""), _negated=True)),
                            models.Q(models.Q(("kind", "rate"), _negated=True), ("per", "")),
                            _connector="OR",
                        ),
                        name="measure_rate_is_per_something",
                        violation_error_message="A rate is per something, such as “an hour”, and nothing else is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "duration"), _negated=True),
                            (
                                "unit__in",
                                ("seconds", "minutes", "hours", "days", "weeks", "months", "years"),
                            ),
                            _connector="OR",
                        ),
                        name="measure_duration_in_units_of_time",
                        violation_error_message="How long something lasts is counted in seconds, minutes, hours, days, weeks, months or years: write one of them as the unit.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.measure",
            ),
        ),
        migrations.CreateModel(
            name="MeasureParts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Such as: inpatient, day case, outpatient.", max_length=120
                    ),
                ),
                (
                    "parts",
                    models.ManyToManyField(related_name="in_part_sets", to="hospitals.measure"),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="part_sets",
                        to="hospitals.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "allowed set of parts",
                "verbose_name_plural": "allowed sets of parts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("whole", "name"),
                        name="measure_parts_once",
                        violation_error_message="This set of parts is already listed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "axis",
                    models.CharField(
                        choices=[
                            ("measure", "by what is counted"),
                            ("day", "by day"),
                            ("place", "by place"),
                            ("service", "by service"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "complete",
                    models.BooleanField(
                        default=True, help_text="Whether the parts make up the whole figure."
                    ),
                ),
                (
                    "parts",
                    models.ManyToManyField(related_name="part_of", to="hospitals.disruptionfigure"),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="part_lists",
                        to="hospitals.disruptionfigure",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of parts",
                "verbose_name_plural": "lists of parts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("whole", "axis"),
                        name="part_list_once_per_axis",
                        violation_error_message="This figure is already split in this way.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(help_text="A strike or a notice.", max_length=10)),
                ("uuid", models.UUIDField(help_text="Of the record.")),
                ("starts", models.DateTimeField()),
                (
                    "ends",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        help_text="Readers see them until this moment.",
                    ),
                ),
                (
                    "seen",
                    models.TextField(
                        help_text="Which, and how far each may be told: keys and no words."
                    ),
                ),
            ],
            options={
                "ordering": ["uuid", "starts"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("uuid", "starts"),
                        name="public_facts_once",
                        violation_error_message="Readers see one state of it at a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts__lt", models.F("ends"))),
                        name="public_facts_in_order",
                        violation_error_message="Readers see it for a time, which ends after it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeenIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        help_text="Such as: Acute!F87, or page 3.",
                        max_length=160,
                        verbose_name="page, cell or line",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="The words the number came in, as printed.",
                        verbose_name="their words",
                    ),
                ),
                (
                    "created_by",
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
                        related_name="seen_in",
                        to="hospitals.evidence",
                        verbose_name="where else it stands",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seen_in",
                        to="hospitals.figurerevision",
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "further document",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("signed_off_at__isnull", True)),
                        fields=["revision"],
                        name="seen_in_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "evidence"),
                        name="seen_in_document_once",
                        violation_error_message="That this number stands in this document is recorded already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="seen_in_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As readers are told: endoscopy, minor injuries, emergency department.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="service_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="service",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Such as endoscopy, where it is about one alone.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.service",
            ),
        ),
        migrations.CreateModel(
            name="ServiceNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                (
                    "shown_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="shown as first word"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("reduced", "reduced"),
                            ("closed", "closed"),
                            ("advice", "advice"),
                        ],
                        max_length=8,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: as long as the strike, or until we know of an end.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="In our own words: what runs, what does not, what a patient does.",
                        verbose_name="what readers are told",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="hospitals.area",
                    ),
                ),
                (
                    "created_by",
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
                        related_name="notices",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "gone_by",
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
                    "hospital",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="hospitals.servicenotice",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole place.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="hospitals.service",
                    ),
                ),
                (
                    "shown_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="notice_ends_after_it_starts",
                        violation_error_message="The notice ends before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "advice"), ("text", ""), _negated=True),
                        name="notice_advice_has_words",
                        violation_error_message="Write the advice: what patients are told.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("uuid",),
                        name="notice_uuid_once",
                        violation_error_message="Another notice has this address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "advice"), _negated=True),
                            ("shown_at__isnull", True),
                            _connector="OR",
                        ),
                        name="notice_advice_is_no_first_word",
                        violation_error_message="Advice is words, and no first word: a second person signs it off before readers see it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="servicenotice_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at__isnull", True), ("gone_by__isnull", True)),
                            models.Q(
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                                ("signed_off_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="servicenotice_gone_by_somebody",
                        violation_error_message="What was signed off is replaced or withdrawn by a person, at a time; what waits is deleted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shown_at__isnull", True), ("shown_by__isnull", True)),
                            models.Q(("shown_at__isnull", False), ("shown_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="servicenotice_shown_by_somebody",
                        violation_error_message="A first word is shown by a person, at a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="hospitals.servicenotice",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["notice", "-at", "-id"], name="notice_confirmed_latest")
                ],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="In the plural: acute hospitals.", max_length=80, unique=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of service",
                "verbose_name_plural": "kinds of service",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="setting_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="setting",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Empty where none is stated, or it makes no sense.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.setting",
                verbose_name="kind of service",
            ),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "named person"),
                            ("organisation", "organisation"),
                            (
                                "unnamed",
                                "somebody or something unnamed: “a spokesperson”, “a report”",
                            ),
                            ("desk", "our own desk"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "private",
                    models.BooleanField(
                        default=False,
                        help_text="A patient, a relative, a striker in the street: somebody without a public role, who is named in the story that quotes them and nowhere else. Their health and their union are not ours to keep.",
                        verbose_name="private person",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As it should read, such as “Dr Caroline Marshall” or “a report”.",
                        max_length=160,
                    ),
                ),
                ("slug", models.SlugField(max_length=160, unique=True)),
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
                        help_text="What was agreed with the source. Until it is set, nothing of theirs is public.",
                        max_length=14,
                        verbose_name="attribution terms",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="For unattributable sources: the only words readers will see.",
                        max_length=160,
                        verbose_name="agreed description",
                    ),
                ),
                ("private_notes", models.TextField(blank=True, help_text="Seen on the desk only.")),
                (
                    "created_by",
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
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of what they publish themselves. Empty: none, as for papers.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hospitals.licence",
                        verbose_name="usual licence",
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "permissions": [
                    ("sign_off_fact", "Can write what readers see of strikes, sources and names"),
                    ("decide_terms", "Can loosen terms, or tighten them where much rests on them"),
                ],
                "indexes": [models.Index(fields=["name", "id"], name="source_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("terms", "unattributable"), _negated=True),
                            models.Q(("description", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="source_described_if_unattributable",
                        violation_error_message="An unattributable source needs the description that was agreed, such as “a consultant at the trust”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="source_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SaidWith",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="said_with",
                        to="hospitals.evidence",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said_with",
                        to="hospitals.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "who said it with them",
                "verbose_name_plural": "who said it with them",
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evidence", "source"),
                        name="said_with_once",
                        violation_error_message="They are already among those who said it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEvidence",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "published document"),
                            ("statement", "statement"),
                            ("call", "call"),
                            ("meeting", "meeting or interview"),
                            ("email", "email"),
                            ("workbook", "workbook"),
                            ("count", "our own count"),
                            ("paper", "another paper or site"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "said_on",
                    models.DateField(
                        blank=True,
                        help_text="The day it was said, which need not be the day it was printed. Empty: not known; of what they published themselves, the day it was published.",
                        null=True,
                    ),
                ),
                ("title", models.CharField(help_text="The title as you saw it.", max_length=240)),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                (
                    "retrieved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="seen by us"),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Nothing that rests on this goes out before.",
                        null=True,
                    ),
                ),
                ("file", models.TextField(blank=True, max_length=300)),
                (
                    "sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="SHA-256"
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
                        default="",
                        help_text="Published documents are on the record; for a call or meeting, what was agreed.",
                        max_length=14,
                        verbose_name="attribution terms",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="For anything not on the record: the only words readers will see.",
                        max_length=160,
                        verbose_name="agreed description",
                    ),
                ),
                ("cleared_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_caveat",
                    models.TextField(blank=True, help_text="Printed beside what rests on this."),
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
                    "cleared_by",
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
                    "created_by",
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
                    "signed_off_by",
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
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Under which others may use it. Readers and files get the line that it asks for.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.licence",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where we have it from another paper or site quoting them.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.source",
                        verbose_name="as reported by",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who says so; of a joint statement, who is named first.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.source",
                    ),
                ),
                (
                    "via",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where that paper or site has it from yet another, such as a news agency.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical record of where it came from",
                "verbose_name_plural": "historical where it came from",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="evidence",
            name="reported_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Where we have it from another paper or site quoting them.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reported",
                to="hospitals.source",
                verbose_name="as reported by",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="said_by",
            field=models.ForeignKey(
                help_text="Who says so; of a joint statement, who is named first.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="hospitals.source",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="via",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Where that paper or site has it from yet another, such as a news agency.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="hospitals.source",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.source",
                verbose_name="who says so",
            ),
        ),
        migrations.CreateModel(
            name="SourceRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("role", models.CharField(help_text="Such as: chief nurse.", max_length=160)),
                ("organisation", models.CharField(blank=True, max_length=160)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "created_by",
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
                    "signed_off_by",
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="hospitals.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "ordering": [models.OrderBy(models.F("since"), nulls_first=True), "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="source_role_dates_in_order",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="sourcerole_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceTerms",
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
                        to="hospitals.source",
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
                        name="source_terms_decided_by_somebody",
                        violation_error_message="A decision has a person, a time and an answer.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("of",),
                        name="source_terms_one_waits",
                        violation_error_message="Other terms have been asked for already: an editor decides.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Today's name, in the plural: resident doctors, nurses. When a group is renamed, add the old name with its last day.",
                        max_length=160,
                        unique=True,
                    ),
                ),
                ("slug", models.SlugField(max_length=160, unique=True)),
                (
                    "created_by",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger group that these are part of: first-year doctors are among resident doctors.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="hospitals.staffgroup",
                        verbose_name="among",
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="staffgroup_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="staff_group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.staffgroup",
            ),
        ),
        migrations.CreateModel(
            name="StaffGroupName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("until", models.DateField(verbose_name="last day in use")),
                (
                    "staff_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="hospitals.staffgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "former name",
                "ordering": ["until"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff_group", "until"),
                        name="staff_group_one_name_until",
                        violation_error_message="Another former name already ends on this day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Strike",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strike", "strike"),
                            ("action_short", "action short of a strike"),
                            ("collective", "collective action"),
                        ],
                        default="strike",
                        max_length=12,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Such as: Junior doctors’ strike, 11–15 April 2023.",
                        max_length=160,
                    ),
                ),
                ("slug", models.SlugField(max_length=160, unique=True)),
                (
                    "called_in",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where neither areas nor trusts are given: across the nation of its unions.",
                        related_name="strikes_called",
                        to="hospitals.area",
                        verbose_name="called in these areas",
                    ),
                ),
                (
                    "created_by",
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
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strikes",
                        to="hospitals.dispute",
                    ),
                ),
                (
                    "signed_off_by",
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
                    "staff_groups",
                    models.ManyToManyField(related_name="strikes", to="hospitals.staffgroup"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("title",),
                        name="strike_title_once",
                        violation_error_message="Another strike already has this title: add the dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="strike_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="servicenotice",
            name="strike",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="hospitals.strike",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalStrike_staff_groups",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="hospitals.historicalstrike",
                    ),
                ),
                (
                    "staffgroup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.staffgroup",
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
                "verbose_name": "HistoricalStrike_staff_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStrike_called_in",
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
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="hospitals.historicalstrike",
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
                "verbose_name": "HistoricalStrike_called_in",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEvent",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("slug", models.SlugField(max_length=160)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "took place"),
                            ("called_off", "called off"),
                            ("not_known", "not known"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                (
                    "first_day",
                    models.DateField(
                        blank=True,
                        help_text="Where only the weekend, month or year is known: any day of it.",
                        null=True,
                        verbose_name="day",
                    ),
                ),
                (
                    "exact",
                    models.CharField(
                        choices=[
                            ("day", "on this day"),
                            ("days", "from this day to the last"),
                            ("one_of_days", "on one of the days from this one to the last"),
                            ("weekend", "at the weekend of this day"),
                            ("month", "some time in the month of this day"),
                            ("year", "some time in the year of this day"),
                            (
                                "not_known",
                                "not known: at most the last day on which it may have been",
                            ),
                            ("to_be_set", "to be set: no day is known yet"),
                        ],
                        default="day",
                        max_length=12,
                        verbose_name="that is",
                    ),
                ),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="Of several days, the last of them; of a day that is not known, the last that it may have been.",
                        null=True,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160)),
                ("planned_start", models.DateTimeField(blank=True, null=True)),
                ("planned_end", models.DateTimeField(blank=True, null=True)),
                ("actual_start", models.DateTimeField(blank=True, null=True)),
                ("actual_end", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True, help_text="For readers: what came of it, where that is known."
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
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.area",
                    ),
                ),
                (
                    "created_by",
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
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.dispute",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "gone_by",
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
                    "kind",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.eventkind",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.event",
                    ),
                ),
                (
                    "signed_off_by",
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
                    "hospital",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "strike",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.strike",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical event",
                "verbose_name_plural": "historical events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="event",
            name="strike",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="hospitals.strike",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="covers",
            field=models.ManyToManyField(
                blank=True,
                help_text="For a running total or several strikes: the strikes it covers.",
                related_name="covering_figures",
                to="hospitals.strike",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="strike",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.strike",
            ),
        ),
        migrations.CreateModel(
            name="StrikeStatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                (
                    "shown_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="shown as first word"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("announced", "announced"),
                            ("called_off", "called off"),
                            ("under_way", "under way"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        blank=True,
                        help_text="Where only the weekend, month or year is known: any day of it.",
                        null=True,
                        verbose_name="on",
                    ),
                ),
                (
                    "on_exact",
                    models.CharField(
                        choices=[
                            ("day", "on this day"),
                            ("days", "from this day to the last"),
                            ("one_of_days", "on one of the days from this one to the last"),
                            ("weekend", "at the weekend of this day"),
                            ("month", "some time in the month of this day"),
                            ("year", "some time in the year of this day"),
                            (
                                "not_known",
                                "not known: at most the last day on which it may have been",
                            ),
                        ],
                        default="day",
                        max_length=12,
                        verbose_name="that is",
                    ),
                ),
                ("on_last", models.DateField(blank=True, verbose_name="last day that it may be")),
                (
                    "hour",
                    models.TimeField(
                        blank=True,
                        help_text="Of two changes on one day, one without an hour comes first.",
                        null=True,
                        verbose_name="at",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=240, verbose_name="public note")),
                (
                    "created_by",
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
                        related_name="status_changes",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "gone_by",
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="hospitals.strikestatuschange",
                    ),
                ),
                (
                    "shown_by",
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
                    "signed_off_by",
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
                    "strike",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="status_changes",
                        to="hospitals.strike",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of status",
                "verbose_name_plural": "changes of status",
                "ordering": ["on_last", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("strike", "status", "on_last"),
                        name="strike_status_once_a_day",
                        violation_error_message="This change is already listed on this day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("on__isnull", True),
                                ("on_last__isnull", True),
                                ("on_exact", "to_be_set"),
                            ),
                            models.Q(("on__isnull", True), ("on_exact", "not_known")),
                            models.Q(
                                ("on__isnull", False),
                                ("on_last__isnull", False),
                                ("on_exact", "day"),
                                ("on_last", models.F("on")),
                            ),
                            models.Q(
                                ("on__isnull", False),
                                ("on_last__isnull", False),
                                models.Q(
                                    ("on_exact__in", ["day", "not_known", "to_be_set"]),
                                    _negated=True,
                                ),
                                ("on_last__gt", models.F("on")),
                            ),
                            _connector="OR",
                        ),
                        name="strike_status_date_as_exact_as_known",
                        violation_error_message="Say how exact the date is: one day, several, not known, or to be set.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hour__isnull", True), ("on_exact", "day"), _connector="OR"
                        ),
                        name="strike_status_with_an_hour_has_a_day",
                        violation_error_message="An hour belongs to a day that is known: leave it empty, or say which day it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="strikestatuschange_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at__isnull", True), ("gone_by__isnull", True)),
                            models.Q(
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                                ("signed_off_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="strikestatuschange_gone_by_somebody",
                        violation_error_message="What was signed off is replaced or withdrawn by a person, at a time; what waits is deleted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shown_at__isnull", True), ("shown_by__isnull", True)),
                            models.Q(("shown_at__isnull", False), ("shown_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="strikestatuschange_shown_by_somebody",
                        violation_error_message="A first word is shown by a person, at a time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StrikeSummary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="What happens and what still runs.",
                        verbose_name="in a sentence or two",
                    ),
                ),
                (
                    "created_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strike_summaries",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "gone_by",
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
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="hospitals.strikesummary",
                    ),
                ),
                (
                    "signed_off_by",
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
                    "strike",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="summaries",
                        to="hospitals.strike",
                    ),
                ),
            ],
            options={
                "verbose_name": "summary",
                "verbose_name_plural": "for readers, in short",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("strike",),
                        name="strike_summary_once",
                        violation_error_message="The strike has a summary: change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="strikesummary_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at__isnull", True), ("gone_by__isnull", True)),
                            models.Q(
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                                ("signed_off_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="strikesummary_gone_by_somebody",
                        violation_error_message="What was signed off is replaced or withdrawn by a person, at a time; what waits is deleted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(49.0),
                            django.core.validators.MaxValueValidator(61.5),
                        ],
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-9.0),
                            django.core.validators.MaxValueValidator(2.5),
                        ],
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="The NHS's own code for the trust, such as RHM. It never changes.",
                        max_length=6,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{3,6}$",
                                "An ODS code is three to six capital letters and digits, such as RHM or RK5.",
                            )
                        ],
                        verbose_name="ODS code",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Today's name. When a trust is renamed, add the old name below with its last day.",
                        max_length=160,
                        verbose_name="official name",
                    ),
                ),
                ("slug", models.SlugField(max_length=160, unique=True)),
                (
                    "is_foundation",
                    models.BooleanField(default=False, verbose_name="NHS foundation trust"),
                ),
                ("opened", models.DateField(blank=True, null=True)),
                (
                    "closed",
                    models.DateField(
                        blank=True,
                        help_text="A closed trust keeps its page.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                (
                    "website",
                    models.URLField(
                        blank=True,
                        help_text="Where patients read what the trust itself says.",
                        verbose_name="its own page",
                    ),
                ),
                (
                    "telephone",
                    models.CharField(
                        blank=True,
                        help_text="The switchboard, as it is dialled: 023 8077 7222.",
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[0-9][0-9 ]{6,}$",
                                "A telephone number is digits with spaces between: 023 8077 7222.",
                            )
                        ],
                    ),
                ),
                (
                    "created_by",
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
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "indexes": [models.Index(fields=["name", "id"], name="trust_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                            _connector="OR",
                        ),
                        name="trust_both_coordinates",
                        violation_error_message="Give both latitude and longitude, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened__isnull", True),
                            ("closed__isnull", True),
                            ("closed__gte", models.F("opened")),
                            _connector="OR",
                        ),
                        name="trust_closes_after_opening",
                        violation_error_message="A trust cannot close before it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="trust_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="strike",
            name="called_at",
            field=models.ManyToManyField(
                blank=True,
                related_name="strikes_called",
                to="hospitals.trust",
                verbose_name="called at these trusts",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="trust",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the source speaks for a trust.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="hospitals.trust",
            ),
        ),
        migrations.AddField(
            model_name="servicenotice",
            name="trust",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="hospitals.trust",
            ),
        ),
        migrations.CreateModel(
            name="PublicFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.DateTimeField()),
                (
                    "ends",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        help_text="Readers see it until this moment.",
                    ),
                ),
                (
                    "withdrawn",
                    models.BooleanField(
                        default=False, help_text="By now: the number is given at no moment."
                    ),
                ),
                (
                    "named",
                    models.BooleanField(
                        help_text="Whether readers are told names, titles and words."
                    ),
                ),
                ("disputed", models.BooleanField(default=False)),
                ("nature", models.CharField(max_length=11)),
                ("basis", models.CharField(max_length=15)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("value", models.DecimalField(decimal_places=3, max_digits=15, null=True)),
                ("thing", models.CharField(help_text="The same for all of them.", max_length=64)),
                ("rank", models.CharField(help_text="The highest is used.", max_length=70)),
                (
                    "chosen",
                    models.BooleanField(
                        default=True, help_text="By the desk, of all that it knows of."
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.area",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.dispute",
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_rows",
                        to="hospitals.disruptionfigure",
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.measure",
                    ),
                ),
                (
                    "region_at_time",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.area",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_rows",
                        to="hospitals.figurerevision",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.service",
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.setting",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="Who says so; none where readers are told no name.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.source",
                    ),
                ),
                (
                    "staff_group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.staffgroup",
                    ),
                ),
                (
                    "strike",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.strike",
                    ),
                ),
                (
                    "trust_at_time",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "ordering": ["-period_end", "-figure_id"],
                "indexes": [
                    models.Index(fields=["-period_end", "-figure"], name="public_figures"),
                    models.Index(
                        fields=["trust_at_time", "-period_end", "-figure"], name="public_by_trust"
                    ),
                    models.Index(
                        fields=["region_at_time", "-period_end", "-figure"], name="public_by_region"
                    ),
                    models.Index(
                        fields=["hospital", "-period_end", "-figure"], name="public_by_hospital"
                    ),
                    models.Index(
                        fields=["strike", "-period_end", "-figure"], name="public_by_strike"
                    ),
                    models.Index(
                        fields=["measure", "-period_end", "-figure"], name="public_by_measure"
                    ),
                    models.Index(
                        fields=["setting", "-period_end", "-figure"], name="public_by_setting"
                    ),
                    models.Index(
                        fields=["staff_group", "-period_end", "-figure"],
                        name="public_by_staff_group",
                    ),
                    models.Index(
                        fields=["said_by", "-period_end", "-figure"], name="public_by_said_by"
                    ),
                    models.Index(
                        fields=["trust_at_time", "measure", "-period_end", "-figure"],
                        name="public_by_trust_measure",
                    ),
                    models.Index(
                        fields=["strike", "measure", "-period_end", "-figure"],
                        name="public_by_strike_measure",
                    ),
                    models.Index(
                        condition=models.Q(("area__isnull", False)),
                        fields=["area", "-period_end", "-figure"],
                        name="public_by_area",
                    ),
                    models.Index(
                        condition=models.Q(("dispute__isnull", False)),
                        fields=["dispute", "-period_end", "-figure"],
                        name="public_by_dispute",
                    ),
                    models.Index(
                        condition=models.Q(("service__isnull", False)),
                        fields=["service", "-period_end", "-figure"],
                        name="public_by_service",
                    ),
                    models.Index(
                        fields=["strike", "-value", "-figure"], name="public_by_strike_value"
                    ),
                    models.Index(
                        fields=["value", "-period_end", "-figure"], name="public_by_value"
                    ),
                    models.Index(fields=["thing"], name="public_rivals"),
                    models.Index(
                        condition=models.Q(("chosen", False)),
                        fields=["-period_end", "-figure"],
                        name="public_not_chosen",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("figure", "starts"),
                        name="public_figure_once",
                        violation_error_message="Readers see one value of a figure at a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts__lt", models.F("ends"))),
                        name="public_figure_in_order",
                        violation_error_message="Readers see it for a time, which ends after it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("not_known", "not known")],
                        max_length=10,
                        verbose_name="out on strike",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="hospitals.area",
                    ),
                ),
                (
                    "created_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "gone_by",
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
                    "hospital",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="hospitals.participation",
                    ),
                ),
                (
                    "signed_off_by",
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
                    "strike",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="hospitals.strike",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "who is out",
                "verbose_name_plural": "who is out",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("area__isnull", True),
                                ("hospital__isnull", True),
                                ("trust__isnull", False),
                            ),
                            models.Q(
                                ("area__isnull", True),
                                ("hospital__isnull", False),
                                ("trust__isnull", True),
                            ),
                            models.Q(
                                ("area__isnull", False),
                                ("hospital__isnull", True),
                                ("trust__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_of_one_place",
                        violation_error_message="Choose a trust, a hospital or an area, one of the three.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "not_known"), ("evidence__isnull", False), _connector="OR"
                        ),
                        name="participation_needs_evidence",
                        violation_error_message="Say where a yes or a no came from, or choose “not known”.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("strike", "trust"),
                        name="participation_once_per_trust",
                        violation_error_message="This trust is already listed for this strike.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("strike", "hospital"),
                        name="participation_once_per_hospital",
                        violation_error_message="This hospital is already listed for this strike.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone_at__isnull", True),
                            models.Q(
                                ("signed_off_at__isnull", False),
                                ("replaces__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        fields=("strike", "area"),
                        name="participation_once_per_area",
                        violation_error_message="This area is already listed for this strike.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="participation_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at__isnull", True), ("gone_by__isnull", True)),
                            models.Q(
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                                ("signed_off_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="participation_gone_by_somebody",
                        violation_error_message="What was signed off is replaced or withdrawn by a person, at a time; what waits is deleted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HospitalTrust",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        blank=True, help_text="Empty: always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, help_text="Empty: still so.", null=True, verbose_name="last day"
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "run by",
                "verbose_name_plural": "run by",
                "ordering": ["valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="hospitaltrust_dates_in_order",
                        violation_error_message="The last day is before the first.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="hospital",
            name="trusts",
            field=models.ManyToManyField(
                related_name="hospitals", through="hospitals.HospitalTrust", to="hospitals.trust"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalStrike_called_at",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="hospitals.historicalstrike",
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
                "verbose_name": "HistoricalStrike_called_at",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="trust",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="hospitals.trust",
            ),
        ),
        migrations.AddField(
            model_name="disruptionfigure",
            name="trust_at_time",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures_at_time",
                to="hospitals.trust",
            ),
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=160, verbose_name="also called")),
                ("folded", models.CharField(db_index=True, editable=False, max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short", "short name"),
                            ("local", "what local people say"),
                            ("former", "former name"),
                            ("other", "other"),
                        ],
                        default="short",
                        max_length=10,
                    ),
                ),
                (
                    "hospital",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="hospitals.hospital",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="hospitals.source",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "alias",
                "verbose_name_plural": "aliases",
                "ordering": ["text"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("hospital__isnull", True),
                                ("source__isnull", True),
                                ("trust__isnull", False),
                            ),
                            models.Q(
                                ("hospital__isnull", False),
                                ("source__isnull", True),
                                ("trust__isnull", True),
                            ),
                            models.Q(
                                ("hospital__isnull", True),
                                ("source__isnull", False),
                                ("trust__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="alias_of_exactly_one",
                        violation_error_message="An alias belongs to one trust, one hospital or one source: choose exactly one.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("trust__isnull", False)),
                        fields=("folded", "trust"),
                        name="alias_once_per_trust",
                        violation_error_message="This alias is already listed.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("hospital__isnull", False)),
                        fields=("folded", "hospital"),
                        name="alias_once_per_hospital",
                        violation_error_message="This alias is already listed.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source__isnull", False)),
                        fields=("folded", "source"),
                        name="alias_once_per_source",
                        violation_error_message="This alias is already listed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrustArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(
                        blank=True, help_text="Empty: always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, help_text="Empty: still so.", null=True, verbose_name="last day"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="hospitals.area",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "area",
                "ordering": ["area__kind__name", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="trustarea_dates_in_order",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.UniqueConstraint(
                        fields=("trust", "area", "valid_from"),
                        name="trust_area_once",
                        violation_error_message="This area is already listed from this day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_from__isnull", True)),
                        fields=("trust", "area"),
                        name="trust_area_once_from_the_start",
                        violation_error_message="This area is already listed.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="trust",
            name="areas",
            field=models.ManyToManyField(
                related_name="trusts", through="hospitals.TrustArea", to="hospitals.area"
            ),
        ),
        migrations.CreateModel(
            name="TrustName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("until", models.DateField(verbose_name="last day in use")),
                (
                    "trust",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "former name",
                "ordering": ["until"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trust", "until"),
                        name="trust_one_name_until",
                        violation_error_message="Another former name already ends on this day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrustSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "on",
                    models.DateField(
                        help_text="The first day of the successor.", verbose_name="from"
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="successions",
                        to="hospitals.trust",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inheritances",
                        to="hospitals.trust",
                    ),
                ),
            ],
            options={
                "verbose_name": "successor",
                "ordering": ["on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"),
                        name="succession_once",
                        violation_error_message="This successor is already listed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_not_of_itself",
                        violation_error_message="A trust cannot succeed itself.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="trust",
            name="successors",
            field=models.ManyToManyField(
                related_name="predecessors",
                through="hospitals.TrustSuccession",
                through_fields=("predecessor", "successor"),
                to="hospitals.trust",
            ),
        ),
        migrations.CreateModel(
            name="Union",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "short_name",
                    models.CharField(blank=True, help_text="Such as BMA.", max_length=30),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "created_by",
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
                    "nation",
                    models.ForeignKey(
                        blank=True,
                        help_text="Across which it calls strikes, where a strike does not say.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unions",
                        to="hospitals.area",
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="union_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StrikeSpell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "gone_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="replaced or withdrawn"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                (
                    "last_day",
                    models.DateField(
                        blank=True,
                        help_text="The last day that begins on strike, which may end early the next morning. Empty: no end is announced.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "daily_from",
                    models.TimeField(blank=True, null=True, verbose_name="each day from"),
                ),
                (
                    "daily_until",
                    models.TimeField(blank=True, null=True, verbose_name="each day until"),
                ),
                (
                    "cover",
                    models.CharField(
                        blank=True,
                        help_text="In a few words: emergency care only, Christmas Day cover, a full walkout.",
                        max_length=120,
                        verbose_name="what still runs",
                    ),
                ),
                (
                    "no_source",
                    models.CharField(
                        blank=True,
                        help_text="Readers see it.",
                        max_length=240,
                        verbose_name="why no source is given",
                    ),
                ),
                (
                    "areas",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where these dates are not those of the whole strike: for there they take the place of those that name no place.",
                        related_name="spells",
                        to="hospitals.area",
                    ),
                ),
                (
                    "created_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spells",
                        to="hospitals.evidence",
                        verbose_name="where it came from",
                    ),
                ),
                (
                    "gone_by",
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
                        blank=True, related_name="spells", to="hospitals.hospital"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="hospitals.strikespell",
                    ),
                ),
                (
                    "signed_off_by",
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
                    "staff_groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where not all of the strike’s are out.",
                        related_name="spells",
                        to="hospitals.staffgroup",
                    ),
                ),
                (
                    "strike",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spells",
                        to="hospitals.strike",
                    ),
                ),
                (
                    "trusts",
                    models.ManyToManyField(blank=True, related_name="spells", to="hospitals.trust"),
                ),
                (
                    "unions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Where not all of the strike’s called it.",
                        related_name="spells",
                        to="hospitals.union",
                    ),
                ),
            ],
            options={
                "verbose_name": "strike dates",
                "verbose_name_plural": "strike dates",
                "ordering": ["first_day", "last_day", "id"],
                "indexes": [
                    models.Index(fields=["first_day", "strike"], name="spell_by_first_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day__isnull", True),
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="spell_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="spell_hours_in_order",
                        violation_error_message="The strike ends before it starts: see the hours.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("last_day__isnull", False), _connector="OR"
                        ),
                        name="spell_with_its_end_has_a_last_day",
                        violation_error_message="With the hour at which it ends, give the last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("daily_from__isnull", True), ("daily_until__isnull", True)),
                            models.Q(("daily_from__isnull", False), ("daily_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="spell_daily_hours_together",
                        violation_error_message="Give both hours of each day, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("daily_from__isnull", True),
                            models.Q(("ends_at__isnull", True), ("starts_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="spell_daily_or_whole_hours",
                        violation_error_message="Give the hours of each day, or when the whole begins and ends: not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence__isnull", False),
                            models.Q(("no_source", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="spell_says_where_it_came_from",
                        violation_error_message="Say where the dates came from, or why no source is given.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="strikespell_signed_off_by_somebody",
                        violation_error_message="A sign-off has a person and a time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at__isnull", True), ("gone_by__isnull", True)),
                            models.Q(
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                                ("signed_off_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="strikespell_gone_by_somebody",
                        violation_error_message="What was signed off is replaced or withdrawn by a person, at a time; what waits is deleted.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="strike",
            name="unions",
            field=models.ManyToManyField(blank=True, related_name="strikes", to="hospitals.union"),
        ),
        migrations.AddField(
            model_name="source",
            name="union",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the source speaks for a union.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="hospitals.union",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalStrike_unions",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="hospitals.historicalstrike",
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
                (
                    "union",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.union",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalStrike_unions",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "signed_off_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="signed off"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "named person"),
                            ("organisation", "organisation"),
                            (
                                "unnamed",
                                "somebody or something unnamed: “a spokesperson”, “a report”",
                            ),
                            ("desk", "our own desk"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "private",
                    models.BooleanField(
                        default=False,
                        help_text="A patient, a relative, a striker in the street: somebody without a public role, who is named in the story that quotes them and nowhere else. Their health and their union are not ours to keep.",
                        verbose_name="private person",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As it should read, such as “Dr Caroline Marshall” or “a report”.",
                        max_length=160,
                    ),
                ),
                ("slug", models.SlugField(max_length=160)),
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
                        help_text="What was agreed with the source. Until it is set, nothing of theirs is public.",
                        max_length=14,
                        verbose_name="attribution terms",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="For unattributable sources: the only words readers will see.",
                        max_length=160,
                        verbose_name="agreed description",
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
                    "created_by",
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
                    "signed_off_by",
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
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Of what they publish themselves. Empty: none, as for papers.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.licence",
                        verbose_name="usual licence",
                    ),
                ),
                (
                    "trust",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the source speaks for a trust.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.trust",
                    ),
                ),
                (
                    "union",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the source speaks for a union.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.union",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDispute_unions",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "dispute",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.dispute",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="hospitals.historicaldispute",
                    ),
                ),
                (
                    "union",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="hospitals.union",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalDispute_unions",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="dispute",
            name="unions",
            field=models.ManyToManyField(blank=True, related_name="disputes", to="hospitals.union"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["said_by", "-id"], name="evidence_by_source"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("reported_by__isnull", False)),
                fields=["reported_by", "-id"],
                name="evidence_by_reporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("via__isnull", True), ("reported_by__isnull", False), _connector="OR"
                ),
                name="evidence_via_has_a_reporter",
                violation_error_message="Via stands between who said it and the paper or site that we have it from: name that one as well.",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("area__isnull", True), ("hospital__isnull", True), ("trust__isnull", False)
                    ),
                    models.Q(
                        ("area__isnull", True), ("hospital__isnull", False), ("trust__isnull", True)
                    ),
                    models.Q(
                        ("area__isnull", False), ("hospital__isnull", True), ("trust__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="notice_of_one_place",
                violation_error_message="Choose a trust, a hospital or an area, one of the three.",
            ),
        ),
        migrations.AddIndex(
            model_name="disruptionfigure",
            index=models.Index(
                fields=["trust_at_time", "-period_end", "-id"], name="figure_by_trust"
            ),
        ),
        migrations.AddIndex(
            model_name="disruptionfigure",
            index=models.Index(
                fields=["hospital", "-period_end", "-id"], name="figure_by_hospital"
            ),
        ),
        migrations.AddIndex(
            model_name="disruptionfigure",
            index=models.Index(fields=["strike", "-period_end", "-id"], name="figure_by_strike"),
        ),
        migrations.AddIndex(
            model_name="disruptionfigure",
            index=models.Index(fields=["measure", "-period_end", "-id"], name="figure_by_measure"),
        ),
        migrations.AddIndex(
            model_name="disruptionfigure",
            index=models.Index(
                fields=["trust_at_time", "measure", "-period_end", "-id"],
                name="figure_by_trust_measure",
            ),
        ),
        migrations.AddIndex(
            model_name="disruptionfigure",
            index=models.Index(
                fields=["strike", "measure", "-period_end", "-id"], name="figure_by_strike_measure"
            ),
        ),
        migrations.AddConstraint(
            model_name="disruptionfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("area__isnull", False), ("hospital__isnull", True), ("trust__isnull", True)
                    ),
                    models.Q(
                        ("area__isnull", True), ("hospital__isnull", True), ("trust__isnull", False)
                    ),
                    models.Q(
                        ("area__isnull", True), ("hospital__isnull", False), ("trust__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="figure_about_exactly_one",
                violation_error_message="A figure is about one area, one trust or one hospital: choose exactly one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disruptionfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dispute__isnull", True), ("event__isnull", True)),
                    models.Q(("dispute__isnull", True), ("strike__isnull", True)),
                    models.Q(("event__isnull", True), ("strike__isnull", True)),
                    _connector="OR",
                ),
                name="figure_strike_or_event_or_dispute",
                violation_error_message="Choose a strike, an event or a dispute: one of them, or none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disruptionfigure",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("area", 0),
                django.db.models.functions.comparison.Coalesce("trust", 0),
                django.db.models.functions.comparison.Coalesce("hospital", 0),
                models.F("measure"),
                django.db.models.functions.comparison.Coalesce("strike", 0),
                django.db.models.functions.comparison.Coalesce("event", 0),
                django.db.models.functions.comparison.Coalesce("dispute", 0),
                django.db.models.functions.comparison.Coalesce("staff_group", 0),
                django.db.models.functions.comparison.Coalesce("setting", 0),
                django.db.models.functions.comparison.Coalesce("service", 0),
                models.F("counted_note"),
                models.F("compared_with"),
                models.F("change_in_percent"),
                models.F("nature"),
                models.F("basis"),
                models.F("period_start"),
                models.F("period_end"),
                models.F("source"),
                condition=models.Q(
                    models.Q(("basis", "whole_strike"), ("strike__isnull", False), _negated=True),
                    ("withdrawn_at__isnull", True),
                ),
                name="figure_identity_once",
                violation_error_message="This figure is already recorded: the same subject, measure, period and source. Open it and record a revision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disruptionfigure",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("area", 0),
                django.db.models.functions.comparison.Coalesce("trust", 0),
                django.db.models.functions.comparison.Coalesce("hospital", 0),
                models.F("measure"),
                django.db.models.functions.comparison.Coalesce("strike", 0),
                django.db.models.functions.comparison.Coalesce("event", 0),
                django.db.models.functions.comparison.Coalesce("dispute", 0),
                django.db.models.functions.comparison.Coalesce("staff_group", 0),
                django.db.models.functions.comparison.Coalesce("setting", 0),
                django.db.models.functions.comparison.Coalesce("service", 0),
                models.F("counted_note"),
                models.F("compared_with"),
                models.F("change_in_percent"),
                models.F("nature"),
                models.F("basis"),
                models.F("source"),
                condition=models.Q(
                    models.Q(("basis", "whole_strike"), ("strike__isnull", False)),
                    ("withdrawn_at__isnull", True),
                ),
                name="figure_of_a_strike_once",
                violation_error_message="This figure is already recorded: the same subject, measure, period and source. Open it and record a revision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("private", False),
                    models.Q(("kind", "person"), ("trust", None), ("union", None)),
                    _connector="OR",
                ),
                name="source_private_person",
                violation_error_message="A private person is a person, and speaks for nobody: leave trust and union empty.",
            ),
        ),
        append_only(
            "hospitals",
            "FigureRevision",
            set_once=["checked_by", "checked_at", "public_from", "stood_up"],
            coverable=["out_of_what", "locator", "words", "public_caveat", "reason_note"],
        ),
        append_only(
            "hospitals",
            "SeenIn",
            set_once=["signed_off_by", "signed_off_at"],
            coverable=["locator", "words"],
        ),
        append_only("hospitals", "FigureDecision", message=DECISION),
        append_only(
            "hospitals",
            "NoticeConfirmation",
            message="A confirmation is never changed: confirm it again.",
        ),
        append_only(
            "hospitals",
            "Evidence",
            after="signed_off_at",
            except_for=[
                "terms",
                "description",
                "cleared_by",
                "cleared_at",
                "embargo_until",
                "licence",
                "private_notes",
            ],
            coverable=["title", "url", "public_caveat"],
            message="What was signed off is never changed: record where it came from anew, and "
            "a revision of what rests on it.",
        ),
        append_only(
            "hospitals",
            "SaidWith",
            after="evidence__signed_off_at",
            message="Who said it is never changed once that is signed off: record it anew.",
        ),
        *(
            append_only(
                "hospitals",
                name,
                set_once=["decided_by", "decided_at", "agreed"],
                message=DECISION,
            )
            for name in ("SourceTerms", "EvidenceTerms")
        ),
        *(
            append_only(
                "hospitals",
                name,
                after="signed_off_at",
                set_once=["gone_by", "gone_at"],
                coverable=words,
                message="What was signed off is never changed: enter what is right as a change "
                "of it, or withdraw it.",
            )
            for name, words in (
                ("StrikeSummary", ["text"]),
                ("StrikeSpell", ["cover", "no_source"]),
                ("StrikeStatusChange", ["note"]),
                ("Participation", []),
                ("Event", ["title", "slug", "place", "outcome"]),
                ("ServiceNotice", ["text"]),
            )
        ),
        append_only(
            "hospitals",
            "FigureConfirmation",
            message="A confirmation is never changed: confirm it again.",
        ),
    ]
