"""Stories and quotations on the front page of the desk."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, F, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.admin import stories
from articles.models import (
    Article,
    LineSentBack,
    Note,
    PreviewAnswer,
    PublishedVersion,
    PutRight,
    Quote,
)
from lib.people import called
from lib.words import clock

from .lines import Block, Line, block_of, bounded, changelist
from .looks import with_due

# What was asked of a story that was lent longer ago stands with the story alone.
ANSWERS_KEPT = timedelta(days=14)
# So long before its deadline a story that is not with the subs yet is due.
SOON = timedelta(hours=24)


def sent_back(user: Any, now: datetime) -> Block:
    """My stories that a sub sent back, each with the note in full."""
    mine = Article.objects.for_list().filter(owner=user).sent_back()
    rows, more = bounded(mine.order_by("decided_at", "id"))
    people = get_user_model().objects.in_bulk({row.decided_by_id for row in rows})
    asked = queries_of(rows)

    def line(story: Article) -> Line:
        who = called(people[story.decided_by_id])
        note = " · ".join(
            filter(None, [f"from {who}, {clock(story.decided_at, now)}", deadline(story, now)])
        )
        return replace(
            story_line(story, note),
            state="sent back",
            mark="sent_back",
            tone="waiting",
            said=" ".join(filter(None, [story.decided_note, *asked[story.pk]])),
            do="Carry on",
        )

    return Block(
        key="sent-back",
        title="Sent back to you",
        empty="Nothing was sent back to you.",
        lines=[line(row) for row in rows],
        more=more,
    )


def queries_of(stories: list[Article]) -> dict[int, list[str]]:
    """{id of a story: what is asked of it and not ticked off, with its words}; one query."""
    found: dict[int, list[str]] = {story.pk: [] for story in stories}
    for note in Note.objects.open().asked().filter(article__in=found) if found else ():
        found[note.article_id].append(f"“{note.words}”: {note.says}" if note.words else note.says)
    return found


def lines_sent_back(user: Any, now: datetime) -> Block:
    """Records in my stories that somebody did not sign off, each with what is wrong."""
    mine = LineSentBack.objects.open().filter(article__owner=user)
    return block_of(
        mine.select_related("article", "by").order_by("at", "id"),
        lambda line: Line(
            text=line.what,
            url=reverse("admin:articles_article_change", args=[line.article_id]),
            state="sent back",
            mark="sent_back",
            tone="waiting",
            note=f"from {called(line.by)}, {clock(line.at, now)} · {line.article}",
            said=line.reason,
            do="Put it right",
        ),
        key="lines-back",
        title="Records sent back to you",
        empty="No record was sent back to you.",
    )


def ready_to_go(user: Any, now: datetime) -> Block:
    """Approved, and nobody has to read anything more: it may go out."""
    unread = workflow.waiting_for_a_reader()
    ready = Article.objects.for_list().in_state(Article.State.APPROVED)

    def line(story: Article) -> Line:
        said = [f"by {called(story.approved_by)}, {clock(story.approved_at, now)}"]
        noted = story_line(story, " · ".join(filter(None, [*said, deadline(story, now)])))
        return replace(noted, do="Send out", do_url=do_url(story.pk, "publish"))

    return block_of(
        ready.exclude(pk__in=unread.values("pk"))
        .select_related("approved_by")
        .order_by(F("deadline").asc(nulls_last=True), "approved_at", "id"),
        line,
        key="ready",
        title="Ready to go",
        empty="Nothing is approved and not out.",
        all_url=changelist(Article, "state__exact=approved"),
    )


def due(user: Any, now: datetime) -> Block:
    """Drafts whose deadline has passed or comes within a day."""
    soon = Article.objects.for_list().in_state(Article.State.DRAFT)
    return block_of(
        soon.filter(deadline__lt=now + SOON).order_by("deadline", "id"),
        lambda story: story_line(story, " · ".join([called(story.owner), deadline(story, now)])),
        key="due",
        title="Due, and still a draft",
        empty="No draft is due.",
        all_url=changelist(Article, "state__exact=draft&due=soon"),
    )


def my_stories(user: Any, now: datetime) -> Block:
    """Those of mine that are not out as they stand, or were pulled; what was sent back is above."""
    mine = Article.objects.for_list().filter(owner=user)
    in_hand = mine.exclude(state=Article.State.PUBLISHED, pulled_at=None)
    back = mine.sent_back().values("pk")
    return block_of(
        in_hand.exclude(pk__in=back).order_by("-changed_at", "-id"),
        lambda story: story_line(story, deadline(story, now)),
        key="mine",
        title="Yours, in hand",
        empty="You have no story in hand.",
        all_url=changelist(Article, "whose=me"),
    )


def changes_to_read(user: Any, now: datetime) -> Block:
    """Whoever approved these wrote in them as well: one other person reads what changed."""
    waiting = workflow.waiting_for_a_reader().exclude(approved_by=user).for_list()

    def line(story: Article) -> Line:
        noted = story_line(story, f"changed and approved by {called(story.approved_by)}")
        return replace(noted, do="Read the change", do_url=do_url(story.pk, "read-change"))

    return block_of(
        waiting.select_related("approved_by").order_by("approved_at", "id"),
        line,
        key="changes",
        title="Changes to read",
        empty="No change waits for a second reader.",
    )


def to_put_right(user: Any, now: datetime) -> Block:
    """Stories that were corrected here and not yet wherever else they ran: all of them for whoever
    edits others’, else one’s own. A story stays until each place is ticked off."""
    waiting = PutRight.objects.open(now).order_by()
    if not user.has_perm("articles.edit_others_article"):
        waiting = waiting.filter(appearance__article__owner=user)
    stories = waiting.values("appearance__article").annotate(
        places=Count("appearance", distinct=True), first=Min("due_at")
    )
    rows, more = bounded(stories.order_by("first", "appearance__article"))
    found = Article.objects.for_list().in_bulk([row["appearance__article"] for row in rows])

    def line(row: dict[str, Any]) -> Line:
        late, by = row["first"] < now, clock(row["first"], now)
        return Line(
            text=str(found[row["appearance__article"]]),
            url=reverse("admin:articles_article_elsewhere", args=[row["appearance__article"]]),
            state=f"{row['places']} place{'' if row['places'] == 1 else 's'} to put right",
            tone="waiting",
            note=f"late: by {by}" if late else f"by {by}",
            do="Put it right",
        )

    return Block(
        key="elsewhere",
        title="Corrected here, not yet elsewhere",
        empty="Every correction is put right wherever its story ran.",
        lines=[line(row) for row in rows],
        more=more,
    )


def with_the_subs(user: Any, now: datetime) -> Block:
    waiting = Article.objects.for_list().in_state(Article.State.WITH_SUBS)

    def line(story: Article) -> Line:
        said = [called(story.owner), deadline(story, now)]
        noted = story_line(story, " · ".join(filter(None, said)))
        url = reverse("admin:articles_article_sign_off", args=[story.pk])
        return replace(noted, do="Sign it off", do_url=url)

    return block_of(
        waiting.order_by(F("deadline").asc(nulls_last=True), "id"),
        line,
        key="subs",
        title="With the subs",
        empty="Nothing waits for the subs.",
        all_url=changelist(Article, "state__exact=with_subs"),
    )


def scheduled(user: Any, now: datetime) -> Block:
    return block_of(
        versions().scheduled(now).order_by("live_from", "id"),
        lambda version: version_line(version, clock(version.live_from, now)),
        key="scheduled",
        title="Scheduled",
        empty="Nothing is scheduled.",
        all_url=changelist(Article, "readers=scheduled"),
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
        all_url=changelist(PublishedVersion),
    )


def second_look(user: Any, now: datetime) -> Block:
    """What went out on one pair of eyes, and each small fix, until a second person ticks it."""

    def line(version: PublishedVersion) -> Line:
        note = f"{called(version.published_by)}, {clock(version.published_at, now)}"
        url = f"{reverse('admin:second_look')}#version-{version.pk}"
        shown = replace(version_line(version, note), do="Look at it", do_url=url)
        return with_due(shown, version.live_from, now)

    return block_of(
        versions().for_second_look().order_by("live_from", "id"),
        line,
        key="second-look",
        title="Second look",
        empty="Everything was seen by two people.",
        all_url=reverse("admin:second_look"),
    )


def answers_from_outside(user: Any, now: datetime) -> Block:
    """What somebody to whom a story was lent asked for, while nobody has dealt with it."""
    asked = PreviewAnswer.objects.standing().unsettled().select_related("link__article")
    if not user.has_perm("articles.publish_article"):
        asked = asked.filter(link__article__owner=user)

    def line(answer: PreviewAnswer) -> Line:
        story = answer.link.article
        page = reverse("admin:articles_article_change", args=[story.pk])
        return Line(
            text=str(story),
            url=page,
            state=str(answer.get_verdict_display()),
            tone="bad" if answer.verdict == "stop" else "waiting",
            note=f"{answer.name}, {clock(answer.at, now)}",
            said=answer.says,
            do="See the answer",
            do_url=f"{page}#answers",
        )

    return block_of(
        asked.filter(link__made_at__gt=now - ANSWERS_KEPT).order_by("-verdict", "at", "id"),
        line,
        key="answers",
        title="Answers from outside",
        empty="Nobody outside has asked for anything.",
    )


def quotes_to_check(user: Any, now: datetime) -> Block:
    return block_of(
        Quote.objects.to_check().for_desk().order_by("id"),
        lambda quote: Line(
            text=str(quote),
            url=reverse("admin:articles_quote_change", args=[quote.pk]),
            note=quote.latest().attribution,
            do="Check",
        ),
        key="quotes",
        title="Quotations to check",
        empty="Every quotation is checked against its source.",
        all_url=changelist(Quote, "check=waiting"),
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
        tone="bad" if pulled else stories.TONES[story.state],
        note=note,
        mark="pulled" if pulled else stories.MARKS[story.state],
    )


def version_line(version: PublishedVersion, note: str) -> Line:
    pulled = version.article.pulled_at is not None
    return Line(
        text=version.headline_text,
        url=reverse("admin:articles_article_change", args=[version.article_id]),
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
