"""What somebody without a log-in answered to a story that was lent to them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lib.constraints import together
from lib.refusals import LONGEST_NOTE

from .articles import Article
from .preview_links import PreviewLink


class PreviewAnswerQuerySet(models.QuerySet):
    def of(self, article: Article) -> Self:
        return self.filter(link__article=article)

    def standing(self) -> Self:
        """The last of each person for whom a story was lent, whichever link they answered over."""
        later = PreviewAnswer.objects.filter(
            link__article=OuterRef("link__article"),
            link__for_whom__iexact=OuterRef("link__for_whom"),
        ).filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
        return self.filter(~Exists(later)).select_related("link__made_by", "settled_by")

    def unsettled(self) -> Self:
        """Those that ask for something, and that nobody on the desk has ticked off."""
        return self.filter(settled_at__isnull=True).exclude(verdict="fine")


class PreviewAnswer(models.Model):
    """Of exactly what was shown, which `digest` tells: see docs/decisions/0026.

    Written once but for its tick, which is set once (trigger). It stays when the link is taken
    back: it was given.
    """

    class Verdict(models.TextChoices):
        FINE = "fine", "fine"
        CHANGE = "change", "change this"
        STOP = "stop", "do not publish"

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=6, choices=Verdict)
    name = models.CharField(max_length=120, help_text="Who answered, as they wrote it.")
    says = models.TextField(blank=True, max_length=4000)
    digest = models.CharField(max_length=64, help_text="As articles.workflow.content.shown_digest.")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    # Null until then, as the trigger lets it be set once.
    settled_how = models.CharField(max_length=LONGEST_NOTE, null=True, blank=True)

    objects = PreviewAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="preview_answer_by_somebody",
                violation_error_message="Say who answers.",
            ),
            models.CheckConstraint(
                condition=Q(verdict="fine") | ~Q(says=""),
                name="preview_answer_says_what",
                violation_error_message="Say what is to be changed, or why it should not appear.",
            ),
            together(
                "settled_by",
                "settled_at",
                "settled_how",
                given=~Q(settled_how=""),
                name="preview_answer_settled_by_somebody",
                message="An answer is ticked off by a person, who says what was done.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.name}"
