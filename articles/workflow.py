"""Everything that a named person may do to a story or a quotation.

Each function is one transaction, locks the story it changes, and raises `Refused` (nothing
written) or `PermissionDenied`. `now` is for loading the past; it defaults to the clock.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hospitals.models import Terms
from hospitals.workflow import clock, need, required, save_valid
from hospitals.workflow import release as release_figures
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from . import gate, markup
from .content import Content, content_hash, load
from .models import (
    Article,
    ArticleEvent,
    ArticlePicture,
    Byline,
    Citation,
    Correction,
    PublishedVersion,
    Quote,
    QuoteRevision,
    RelatedArticle,
    Speaker,
)
from .permissions import may, role_may
from .snapshot import citations, names_in_a_row, snapshot

Event = ArticleEvent.Kind
State = Article.State
Kind = PublishedVersion.Kind

WORKFLOW_FIELDS = (
    "state",
    "version",
    "changed_by_id",
    "changed_at",
    "approved_by_id",
    "approved_at",
    "approved_hash",
    "pulled_at",
)

# What each action is called in a refusal: "You may not approve this story now …"
IN_WORDS = {
    "edit": "change this story",
    "submit": "send this story to the subs",
    "send_back": "send this story back",
    "approve": "approve this story",
    "publish": "publish this story",
    "publish_alone": "publish on one pair of eyes",
    "small_fix": "publish a small fix",
    "cancel": "cancel a scheduled version",
    "pull": "pull this story",
    "put_back": "put this story back",
    "withdraw": "withdraw this story",
    "correct": "issue a correction",
    "look_again": "do the second look",
}

# How a story stands, within a sentence: "it is a draft".
STANDS = {
    State.DRAFT: "a draft",
    State.WITH_SUBS: "with the subs",
    State.APPROVED: "approved",
    State.PUBLISHED: "published as it stands",
}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The words of a correction."""

    was_wrong: str
    is_right: str
    kind: str = Correction.Kind.CORRECTION
    placement: str = Correction.Placement.FOOT
    figure: object = None


# The working copy


@transaction.atomic
def save(*, by, article, expected_version=None, now=None, **lists) -> Article:
    """Create or change a working copy.

    `article` is an instance, new or changed. `lists` may give `bylines` (contributors),
    `pictures` ((picture, caption, in_gallery) triples), `related` (articles), `trusts`,
    `hospitals`, `areas`, `strikes`; a list left out stays as it is. `expected_version` is the
    version the person started from (default: the instance's): a story that somebody else has
    saved since is refused.
    """
    if article.pk is None:
        need(by, "articles.add_article", "write stories")
        article.owner_id = article.owner_id or by.pk
    else:
        if expected_version is None:
            expected_version = article.version
        lock_for_edit(by=by, article=article, expected_version=expected_version)
    article.headline = markup.sanitise_inline(article.headline)
    article.standfirst = markup.sanitise_inline(article.standfirst)
    article.body = markup.sanitise_body(article.body)
    save_valid(article)
    for name in ("trusts", "hospitals", "areas", "strikes"):
        if name in lists:
            getattr(article, name).set(lists.pop(name))
    rows = {
        "bylines": lambda i, person: Byline(article=article, contributor=person, order=i),
        "related": lambda i, to: RelatedArticle(article=article, to=to, order=i),
        "pictures": lambda i, shown: ArticlePicture(
            article=article,
            picture=shown[0],
            caption=markup.sanitise_inline(shown[1]),
            in_gallery=shown[2],
            order=i,
        ),
    }
    for name, given in lists.items():
        made = [rows[name](i, each) for i, each in enumerate(given)]
        model = {"bylines": Byline, "related": RelatedArticle, "pictures": ArticlePicture}[name]
        model.objects.filter(article=article).delete()
        model.objects.bulk_create(made)
    return saved(by=by, article=article, now=now)


