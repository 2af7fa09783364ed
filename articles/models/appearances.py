"""Where else a story ran, and what is to be put right there once it was corrected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.constraints import together
from lib.refusals import LONGEST_NOTE
from lib.words import day

from .articles import Article
from .corrections import Correction
from .versions import PublishedVersion

USER = settings.AUTH_USER_MODEL


class AppearanceQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those of which nobody has said that the story did not run there after all."""
        return self.filter(taken_out_at__isnull=True)


class Appearance(models.Model):
    """Written once (trigger): one that was wrong is taken out, and said anew."""

    class Kind(models.TextChoices):
        CMS = "cms", "our other system"
        PRINT = "print", "print page"
        SOCIAL = "social", "social post"
        NEWSLETTER = "newsletter", "newsletter"
        SISTER = "sister", "sister title"
        OTHER = "other", "somewhere else"

    # What stands there can be changed; print and posts can only be followed by other words.
    STAYS_OPEN = (Kind.CMS, Kind.SISTER, Kind.OTHER)
    # So long after a correction it is to be put right there too: the next edition, of what has one.
    WITHIN = {
        Kind.CMS: timedelta(hours=1),
        Kind.SOCIAL: timedelta(hours=1),
        Kind.SISTER: timedelta(hours=4),
        Kind.PRINT: timedelta(hours=24),
        Kind.NEWSLETTER: timedelta(hours=24),
        Kind.OTHER: timedelta(hours=24),
    }

    article = models.ForeignKey(Article, models.CASCADE, related_name="appearances")
    version = models.ForeignKey(
        PublishedVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        help_text="Where somebody knows which one ran there.",
    )
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.CharField(
        "address or page", max_length=500, help_text="Such as: Daily Echo, page 7."
    )
    ran_on = models.DateField("when it ran")
    who = models.CharField(
        "who puts it right", max_length=160, help_text="Such as: night desk, Daily Echo."
    )
    added_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = "place where it ran"
        verbose_name_plural = "where else it ran"
        ordering = ["-ran_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(who=""),
                name="appearance_has_place_and_who",
                violation_error_message="Say where it ran and who puts it right there.",
            ),
            together(
                "taken_out_at",
                "taken_out_by",
                name="appearance_taken_out_by_somebody",
                message="It is taken out by a person at a time.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place}, {day(self.ran_on)}"


class PutRightQuerySet(models.QuerySet):
    def asked(self) -> Self:
        """Those that still mean something: the story ran there, and the correction stands."""
        return self.filter(appearance__taken_out_at__isnull=True).exclude(
            correction__version__cancelled_at__isnull=False
        )

    def open(self, at: datetime) -> Self:
        """Issued by `at`, and nobody has ticked them off."""
        return self.asked().filter(done_at__isnull=True, correction__issued_at__lte=at)


class PutRight(models.Model):
    """That a correction is to be put right where its story ran. Who does it and by when may change;
    that it was done is said once (trigger)."""

    appearance = models.ForeignKey(Appearance, models.PROTECT, related_name="tasks")
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="elsewhere")
    who = models.CharField("who puts it right", max_length=160)
    due_at = models.DateTimeField("by when")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    # NULL until it is done, so that the trigger can tell.
    note = models.CharField(
        "where it stands there now", max_length=LONGEST_NOTE, null=True, blank=True
    )

    objects = PutRightQuerySet.as_manager()

    class Meta:
        verbose_name = "to put right elsewhere"
        verbose_name_plural = "to put right elsewhere"
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["appearance", "correction"],
                name="put_right_once",
                violation_error_message="This correction is already asked for there.",
            ),
            models.CheckConstraint(
                condition=~Q(who=""),
                name="put_right_by_somebody",
                violation_error_message="Say who puts it right.",
            ),
            together(
                "done_at",
                "done_by",
                "note",
                name="put_right_ticked_by_somebody",
                message="It is ticked off by a person at a time.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(done_at__isnull=True), name="put_right_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.appearance}: {self.correction}"
