"""What happens around a strike: pickets, rallies, talks, ballots, letters; what came of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from lib import words
from lib.inexact import Exactness, as_exact_as_known, first_and_last

from .proposals import Proposable, ReferenceQuerySet
from .signed import LISTED, Fact, FactQuerySet, rules_of_facts, signed_off_by_somebody
from .strikes import Dispute, Strike


class EventKind(Proposable):
    name = models.CharField(
        max_length=60,
        unique=True,
        help_text="In the singular: picket, ballot result, board meeting.",
    )
    slug = models.SlugField(max_length=60, unique=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "kind of event"
        verbose_name_plural = "kinds of event"
        ordering = ["name"]
        constraints = [signed_off_by_somebody("eventkind")]

    def __str__(self) -> str:
        return self.name


class Event(Fact):
    class Status(models.TextChoices):
        PLANNED = "planned", "planned"
        HELD = "held", "took place"
        CALLED_OFF = "called_off", "called off"
        NOT_KNOWN = "not_known", "not known"

    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=160)
    kind = models.ForeignKey(EventKind, models.PROTECT, related_name="events")
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="events")
    strike = models.ForeignKey(Strike, models.PROTECT, null=True, blank=True, related_name="events")
    first_day = models.DateField(
        "day",
        null=True,
        blank=True,
        help_text="Where only the weekend, month or year is known: any day of it.",
    )
    exact = models.CharField("that is", max_length=12, choices=Exactness, default=Exactness.DAY)
    last_day = models.DateField(
        null=True,
        blank=True,
        help_text="Of several days, the last of them; of a day that is not known, the last that it "
        "may have been.",
    )
    place = models.CharField(max_length=160, blank=True)
    area = models.ForeignKey(
        "hospitals.Area", models.PROTECT, null=True, blank=True, related_name="events"
    )
    hospital = models.ForeignKey(
        "hospitals.Hospital", models.PROTECT, null=True, blank=True, related_name="events"
    )
    planned_start = models.DateTimeField(null=True, blank=True)
    planned_end = models.DateTimeField(null=True, blank=True)
    actual_start = models.DateTimeField(null=True, blank=True)
    actual_end = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(
        blank=True, help_text="For readers: what came of it, where that is known."
    )
    evidence = models.ForeignKey(
        "hospitals.Evidence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="where it came from",
    )

    objects = FactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        # What is to be set comes last; of a day that nobody names the last that it may have been.
        ordering = [
            Coalesce("first_day", "last_day").asc(nulls_last=True),
            "planned_start",
            "id",
        ]
        indexes = [models.Index(fields=["first_day", "id"], name="event_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{kind}_end__isnull": True})
                | Q(**{f"{kind}_start__isnull": False, f"{kind}_end__gt": F(f"{kind}_start")}),
                name=f"event_{kind}_times_in_order",
                violation_error_message=f"The {kind} end needs a {kind} start before it.",
            )
            for kind in ("planned", "actual")
        ] + [
            models.CheckConstraint(
                condition=Q(actual_start__isnull=True) | Q(status="held"),
                name="event_with_actual_times_was_held",
                violation_error_message="Actual times belong to an event that took place.",
            ),
            models.CheckConstraint(
                condition=Q(planned_start__isnull=True, actual_start__isnull=True)
                | Q(exact__in=[Exactness.DAY, Exactness.DAYS]),
                name="event_with_hours_has_a_day",
                violation_error_message="Hours belong to a day that is known: leave them empty, "
                "or say which day it is.",
            ),
            as_exact_as_known(
                "first_day", "last_day", "exact", name="event_date_as_exact_as_known"
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=LISTED,
                name="event_slug_once",
                violation_error_message="Another event has this address: give it another.",
            ),
            *rules_of_facts("event"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """What was typed becomes the first and the last day that may be meant."""
        days = first_and_last(self.first_day, self.last_day, self.exact)
        self.first_day, self.last_day = days

    def when(self) -> str:
        """ "12 January 2016", "August 2025", "date to be set"."""
        return words.inexact(self.first_day, self.last_day, self.exact)
