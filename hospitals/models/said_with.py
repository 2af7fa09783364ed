"""Who said it together: those behind a joint statement besides the one named first."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from .evidence import Evidence
from .sources import Source


class SaidWith(models.Model):
    """Somebody who said it together with `Evidence.said_by`, in order.

    Entered until the evidence is signed off, and fixed with it (triggers).
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="said_with")
    source = models.ForeignKey(Source, models.PROTECT, related_name="said_with")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "who said it with them"
        verbose_name_plural = "who said it with them"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "source"],
                name="said_with_once",
                violation_error_message="They are already among those who said it.",
            )
        ]

    def __str__(self) -> str:
        return self.source.name

    def clean(self) -> None:
        evidence = getattr(self, "evidence", None)
        if evidence and self.source_id == evidence.said_by_id:
            raise ValidationError({"source": "They are named above already, as who said it."})
