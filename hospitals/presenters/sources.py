"""Who says things, as far as readers may know: on the record, and named by something public."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from hospitals.dependents import QuoteLine, dependents
from hospitals.models import PublicFigure, SeenIn, Source, SourceRole
from hospitals.models.evidence import of_evidence
from hospitals.models.sources import SourceQuerySet
from lib import words

from .figures import FigureLine
from .trusts import Dated

QUOTES = 50
FEW = 500

NAMED_KINDS = {
    "person": "",
    "organisation": "Organisation",
    "unnamed": "Not named where we have it from",
    "desk": "Our own desk",
}


# Of the list, in its order.
GROUPS = (("person", "People"), ("organisation", "Organisations"), ("unnamed", "Not named to us"))


def sources_by_kind(at: datetime) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """[(group, [(name, role today, address)])], by name; a group that has nobody is left out."""
    today = localdate(at)
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for source in dependents().all_public_sources(at).prefetch_related("roles").order_by("name"):
        roles = [str(role) for role in source.roles.all() if role.held_on(today) and not role.waits]
        groups[source.kind].append((source.name, "; ".join(roles), source.get_absolute_url()))
    return [(label, groups[kind]) for kind, label in GROUPS if kind in groups]


@dataclass(frozen=True)
class SourcePage:
    """`figures` are one page of a list; `quotes` the latest, `more_quotes` whether there are
    others."""

    name: str
    url: str
    kind: str
    roles: list[Dated]
    trust: Dated | None
    union: str
    quotes: list[QuoteLine]
    more_quotes: bool
    figures: list[FigureLine]


def for_source_page(queryset: SourceQuerySet) -> SourceQuerySet:
    return queryset.nameable().select_related("trust", "union").prefetch_related("roles")


def figures_naming(source: Source, at: datetime) -> QuerySet[PublicFigure]:
    """Public figures that the source gave, or reported, in a value that readers have seen."""
    seen = PublicFigure.objects.order_by().filter(
        of_evidence("revision__evidence__", source),
        starts__lte=at,
        named=True,
    )
    public = PublicFigure.objects.live(at).standing().for_lines()
    few = list(seen.values_list("figure", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return public.filter(figure__in=[*few, *also_naming(source, at)])
    # One source may have given nearly all there are: then the list's own index finds them soonest.
    return public.filter(Exists(seen.filter(figure=OuterRef("figure"))))


def also_naming(source: Source, at: datetime) -> list[int]:
    """Ids of figures of which a further document names the source."""
    further = SeenIn.objects.by_name(at).filter(
        of_evidence("evidence__", source),
        revision__public_rows__starts__lte=at,
        revision__public_rows__named=True,
    )
    return list(further.values_list("revision__figure", flat=True)[:FEW])


def quotes_of(source: Source, at: datetime) -> list[QuoteLine]:
    return dependents().quotes_by([source], at=at, limit=QUOTES + 1)


def source_page(source: Source, figures: list[FigureLine], quotes: list[QuoteLine]) -> SourcePage:
    """The page of a source that came through `for_source_page`; `figures` are FigureLines."""
    return SourcePage(
        name=source.name,
        url=source.get_absolute_url(),
        kind=NAMED_KINDS[source.kind],
        roles=[Dated(str(role), held(role)) for role in source.roles.all() if not role.waits],
        trust=Dated(source.trust.name, url=source.trust.get_absolute_url())
        if source.trust
        else None,
        union=source.union.name if source.union else "",
        quotes=quotes[:QUOTES],
        more_quotes=len(quotes) > QUOTES,
        figures=figures,
    )


def held(role: SourceRole) -> str:
    """A role is known at the dates on which we met it: "12 January 2016", "from 4 May 2012"."""
    if role.since and role.until:
        return words.period(role.since, role.until)
    if role.since:
        return f"from {words.day(role.since)}"
    return f"until {words.day(role.until)}" if role.until else ""
