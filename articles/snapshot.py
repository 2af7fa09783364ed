"""Writing a published version: the snapshot of a working copy, with all the rows it needs."""

from django.db import IntegrityError, transaction
from django.utils.html import escape

from lib.refusals import Refused
from lib.text import fold
from lib.words import join

from . import markup
from .content import Content, render
from .models import (
    Article,
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

Kind = PublishedVersion.Kind


def snapshot(
    content, *, by, kind, at, now, digest, previous, alone=False, notice=""
) -> PublishedVersion:
    """Write the immutable version with all its rows.

    A withdrawal keeps what the version before said of itself, and neither standfirst nor body:
    nothing of an unpublished working copy reaches it.
    """
    article = content.article
    if kind == Kind.WITHDRAWAL:
        origin = previous
        texts = {
            "headline": escape(markup.plain_text(previous.headline)),
            "standfirst": "",
            "body": "",
        }
    else:
        origin = article
        texts = {name: getattr(article, name) for name in ("headline", "standfirst", "body")}
    plain = {name: markup.plain_text(text) for name, text in texts.items()}
    approved = article.state == Article.State.APPROVED and not alone
    last = article.versions.order_by("-number").first()
    version = PublishedVersion(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        slug=origin.slug,
        kicker=origin.kicker,
        section=origin.section,
        dateline=origin.dateline,
        byline=join([person.name for person in content.bylines]),
        **texts,
        **{f"{name}_html": render(text, inline=name != "body") for name, text in texts.items()},
        headline_text=plain["headline"],
        standfirst_text=plain["standfirst"],
        search_text=fold(" ".join([*plain.values(), notice])),
        notice=notice,
        live_from=at,
        first_published_at=previous.first_published_at if previous else at,
        content_modified_at=previous.content_modified_at
        if previous and kind == Kind.SMALL_FIX
        else at,
        content_hash=digest,
        approved_by=article.approved_by if approved else None,
        approved_at=article.approved_at if approved else None,
        published_by=by,
        published_at=now,
        on_one_pair_of_eyes=alone,
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            "Somebody else has just published this story: look at their version first."
        ) from error
    write_rows(version, content)
    return version


def write_rows(version, content):
    order = {
        "version": version,
        "article": version.article,
        "first_published_at": version.first_published_at,
    }
    for model, name in (
        (VersionTrust, "trust"),
        (VersionHospital, "hospital"),
        (VersionArea, "area"),
        (VersionStrike, "strike"),
    ):
        model.objects.bulk_create(
            model(**order, **{name: subject}) for subject in content.about[f"{name}s"]
        )
    VersionContributor.objects.bulk_create(
        VersionContributor(**order, contributor=person, order=i)
        for i, person in enumerate(content.bylines)
    )
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
    VersionRelated.objects.bulk_create(
        VersionRelated(version=version, to=story, order=i)
        for i, story in enumerate(content.related)
    )
    Citation.objects.bulk_create(citations(content, version))


def citations(content: Content, version=None) -> list[Citation]:
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
