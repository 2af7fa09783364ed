"""Corrections and the other notices on stories. Once issued they are never deleted."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from hospitals.models import DisruptionFigure

from .articles import Article
from .versions import PublishedVersion


class CorrectionQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Issued by `at`; not with a scheduled version that was cancelled.

        Of a pulled story only those that stand alone: the others repeat what was wrong, which may
        be why the story was pulled.
        """
        return (
            self.filter(issued_at__lte=at or timezone.now())
            .exclude(version__cancelled_at__isnull=False)
            .exclude(article__pulled_at__isnull=False, stands_alone=False)
        )

    def each_once(self, at: datetime | None = None) -> Self:
        """Of those that one plan issued for many stories the first that readers see, for lists of
        what was corrected."""
        earlier = Correction.objects.public(at).filter(plan=OuterRef("plan"), pk__lt=OuterRef("pk"))
        return self.public(at).filter(Q(plan__isnull=True) | ~Exists(earlier))

    def on_the_front_page(self, at: datetime) -> Self:
        """Those that stand at its head until a moment of their own, the latest first."""
        return self.public(at).filter(home_until__gt=at)


class Correction(models.Model):
    class Kind(models.TextChoices):
        CORRECTION = "correction", "correction: we were wrong"
        CLARIFICATION = "clarification", "clarification: it could be misread"
        APOLOGY = "apology", "correction and apology"
        # Where the words stay as they were: of a plan alone.
        SINCE = "since", "since publication: the words were right when they went out"
        REMOVAL = "removal", "something was taken off"
        RULING = "ruling", "ruling of a regulator or a court"

    # These say what was wrong as well as what is right; the others only tell readers something.
    PUTS_RIGHT = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.APOLOGY)

    class Placement(models.TextChoices):
        ABOVE = "above", "above the headline"
        TOP = "top", "top: headline, standfirst or a cited figure was wrong"
        TEXT = "text", "above the first paragraph"
        FOOT = "foot", "foot"
        PAGE = "page", "on a page of its own, and in the list of corrections"

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
    placement = models.CharField(max_length=5, choices=Placement, default=Placement.FOOT)
    was_wrong = models.TextField(blank=True, help_text="What we said.")
    is_right = models.TextField(help_text="What is right.")
    stands_alone = models.BooleanField(
        "does not repeat what was wrong",
        default=False,
        help_text="It says nothing of what was wrong, so readers see it though the story is "
        "pulled.",
    )
    address = models.URLField(
        max_length=500, blank=True, help_text="Where the ruling can be read in full."
    )
    home_until = models.DateTimeField(
        "on the front page until",
        null=True,
        blank=True,
        help_text="Leave empty for a notice that does not stand there.",
    )
    issued_at = models.DateTimeField(editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(is_right="")
                & (
                    ~Q(was_wrong="")
                    | Q(stands_alone=True)
                    | Q(kind__in=["since", "removal", "ruling"])
                ),
                name="correction_says_wrong_and_right",
                violation_error_message="Say what was wrong and what is right: both. Only a "
                "notice that stands alone leaves out what was wrong.",
            ),
            models.CheckConstraint(
                condition=Q(stands_alone=False) | Q(was_wrong=""),
                name="correction_alone_repeats_nothing",
                violation_error_message="A notice that stands alone does not repeat what was "
                "wrong: leave that empty.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="ruling") | ~Q(address=""),
                name="ruling_has_address",
                violation_error_message="Say where the ruling can be read in full: its address.",
            ),
            models.CheckConstraint(
                condition=Q(home_until__isnull=True) | Q(home_until__gt=F("issued_at")),
                name="correction_home_until_later",
                violation_error_message="A notice stands on the front page until a time that is "
                "still to come.",
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
            # Few of many: what the front page shows at its head.
            models.Index(
                fields=["home_until"],
                condition=Q(home_until__isnull=False),
                name="correction_on_front_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.is_right[:80]}"

    def get_absolute_url(self) -> str:
        return reverse("articles:correction", args=[self.uuid])
