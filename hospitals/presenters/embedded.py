"""One figure in a frame on another site: as it stands, or as it stood at a moment, and what became
of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.timezone import localdate

from hospitals.models import DisruptionFigure, FigureRevision, PublicFigure
from hospitals.models.revisions import public_revisions
from lib import words

from . import figure_words
from .figures import FigureLine
from .one_figure import Withdrawn, about
from .tiles import tiles

# What a tile takes in a frame, and the line below all of them, in pixels.
TILE, FOOT = 190, 60


@dataclass(frozen=True)
class Embedded:
    """`lines` are the figure and its rivals, of one size; of a withdrawn one there are none.

    `changed` says when it was last put right; `later`, of an earlier moment, whether it has been
    changed or withdrawn since.
    """

    url: str
    about: str
    lines: list[FigureLine]
    withdrawn: Withdrawn | None = None
    changed: str = ""
    later: bool = False


def embedded(figure: DisruptionFigure, at: datetime) -> Embedded | None:
    """Of a figure that is public now, with its names; None where it was not yet at `at`."""
    url = figure.get_absolute_url()
    if figure.withdrawn_at:
        gone = Withdrawn(localdate(figure.withdrawn_at), figure.withdrawn_reason)
        return Embedded(url, about(figure), [], gone, later=True)
    row = PublicFigure.objects.live(at).standing().for_lines().filter(figure=figure.pk).first()
    if row is None:
        return None
    [tile] = tiles([row], at)
    return Embedded(
        url,
        about(figure),
        tile.lines,
        changed=changed(figure, row.revision.number, at),
        later=row.revision_id != figure.shown_id,
    )


def height_of(tiles: int) -> int:
    return TILE * max(1, tiles) + FOOT


def changed(figure: DisruptionFigure, shown: int, at: datetime) -> str:
    """ "Corrected on 20 April 2023: we had 1,221 before." of the last change of its number."""
    seen = public_revisions(at).filter(figure=figure, number__lte=shown).order_by("-number")
    for revision, before in pairwise(seen):
        revision.figure = before.figure = figure
        said = figure_words.number(before)
        if figure_words.number(revision) == said:
            continue
        on = words.day(localdate(max(revision.public_from, figure.released_at)))
        if revision.reason in FigureRevision.BY_THE_SOURCE:
            return f"Revised by its source; here since {on}. It was {said} before."
        return f"Corrected on {on}: we had {said} before."
    return ""
