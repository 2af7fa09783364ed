"""What every step of a story is made of: the lock, the permission, the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from deeds import touched
from hospitals.models import DisruptionFigure
from hospitals.workflow import lock_grounds_of
from lib.locks import lock_rows
from lib.people import called

from ..models import Article, ArticleEvent, PublishedVersion, Quote
from .cited import Cited, figures_of, quotations_of
from .permissions import may, role_may

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Event = ArticleEvent.Kind
State = Article.State
Kind = PublishedVersion.Kind

# What of a story's trail readers notice, at once or at the time that it sets.
SEEN_BY_READERS = {
    Event.PUBLISHED,
    Event.SCHEDULED,
    Event.CANCELLED,
    Event.PULLED,
    Event.PUT_BACK,
    Event.WITHDRAWN,
}

# What each action is called in a refusal: "You may not approve this story now …"
IN_WORDS = {
    "edit": "change this story",
    "submit": "send this story to the subs",
    "send_back": "send this story back",
    "approve": "approve this story",
    "read_change": "say that you have read the change",
    "publish": "publish this story",
    "publish_alone": "publish on one pair of eyes",
    "small_fix": "publish a small fix",
    "cancel": "cancel a scheduled version",
    "pull": "pull this story",
    "put_back": "put this story back",
    "withdraw": "withdraw this story",
    "correct": "issue a correction",
    "say_where_it_ran": "say where else this story ran",
    "put_right_elsewhere": "tick off what was put right elsewhere",
    "look_again": "do the second look",
    "record_reply": "record a right of reply for this story",
    "settle_answer": "tick off what somebody answered to this story",
    "confirm_passage": "record what a source has confirmed",
    "go_without_reply": "let a story go out without a reply",
}

# How a story stands, within a sentence: "it is a draft".
STANDS = {
    State.DRAFT: "a draft",
    State.WITH_SUBS: "with the subs",
    State.APPROVED: "approved",
    State.PUBLISHED: "published as it stands",
}


def allow(by: AbstractUser, action: str, article: Article) -> None:
    if not may(by, action, article):
        raise PermissionDenied(why_not(by, action, article))


def why_not(by: AbstractUser, action: str, article: Article) -> str:
    """The sentence for somebody who may not: never in their role, or not as the story stands."""
    if not role_may(by, action):
        return f"Your role may not {IN_WORDS[action]}."
    return (
        f"You may not {IN_WORDS[action]} now: it is {STANDS[article.state]} and belongs to "
        f"{called(article.owner)}."
    )


def standing_version(article: Article) -> PublishedVersion | None:
    """The latest version that was not cancelled, live or still to start."""
    return article.versions.standing().order_by("-number").first()


def lock_cited(cited: list[Cited]) -> None:
    """Lock what a story rests on, before the story: sources, evidence, figures, quotations.

    In this order and by id everywhere, so that nobody waits for somebody who waits for them.
    """
    figures, revisions = figures_of(cited), quotations_of(cited)
    people = [source for revision in revisions for source in revision.sources()]
    lock_grounds_of(figures, [revision.evidence for revision in revisions], people)
    lock_rows(DisruptionFigure, {figure.pk for figure in figures})
    lock_rows(Quote, {revision.quote_id for revision in revisions})


def locked(article: Article) -> Article:
    """The story, fresh and locked until the transaction ends."""
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def move(
    article: Article,
    state: str,
    kind: str,
    *,
    by: AbstractUser,
    now: datetime | None,
    reason: str = "",
    digest: str = "",
    left: Iterable[dict[str, str]] = (),
) -> Article:
    """Put the story into a state, with the line of the trail that says who did it."""
    article.state = state
    article.save()
    note(article, kind, by=by, now=now, reason=reason, digest=digest, left=left)
    return article


def note(
    article: Article,
    kind: str,
    *,
    by: AbstractUser,
    now: datetime | None,
    reason: str = "",
    digest: str = "",
    left: Iterable[dict[str, str]] = (),
    version: PublishedVersion | None = None,
) -> None:
    """A line of the story's trail. `left` are the queries that were left as they are."""
    ArticleEvent.objects.create(
        article=article,
        kind=kind,
        by=by,
        at=now or timezone.now(),
        reason=reason,
        content_hash=digest or article.approved_hash,
        left_as_is=list(left),
        version=version,
    )
    if kind in SEEN_BY_READERS:
        touched(article)
