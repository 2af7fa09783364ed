"""Trusts, hospitals and areas as data."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from hospitals.filters import HospitalFilter, TrustFilter
from hospitals.models import Area, Hospital, HospitalTrust, Trust, TrustArea, TrustSuccession
from lib.keyset import BY_NAME, Keyset, both_ways

from .base import FactViewSet
from .examples import PARAMETERS
from .filters import AreaFilter
from .serializers.places import AreaSerializer, HospitalSerializer, TrustSerializer

BY_CODE = Keyset([("code", "asc")])


class TrustViewSet(FactViewSet):
    filterset_class = TrustFilter
    keyset = BY_NAME
    orders = {**both_ways("name", BY_NAME), **both_ways("code", BY_CODE)}
    serializer_class = TrustSerializer
    lookup_field = "code"
    lookup_value_converter = "str"

    def get_queryset(self) -> QuerySet[Trust]:
        return Trust.objects.public(self.at).prefetch_related(
            "former_names",
            "aliases",
            Prefetch("memberships", TrustArea.objects.select_related("area__kind")),
            Prefetch("runs", HospitalTrust.objects.public().select_related("hospital")),
            Prefetch("successions", TrustSuccession.objects.select_related("successor")),
            Prefetch("inheritances", TrustSuccession.objects.select_related("predecessor")),
        )


class HospitalViewSet(FactViewSet):
    filterset_class = HospitalFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    serializer_class = HospitalSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Hospital]:
        return Hospital.objects.public(self.at).with_trusts().prefetch_related("aliases")


class AreaViewSet(FactViewSet):
    """Nations, NHS regions, integrated care boards, counties and cities."""

    parameter_examples: Mapping[str, Any] = {**PARAMETERS, "kind": "region"}
    filterset_class = AreaFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    serializer_class = AreaSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Area]:
        return Area.objects.public(self.at).prefetch_related("parents")
