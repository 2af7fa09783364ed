"""Put a story before readers, now or later; cancel what is scheduled."""

from datetime import datetime, timedelta

from django.utils import timezone

from deeds import deed
from hospitals.models import DisruptionFigure, FigureDecision, Terms
from hospitals.workflow import release as release_figures
from hospitals.workflow import take_back_release
from lib.people import called
from lib.refusals import Refused
from lib.words import clock, join

from .. import gate
from ..content import content_hash, load, moment_of
from ..models import PublishedVersion
from ..snapshot import snapshot
from ..words import more_than_a_small_fix, words_of, words_of_version
from .base import STANDS, Event, Kind, State, allow, lock_cited, locked, log, move
from .corrections import issue
from .two_names import note_out, refuse_unseen, whose_turn

# Between pressing Publish on the desk and the first reader: time to press Cancel.
SECOND_THOUGHTS = timedelta(seconds=10)


@deed
def publish(
    *,
    by,
    article,
    at=None,
    kind=None,
    notices=(),
    alone=False,
    release_cited=False,
    left_because="",
    wait=timedelta(0),
    seen=None,
    now=None,
) -> PublishedVersion:
    """Put the working copy before readers, now or from `at` on.

    Takes an approval of exactly this text, by somebody who did not write it or with somebody else
    who has read it; or `alone`, a duty editor's one pair of eyes; or `kind="small_fix"`. `notices`
    (Notice) are issued with a correction. `release_cited` releases the cited figures with it.
    Queries of the gate need `left_because`. Without `at` it goes out after `wait`: the desk waits
    SECOND_THOUGHTS. `seen` is the content hash of what stood on the page, where there was one.
    """
    lock_cited(load(article))
    article = locked(article)
    now = now or timezone.now()
    at_once = at is None
    at = at or now + wait
    if at < now:
        raise Refused("The time to publish has passed: choose a later one, or publish now.")
    first = not article.versions.standing().exists()
    kind = kind or (Kind.FIRST if first else Kind.UPDATE)
    refuse_kind(kind, first, notices)
    content = load(article)
    digest = refuse_unseen(article, content, seen)
    previous = refuse_overtaken(article, at, digest)
    refuse_unapproved(by, article, content, digest, kind=kind, alone=alone, previous=previous)
    refuse_other_values(article, digest, at)
    if release_cited:
        unreleased = [
            figure
            for figure in content.figures()
            if figure.released_at is None or figure.released_at > at
        ]
        if unreleased:
            release_figures(by=by, figures=unreleased, at=at, now=now)
            content = load(article)
    left = refuse_at_gate(content, at, alone=alone, left_because=left_because)
    version = snapshot(
        content,
        by=by,
        kind=kind,
        at=at,
        now=now,
        digest=digest,
        previous=previous,
        alone=alone,
    )
    for notice in notices:
        issue(by=by, notice=notice, article=article, version=version, at=at)
    move(
        article,
        State.PUBLISHED,
        Event.PUBLISHED if at_once or at == now else Event.SCHEDULED,
        by=by,
        now=now,
        reason=left_because,
        digest=digest,
        left=left,
    )
    if alone:
        log(article, Event.OVERRIDDEN, by=by, now=now, digest=digest)
    elif kind != Kind.SMALL_FIX:
        note_out(article, by=by, now=now)
    return version


@deed
def cancel_scheduled(*, by, version, reason="", take_back=(), now=None) -> PublishedVersion:
    """Take a version back before it starts, and with it the releases of the figures `take_back`.

    Only those that `releases_with` the version names are taken back: they came along with it.
    """
    article = locked(version.article)
    now = now or timezone.now()
    allow(by, "cancel", article)
    version = PublishedVersion.objects.get(pk=version.pk)
    if version.cancelled_at is not None:
        raise Refused(
            f"{called(version.cancelled_by)} cancelled this at {clock(version.cancelled_at)}."
        )
    if version.live_from <= now:
        raise Refused("This version is live already: pull the story, or publish a new version.")
    if article.versions.standing().filter(number__gt=version.number).exists():
        raise Refused("A later version builds on this one: cancel that one first.")
    came_along = {figure.pk: figure for figure in releases_with(version)}
    PublishedVersion.objects.filter(pk=version.pk, cancelled_at__isnull=True).update(
        cancelled_at=now, cancelled_by=by
    )
    if article.state == State.PUBLISHED:
        approved = article.approved_hash and article.approved_hash == content_hash(load(article))
        article.state = State.APPROVED if approved else State.DRAFT
    move(article, article.state, Event.CANCELLED, by=by, now=now, reason=reason)
    for figure in take_back:
        if figure.pk not in came_along:
            raise Refused(f"{figure}: its release did not come with this version.")
        take_back_release(by=by, figure=figure, now=now)
    version.refresh_from_db()
    return version