def lock_for_edit(*, by, article, expected_version) -> Article:
    """Lock the story until the transaction ends; refuse if somebody saved it since.

    Returns the story as it is stored, for "both versions" on the desk; what workflow alone
    writes is brought up to date on `article`, so that saving it cannot undo a decision.
    """
    stored = locked(article)
    allow(by, "edit", stored)
    for name in WORKFLOW_FIELDS:
        setattr(article, name, getattr(stored, name))
    if stored.version != expected_version:
        raise Refused(
            f"{called(stored.changed_by)} saved this story at {clock(stored.changed_at)}, after "
            "you opened it. Nothing of yours is lost: compare the two and save again.",
            code="stale",
        )
    return stored


def saved(*, by, article, now=None) -> Article:
    """Finish a save, after the rows that belong to it: version, citations, state.

    An approval does not outlive a change of what readers would see.
    """
    article = locked(article)
    content = load(article)
    Citation.objects.filter(article=article, version__isnull=True).delete()
    Citation.objects.bulk_create(citations(content))
    digest = content_hash(content)
    live = article.versions.standing().order_by("-number").first()
    if article.state == State.APPROVED and digest != article.approved_hash:
        article.state = State.WITH_SUBS
        article.approved_by = article.approved_at = None
        article.approved_hash = ""
    elif article.state == State.PUBLISHED and live and digest != live.content_hash:
        article.state = State.DRAFT
    article.version = F("version") + 1
    article.changed_by, article.changed_at = by, now or timezone.now()
    article.save_without_historical_record()
    article.refresh_from_db()
    return article


# The way to the site


@transaction.atomic
def submit(*, by, article, now=None) -> Article:
    """Send a draft to the subs."""
    article = locked(article)
    if article.state != State.DRAFT:
        raise Refused(f"This story is already {STANDS[article.state]}.")
    allow(by, "submit", article)
    if not markup.plain_text(article.headline).strip():
        raise Refused("Headline: give the story one before you send it to the subs.")
    return move(article, State.WITH_SUBS, Event.SUBMITTED, by=by, now=now)


@transaction.atomic
def send_back(*, by, article, reason, now=None) -> Article:
    """Back to the reporter, with the reason."""
    article = locked(article)
    if article.state not in (State.WITH_SUBS, State.APPROVED):
        raise Refused(f"This story is not with the subs: it is {STANDS[article.state]}.")
    allow(by, "send_back", article)
    reason = required(reason, "Say what is to be done.")
    article.approved_by = article.approved_at = None
    article.approved_hash = ""
    return move(article, State.DRAFT, Event.SENT_BACK, by=by, now=now, reason=reason)


@transaction.atomic
def approve(*, by, article, now=None) -> Article:
    """A second person says that this very text may go out: void when anything in it changes."""
    article = locked(article)
    if article.state == State.APPROVED:
        raise Refused(
            f"{called(article.approved_by)} approved this story at {clock(article.approved_at)}."
        )
    if article.state != State.WITH_SUBS:
        raise Refused(f"This story is not with the subs: it is {STANDS[article.state]}.")
    allow(by, "approve", article)
    submitted = article.events.filter(kind=Event.SUBMITTED).last()
    if by.pk == article.owner_id:
        raise Refused("This is your story: another person approves it.")
    if submitted and by.pk == submitted.by_id:
        raise Refused("You sent this story to the subs: another person approves it.")
    now = now or timezone.now()
    article.approved_by, article.approved_at = by, now
    article.approved_hash = content_hash(load(article))
    return move(article, State.APPROVED, Event.APPROVED, by=by, now=now)


