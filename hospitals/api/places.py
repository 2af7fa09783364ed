"""Trusts, hospitals and areas as data."""

from django.db.models import Prefetch

from hospitals.filters import BY_NAME, HospitalFilter, TrustFilter
from hospitals.models import Area, Hospital, HospitalTrust, Trust, TrustArea, TrustSuccession
from lib.api import both_ways, day
from lib.keyset import Keyset

from . import shapes
from .base import FactViewSet, held
from .filters import AreaFilter

BY_CODE = Keyset([("code", "asc")])


class TrustViewSet(FactViewSet):
    filterset_class = TrustFilter
    keyset = BY_NAME
    orders = {**both_ways("name", BY_NAME), **both_ways("code", BY_CODE)}
    shape = shapes.Trust
    lookup_field = "code"
    lookup_value_converter = "str"

    def get_queryset(self):
        return Trust.objects.public(self.at).prefetch_related(
            "former_names",
            "aliases",
            Prefetch("memberships", TrustArea.objects.select_related("area")),
            Prefetch("runs", HospitalTrust.objects.select_related("hospital")),
            Prefetch("successions", TrustSuccession.objects.select_related("successor")),
            Prefetch("inheritances", TrustSuccession.objects.select_related("predecessor")),
        )

    def present(self, rows, *, detail):
        return [self.one(trust) for trust in rows]

    def one(self, trust):
        return {
            "code": trust.code,
            "name": trust.name,
            "slug": trust.slug,
            "url": self.address("trust", trust.code),
            "page": self.link(trust.get_absolute_url()),
            "is_foundation": trust.is_foundation,
            "opened": day(trust.opened),
            "closed": day(trust.closed),
            "latitude": trust.latitude,
            "longitude": trust.longitude,
            "former_names": [
                {"name": row.name, "until": day(row.until)} for row in trust.former_names.all()
            ],
            "aliases": [alias.text for alias in trust.aliases.all()],
            "areas": [{**self.area(row.area), **held(row)} for row in trust.memberships.all()],
            "hospitals": [
                {
                    "slug": run.hospital.slug,
                    "name": run.hospital.name,
                    "town": run.hospital.town,
                    "site_code": run.hospital.site_code,
                    "url": self.address("hospital", run.hospital.slug),
                    **held(run),
                }
                for run in trust.runs.all()
            ],
            "successors": [
                {"code": row.successor.code, "on": day(row.on)} for row in trust.successions.all()
            ],
            "predecessors": [
                {"code": row.predecessor.code, "on": day(row.on)}
                for row in trust.inheritances.all()
            ],
        }


class HospitalViewSet(FactViewSet):
    filterset_class = HospitalFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    shape = shapes.Hospital
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        return Hospital.objects.public(self.at).with_trusts().prefetch_related("aliases")

    def present(self, rows, *, detail):
        return [self.one(hospital) for hospital in rows]

    def one(self, hospital):
        return {
            "slug": hospital.slug,
            "name": hospital.name,
            "town": hospital.town,
            "site_code": hospital.site_code,
            "url": self.address("hospital", hospital.slug),
            "page": self.link(hospital.get_absolute_url()),
            "latitude": hospital.latitude,
            "longitude": hospital.longitude,
            "aliases": [alias.text for alias in hospital.aliases.all()],
            "trusts": [
                {
                    "code": run.trust.code,
                    "name": run.trust.name,
                    "url": self.address("trust", run.trust.code),
                    **held(run),
                }
                for run in hospital.runs.all()
            ],
        }


class AreaViewSet(FactViewSet):
    """Nations, NHS regions, integrated care boards, counties and cities."""

    filterset_class = AreaFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    shape = shapes.AreaShape
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        return Area.objects.prefetch_related("parents")

    def present(self, rows, *, detail):
        return [
            {**self.area(area), "parents": [self.area(parent) for parent in area.parents.all()]}
            for area in rows
        ]
