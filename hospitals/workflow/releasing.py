"""Let readers see figures, dispute them in public, and take them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from deeds import deed
from lib.admin.addresses import record_url
from lib.refusals import Refused, need, required, short
from lib.words import clock

from .. import visibility
from ..dependents import dependents
from ..models import DisruptionFigure, FigureRevision
from ..public import figures_changed
from ..visibility import Obstacle
from .base import Kind, locked, locked_all, locked_with_rivals, note, refuse_withdrawn
from .choosing import choose_preferred
from .proposals import proposals_behind, sentence_of
from .signing import lock_grounds_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def release(
    *,
    by: AbstractUser,
    figures: Collection[DisruptionFigure],
    at: datetime | None = None,
    now: datetime | None = None,
) -> list[DisruptionFigure]:
    """Let readers see checked figures from `at` (later than now: an embargo).

    Already released figures are left as they are, unless `at` is earlier; `postpone` moves a
    release to a later time. `now` is when it was decided, where that is part of a larger deed.
    """
    need(by, "hospitals.release_figure", "release figures")
    lock_grounds_of(figures)
    figures = locked_all(figures)
    now = now or timezone.now()
    at = at or now
    released = []
    for figure in figures:
        refuse_withdrawn(figure)
        if figure.released_at is not None and figure.released_at <= at:
            continue
        reasons = in_the_way(figure, at)
        if reasons:
            raise Refused(
                [f"{figure}: {reason.sentence}" for reason in reasons], links=desk_links(reasons)
            )
        figure.released_at = at
        figure.save(update_fields=["released_at"])
        note(figure, Kind.RELEASED, by=by, at=min(at, now))
        released.append(figure)
    figures_changed(released)
    return released


@deed
def postpone(
    *, by: AbstractUser, figure: DisruptionFigure, at: datetime, now: datetime | None = None
) -> DisruptionFigure:
    """Move a release that nobody has seen yet to a later time."""
    need(by, "hospitals.release_figure", "postpone the release of figures")
    figure = locked(figure)
    now = now or timezone.now()
    refuse_seen(figure, now)
    if at <= figure.released_at:
        raise Refused(
            f"It is to be released at {clock(figure.released_at)}: postpone it to a later time, "
            "or release it."
        )
    refuse_needed(figure, at, f"goes out before {clock(at)}")
    was, figure.released_at = figure.released_at, at
    figure.save(update_fields=["released_at"])
    note(figure, Kind.POSTPONED, by=by, at=now, text=f"from {clock(was)} to {clock(at)}")
    figures_changed([figure])
    return figure


@deed
def take_back_release(
    *, by: AbstractUser, figure: DisruptionFigure, now: datetime | None = None
) -> DisruptionFigure:
    """Undo a release that nobody has seen yet: the figure stays on the desk."""
    need(by, "hospitals.release_figure", "take back the release of figures")
    figure = locked(figure)
    now = now or timezone.now()
    refuse_seen(figure, now)
    refuse_needed(figure, None, "is set to go out")
    figures_changed([figure])
    was, figure.released_at = figure.released_at, None
    figure.save(update_fields=["released_at"])
    note(figure, Kind.TAKEN_BACK, by=by, at=now, text=f"it was set for {clock(was)}")
    return figure


def refuse_seen(figure: DisruptionFigure, now: datetime) -> None:
    refuse_withdrawn(figure)
    if figure.released_at is None:
        raise Refused("This figure is not released: there is nothing to take back or postpone.")
    if figure.released_at <= now:
        raise Refused(
            f"Readers have seen it since {clock(figure.released_at)}: withdraw it, or mark it as "
            "disputed."
        )


def refuse_needed(figure: DisruptionFigure, at: datetime | None, why: str) -> None:
    """A story that is set to go out while the figure is not would cite what nobody can read."""
    scheduled = dependents().scheduled_before([figure], at)
    if scheduled:
        raise Refused(f"{scheduled[0]} cites it and {why}: cancel that version first.")


def why_not_public(figure: DisruptionFigure, at: datetime) -> list[str]:
    """Sentences that say why readers could not see this figure at `at`; empty if they could."""
    return [obstacle.sentence for obstacle in in_the_way(figure, at)]


def in_the_way(figure: DisruptionFigure, at: datetime) -> list[Obstacle]:
    """The same with what is in the way."""
    checked = figure.revisions.filter(checked_at__isnull=False)
    revision = checked.select_related("evidence__said_by").order_by("-number").first()
    # A check signs off what was only proposed, or is refused.
    proposed = [] if revision else proposals_behind([figure, figure.source])
    told = [Obstacle("proposed", sentence_of(row)) for row in proposed]
    return [*what_hides(figure, revision, at), *told]


def what_hides(
    figure: DisruptionFigure, revision: FigureRevision | None, at: datetime
) -> list[Obstacle]:
    """The same for a figure and one checked revision, both loaded: asks no query."""
    if revision is None or revision.checked_at is None:
        return [Obstacle("unchecked", "not checked against its source yet.")]
    grounds = visibility.figure_grounds(figure, revision)
    reasons = visibility.obstacles(grounds)
    # An embargo that was moved after the check holds as well as the one of that time.
    starts = max(revision.public_from, grounds.embargo or revision.public_from)
    if starts > at:
        reasons.append(Obstacle("embargo", f"under embargo until {clock(starts)}."))
    return reasons


def desk_links(obstacles: Iterable[Obstacle]) -> list[tuple[str, str]]:
    """[(name, address on the desk)] of what is in the way, each once."""
    records = dict.fromkeys(each.record for each in obstacles if each.record is not None)
    return [(str(each), record_url(each)) for each in records]


@deed
def dispute(
    *, by: AbstractUser, figure: DisruptionFigure, text: str, at: datetime | None = None
) -> DisruptionFigure:
    """Note in public that somebody disputes a number that stays up."""
    need(by, "hospitals.dispute_figure", "mark figures as disputed")
    figure = locked(figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    figure.disputed_note = required(text, "Say who disputes the figure, and why.")
    figure.disputed_on = timezone.localdate(at)
    figure.save(update_fields=["disputed_note", "disputed_on"])
    note(figure, Kind.DISPUTED, by=by, at=at, text=figure.disputed_note)
    figures_changed([figure])
    return figure


@deed
def settle_dispute(
    *, by: AbstractUser, figure: DisruptionFigure, text: str = "", at: datetime | None = None
) -> DisruptionFigure:
    need(by, "hospitals.dispute_figure", "mark figures as disputed")
    figure = locked(figure)
    if figure.disputed_on is None:
        raise Refused("This figure is not marked as disputed.")
    figure.disputed_note, figure.disputed_on = "", None
    figure.save(update_fields=["disputed_note", "disputed_on"])
    note(figure, Kind.SETTLED, by=by, at=at, text=short(text))
    figures_changed([figure])
    return figure


@deed
def withdraw(
    *, by: AbstractUser, figure: DisruptionFigure, reason: str, at: datetime | None = None
) -> DisruptionFigure:
    """Take a figure back. Its page stays as a tombstone with the reason, never a 404."""
    need(by, "hospitals.withdraw_figure", "withdraw figures")
    figure = locked_with_rivals(figure)
    at = at or timezone.now()
    refuse_withdrawn(figure)
    reason = required(reason, "Say why the figure is withdrawn.")
    dependents().apply(list(figure.revisions.all()), by=by, at=at)
    rivals = list(DisruptionFigure.objects.rivals_of(figure))
    figure.withdrawn_at, figure.withdrawn_reason = at, reason
    figure.preferred, figure.preferred_reason = False, ""
    figure.save(update_fields=["withdrawn_at", "withdrawn_reason", "preferred", "preferred_reason"])
    note(figure, Kind.WITHDRAWN, by=by, at=at, text=reason)
    for rival in rivals:
        choose_preferred(rival)
    figures_changed([figure])
    return figure
