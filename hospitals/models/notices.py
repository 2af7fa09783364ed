"""What is open, reduced or closed, and what patients are told, with who says so."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from lib.constraints import exactly_one, in_order

from ..visibility import fact_condition, first_word_condition
from .services import Service
from .signed import LISTED, FirstWord, FirstWordQuerySet, rules_of_facts, shown_by_somebody
from .strikes import Strike, StrikeStatusChange

Status = StrikeStatusChange.Status
# Of a strike of these nothing holds any more that was announced for it.
NOT_GOING_AHEAD = (Status.CALLED_OFF, Status.SUSPENDED)


def holds(at: datetime, *, on: Any, off: Any) -> Q:
    """Q: a notice that holds at `at` or will. `on` are the strikes that are on or coming, `off`
    those that are not going ahead: ids, or a question for them."""
    goes_ahead = Q(strike=None) | ~Q(strike__in=off)
    no_end = Q(strike=None) | Q(strike__in=on)
    return (Q(ends_at__gt=at) & goes_ahead) | (Q(ends_at=None) & no_end)


class ServiceNoticeQuerySet(FirstWordQuerySet):
    def with_first_words(self, at: datetime) -> Self:
        """What readers see at `at`: what stands, and what is reported and not confirmed."""
        return self.filter(fact_condition(at) | first_word_condition(at))

    def known(self, at: datetime) -> Self:
        """One row for each address that readers know: what stands, or where nothing does what is
        reported."""
        stands = ServiceNotice.objects.public(at).filter(pk=OuterRef("replaces"))
        alone = first_word_condition(at) & ~Q(Exists(stands))
        return self.filter(fact_condition(at) | alone)

    def in_force(self, at: datetime, *, known_at: datetime | None = None) -> Self:
        """Those that hold at `at` or will: not over, and of no strike that is not going ahead.

        One without an end holds as long as its strike, or until another takes its place.
        """
        strikes = Strike.objects.with_status(at, public_at=known_at or at)
        off = strikes.filter(status__in=NOT_GOING_AHEAD)
        on = strikes.on_or_coming(at)
        return self.filter(holds(at, on=on.values("pk"), off=off.values("pk")))

    def with_in_force(self, at: datetime) -> Self:
        """Adds `stands`: whether it is one of those `in_force`."""
        return self.annotate(
            stands=Exists(ServiceNotice.objects.in_force(at).filter(pk=OuterRef("pk")))
        )

    def with_confirmed(self) -> Self:
        """Adds `confirmed_at`: when somebody last asked and found it still so; None if never."""
        latest = NoticeConfirmation.objects.filter(notice=OuterRef("pk")).order_by("-at", "-id")
        return self.annotate(confirmed_at=Subquery(latest.values("at")[:1]))


class ServiceNotice(FirstWord):
    """One service of one place, or the whole place, as somebody said it.

    That it is open, reduced or closed may be a first word; what is said in words never is.
    """

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
            models.CheckConstraint(
                condition=~Q(state="advice") | Q(shown_at__isnull=True),
                name="notice_advice_is_no_first_word",
                violation_error_message="Advice is words, and no first word: a second person signs "
                "it off before readers see it.",
            ),
            *rules_of_facts("servicenotice"),
            shown_by_somebody("servicenotice"),
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
