"""A finding of the copy check is answered: left as it is, looked at again, or found not right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, need, required, save_valid

from ..left_as_is import Left
from ..models import Article, FindingAnswer
from .base import allow, locked

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Kind = FindingAnswer.Kind


@deed
def answer_finding(
    *,
    by: AbstractUser,
    kind: str,
    of: str,
    verdict: str,
    words: str,
    sentence: str,
    message: str,
    article: Article | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> FindingAnswer:
    """`of` and `verdict` are those of the Finding, `sentence` is the one in which it stands."""
    need(by, "articles.view_article", "look at stories")
    if kind != Kind.NOT_RIGHT:
        if article is None:
            raise Refused("Save the story first: then it is kept with its words.")
        allow(by, "edit", locked(article))
    if kind == Kind.LEFT:
        reason = required(reason, "Say why it is left as it is.")
    answer = FindingAnswer(
        kind=kind,
        article=article,
        of=of,
        verdict=verdict,
        words=words,
        sentence=sentence,
        message=message,
        reason=reason.strip(),
        by=by,
        at=at or timezone.now(),
    )
    save_valid(answer)
    return answer


def left_in(article: Article | None) -> list[Left]:
    """What was left as it is in a story, and not taken up again since."""
    if article is None or article.pk is None:
        return []
    kept: dict[tuple[str, ...], list[Left]] = {}
    for each in article.finding_answers.exclude(kind=Kind.NOT_RIGHT).select_related("by"):
        about = (each.of, each.verdict, each.words, each.message)
        if each.kind == Kind.LEFT:
            kept.setdefault(about, []).append(as_left(each))
        else:
            kept.pop(about, None)
    return [left for several in kept.values() for left in several]


def as_left(answer: FindingAnswer) -> Left:
    return Left(
        kind=answer.of,
        verdict=answer.verdict,
        words=answer.words,
        sentence=answer.sentence,
        message=answer.message,
        why=f"{called(answer.by)}: {answer.reason}",
    )
