"""What every step of a figure is made of: the lock, the refusal, the trail."""

from django.utils import timezone

from lib.refusals import Refused

from ..models import DisruptionFigure, FigureDecision

Kind = FigureDecision.Kind


def locked(figure):
    """The figure, fresh and locked until the transaction ends."""
    return locked_all([figure])[0]


def locked_with_rivals(figure):
    """The figure, locked together with those whose preference depends on it."""
    group = locked_all([figure, *DisruptionFigure.objects.rivals_of(figure)])
    return next(member for member in group if member.pk == figure.pk)


def locked_all(figures):
    # In order of id, so that two people who hold overlapping sets cannot wait for each other.
    ids = sorted(figure.pk for figure in figures)
    return list(DisruptionFigure.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def refuse_withdrawn(figure):
    if figure.withdrawn_at is not None:
        raise Refused(f"This figure was withdrawn: {figure.withdrawn_reason}")


def note(figure, kind, *, by, at, text=""):
    FigureDecision.objects.create(
        figure=figure, kind=kind, by=by, at=at or timezone.now(), note=text
    )
