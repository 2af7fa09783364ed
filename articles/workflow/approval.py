"""To the subs and back, and the second person’s approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, required, save_valid, short
from lib.words import clock

from .. import markup, telling
from ..models import Article, Note, PublishedVersion
from .base import STANDS, Event, State, allow, locked, move, note
from .content import content_hash, load
from .notes import leave_note
from .two_names import note_words, refuse_unseen

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def submit(*, by: AbstractUser, article: Article, now: datetime | None = None) -> Article:
    """Send a draft to the subs."""
    article = locked(article)
    if article.state != State.DRAFT:
        raise Refused(f"This story is already {STANDS[article.state]}.")
    allow(by, "submit", article)
    if not markup.plain_text(article.headline).strip():
        raise Refused("Headline: give the story one before you send it to the subs.")
    now = now or timezone.now()
    telling.with_subs(article, now)
    return move(article, State.WITH_SUBS, Event.SUBMITTED, by=by, now=now)


@dataclass(frozen=True)
class Query:
    """What is asked of the reporter, of some words of the story or of all of it."""

    says: str
    words: str = ""


@deed
def send_back(
    *,
    by: AbstractUser,
    article: Article,
    reason: str = "",
    queries: Iterable[Query] = (),
    notes: Iterable[Note] = (),
    now: datetime | None = None,
) -> Article:
    """Back to the reporter, with the reason, or with queries that they tick off one by one.

    `notes` are those on the story which become queries by it.
    """
    article = locked(article)
    if article.state not in (State.WITH_SUBS, State.APPROVED):
        raise Refused(f"This story is not with the subs: it is {STANDS[article.state]}.")
    allow(by, "send_back", article)
    queries = [query for query in queries if query.says.strip() or query.words.strip()]
    ids = {note.pk for note in notes}
    along = list(article.notes.open().filter(pk__in=ids, sent_back=None))
    if len(along) < len(ids):
        raise Refused("One of these notes has been ticked off since: look at them again.")
    if not (queries or along):
        reason = required(reason, "Say what is to be done.")
    article.approved_by = article.approved_at = None
    article.approved_hash = ""
    now = now or timezone.now()
    telling.sent_back(article, by, now)
    article = move(article, State.DRAFT, Event.SENT_BACK, by=by, now=now, reason=short(reason))
    event = article.events.filter(kind=Event.SENT_BACK).last()
    along += [
        leave_note(by=by, article=article, says=query.says, words=query.words, now=now)
        for query in queries
    ]
    for each in along:
        each.sent_back = event
        save_valid(each)
    return article


@deed
def approve(
    *, by: AbstractUser, article: Article, seen: str | None = None, now: datetime | None = None
) -> Article:
    """Somebody with the right says that this very text may go out: void when anything changes.

    `seen` is the content hash of what stood on the page, where there was a page. Whoever has
    changed the text themselves may approve it; it then waits for another person to read it.
    """
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
    content = load(article)
    digest = content_hash(content)
    refuse_unseen(article, digest, seen)
    # A picture's words or file that changed outside the story have nobody else's name on them.
    note_words(article, content, by=by, now=now)
    now = now or timezone.now()
    article.approved_by, article.approved_at, article.approved_hash = by, now, digest
    return move(article, State.APPROVED, Event.APPROVED, by=by, now=now)


@deed
def look_again(
    *,
    by: AbstractUser,
    article: Article,
    versions: Iterable[PublishedVersion] | None = None,
    now: datetime | None = None,
) -> Article:
    """A second person has now read what went out on one pair of eyes, or as a small fix.

    `versions` are those that stood on the page (default: all that wait for it).
    """
    article = locked(article)
    allow(by, "look_again", article)
    waiting = list(article.versions.for_second_look().order_by("number"))
    if versions is not None:
        chosen = {version.pk for version in versions}
        waiting = [version for version in waiting if version.pk in chosen]
    if not waiting:
        raise Refused("Nothing of this story waits for a second look.")
    others = [version for version in waiting if version.published_by_id != by.pk]
    if not others:
        raise Refused("You published it: the second look takes another person.")
    for version in others:
        note(article, Event.LOOKED_AGAIN, by=by, now=now, version=version)
    return article
