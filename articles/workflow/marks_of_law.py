"""A mark of law that the words of a story ask for is set, or is not for a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deeds import deed
from lib.refusals import Refused, required

from ..models import Article, FindingAnswer
from .answering import answer_finding
from .base import allow, locked
from .touching_law import MARKS, OF, undecided
from .working_copy import save

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def set_mark(*, by: AbstractUser, article: Article, mark: str) -> Article:
    article = locked(article)
    setattr(article, MARKS[mark].field, True)
    return save(by=by, article=article)


@deed
def leave_unmarked(*, by: AbstractUser, article: Article, mark: str, reason: str) -> None:
    """Kept with the sentences that ask for the mark: what is written later is asked about anew."""
    article = locked(article)
    allow(by, "edit", article)
    reason = required(reason, "Say why it is not marked.")
    words = undecided(article).get(mark, [])
    if not words:
        raise Refused("The words that asked for this mark are gone, or somebody has decided.")
    for each in {each.sentence: each for each in words}.values():
        answer_finding(
            by=by,
            article=article,
            kind=FindingAnswer.Kind.LEFT,
            of=OF,
            verdict=mark,
            words=each.words,
            sentence=each.sentence,
            message=f"It is not marked as {MARKS[mark].called}.",
            reason=reason,
        )
