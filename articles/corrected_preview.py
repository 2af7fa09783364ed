"""A published story as it would stand once a correction is issued: the page that readers would
get, by what makes it for them, and nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from hospitals.models import FigureRevision
from hospitals.public import rows_if_checked

from . import markup
from .correcting.plan import (
    ALT,
    BODY,
    CAPTION,
    CREDIT,
    DATELINE,
    HEADLINE,
    KICKER,
    NOTICE,
    SINCE,
    SLUG,
    STANDFIRST,
    Plan,
    StoryPlan,
)
from .models import Correction, PublicStory, PublishedVersion, QuoteRevision, VersionPicture
from .presenters.article import ArticlePage, Notice, notice, page_of, shown_picture
from .workflow.graphics import as_far_as_drawable
from .workflow.snapshot import render

# {(place, which): marked source} of the places that change.
Texts = Mapping[tuple[str, int], str]


def before_and_after(
    version: PublishedVersion,
    story: StoryPlan,
    plan: Plan,
    texts: Texts,
    figures: Collection[FigureRevision],
    quotes: Collection[QuoteRevision],
    at: datetime,
) -> tuple[ArticlePage, ArticlePage]:
    """The page of a version (`for_page`, with its public row) as it stands, and as it would.

    `figures` and `quotes` are the new revisions of what is corrected; `at` is when the version is
    seen, which is its start where it is still to go out.
    """
    rows = list(version.pictures.select_related("picture").exclude(picture__web_copy=""))
    now = page_of(version, at, shown(rows), ())
    out = rows_if_checked(list(figures), at)
    new = with_texts(version, texts, figures, quotes)
    page = page_of(new, at, shown(rows, texts), out)
    if not story.has_notice:
        return now, page
    return now, replace(page, corrections=[notice_of(plan, story, at), *page.corrections])


def with_texts(
    version: PublishedVersion,
    texts: Texts,
    figures: Collection[FigureRevision],
    quotes: Collection[QuoteRevision],
) -> PublishedVersion:
    """The version that would take its place, not stored, with its public row."""
    new = copy(version)
    for name in (SLUG, KICKER, DATELINE, NOTICE):
        setattr(new, name, texts.get((name, 0), getattr(version, name)))
    for name in (HEADLINE, STANDFIRST, BODY):
        html = texts.get((name, 0))
        if html is not None:
            setattr(new, name, html)
            setattr(new, f"{name}_html", render(name, html))
            if name != BODY:
                setattr(new, f"{name}_text", markup.plain_text(html))
    new.graphics = graphics_of(version, new.body, figures)
    old = version.public
    marks = [as_marked(mark, figures, quotes) for mark in old.marks]
    PublicStory(
        version=new, article_id=old.article_id, starts=old.starts, links=old.links, marks=marks
    )
    return new


def as_marked(
    mark: list[Any], figures: Collection[FigureRevision], quotes: Collection[QuoteRevision]
) -> list[Any]:
    """[words, figure, its revision, quotation, its revision], resting on the new ones."""
    words, figure, revision, quote, said = mark
    revision = next((each.pk for each in figures if each.figure_id == figure), revision)
    said = next((each.pk for each in quotes if each.quote_id == quote), said)
    return [words, figure, revision, quote, said]


def graphics_of(
    version: PublishedVersion, body: str, figures: Collection[FigureRevision]
) -> list[dict[str, Any]]:
    """Its tables and charts, those drawn anew that hold a corrected figure."""
    changed = {each.figure_id: each for each in figures}
    named = markup.graphics_in(body)
    if not any(changed.keys() & set(graphic.figures) for graphic in named):
        return version.graphics
    cited = version.citations.exclude(figure_revision=None).select_related(
        "figure_revision__figure__measure"
    )
    printed = {row.figure_revision.figure_id: row.figure_revision for row in cited} | changed
    made = [kept for _, kept in as_far_as_drawable(body, printed)]
    return [
        kept if kept and changed.keys() & set(graphic.figures) else was
        for graphic, kept, was in zip(named, made, version.graphics, strict=True)
    ]


def shown(rows: Collection[VersionPicture], texts: Texts | None = None) -> list[Any]:
    """(row, ShownPicture) pairs, with the words of pictures that change."""
    found = []
    for row in rows:
        picture = shown_picture(row)
        caption = (texts or {}).get((CAPTION, row.order))
        if caption is not None:
            picture = replace(picture, caption_html=markup.render(caption, inline=True))
        for place in (ALT, CREDIT):
            words = (texts or {}).get((place, row.order))
            if words is not None:
                picture = replace(picture, **{place: words})
        found.append((row, picture))
    return found


def notice_of(plan: Plan, story: StoryPlan, at: datetime) -> Notice:
    kind = Correction.Kind.SINCE if story.mode == SINCE else plan.notice.kind
    return notice(
        Correction(
            uuid=uuid4(),
            kind=kind,
            placement=story.placement,
            was_wrong=plan.notice.was_wrong,
            is_right=plan.notice.is_right,
            issued_at=at,
        )
    )
