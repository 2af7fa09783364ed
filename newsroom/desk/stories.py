"""Stories and quotations on the front page of the desk."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin.stories import TONES
from articles.models import Article, PublishedVersion, Quote
from lib.people import called
from lib.words import clock

from .lines import Block, Line, block_of, changelist


def my_stories(user: Any, now: datetime) -> Block:
    return block_of(
        Article.objects.for_list().filter(owner=user).order_by("-changed_at", "-id"),
        lambda story: story_line(story, deadline(story, now)),
        key="mine",
        title="My stories",
        empty="You have no stories yet.",
        all_url=changelist("articles_article", "whose=me"),
    )


def changes_to_read(user: Any, now: datetime) -> Block:
    """Whoever approved these wrote in them as well: one other person reads what changed."""
    waiting = workflow.waiting_for_a_reader().exclude(approved_by=user).for_list()

    def line(story: Article) -> Line:
        noted = story_line(story, f"changed and approved by {called(story.approved_by)}")
        return replace(noted, url=do_url(story.pk, "read-change"))

    return block_of(
        waiting.select_related("approved_by").order_by("approved_at", "id"),
        line,
        key="changes",
        title="Changes to read",
        empty="No change waits for a second reader.",
    )


def with_the_subs(user: Any, now: datetime) -> Block:
    waiting = Article.objects.for_list().in_state(Article.State.WITH_SUBS)

    def line(story: Article) -> Line:
        said = [called(story.owner), deadline(story, now)]
        return story_line(story, " · ".join(filter(None, said)))

    return block_of(
        waiting.order_by(F("deadline").asc(nulls_last=True), "id"),
        line,
        key="subs",
        title="With the subs",
        empty="Nothing waits for the subs.",
        all_url=changelist("articles_article", "state__exact=with_subs"),
    )


def scheduled(user: Any, now: datetime) -> Block:
    return block_of(
        versions().scheduled(now).order_by("live_from", "id"),
        lambda version: version_line(version, clock(version.live_from, now)),
        key="scheduled",
        title="Scheduled",
        empty="Nothing is scheduled.",
        all_url=changelist("articles_article", "scheduled=yes"),
    )


def published_today(user: Any, now: datetime) -> Block:
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    out = versions().standing().filter(live_from__gte=today, live_from__lte=now)
    return block_of(
        out.order_by("-live_from", "-id"),
        lambda version: version_line(version, clock(version.live_from, now)),
        key="published",
        title="Published today",
        empty="Nothing has gone out today.",
        all_url=changelist("articles_publishedversion"),
    )


def second_look(user: Any, now: datetime) -> Block:
    """What went out on one pair of eyes, and each small fix, until a second person ticks it."""

    def line(version: PublishedVersion) -> Line:
        note = f"{called(version.published_by)}, {clock(version.published_at, now)}"
        return version_line(version, note, do_url(version.article_id, "second-look"))

    return block_of(
        versions().for_second_look().order_by("live_from", "id"),
        line,
        key="second-look",
        title="Second look",
        empty="Everything was seen by two people.",
    )


def quotes_to_check(user: Any, now: datetime) -> Block:
    return block_of(
        Quote.objects.to_check().for_desk().order_by("id"),
        lambda quote: Line(
            text=str(quote),
            url=reverse("admin:articles_quote_change", args=[quote.pk]),
            note=quote.latest().attribution,
        ),
        key="quotes",
        title="Quotations to check",
        empty="Every quotation is checked against its source.",
        all_url=changelist("articles_quote", "check=waiting"),
    )


def versions() -> QuerySet[PublishedVersion]:
    return PublishedVersion.objects.select_related("article", "published_by").only(
        "headline_text",
        "kind",
        "number",
        "live_from",
        "published_at",
        "article__pulled_at",
        "published_by__username",
        "published_by__first_name",
        "published_by__last_name",
    )


def story_line(story: Article, note: str) -> Line:
    pulled = story.pulled_at is not None
    return Line(
        text=str(story),
        url=reverse("admin:articles_article_change", args=[story.pk]),
        state="pulled" if pulled else story.get_state_display(),
        tone="bad" if pulled else TONES[story.state],
        note=note,
    )


def version_line(version: PublishedVersion, note: str, url: str = "") -> Line:
    pulled = version.article.pulled_at is not None
    return Line(
        text=version.headline_text,
        url=url or reverse("admin:articles_article_change", args=[version.article_id]),
        state="pulled" if pulled else version.get_kind_display(),
        tone="bad" if pulled else "quiet",
        note=note,
    )


def do_url(article_id: int, button: str) -> str:
    return reverse("admin:articles_article_do", args=[article_id, button])


def deadline(story: Article, now: datetime) -> str:
    if story.deadline is None or story.state == Article.State.PUBLISHED:
        return ""
    words = "deadline was" if story.deadline < now else "deadline"
    return f"{words} {clock(story.deadline, now)}"
