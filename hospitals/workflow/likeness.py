"""The same, or new? Figures that we hold and that differ from one to be recorded in little.

What only one of the two says (which staff, which service) may be said of the same number. Whoever
records it is shown the likeness first, and answers.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lib.refusals import Refused

from ..models import DisruptionFigure
from ..models.figures import MAY_BE_EMPTY


@dataclass(frozen=True)
class Likeness:
    """A standing figure, and (what, there, here) of all in which it differs; nothing: the same."""

    figure: DisruptionFigure
    differs: tuple[tuple[str, str, str], ...]


class Alike(Refused):
    """Not recorded, as it may be one of `likenesses`: whoever records it says which, or new."""

    def __init__(self, likenesses: Collection[Likeness]) -> None:
        self.likenesses = list(likenesses)
        super().__init__("This looks like one that we hold: say whether it is the same, or new.")


def near(identity: Any) -> list[Likeness]:
    """Those that may be the number of this `recording.Identity`, the most like it first."""
    figures = DisruptionFigure.objects.near(identity).for_lines().with_revisions()
    found = [
        Likeness(
            figure,
            tuple(
                (label(name), said(figure, name), said(identity, name))
                for name in MAY_BE_EMPTY
                if getattr(figure, name) != getattr(identity, name)
            ),
        )
        for figure in figures
    ]
    return sorted(found, key=lambda each: (len(each.differs), -each.figure.pk))


def label(name: str) -> str:
    return str(DisruptionFigure._meta.get_field(name).verbose_name)


def said(record: Any, name: str) -> str:
    value = getattr(record, name)
    return str(value) if value else "not said"


def refuse_alike(identity: Any, beside: Collection[int]) -> None:
    """Refused where a figure like it is not among those `beside` which it is known to be new.

    To be asked under the lock of the measure: of two people the second is asked as well.
    """
    if DisruptionFigure.objects.near(identity).exclude(pk__in=beside).exists():
        raise Alike(near(identity))
