"""What the front page of the desk shows: the day's work, in blocks of at most ten lines.

Each block is one bounded query (and its prefetches), whatever the tables hold. A block that a
person cannot use is left out.
"""

from dataclasses import replace
from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, PublishedVersion, Quote
from hospitals.models import FigureRevision, StrikeDay
from hospitals.models.figures import waiting_revisions
from lib.numbers import say_value
from lib.people import called
from lib.words import clock, short_weekday

from .lines import Block, Line, bounded, changelist
from .signing import changes_of_others, facts_to_sign_off, terms_to_decide

# A figure that somebody had to check alone stays on the second-look list for a week.
SECOND_LOOK = timedelta(days=7)


def blocks(user, now=None):
    """The blocks of the front page for `user`, in the order of the day."""
    now = now or timezone.now()
    return [
        make(user, now)
        for permission, make in (
            ("articles.view_article", my_stories),
            ("articles.view_article", changes_to_read),
            ("articles.approve_article", with_the_subs),
            ("articles.view_publishedversion", scheduled),
            ("hospitals.check_figure", figures_to_check),
            ("articles.check_quote", quotes_to_check),
            ("hospitals.sign_off_fact", facts_to_sign_off),
            ("hospitals.decide_terms", terms_to_decide),
            ("articles.view_publishedversion", published_today),
            ("articles.approve_article", second_look),
            ("hospitals.check_figure", figures_checked_alone),
            ("deeds.look_at_change", changes_of_others),
            ("hospitals.view_strike", coming_strike_days),
        )
        if user.has_perm(permission)
    ]


def may_add(user):
    """[(label, url)]: what the person can begin from the front page."""
    return [
        (label, reverse(f"admin:{app}_{model}_add"))
        for label, app, model in (
            ("New story", "articles", "article"),
            ("Record a figure", "hospitals", "disruptionfigure"),
            ("Record a quotation", "articles", "quote"),
            ("Add a picture", "articles", "picture"),
        )
        if user.has_perm(f"{app}.add_{model}")
    ]


# Stories

TONES = {
    Article.State.DRAFT: "quiet",
    Article.State.WITH_SUBS: "waiting",
    Article.State.APPROVED: "good",
    Article.State.PUBLISHED: "quiet",
}


def my_stories(user, now):
    rows, more = bounded(
        Article.objects.for_list().filter(owner=user).order_by("-changed_at", "-id")
    )
    return Block(
        key="mine",
        title="My stories",
        empty="You have no stories yet.",
        lines=[story_line(story, deadline(story, now)) for story in rows],
        all_url=changelist("articles_article", "whose=me"),
        more=more,
    )


def changes_to_read(user, now):
    """Whoever approved these wrote in them as well: one other person reads what changed."""
    waiting = workflow.waiting_for_a_reader().exclude(approved_by=user)
    rows, more = bounded(
        waiting.for_list().select_related("approved_by").order_by("approved_at", "id")
    )
    return Block(
        key="changes",
        title="Changes to read",
        empty="No change waits for a second reader.",
        lines=[
            replace(
                story_line(story, f"changed and approved by {called(story.approved_by)}"),
                url=reverse("admin:articles_article_do", args=[story.pk, "read-change"]),
            )
            for story in rows
        ],
        more=more,
    )


def with_the_subs(user, now):
    waiting = Article.objects.for_list().in_state(Article.State.WITH_SUBS)
    rows, more = bounded(waiting.order_by(F("deadline").asc(nulls_last=True), "id"))
    return Block(
        key="subs",
        title="With the subs",
        empty="Nothing waits for the subs.",
        lines=[
            story_line(story, " · ".join(filter(None, [called(story.owner), deadline(story, now)])))
            for story in rows
        ],
        all_url=changelist("articles_article", "state__exact=with_subs"),
        more=more,
    )


def story_line(story, note):
    pulled = story.pulled_at is not None
    return Line(
        text=str(story),
        url=reverse("admin:articles_article_change", args=[story.pk]),
        state="pulled" if pulled else story.get_state_display(),
        tone="bad" if pulled else TONES[story.state],
        note=note,
    )


def scheduled(user, now):
    rows, more = bounded(version_lines().scheduled(now).order_by("live_from", "id"))
    return Block(
        key="scheduled",
        title="Scheduled",
        empty="Nothing is scheduled.",
        lines=[version_line(version, clock(version.live_from, now)) for version in rows],
        all_url=changelist("articles_article", "scheduled=yes"),
        more=more,
    )


