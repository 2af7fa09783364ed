"""Which words rest on which record, for each published version and for the working copy."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from hospitals.models import DisruptionFigure, FigureRevision
from lib.constraints import exactly_one

from .articles import Article
from .public import live_at
from .quotes import QuoteRevision
from .versions import PublishedVersion


class CitationQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """In a version that readers see at `at`."""
        return self.filter(live_at(at or timezone.now(), "version__"))

    def live(self, at: datetime | None = None) -> Self:
        """The same asked of the versions themselves, for the desk: see `VersionQuerySet.live`."""
        return self.filter(version__in=PublishedVersion.objects.live(at))

    def scheduled(self, at: datetime | None = None) -> Self:
        return self.filter(
            version__cancelled_at__isnull=True, version__live_from__gt=at or timezone.now()
        )

    def working(self) -> Self:
        return self.filter(version__isnull=True)

    def of_figures(self, figures: Collection[DisruptionFigure]) -> Self:
        return self.filter(figure_revision__figure__in=figures)

    def of_quote(self, quote_id: int) -> Self:
        return self.filter(quote_revision__quote=quote_id)


class Citation(models.Model):
    class Place(models.TextChoices):
        HEADLINE = "headline", "headline"
        STANDFIRST = "standfirst", "standfirst"
        BODY = "body", "body"
        CAPTION = "caption", "caption"

    article = models.ForeignKey(Article, models.CASCADE, related_name="citations")
    version = models.ForeignKey(
        PublishedVersion,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text="Empty: the working copy.",
    )
    place = models.CharField(max_length=10, choices=Place)
    position = models.PositiveIntegerField(help_text="Order of the mark within the place.")
    words = models.TextField()
    # PROTECT: a record that is used anywhere cannot be deleted.
    figure_revision = models.ForeignKey(
        FigureRevision, models.PROTECT, null=True, blank=True, related_name="citations"
    )
    quote_revision = models.ForeignKey(
        QuoteRevision, models.PROTECT, null=True, blank=True, related_name="citations"
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["place", "position", "id"]
        constraints = [
            exactly_one(
                "figure_revision",
                "quote_revision",
                name="citation_of_exactly_one",
                message="A citation rests on one figure or one quotation.",
            )
        ]
        indexes = [models.Index(fields=["version", "place", "position"], name="citation_in_order")]

    def __str__(self) -> str:
        return f"“{self.words}” ({self.place})"
