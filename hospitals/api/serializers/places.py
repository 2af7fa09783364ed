"""Trusts, hospitals and areas."""

from hospitals.api.examples import SOUTHAMPTON
from lib.fields import (
    PAGE,
    URL,
    BooleanField,
    CharField,
    DateField,
    LinkField,
    NullCharField,
    NumberField,
    TextsField,
    URLField,
)
from lib.serializers import Record

from .named import NamedAreaSerializer

THE_GENERAL = "southampton-general-hospital-southampton"


class HeldSerializer(Record):
    from_ = DateField("Empty: always so.", None, "2022-07-01", source="valid_from", allow_null=True)
    until = DateField("Empty: still so.", None, "2024-03-31", source="valid_to", allow_null=True)


class OfAreaSerializer(Record):
    kind = CharField("The slug of its kind.", "region", source="area.kind.slug")
    slug = CharField("", "south-east", source="area.slug")
    name = CharField("", "South East", source="area.name")
    code = CharField("", "Y59", source="area.code")
    url = LinkField(URL, "/api/v1/areas/south-east/", to="area", source="area.slug")


class HeldAreaSerializer(OfAreaSerializer, HeldSerializer):
    """An area that a trust lies in, and when it did."""


class OfHospitalSerializer(Record):
    slug = CharField("", THE_GENERAL, source="hospital.slug")
    name = CharField("", "Southampton General Hospital", source="hospital.name")
    town = CharField("", "Southampton", source="hospital.town")
    site_code = CharField("", "RHM01", source="hospital.site_code")
    url = LinkField(URL, f"/api/v1/hospitals/{THE_GENERAL}/", to="hospital", source="hospital.slug")


class HeldHospitalSerializer(OfHospitalSerializer, HeldSerializer):
    """A hospital that a trust has run, and when."""


class OfTrustSerializer(Record):
    code = CharField("", "RHM", source="trust.code")
    name = CharField("", SOUTHAMPTON, source="trust.name")
    url = LinkField(URL, "/api/v1/trusts/RHM/", to="trust", source="trust.code")


class HeldTrustSerializer(OfTrustSerializer, HeldSerializer):
    """A trust that has run a hospital, and when."""


class SuccessorSerializer(Record):
    code = CharField("", "RHU", source="successor.code")
    on = DateField("", "2012-01-10")


class PredecessorSerializer(Record):
    code = CharField("", "RN5", source="predecessor.code")
    on = DateField("", "2012-01-10")


class FormerNameSerializer(Record):
    name = CharField("", "Southampton University Hospitals NHS Trust")
    until = DateField("", "2011-09-30")


def of_trust(kind: str, help_text: str) -> LinkField:
    return LinkField(help_text, f"/api/v1/{kind}s/?trust=RHM", to=kind, of="trust", source="code")


class TrustSerializer(Record):
    code = CharField("The ODS code, for life.", "RHM")
    name = CharField("", SOUTHAMPTON)
    slug = CharField("", "university-hospital-southampton")
    url = LinkField(URL, "/api/v1/trusts/RHM/", to="trust", source="code")
    page = LinkField(PAGE, "/trusts/university-hospital-southampton/", source="get_absolute_url")
    is_foundation = BooleanField("", True)
    opened = DateField("", "1993-04-01", allow_null=True)
    closed = DateField("The last day.", None, "2012-01-09", allow_null=True)
    latitude = NumberField("", 50.93286, allow_null=True)
    longitude = NumberField("", -1.43425, allow_null=True)
    website = URLField("What it says itself.", "https://www.uhs.nhs.uk/")
    telephone = NullCharField("Its switchboard.", "023 8077 7222")
    former_names = FormerNameSerializer(many=True)
    aliases = TextsField("", ["UHS", "University Hospital Southampton"], key="text")
    areas = HeldAreaSerializer(many=True, source="memberships")
    hospitals = HeldHospitalSerializer(many=True, source="runs")
    successors = SuccessorSerializer(many=True, source="successions", examples=[[]])
    predecessors = PredecessorSerializer(many=True, source="inheritances", examples=[[]])
    # Everything else that we hold about it.
    figures = of_trust("figure", "Its figures, those of the hospitals it ran too.")
    strikes = of_trust("strike", "Strikes in which its staff were out.")
    notices = of_trust("notice", "What is open, reduced or closed there.")
    articles = of_trust("article", "Stories about it.")


class HospitalSerializer(Record):
    slug = CharField("", THE_GENERAL)
    name = CharField("", "Southampton General Hospital")
    town = CharField("", "Southampton")
    site_code = CharField("", "RHM01")
    url = LinkField(URL, f"/api/v1/hospitals/{THE_GENERAL}/", to="hospital", source="slug")
    page = LinkField(PAGE, f"/hospitals/{THE_GENERAL}/", source="get_absolute_url")
    latitude = NumberField("", 50.93302, allow_null=True)
    longitude = NumberField("", -1.43509, allow_null=True)
    aliases = TextsField("", ["Southampton General", "the General"], key="text")
    trusts = HeldTrustSerializer(many=True, source="runs", help_text="Who has run it, and when.")


class AreaSerializer(Record):
    kind = CharField("The slug of its kind.", "county", source="kind.slug")
    slug = CharField("", "hampshire")
    name = CharField("", "Hampshire")
    code = CharField("The NHS code, where there is one.", "", "Y59")
    url = LinkField(URL, "/api/v1/areas/hampshire/", to="area", source="slug")
    parents = NamedAreaSerializer(
        many=True, help_text="The larger areas it lies in; there may be several."
    )
