"""Writing a published version: the snapshot of a working copy, with all the rows it needs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.html import escape

from deeds import touched, written
from lib.refusals import Refused
from lib.words import join

from .. import markup
from ..models import (
    Citation,
    PublishedVersion,
    VersionArea,
    VersionContributor,
    VersionHospital,
    VersionPicture,
    VersionRelated,
    VersionStrike,
    VersionTrust,
)
from .content import Content
from .graphics import graphics_of
from .problem import READING, Problem
from .publication import Kind, Publication

LINKS = {
    "trust": VersionTrust,
    "hospital": VersionHospital,
    "area": VersionArea,
    "strike": VersionStrike,
}


def snapshot(out: Publication, left: Collection[Problem] = ()) -> PublishedVersion:
    """Write the immutable version with all its rows; Refused where somebody else was faster.

    `left` is what the gate found and somebody left as it is.
    """
    version = version_of(out)
    version.against_record = any(problem.level == READING for problem in left)
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            "Somebody else has just published this story: look at their version first."
        ) from error
    write_links(version, out.content)
    write_pictures(version, out.content)
    Citation.objects.bulk_create(citations(out.content, version))
    touched(version)
    return version


def version_of(out: Publication, graphics: list[dict[str, Any]] | None = None) -> PublishedVersion:
    """The version, not yet saved. A withdrawal keeps what the version before said of itself.

    `graphics` are what it keeps of its tables and charts where that is known already.
    """
    article, previous = out.article, out.previous
    origin = previous if out.kind == Kind.WITHDRAWAL else article
    texts = texts_of(out)
    unnoticed = previous and out.kind == Kind.SMALL_FIX
    return PublishedVersion(
        article=article,
        number=(article.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=out.kind,
        slug=origin.slug,
        kicker=origin.kicker,
        section=origin.section,
        dateline=origin.dateline,
        graphics=graphics_of(texts["body"], out.content.cited) if graphics is None else graphics,
        byline=join([person.name for person in out.content.bylines]),
        **texts,
        **{f"{name}_html": render(name, text) for name, text in texts.items()},
        headline_text=markup.plain_text(texts["headline"]),
        standfirst_text=markup.plain_text(texts["standfirst"]),
        notice=out.withdrawn_because,
        live_from=out.at,
        first_published_at=previous.first_published_at if previous else out.at,
        content_modified_at=previous.content_modified_at if unnoticed else out.at,
        announced_at=out.at,
        content_hash=out.digest,
        approved_by=article.approved_by if out.approved else None,
        approved_at=article.approved_at if out.approved else None,
        published_by=out.by,
        published_at=out.now,
        on_one_pair_of_eyes=out.alone,
    )


def texts_of(out: Publication) -> dict[str, str]:
    """The marked texts by field. Of an unpublished working copy nothing reaches a withdrawal."""
    if out.kind == Kind.WITHDRAWAL:
        headline = escape(markup.plain_text(out.previous.headline))
        return {"headline": headline, "standfirst": "", "body": ""}
    return {name: getattr(out.article, name) for name in ("headline", "standfirst", "body")}


def write_links(version: PublishedVersion, content: Content) -> None:
    """What the version is about and by, and what else to read."""
    order = {
        "version": version,
        "article": version.article,
        "first_published_at": version.first_published_at,
    }
    for name, model in LINKS.items():
        model.objects.bulk_create(
            model(**order, **{name: subject}) for subject in content.about[f"{name}s"]
        )
    VersionContributor.objects.bulk_create(
        VersionContributor(**order, contributor=person, order=i)
        for i, person in enumerate(content.bylines)
    )
    VersionRelated.objects.bulk_create(
        VersionRelated(version=version, to=story, order=i)
        for i, story in enumerate(content.related)
    )


def write_pictures(version: PublishedVersion, content: Content) -> None:
    written(*VersionPicture.objects.bulk_create(pictures_of(version, content)))


def pictures_of(version: PublishedVersion, content: Content) -> list[VersionPicture]:
    """Unsaved rows, in the order of the story."""
    return [
        VersionPicture(
            version=version,
            picture=row.picture,
            caption=row.caption,
            caption_html=markup.render(row.caption, figure_url=figure_url, inline=True),
            alt_text=row.picture.alt_text,
            credit=row.picture.credit,
            focus_x=row.picture.focus_x,
            focus_y=row.picture.focus_y,
            in_gallery=row.in_gallery,
            order=i,
        )
        for i, row in enumerate(content.pictures)
    ]


def citations(content: Content, version: PublishedVersion | None = None) -> list[Citation]:
    """Unsaved rows, one for each record that each mark names."""
    return [
        Citation(
            article=content.article,
            version=version,
            place=cited.place,
            position=cited.position,
            words=cited.words,
            **{f"{cited.kind}_revision": revision},
        )
        for cited in content.cited
        for revision in cited.revisions
    ]


def render(name: str, text: str) -> str:
    """Marked text as readers see it: in the body marks become links to their records.

    A headline and a standfirst are read and not followed: what they rest on is said below.
    """
    if name == "body":
        return markup.render(text, figure_url=figure_url, quote_url=quote_url)
    return markup.render(text, inline=True)


def figure_url(figure_id: int) -> str:
    return reverse("hospitals:figure", args=[figure_id])


def quote_url(quote_id: int) -> str:
    return reverse("articles:quote", args=[quote_id])
