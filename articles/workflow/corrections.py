"""Corrections: what was wrong and what is right, with a version or without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed, touched, written
from hospitals.models import DisruptionFigure
from lib.locks import lock_rows
from lib.refusals import Refused, need, required, save_valid

from ..models import Article, Correction, PublishedVersion
from .base import allow, locked
from .elsewhere import ask_elsewhere, stories_printing

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The words of a correction or of another notice. `was_wrong` is "" where nothing of it is to
    be repeated; one that `stands_alone` is read though the story is pulled."""

    is_right: str
    was_wrong: str = ""
    kind: str = Correction.Kind.CORRECTION
    placement: str = Correction.Placement.FOOT
    figure: DisruptionFigure | None = None
    stands_alone: bool = False
    address: str = ""
    home_until: datetime | None = None


@deed
def issue_correction(
    *, by: AbstractUser, notice: Notice, article: Article | None = None, now: datetime | None = None
) -> Correction:
    """A correction outside a new version: of a figure, or of a story whose words stay."""
    if article is not None:
        article = locked(article)
        allow(by, "correct", article)
        if not notice.stands_alone and not article.versions.live(now).exists():
            raise Refused(
                "This story is not on the site: there is nothing to correct. A notice that does "
                "not repeat what was wrong may be issued all the same."
            )
    else:
        need(by, "articles.issue_correction", "issue corrections")
        if notice.figure is not None:
            # Whoever says just now that one of them ran elsewhere has said it before this, or is
            # asked to put it right.
            lock_rows(Article, stories_printing(notice.figure.pk))
    return issue(by=by, notice=notice, article=article, version=None, at=now or timezone.now())


def issue(
    *,
    by: AbstractUser,
    notice: Notice,
    article: Article | None,
    version: PublishedVersion | None,
    at: datetime,
) -> Correction:
    """Write the correction, public from `at` on."""
    correction = row_of(notice, by=by, article=article, version=version, at=at)
    save_valid(correction)
    touched(correction)
    ask_elsewhere([correction], at)
    return correction


def issue_to_each(
    *, by: AbstractUser, notice: Notice, articles: Iterable[Article], at: datetime
) -> list[Correction]:
    """The same notice with each of these stories, whatever version readers see; asks as much for
    five hundred as for one."""
    rows = [row_of(notice, by=by, article=each, version=None, at=at) for each in articles]
    written(*Correction.objects.bulk_create(rows))
    touched(*rows)
    ask_elsewhere(rows, at)
    return rows


def row_of(
    notice: Notice,
    *,
    by: AbstractUser,
    article: Article | None,
    version: PublishedVersion | None,
    at: datetime,
) -> Correction:
    """The correction, not saved yet."""
    return Correction(
        article=article,
        version=version,
        figure=notice.figure,
        kind=notice.kind,
        placement=notice.placement,
        was_wrong=what_was_wrong(notice),
        is_right=what_is_right(notice),
        stands_alone=notice.stands_alone,
        address=notice.address,
        home_until=notice.home_until,
        issued_at=at,
        issued_by=by,
    )


def what_is_right(notice: Notice) -> str:
    """In a few words of ours; of a ruling as many as it requires."""
    if notice.kind == Correction.Kind.RULING and notice.is_right.strip():
        return notice.is_right.strip()
    return required(notice.is_right, "Say what is right.")


def what_was_wrong(notice: Notice) -> str:
    if notice.stands_alone or notice.kind not in Correction.PUTS_RIGHT:
        return notice.was_wrong.strip()
    return required(notice.was_wrong, "Say what was wrong.")
