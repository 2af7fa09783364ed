"""The words of each mail: ours, and of a story its headline at most, where that may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from lib.admin.addresses import record_url
from lib.people import called
from lib.words import clock, few, join

from ..mail_choices import About
from ..models import Approach, Article, ArticleEvent, CorrectionPlan, PublishedVersion
from ..telling import SECOND_LOOK_WITHIN
from . import waiting

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter(about: str, record: Any, now: datetime) -> Letter:
    """The mail about one thing that waits."""
    return {
        About.SENT_BACK: sent_back,
        About.WITH_SUBS: with_subs,
        About.CORRECTION: correction,
        About.REPLY: reply,
    }[about](record, now)


def sent_back(story: Article, now: datetime) -> Letter:
    last = story.events.filter(kind=ArticleEvent.Kind.SENT_BACK).select_related("by").last()
    said = []
    if last is not None and Article.objects.filter(pk=story.pk).sent_back().exists():
        said.append(
            f"{called(last.by)} sent the story back to you at {clock(last.at, now)}, with a note."
        )
    lines = waiting.lines_back(story).count()
    if lines:
        records = "one record was" if lines == 1 else f"{few(lines)} records were"
        said.append(f"In your story {records} not signed off; why, stands on the desk.")
    return of_story("Sent back to you", story, " ".join(said), page(story))


def with_subs(story: Article, now: datetime) -> Letter:
    said = f"{called(story.owner)}’s story is with the subs{by_when(story, now)}."
    return of_story("With the subs", story, said, sign_off_page(story))


def reply(approach: Approach, now: datetime) -> Letter:
    """Who was asked stays on the desk."""
    said = (
        f"One of those who were asked for a reply has not answered: the time that they were given "
        f"was over at {clock(approach.deadline, now)}."
    )
    return of_story("No reply yet", approach.article, said, page(approach.article))


def correction(plan: CorrectionPlan, now: datetime) -> Letter:
    """What was wrong, and what is right, is read on the desk."""
    when = clock(plan.proposed_at, now)
    said = (
        f"{called(plan.proposed_by)} proposed a correction at {when}: another person approves it."
    )
    where = record_url(plan) or reverse("admin:index")
    return written("A correction waits for approval", [[said, whole(where)]])


def of_story(subject: str, story: Article, said: str, address: str) -> Letter:
    name = waiting.headline(story)
    return written(f"{subject}: {name}" if name else subject, [[name, said, address]])


def gathered(stories: list[Article], looks: list[PublishedVersion], now: datetime) -> Letter | None:
    """All that waits for the subs and for a second look, in one mail; None where nothing does."""
    parts, subject = [], []
    if stories:
        subject.append(f"{few(len(stories))} with the subs")
        parts += [
            [
                waiting.headline(story),
                f"{called(story.owner)}’s story is with the subs{by_when(story, now)}.",
                sign_off_page(story),
            ]
            for story in stories
        ]
    if looks:
        subject.append(f"{few(len(looks))} for a second look")
        for version in looks:
            over = version.live_from + SECOND_LOOK_WITHIN
            when = f"since {clock(over, now)}" if over <= now else f"by {clock(over, now)}"
            said = f"A second look at it is {'overdue' if over <= now else 'due'} {when}."
            parts.append([version_name(version), said, look_page(version.article)])
    return written(join(subject).capitalize(), parts) if parts else None


def written(subject: str, parts: list[list[str]]) -> Letter:
    paragraphs = ["\n".join(filter(None, part)) for part in parts]
    me = full("admin:mail_choices")
    foot = "What you are mailed, you choose on the desk" + (
        f": {me}" if me else ", under your name."
    )
    body = "\n\n".join([*paragraphs, f"-- \n{settings.SITE_NAME}. {foot}"])
    return Letter(f"[{settings.SITE_NAME}] {subject}", body + "\n")


def version_name(version: PublishedVersion) -> str:
    """What readers read may be told, while they may."""
    return version.headline_text if version.article.pulled_at is None else ""


def by_when(story: Article, now: datetime) -> str:
    return f", deadline {clock(story.deadline, now)}" if story.deadline else ""


def page(story: Article) -> str:
    return full("admin:articles_article_change", story.pk)


def sign_off_page(story: Article) -> str:
    return full("admin:articles_article_sign_off", story.pk)


def look_page(story: Article) -> str:
    return full("admin:articles_article_do", story.pk, "second-look")


def full(name: str, *args: Any) -> str:
    """The whole address; "" where the site does not know its own."""
    return whole(reverse(name, args=args))


def whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else ""
