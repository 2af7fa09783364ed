"""Withdraw with a notice; pull and put back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.refusals import Refused, required
from lib.words import clock

from ..models import Article, PublishedVersion
from .base import Event, Kind, allow, lock_cited, locked, move, note, standing_version
from .content import Content
from .gate import cited_of, law_stops, with_a_way_out
from .problem import Problem
from .publication import Publication
from .publishing import refuse_overtaken
from .snapshot import snapshot

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def withdraw(
    *, by: AbstractUser, article: Article, notice: str, now: datetime | None = None
) -> PublishedVersion:
    """An editorial withdrawal: a notice takes the story's place, earlier versions stay readable."""
    article = locked(article)
    now = now or timezone.now()
    allow(by, "withdraw", article)
    notice = required(notice, "Tell readers why the story is withdrawn.")
    if article.pulled_at is not None:
        raise Refused("This story is pulled: put it back first.")
    previous = standing_version(article)
    if previous is None:
        raise Refused("This story has not been published: there is nothing to withdraw.")
    refuse_overtaken(previous, now)
    if previous.kind == Kind.WITHDRAWAL:
        raise Refused("This story is withdrawn already.")
    version = snapshot(
        Publication(
            content=what_stays(previous),
            by=by,
            now=now,
            at=now,
            kind=Kind.WITHDRAWAL,
            previous=previous,
            withdrawn_because=notice,
        )
    )
    note(article, Event.WITHDRAWN, by=by, now=now, reason=notice)
    return version


def what_stays(previous: PublishedVersion) -> Content:
    """Who wrote the version before, and what it was about: all that a withdrawal keeps of it."""
    return Content(
        article=previous.article,
        bylines=[link.contributor for link in previous.contributor_links.all()],
        pictures=[],
        about={
            name: list(getattr(previous, name).all())
            for name in ("trusts", "hospitals", "areas", "strikes")
        },
        related=[],
    )


@deed
def pull(
    *, by: AbstractUser, article: Article, reason: str = "", now: datetime | None = None
) -> Article:
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
def put_back(
    *, by: AbstractUser, article: Article, reason: str = "", now: datetime | None = None
) -> Article:
    """Undo a pull in one step, through the gate: what may not be read by law stays away.

    The gate is asked about the version that readers would see again, and about one that is set
    to start. Without the version that stops it another may be published over it first.
    """
    may_return = article.versions.standing().order_by("-live_from", "-number")[:3]
    lock_cited([cited for version in may_return for cited in cited_of(version)])
    article = locked(article)
    allow(by, "put_back", article)
    if article.pulled_at is None:
        raise Refused("This story is not pulled.")
    now = now or timezone.now()
    stopped = [
        f"{stop.place.capitalize()}: {with_a_way_out(stop)}"
        for stop in stops_of_returning(article, now)
    ]
    if stopped:
        raise Refused(stopped, code="stopped")
    article.pulled_at = None
    return move(article, article.state, Event.PUT_BACK, by=by, now=now, reason=reason)


def stops_of_returning(article: Article, now: datetime) -> list[Problem]:
    """What the gate says against the versions that would be read, now or when they start."""
    standing = article.versions.standing().order_by("-live_from", "-number")
    begun = list(standing.filter(live_from__lte=now)[:1])
    to_come = list(standing.filter(live_from__gt=now))
    stops = [
        stop
        for version in [*begun, *to_come]
        for stop in law_stops(version, max(now, version.live_from))
    ]
    return list(dict.fromkeys(stops))
