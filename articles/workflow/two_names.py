"""Two names to one set of words: who wrote them, who else has read them, and whose turn it is.

Whoever subs may approve. Only where the person who approves has also written some of the words
since they last went out, beyond a small fix, does it take somebody else who has read exactly what
stands there now: nobody's own words go out on their own name alone. Owner and sender play no part
in it, so changing either gets nobody round it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

from ..models import Article, ArticleEvent, ArticleText
from .base import STANDS, Event, State, allow, locked, note, standing_version
from .content import Content, content_hash, load
from .texts import Words, more_than_a_small_fix, same_words, words_of, words_of_version

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Kind = ArticleText.Kind


def note_words(
    article: Article, content: Content, *, by: AbstractUser, now: datetime | None
) -> None:
    """Record who wrote the words of a save, where it changed any."""
    words = words_of(content)
    before = article.texts.exclude(kind=Kind.OUT).order_by("-id").first()
    if before is not None and same_words(before.words, words):
        return
    small = before is not None and not more_than_a_small_fix(before.words, words)
    ArticleText.objects.create(
        article=article,
        kind=Kind.FIXED if small else Kind.WROTE,
        by=by,
        at=now or timezone.now(),
        words=words,
    )


def note_out(article: Article, *, by: AbstractUser, now: datetime) -> None:
    """Two people stood behind the words when they went out: a new count begins."""
    ArticleText.objects.create(article=article, kind=Kind.OUT, by=by, at=now)


def writers(article: Article) -> dict[int, AbstractUser]:
    """{id: person} of those who wrote words that have not gone out yet."""
    latest_out = (
        article.texts.filter(kind=Kind.OUT).order_by("-id").values_list("pk", flat=True)[:1]
    )
    since = article.texts.filter(kind=Kind.WROTE, pk__gt=next(iter(latest_out), 0))
    people = [text.by for text in since.select_related("by").defer("words")]
    return {person.pk: person for person in people}


def readers(article: Article, digest: str) -> set[int]:
    """Ids of those who have said that they read these very words and records."""
    read = article.events.filter(kind=Event.READ_CHANGE, content_hash=digest)
    return set(read.values_list("by", flat=True))


def whose_turn(article: Article, digest: str) -> str:
    """The sentence that says who is still to read the approved words; empty where nobody is.

    `digest` is the hash of the words and records as they stand.
    """
    approver = article.approved_by
    if approver is None or approver.pk not in writers(article):
        return ""
    if readers(article, digest) - {approver.pk}:
        return ""
    return (
        f"{called(approver)} has changed this text and approved it: before it goes out another "
        f"person reads the change and says so. {next_reader(article, approver)}"
    )


def waiting_for_a_reader() -> QuerySet[Article]:
    """Approved stories in which the person who approved has written too, and nobody else has read
    what was approved. The same rule as `whose_turn`, as one question."""
    texts = ArticleText.objects.filter(article=OuterRef("pk"))
    out = texts.filter(kind=Kind.OUT).order_by("-id").values("pk")[:1]
    theirs = texts.filter(kind=Kind.WROTE, by=OuterRef("approved_by"), pk__gt=OuterRef("last_out"))
    read = ArticleEvent.objects.filter(
        article=OuterRef("pk"), kind=Event.READ_CHANGE, content_hash=OuterRef("approved_hash")
    ).exclude(by=OuterRef("approved_by"))
    return (
        Article.objects.in_state(State.APPROVED)
        .alias(last_out=Coalesce(Subquery(out), 0))
        .filter(Exists(theirs), ~Exists(read))
    )


def next_reader(article: Article, approver: AbstractUser) -> str:
    """The owner first, who knows the story; else whoever else wrote in it."""
    likely = [article.owner, *writers(article).values()]
    others = [called(person) for person in likely if person.pk != approver.pk]
    if not others:
        return "It is the turn of anybody else on the desk."
    return f"It is the turn of {others[0]}, or of anybody else on the desk."


def refuse_to_read(by: AbstractUser, article: Article, digest: str) -> None:
    """Why this person's reading would add no second name."""
    wrote = writers(article)
    if set(wrote) <= {by.pk} and wrote:
        raise Refused("These are your own words: another person reads them.")
    if article.approved_by_id == by.pk:
        raise Refused("You have approved this text: another person reads the change.")
    if by.pk in readers(article, digest):
        raise Refused("You have said already that you have read this text.")
    if not wrote:
        raise Refused("Nothing has been written since it went out: there is no change to read.")


@deed
def read_change(
    *, by: AbstractUser, article: Article, seen: str | None = None, now: datetime | None = None
) -> Article:
    """Say that one has read the words as they stand, which somebody else has changed.

    `seen` is the content hash of what stood on the page; it holds for that and for nothing else.
    """
    article = locked(article)
    if article.state not in (State.WITH_SUBS, State.APPROVED):
        raise Refused(f"This story is not with the subs: it is {STANDS[article.state]}.")
    allow(by, "read_change", article)
    digest = content_hash(load(article))
    refuse_unseen(article, digest, seen)
    refuse_to_read(by, article, digest)
    note(article, Event.READ_CHANGE, by=by, now=now, digest=digest)
    return article


def refuse_unseen(article: Article, digest: str, seen: str | None) -> None:
    """Refused where another content hash stood on the page than stands now (None: no page).

    Not the number of the save: a record that changes behind the same save changes the words.
    """
    if seen is not None and seen != digest:
        raise Refused(
            f"This story has changed since you opened the page: {latest_change(article)} Read it "
            "as it stands now; then confirm once more.",
            code="unseen",
        )


def latest_change(article: Article) -> str:
    if article.changed_by_id is None:
        return "look at it again."
    return (
        f"{called(article.changed_by)} saved it last, at {clock(article.changed_at)}, or a record "
        "it rests on is another."
    )


def words_before(article: Article, person: AbstractUser) -> Words:
    """What to hold the words of now against, for somebody who reads the change.

    What this person wrote or read last, else what went out last, else nothing: all of it is new.
    """
    saved = article.texts.exclude(kind=Kind.OUT).order_by("-id")
    known = [saved.filter(by=person).first()]
    read = article.events.filter(kind=Event.READ_CHANGE, by=person).last()
    if read is not None:
        known.append(saved.filter(at__lte=read.at).first())
    latest = standing_version(article)
    known = [
        text
        for text in known
        if text is not None and (latest is None or text.at >= latest.published_at)
    ]
    if known:
        return max(known, key=lambda text: text.pk).words
    return words_of_version(latest) if latest is not None else {}
