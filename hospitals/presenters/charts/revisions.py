"""What a source said before it revised its number. What was our error is nobody's number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.models.revisions import public_revisions
from hospitals.presenters import figure_words
from hospitals.presenters.flat import FlatFigure
from lib import svg, words

from .drawing import mark_of
from .frame import Chart, ChartRow, Drawing
from .wording import kind_in_words


def given_by_sources(
    figures: Iterable[FlatFigure | DisruptionFigure], at: datetime
) -> dict[int, list[FigureRevision]]:
    """{figure: the exact numbers that its source gave, one after the other, to the one shown}, of
    those that were revised. A query where there are any."""
    shown = {figure.pk: figure.shown.number for figure in figures if figure.shown.number > 1}
    if not shown:
        return {}
    found = defaultdict(list)
    for revision in public_revisions(at).filter(figure__in=shown).order_by("number"):
        if revision.number <= shown[revision.figure_id]:
            found[revision.figure_id].append(revision)
    return {pk: given(revisions) for pk, revisions in found.items()}


def given(revisions: Iterable[FigureRevision]) -> list[FigureRevision]:
    """Of one figure's, the oldest first."""
    kept: list[FigureRevision] = []
    for revision in revisions:
        if kept and revision.value == kept[-1].value:
            continue
        if revision.reason not in FigureRevision.BY_THE_SOURCE:
            kept = []
        kept.append(revision)
    return [each for each in kept if each.value is not None and each.is_exact]


def before_revision(figures: Iterable[FlatFigure], at: datetime) -> dict[int, float]:
    """{figure: the number before the one shown}."""
    return {
        pk: float(numbers[-2].value)
        for pk, numbers in given_by_sources(figures, at).items()
        if len(numbers) > 1
    }


def revised(figure: DisruptionFigure, at: datetime) -> Chart | None:
    """On a line of numbers, what its source said, hollow, and what it says, marked."""
    numbers = given_by_sources([figure], at).get(figure.pk, [])
    if len(numbers) < 2:
        return None
    for revision in numbers:
        revision.figure = figure
    stages = [
        svg.Stage(
            figure_words.number(revision),
            f"from {words.day(public_on(revision))}",
            float(revision.value),
        )
        for revision in numbers
    ]
    title = f"Revised from {stages[0].said} to {stages[-1].said}"
    told = [f"{stage.said} {stage.since}" for stage in stages]
    about = svg.About("chart-revised", title, f"On a line of numbers: {words.join(told)}.")
    return Chart(
        id="chart-revised",
        title=title,
        counted=f"{kind_in_words(figure)}, {figure_words.when(figure)}. The line need not begin at "
        "nought. The dates are those on which readers first saw each number here.",
        drawings=[Drawing(mark_safe(svg.revised(stages, about, say=mark_of(figure))))],
        source=sources_reason(numbers[-1]),
        of="Here",
        rows=[ChartRow(stage.since, stage.said) for stage in stages],
    )


def public_on(revision: FigureRevision) -> date:
    return localdate(max(revision.public_from, revision.figure.released_at))


def sources_reason(revision: FigureRevision) -> str:
    changed = revision.source_changed_on
    on = f", on {words.day(changed)}" if changed else ""
    return f"Why: {revision.get_reason_display()}{on}. What stood here before was what was said."
