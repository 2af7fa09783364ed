"""Where else a story ran; and that a correction is put right there too, ticked off by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from deeds import deed
from lib.people import called
from lib.refusals import Refused, required, save_valid
from lib.words import clock

from ..models import Appearance, Article, Citation, Correction, PublishedVersion, PutRight
from .base import allow, locked

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def say_where_it_ran(
    *,
    by: AbstractUser,
    article: Article,
    kind: str,
    place: str,
    who: str,
    ran_on: date | None = None,
    version: PublishedVersion | None = None,
    now: datetime | None = None,
) -> Appearance:
    """Note one place, by default of today. Of a story that was corrected since, it is asked at once
    that it be put right there too."""
    article = locked(article)
    allow(by, "say_where_it_ran", article)
    now = now or timezone.now()
    ran_on = ran_on or timezone.localdate(now)
    if ran_on > timezone.localdate(now):
        raise Refused("Say where it ran once it has: that day is still to come.")
    if version is not None and version.article_id != article.pk:
        raise Refused("That version is one of another story.")
    appearance = Appearance(
        article=article,
        version=version,
        kind=kind,
        place=place.strip(),
        ran_on=ran_on,
        who=who.strip(),
        added_by=by,
        added_at=now,
    )
    save_valid(appearance)
    ask(((each, appearance) for each in corrections_of(article)), now)
    return appearance


@deed
def did_not_run_there(
    *, by: AbstractUser, appearance: Appearance, now: datetime | None = None
) -> Appearance:
    """Take out what was said by mistake; what was asked for there is asked no more."""
    allow(by, "say_where_it_ran", locked(appearance.article))
    appearance.refresh_from_db()
    if appearance.taken_out_at:
        raise Refused(
            f"{called(appearance.taken_out_by)} has taken this out already, at "
            f"{clock(appearance.taken_out_at)}."
        )
    appearance.taken_out_at, appearance.taken_out_by = now or timezone.now(), by
    save_valid(appearance)
    return appearance


@deed
def tick_off(
    *, by: AbstractUser, task: PutRight, note: str = "", now: datetime | None = None
) -> PutRight:
    """It is put right there. `note`: where it stands, such as an address or a page."""
    task = locked_task(by, task)
    now = now or timezone.now()
    if task.correction.issued_at > now:
        raise Refused(
            f"Readers see this correction from {clock(task.correction.issued_at)} on: put it right "
            "elsewhere after that."
        )
    task.done_at, task.done_by, task.note = now, by, note.strip()
    save_valid(task)
    return task


@deed
def hand_over(*, by: AbstractUser, task: PutRight, who: str, due_at: datetime) -> PutRight:
    """Somebody else puts it right, or by another time."""
    task = locked_task(by, task)
    task.who, task.due_at = required(who, "Say who puts it right."), due_at
    save_valid(task)
    return task


def locked_task(by: AbstractUser, task: PutRight) -> PutRight:
    """Fresh and locked, with its story, and not ticked off yet."""
    allow(by, "put_right_elsewhere", locked(task.appearance.article))
    task = PutRight.objects.select_related("appearance__article", "correction").get(pk=task.pk)
    if task.done_at:
        raise Refused(f"{called(task.done_by)} ticked this off at {clock(task.done_at)}.")
    if task.appearance.taken_out_at:
        raise Refused("It did not run there, as somebody has said since: there is nothing to do.")
    return task


# What a correction asks


def ask_elsewhere(corrections: Collection[Correction], now: datetime) -> None:
    """That corrections, just issued, be put right wherever the stories ran that they change. The
    caller holds the locks of these stories. A number of queries that does not grow with them, but
    for corrections of a figure alone."""
    changed = [(correction, stories_of(correction)) for correction in corrections]
    ids = {pk for _, stories in changed for pk in stories}
    by_story = defaultdict(list)
    for appearance in (
        Appearance.objects.standing().filter(article__in=ids).select_related("version")
    ):
        by_story[appearance.article_id].append(appearance)
    ask(
        (
            (correction, appearance)
            for correction, stories in changed
            for pk in stories
            for appearance in by_story[pk]
        ),
        now,
    )


def stories_of(correction: Correction) -> set[int]:
    """Ids of those that a correction changes: its own; of a figure alone, whatever printed it.

    Where a figure is put right with its stories, each of them has a correction of its own.
    """
    if correction.article_id:
        return {correction.article_id}
    return set() if correction.plan_id else stories_printing(correction.figure_id)


def stories_printing(figure_id: int) -> set[int]:
    printed = Citation.objects.filter(
        version__isnull=False, figure_revision__figure=figure_id
    ).order_by()
    return set(printed.values_list("article", flat=True))


def corrections_of(article: Article) -> QuerySet[Correction]:
    printed = Citation.objects.filter(article=article, version__isnull=False)
    figures = printed.order_by().values("figure_revision__figure")
    alone = Q(article__isnull=True, plan__isnull=True, figure__in=figures)
    return (
        Correction.objects.filter(Q(article=article) | alone)
        .exclude(version__cancelled_at__isnull=False)
        .select_related("version")
    )


def ask(pairs: Iterable[tuple[Correction, Appearance]], now: datetime) -> None:
    rows = [
        PutRight(
            appearance=appearance,
            correction=correction,
            who=appearance.who,
            due_at=max(now, correction.issued_at) + Appearance.WITHIN[appearance.kind],
        )
        for correction, appearance in pairs
        if is_wrong_there(correction, appearance)
    ]
    PutRight.objects.bulk_create(rows, ignore_conflicts=True)


def is_wrong_there(correction: Correction, appearance: Appearance) -> bool:
    """Whether what ran there is what was corrected, and can be put right.

    What was right when it went out is changed only where it still stands.
    """
    is_since = correction.kind == Correction.Kind.SINCE
    if is_since and appearance.kind not in Appearance.STAYS_OPEN:
        return False
    if appearance.version_id and correction.version_id:
        return appearance.version.number < correction.version.number
    return appearance.ran_on <= timezone.localdate(correction.issued_at)
