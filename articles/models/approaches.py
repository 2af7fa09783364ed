"""Right of reply: who was asked before something serious was said of them, and their answer."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from hospitals.models import Channel
from lib.constraints import together

from .articles import Article

USER = settings.AUTH_USER_MODEL


class Approach(models.Model):
    """One person or organisation that was asked.

    Written once but for the answer, which is set once, when it comes (trigger).
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="approaches")
    who = models.CharField("who was asked", max_length=160)
    put = models.TextField("what was put to them", help_text="What the story says of them.")
    asked_how = models.CharField("how", max_length=10, choices=Channel, blank=True)
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField("answer by", null=True, blank=True)
    # Null until then, as the trigger lets it be set once.
    answer = models.TextField(
        null=True, blank=True, help_text="In their words, or: declined to comment."
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    answer_recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "right of reply"
        verbose_name_plural = "rights of reply"
        ordering = ["asked_at", "id"]
        constraints = [
            together(
                "answer",
                "answered_at",
                "answer_recorded_by",
                given=~Q(answer=""),
                name="approach_answer_recorded_by_somebody",
                message="An answer has a time, and somebody who recorded it.",
            )
        ]

    def __str__(self) -> str:
        return self.who

    def is_over(self, at: datetime) -> bool:
        """Answered, or their time to answer has passed."""
        return bool(self.answer) or (self.deadline is not None and self.deadline <= at)

    def came_after(self, saved: datetime | None) -> bool:
        """Whether the answer came once the story stood as it was saved then."""
        return self.answered_at is not None and saved is not None and self.answered_at > saved
