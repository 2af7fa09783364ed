"""What is counted and where, how to say it, and what it may be added over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lib.numbers import SIGNS, TIME_UNITS

from .proposals import Proposable, ReferenceQuerySet
from .signed import signed_off_by_somebody


class Measure(Proposable):
    class Kind(models.TextChoices):
        COUNT = "count", "count"
        PERCENT = "percent", "per cent"
        MONEY = "money", "money"
        RATE = "rate", "so much or so many per something"
        DURATION = "duration", "how long"

    class Family(models.TextChoices):
        ACTIVITY = "activity", "care affected"
        STAFF = "staff", "staff"
        ATTENDANCE = "attendance", "people at an event"
        CONTEXT = "context", "background"

    class Adds(models.TextChoices):
        """Activity adds over days and organisations inside one setting; staff absent adds over
        organisations on one day, never over days; percentages, rates and durations never add."""

        DAYS_AND_PLACES = "days_and_places", "over days, and over organisations"
        PLACES = "places", "over organisations on one day, never over days"
        NEVER = "never", "never"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    unit = models.CharField(max_length=60, help_text="In the plural: operations, pounds, minutes.")
    unit_singular = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.COUNT)
    currency = models.CharField(
        max_length=3,
        choices=[(code, f"{sign} ({code})") for code, sign in SIGNS.items()],
        blank=True,
        help_text="Of money, and of a rate in money.",
    )
    per = models.CharField(
        max_length=40, blank=True, help_text="Of a rate, as it is said: an hour, a day."
    )
    family = models.CharField(max_length=10, choices=Family)
    adds_over = models.CharField("may be added", max_length=16, choices=Adds)
    tells_who_is_out = models.BooleanField(
        "tells who is out",
        default=False,
        help_text="More than none of it at a trust means that its staff are out on strike.",
    )
    say = models.CharField(max_length=200, blank=True, help_text="How to put it in a story.")
    do_not_say = models.CharField(
        max_length=200, blank=True, help_text="What it is not: “clinics are not appointments”."
    )
    public_caveat = models.TextField(blank=True, help_text="Printed beside every such figure.")

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["family", "name"]
        constraints = [
            signed_off_by_somebody("measure"),
            models.CheckConstraint(
                condition=~Q(kind__in=["percent", "rate", "duration"]) | Q(adds_over="never"),
                name="measure_shares_never_add",
                violation_error_message="Percentages, rates and durations never add: choose "
                "“never”.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="money") & ~Q(currency=""))
                | Q(kind="rate")
                | (~Q(kind="money") & Q(currency="")),
                name="measure_money_has_a_currency",
                violation_error_message="Money has a currency; a rate may have one, and nothing "
                "else.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="rate") & ~Q(per="")) | (~Q(kind="rate") & Q(per="")),
                name="measure_rate_is_per_something",
                violation_error_message="A rate is per something, such as “an hour”, and nothing "
                "else is.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="duration") | Q(unit__in=TIME_UNITS),
                name="measure_duration_in_units_of_time",
                violation_error_message="How long something lasts is counted in seconds, minutes, "
                "hours, days, weeks, months or years: write one of them as the unit.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_words(self) -> dict[str, str]:
        """What `lib.numbers.say_value` wants to know of it."""
        return {"currency": self.currency, "unit": self.unit, "per": self.per}

    @property
    def full_unit(self) -> str:
        """ "appointments", "pounds an hour"."""
        return f"{self.unit} {self.per}" if self.per else self.unit


class Setting(Proposable):
    """A kind of service that a source counts apart: acute hospitals, primary schools."""

    name = models.CharField(max_length=80, unique=True, help_text="In the plural: acute hospitals.")
    slug = models.SlugField(max_length=80, unique=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "kind of service"
        verbose_name_plural = "kinds of service"
        ordering = ["name"]
        constraints = [signed_off_by_somebody("setting")]

    def __str__(self) -> str:
        return self.name


class MeasureParts(models.Model):
    """One allowed way to split a measure: all = inpatient + day case + outpatient."""

    whole = models.ForeignKey(Measure, models.CASCADE, related_name="part_sets")
    name = models.CharField(max_length=120, help_text="Such as: inpatient, day case, outpatient.")
    parts = models.ManyToManyField(Measure, related_name="in_part_sets")

    class Meta:
        verbose_name = "allowed set of parts"
        verbose_name_plural = "allowed sets of parts"
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "name"],
                name="measure_parts_once",
                violation_error_message="This set of parts is already listed.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.whole} = {self.name}"
