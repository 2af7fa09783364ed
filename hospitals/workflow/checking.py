"""Say that our record matches the source, by a second person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Model
from django.utils import timezone

from deeds import deed, written
from deeds.workflow import note_change
from lib.people import called
from lib.refusals import Refused, need
from lib.words import clock

from ..dependents import dependents
from ..models import DisruptionFigure, FigureRevision, Terms
from ..models.proposals import Proposable
from ..public import figures_changed
from .base import Kind, locked_with_rivals, note, refuse_withdrawn
from .choosing import choose_preferred
from .proposals import proposals_behind, sign_off_proposals
from .signing import (
    facts_token,
    lock_grounds,
    may_write_facts,
    people_of,
    refuse_unseen,
    refuse_unsigned_frame,
    sign_off_grounds,
    token,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def check(
    *,
    by: AbstractUser,
    revision: FigureRevision,
    stood_up: str = "",
    seen: str | None = None,
    at: datetime | None = None,
) -> FigureRevision:
    """Say that our record matches the source; from then on a released figure shows it.

    A second person checks, unless an editor must do it alone, and signs off with it where it came
    from and who said it. `seen` is the `check_token` of the page. A revision of a figure that
    stories cite goes through the port first, which may refuse.
    """
    need(by, "hospitals.check_figure", "check figures")
    figure, revision = locked_with_grounds(revision)
    at = at or timezone.now()
    refuse_uncheckable(by, figure, revision)
    refuse_unseen(seen, lambda: check_token(revision))
    if may_write_facts(by):
        sign_off_proposals(rests_on(revision), by=by, at=at)
    refuse_unsigned_frame(figure)
    refuse_not_stood_up(revision, stood_up)
    evidence = revision.evidence
    sign_off_grounds(by=by, evidence=evidence, sources=[revision.figure.source], at=at)
    public_from = max(at, evidence.embargo_until) if evidence.embargo_until else at
    # The same number in a better document leaves the words of a story as true as they were.
    if revision.number > 1 and revision.reason != FigureRevision.Reason.BETTER_DOCUMENT:
        dependents().apply([revision], by=by, at=public_from)
    FigureRevision.objects.filter(pk=revision.pk).update(
        checked_by=by, checked_at=at, public_from=public_from, stood_up=stood_up
    )
    written(revision)
    bring_current_up_to_date(figure)
    note(figure, Kind.CHECKED, by=by, at=at, text=f"revision {revision.number}")
    if revision.recorded_by_id == by.pk:
        note_checked_alone(by, revision, at)
    choose_preferred(figure)
    figures_changed([figure])
    revision.refresh_from_db()
    return revision


def note_checked_alone(by: AbstractUser, revision: FigureRevision, at: datetime) -> None:
    """Another person holds it against its source afterwards."""
    after = {
        "checked by who recorded it": revision.say(),
        "where it came from": str(revision.evidence),
        "page, cell or line": revision.locator,
        "their words": revision.words,
    }
    note_change(by=by, record=revision.figure, before={}, after=after, at=at)


def locked_with_grounds(revision: FigureRevision) -> tuple[DisruptionFigure, FigureRevision]:
    """(figure, revision): what the revision rests on is locked first, as everywhere."""
    lock_grounds(revision.evidence, [revision.figure.source])
    figure = locked_with_rivals(revision.figure)
    fresh = FigureRevision.objects.select_related(
        "evidence__said_by", "evidence__via", "evidence__reported_by", "figure__source"
    ).prefetch_related("evidence__said_with__source")
    return figure, fresh.get(pk=revision.pk)


def refuse_uncheckable(
    by: AbstractUser, figure: DisruptionFigure, revision: FigureRevision
) -> None:
    refuse_withdrawn(figure)
    if revision.checked_at is not None:
        raise Refused(
            f"{called(revision.checked_by)} has already checked this, at "
            f"{clock(revision.checked_at)}."
        )
    if figure.revisions.filter(number__gt=revision.number).exists():
        raise Refused("This was found wrong and replaced: check the newer revision.")
    if revision.recorded_by_id == by.pk and not by.has_perm("hospitals.check_own_figure"):
        raise Refused("You recorded this figure: another person checks it against the source.")


def refuse_not_stood_up(revision: FigureRevision, stood_up: str) -> None:
    if stood_up not in FigureRevision.StoodUp.values:
        raise Refused("Stood up is no, by a second source, or by a document seen.")
    if revision.effective_terms() == Terms.UNATTRIBUTABLE and not stood_up:
        raise Refused(
            "What rests on an unattributable source must be stood up: say whether by a second "
            "source or a document seen."
        )


def check_token(revision: FigureRevision, behind: Iterable[Proposable] | None = None) -> str:
    """A digest of all that the page of a check shows: the revision, its evidence, the people, and
    what somebody proposed; `behind` is that, where it is known already."""
    if behind is None:
        behind = proposals_behind(rests_on(revision))
    proposed = facts_token(behind)
    return token(revision.evidence, [revision.figure.source], revision.pk, proposed)


def rests_on(revision: FigureRevision) -> list[Model]:
    """The records in which somebody may have named what was only proposed."""
    evidence = revision.evidence
    return [revision.figure, revision.figure.source, evidence, *people_of(evidence)]


def bring_current_up_to_date(figure: DisruptionFigure, now: datetime | None = None) -> None:
    """Make what readers now see current, of the figure and of any whose embargo passed.

    For the desk alone: readers read public rows. What is under embargo becomes current by the next
    check after it.
    """
    due = FigureRevision.objects.filter(public_from__lte=now or timezone.now())
    embargoed = due.filter(public_from__gt=F("checked_at")).exclude(
        figure__current__number__gte=F("number")
    )
    behind = {figure.pk, *embargoed.values_list("figure", flat=True)}
    # A figure that somebody else holds waits for the next check.
    free = DisruptionFigure.objects.select_for_update(skip_locked=True, no_key=True)
    for figure in free.filter(pk__in=behind):
        shown = due.filter(figure=figure).order_by("-number").first()
        if shown is not None and shown.pk != figure.current_id:
            figure.current = shown
            figure.save(update_fields=["current"])
