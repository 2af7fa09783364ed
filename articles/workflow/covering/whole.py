"""Covering a picture, or all of an earlier version."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from deeds import deed
from deeds.covering import Step
from deeds.models import Cover
from deeds.printed import Printed
from deeds.workflow.covering import MAY, put_in_place
from hospitals.printed import field_of, group_of
from lib.locks import lock_rows
from lib.refusals import Refused, need

from ...models import (
    Article,
    Picture,
    PublishedVersion,
    VersionPicture,
)
from .begun import Why, begin, conclude, printed_of

# The copies for readers; nobody looks for words in them.
COPIES = Printed(
    model=Picture,
    rows=Picture.objects.none,
    group=lambda row: group_of(row),
    place=field_of,
    text=("web_copy",),
    json=("sizes",),
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def cover_picture(*, by: AbstractUser, picture: Picture, why: Why) -> Cover:
    """Take a picture off every page, with its copies and the words beside it in every version."""
    need(by, MAY, "cover anything")
    words = printed_of(VersionPicture)
    rows = list(words.rows().filter(picture=picture).order_by("pk"))
    articles = {row.story_id for row in rows}
    lock_rows(Article, articles)
    picture = Picture.objects.select_for_update(no_key=True).get(pk=picture.pk)
    if picture.cover_id is not None:
        raise Refused("This picture is covered already.")
    cover = begin(by=by, kind=Cover.Kind.PICTURE, called=picture.title, why=why)
    put_in_place(
        cover,
        [
            Step(COPIES, picture, "web_copy", picture.web_copy.name, ""),
            Step(COPIES, picture, "sizes", picture.sizes, []),
            *(
                Step(words, row, column, getattr(row, column), left_in(cover, column))
                for row in rows
                for column in ("alt_text", "credit", "caption", "caption_html")
                if getattr(row, column)
            ),
        ],
    )
    Picture.objects.filter(pk=picture.pk).update(cover=cover)
    conclude(cover, articles)
    return cover


def left_in(cover: Cover, column: str) -> str:
    return "" if column.startswith("caption") else cover.left[:120]


@deed
def cover_version(
    *, by: AbstractUser, version: PublishedVersion, why: Why, now: datetime | None = None
) -> Cover:
    """Of an earlier version of a story, or one to come, only a neutral line is left."""
    need(by, MAY, "cover anything")
    lock_rows(Article, {version.article_id})
    if PublishedVersion.objects.live(now).filter(pk=version.pk).exists():
        raise Refused(
            "Readers see this version now: pull the story, or publish another version first."
        )
    cover = begin(
        by=by,
        kind=Cover.Kind.VERSION,
        called=f"Version {version.number}: {version.headline_text}",
        why=why,
        now=now,
    )
    version = PublishedVersion.objects.get(pk=version.pk)
    put_in_place(cover, [*emptied(cover, version), *emptied_rows(cover, version)])
    conclude(cover, {version.article_id})
    return cover


def emptied(cover: Cover, version: PublishedVersion) -> list[Step]:
    """Who wrote it stays, and when."""
    printed, line = printed_of(PublishedVersion), escape(cover.left)
    after: dict[str, Any] = dict.fromkeys((*printed.text, *printed.html), "")
    after |= dict.fromkeys(("headline", "headline_html"), line)
    after |= dict.fromkeys(("body", "body_html"), f"<p>{line}</p>")
    after |= {"headline_text": cover.left, "byline": version.byline, "graphics": []}
    after["notice"] = cover.left if version.notice else ""
    return [
        Step(printed, version, column, getattr(version, column), value)
        for column, value in after.items()
    ]


def emptied_rows(cover: Cover, version: PublishedVersion) -> list[Step]:
    """Of its pictures and marks: the pictures go when nothing else shows them."""
    found = []
    for rows, columns in (
        (version.pictures.all(), ("caption", "caption_html", "alt_text", "credit")),
        (version.citations.all(), ("words",)),
    ):
        printed = printed_of(rows.model)
        found += [
            Step(printed, row, column, getattr(row, column), left_in(cover, column))
            for row in printed.rows().filter(pk__in=rows.values("pk"))
            for column in columns
            if getattr(row, column)
        ]
    return found
