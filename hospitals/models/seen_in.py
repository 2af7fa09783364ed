"""Further documents in which the value of a figure stands as well."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

from .. import visibility
from .evidence import Evidence
from .revisions import FigureRevision
from .signed import SignedOff, signed_off_by_somebody


class SeenInQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Of which readers may know at `at`, as far as the row itself goes: see `visibility`."""
        grounds = {
            f"source_{name}": F(f"revision__figure__source__{name}")
            for name in ("terms", "signed_off_at", "private")
        }
        condition = visibility.seen_in_condition(at or timezone.now(), "source_")
        return self.alias(**grounds).filter(condition)

    def by_name(self, at: datetime | None = None) -> Self:
        """Those of them of which readers are told the title and who said it."""
        named = visibility.named("evidence__", ["evidence__said_by__", "source_"])
        return self.public(at).filter(named)

    def waiting(self) -> Self:
        """Entered, and seen by nobody outside the desk until it is signed off."""
        return self.filter(signed_off_at__isnull=True)


class SeenIn(SignedOff):
    """The same value in another document: no revision, and nothing changes but that we say so.

    Its content never changes; its sign-off is set once (trigger).
    """

    revision = models.ForeignKey(FigureRevision, models.CASCADE, related_name="seen_in")
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="seen_in", verbose_name="where else it stands"
    )
    locator = models.CharField(
        "page, cell or line", max_length=160, blank=True, help_text="Such as: Acute!F87, or page 3."
    )
    words = models.TextField(
        "their words", blank=True, help_text="The words the number came in, as printed."
    )

    objects = SeenInQuerySet.as_manager()

    class Meta:
        verbose_name = "further document"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "evidence"],
                name="seen_in_document_once",
                violation_error_message="That this number stands in this document is recorded "
                "already.",
            ),
            signed_off_by_somebody("seen_in"),
        ]
        indexes = [
            models.Index(
                fields=["revision"],
                condition=models.Q(signed_off_at__isnull=True),
                name="seen_in_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision.say()}, seen in “{self.evidence}”"
