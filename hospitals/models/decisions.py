"""Who decided what about a figure, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lib.people import called
from lib.refusals import LONGEST_NOTE
from lib.words import day

from .figures import DisruptionFigure

USER = settings.AUTH_USER_MODEL


class FigureDecision(models.Model):
    """Who decided what about a figure, and when; append-only (trigger)."""

    class Kind(models.TextChoices):
        RECORDED = "recorded", "recorded"
        CHECKED = "checked", "checked against the source"
        RELEASED = "released", "released"
        POSTPONED = "postponed", "release postponed"
        TAKEN_BACK = "taken_back", "release taken back"
        REVISED = "revised", "revision recorded"
        SEEN_IN = "seen_in", "seen in another document"
        PREFERRED = "preferred", "chosen over the others"
        DISPUTED = "disputed", "marked as disputed"
        SETTLED = "settled", "no longer disputed"
        WITHDRAWN = "withdrawn", "withdrawn"

    figure = models.ForeignKey(DisruptionFigure, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["figure", "at", "id"], name="figure_decision_by_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {called(self.by)}, {day(self.at)}"
