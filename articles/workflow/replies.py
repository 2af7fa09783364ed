"""Right of reply before a serious allegation: who was asked, what they said, or why nobody was."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.refusals import Refused, required, save_valid

from .. import telling
from ..models import Approach, Article
from .base import Event, allow, locked, note

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def record_approach(
    *,
    by: AbstractUser,
    article: Article,
    who: str,
    put: str,
    asked_how: str = "",
    asked_at: datetime | None = None,
    deadline: datetime | None = None,
    answer: str = "",
    answered_at: datetime | None = None,
) -> Approach:
    """Somebody was asked for a reply; with their answer where it is there already."""
    article = locked(article)
    allow(by, "record_reply", article)
    now = timezone.now()
    approach = Approach(
        article=article,
        who=required(who, "Say who was asked."),
        put=put.strip(),
        asked_how=asked_how,
        asked_at=asked_at or now,
        deadline=deadline,
        recorded_by=by,
    )
    if answer.strip():
        answered(approach, by, answer, answered_at or now)
    if not approach.put:
        raise Refused("Say what was put to them.")
    save_valid(approach)
    telling.reply_awaited(approach)
    return approach


@deed
def record_answer(
    *, by: AbstractUser, approach: Approach, answer: str, answered_at: datetime | None = None
) -> Approach:
    allow(by, "record_reply", locked(approach.article))
    approach.refresh_from_db()
    if approach.answer:
        raise Refused(f"{approach.who} has answered already: “{approach.answer}”")
    if not answer.strip():
        raise Refused("Say what they answered, or that they declined to.")
    answered(approach, by, answer, answered_at or timezone.now())
    save_valid(approach)
    return approach


def answered(approach: Approach, by: AbstractUser, answer: str, at: datetime) -> None:
    approach.answer, approach.answered_at, approach.answer_recorded_by = answer.strip(), at, by


@deed
def go_without_reply(
    *, by: AbstractUser, article: Article, reason: str, now: datetime | None = None
) -> Article:
    """An editor takes it on themselves that nobody was asked, or that no answer is awaited."""
    article = locked(article)
    allow(by, "go_without_reply", article)
    reason = required(reason, "Say why it goes out without a reply.")
    note(article, Event.NO_REPLY, by=by, now=now, reason=reason)
    return article