@transaction.atomic
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
    now=None,
) -> PublishedVersion:
    """Put the working copy before readers, now or from `at` on.

    Takes an approval of exactly this text; or `alone`, a duty editor's one pair of eyes; or
    `kind="small_fix"`. `notices` (Notice) are issued with a correction. `release_cited` releases
    the cited figures with it. Queries of the gate need `left_because`.
    """
    now = now or timezone.now()
    at = at or now
    article = locked(article)
    if at < now:
        raise Refused("The time to publish has passed: choose a later one, or publish now.")
    first = not article.versions.standing().exists()
    kind = kind or (Kind.FIRST if first else Kind.UPDATE)
    refuse_kind(kind, first, notices)
    content = load(article)
    digest = content_hash(content)
    previous = refuse_overtaken(article, at, digest)
    refuse_unapproved(by, article, content, digest, kind=kind, alone=alone, previous=previous)
    if release_cited:
        unreleased = [
            figure
            for figure in content.figures()
            if figure.released_at is None or figure.released_at > at
        ]
        if unreleased:
            release_figures(by=by, figures=unreleased, at=at)
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
        Event.SCHEDULED if at > now else Event.PUBLISHED,
        by=by,
        now=now,
        reason=left_because,
        digest=digest,
        left=left,
    )
    if alone:
        log(article, Event.OVERRIDDEN, by=by, now=now, digest=digest)
    return version


@transaction.atomic
def cancel_scheduled(*, by, version, reason="", now=None) -> PublishedVersion:
    """Take a scheduled version back before it starts."""
    now = now or timezone.now()
    article = locked(version.article)
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
    PublishedVersion.objects.filter(pk=version.pk, cancelled_at__isnull=True).update(
        cancelled_at=now, cancelled_by=by
    )
    if article.state == State.PUBLISHED:
        approved = article.approved_hash and article.approved_hash == content_hash(load(article))
        article.state = State.APPROVED if approved else State.DRAFT
    move(article, article.state, Event.CANCELLED, by=by, now=now, reason=reason)
    version.refresh_from_db()
    return version


@transaction.atomic
def withdraw(*, by, article, notice, now=None) -> PublishedVersion:
    """An editorial withdrawal: a notice takes the story's place, earlier versions stay readable."""
    now = now or timezone.now()
    article = locked(article)
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


@transaction.atomic
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


@transaction.atomic
def put_back(*, by, article, reason="", now=None) -> Article:
    """Undo a pull in one step."""
    article = locked(article)
    allow(by, "put_back", article)
    if article.pulled_at is None:
        raise Refused("This story is not pulled.")
    article.pulled_at = None
    return move(article, article.state, Event.PUT_BACK, by=by, now=now, reason=reason)


@transaction.atomic
def look_again(*, by, article, now=None) -> Article:
    """A second person has now read what went out on one pair of eyes."""
    article = locked(article)
    allow(by, "look_again", article)
    alone = article.versions.standing().filter(on_one_pair_of_eyes=True).order_by("-number").first()
    if alone is None:
        raise Refused("Nothing of this story went out on one pair of eyes.")
    if alone.published_by_id == by.pk:
        raise Refused("You published it: the second look takes another person.")
    log(article, Event.LOOKED_AGAIN, by=by, now=now)
    return article


@transaction.atomic
def issue_correction(*, by, notice: Notice, article=None, now=None) -> Correction:
    """A correction outside a new version: of a figure, or of a story whose words stay."""
    if article is not None:
        article = locked(article)
        allow(by, "correct", article)
        if not article.versions.live(now).exists():
            raise Refused("This story is not on the site: there is nothing to correct.")
    else:
        need(by, "articles.publish_article", "issue corrections")
    return issue(by=by, notice=notice, article=article, version=None, at=now or timezone.now())


# Quotations


@transaction.atomic
def record_quote(
    *,
    by,
    words,
    attribution,
    speakers,
    evidence,
    kind=Quote.Kind.DIRECT,
    terms="",
    said_on=None,
    locator="",
    as_printed=False,
    now=None,
) -> Quote:
    """Record exact words with their speakers (sources, in order) and where they came from."""
    need(by, "articles.add_quote", "record quotations")
    if not speakers:
        raise Refused("Say who said it.")
    quote = Quote(evidence=evidence, kind=kind, terms=terms, said_on=said_on, locator=locator)
    save_valid(quote)
    for order, source in enumerate(speakers):
        save_valid(Speaker(quote=quote, source=source, order=order))
    add_wording(
        quote, number=1, words=words, attribution=attribution, as_printed=as_printed, by=by, now=now
    )
    return quote


