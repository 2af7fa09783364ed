"""Among several figures for one thing, the one to use."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from deeds import deed
from lib.refusals import Refused, need, required

from ..models import DisruptionFigure
from ..public import figures_changed
from ..rivals import order
from .base import Kind, locked_with_rivals, note, refuse_withdrawn

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def prefer(
    *, by: AbstractUser, figure: DisruptionFigure, reason: str, at: datetime | None = None
) -> DisruptionFigure:
    """Choose this figure over its rivals, with a reason that readers can see."""
    need(by, "hospitals.prefer_figure", "choose between figures")
    reason = required(reason, "Say why this figure is the one to use.")
    figure = locked_with_rivals(figure)
    refuse_withdrawn(figure)
    rivals = DisruptionFigure.objects.rivals_of(figure)
    if not rivals:
        raise Refused("There are no other figures for this: nothing to choose between.")
    for rival in rivals:
        set_preferred(rival, preferred=False, reason="")
    set_preferred(figure, preferred=True, reason=reason)
    choose_preferred(figure)
    note(figure, Kind.PREFERRED, by=by, at=at, text=reason)
    figures_changed([figure])
    return figure


def choose_preferred(figure: DisruptionFigure) -> None:
    """Among rivals one is preferred: a person's choice, else the first by the usual order.

    The caller's figure knows it too.
    """
    # Nearly every figure is the only one for its thing.
    if not DisruptionFigure.objects.rivals_of(figure).exists():
        set_preferred(figure, preferred=True, reason=figure.preferred_reason)
        return
    figures = DisruptionFigure.objects.select_related("current__evidence")
    stored = figures.get(pk=figure.pk)
    rivals = list(figures.rivals_of(stored))
    for member in (stored, *rivals):
        others = rivals if member is stored else figures.rivals_of(member)
        first = all(precedence(member) > precedence(other) for other in others)
        set_preferred(member, preferred=first, reason=member.preferred_reason)
    figure.preferred = stored.preferred


def precedence(figure: DisruptionFigure) -> tuple[Any, ...]:
    return (bool(figure.preferred_reason), *order(figure, figure.current))


def set_preferred(figure: DisruptionFigure, *, preferred: bool, reason: str) -> None:
    if (figure.preferred, figure.preferred_reason) != (preferred, reason):
        figure.preferred, figure.preferred_reason = preferred, reason
        figure.save(update_fields=["preferred", "preferred_reason"])
        figures_changed([figure])
