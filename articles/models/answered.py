"""What somebody answered to a finding of the copy check, kept with the words that it was about."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lib.refusals import LONGEST_NOTE

from .articles import Article


class FindingAnswer(models.Model):
    """Left as it is, with why; to be looked at again after all; or no finding that was right.

    Never changed (trigger): of the answers to one finding the last one counts. A story that was
    never saved has none of its own: then only that a finding is not right is kept.
    """

    class Kind(models.TextChoices):
        LEFT = "left", "left as it is"
        AGAIN = "again", "to be looked at again"
        NOT_RIGHT = "not_right", "not right"

    kind = models.CharField(max_length=10, choices=Kind)
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="finding_answers"
    )
    of = models.CharField(max_length=20, help_text="Such as: figure, quote.")
    verdict = models.CharField(max_length=30)
    words = models.TextField(help_text="Those that were underlined.")
    sentence = models.TextField(help_text="In which they stood.")
    message = models.TextField(help_text="What the check said.")
    reason = models.CharField(max_length=LONGEST_NOTE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "answer to a finding"
        verbose_name_plural = "answers to findings"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="left") | ~Q(reason=""),
                name="finding_left_for_a_reason",
                violation_error_message="Say why it is left as it is.",
            ),
            models.CheckConstraint(
                condition=Q(kind="not_right") | Q(article__isnull=False),
                name="finding_left_in_a_story",
                violation_error_message="Save the story first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: “{self.words}”"
