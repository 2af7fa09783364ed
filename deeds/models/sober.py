"""Which pages go without display sizes, colour and cards, and who decided so."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lib.refusals import LONGEST_NOTE


class SoberQuerySet(models.QuerySet["SoberDecision"]):
    def paths(self) -> frozenset[str]:
        """The pages that are sober now. There are never many decisions."""
        latest = dict(self.order_by("id").values_list("path", "sober"))
        return frozenset(path for path, sober in latest.items() if sober)


class SoberDecision(models.Model):
    """An editor's switch for one page: the latest of it holds. Append-only (trigger)."""

    path = models.CharField(
        "page",
        max_length=300,
        help_text="The address of a story, a strike, a dispute or a figure, from your browser.",
    )
    sober = models.BooleanField(
        "without display sizes, colour and cards",
        default=True,
        help_text="Take the tick away to give them back.",
    )
    reason = models.CharField(
        max_length=LONGEST_NOTE, help_text="Such as: somebody has died. Desk only."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SoberQuerySet.as_manager()

    class Meta:
        verbose_name = "sober page"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.path}: {'sober' if self.sober else 'as all pages'}"
