"""Writing a published version: the snapshot of a working copy, with all the rows it needs."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.html import escape

from lib.refusals import Refused
from lib.text import fold
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
from .publication import Kind, Publication

LINKS = {
    "trust": VersionTrust,
    "hospital": VersionHospital,
    "area": VersionArea,
    "strike": VersionStrike,
}


def snapshot(out: Publication) -> PublishedVersion:
    """Write the immutable version with all its rows; Refused where somebody else was faster."""
    version = version_of(out)
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
    return version


def version_of(out: Publication) -> PublishedVersion:
    """The version, not yet saved. A withdrawal keeps what the version before said of itself."""
    article, previous = out.article, out.previous
    origin = previous if out.kind == Kind.WITHDRAWAL else article
    texts = texts_of(out)
    plain = {name: markup.plain_text(text) for name, text in texts.items()}
    unnoticed = previous and out.kind == Kind.SMALL_FIX
    return PublishedVersion(
        article=article,
        number=(article.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=out.kind,
        slug=origin.slug,
        kicker=origin.kicker,
        section=origin.section,
        dateline=origin.dateline,
        byline=join([person.name for person in out.content.bylines]),
        **texts,
        **{f"{name}_html": render(text, inline=name != "body") for name, text in texts.items()},
        headline_text=plain["headline"],
        standfirst_text=plain["standfirst"],
        search_text=fold(" ".join([*plain.values(), out.withdrawn_because])),
        notice=out.withdrawn_because,
        live_from=out.at,
        first_published_at=previous.first_published_at if previous else out.at,
        content_modified_at=previous.content_modified_at if unnoticed else out.at,
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
    VersionPicture.objects.bulk_create(
        VersionPicture(
            version=version,
            picture=row.picture,
            caption=row.caption,
            caption_html=render(row.caption, inline=True),
            alt_text=row.picture.alt_text,
            credit=row.picture.credit,
            in_gallery=row.in_gallery,
            order=i,
        )
        for i, row in enumerate(content.pictures)
    )


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


def render(html: str, *, inline: bool) -> str:
    """Marked text as readers see it: marks become links to their records.

    `inline` for headline, standfirst and captions, which stand inside an element of the page.
    A quotation has no page of its own to link to; the body gives it an anchor.
    """
    return markup.render(html, figure_url=figure_url, inline=inline)


def figure_url(figure_id: int) -> str:
    return reverse("hospitals:figure", args=[figure_id])
