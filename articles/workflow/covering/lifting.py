"""Lifting a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deeds import deed
from deeds.doing import touched
from deeds.models import Cover
from deeds.workflow.covering import MAY, lift_words, tell
from lib.locks import lock_rows
from lib.refusals import need

from ...models import (
    Article,
    Picture,
    PublishedVersion,
)
from .begun import printed_of, tell_followers

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def lift_cover(*, by: AbstractUser, cover: Cover, because: str) -> Cover:
    """Everything stands again as it stood, at its old address; notices stay: readers saw them."""
    need(by, MAY, "lift a cover")
    articles = list(cover.stories.order_by("article").values_list("article", flat=True))
    lock_rows(Article, set(articles))
    # First: while it is covered it may have no copy.
    Picture.objects.filter(cover=cover).update(cover=None)
    cover = lift_words(by=by, cover=cover, because=because)
    for address in cover.addresses.all():
        back = PublishedVersion.objects.filter(article=address.article_id, slug=address.slug)
        if back.exists():
            latest = back.order_by("-number").first()
            Article.objects.filter(pk=address.article_id).update(slug=latest.slug)
    for article in articles:
        tell(printed_of(PublishedVersion), PublishedVersion(article_id=article))
    touched(cover)
    tell_followers(articles, set(), cover.lifted_at)
    return cover
