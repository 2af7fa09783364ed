"""Words that are not saved yet: kept for who is typing them, and shown to nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from deeds import deed
from hospitals.terms import USABLE
from lib.refusals import need

from ..models import Article, Draft
from .cited import Cited

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# Kept no longer than this: what nobody has come back for.
KEPT_FOR = timedelta(days=30)

BASE = ("headline", "standfirst", "body")

Fields = Mapping[str, Sequence[str]]


@deed
def keep_draft(
    *,
    by: AbstractUser,
    page: UUID,
    article: Article | None,
    fields: Fields | None = None,
    opened_version: int = 0,
    now: datetime | None = None,
) -> Draft:
    """`by` has the page open; `fields` are what stands in its form and is not saved, None where
    nothing is to be told of that. PermissionDenied for whose story it cannot be.

    What they hold is kept whatever became of the story meanwhile: it is not saved into it.
    """
    if article is None:
        need(by, "articles.add_article", "write stories")
    else:
        need(by, "articles.change_article", "change stories")
    now = now or timezone.now()
    given: dict[str, object] = {"article": article, "here_at": now}
    if fields is not None:
        given |= {"fields": dict(fields), "kept_at": now, "opened_version": opened_version}
        if article is not None and article.version == opened_version:
            given["base"] = {name: getattr(article, name) for name in BASE}
    draft, made = Draft.objects.update_or_create(person=by, page=page, defaults=given)
    if made:
        by.drafts.filter(here_at__lt=now - KEPT_FOR).delete()  # type: ignore[attr-defined]
    return draft


@deed
def drop_draft(*, by: AbstractUser, page: UUID) -> None:
    """It is saved, or its writer does not want it: they are still there, with nothing unsaved."""
    Draft.objects.filter(person=by, page=page).update(fields={}, base={}, kept_at=None)


def may_leave_the_desk(cited: Sequence[Cited]) -> bool:
    """Whether words that rest on these may be kept in a browser: not where anything is off the
    record or nobody has agreed how it may be used."""
    return all(
        revision.effective_terms() in USABLE for each in cited for revision in each.revisions
    )
