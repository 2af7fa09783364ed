"""A story that is not published, as readers would see it: through what makes the page itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, PublicFigure
from hospitals.presenters import figure_words
from hospitals.public import rows_if_released
from lib.addresses import address

from .markup.graphics import RENDERED
from .models import Picture, PublicStory, PublishedVersion, Quote
from .presenters.article import ArticlePage, ShownPicture, page_of, shown_picture
from .workflow.base import standing_version
from .workflow.cited import quotations_of
from .workflow.content import Content, content_hash
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
    readers do not see yet and would see with it. `out`: readers have these very words already."""

    page: ArticlePage
    hidden: list[str]
    released: list[str]
    out: bool


def preview(content: Content, *, by: AbstractUser, at: datetime, pictures: str) -> Preview:
    """The page of a working copy, as if it went out at `at`; nothing is written.

    `pictures` is where its pictures are to be had by whoever looks: an address that ends in "/".
    """
    unseen = hidden(content, at)
    version = version_at(without_waiting(content), by, at, unseen)
    out = [figure for figure in content.figures() if not seen_at(figure, at)]
    released = rows_if_released([figure.pk for figure in out], at)
    nowhere = without_a_page(content, released)
    for name in ("headline_html", "standfirst_html", "body_html"):
        setattr(version, name, led_here(getattr(version, name), nowhere))
    rows = [row for row in pictures_of(version, content) if row.picture.web_copy]
    for row in rows:
        row.caption_html = led_here(row.caption_html, nowhere)
    shown = [(row, moved(shown_picture(row), pictures)) for row in rows]
    return Preview(
        page=page_of(version, at, shown, released, list(nowhere)),
        hidden=list(dict.fromkeys(map(in_words, unseen))),
        released=[
            f"{figure_words.what(row.figure)}, {figure_words.place(row.figure)}" for row in released
        ],
        out=is_out(content, at),
    )


def without_a_page(content: Content, released: Collection[PublicFigure]) -> dict[str, str]:
    """{"figure-42": its address} of records of which readers have no page now: figures that are not
    released, and quotations that nothing prints which they see."""
    quotes = {revision.quote_id for revision in quotations_of(content.cited)}
    public = Quote.objects.public(timezone.now()).filter(pk__in=quotes)
    printed = set(public.values_list("pk", flat=True)) if quotes else set()
    figures = {f"figure-{row.figure_id}": row.figure.get_absolute_url() for row in released}
    return figures | {f"quote-{pk}": address("articles:quote", pk) for pk in quotes - printed}


def led_here(html: str, nowhere: Mapping[str, str]) -> str:
    """The same with links to what stands below the story in place of those to pages that are not
    there yet."""
    for name, url in nowhere.items():
        kind = name.partition("-")[0]
        html = html.replace(f'href="{url}"', f'href="#{kind}s"')
    return html


def is_out(content: Content, at: datetime) -> bool:
    """Whether what readers see at `at` is this very text, resting on these very records."""
    live = PublishedVersion.objects.live(at).filter(article=content.article.pk)
    now = live.values_list("content_hash", flat=True).first()
    return now is not None and now == content_hash(content)


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
