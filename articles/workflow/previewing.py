"""Lending an unpublished story to somebody without a log-in: what may leave, and for how long."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from deeds import deed
from deeds.covered import kept_now
from hospitals.models import Area, Hospital, Strike, Trust
from lib.refusals import Refused, save_valid

from ..models import (
    Article,
    ArticlePicture,
    Contributor,
    Picture,
    PreviewLink,
    PreviewOpening,
    Section,
)
from .base import allow, locked
from .cited import read_marks
from .content import TEXTS, Content, content_hash, load, moment_of, places
from .gate import problems
from .permissions import may
from .problem import Problem, stops
from .texts import Words, words_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

MOST_HOURS = 7 * 24
# Why terms or an editor's cover keep something on the desk: nothing of a story that says it, or
# cites it, is lent.
KEPT = {"off_record", "no_terms", "not_cleared", "embargo", "covered"}
# Why readers would see nothing of a record, or of a part of the story, if it were out.
HIDES = KEPT | {
    "unknown",
    "not_signed_off",
    "unchecked",
    "withdrawn",
    "no_web_copy",
    "not_comparable",
}


def hidden(content: Content, at: datetime) -> list[Problem]:
    """What readers would not see at `at` of what a story rests on, and why."""
    found = problems(content, at, content.figures())
    return [problem for problem in stops(found) if problem.code in HIDES]


def kept_on_the_desk(content: Content, at: datetime) -> list[Problem]:
    """What of it may leave the desk to nobody at `at`. That the story itself waits for its own
    embargo is no reason: who is shown it is told so."""
    found = [each for each in hidden(content, at) if each.code in KEPT]
    return [each for each in found if each.place != "story"]


@deed
def lend(
    *,
    by: AbstractUser,
    article: Article,
    for_whom: str,
    hours: int,
    now: datetime | None = None,
) -> tuple[PreviewLink, str]:
    """The link and the secret part of its address, which is told once and kept nowhere.

    By somebody who may edit the story, for 1 to MOST_HOURS hours; refused while it cites what the
    terms keep on the desk.
    """
    article = locked(article)
    allow(by, "edit", article)
    now = now or timezone.now()
    if article.pulled_at:
        raise Refused("This story is pulled: what was taken off the site is not passed on.")
    if not 1 <= hours <= MOST_HOURS:
        raise Refused("A link is open for some hours, at most for seven days.")
    content = load(article)
    kept = kept_on_the_desk(content, now)
    if kept:
        raise Refused(
            [
                *dict.fromkeys(map(str, kept)),
                "Nobody outside the desk may see this: take it out, or have its terms agreed.",
            ]
        )
    token = secrets.token_urlsafe(32)
    link = PreviewLink(
        article=article,
        made_by=by,
        made_at=now,
        for_whom=" ".join(for_whom.split()),
        expires_at=now + timedelta(hours=hours),
        token_hash=hash_of(token),
        content_hash=content_hash(content),
        words=words_of(content),
    )
    save_valid(link)
    return link, token


@deed
def take_back_preview(
    *, by: AbstractUser, link: PreviewLink, now: datetime | None = None
) -> PreviewLink:
    """From now on it opens for nobody. By whoever made it, or may edit the story."""
    article = locked(link.article)
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if not may_take_back(by, link, article):
        raise PermissionDenied("Your role may not take back this link.")
    if link.taken_back_at is None:
        link.taken_back_at, link.taken_back_by = now or timezone.now(), by
        link.save(update_fields=["taken_back_at", "taken_back_by"])
    return link


def may_take_back(user: AbstractUser, link: PreviewLink, article: Article) -> bool:
    return link.made_by_id == user.pk or may(user, "edit", article)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def open_preview(token: str, at: datetime) -> PreviewLink | None:
    """The link of this secret, where it may be read: one question, whatever the answer, so that
    the time tells nothing of a link that was guessed or is over."""
    links = PreviewLink.objects.open(at).select_related("article", "made_by")
    return links.filter(token_hash=hash_of(token)).first()


def note_opening(link: PreviewLink, at: datetime) -> None:
    PreviewOpening.objects.create(link=link, at=at)


# The words that are kept with a link


def kept_content(link: PreviewLink, at: datetime) -> Content:
    """The story in the words that the link keeps, resting on its records as they stand now."""
    words: Words = link.words
    now = link.article
    article = Article(
        pk=now.pk,
        uuid=now.uuid,
        owner_id=now.owner_id,
        embargo_until=now.embargo_until,
        section=Section.objects.get(pk=words["section"][0]),
        **{name: words[name] for name in TEXTS},
    )
    pictures = list(kept_pictures(article, words))
    about = {
        name: in_order(model, words["about"][name])
        for name, model in (
            ("trusts", Trust),
            ("hospitals", Hospital),
            ("areas", Area),
            ("strikes", Strike),
        )
    }
    content = Content(
        article=article,
        bylines=in_order(Contributor, words["bylines"]),
        pictures=pictures,
        about=about,
        related=in_order(Article, words["related"]),
        marked=read_marks(places(article, pictures)),
        covers=kept_now(),
    )
    return content.standing(moment_of(now, at))


def in_order(model: Any, rows: Iterable[list[Any]]) -> list[Any]:
    """The records of [id, name] pairs, without those that are gone."""
    rows = list(rows)
    found = model.objects.in_bulk([pk for pk, _ in rows])
    return [found[pk] for pk, _ in rows if pk in found]


def kept_pictures(article: Article, words: Words) -> Iterable[ArticlePicture]:
    """With the words of that moment; without those whose file has been replaced since."""
    found = Picture.objects.in_bulk([row[0] for row in words["pictures"]])
    for pk, caption, in_gallery, alt_text, credit, file, (across, down) in words["pictures"]:
        picture = found.get(pk)
        if picture is None or picture.web_copy.name != file:
            continue
        picture.alt_text, picture.credit = alt_text, credit
        picture.focus_x, picture.focus_y = across, down
        yield ArticlePicture(
            article=article, picture=picture, caption=caption, in_gallery=in_gallery
        )


def changed_since(link: PreviewLink) -> bool:
    return content_hash(load(link.article)) != link.content_hash


def without_waiting(content: Content) -> Content:
    """Without the subjects that nobody has signed off: readers have no page of them."""
    about = {name: [row for row in rows if not row.waits] for name, rows in content.about.items()}
    return replace(content, about=about)
