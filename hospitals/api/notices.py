"""What is open, reduced or closed, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hospitals.models import ServiceNotice
from hospitals.presenters.figures import Said
from hospitals.presenters.first_words import FirstWordLine
from hospitals.presenters.notices import (
    for_notices,
    of_place,
    place_name,
    reported_as,
    who_says,
)
from hospitals.presenters.provenance import with_evidence, with_roles
from lib.api import KnownByUuid
from lib.keyset import Keyset

from .base import FactViewSet
from .filters import NoticeFilter
from .records import Place, Told
from .serializers.notices import ServiceNoticeSerializer

LATEST_NOTICES = Keyset([("id", "desc")])


@dataclass(frozen=True)
class Reported:
    """What a first word says; of the notice no more than that."""

    notice: ServiceNotice
    line: FirstWordLine


@dataclass(frozen=True)
class NoticeRecord(Told):
    notice: ServiceNotice
    place: Place
    said: Said
    first_words: list[Reported]

    @property
    def speaker(self) -> Said | None:
        return self.said if self.said.by else None

    @property
    def confirmed_at(self) -> datetime | None:
        """The time of day only where the evidence is on the record."""
        return self.notice.confirmed_at if self.said.document else None


class NoticeViewSet(KnownByUuid, FactViewSet):
    """What is open, reduced or closed, and what patients are told.

    What one person reports before another confirms it is a first word: of a notice that is nothing
    else as yet, all but its place is null or empty.
    """

    filterset_class = NoticeFilter
    keyset = LATEST_NOTICES
    serializer_class = ServiceNoticeSerializer

    def get_queryset(self) -> QuerySet[ServiceNotice]:
        return for_notices(ServiceNotice.objects.known(self.at).with_in_force(self.at))

    def present(self, rows: Sequence[ServiceNotice]) -> list[NoticeRecord]:
        rows = list(rows)
        changes = ServiceNotice.objects.first_words(self.at).filter(replaces__in=rows)
        with_roles(with_evidence([*rows, *(found := list(changes))]))
        reported = {row.replaces_id: row for row in found}
        reported |= {row.pk: row for row in rows if not row.is_signed_off}
        return [self.record(row, reported.get(row.pk)) for row in rows]

    def record(self, row: ServiceNotice, reported: ServiceNotice | None) -> NoticeRecord:
        told = [Reported(reported, reported_as(reported, self.at))] if reported else []
        if row.is_signed_off:
            return NoticeRecord(row, place_of(row), who_says(row), told)
        return NoticeRecord(nothing_of(row), place_of(row), NOBODY, told)


NOBODY = Said(by="")


def nothing_of(notice: ServiceNotice) -> ServiceNotice:
    """The notice as readers know it before its sign-off: its address, and what it is about."""
    bare = ServiceNotice(uuid=notice.uuid, service=notice.service, strike=notice.strike, state=None)
    bare.stands, bare.confirmed_at = False, None
    return bare


def place_of(notice: ServiceNotice) -> Place:
    place = of_place(notice)
    kind = place._meta.model_name
    return Place(kind, place.code if kind == "trust" else place.slug, place_name(notice))
