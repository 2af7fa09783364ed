"""Pictures: a private original, and a copy for readers that only a live version makes public."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lib.storage import private_storage

from .public import live_at


class PictureQuerySet(models.QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Pictures that a version live at `at` shows, and that have a copy for readers."""
        shown = live_at(at or timezone.now(), "version_rows__version__")
        showing = self.model.objects.filter(shown, pk=OuterRef("pk"))
        return self.filter(Exists(showing)).exclude(web_copy="")


class Picture(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=120, help_text="For the desk: what it shows.")
    original = models.ImageField(storage=private_storage, upload_to="originals/%Y/%m/")
    # Re-encoded without EXIF, so no place or device leaks; served by a view that asks who shows it.
    web_copy = models.FileField(
        storage=private_storage, upload_to="pictures/%Y/%m/", blank=True, editable=False
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt_text = models.CharField(
        max_length=250, help_text="What a reader who cannot see it needs to know."
    )
    credit = models.CharField(max_length=120, help_text="Such as: Jane Smith/Newsroom.")
    rights = models.CharField(
        max_length=200,
        blank=True,
        help_text="For the desk: what we may do with it, and until when.",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt_text=""),
                name="picture_has_alt_text",
                violation_error_message="Say in words what the picture shows.",
            ),
            models.CheckConstraint(
                condition=~Q(credit=""),
                name="picture_has_credit",
                violation_error_message="Say whom to credit.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
