"""Addresses without covered words; the old one of a story keeps its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from deeds import deed
from deeds.covering import Search, Step, address_without
from deeds.models import Cover
from deeds.printed import Place
from deeds.workflow.covering import MAY, put_in_place
from lib.locks import lock_rows
from lib.refusals import Refused, need

from ...models import (
    Article,
    CoveredAddress,
    PublishedVersion,
)
from .begun import Why, begin, conclude, printed_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


def new_addresses(cover: Cover, places: Iterable[Place], found: Search, why: Why) -> list[Step]:
    """Steps to addresses without the words; of a story the old one is kept, with its answer."""
    made, replaced = [], {}
    pattern = found.wanted.pattern
    for place in places:
        if place.column not in place.printed.slugs:
            continue
        old = getattr(place.row, place.column)
        of = place.group.key, old
        if of not in replaced:
            replaced[of] = free(place, address_without(old, pattern, f"removed-{cover.pk}"))
            if isinstance(place.row, PublishedVersion):
                move_story(cover, place.row.article_id, old, replaced[of], why.answer)
        made.append(Step(place.printed, place.row, place.column, old, replaced[of]))
    return list({(step.printed.label, step.row.pk): step for step in made}.values())


def move_story(cover: Cover, article: int, old: str, new: str, answer: str) -> None:
    """The working copy goes along, so that the next version has the new address too."""
    CoveredAddress.objects.get_or_create(
        cover=cover, article_id=article, slug=old, defaults={"answer": answer}
    )
    Article.objects.filter(pk=article, slug=old).update(slug=new)


def free(place: Place, slug: str) -> str:
    """The slug, or the first with a number behind it that nothing of its kind has or had."""
    taken: set[str] = set()
    model = place.printed.model
    starting = {"slug__startswith": slug}
    taken |= set(model.objects.filter(**starting).values_list("slug", flat=True))
    if model is PublishedVersion:
        for other in (Article, CoveredAddress):
            taken |= set(other.objects.filter(**starting).values_list("slug", flat=True))
    numbered = (f"{slug}-{n}" for n in range(2, len(taken) + 3))
    return next(each for each in [slug, *numbered] if each not in taken)


@deed
def cover_address(*, by: AbstractUser, article: Article, slug: str, new: str, why: Why) -> Cover:
    """Show the address of a story nowhere any more; its versions stand at `new` instead."""
    need(by, MAY, "cover anything")
    lock_rows(Article, {article.pk})
    rows = list(PublishedVersion.objects.filter(article=article, slug=slug).order_by("pk"))
    if not rows:
        raise Refused("No version of this story has that address.")
    printed = printed_of(PublishedVersion)
    cover = begin(by=by, kind=Cover.Kind.ADDRESS, called=slug, why=why)
    others = PublishedVersion.objects.filter(slug=new).exclude(article=article)
    drafts = Article.objects.filter(slug=new).exclude(pk=article.pk)
    if new == slug or others.exists() or drafts.exists():
        raise Refused("Another story has that address, or it is the old one: give a new one.")
    put_in_place(cover, [Step(printed, row, "slug", slug, new) for row in rows])
    move_story(cover, article.pk, slug, new, why.answer)
    conclude(cover, {article.pk})
    return cover
