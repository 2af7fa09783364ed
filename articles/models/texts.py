"""Who wrote which words of a working copy; append-only (trigger)."""

from django.conf import settings
from django.db import models

from .articles import Article


class ArticleText(models.Model):
    """The words of a working copy as one person saved them.

    `words` are those of `articles.workflow.texts.words_of`. A row says that they went out when two
    people had stood behind them; whoever wrote before that has been answered for.
    """

    class Kind(models.TextChoices):
        WROTE = "wrote", "changed"
        FIXED = "fixed", "changed by a small fix"
        OUT = "out", "published"
        RIGHT = "right", "put right by a correction"

    article = models.ForeignKey(Article, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=5, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["article", "-id"], name="article_text_latest")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.get_kind_display()}"