def published_today(user, now):
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    out = version_lines().standing().filter(live_from__gte=today, live_from__lte=now)
    rows, more = bounded(out.order_by("-live_from", "-id"))
    return Block(
        key="published",
        title="Published today",
        empty="Nothing has gone out today.",
        lines=[version_line(version, clock(version.live_from, now)) for version in rows],
        all_url=changelist("articles_publishedversion"),
        more=more,
    )


def second_look(user, now):
    """What went out on one pair of eyes, and each small fix, until a second person ticks it."""
    rows, more = bounded(version_lines().for_second_look().order_by("live_from", "id"))
    return Block(
        key="second-look",
        title="Second look",
        empty="Everything was seen by two people.",
        lines=[
            version_line(
                version,
                f"{called(version.published_by)}, {clock(version.published_at, now)}",
                reverse("admin:articles_article_do", args=[version.article_id, "second-look"]),
            )
            for version in rows
        ],
        more=more,
    )


def version_lines():
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


def version_line(version, note, url=""):
    pulled = version.article.pulled_at is not None
    return Line(
        text=version.headline_text,
        url=url or reverse("admin:articles_article_change", args=[version.article_id]),
        state="pulled" if pulled else version.get_kind_display(),
        tone="bad" if pulled else "quiet",
        note=note,
    )


# Facts


def figures_to_check(user, now):
    waiting = (
        waiting_revisions()
        .filter(figure__withdrawn_at__isnull=True)
        .select_related("recorded_by", *FIGURE)
        .prefetch_related("figure__trust__former_names")
    )
    # In the order of the index of unchecked revisions: the oldest figures first.
    rows, more = bounded(waiting.order_by("figure_id", "id"))
    return Block(
        key="figures",
        title="Figures to check",
        empty="Every figure is checked against its source.",
        lines=[
            figure_line(row, f"{called(row.recorded_by)}, {clock(row.recorded_at, now)}")
            for row in rows
        ],
        all_url=changelist("hospitals_disruptionfigure", "check=waiting"),
        more=more,
    )


def figures_checked_alone(user, now):
    alone = (
        FigureRevision.objects.filter(
            checked_by=F("recorded_by"), checked_at__gte=now - SECOND_LOOK
        )
        .select_related("checked_by", *FIGURE)
        .prefetch_related("figure__trust__former_names")
    )
    rows, more = bounded(alone.order_by("-checked_at", "-id"))
    return Block(
        key="checked-alone",
        title="Figures checked by the person who recorded them",
        empty="None in the last seven days.",
        lines=[
            figure_line(row, f"{called(row.checked_by)}, {clock(row.checked_at, now)}")
            for row in rows
        ],
        more=more,
    )


FIGURE = ("figure__measure", "figure__area", "figure__trust", "figure__hospital")


def figure_line(revision, note):
    measure = revision.figure.measure
    said = say_value(
        revision.value, revision.how_exact, revision.upper, measure.kind, revision.rounded_to
    )
    return Line(
        text=f"{said or revision.get_missing_display()}: {revision.figure}",
        url=reverse("admin:hospitals_disruptionfigure_change", args=[revision.figure_id]),
        state="revision" if revision.number > 1 else "",
        tone="waiting",
        note=note,
    )


def quotes_to_check(user, now):
    rows, more = bounded(Quote.objects.to_check().for_desk().order_by("id"))
    return Block(
        key="quotes",
        title="Quotations to check",
        empty="Every quotation is checked against its source.",
        lines=[
            Line(
                text=str(quote),
                url=reverse("admin:articles_quote_change", args=[quote.pk]),
                note=quote.latest().attribution,
            )
            for quote in rows
        ],
        all_url=changelist("articles_quote", "check=waiting"),
        more=more,
    )


def coming_strike_days(user, now):
    coming = StrikeDay.objects.filter(day__gte=timezone.localdate(now)).select_related("strike")
    rows, more = bounded(coming.order_by("day", "strike"))
    return Block(
        key="strikes",
        title="Coming strike days",
        empty="No strike day is announced.",
        lines=[
            Line(
                text=day.strike.title,
                url=reverse("admin:hospitals_strike_change", args=[day.strike_id]),
                state=short_weekday(day.day),
                note=", ".join(
                    filter(
                        None,
                        [
                            day.get_cover_display() if day.cover else "",
                            "" if day.signed_off_at else "waits to be signed off",
                        ],
                    )
                ),
            )
            for day in rows
        ],
        all_url=changelist("hospitals_strike"),
        more=more,
    )


# Words


def deadline(story, now):
    if story.deadline is None or story.state == Article.State.PUBLISHED:
        return ""
    words = "deadline was" if story.deadline < now else "deadline"
    return f"{words} {clock(story.deadline, now)}"
