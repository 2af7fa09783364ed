"""Corrections as readers see them in the list of all: what was wrong, what is right, where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

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
    # How many other stories were put right with it.
    others: int = 0


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
    others = other_stories(corrections, at)
    return [
        NoticeLine(
            notice(row),
            stories.get(row.article_id),
            figures.get(row.figure_id),
            others.get(row.plan_id, 0),
        )
        for row in corrections
    ]


def other_stories(corrections: Collection[Correction], at: datetime) -> dict[int | None, int]:
    """{plan: how many more of its notices readers see}."""
    plans = {row.plan_id for row in corrections} - {None}
    if not plans:
        return {}
    rows = Correction.objects.public(at).filter(plan__in=plans).order_by()
    counted = rows.values("plan").annotate(count=Count("article", distinct=True))
    return {row["plan"]: row["count"] - 1 for row in counted}
