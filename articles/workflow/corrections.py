"""Corrections: what was wrong and what is right, with a version or without one."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hospitals.caching import figures_changed
from hospitals.workflow import need, required, save_valid
from newsroom.lib.errors import Refused

from ..caching import stories_changed
from ..models import Correction
from .base import allow, locked


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The words of a correction."""

    was_wrong: str
    is_right: str
    kind: str = Correction.Kind.CORRECTION
    placement: str = Correction.Placement.FOOT
    figure: object = None


@transaction.atomic
def issue_correction(*, by, notice: Notice, article=None, now=None) -> Correction:
    """A correction outside a new version: of a figure, or of a story whose words stay."""
    if article is not None:
        article = locked(article)
        allow(by, "correct", article)
        if not article.versions.live(now).exists():
            raise Refused("This story is not on the site: there is nothing to correct.")
    else:
        need(by, "articles.publish_article", "issue corrections")
    return issue(by=by, notice=notice, article=article, version=None, at=now or timezone.now())


def issue(*, by, notice, article, version, at):
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
    # The list of corrections changes also where no story does.
    stories_changed([article.pk] if article else [])
    if notice.figure is not None:
        figures_changed([notice.figure])
    return correction
