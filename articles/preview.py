"""A story that is not published, as readers would see it: through what makes the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst

from hospitals.models import DisruptionFigure
from hospitals.presenters import figure_words
from hospitals.public import rows_if_released

from .markup.graphics import RENDERED
from .models import Picture, PublicStory, PublishedVersion
from .presenters.article import ArticlePage, ShownPicture, page_of, shown_picture
from .workflow.base import standing_version
from .workflow.content import Content
from .workflow.graphics import as_far_as_drawable, printed_in
from .workflow.previewing import hidden, without_waiting
from .workflow.problem import Problem
from .workflow.publication import Kind, Publication
from .workflow.snapshot import citations, pictures_of, version_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True)
class Preview:
    """`hidden` are sentences on what readers would not see of it, `released` the figures that
    readers do not see yet and would see with it."""

    page: ArticlePage
    hidden: list[str]
    released: list[str]


def preview(content: Content, *, by: AbstractUser, at: datetime, pictures: str) -> Preview:
    """The page of a working copy, as if it went out at `at`; nothing is written.

    `pictures` is where its pictures are to be had by whoever looks: an address that ends in "/".
    """
    unseen = hidden(content, at)
    version = version_at(without_waiting(content), by, at, unseen)
    out = [figure for figure in content.figures() if not seen_at(figure, at)]
    released = rows_if_released([figure.pk for figure in out], at)
    shown = [
        (row, moved(shown_picture(row), pictures))
        for row in pictures_of(version, content)
        if row.picture.web_copy
    ]
    return Preview(
        page=page_of(version, at, shown, released),
        hidden=list(dict.fromkeys(map(in_words, unseen))),
        released=[
            f"{figure_words.what(row.figure)}, {figure_words.place(row.figure)}" for row in released
        ],
    )


def seen_at(figure: DisruptionFigure, at: datetime) -> bool:
    return figure.released_at is not None and figure.released_at <= at


def in_words(problem: Problem) -> str:
    return capfirst(problem.message) if problem.told else str(problem)


def version_at(
    content: Content, by: AbstractUser, at: datetime, unseen: list[Problem]
) -> PublishedVersion:
    """The version that publishing would write, not stored, with what readers would read of it."""
    previous = standing_version(content.article)
    out = Publication(
        content=content,
        by=by,
        now=timezone.now(),
        at=at,
        kind=Kind.UPDATE if previous else Kind.FIRST,
        previous=previous,
    )
    if previous and previous.content_hash == out.digest:
        out = replace(out, kind=Kind.SMALL_FIX)
    version = version_of(out, graphics=[])
    private = {problem.on.pk for problem in unseen if isinstance(problem.on, DisruptionFigure)}
    printed = {pk: each for pk, each in printed_in(content.cited).items() if pk not in private}
    made = [kept for _, kept in as_far_as_drawable(content.article.body, printed)]
    version.body_html = without_undrawn(version.body_html, made)
    version.graphics = [kept for kept in made if kept is not None]
    # As `articles.public` would write it.
    PublicStory(
        version=version,
        article_id=content.article.pk,
        starts=at,
        links=links_of(content),
        marks=marks_of(content),
    )
    return version


def without_undrawn(html: str, made: list[Mapping[str, Any] | None]) -> str:
    """A rendered body without the tables and charts that cannot be made; the others counted on."""
    numbers = count(1)

    def placed(found: Any) -> str:
        if made[int(found[1]) - 1] is None:
            return ""
        start = f'<figure data-graphic="{found[1]}">'
        return str(found[0]).replace(start, f'<figure data-graphic="{next(numbers)}">', 1)

    return RENDERED.sub(placed, html)


def links_of(content: Content) -> dict[str, list[int]]:
    return {
        "contributors": [person.pk for person in content.bylines],
        "related": [story.pk for story in content.related],
        **{name: [row.pk for row in content.about[name]] for name in SUBJECTS},
    }


SUBJECTS = ("trusts", "hospitals", "strikes")


def marks_of(content: Content) -> list[list[Any]]:
    return [
        [
            row.words,
            row.figure_revision and row.figure_revision.figure_id,
            row.figure_revision_id,
            row.quote_revision and row.quote_revision.quote_id,
            row.quote_revision_id,
        ]
        for row in citations(content)
    ]


def moved(shown: ShownPicture, start: str) -> ShownPicture:
    """The same picture where those may fetch it who may see it before it is published."""
    start = f"{start}{shown.uuid}/"
    return replace(
        shown,
        url=start,
        sizes=[replace(size, url=start + size.url.rpartition("/")[2]) for size in shown.sizes],
    )


def pictures_in(content: Content) -> Iterator[Picture]:
    return (row.picture for row in content.pictures if row.picture.web_copy)
