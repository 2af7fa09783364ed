"""Areas as readers see them: strikes called across one, its own figures, its trusts, stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import Area, Participation, PublicFigure, Strike, Trust, TrustArea
from hospitals.models.trusts import covers

from .charts.frame import Chart
from .charts.histories import of_area
from .figures import FigureLine, lines, source_text
from .going import going
from .notices import Notices, notices_of_area
from .strikes import StrikeLine, sourced, strike_line, with_lines
from .where import Map, where

STRIKES = 40
FIGURES = 30
STORIES = 10


@dataclass(frozen=True)
class StrikeAcross:
    """A strike of the area; `answer` and `source` are what is said of the area as a whole."""

    line: StrikeLine
    answer: str
    source: str


@dataclass(frozen=True)
class AreaPage:
    name: str
    kind: str
    slug: str
    code: str
    within: list[tuple[str, str]]
    notices: Notices
    coming: list[StrikeAcross]
    past: list[StrikeAcross]
    charts: list[Chart]
    figures: list[FigureLine]
    more_figures: bool
    trusts: list[tuple[str, str]]
    where: Map | None
    stories: list


def areas_by_kind(areas: Iterable[Area]) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(kind, [(name, address)])], nations and regions first."""
    groups = defaultdict(list)
    for area in areas:
        groups[area.kind].append((area.name, area.get_absolute_url()))
    levels = ["nation", "region", ""]
    kinds = sorted(groups, key=lambda kind: (levels.index(kind.level), kind.name))
    return [(kind.name, sorted(groups[kind])) for kind in kinds]


def area_page(area: Area, at: datetime) -> AreaPage:
    coming, past = strikes_across(area, at)
    trusts = trusts_in(area, at)
    public = PublicFigure.objects.live(at).standing().filter(area=area)
    figures = list(public.for_lines().order_by("-period_end", "-figure_id")[: FIGURES + 1])
    took = [(strike, across.line.when) for strike, across in [*coming, *past]]
    return AreaPage(
        name=area.name,
        kind=area.kind.name,
        slug=area.slug,
        code=area.code,
        within=[
            (str(each), each.get_absolute_url())
            for each in Area.objects.public(at).filter(children=area).order_by("name")
        ],
        notices=notices_of_area(area, at),
        coming=[across for _, across in coming],
        past=[across for _, across in past],
        charts=of_area(area, took, at),
        figures=lines(figures[:FIGURES], at),
        more_figures=len(figures) > FIGURES,
        trusts=[(trust.name, trust.get_absolute_url()) for trust in trusts],
        where=where(trusts, key="Each dot is a trust that lies in it today."),
        stories=dependents().stories_for([area], at=at, limit=STORIES),
    )


def strikes_across(
    area: Area, at: datetime
) -> tuple[list[tuple[Strike, StrikeAcross]], list[tuple[Strike, StrikeAcross]]]:
    """(on or to come, the next one first; over, the latest first) of strikes that are called
    across the area or a larger one, or of which something is said or counted of it."""
    told = {
        row.strike_id: row
        for row in sourced(Participation.objects.filter(area=area).order_by("pk"), at)
    }
    figures = PublicFigure.objects.live(at).standing().filter(area=area, strike__isnull=False)
    counted = figures.order_by().values_list("strike", flat=True).distinct()
    called = Strike.objects.called_across(area.with_larger()).order_by()
    here = {*told, *counted, *called.values_list("pk", flat=True)}
    dated = Strike.objects.public(at).filter(pk__in=here).with_dates(public_at=at)
    latest = dict(
        dated.order_by(F("first_day").desc(nulls_last=True), "-pk").values_list("pk", "first_day")
    )
    on = going(at).on & latest.keys()
    coming = sorted(on, key=lambda pk: (latest[pk] or date.max, pk))[:STRIKES]
    past = [pk for pk in latest if pk not in on][:STRIKES]
    strikes = Strike.objects.in_bulk([*coming, *past])
    with_lines(strikes.values(), at)

    def across(strike: Strike) -> tuple[Strike, StrikeAcross]:
        row = told.get(strike.pk)
        answer = row.get_answer_display() if row else ""
        source = source_text(row.evidence, localdate(at)) if row else ""
        return strike, StrikeAcross(strike_line(strike, at), answer, source)

    return [across(strikes[pk]) for pk in coming], [across(strikes[pk]) for pk in past]


def trusts_in(area: Area, at: datetime) -> list[Trust]:
    """The trusts that lie in it today, or in an area within it, by name."""
    members = TrustArea.objects.filter(covers(localdate(at)), area__in=area.with_smaller())
    open_now = Trust.objects.public(at).filter(pk__in=members.values("trust"), closed__isnull=True)
    return list(open_now.order_by("name"))
