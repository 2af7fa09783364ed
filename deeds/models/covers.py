"""What is covered: words, pictures and addresses that readers see no more, in any version.

What readers read is replaced in the rows themselves, so that no page, feed, file or search can
forget to look here. What stood there is kept in CoveredWords, which a trigger never lets change;
the triggers of rows that are written once let exactly that step through, and the way back.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.constraints import together
from lib.refusals import LONGEST_NOTE

USER = settings.AUTH_USER_MODEL


class CoverQuerySet(models.QuerySet["Cover"]):
    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)


class Cover(models.Model):
    """One deed that covers something everywhere, and who lifted it again."""

    class Kind(models.TextChoices):
        WORDS = "words", "a passage"
        NAME = "name", "a name"
        ADDRESS = "address", "an address"
        PICTURE = "picture", "a picture"
        VERSION = "version", "a version"

    kind = models.CharField(max_length=7, choices=Kind)
    called = models.CharField(
        max_length=160, help_text="What is covered, for editors: a name, or how the words begin."
    )
    # What was looked for. Of these words none may come back.
    phrases = models.JSONField(default=list, blank=True)
    everywhere = models.BooleanField(
        "in every story and record",
        default=False,
        help_text="No story or record may bring these words, also one in which they never stood.",
    )
    # Keys of `deeds.printed.Group`: where the words stood, and where an editor saw them and left
    # them, as of somebody else of that name.
    concerns = models.JSONField(default=list, blank=True, editable=False)
    spares = models.JSONField(default=list, blank=True, editable=False)
    left = models.CharField(
        "what stands in their place", max_length=160, help_text="Neutral words, for readers."
    )
    why = models.CharField(max_length=LONGEST_NOTE, help_text="For editors alone.")
    told = models.TextField(
        "what readers are told",
        blank=True,
        help_text="A notice with the story, which does not repeat what is covered.",
    )
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)
    lifted_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    lifted_because = models.CharField(max_length=LONGEST_NOTE, blank=True, editable=False)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        permissions = [
            ("cover", "Can cover words, pictures and versions, and look at what is covered")
        ]
        constraints = [
            together(
                "lifted_by",
                "lifted_at",
                name="cover_lifted_by_somebody",
                message="Whoever lifts a cover is named, with the time.",
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(left=""),
                name="cover_says_why",
                violation_error_message="Say why it is covered, and what stands in its place.",
            ),
        ]

    def __str__(self) -> str:
        return self.called


class CoveredWords(models.Model):
    """One column of one row: what stood in it when it was covered, and what stands there instead.

    JSON as it is stored. Never changed (trigger), and seen by editors alone.
    """

    cover = models.ForeignKey(Cover, models.PROTECT, related_name="words")
    model = models.CharField(max_length=60, help_text="Such as articles.publishedversion.")
    row = models.BigIntegerField()
    field = models.CharField(max_length=40)
    before = models.TextField()
    after = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cover", "model", "row", "field"],
                name="covered_once_by_a_cover",
                violation_error_message="This cover has that field already.",
            )
        ]
        indexes = [models.Index(fields=["model", "row", "field"], name="covered_words_of_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.row}: {self.field}"


class CoverLook(models.Model):
    """That an editor looked at what is covered. Append-only (trigger)."""

    cover = models.ForeignKey(Cover, models.PROTECT, related_name="looks")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.at}"
