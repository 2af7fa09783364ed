"""What the page of a story shows, for the site and the API alike.

All of it comes from the version's own rows and from the public facts those rest on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from hospitals.models import PublicFigure
from hospitals.presenters.reference import reference

from ..markup.margin import Annotator, card_id
from ..models import (
    Correction,
    Picture,
    PublicStory,
    PublishedVersion,
    VersionPicture,
)
from .authors import Author, authors
from .cited import CitedFigure, Mark, QuotedWords, cited, without_pages
from .graphics import ShownGraphic, page_body, shown_graphics
from .lists import StoryItem, story_line, story_lines

Placement = Correction.Placement


@dataclass(frozen=True)
class Notice:
    """A correction, or another notice, as readers see it. `was_wrong` is "" where nothing is to be
    repeated; `address` is of a ruling, elsewhere."""

    uuid: str
    url: str
    title: str
    was_wrong: str
    is_right: str
    issued_at: datetime
    placement: str
    address: str

    @property
    def words(self) -> str:
        return f"{self.was_wrong} {self.is_right}".strip()


@dataclass(frozen=True)
class PictureSize:
    """A smaller copy, in AVIF."""

    width: int
    url: str


class Focus(NamedTuple):
    """What stays in sight where a picture is cut, in per cent from its upper left corner."""

    x: int
    y: int


@dataclass(frozen=True)
class ShownPicture:
    """`url` is a JPEG of `width` and `height`; `sizes` are of the same picture."""

    uuid: str
    url: str
    alt_text: str
    credit: str
    caption_html: str
    width: int
    height: int
    sizes: list[PictureSize]
    focus: Focus

    @property
    def srcset(self) -> str:
        return ", ".join(f"{size.url} {size.width}w" for size in self.sizes)

    @property
    def focus_class(self) -> str:
        """Styles may not stand in the page, so the style sheet has the focus in steps of ten."""
        return " ".join(
            f"focus-{axis}-{round(at / 10) * 10}"
            for axis, at in (("x", self.focus.x), ("y", self.focus.y))
            if round(at / 10) != 5
        )


@dataclass(frozen=True)
class Subject:
    """Something that the story is about. `key` is its ODS code, or its slug."""

    key: str
    name: str
    url: str


@dataclass(frozen=True)
class Card:
    """What rests behind one mark: it may name several records."""

    id: str
    records: list[CitedFigure | QuotedWords]


@dataclass(frozen=True)
class ArticlePage:
    """`body` is the version's, with its `graphics` and the margin of sources; `cards` belong to its
    marks."""

    story: StoryItem
    version: PublishedVersion
    authors: list[Author]
    body: SafeString
    graphics: list[ShownGraphic]
    cards: list[Card]
    unseen_marks: bool
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
    def rests_on(self) -> str:
        """ "9 numbers, 5 quotations: all sourced", of those that the body marks."""
        numbers = sum(figure.number is not None for figure in self.figures)
        quotations = sum(quote.number is not None for quote in self.quotes)
        counted = ", ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in ((numbers, "number"), (quotations, "quotation"))
            if count
        )
        return counted if self.unseen_marks or not counted else f"{counted}: all sourced"

    @property
    def above(self) -> list[Notice]:
        return self.placed(Placement.ABOVE)

    @property
    def at_top(self) -> list[Notice]:
        return self.placed(Placement.TOP)

    @property
    def before_text(self) -> list[Notice]:
        return self.placed(Placement.TEXT)

    @property
    def at_foot(self) -> list[Notice]:
        return self.placed(Placement.FOOT)

    def placed(self, placement: str) -> list[Notice]:
        return [each for each in self.corrections if each.placement == placement]

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
    pictures = shown_pictures(version) if version.public.links.get("pictures") else []
    return page_of(version, at, pictures)


def page_of(
    version: PublishedVersion,
    at: datetime,
    pictures: list[tuple[VersionPicture, ShownPicture]],
    released: Collection[PublicFigure] = (),
    nowhere: Collection[str] = (),
) -> ArticlePage:
    """The same of a version that may not be stored, with `public` as a stored one has it.

    `released` are rows of figures that readers would see with it, and do not see yet; `nowhere`
    the records that readers have no page of until then ("quote-7").
    """
    links = version.public.links
    marks = [Mark(*mark) for mark in version.public.marks]
    figures, quotes = cited(marks, version.body_html, at, released)
    figures, quotes = without_pages(figures, quotes, nowhere)
    records = {each.record: each for each in (*figures, *quotes)}
    annotator = Annotator({name: each.says for name, each in records.items()})
    graphics = shown_graphics(version, records)
    body = page_body(version.body_html, graphics, annotator)
    return ArticlePage(
        story=story_line(version),
        version=version,
        authors=authors(version, at),
        body=body,
        graphics=graphics,
        cards=[
            Card(card_id(names), [records[name] for name in names]) for names in annotator.cards
        ],
        unseen_marks=any(mark.record not in records for mark in marks),
        corrections=[
            notice(correction)
            for correction in Correction.objects.public(at).filter(article=version.article_id)
        ],
        figures=[replace(each, number=annotator.numbers.get(each.record)) for each in figures],
        quotes=[replace(each, number=annotator.numbers.get(each.record)) for each in quotes],
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
    Correction.Kind.SINCE: "Since publication",
    Correction.Kind.REMOVAL: "Note to readers",
    Correction.Kind.RULING: "Ruling",
}


def notice(correction: Correction) -> Notice:
    return Notice(
        uuid=str(correction.uuid),
        url=correction.get_absolute_url(),
        title=TITLES[correction.kind],
        was_wrong=correction.was_wrong,
        is_right=correction.is_right,
        issued_at=correction.issued_at,
        placement=correction.placement,
        address=correction.address,
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
        sizes=[PictureSize(width, size_url(picture, file)) for width, file in picture.sizes],
        focus=Focus(row.focus_x, row.focus_y),
    )


def size_url(picture: Picture, file: str) -> str:
    return reverse("articles:picture_size", args=[picture.uuid, PurePath(file).stem])


def lead_pictures(versions: Collection[int]) -> dict[int, ShownPicture]:
    """{id of a version: the first picture above its story}; one query."""
    rows = (
        VersionPicture.objects.filter(version__in=versions, in_gallery=False)
        .select_related("picture")
        .exclude(picture__web_copy="")
    )
    found: dict[int, ShownPicture] = {}
    for row in rows:
        found.setdefault(row.version_id, shown_picture(row))
    return found


def related_stories(articles: list[int], at: datetime) -> list[StoryItem]:
    """The "Read more" links whose stories readers can see, in the desk's order."""
    if not articles:
        return []
    live = PublicStory.objects.live(at).filter(article__in=articles).for_lists()
    return story_lines(sorted(live, key=lambda row: articles.index(row.article_id)))
