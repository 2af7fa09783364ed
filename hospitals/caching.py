"""Which kept pages a change of figures concerns, and when figures appear by themselves."""

from django.apps import apps
from django.db.models import F, Min
from simple_history.models import HistoricalChanges

from newsroom.lib.caching import FIGURES, changed, register_boundaries, watch_reference

from .dependents import dependents
from .models import (
    Derivation,
    DisruptionFigure,
    Evidence,
    FigureDecision,
    FigureRevision,
    PartList,
    Source,
)

# Written by `workflow` alone, which says itself what changed.
BY_WORKFLOW = {DisruptionFigure, FigureRevision, FigureDecision, PartList, Derivation}


def figure_tag(pk):
    return f"figure:{pk}"


def trust_tag(pk):
    return f"trust:{pk}"


def hospital_tag(pk):
    return f"hospital:{pk}"


def strike_tag(pk):
    return f"strike:{pk}"


def figures_changed(figures):
    """What readers see of these figures changes, now or at a time that has just been set.

    Figures on the desk change no page: recording and checking a hundred of them keeps the site
    warm.
    """
    # As they are stored: the caller's copies may be older than their release.
    shown = list(
        DisruptionFigure.objects.filter(
            pk__in=[figure.pk for figure in figures], released_at__isnull=False
        )
    )
    if not shown:
        return
    ids = {figure.pk for figure in shown}
    for figure in shown:
        # Which of several is the one to use shows wherever any of them does.
        ids.update(DisruptionFigure.objects.rivals_of(figure).values_list("pk", flat=True))
    changed(
        FIGURES,
        *map(figure_tag, ids | kin_of(ids)),
        *pages_about(ids),
        *dependents().pages_resting_on(ids),
    )


def pages_about(ids):
    """The tags of the pages of trusts, hospitals and strikes that may list any of these figures."""
    tags = set()
    figures = DisruptionFigure.objects.filter(pk__in=ids)
    for trust, hospital, strike, covered in figures.values_list(
        "trust_at_time", "hospital", "strike", "covers"
    ):
        tags |= {trust_tag(trust), hospital_tag(hospital), strike_tag(strike), strike_tag(covered)}
    return tags - {trust_tag(None), hospital_tag(None), strike_tag(None)}


def kin_of(ids):
    """Figures whose own pages list any of these: as a part, a whole, an input, a result."""
    kin = set()
    parts, inputs = PartList.parts.through.objects, Derivation.inputs.through.objects
    for rows, whole, part in (
        (parts, "partlist__whole", "disruptionfigure"),
        (inputs, "derivation__figure", "disruptionfigure"),
    ):
        kin.update(rows.filter(**{f"{part}__in": ids}).values_list(whole, flat=True))
        kin.update(rows.filter(**{f"{whole}__in": ids}).values_list(part, flat=True))
    return kin


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
            if model not in BY_WORKFLOW and not issubclass(model, HistoricalChanges)
        ],
        quiet_when_new={Evidence, Source},
    )
