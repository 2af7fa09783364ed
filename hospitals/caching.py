"""Which changes of facts readers could notice, and when figures appear by themselves."""

from django.apps import apps
from django.db.models import F, Min
from simple_history.models import HistoricalChanges

from deeds import changed
from deeds.watching import watch_reference
from lib.boundaries import register_boundaries

from .models import (
    Derivation,
    DeskChange,
    DisruptionFigure,
    Evidence,
    EvidenceTerms,
    FigureDecision,
    FigureRevision,
    PartList,
    Source,
    SourceTerms,
)

# Written by `workflow` alone, which says itself what changed.
BY_WORKFLOW = {DisruptionFigure, FigureRevision, FigureDecision, PartList, Derivation}
# Of these readers see nothing.
OF_THE_DESK = {DeskChange, SourceTerms, EvidenceTerms}


def figures_changed(figures):
    """What readers see of these figures changes, now or at a time that has just been set.

    Figures on the desk change no page: recording and checking a hundred of them keeps the site
    warm.
    """
    # As they are stored: the caller's copies may be older than their release.
    stored = DisruptionFigure.objects.filter(pk__in=[figure.pk for figure in figures])
    if stored.filter(released_at__isnull=False).exists():
        changed()


def moments_after(at):
    """When the next figure or value is to appear, or what rests on evidence under embargo."""
    # A value that is to come is public later than it was checked: that has an index of its own.
    to_come = FigureRevision.objects.filter(public_from__gt=F("checked_at"))
    for rows, name in (
        (DisruptionFigure.objects, "released_at"),
        (to_come, "public_from"),
        (Evidence.objects, "embargo_until"),
    ):
        yield rows.filter(**{f"{name}__gt": at}).aggregate(next=Min(name))["next"]


def start():
    register_boundaries(moments_after)
    watch_reference(
        [
            model
            for model in apps.get_app_config("hospitals").get_models()
            if model not in BY_WORKFLOW | OF_THE_DESK and not issubclass(model, HistoricalChanges)
        ],
        quiet_when_new={Evidence, Source},
    )
