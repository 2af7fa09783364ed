"""All that is read in one text."""

from __future__ import annotations

from dataclasses import dataclass

from .entities import Entity, entities_of
from .figures import Figure, figures_of
from .names import Registry
from .quotations import Layout, Quotation, layout_of, quotations_of


@dataclass(frozen=True)
class Reading:
    """Places are offsets into the text, end exclusive."""

    layout: Layout
    quotations: list[Quotation]
    figures: list[Figure]
    entities: list[Entity]


def read(text: str, registry: Registry | None = None) -> Reading:
    """Reads plain text, one paragraph a line; the registry knows names and what they stand for."""
    layout = layout_of(text, registry or Registry())
    return Reading(layout, quotations_of(layout), figures_of(layout), entities_of(layout))
