"""A dispute as readers see it: its strikes, and what was offered, asked for or counted in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from hospitals.models import Dispute, PublicFigure, Strike
from lib import words

from .figures import FigureLine, lines
from .strikes import StrikeLine, for_strike_lines, strike_line

FIGURES = 100


@dataclass(frozen=True)
class DisputePage:
    """`figures` are those about the dispute as a whole; those of its strikes are on their pages."""

    title: str
    slug: str
    summary: str
    unions: str
    strikes: list[StrikeLine]
    figures: list[FigureLine]
    more_figures: bool


def dispute_page(dispute: Dispute, at: datetime) -> DisputePage:
    listed = Strike.objects.public(at).filter(dispute=dispute).with_dates(public_at=at)
    strikes = for_strike_lines(listed, at).order_by(F("first_day").desc(nulls_last=True), "-pk")
    rows = PublicFigure.objects.live(at).standing().for_lines().filter(dispute=dispute)
    figures = list(rows.order_by("-period_end", "-figure_id")[: FIGURES + 1])
    return DisputePage(
        title=dispute.title,
        slug=dispute.slug,
        summary=dispute.summary,
        unions=words.join([str(union) for union in dispute.unions.all()]),
        strikes=[strike_line(strike, at) for strike in strikes],
        figures=lines(figures[:FIGURES], at),
        more_figures=len(figures) > FIGURES,
    )
