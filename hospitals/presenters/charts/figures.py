"""The charts of one figure: how its source has revised it, and where it stands among its like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe

from hospitals.models import DisruptionFigure, PublicFigure, Strike, StrikeSpell
from hospitals.models.public import PublicFigureQuerySet
from hospitals.presenters import figure_words
from hospitals.presenters.figures import preferred_ids
from hospitals.presenters.flat import FlatFigure, as_columns, flat_figures
from lib import svg, words

from .by_day import by_day
from .by_trust import alike_by_trust, by_trust
from .comparable import Basis, all_exact, comparable, held, kind_of, value_of
from .drawing import in_words, mark_of
from .entries import Entry, rows_of
from .frame import Chart, Drawing
from .histories import entries_of, strike_by_strike
from .revisions import before_revision, revised
from .wording import kind_in_words, source_line

MOST = 600


def of_figure(figure: DisruptionFigure, at: datetime) -> list[Chart]:
    """Of a standing figure that knows the revision `shown`. Eleven queries at most.

    Among its like it alone is marked. One that is disputed, or behind a rival, is not among them.
    """
    found = [revised(figure, at), among_its_like(figure, at)]
    return [chart for chart in found if chart]


def among_its_like(figure: DisruptionFigure, at: datetime) -> Chart | None:
    public = PublicFigure.objects.live(at).standing()
    alike = public.filter(measure=figure.measure_id, nature=figure.nature, basis=figure.basis)
    if figure.basis == Basis.RUNNING_TOTAL:
        return running_total(figure, alike.filter(period_start=figure.period_start), at)
    if not figure.strike_id:
        return None
    if figure.basis == Basis.WHOLE_STRIKE and not figure.trust_id:
        return through_the_dispute(figure, alike, at)
    if figure.basis not in (Basis.WHOLE_STRIKE, Basis.ONE_DAY):
        return None
    spells = Prefetch("spells", StrikeSpell.objects.public(at))
    strikes = Strike.objects.prefetch_related(spells)
    strike = strikes.get(pk=figure.strike_id)
    figures = those_like(figure, alike.filter(strike=strike), at)
    if figure.basis == Basis.ONE_DAY:
        return by_day(strike, [each for each in figures if same_place(each, figure)], figure.pk)
    by_trusts = alike_by_trust(figures)
    return by_trust(strike, by_trusts, figures, figure.period_start, figure.pk)


def those_like(
    figure: DisruptionFigure, alike: PublicFigureQuerySet, at: datetime
) -> list[FlatFigure]:
    """The figures that may stand beside it, and itself; [] where it may not be compared."""
    newest = alike.order_by("-period_end", "-figure_id")
    figures = flat_figures(as_columns(newest)[:MOST])
    kind = kind_of(figure)
    found = [
        each for each in comparable(figures, preferred_ids(figures, at)) if kind_of(each) == kind
    ]
    return found if figure.pk in {each.pk for each in found} else []


def same_place(figure: FlatFigure, other: DisruptionFigure) -> bool:
    names = ("area_id", "trust_id", "hospital_id")
    return all(getattr(figure, name) == getattr(other, name) for name in names)


def through_the_dispute(
    figure: DisruptionFigure, alike: PublicFigureQuerySet, at: datetime
) -> Chart | None:
    """Strike by strike at its place, of its dispute."""
    of_dispute = alike.filter(
        strike__dispute=figure.strike.dispute_id, area=figure.area_id, hospital=figure.hospital_id
    )
    figures = those_like(figure, of_dispute, at)
    if len(held(figures)) < 2:
        return None
    entries = entries_of(figures, [], before_revision(figures, at), figure.pk)
    return strike_by_strike("chart-strikes", [entries])


def running_total(
    figure: DisruptionFigure, alike: PublicFigureQuerySet, at: datetime
) -> Chart | None:
    figures = [each for each in those_like(figure, alike, at) if same_place(each, figure)]
    return running_totals(figures, figure.pk)


def running_totals(figures: Iterable[FlatFigure], marked: int | None = None) -> Chart | None:
    """A line of the running totals of one place from one day on, never with single strikes."""
    figures = sorted(held(figures), key=lambda each: each.period_end)
    if len(figures) < 2 or not all_exact(figures):
        return None
    figure = figures[0]
    entries = [
        Entry(
            name=f"to {words.day(each.period_end)}",
            label=f"{words.short_month(each.period_end)} {words.short_year(each.period_end)}",
            figure=each,
            marked=each.pk == marked,
        )
        for each in figures
    ]
    last = entries[-1]
    title = f"{last.said} by {words.day(last.figure.period_end)}: a running total"
    return Chart(
        id="chart-running-total",
        title=title,
        counted=f"{kind_in_words(figure)} {where(figure)}, since {words.day(figure.period_start)}.",
        drawings=[Drawing(line_of(entries, title, "chart-running-total"))],
        source=source_line(figures),
        of="Until",
        rows=rows_of(entries),
    )


def where(figure: DisruptionFigure) -> str:
    kind = figure_words.kind_of_place(figure)
    return f"{figure_words.PLACE_BEFORE[kind]} {figure_words.place(figure)}"


def line_of(entries: Sequence[Entry], title: str, id: str) -> SafeString:
    points = [
        svg.Point(
            entry.figure.period_end.toordinal(),
            entry.label,
            entry.said,
            value_of(entry.figure),
            entry.marked,
        )
        for entry in entries
    ]
    about = svg.About(id, title, in_words(entries))
    return mark_safe(svg.lines(points, about, say=mark_of(entries[0].figure)))
