"""What each cover begins and ends with: its row, notices, word to followers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from deeds.changes import Noticed
from deeds.doing import noticed, touched
from deeds.models import Change, Cover
from deeds.printed import Place, every_printed
from hospitals.models import DisruptionFigure
from lib.refusals import required, short

from ...agreed_words import COVERS
from ...models import (
    Article,
    Correction,
    CoveredAddress,
    PublishedVersion,
    StoryCover,
)
from ..corrections import Notice, issue_to_each

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True, kw_only=True)
class Why:
    """What goes with a cover. `why` is for editors; `left` stands in the place of the words, and
    `told` is a notice with each story: the agreed words where they are None, no notice where ""."""

    why: str
    left: str | None = None
    told: str | None = None
    everywhere: bool = False
    # What whoever asks for the old address of a story is told.
    answer: str = CoveredAddress.Answer.GONE


def begin(
    *,
    by: AbstractUser,
    kind: str,
    called: str,
    why: Why,
    phrases: list[dict[str, Any]] | None = None,
    concerns: Collection[str] = (),
    spares: Collection[str] = (),
    now: datetime | None = None,
) -> Cover:
    left, told = COVERS[Cover.Kind(kind)]
    return Cover.objects.create(
        kind=kind,
        called=called[:160],
        phrases=phrases or [],
        concerns=sorted(concerns),
        spares=sorted(spares),
        everywhere=why.everywhere,
        left=required(why.left or left, "Say what stands in its place."),
        why=required(why.why, "Say why it is covered: editors alone read it."),
        told=short(told if why.told is None else why.told),
        by=by,
        at=now or timezone.now(),
    )


def conclude(cover: Cover, articles: Collection[int], places: Iterable[Place] = ()) -> None:
    """The stories that it concerns, the notice that each gets, and word to those who follow."""
    touched(cover)
    StoryCover.objects.bulk_create(
        StoryCover(cover=cover, article_id=pk) for pk in sorted(articles)
    )
    if cover.told:
        begun = PublishedVersion.objects.begun(cover.at).filter(article__in=articles)
        published = Article.objects.filter(pk__in=begun.order_by().values("article")).order_by("pk")
        notice = Notice(is_right=cover.told, kind=Correction.Kind.REMOVAL, stands_alone=True)
        issue_to_each(by=cover.by, notice=notice, articles=published, at=cover.at)
    tell_followers(articles, {place.at for place in places}, cover.at)


def tell_followers(
    articles: Collection[int], rows: Collection[tuple[str, Any]], now: datetime
) -> None:
    """Those who hold copies of what changed fetch it anew."""
    live = Article.objects.filter(
        pk__in=PublishedVersion.objects.live(now).filter(article__in=articles).values("article")
    )
    figures = DisruptionFigure.objects.public(now).filter(
        revisions__in=[pk for label, pk in rows if label == "hospitals.figurerevision"]
    )
    notices = Correction.objects.public(now).filter(
        pk__in=[pk for label, pk in rows if label == "articles.correction"]
    )
    told = (
        (Change.What.ARTICLE, live),
        (Change.What.FIGURE, figures.distinct()),
        (Change.What.CORRECTION, notices),
    )
    for what, records in told:
        for uuid in records.order_by().values_list("uuid", flat=True):
            noticed(Noticed(what, uuid, ((now, Change.Kind.REVISED),), keeps=True))


def printed_of(model: Any) -> Any:
    return next(each for each in every_printed() if each.model is model)
