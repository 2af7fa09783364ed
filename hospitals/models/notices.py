"""What is open, reduced or closed, and what patients are told, with who says so."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from lib.constraints import exactly_one, in_order

from .services import Service
from .signed import LISTED, Fact, FactQuerySet, rules_of_facts
from .strikes import Strike, StrikeStatusChange

Status = StrikeStatusChange.Status
# Of a strike of these nothing holds any more that was announced for it.
NOT_GOING_AHEAD = (Status.CALLED_OFF, Status.SUSPENDED)


class ServiceNoticeQuerySet(FactQuerySet):
    def in_force(self, at: datetime, *, known_at: datetime | None = None) -> Self:
        """Those that hold at `at` or will: not over, and of no strike that is not going ahead.

        One without an end holds as long as its strike, or until another takes its place.
        """
        strikes = Strike.objects.with_status(timezone.localdate(at), public_at=known_at or at)
        off = strikes.filter(status__in=NOT_GOING_AHEAD)
        return self.filter(
            Q(ends_at__gt=at) & (Q(strike=None) | ~Q(strike__in=off.values("pk")))
            | Q(ends_at=None, strike=None)
            | Q(ends_at=None, strike__in=strikes.on_or_coming(at).values("pk"))
        )

    def with_in_force(self, at: datetime) -> Self:
        """Adds `stands`: whether it is one of those `in_force`."""
        return self.annotate(
            stands=Exists(ServiceNotice.objects.in_force(at).filter(pk=OuterRef("pk")))
        )

    def with_confirmed(self) -> Self:
        """Adds `confirmed_at`: when somebody last asked and found it still so; None if never."""
        latest = NoticeConfirmation.objects.filter(notice=OuterRef("pk")).order_by("-at", "-id")
        return self.annotate(confirmed_at=Subquery(latest.values("at")[:1]))


class ServiceNotice(Fact):
    """One service of one place, or the whole place, as somebody said it."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        REDUCED = "reduced", "reduced"
        CLOSED = "closed", "closed"
        ADVICE = "advice", "advice"

    # What replaces a notice keeps its address.
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    trust = models.ForeignKey(
        "hospitals.Trust", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    hospital = models.ForeignKey(
        "hospitals.Hospital", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    area = models.ForeignKey(
        "hospitals.Area", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    strike = models.ForeignKey(
        Strike, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    service = models.ForeignKey(
        Service,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        help_text="Empty: the whole place.",
    )
    state = models.CharField(max_length=8, choices=State)
    starts_at = models.DateTimeField("from", null=True, blank=True)
    ends_at = models.DateTimeField(
        "until",
        null=True,
        blank=True,
        help_text="Empty: as long as the strike, or until we know of an end.",
    )
    text = models.TextField(
        "what readers are told",
        blank=True,
        help_text="In our own words: what runs, what does not, what a patient does.",
    )
    evidence = models.ForeignKey(
        "hospitals.Evidence",
        models.PROTECT,
        related_name="notices",
        verbose_name="where it came from",
    )

    objects = ServiceNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            exactly_one(
                "trust",
                "hospital",
                "area",
                name="notice_of_one_place",
                message="Choose a trust, a hospital or an area, one of the three.",
            ),
            in_order(
                "starts_at",
                "ends_at",
                strictly=True,
                name="notice_ends_after_it_starts",
                message="The notice ends before it starts.",
            ),
            models.CheckConstraint(
                condition=~Q(state="advice", text=""),
                name="notice_advice_has_words",
                violation_error_message="Write the advice: what patients are told.",
            ),
            models.UniqueConstraint(
                fields=["uuid"],
                condition=LISTED,
                name="notice_uuid_once",
                violation_error_message="Another notice has this address.",
            ),
            *rules_of_facts("servicenotice"),
        ]

    def __str__(self) -> str:
        return f"{self.service or 'The whole place'}: {self.get_state_display()}, {self.place}"

    @property
    def place(self) -> models.Model:
        """The trust, hospital or area."""
        return self.trust or self.hospital or self.area


class NoticeConfirmation(models.Model):
    """Somebody asked again and found it still so. Written once: the notice itself stays."""

    notice = models.ForeignKey(ServiceNotice, models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["notice", "-at", "-id"], name="notice_confirmed_latest")]

    def __str__(self) -> str:
        return f"{self.notice}, still so"
