"""What a figure is made up of, and how it was worked out."""

from deeds import deed
from newsroom.lib.errors import Refused

from .. import totals
from ..caching import figures_changed
from ..models import Derivation, PartList
from .base import locked, need, refuse_withdrawn, required


@deed
def set_parts(*, by, whole, parts, axis, complete=True) -> PartList:
    """Say that `whole` splits into `parts` along an axis ("measure", "day" or "place").

    Refuses a split that may not be formed: staff absent are never added over days. The sum
    itself is not enforced: a printed total that does not add up stays as printed.
    """
    need(by, "hospitals.change_disruptionfigure", "record parts")
    whole = locked(whole)
    for figure in (whole, *parts):
        refuse_withdrawn(figure)
    totals.may_make_up(whole, parts, axis)
    listed, _ = PartList.objects.update_or_create(
        whole=whole, axis=axis, defaults={"complete": complete}
    )
    left_out = set(listed.parts.all())
    listed.parts.set(parts)
    figures_changed([whole, *parts, *left_out])
    return listed


@deed
def set_derivation(*, by, figure, inputs, method, mixed_units=False) -> Derivation:
    """Say how a figure was worked out from others ("our addition")."""
    need(by, "hospitals.change_disruptionfigure", "record how a figure was worked out")
    method = required(method, "Say how the figure was worked out.")
    if not inputs:
        raise Refused("Name the figures that it was worked out from.")
    if figure in inputs:
        raise Refused("A figure cannot be worked out from itself.")
    figure = locked(figure)
    derivation, _ = Derivation.objects.update_or_create(
        figure=figure, defaults={"method": method, "mixed_units": mixed_units}
    )
    left_out = set(derivation.inputs.all())
    derivation.inputs.set(inputs)
    figures_changed([figure, *inputs, *left_out])
    return derivation
