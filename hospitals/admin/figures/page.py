"""The page of one figure on the desk: what it says, its past, what rests on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from hospitals import reconcile
from hospitals.dependents import dependents
from hospitals.models import (
    DisruptionFigure,
    FigureConfirmation,
    FigureDecision,
    FigureRevision,
    Measure,
    PartList,
    SeenIn,
)
from lib.numbers import format_number
from lib.words import stamp

STORIES = 50


@dataclass(frozen=True)
class Status:
    words: str
    tone: str


def figures_in_lines() -> QuerySet[DisruptionFigure]:
    """Figures with all that a line about each needs, in a fixed number of queries."""
    return (
        DisruptionFigure.objects.for_lines()
        .prefetch_related("trust__former_names")
        .with_revisions()
    )


def number_words(revision: FigureRevision) -> str:
    """ "1,854 appointments", "3 of 35 planned clinics (8.6%)", "not reported"."""
    measure = revision.figure.measure
    said = revision.say()
    if revision.value is None:
        below = f", below {revision.missing_below}" if revision.missing_below else ""
        return f"{measure.unit} {said}{below}"
    if revision.figure.number_kind != Measure.Kind.COUNT:
        return said
    if revision.change:
        return f"{said} {measure.unit}"
    if revision.out_of is not None:
        whole = f"{format_number(revision.out_of)} {revision.out_of_what or measure.unit}"
        return f"{said} of {whole} ({revision.rate()}%)"
    one = revision.value == 1 and revision.how_exact == "exact"
    return f"{said} {measure.unit_singular if one else measure.unit}"


def short_number(revision: FigureRevision) -> str:
    """The number without its unit, for a list that names the measure beside it."""
    whole = f" of {format_number(revision.out_of)}" if revision.out_of is not None else ""
    return revision.say() + whole


def about(figure: DisruptionFigure) -> str:
    """Whom it is about, so that a town is not taken for its hospital."""
    return str(figure.area) if figure.area_id else figure.subject_name


def sentence(figure: DisruptionFigure, revision: FigureRevision | None) -> str:
    """The whole record in one sentence, for somebody who compares it with a document."""
    details = [
        str(figure.measure),
        figure.get_nature_display(),
        figure.get_basis_display(),
        str(figure.setting or ""),
        str(figure.service or ""),
        f"compared with {figure.compared_with}" if figure.compared_with else "",
        figure.counted_note,
        str(figure.staff_group) if figure.staff_group_id else "",
    ]
    said = number_words(revision) if revision else "no number yet"
    return (
        f"{about(figure)}: {said}, {figure.period_words()}, says {figure.source} "
        f"({'; '.join(filter(None, details))})."
    )


def pending(figure: DisruptionFigure) -> FigureRevision | None:
    """The newest revision if it waits for its check; an older unchecked one was replaced."""
    latest = figure.latest()
    return latest if latest is not None and latest.checked_at is None else None


def in_force(figure: DisruptionFigure) -> FigureRevision | None:
    """The revision that readers see, or would see; the newest where none is checked."""
    shown = [r for r in figure.revisions.all() if r.pk == figure.current_id]
    return shown[0] if shown else figure.latest()


def statuses(figure: DisruptionFigure, now: datetime | None = None) -> list[Status]:
    """[Status]: where the figure stands. Uses prefetched revisions."""
    now = now or timezone.now()
    if figure.withdrawn_at:
        return [Status("withdrawn", "bad")]
    waiting = pending(figure)
    checked = any(revision.checked_at for revision in figure.revisions.all())
    found = []
    if figure.disputed_on:
        found.append(Status("disputed", "bad"))
    if waiting:
        words = "revision to check" if checked else "to check"
        found.append(Status(words, "waiting"))
    if figure.released_at is None:
        if not waiting:
            found.append(Status("checked, not released", "waiting"))
    elif figure.released_at > now:
        found.append(Status(f"embargo until {stamp(figure.released_at)}", "waiting"))
    else:
        found.append(Status("released", "good"))
    return found


def page(figure: DisruptionFigure) -> dict[str, Any]:
    """What the template of the page shows. `figure` comes from `figures_in_lines`."""
    revisions = list(figure.revisions.all())
    waiting = pending(figure)
    checked = any(revision.checked_at for revision in revisions)
    return {
        "figure": figure,
        "revision": in_force(figure),
        "sentence": sentence(figure, in_force(figure)),
        "pending": waiting,
        "correcting": dependents().correcting(figure) if waiting and checked else "",
        "statuses": statuses(figure),
        "covers": list(figure.covers.all()),
        "revisions": list(reversed(revisions)),
        "further": SeenIn.objects.filter(revision__figure=figure).select_related(
            "revision__figure__measure", "evidence", "created_by", "signed_off_by"
        ),
        "confirmations": FigureConfirmation.objects.filter(revision__figure=figure).select_related(
            "revision__figure__measure", "recorded_by"
        ),
        "decisions": FigureDecision.objects.filter(figure=figure)
        .select_related("by")
        .order_by("-at", "-id"),
        "part_lists": [
            {"list": listed, "parts": list(listed.parts.all())}
            for listed in PartList.objects.filter(whole=figure).prefetch_related(
                prefetch_lines("parts")
            )
        ],
        "findings": reconcile.findings(figure),
        "part_of": PartList.objects.filter(parts=figure).prefetch_related(prefetch_lines("whole")),
        "derivation": getattr(figure, "derivation", None),
        "inputs": figures_in_lines().filter(used_in__figure=figure),
        "used_in": figures_in_lines().filter(derivation__inputs=figure),
        "rivals": figures_in_lines().rivals_of(figure),
        "stories": dependents().stories_for([figure], at=timezone.now(), limit=STORIES),
        "impact": dependents().impact([figure]),
        "where_used": dependents().where_used(figure),
    }


def prefetch_lines(name: str) -> Prefetch:
    return Prefetch(name, figures_in_lines())
