"""The first mention of each person and body that a text names."""

from __future__ import annotations

from dataclasses import dataclass

from .names import Named
from .quotations import Layout


@dataclass(frozen=True)
class Entity:
    """text[start:end] is the first place where it is named. `kind`: person, trust, hospital,
    organisation, union or what the registry says; `role` as printed, of a person."""

    start: int
    end: int
    text: str
    kind: str
    name: str
    role: str = ""
    named: tuple[Named, ...] = ()


def entities_of(layout: Layout) -> list[Entity]:
    seen: set[tuple[str, str]] = set()
    found: list[Entity] = []
    for each in sorted([*layout.mentions.found, *layout.mentions.aside], key=lambda m: m.start):
        if each.kind in ("pronoun", "description"):
            continue
        key = (each.kind, each.name.casefold())
        if key in seen:
            continue
        seen.add(key)
        start = each.core if each.person and each.core else each.start
        role = each.person.role if each.person else ""
        text = layout.text[start : each.end]
        found.append(Entity(start, each.end, text, each.kind, each.name, role, each.named))
    return found
