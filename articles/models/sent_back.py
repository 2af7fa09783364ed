"""What a second person did not sign off, and why: it stays with the story."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from hospitals.models import FigureRevision
from lib.refusals import LONGEST_NOTE

from .articles import Article
from .quotes import QuoteRevision


class LineSentBackQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Figures and quotations of which the very revision that was sent back still waits."""

        def waits(model: type[models.Model], record: str) -> Q:
            same = {record: OuterRef(record), "number__gt": OuterRef("number")}
            newer = model._default_manager.filter(**same)
            row = model._default_manager.filter(pk=OuterRef("row_id"), checked_at__isnull=True)
            return Q(kind=model._meta.model_name) & Exists(row.filter(~Exists(newer)))

        return self.filter(waits(FigureRevision, "figure") | waits(QuoteRevision, "quote"))


class LineSentBack(models.Model):
    """One record of a story that somebody looked at and sent back. Never changed (trigger).

    It is open while the very row that was sent back still waits: a new revision closes it.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="lines_sent_back")
    kind = models.CharField(max_length=40, help_text="Such as: figurerevision.")
    row_id = models.PositiveBigIntegerField(help_text="The number of the row that waited.")
    what = models.CharField(max_length=240)
    reason = models.CharField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = LineSentBackQuerySet.as_manager()

    class Meta:
        verbose_name = "line sent back"
        verbose_name_plural = "lines sent back"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"
