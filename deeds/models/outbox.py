"""What is to happen outside a deed: a mail that is sent, a picture that is made smaller."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lib.constraints import together


class OutboxQuerySet(models.QuerySet["OutboxItem"]):
    def due(self, at: datetime | None = None) -> OutboxQuerySet:
        """What may be tried now. While something is being tried it is not due to anybody else."""
        return self.filter(state=OutboxItem.State.WAITING, next_try_at__lte=at or timezone.now())

    def failed(self) -> OutboxQuerySet:
        """What could not be sent, and waits for somebody to decide."""
        return self.filter(state=OutboxItem.State.FAILED)


class OutboxItem(models.Model):
    """One effect, written in the deed that asks for it and carried out after its commit.

    Nothing is kept here but numbers of records: what a mail says, and to whom, is worked out when
    it is sent. `next_try_at` is also its lease: whoever takes it sets that to when another may.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DONE = "done", "done"
        FAILED = "failed", "could not be sent"
        DROPPED = "dropped", "dropped"

    kind = models.CharField(max_length=40)
    # Of the effect: whoever asks for the same again asks for nothing.
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Of these, those that were told that it cannot be sent now. The others were killed.
    failures = models.PositiveSmallIntegerField(default=0)
    # Whoever has it now; another, who took it over, has written another.
    lease = models.CharField(max_length=32, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "thing to send"
        verbose_name_plural = "things to send"
        ordering = ["-id"]
        permissions = [("send_again", "Can try again or drop what could not be sent")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
                name="outbox_done_at_a_time",
                violation_error_message="What is done was done at a time, and nothing else was.",
            ),
            together(
                "dropped_by",
                "dropped_at",
                given=Q(state="dropped"),
                name="outbox_dropped_by_somebody",
                message="What is dropped was dropped by somebody, at a time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state="waiting"), name="outbox_due"
            ),
            models.Index(fields=["id"], condition=Q(state="failed"), name="outbox_failed"),
            models.Index(fields=["done_at"], condition=Q(state="done"), name="outbox_done"),
        ]

    def __str__(self) -> str:
        return self.key
