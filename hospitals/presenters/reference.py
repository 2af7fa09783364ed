"""Reference data in memory: what figures are about, by name, without nine joins for each list.

Areas, trusts, hospitals, measures, strikes, kinds of service and staff groups are a few hundred
rows, which change seldom and are named on every page. Sources are never among them: whether one
may be named is asked each time. Who may see what is not decided here either: `public(at)` asks the
database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Model, QuerySet, Value
from django.utils import timezone

from deeds.memory import remembered
from hospitals.models import (
    Area,
    Dispute,
    DisruptionFigure,
    Hospital,
    Measure,
    Service,
    Setting,
    StaffGroup,
    Strike,
    Trust,
    Union,
)

ById = Mapping[int, Model]
# Of fields that are not called as their kind is in `Reference`.
KINDS = {"called_in": "areas", "called_at": "trusts"}


@dataclass(frozen=True)
class Reference:
    """{id: record} of each kind, in its order. Shared by all pages of a process: nobody changes a
    record. Areas know what they lie in, and what that lies in."""

    areas: ById
    trusts: ById
    hospitals: ById
    measures: ById
    strikes: ById
    disputes: ById
    settings: ById
    services: ById
    staff_groups: ById
    unions: ById


def reference() -> Reference:
    """Asked of the database once, until something public changes."""
    return remembered("reference data", load, timezone.now())


def load() -> Reference:
    return Reference(
        areas=by_id(Area.objects.prefetch_related("parents__parents")),
        trusts=by_id(known_by_day(Trust.objects.prefetch_related("former_names"))),
        hospitals=by_id(Hospital.objects.all()),
        measures=by_id(Measure.objects.all()),
        strikes=by_id(Strike.objects.all()),
        disputes=by_id(Dispute.objects.all()),
        settings=by_id(Setting.objects.all()),
        services=by_id(Service.objects.all()),
        staff_groups=nested(
            by_id(known_by_day(StaffGroup.objects.prefetch_related("former_names")))
        ),
        unions=by_id(Union.objects.all()),
    )


def nested(groups: ById) -> ById:
    """Groups of staff, each of which knows the larger one that it is among."""
    for group in groups.values():
        group.parent = groups.get(group.parent_id)
    return groups


def groups_within(groups: Iterable[StaffGroup]) -> list[int]:
    """The ids of these groups of staff and of all that are among them."""
    wanted = {group.pk for group in groups}
    every = reference().staff_groups.values()
    return [each.pk for each in every if wanted & {larger.pk for larger in each.with_larger()}]


def known_by_day(records: QuerySet) -> Iterator[Model]:
    """Each looks for its name on a day once: of a page's figures most are of the same few days."""
    for record in records:
        record.name_at = lru_cache(maxsize=100)(record.name_at)
        yield record


def by_id(records: Iterable[Model]) -> ById:
    return MappingProxyType({record.pk: record for record in records})


def with_names(figures: Iterable[DisruptionFigure]) -> list[DisruptionFigure]:
    """The figures, which know what they are about, by the names of any day. No query of theirs."""
    figures, known = list(figures), reference()
    for figure in figures:
        figure.area = known.areas.get(figure.area_id)
        figure.region_at_time = known.areas.get(figure.region_at_time_id)
        figure.trust = known.trusts.get(figure.trust_id)
        figure.trust_at_time = known.trusts.get(figure.trust_at_time_id)
        figure.hospital = known.hospitals.get(figure.hospital_id)
        figure.measure = known.measures[figure.measure_id]
        figure.strike = known.strikes.get(figure.strike_id)
        figure.dispute = known.disputes.get(figure.dispute_id)
        figure.service = known.services.get(figure.service_id)
        figure.setting = known.settings.get(figure.setting_id)
        figure.staff_group = known.staff_groups.get(figure.staff_group_id)
    return figures


def named_in(records: Collection[Model], fields: Iterable[str]) -> dict[int, dict[str, list]]:
    """{record: {field: the records of reference data that it names there, in their order}}.

    One query, however many records and fields.
    """
    named = {record.pk: {field: set() for field in fields} for record in records}
    if not named:
        return {}
    rows = type(next(iter(records))).objects.filter(pk__in=named).order_by()
    links, *others = [
        rows.filter(**{f"{field}__isnull": False}).values_list(Value(field), "pk", field)
        for field in fields
    ]
    for field, record, pk in links.union(*others, all=True):
        named[record][field].add(pk)
    known = reference()
    return {
        record: {
            field: in_order(getattr(known, KINDS.get(field, field)), ids)
            for field, ids in of_record.items()
        }
        for record, of_record in named.items()
    }


def in_order(kind: ById, ids: Collection[int]) -> list[Model]:
    return [record for pk, record in kind.items() if pk in ids] if ids else []


def covered(figures: Iterable[DisruptionFigure]) -> dict[int, list[Strike]]:
    """{figure: the strikes it covers, the latest first} of those that cover several. One query."""
    known = reference().strikes
    rows = DisruptionFigure.covers.through.objects.filter(
        disruptionfigure__in=[figure.pk for figure in figures]
    ).values_list("disruptionfigure", "strike")
    found = defaultdict(list)
    for figure, strike in rows.order_by("-strike"):
        found[figure].append(known[strike])
    return found
