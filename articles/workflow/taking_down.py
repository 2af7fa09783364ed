"""Withdraw with a notice; pull and put back."""

from django.utils import timezone

from deeds import deed
from lib.refusals import Refused, required
from lib.words import clock

from .. import gate
from ..content import Content, content_hash
from ..models import Article, PublishedVersion
from ..snapshot import snapshot
from .base import Event, Kind, allow, lock_cited, locked, log, move
from .publishing import refuse_overtaken


@deed
def withdraw(*, by, article, notice, now=None) -> PublishedVersion:
    """An editorial withdrawal: a notice takes the story's place, earlier versions stay readable."""
    article = locked(article)
    now = now or timezone.now()
    allow(by, "withdraw", article)
    notice = required(notice, "Tell readers why the story is withdrawn.")
    if article.pulled_at is not None:
        raise Refused("This story is pulled: put it back first.")
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
    """Undo a pull in one step, through the gate: what may not be read by law stays away.

    The gate is asked about the version that readers would see again, and about one that is set
    to start. Without the version that stops it another may be published over it first.
    """
    lock_cited(cited_of(article))
    article = locked(article)
    allow(by, "put_back", article)
    if article.pulled_at is None:
        raise Refused("This story is not pulled.")
    now = now or timezone.now()
    stopped = [
        f"{stop.place.capitalize()}: {gate.with_a_way_out(stop)}"
        for stop in stops_of_returning(article, now)
    ]
    if stopped:
        raise Refused(stopped, code="stopped")
    article.pulled_at = None
    return move(article, article.state, Event.PUT_BACK, by=by, now=now, reason=reason)


def cited_of(article):
    """What the versions that may return rest on, as a Content."""
    standing = article.versions.standing().order_by("-live_from", "-number")
    content = Content(article=article, bylines=[], pictures=[], about={}, related=[])
    content.cited = [cited for version in standing[:3] for cited in gate.cited_of(version)]
    return content


def stops_of_returning(article, now):
    """What the gate says against the versions that would be read, now or when they start."""
    standing = article.versions.standing().order_by("-live_from", "-number")
    begun = list(standing.filter(live_from__lte=now)[:1])
    to_come = list(standing.filter(live_from__gt=now))
    stops = [
        stop
        for version in [*begun, *to_come]
        for stop in gate.law_stops(version, max(now, version.live_from))
    ]
    return list(dict.fromkeys(stops))
