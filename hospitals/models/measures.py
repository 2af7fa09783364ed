"""What is counted and where, how to say it, and what it may be added over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Measure(models.Model):
    class Kind(models.TextChoices):
        COUNT = "count", "count"
        PERCENT = "percent", "per cent"

    class Family(models.TextChoices):
        ACTIVITY = "activity", "care affected"
        STAFF = "staff", "staff"
        ATTENDANCE = "attendance", "people at an event"
        CONTEXT = "context", "background"

    class Adds(models.TextChoices):
        """Activity adds over days and organisations inside one setting; staff absent adds over
        organisations on one day, never over days; percentages never add."""

        DAYS_AND_PLACES = "days_and_places", "over days, and over organisations"
        PLACES = "places", "over organisations on one day, never over days"
        NEVER = "never", "never"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    unit = models.CharField(max_length=60, help_text="In the plural: operations, clinics, nurses.")
    unit_singular = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.COUNT)
    family = models.CharField(max_length=10, choices=Family)
    adds_over = models.CharField("may be added", max_length=16, choices=Adds)
    say = models.CharField(max_length=200, blank=True, help_text="How to put it in a story.")
    do_not_say = models.CharField(
        max_length=200, blank=True, help_text="What it is not: “clinics are not appointments”."
    )
    public_caveat = models.TextField(blank=True, help_text="Printed beside every such figure.")

    class Meta:
        ordering = ["family", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="percent") | Q(adds_over="never"),
                name="percentages_never_add",
                violation_error_message="Percentages never add: choose “never”.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Setting(models.Model):
    """A kind of service that a source counts apart: acute hospitals, primary schools."""

    name = models.CharField(max_length=80, unique=True, help_text="In the plural: acute hospitals.")
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        verbose_name = "kind of service"
        verbose_name_plural = "kinds of service"
        ordering = ["name"]

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
