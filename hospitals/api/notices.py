"""What is open, reduced or closed, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hospitals.models import ServiceNotice
from hospitals.presenters.figures import Said
from hospitals.presenters.notices import for_notices, of_place, place_name, who_says
from hospitals.presenters.provenance import with_evidence, with_roles
from lib.api import KnownByUuid
from lib.keyset import Keyset

from .base import FactViewSet
from .filters import NoticeFilter
from .records import Place, Told
from .serializers.notices import ServiceNoticeSerializer

LATEST_NOTICES = Keyset([("id", "desc")])


@dataclass(frozen=True)
class NoticeRecord(Told):
    notice: ServiceNotice
    place: Place
    said: Said

    @property
    def confirmed_at(self) -> datetime | None:
        """The time of day only where the evidence is on the record."""
        return self.notice.confirmed_at if self.said.document else None


class NoticeViewSet(KnownByUuid, FactViewSet):
    """What is open, reduced or closed, and what patients are told: those signed off."""

    filterset_class = NoticeFilter
    keyset = LATEST_NOTICES
    serializer_class = ServiceNoticeSerializer

    def get_queryset(self) -> QuerySet[ServiceNotice]:
        return for_notices(ServiceNotice.objects.public(self.at).with_in_force(self.at))

    def present(self, rows: Sequence[ServiceNotice]) -> list[NoticeRecord]:
        return [
            NoticeRecord(row, place_of(row), who_says(row))
            for row in with_roles(with_evidence(rows))
        ]


def place_of(notice: ServiceNotice) -> Place:
    place = of_place(notice)
    kind = place._meta.model_name
    return Place(kind, place.code if kind == "trust" else place.slug, place_name(notice))
