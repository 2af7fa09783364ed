"""The figures that may be rows of a table or chart: those that words find, those of a search of the
explorer, and those that are its rows already."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from articles.citing import Asked
from articles.markup.graphics import MOST_ROWS
from hospitals.admin.figures.of_explorer import figures_at, is_address
from hospitals.admin.figures.page import figures_in_lines
from hospitals.models import DisruptionFigure
from lib.refusals import Refused

from . import candidates
from .rows import figure_row

MOST = 24


def rows_of(ids: list[int]) -> list[dict[str, Any]]:
    """A row for each, in this order; what is no figure is left out."""
    found = figures_in_lines().in_bulk(ids[:MOST_ROWS])
    return [figure_row(found[pk]) for pk in ids if pk in found]


def rows_for(asked: Asked, around: list[int]) -> dict[str, Any]:
    """{"rows", "refused": a sentence or "", "all": whether they are meant together}.

    `around` are the figures that the story cites: they stand first where nothing is typed.
    """
    if is_address(asked.typed):
        try:
            ids = figures_at(asked.typed, timezone.now(), MOST_ROWS)
        except Refused as refusal:
            return {"rows": [], "refused": " ".join(refusal.messages), "all": False}
        return {"rows": rows_of(ids), "refused": "", "all": True}
    found = candidates.figures(asked, ())
    ids = [] if asked.typed else around
    others = sorted(found, key=in_order, reverse=True)
    ids = list(dict.fromkeys([*ids, *(figure.pk for figure in others)]))
    return {"rows": rows_of(ids[:MOST]), "refused": "", "all": False}


def in_order(figure: DisruptionFigure) -> tuple[bool, str, int]:
    """What is used before its rivals, the latest first."""
    return figure.preferred, str(figure.period_end or ""), figure.pk
