"""Confirmation by the source: who there was asked whether it is right, when, and how."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.people import called
from lib.refusals import LONGEST_NOTE
from lib.words import day

from .revisions import FigureRevision

USER = settings.AUTH_USER_MODEL


class Channel(models.TextChoices):
    TELEPHONE = "telephone", "by telephone"
    EMAIL = "email", "by e-mail"
    IN_PERSON = "in_person", "in person"
    MESSAGE = "message", "by message"


def asked_or_skipped(name: str) -> models.CheckConstraint:
    """Who confirmed it, how and when; or why nobody was asked."""
    asked = ~Q(who="") & ~Q(channel="") & Q(confirmed_at__isnull=False)
    nobody = Q(who="", channel="", confirmed_at__isnull=True)
    return models.CheckConstraint(
        condition=(asked & Q(skipped_because="")) | (nobody & ~Q(skipped_because="")),
        name=name,
        violation_error_message="Say who confirmed it, how and when; or why nobody was asked.",
    )


class Confirmed(models.Model):
    """What a record or some words were confirmed by. For the desk: readers never see it.

    `who` may be a role, “the press office”: no name is needed, and none that the terms keep.
    """

    who = models.CharField(
        "who confirmed it",
        max_length=160,
        blank=True,
        help_text="At the source. A role will do: the press office.",
    )
    channel = models.CharField("how", max_length=10, choices=Channel, blank=True)
    confirmed_at = models.DateTimeField("when", null=True, blank=True)
    skipped_because = models.CharField(max_length=LONGEST_NOTE, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        if self.confirmed_at is None:
            return f"Not put to the source, says {called(self.recorded_by)}: {self.skipped_because}"
        return (
            f"Confirmed by {self.who} {self.get_channel_display()}, {day(self.confirmed_at)}, "
            f"recorded by {called(self.recorded_by)}"
        )


class FigureConfirmation(Confirmed):
    """Of one revision: the next value is another. Written once (trigger)."""

    revision = models.ForeignKey(FigureRevision, models.CASCADE, related_name="confirmations")

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [asked_or_skipped("figure_confirmed_or_skipped")]