@transaction.atomic
def revise_quote(*, by, quote, words, attribution, reason, now=None) -> QuoteRevision:
    """Record another wording; stories keep the wording they printed."""
    need(by, "articles.change_quote", "change quotations")
    quote = Quote.objects.select_for_update().get(pk=quote.pk)
    latest = quote.revisions.order_by("-number").first()
    return add_wording(
        quote,
        number=latest.number + 1,
        words=words,
        attribution=attribution,
        reason=required(reason, "Say why the wording changes."),
        by=by,
        now=now,
    )


@transaction.atomic
def check_quote(*, by, revision, now=None) -> QuoteRevision:
    """Say that the words match their source. A second person checks, as with figures."""
    need(by, "articles.check_quote", "check quotations")
    Quote.objects.select_for_update().get(pk=revision.quote_id)
    revision.refresh_from_db()
    if revision.checked_at is not None:
        raise Refused(
            f"{called(revision.checked_by)} has already checked this, at "
            f"{clock(revision.checked_at)}."
        )
    if revision.recorded_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
        raise Refused("You recorded these words: another person checks them.")
    changed = QuoteRevision.objects.filter(pk=revision.pk, checked_at__isnull=True).update(
        checked_by=by, checked_at=now or timezone.now()
    )
    if not changed:
        raise Refused("Somebody else has just checked this.")
    revision.refresh_from_db()
    return revision


# What the functions above are made of


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
    if article.pulled_at is not None:
        raise Refused("This story is pulled: put it back first.")
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


def refuse_unapproved(by, article, content, digest, *, kind, alone, previous):
    if kind == Kind.SMALL_FIX:
        allow(by, "small_fix", article)
        more = gate.more_than_a_small_fix(previous, content)
        if more:
            raise Refused(
                f"This changes {names_in_a_row(more)}: more than a small fix. Send it to the subs "
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
    return revision.quote.effective_terms() == Terms.UNATTRIBUTABLE


def issue(*, by, notice, article, version, at):
    correction = Correction(
        article=article,
        version=version,
        figure=notice.figure,
        kind=notice.kind,
        placement=notice.placement,
        was_wrong=required(notice.was_wrong, "Say what was wrong."),
        is_right=required(notice.is_right, "Say what is right."),
        issued_at=at,
        issued_by=by,
    )
    save_valid(correction)
    return correction


def add_wording(quote, *, number, words, attribution, by, now, as_printed=False, reason=""):
    revision = QuoteRevision(
        quote=quote,
        number=number,
        words=words.strip(),
        attribution=attribution.strip(),
        as_printed=as_printed,
        reason=reason,
        recorded_by=by,
        recorded_at=now or timezone.now(),
    )
    save_valid(revision)
    return revision


def allow(by, action, article):
    if not may(by, action, article):
        raise PermissionDenied(why_not(by, action, article))


def why_not(by, action, article):
    """The sentence for somebody who may not: never in their role, or not as the story stands."""
    if not role_may(by, action):
        return f"Your role may not {IN_WORDS[action]}."
    return (
        f"You may not {IN_WORDS[action]} now: it is {STANDS[article.state]} and belongs to "
        f"{called(article.owner)}."
    )


def locked(article) -> Article:
    """The story, fresh and locked until the transaction ends."""
    return Article.objects.select_for_update().get(pk=article.pk)


def move(article, state, kind, *, by, now, reason="", digest="", left=()):
    article.state = state
    article.save()
    log(article, kind, by=by, now=now, reason=reason, digest=digest, left=left)
    return article


def log(article, kind, *, by, now, reason="", digest="", left=()):
    ArticleEvent.objects.create(
        article=article,
        kind=kind,
        by=by,
        at=now or timezone.now(),
        reason=reason,
        content_hash=digest or article.approved_hash,
        left_as_is=list(left),
    )
