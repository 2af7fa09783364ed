"""Put a story before readers, now or later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from hospitals.models import DisruptionFigure
from hospitals.workflow import release
from lib.people import called
from lib.refusals import Refused
from lib.words import clock, join

from .. import telling
from ..models import Article, PublishedVersion
from .base import (
    STANDS,
    Event,
    Kind,
    State,
    allow,
    lock_cited,
    locked,
    move,
    note,
    standing_version,
)
from .content import cited_now, content_hash, load, moment_of
from .corrections import Notice, issue
from .gate import refuse_at_gate
from .problem import Problem
from .publication import Publication
from .snapshot import snapshot
from .texts import more_than_a_small_fix, words_of, words_of_version
from .two_names import note_out, refuse_unseen, whose_turn

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# Between pressing Publish on the desk and the first reader: time to press Cancel.
SECOND_THOUGHTS = timedelta(seconds=10)


@deed
def publish(
    *,
    by: AbstractUser,
    article: Article,
    at: datetime | None = None,
    kind: str | None = None,
    notices: Iterable[Notice] = (),
    alone: bool = False,
    release_cited: bool = False,
    left_because: str = "",
    wait: timedelta = timedelta(0),
    seen: str | None = None,
    now: datetime | None = None,
) -> PublishedVersion:
    """Put the working copy before readers, now or from `at` on.

    Takes an approval of exactly this text, by somebody who did not write it or with somebody else
    who has read it; or `alone`, a duty editor's one pair of eyes; or `kind="small_fix"`. `notices`
    (Notice) are issued with a correction. `release_cited` releases the cited figures with it.
    Queries and reading stops of the gate need `left_because`. Without `at` it goes out after
    `wait`: the desk waits SECOND_THOUGHTS. `seen` is the content hash of what stood on the page,
    where there was one.
    """
    lock_cited(cited_now(article))
    article = locked(article)
    now = now or timezone.now()
    previous = standing_version(article)
    out = Publication(
        content=load(article),
        by=by,
        now=now,
        at=at or now + wait,
        kind=kind or (Kind.UPDATE if previous else Kind.FIRST),
        previous=previous,
        alone=alone,
        scheduled=at is not None and at != now,
        notices=tuple(notices),
        left_because=left_because,
    )
    refuse_unready(out, seen)
    released = release_along(out) if release_cited else []
    left = refuse_at_gate(out, released)
    version = snapshot(out, left)
    for notice in out.notices:
        issue(by=by, notice=notice, article=article, version=version, at=out.at)
    write_down(out, left)
    telling.second_look_waits(version)
    return version


def release_along(out: Publication) -> list[DisruptionFigure]:
    """Release what readers would not see yet; the figures that are released by it."""
    unreleased = out.unreleased()
    if unreleased:
        release(by=out.by, figures=unreleased, at=out.at, now=out.now)
    return unreleased


def write_down(out: Publication, left: list[Problem]) -> None:
    """Where the story stands now, and on whose names its words went out."""
    move(
        out.article,
        State.PUBLISHED,
        Event.SCHEDULED if out.scheduled else Event.PUBLISHED,
        by=out.by,
        now=out.now,
        reason=out.left_because,
        digest=out.digest,
        left=[{"place": each.place, "message": each.message} for each in left],
    )
    if out.alone:
        note(out.article, Event.OVERRIDDEN, by=out.by, now=out.now, digest=out.digest)
    elif out.kind != Kind.SMALL_FIX:
        note_out(out.article, by=out.by, now=out.now)


def refuse_unready(out: Publication, seen: str | None) -> None:
    """All that speaks against it before the gate is asked, what is simplest to mend first."""
    refuse_past(out)
    refuse_kind(out)
    refuse_unseen(out.article, out.digest, seen)
    refuse_overtaken(out.previous, out.at)
    refuse_unchanged(out)
    refuse_unapproved(out)
    refuse_other_values(out)


def refuse_past(out: Publication) -> None:
    if out.at < out.now:
        raise Refused("The time to publish has passed: choose a later one, or publish now.")


def refuse_kind(out: Publication) -> None:
    """What it is called must be what it is."""
    if out.kind == Kind.WITHDRAWAL:
        raise Refused("To withdraw a story, use “withdraw”: it takes a notice.")
    if out.kind != Kind.FIRST and out.previous is None:
        raise Refused(
            "This story has not been published before: its first version is neither an update nor "
            "a small fix nor a correction."
        )
    if out.kind == Kind.FIRST and out.previous is not None:
        raise Refused(
            "This story has been published before: this is an update, a small fix or a correction."
        )
    if out.kind == Kind.CORRECTION and not out.notices:
        raise Refused("Say what was wrong and what is right.")
    if out.kind != Kind.CORRECTION and out.notices:
        raise Refused(
            "A notice goes out with a correction: say that this is one, or leave the notice out."
        )


def refuse_overtaken(previous: PublishedVersion | None, at: datetime) -> None:
    """Versions start in the order of their numbers."""
    if previous is not None and previous.live_from >= at:
        raise Refused(
            f"A version is set to start at {clock(previous.live_from)}: cancel it first, or choose "
            "a later time."
        )


def refuse_unchanged(out: Publication) -> None:
    previous = out.previous
    if previous is not None and previous.content_hash == out.digest:
        raise Refused(
            f"{called(previous.published_by)} published this text at "
            f"{clock(previous.published_at)}: nothing has changed since."
        )


def refuse_other_values(out: Publication) -> None:
    """A story goes out resting on what readers see at that time, and was approved with it."""
    if out.at <= timezone.now():
        return
    then = out.content.standing(max(out.at, moment_of(out.article)))
    if content_hash(then) != out.digest:
        raise Refused(
            f"By {clock(out.at)} readers see another value of something that this story cites. "
            "Give the story an embargo until then, so that it is read and approved with that "
            "value, or publish it before."
        )


def refuse_unapproved(out: Publication) -> None:
    """Two names, or one pair of eyes that may, or no more than a small fix."""
    if out.kind == Kind.SMALL_FIX:
        allow(out.by, "small_fix", out.article)
        refuse_more_than_a_small_fix(out)
    elif out.alone:
        allow(out.by, "publish_alone", out.article)
    else:
        refuse_without_approval(out)


def refuse_more_than_a_small_fix(out: Publication) -> None:
    more = more_than_a_small_fix(words_of_version(out.previous), words_of(out.content))
    if more:
        raise Refused(
            f"This changes {join(more)}: more than a small fix. Send it to the subs as an update "
            "or a correction."
        )


def refuse_without_approval(out: Publication) -> None:
    article = out.article
    if article.state != State.APPROVED:
        raise Refused(
            f"This story is {STANDS[article.state]}: a second person approves it before it is "
            "published."
        )
    allow(out.by, "publish", article)
    if article.approved_hash != out.digest:
        raise Refused(
            "The text, or a record it rests on, has changed since "
            f"{called(article.approved_by)} approved it: have it approved again."
        )
    turn = whose_turn(article, out.digest)
    if turn:
        raise Refused(turn, code="unread")
