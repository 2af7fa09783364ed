"""Corrections: what was wrong and what is right, with a version or without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed, touched
from hospitals.models import DisruptionFigure
from lib.refusals import Refused, need, required, save_valid

from ..models import Article, Correction, PublishedVersion
from .base import allow, locked

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The words of a correction."""

    was_wrong: str
    is_right: str
    kind: str = Correction.Kind.CORRECTION
    placement: str = Correction.Placement.FOOT
    figure: DisruptionFigure | None = None


@deed
def issue_correction(
    *, by: AbstractUser, notice: Notice, article: Article | None = None, now: datetime | None = None
) -> Correction:
    """A correction outside a new version: of a figure, or of a story whose words stay."""
    if article is not None:
        article = locked(article)
        allow(by, "correct", article)
        if not article.versions.live(now).exists():
            raise Refused("This story is not on the site: there is nothing to correct.")
    else:
        need(by, "articles.issue_correction", "issue corrections")
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
    correction = Correction(
        article=article,
        version=version,
        figure=notice.figure,
        kind=notice.kind,
        placement=notice.placement,
        was_wrong=required(notice.was_wrong, "Say what was wrong."),
        is_right=required(notice.is_right, "Say what is right."),
        issued_at=at,
        issued_by=by,
    )
    save_valid(correction)
    touched(correction)
    return correction
