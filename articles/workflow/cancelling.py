"""Take back what is scheduled, before any reader sees it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed, touched
from hospitals.models import DisruptionFigure, FigureDecision
from hospitals.workflow import take_back_release
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

from ..models import PublishedVersion
from .base import Event, State, allow, locked, move
from .content import content_hash, load

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def cancel_scheduled(
    *,
    by: AbstractUser,
    version: PublishedVersion,
    reason: str = "",
    take_back: Iterable[DisruptionFigure] = (),
    now: datetime | None = None,
) -> PublishedVersion:
    """Take a version back before it starts, and with it the releases of the figures `take_back`.

    Only those that `releases_with` the version names are taken back: they came along with it.
    """
    article = locked(version.article)
    now = now or timezone.now()
    allow(by, "cancel", article)
    version = PublishedVersion.objects.get(pk=version.pk)
    if version.cancelled_at is not None:
        raise Refused(
            f"{called(version.cancelled_by)} cancelled this at {clock(version.cancelled_at)}."
        )
    if version.live_from <= now:
        raise Refused("This version is live already: pull the story, or publish a new version.")
    if article.versions.standing().filter(number__gt=version.number).exists():
        raise Refused("A later version builds on this one: cancel that one first.")
    came_along = {figure.pk: figure for figure in releases_with(version)}
    PublishedVersion.objects.filter(pk=version.pk, cancelled_at__isnull=True).update(
        cancelled_at=now, cancelled_by=by
    )
    if article.state == State.PUBLISHED:
        approved = article.approved_hash and article.approved_hash == content_hash(load(article))
        article.state = State.APPROVED if approved else State.DRAFT
    move(article, article.state, Event.CANCELLED, by=by, now=now, reason=reason)
    touched(*version.corrections.all())
    for figure in take_back:
        if figure.pk not in came_along:
            raise Refused(f"{figure}: its release did not come with this version.")
        take_back_release(by=by, figure=figure, now=now)
    version.refresh_from_db()
    return version


def releases_with(version: PublishedVersion) -> list[DisruptionFigure]:
    """The figures that were released in the deed that set this version, and that stand so still."""
    decided = FigureDecision.objects.filter(
        kind=FigureDecision.Kind.RELEASED, by=version.published_by_id, at=version.published_at
    )
    return list(
        DisruptionFigure.objects.standing()
        .filter(
            pk__in=version.citations.filter(figure_revision__isnull=False).values(
                "figure_revision__figure"
            ),
            released_at=version.live_from,
        )
        .filter(pk__in=decided.values("figure"))
        .order_by("pk")
    )
