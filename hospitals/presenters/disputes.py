"""A dispute as readers see it: its strikes, and what was offered, asked for or counted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from hospitals.models import Dispute, PublicFigure, Strike
from lib import words

from .charts.frame import Chart, with_embeds
from .charts.histories import of_dispute
from .figures import FigureLine, lines
from .strikes import EventLine, StrikeLine, event_lines, for_strike_lines, strike_line

FIGURES = 100


@dataclass(frozen=True)
class DisputeLine:
    title: str
    url: str
    unions: str
    summary: str


def dispute_lines(at: datetime) -> list[DisputeLine]:
    """The one whose strike begins last comes first; those without a strike come last."""
    begins = Strike.objects.public(at).with_dates(public_at=at).filter(dispute=OuterRef("pk"))
    last = begins.order_by(F("first_day").desc(nulls_last=True)).values("first_day")[:1]
    found = Dispute.objects.public(at).annotate(last=Subquery(last)).prefetch_related("unions")
    return [
        DisputeLine(
            title=dispute.title,
            url=dispute.get_absolute_url(),
            unions=words.join([str(union) for union in dispute.unions.all()]),
            summary=dispute.summary,
        )
        for dispute in found.order_by(F("last").desc(nulls_last=True), "title")
    ]


@dataclass(frozen=True)
class DisputePage:
    """`timeline` and `figures` are of the dispute as a whole; those of its strikes are on their
    pages."""

    title: str
    slug: str
    summary: str
    unions: str
    strikes: list[StrikeLine]
    charts: list[Chart]
    timeline: list[EventLine]
    figures: list[FigureLine]
    more_figures: bool


def dispute_page(dispute: Dispute, at: datetime) -> DisputePage:
    strikes = strikes_of(dispute, at)
    rows = PublicFigure.objects.live(at).standing().for_lines().filter(dispute=dispute)
    figures = list(rows.order_by("-period_end", "-figure_id")[: FIGURES + 1])
    return DisputePage(
        title=dispute.title,
        slug=dispute.slug,
        summary=dispute.summary,
        unions=words.join([str(union) for union in dispute.unions.all()]),
        strikes=[line for _, line in strikes],
        charts=with_embeds(charts_among(strikes, at), "disputes", dispute.slug),
        timeline=event_lines(dispute.events.filter(strike=None), at),
        figures=lines(figures[:FIGURES], at),
        more_figures=len(figures) > FIGURES,
    )


def strikes_of(dispute: Dispute, at: datetime) -> list[tuple[Strike, StrikeLine]]:
    """The latest first."""
    listed = Strike.objects.public(at).filter(dispute=dispute).with_dates(public_at=at)
    in_order = for_strike_lines(listed, at).order_by(F("first_day").desc(nulls_last=True), "-pk")
    return [(strike, strike_line(strike, at)) for strike in in_order]


def charts_of(dispute: Dispute, at: datetime) -> list[Chart]:
    """The charts alone."""
    return charts_among(strikes_of(dispute, at), at)


def charts_among(strikes: list[tuple[Strike, StrikeLine]], at: datetime) -> list[Chart]:
    return of_dispute([(strike, line.when) for strike, line in strikes], at)
