"""What was decided about a story, by whom and when; append-only (trigger)."""

from django.conf import settings
from django.db import models

from lib.people import called
from lib.refusals import LONGEST_NOTE
from lib.words import day

from .articles import Article
from .versions import PublishedVersion


class ArticleEvent(models.Model):
    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "sent to the subs"
        SENT_BACK = "sent_back", "sent back"
        APPROVED = "approved", "approved"
        OVERRIDDEN = "overridden", "published on one pair of eyes"
        PUBLISHED = "published", "published"
        SCHEDULED = "scheduled", "scheduled"
        CANCELLED = "cancelled", "scheduled version cancelled"
        PULLED = "pulled", "pulled"
        PUT_BACK = "put_back", "put back"
        WITHDRAWN = "withdrawn", "withdrawn"
        CORRECTED = "corrected", "corrected with all that cites the same"
        LOOKED_AGAIN = "looked_again", "second look done"
        NO_REPLY = "no_reply", "goes out without a reply"
        READ_CHANGE = "read_change", "change read by a second person"
        SETTLED = "settled", "answer from outside ticked off"

    article = models.ForeignKey(Article, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=LONGEST_NOTE, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    version = models.ForeignKey(
        PublishedVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="looks",
        help_text="The version that somebody took a second look at.",
    )
    # The queries that the person left as they are, in words: [{"place": …, "message": …}, …]
    left_as_is = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["article", "at", "id"], name="article_event_by_time"),
            models.Index(fields=["kind", "-at"], name="article_event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {called(self.by)}, {day(self.at)}"
