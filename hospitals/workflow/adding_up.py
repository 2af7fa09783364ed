"""What a figure is made up of, and how it was worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from deeds import deed
from lib.refusals import Refused, need, required

from .. import totals
from ..models import Derivation, DisruptionFigure, PartList
from ..public import figures_changed
from .base import locked_all, refuse_withdrawn
from .signing import may_write_facts

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def set_parts(
    *,
    by: AbstractUser,
    whole: DisruptionFigure,
    parts: Collection[DisruptionFigure],
    axis: str,
    complete: bool = True,
) -> PartList:
    """Say that `whole` splits into `parts` along an axis ("measure", "day" or "place").

    Refuses a split that may not be formed: staff absent are never added over days. The sum
    itself is not enforced: a printed total that does not add up stays as printed.
    """
    need(by, "hospitals.change_disruptionfigure", "record parts")
    # The parts too: another person may be making the whole a part of one of them.
    held = {each.pk: each for each in locked_all([whole, *parts])}
    whole = held[whole.pk]
    for figure in held.values():
        refuse_withdrawn(figure)
    refuse_before_readers(by, held.values())
    totals.may_make_up(whole, parts, axis)
    listed, _ = PartList.objects.update_or_create(
        whole=whole, axis=axis, defaults={"complete": complete}
    )
    left_out = set(listed.parts.all())
    listed.parts.set(parts)
    figures_changed([whole, *parts, *left_out])
    return listed


@deed
def set_derivation(
    *,
    by: AbstractUser,
    figure: DisruptionFigure,
    inputs: Collection[DisruptionFigure],
    method: str,
    mixed_units: bool = False,
) -> Derivation:
    """Say how a figure was worked out from others ("our addition")."""
    need(by, "hospitals.change_disruptionfigure", "record how a figure was worked out")
    method = required(method, "Say how the figure was worked out.")
    if not inputs:
        raise Refused("Name the figures that it was worked out from.")
    if figure in inputs:
        raise Refused("A figure cannot be worked out from itself.")
    behind = worked_out_from(inputs)
    # All of the chain, so that two people cannot close a ring from both ends.
    held = {each.pk: each for each in locked_all([figure, *inputs, *behind])}
    for each in (figure, *inputs):
        refuse_withdrawn(held[each.pk])
    refuse_before_readers(by, [held[figure.pk]])
    if figure in worked_out_from(inputs):
        raise Refused(f"{figure} is what these were worked out from: it would go round in a ring.")
    figure = held[figure.pk]
    derivation, _ = Derivation.objects.update_or_create(
        figure=figure, defaults={"method": method, "mixed_units": mixed_units}
    )
    left_out = set(derivation.inputs.all())
    derivation.inputs.set(inputs)
    figures_changed([figure, *inputs, *left_out])
    return derivation


def refuse_before_readers(by: AbstractUser, figures: Iterable[DisruptionFigure]) -> None:
    """What is said about a number that readers see is for those who may write what they see."""
    seen = [figure for figure in figures if figure.released_at is not None]
    if seen and not may_write_facts(by):
        raise Refused(
            f"{seen[0]}: it is released, so a data editor or an editor says what it is made up of."
        )


def worked_out_from(figures: Iterable[DisruptionFigure]) -> list[DisruptionFigure]:
    """The figures that these were worked out from, and those in turn; a query for each step."""
    found, newest = set(), {figure.pk for figure in figures}
    while newest:
        inputs = Derivation.inputs.through.objects.filter(derivation__figure__in=newest)
        newest = set(inputs.values_list("disruptionfigure", flat=True)) - found
        found |= newest
    return list(DisruptionFigure.objects.filter(pk__in=found))
