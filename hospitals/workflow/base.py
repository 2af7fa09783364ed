"""What every step of a figure is made of: the lock, the refusal, the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lib.locks import locking
from lib.refusals import Refused

from ..models import DisruptionFigure, FigureDecision

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

Kind = FigureDecision.Kind


def locked(figure: DisruptionFigure) -> DisruptionFigure:
    """The figure, fresh and locked until the transaction ends."""
    return locked_all([figure])[0]


def locked_with_rivals(figure: DisruptionFigure) -> DisruptionFigure:
    """The figure, locked together with those whose preference depends on it."""
    group = locked_all([figure, *DisruptionFigure.objects.rivals_of(figure)])
    return next(member for member in group if member.pk == figure.pk)


def locked_all(figures: Iterable[DisruptionFigure]) -> list[DisruptionFigure]:
    return list(locking(DisruptionFigure.objects.all(), {figure.pk for figure in figures}))


def refuse_withdrawn(figure: DisruptionFigure) -> None:
    if figure.withdrawn_at is not None:
        raise Refused(f"This figure was withdrawn: {figure.withdrawn_reason}")


def note(
    figure: DisruptionFigure, kind: str, *, by: AbstractUser, at: datetime | None, text: str = ""
) -> None:
    """A line of the figure's trail."""
    FigureDecision.objects.create(
        figure=figure, kind=kind, by=by, at=at or timezone.now(), note=text
    )
