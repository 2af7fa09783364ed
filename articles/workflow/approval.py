"""To the subs and back, and the second person’s approval."""

from django.utils import timezone

from deeds import deed
from hospitals.workflow import clock, required
from newsroom.lib.errors import Refused
from newsroom.lib.people import called

from .. import markup
from ..content import content_hash, load
from ..models import Article
from .base import STANDS, Event, State, allow, locked, log, move


@deed
def submit(*, by, article, now=None) -> Article:
    """Send a draft to the subs."""
    article = locked(article)
    if article.state != State.DRAFT:
        raise Refused(f"This story is already {STANDS[article.state]}.")
    allow(by, "submit", article)
    if not markup.plain_text(article.headline).strip():
        raise Refused("Headline: give the story one before you send it to the subs.")
    return move(article, State.WITH_SUBS, Event.SUBMITTED, by=by, now=now)


@deed
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


@deed
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


@deed
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