def releases_with(version):
    """The figures that were released in the deed that set this version, and that stand so still."""
    decided = FigureDecision.objects.filter(
        kind=FigureDecision.Kind.RELEASED, by=version.published_by_id, at=version.published_at
    )
    return list(
        DisruptionFigure.objects.standing()
        .filter(
            pk__in=version.citations.filter(figure_revision__isnull=False).values(
                "figure_revision__figure"
            ),
            released_at=version.live_from,
        )
        .filter(pk__in=decided.values("figure"))
        .order_by("pk")
    )


def refuse_kind(kind, first, notices):
    if kind == Kind.WITHDRAWAL:
        raise Refused("To withdraw a story, use “withdraw”: it takes a notice.")
    if (kind == Kind.FIRST) != first:
        raise Refused(
            "This story has not been published before: its first version is neither an update nor "
            "a small fix nor a correction."
            if first
            else "This story has been published before: this is an update, a small fix or a "
            "correction."
        )
    if (kind == Kind.CORRECTION) != bool(notices):
        raise Refused(
            "Say what was wrong and what is right."
            if kind == Kind.CORRECTION
            else "A notice goes out with a correction: say that this is one, or leave the notice "
            "out."
        )


def refuse_overtaken(article, at: datetime, digest):
    """The version before, or None. Versions start in the order of their numbers."""
    previous = article.versions.standing().order_by("-number").first()
    if previous is None:
        return None
    if previous.live_from >= at:
        raise Refused(
            f"A version is set to start at {clock(previous.live_from)}: cancel it first, or choose "
            "a later time."
        )
    if digest is not None and previous.content_hash == digest:
        raise Refused(
            f"{called(previous.published_by)} published this text at "
            f"{clock(previous.published_at)}: nothing has changed since."
        )
    return previous


def refuse_other_values(article, digest, at):
    """A story goes out resting on what readers see at that time, and was approved with it."""
    if at > timezone.now() and content_hash(load(article, max(at, moment_of(article)))) != digest:
        raise Refused(
            f"By {clock(at)} readers see another value of something that this story cites. Give "
            "the story an embargo until then, so that it is read and approved with that value, or "
            "publish it before."
        )


def refuse_unapproved(by, article, content, digest, *, kind, alone, previous):
    if kind == Kind.SMALL_FIX:
        allow(by, "small_fix", article)
        more = more_than_a_small_fix(words_of_version(previous), words_of(content))
        if more:
            raise Refused(
                f"This changes {join(more)}: more than a small fix. Send it to the subs "
                "as an update or a correction."
            )
        return
    if alone:
        allow(by, "publish_alone", article)
        return
    if article.state != State.APPROVED:
        raise Refused(
            f"This story is {STANDS[article.state]}: a second person approves it before it is "
            "published."
        )
    allow(by, "publish", article)
    if article.approved_hash != digest:
        raise Refused(
            "The text, or a record it rests on, has changed since "
            f"{called(article.approved_by)} approved it: have it approved again."
        )
    turn = whose_turn(article, digest)
    if turn:
        raise Refused(turn, code="unread")


def refuse_at_gate(content, at, *, alone, left_because):
    """The queries left as they are, for the record; refused at a stop or without a reason."""
    found = gate.problems(content, at)
    stopped = [str(problem) for problem in gate.stops(found)]
    if alone:
        stopped += [
            f"{cited.place.capitalize()}: “{cited.words}” rests on an unattributable source: that "
            "takes a second person."
            for cited in content.cited
            if any(record_is_unattributable(cited, revision) for revision in cited.revisions)
        ]
    if stopped:
        raise Refused(stopped, code="stopped")
    left = [{"place": problem.place, "message": problem.message} for problem in gate.queries(found)]
    if left and not left_because.strip():
        raise Refused(
            [
                *(f"{query['place'].capitalize()}: {query['message']}" for query in left),
                "Put these right, or say why you leave them as they are.",
            ],
            code="queries",
        )
    return left


def record_is_unattributable(cited, revision):
    if cited.kind == "figure":
        return revision.evidence.terms == Terms.UNATTRIBUTABLE
    return revision.effective_terms() == Terms.UNATTRIBUTABLE
