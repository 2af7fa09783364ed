"""A story that is not published, lent for some time to somebody without a log-in."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lib.constraints import together

from .articles import Article
from .events import ArticleEvent
from .versions import PublishedVersion

USER = settings.AUTH_USER_MODEL


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at: datetime) -> Self:
        """Those that may be read at `at`: not run out, not taken back, and the story neither
        published nor pulled since; what is put back later opens none of them again."""
        here = {"article": OuterRef("article")}
        out = PublishedVersion.objects.standing().filter(
            **here, live_from__gte=OuterRef("made_at"), live_from__lte=at
        )
        off = ArticleEvent.objects.filter(
            **here, kind=ArticleEvent.Kind.PULLED, at__gte=OuterRef("made_at"), at__lte=at
        )
        return self.filter(
            ~Exists(out),
            ~Exists(off),
            taken_back_at__isnull=True,
            made_at__lte=at,
            expires_at__gt=at,
            article__pulled_at__isnull=True,
        )


class PreviewLink(models.Model):
    """Shows the words of one moment, which are kept here: see docs/decisions/0024.

    Written once but for `taken_back_…` (trigger). Of the secret part of its address only the
    SHA-256 is kept.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links")
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    for_whom = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    token_hash = models.CharField(max_length=64, unique=True)
    content_hash = models.CharField(max_length=64)
    words = models.JSONField(help_text="As articles.workflow.texts.words_of gives them.")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(for_whom=""),
                name="preview_link_for_somebody",
                violation_error_message="Say whom the link is for.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="preview_link_runs_out",
                violation_error_message="A link runs out after it was made.",
            ),
            together(
                "taken_back_at",
                "taken_back_by",
                name="preview_link_taken_back_by_somebody",
                message="A link is taken back by a person at a time.",
            ),
        ]

    def __str__(self) -> str:
        return f"for {self.for_whom}"


class PreviewOpening(models.Model):
    """That a link was opened, and when. Not by whom or from where: nobody needs to know."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return str(self.at)
