"""Corrections as readers see them in the list of all: what was wrong, what is right, where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from hospitals.models import DisruptionFigure
from hospitals.presenters.one_figure import about
from hospitals.presenters.reference import with_names

from .models import Correction, PublishedVersion
from .presenters import Notice, notice


@dataclass(frozen=True)
class Named:
    text: str
    url: str


@dataclass(frozen=True)
class NoticeLine:
    """A notice with its story and its figure, where readers can see them."""

    notice: Notice
    story: Named | None
    figure: Named | None


def notice_lines(corrections: Collection[Correction], at: datetime) -> list[NoticeLine]:
    """NoticeLine of each row of `Correction.objects.public(at)`: one query for all stories, one
    for all figures."""
    live = PublishedVersion.objects.public(at).for_lists()
    stories = {
        version.article_id: Named(version.headline_text, version.get_absolute_url())
        for version in live.filter(article__in={row.article_id for row in corrections} - {None})
    }
    ids = {row.figure_id for row in corrections} - {None}
    figures = {
        figure.pk: Named(about(figure), figure.get_absolute_url())
        for figure in with_names(DisruptionFigure.objects.public(at).filter(pk__in=ids))
    }
    return [
        NoticeLine(notice(row), stories.get(row.article_id), figures.get(row.figure_id))
        for row in corrections
    ]
