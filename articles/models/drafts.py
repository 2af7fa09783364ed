"""What somebody has open and has not saved: theirs alone, and nothing that a story rests on."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from .articles import Article

# Whoever has a story open says so every few seconds; after this long without a word they are gone.
GONE_AFTER = timedelta(seconds=40)


class DraftQuerySet(models.QuerySet):
    def here(self, now: datetime) -> Self:
        """Of those who have the page open."""
        return self.filter(here_at__gt=now - GONE_AFTER)

    def with_words(self) -> Self:
        return self.filter(kept_at__isnull=False)


class Draft(models.Model):
    """A page of the writing screen that one person has open, with what is not saved there yet.

    `page` is the story's uuid, or one that was made for a story which is not saved yet. `fields`
    are {name in the form: [values]} as a browser would send them, empty while nothing is unsaved;
    `base` holds the marked texts as they were saved when the page was opened.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.UUIDField()
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    fields = models.JSONField(default=dict, blank=True)
    base = models.JSONField(default=dict, blank=True)
    opened_version = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField(null=True, blank=True)
    here_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page"],
                name="draft_once_per_person",
                violation_error_message="What you have not saved of this story is kept already.",
            ),
        ]
        indexes = [models.Index(fields=["article", "-here_at"], name="draft_who_is_here")]

    def __str__(self) -> str:
        return f"{self.person}: {self.page}"
