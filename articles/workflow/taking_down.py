"""Withdraw with a notice; pull and put back."""

from django.utils import timezone

from deeds import deed
from hospitals.workflow import clock, required
from newsroom.lib.errors import Refused

from ..content import Content, content_hash
from ..models import Article, PublishedVersion
from ..snapshot import snapshot
from .base import Event, Kind, allow, locked, log, move
from .publishing import refuse_overtaken


@deed
def withdraw(*, by, article, notice, now=None) -> PublishedVersion:
    """An editorial withdrawal: a notice takes the story's place, earlier versions stay readable."""
    article = locked(article)
    now = now or timezone.now()
    allow(by, "withdraw", article)
    notice = required(notice, "Tell readers why the story is withdrawn.")
    previous = refuse_overtaken(article, now, digest=None)
    if previous is None:
        raise Refused("This story has not been published: there is nothing to withdraw.")
    if previous.kind == Kind.WITHDRAWAL:
        raise Refused("This story is withdrawn already.")
    content = Content(
        article=article,
        bylines=[link.contributor for link in previous.contributor_links.all()],
        pictures=[],
        about={
            name: list(getattr(previous, name).all())
            for name in ("trusts", "hospitals", "areas", "strikes")
        },
        related=[],
    )
    version = snapshot(
        content,
        by=by,
        kind=Kind.WITHDRAWAL,
        at=now,
        now=now,
        digest=content_hash(content),
        previous=previous,
        notice=notice,
    )
    log(article, Event.WITHDRAWN, by=by, now=now, reason=notice[:300])
    return version


@deed
def pull(*, by, article, reason="", now=None) -> Article:
    """Take the story off every public surface at once. Nothing is deleted."""
    article = locked(article)
    allow(by, "pull", article)
    if article.pulled_at is not None:
        raise Refused(f"This story was pulled at {clock(article.pulled_at)}.")
    if not article.versions.standing().exists():
        raise Refused("This story has not been published: there is nothing to pull.")
    article.pulled_at = now or timezone.now()
    return move(article, article.state, Event.PULLED, by=by, now=now, reason=reason)


@deed
def put_back(*, by, article, reason="", now=None) -> Article:
    """Undo a pull in one step."""
    article = locked(article)
    allow(by, "put_back", article)
    if article.pulled_at is None:
        raise Refused("This story is not pulled.")
    article.pulled_at = None
    return move(article, article.state, Event.PUT_BACK, by=by, now=now, reason=reason)
