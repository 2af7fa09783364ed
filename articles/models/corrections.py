"""Corrections: what was wrong and what is right. Once issued they are never deleted."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hospitals.models import DisruptionFigure

from .articles import Article
from .versions import PublishedVersion


class CorrectionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Issued by `at`; not with a scheduled version that was cancelled, nor of a pulled story.

        A notice repeats what was wrong, which may be why the story was pulled.
        """
        return (
            self.filter(issued_at__lte=at or timezone.now())
            .exclude(version__cancelled_at__isnull=False)
            .exclude(article__pulled_at__isnull=False)
        )


class Correction(models.Model):
    class Kind(models.TextChoices):
        CORRECTION = "correction", "correction: we were wrong"
        CLARIFICATION = "clarification", "clarification: it could be misread"
        APOLOGY = "apology", "correction and apology"
        # Where the words stay as they were: of a plan alone.
        SINCE = "since", "since publication: the words were right when they went out"

    class Placement(models.TextChoices):
        TOP = "top", "top: headline, standfirst or a cited figure was wrong"
        FOOT = "foot", "foot"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    version = models.ForeignKey(
        PublishedVersion,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
    )
    figure = models.ForeignKey(
        DisruptionFigure, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    plan = models.ForeignKey(
        "articles.CorrectionPlan",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        help_text="The correction of many stories at once that it belongs to.",
    )
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.CORRECTION)
    placement = models.CharField(max_length=4, choices=Placement, default=Placement.FOOT)
    was_wrong = models.TextField(help_text="What we said.")
    is_right = models.TextField(help_text="What is right.")
    issued_at = models.DateTimeField(editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(was_wrong="") & ~Q(is_right=""),
                name="correction_says_wrong_and_right",
                violation_error_message="Say what was wrong and what is right: both.",
            ),
            models.CheckConstraint(
                condition=Q(article__isnull=False) | Q(figure__isnull=False),
                name="correction_of_something",
                violation_error_message="A correction is of a story or of a figure.",
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_at", "-id"], name="correction_by_time"),
            models.Index(fields=["article", "-issued_at"], name="correction_by_article"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.is_right[:80]}"
