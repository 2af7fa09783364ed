"""What staff, kinds of service, services and unions are called: the keys that filters take."""

from collections.abc import Sequence

from django.db.models import QuerySet

from hospitals.models import Service, Setting, StaffGroup, Union
from lib.fields import CharField, NullCharField
from lib.filters import StrictFilterSet
from lib.keyset import BY_NAME, both_ways
from lib.serializers import Record

from .base import FactViewSet
from .serializers.named import (
    NamedServiceSerializer,
    NamedSettingSerializer,
    NamedUnionSerializer,
)
from .serializers.places import FormerNameSerializer


class NoFilter(StrictFilterSet):
    pass


class NamesViewSet(FactViewSet):
    """A list of keys with their names. None has an address of its own."""

    filterset_class = NoFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)


class StaffGroupSerializer(Record):
    slug = CharField("", "resident-doctors")
    name = CharField("Today’s.", "resident doctors")
    among = NullCharField(
        "The slug of the larger group that they are part of: a filter by that finds them too.",
        None,
        "doctors",
    )
    former_names = FormerNameSerializer(many=True, examples=[[]])


class StaffGroupViewSet(NamesViewSet):
    """Whose strikes and absences are told apart: what `staff_group` takes."""

    serializer_class = StaffGroupSerializer

    def get_queryset(self) -> QuerySet[StaffGroup]:
        public = StaffGroup.objects.public(self.at)
        return public.select_related("parent").prefetch_related("former_names")

    def present(self, rows: Sequence[StaffGroup]) -> Sequence[StaffGroup]:
        """Of a larger group that is only proposed readers hear nothing."""
        for row in rows:
            row.among = row.parent.slug if row.parent and not row.parent.waits else None
        return rows


class SettingViewSet(NamesViewSet):
    """Kinds of service that sources count apart: what `setting` takes."""

    serializer_class = NamedSettingSerializer

    def get_queryset(self) -> QuerySet[Setting]:
        return Setting.objects.public(self.at)


class ServiceViewSet(NamesViewSet):
    """Services of hospitals: what `service` takes."""

    serializer_class = NamedServiceSerializer

    def get_queryset(self) -> QuerySet[Service]:
        return Service.objects.public(self.at)


class UnionViewSet(NamesViewSet):
    """Unions: what `union` takes."""

    serializer_class = NamedUnionSerializer

    def get_queryset(self) -> QuerySet[Union]:
        return Union.objects.public(self.at)
