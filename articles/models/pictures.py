"""Pictures: a private original, and copies for readers that only a live version makes public."""

import uuid
from datetime import datetime
from pathlib import PurePath
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
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


def percent(name: str, help_text: str = "") -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        f"{name} (%)", default=50, validators=[MaxValueValidator(100)], help_text=help_text
    )


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
    # [width, name of the file] of each smaller copy, in AVIF; the narrowest first.
    sizes = models.JSONField(default=list, editable=False)
    # What its own file said of it: see `articles.picture_words`. Readers get copies without it.
    file_says = models.JSONField(default=dict, blank=True, editable=False)
    focus_x = percent("Across", "What stays in sight where the picture is cut: 0 is its left edge.")
    focus_y = percent("Down", "0 is its upper edge.")
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
    # While it stands there is no copy for readers, and none can be made.
    cover = models.ForeignKey(
        "deeds.Cover",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="pictures",
    )

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
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100),
                name="picture_focus_inside",
                violation_error_message="The focus lies at 0 to 100 per cent of the picture.",
            ),
            models.CheckConstraint(
                condition=Q(cover__isnull=True) | Q(web_copy=""),
                name="covered_picture_has_no_copy",
                violation_error_message="This picture is covered: readers get no copy of it while "
                "the cover stands.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def file_of(self, name: str) -> str | None:
        """Where the smaller copy lies whose public name this is; None where there is none."""
        return next((file for _, file in self.sizes if PurePath(file).name == name), None)
