"""The names that the reader of copy is given to know: trusts, hospitals, areas and unions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils import timezone

from deeds.memory import remembered
from hospitals.models import Area, Hospital, Trust, Union
from lib.reading.names import Named, Registry

# What a trust's name may be said without.
FORMAL = re.compile(r"\s+NHS(?:\s+Foundation)?\s+Trust$")


def registry() -> Registry:
    """The names of trusts, hospitals, areas and unions, which a process remembers."""
    at = timezone.now()
    return remembered("names for the reader of copy", lambda: Registry(names()), at)


def names() -> Iterable[tuple[str, Named]]:
    """All that the desk knows, public or not yet."""
    for trust in Trust.objects.prefetch_related("former_names", "aliases"):
        former = [each.name for each in trust.former_names.all()]
        yield from called(Named("trust", trust.pk, trust.name), *former, *also(trust))
    for hospital in Hospital.objects.prefetch_related("aliases"):
        yield from called(Named("hospital", hospital.pk, hospital.name), *also(hospital))
    for area in Area.objects.all():
        yield from called(Named("area", area.pk, area.name))
    for union in Union.objects.all():
        yield from called(Named("union", union.pk, union.name), union.short_name)


def also(record: Trust | Hospital) -> list[str]:
    return [each.text for each in record.aliases.all()]


def called(named: Named, *others: str) -> Iterable[tuple[str, Named]]:
    for name in filter(None, (named.name, *others)):
        yield name, named
        short = FORMAL.sub("", name)
        if short != name and " " in short:
            yield short, named
