"""Confirmation by the source of quoted words, and of words of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from hospitals.workflow.confirming import Asked
from lib.locks import lock_rows
from lib.refusals import Refused, need, save_valid

from ..anchors import Found, digest_of_words
from ..models import Article, PassageConfirmation, Quote, QuoteConfirmation, QuoteRevision
from .base import allow, locked
from .notes import found_in
from .reviewed import where

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def confirm_quote(
    *, by: AbstractUser, revision: QuoteRevision, asked: Asked, now: datetime | None = None
) -> QuoteConfirmation:
    """Of exactly this revision of a quotation."""
    need(by, "articles.add_quoteconfirmation", "record what a source has confirmed")
    lock_rows(Quote, {revision.quote_id})
    latest = revision.quote.revisions.order_by("-number").values_list("pk", flat=True).first()
    if latest != revision.pk:
        raise Refused("Other words have been recorded since: look at them, and ask about those.")
    confirmation = QuoteConfirmation(revision=revision, **asked.fields(by, now or timezone.now()))
    save_valid(confirmation)
    return confirmation


@deed
def confirm_passage(
    *,
    by: AbstractUser,
    article: Article,
    words: str,
    asked: Asked,
    now: datetime | None = None,
) -> PassageConfirmation:
    """Of words of the working copy as it is saved; void once they change."""
    article = locked(article)
    allow(by, "confirm_passage", article)
    if not words.strip():
        raise Refused("Give the words that were put to the source.")
    place, anchor = found_in(article, words)
    confirmation = PassageConfirmation(
        article=article,
        place=place,
        digest=digest_of_words(anchor.words),
        **vars(anchor),
        **asked.fields(by, now or timezone.now()),
    )
    save_valid(confirmation)
    return confirmation


@dataclass(frozen=True)
class Passage:
    """A confirmation of words of a draft, and where they are now; it holds while they stand."""

    confirmation: PassageConfirmation
    found: Found

    @property
    def holds(self) -> bool:
        stands = self.found.state == "stands"
        return stands and digest_of_words(self.found.now) == self.confirmation.digest


def passages(article: Article) -> list[Passage]:
    """What was confirmed of a story, the latest first: one query."""
    rows = article.confirmations.select_related("recorded_by")
    return [Passage(row, where(row, article) or Found("gone")) for row in rows]
