"""The columns of the stories whose words readers can read: see `deeds.printed`."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from deeds.printed import Group, Printed, register_printed
from deeds.watching import watch_words
from hospitals.models import Source
from hospitals.printed import field_of, group_of
from lib.covering import Wanted, find

from .models import (
    Article,
    Citation,
    Contributor,
    Correction,
    FormerContributorSlug,
    PublishedVersion,
    Quote,
    QuoteRevision,
    Section,
    VersionPicture,
)

# What each column of a version is called; what is made of it has no name of its own.
NAMES = {
    "slug": "address",
    "kicker": "words above the headline",
    "dateline": "place and date line",
    "byline": "byline",
    "headline": "headline",
    "standfirst": "standfirst",
    "body": "text",
    "graphics": "tables and charts",
    "notice": "why it was withdrawn",
    "caption": "caption",
    "alt_text": "description of a picture",
    "credit": "credit",
    "words": "cited words",
}
MADE = {
    "headline_html": "headline",
    "headline_text": "headline",
    "standfirst_html": "standfirst",
    "standfirst_text": "standfirst",
    "body_html": "body",
    "caption_html": "caption",
}


def story_key(article: int | None) -> str:
    return f"articles.article {article}"


def story(article: int, title: str) -> Group:
    url = reverse("admin:articles_article_change", args=[article])
    return Group(story_key(article), title, url)


def in_version(row: Any, column: str) -> str:
    return f"version {row.version_number}, {NAMES[MADE.get(column, column)]}"


def of_version(row: Any) -> Group:
    return story(row.story_id, row.story_title)


def with_story(rows: Any, to: str = "") -> Any:
    """`version_number`, `story_id` and `story_title` on each row."""
    return rows.annotate(
        version_number=F(f"{to}number"),
        story_id=F(f"{to}article_id"),
        story_title=F(f"{to}headline_text"),
    )


def correction_group(row: Correction) -> Group:
    if row.article_id is None:
        return group_of(row.figure)
    return story(row.article_id, f"Notices of story {row.article_id}")


def quoted_near(keys: set[str], wanted: Wanted) -> set[str]:
    """Quotations of sources by that name, and the stories that print what the person said."""
    people = sources_called(wanted)
    spoken = Q(speakers__source__in=people) | Q(evidence__said_by__in=people)
    quotes = {int(key.split()[1]) for key in keys if key.startswith("articles.quote ")}
    quotes |= set(QuoteRevision.objects.filter(spoken).order_by().values_list("quote", flat=True))
    told = Q(quote_revision__quote__in=quotes)
    told |= Q(figure_revision__evidence__said_by__in=people)
    printed = Citation.objects.filter(told, version__isnull=False).order_by()
    stories = set(printed.values_list("article", flat=True))
    return {f"articles.quote {pk}" for pk in quotes} | {story_key(pk) for pk in stories}


def sources_called(wanted: Wanted) -> list[Source]:
    """The sources by that name, whole or by its initials."""
    if not wanted.name:
        return []
    likely = Source.objects.filter(name__regex=wanted.core).order_by("name", "pk")
    return [
        source
        for source in likely
        if any(wanted.sure(each.kind) for each in find(source.name, wanted.pattern, html=False))
    ]


def register() -> None:
    watch_words(
        {QuoteRevision, PublishedVersion, Correction, Contributor, FormerContributorSlug, Section}
    )
    register_printed(
        [
            Printed(
                model=QuoteRevision,
                rows=lambda: QuoteRevision.objects.filter(checked_at__isnull=False),
                group=lambda row: group_of(Quote(pk=row.quote_id)),
                place=lambda row, column: f"wording {row.number}, {field_of(row, column)}",
                text=("words", "attribution", "locator"),
                locked=Quote,
                lock="quote_id",
            ),
            Printed(
                model=PublishedVersion,
                rows=lambda: with_story(PublishedVersion.objects.all()),
                group=of_version,
                place=in_version,
                text=("kicker", "dateline", "byline", "headline_text", "standfirst_text", "notice"),
                html=(
                    *("headline", "headline_html", "standfirst", "standfirst_html"),
                    *("body", "body_html"),
                ),
                json=("graphics",),
                slugs=("slug",),
                follows=MADE,
                locked=Article,
                lock="article_id",
            ),
            Printed(
                model=VersionPicture,
                rows=lambda: with_story(VersionPicture.objects.all(), "version__"),
                group=of_version,
                place=in_version,
                text=("alt_text", "credit"),
                html=("caption", "caption_html"),
                follows=MADE,
                locked=Article,
                lock="story_id",
            ),
            Printed(
                model=Citation,
                rows=lambda: with_story(
                    Citation.objects.filter(version__isnull=False), "version__"
                ),
                group=of_version,
                place=in_version,
                text=("words",),
                locked=Article,
                lock="story_id",
            ),
            Printed(
                model=Correction,
                rows=lambda: Correction.objects.select_related("figure"),
                group=correction_group,
                place=lambda row, column: f"notice, {field_of(row, column)}",
                text=("was_wrong", "is_right"),
                locked=Article,
                lock="article_id",
            ),
            Printed(
                model=Contributor,
                rows=Contributor.objects.all,
                group=group_of,
                place=field_of,
                text=("name", "role", "biography"),
                slugs=("slug",),
            ),
            Printed(
                model=FormerContributorSlug,
                rows=lambda: FormerContributorSlug.objects.select_related("contributor"),
                group=lambda row: group_of(row.contributor),
                place=lambda row, column: "former address",
                slugs=("slug",),
            ),
            Printed(
                model=Section,
                rows=Section.objects.all,
                group=group_of,
                place=field_of,
                text=("description",),
            ),
        ],
        near=quoted_near,
    )
