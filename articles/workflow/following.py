"""The figures that were worked out from a corrected one, that it is made up of or that are made up
of it: do they still follow?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q

from hospitals.models import Derivation, DisruptionFigure, FigureRevision, PartList
from hospitals.presenters.one_figure import about
from lib.spoken import Spoken, contradicts

from ..correcting.plan import Following
from ..models import CorrectionPlan
from .cited_problems import spoken, sum_of

# Of a list of parts, by whether it added up before.
NEVER = {
    True: "",
    False: ", which did not add up before either",
    None: ", which could not be added up before either",
}
Changes = Mapping[int, tuple[FigureRevision, FigureRevision]]


def followers(plan: CorrectionPlan, changes: Changes) -> list[Following]:
    """Those that a person settles, each once: revised along, or said to stand.

    What is the sum of its parts afterwards needs no word. What was not before either may stay as it
    was printed: a person says so.
    """
    if not changes:
        return []
    stand = {row.figure_id: row.because for row in plan.still_true.all()}
    found: dict[int, tuple[DisruptionFigure, str]] = {}
    for figure, how in [*derived(changes), *parted(changes)]:
        found.setdefault(figure.pk, (figure, how))
    return [following(figure, how, changes, stand) for figure, how in found.values()]


def following(
    figure: DisruptionFigure, how: str, changes: Changes, stand: Mapping[int, str]
) -> Following:
    shown = revision_of(figure, changes, 1)
    return Following(
        figure_id=figure.pk,
        called=about(figure),
        value=shown.say() if shown else "",
        how=how,
        settled="revised" if figure.pk in changes else "stands" if figure.pk in stand else "",
        because=stand.get(figure.pk, ""),
    )


def derived(changes: Changes) -> Iterator[tuple[DisruptionFigure, str]]:
    """What was worked out from them. A sum is tried; what else was done a person knows."""
    rows = Derivation.objects.filter(inputs__in=list(changes), figure__withdrawn_at__isnull=True)
    rows = rows.distinct().order_by("figure_id")
    rows = rows.select_related("figure__measure", "figure__current")
    for row in rows.prefetch_related("inputs__measure", "inputs__current"):
        follows = [adds_up(row.figure, row.inputs.all(), changes, which) for which in (0, 1)]
        if row.figure_id in changes or follows != [True, True]:
            yield row.figure, f"worked out from it ({row.method})"


def parted(changes: Changes) -> Iterator[tuple[DisruptionFigure, str]]:
    """What is made up of them, and what they are made up of, where it does not add up now."""
    rows = PartList.objects.filter(Q(parts__in=list(changes)) | Q(whole__in=list(changes)))
    rows = rows.filter(complete=True, whole__withdrawn_at__isnull=True).distinct()
    rows = rows.order_by("whole_id", "pk").select_related("whole__measure", "whole__current")
    for row in rows.prefetch_related("parts__measure", "parts__current"):
        parts = list(row.parts.all())
        before, after = (adds_up(row.whole, parts, changes, which) for which in (0, 1))
        if not before and not any(moves(each, changes) for each in [row.whole, *parts]):
            continue
        if row.whole_id not in changes:
            if not after:
                yield row.whole, f"made up of it and others{NEVER[before]}"
            continue
        if not after or any(each.pk in changes for each in parts):
            for part in parts:
                yield part, f"a part of it{NEVER[before]}"


def moves(figure: DisruptionFigure, changes: Changes) -> bool:
    return value_of(figure, changes, 0) != value_of(figure, changes, 1)


def adds_up(
    whole: DisruptionFigure, parts: Iterable[DisruptionFigure], changes: Changes, which: int
) -> bool | None:
    """Whether the whole and the sum of the parts may be one number: before (0), after (1). None
    where nobody can tell."""
    own = value_of(whole, changes, which)
    values = [value_of(part, changes, which) for part in parts]
    known = [each for each in values if each is not None]
    if own is None or not known or len(known) < len(values):
        return None
    total = known[0] if len(known) == 1 else sum_of(known)
    return None if total is None else not contradicts(own, total)


def value_of(figure: DisruptionFigure, changes: Changes, which: int) -> Spoken | None:
    revision = revision_of(figure, changes, which)
    return spoken(revision) if revision is not None and revision.value is not None else None


def revision_of(figure: DisruptionFigure, changes: Changes, which: int) -> FigureRevision | None:
    if figure.pk in changes:
        return changes[figure.pk][which]
    if figure.current is not None:
        figure.current.figure = figure
    return figure.current
