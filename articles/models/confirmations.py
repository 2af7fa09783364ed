"""Confirmation by the source of quoted words, and of words of a draft."""

from django.db import models
from django.db.models import Q

from hospitals.models.confirmations import Confirmed, asked_or_skipped

from .articles import Article
from .notes import OnWords
from .quotes import QuoteRevision


class QuoteConfirmation(Confirmed):
    """Of one revision of a quotation. Written once (trigger)."""

    revision = models.ForeignKey(QuoteRevision, models.CASCADE, related_name="confirmations")

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [asked_or_skipped("quote_confirmed_or_skipped")]


class PassageConfirmation(Confirmed, OnWords):
    """Of some words of a working copy. Written once (trigger); it is void once they change, which
    their digest tells."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="confirmations")
    digest = models.CharField(max_length=64, help_text="As articles.anchors.digest_of_words.")

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            asked_or_skipped("passage_confirmed_or_skipped"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(place=""),
                name="passage_confirmed_has_words",
                violation_error_message="Give the words that were put to the source.",
            ),
        ]
