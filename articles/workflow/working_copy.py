"""Writing: create and change a working copy, safely against two people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, need, save_valid
from lib.words import clock

from .. import markup
from ..models import Article, ArticlePicture, Byline, Citation, RelatedArticle
from .base import State, allow, locked, standing_version
from .content import content_hash, load
from .snapshot import citations
from .two_names import note_words

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

WORKFLOW_FIELDS = (
    "state",
    "version",
    "changed_by_id",
    "changed_at",
    "approved_by_id",
    "approved_at",
    "approved_hash",
    "pulled_at",
)


@deed
def save(
    *,
    by: AbstractUser,
    article: Article,
    expected_version: int | None = None,
    now: datetime | None = None,
    **lists: Iterable[Any],
) -> Article:
    """Create or change a working copy.

    `article` is an instance, new or changed. `lists` may give `bylines` (contributors),
    `pictures` ((picture, caption, in_gallery) triples), `related` (articles), `trusts`,
    `hospitals`, `areas`, `strikes`; a list left out stays as it is. `expected_version` is the
    version the person started from (default: the instance's): a story that somebody else has
    saved since is refused.
    """
    if article.pk is None:
        need(by, "articles.add_article", "write stories")
        article.owner_id = article.owner_id or by.pk
    else:
        if expected_version is None:
            expected_version = article.version
        lock_for_edit(by=by, article=article, expected_version=expected_version)
    article.headline = markup.sanitise_inline(article.headline)
    article.standfirst = markup.sanitise_inline(article.standfirst)
    article.body = markup.sanitise_body(article.body)
    save_valid(article)
    for name in ("trusts", "hospitals", "areas", "strikes"):
        if name in lists:
            getattr(article, name).set(lists.pop(name))
    rows = {
        "bylines": lambda i, person: Byline(article=article, contributor=person, order=i),
        "related": lambda i, to: RelatedArticle(article=article, to=to, order=i),
        "pictures": lambda i, shown: ArticlePicture(
            article=article,
            picture=shown[0],
            caption=markup.sanitise_inline(shown[1]),
            in_gallery=shown[2],
            order=i,
        ),
    }
    for name, given in lists.items():
        made = [rows[name](i, each) for i, each in enumerate(given)]
        model = {"bylines": Byline, "related": RelatedArticle, "pictures": ArticlePicture}[name]
        model.objects.filter(article=article).delete()
        model.objects.bulk_create(made)
    return saved(by=by, article=article, now=now)


def lock_for_edit(*, by: AbstractUser, article: Article, expected_version: int) -> Article:
    """Lock the story until the transaction ends; refuse if somebody saved it since.

    Returns the story as it is stored, for "both versions" on the desk; what workflow alone
    writes is brought up to date on `article`, so that saving it cannot undo a decision.
    """
    stored = locked(article)
    allow(by, "edit", stored)
    for name in WORKFLOW_FIELDS:
        setattr(article, name, getattr(stored, name))
    if stored.version != expected_version:
        raise Refused(
            f"{called(stored.changed_by)} saved this story at {clock(stored.changed_at)}, after "
            "you opened it. Nothing of yours is lost: compare the two and save again.",
            code="stale",
        )
    return stored


def saved(*, by: AbstractUser, article: Article, now: datetime | None = None) -> Article:
    """Finish a save, after the rows that belong to it: version, citations, state.

    An approval does not outlive a change of what readers would see.
    """
    article = locked(article)
    content = load(article)
    Citation.objects.filter(article=article, version__isnull=True).delete()
    Citation.objects.bulk_create(citations(content))
    digest = content_hash(content)
    note_words(article, content, by=by, now=now)
    latest = standing_version(article)
    if article.state == State.APPROVED and digest != article.approved_hash:
        article.state = State.WITH_SUBS
        article.approved_by = article.approved_at = None
        article.approved_hash = ""
    elif article.state == State.PUBLISHED and latest and digest != latest.content_hash:
        article.state = State.DRAFT
    article.version = F("version") + 1
    article.changed_by, article.changed_at = by, now or timezone.now()
    article.save_without_historical_record()
    article.refresh_from_db()
    return article
