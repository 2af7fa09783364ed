"""What the page of a story shows, for the site and the API alike.

All of it comes from the version's own rows and from the public facts those rest on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from hospitals.presenters.reference import reference

from ..models import (
    Correction,
    Picture,
    PublicStory,
    PublishedVersion,
    VersionPicture,
)
from .cited import CitedFigure, Mark, QuotedWords, cited
from .lists import StoryItem, story_line, story_lines


@dataclass(frozen=True)
class Notice:
    """A correction as readers see it: what was wrong and what is right."""

    uuid: str
    title: str
    was_wrong: str
    is_right: str
    issued_at: datetime
    at_top: bool


@dataclass(frozen=True)
class ShownPicture:
    uuid: str
    url: str
    alt_text: str
    credit: str
    caption_html: str
    width: int
    height: int


@dataclass(frozen=True)
class Subject:
    """Something that the story is about. `key` is its ODS code, or its slug."""

    key: str
    name: str
    url: str


@dataclass(frozen=True)
class ArticlePage:
    story: StoryItem
    version: PublishedVersion
    corrections: list[Notice]
    figures: list[CitedFigure]
    quotes: list[QuotedWords]
    pictures: list[ShownPicture]
    gallery: list[ShownPicture]
    related: list[StoryItem]
    trusts: list[Subject]
    hospitals: list[Subject]
    strikes: list[Subject]

    @property
    def modified_at(self) -> datetime:
        """When readers last saw a change that matters: of the words, or a correction of them."""
        issued = [each.issued_at for each in self.corrections]
        return max([self.story.content_modified_at, *issued])

    @property
    def at_top(self) -> list[Notice]:
        return [each for each in self.corrections if each.at_top]

    @property
    def at_foot(self) -> list[Notice]:
        return [each for each in self.corrections if not each.at_top]

    @property
    def about(self) -> list[tuple[str, list[Subject]]]:
        """(heading, subjects) of what the story is about."""
        groups = [
            ("Trusts", self.trusts),
            ("Hospitals", self.hospitals),
            ("Strikes", self.strikes),
        ]
        return [(heading, subjects) for heading, subjects in groups if subjects]


def article_page(version: PublishedVersion, at: datetime) -> ArticlePage:
    """Everything the page of a live version shows, in a number of queries that does not grow.

    `version` comes from `PublishedVersion.objects.public(at).for_page()`.
    """
    links = version.public.links
    marks = [Mark(*mark) for mark in version.public.marks]
    pictures = shown_pictures(version) if links.get("pictures") else []
    figures, quotes = cited(marks, version.body_html, at)
    return ArticlePage(
        story=story_line(version),
        version=version,
        corrections=[
            notice(correction)
            for correction in Correction.objects.public(at).filter(article=version.article_id)
        ],
        figures=figures,
        quotes=quotes,
        pictures=[shown for row, shown in pictures if not row.in_gallery],
        gallery=[shown for row, shown in pictures if row.in_gallery],
        related=related_stories(links.get("related", []), at),
        **subjects(links),
    )


def subjects(links: Mapping[str, list[int]]) -> dict[str, list[Subject]]:
    """What the story is about by name, strikes the latest first."""
    known = reference()
    trusts = [known.trusts[pk] for pk in links.get("trusts", [])]
    hospitals = [known.hospitals[pk] for pk in links.get("hospitals", [])]
    strikes = [known.strikes[pk] for pk in links.get("strikes", [])]
    trusts.sort(key=lambda trust: trust.name)
    hospitals.sort(key=lambda hospital: (hospital.name, hospital.town))
    strikes.sort(key=lambda strike: -strike.pk)
    return {
        "trusts": [Subject(each.code, each.name, each.get_absolute_url()) for each in trusts],
        "hospitals": [Subject(each.slug, str(each), each.get_absolute_url()) for each in hospitals],
        "strikes": [Subject(each.slug, each.title, each.get_absolute_url()) for each in strikes],
    }


# What its kind says to readers; the desk's own words explain when to choose which.
TITLES = {
    Correction.Kind.CORRECTION: "Correction",
    Correction.Kind.CLARIFICATION: "Clarification",
    Correction.Kind.APOLOGY: "Correction and apology",
}


def notice(correction: Correction) -> Notice:
    return Notice(
        uuid=str(correction.uuid),
        title=TITLES[correction.kind],
        was_wrong=correction.was_wrong,
        is_right=correction.is_right,
        issued_at=correction.issued_at,
        at_top=correction.placement == Correction.Placement.TOP,
    )


def shown_pictures(version: PublishedVersion | int) -> list[tuple[VersionPicture, ShownPicture]]:
    """(row, ShownPicture) pairs; words and credit are those of the version."""
    rows = (
        VersionPicture.objects.filter(version=version)
        .select_related("picture")
        .exclude(picture__web_copy="")
    )
    return [(row, shown_picture(row)) for row in rows]


def shown_picture(row: VersionPicture) -> ShownPicture:
    picture: Picture = row.picture
    return ShownPicture(
        uuid=str(picture.uuid),
        url=reverse("articles:picture", args=[picture.uuid]),
        alt_text=row.alt_text,
        credit=row.credit,
        caption_html=row.caption_html,
        width=picture.width,
        height=picture.height,
    )


def lead_picture(version: PublishedVersion | int) -> ShownPicture | None:
    """The first picture above the story, or None. One query."""
    return next((shown for row, shown in shown_pictures(version) if not row.in_gallery), None)


def related_stories(articles: list[int], at: datetime) -> list[StoryItem]:
    """The "Read more" links whose stories readers can see, in the desk's order."""
    if not articles:
        return []
    live = PublicStory.objects.live(at).filter(article__in=articles).for_lists()
    return story_lines(sorted(live, key=lambda row: articles.index(row.article_id)))
