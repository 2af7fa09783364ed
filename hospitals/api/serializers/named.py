"""How one record names another: with its key, its name, its address in the API and its page."""

from datetime import date
from typing import NamedTuple

from hospitals.api.examples import OGL, PUBLIC_SECTOR, SOUTHAMPTON
from hospitals.models import Measure, StaffGroup, Trust
from lib.fields import (
    PAGE,
    URL,
    CharField,
    ChoiceField,
    IntegerField,
    LinkField,
    NullCharField,
    URLField,
)
from lib.serializers import Named, Record


class AtTime(NamedTuple):
    """A trust or staff group by the name it had on a day."""

    record: Trust | StaffGroup
    name: str


def at_time(record: Trust | StaffGroup | None, on: date | None) -> AtTime | None:
    return AtTime(record, record.name_at(on)) if record else None


class PlaceSerializer(Record):
    kind = ChoiceField(["area", "trust", "hospital"], "", "trust")
    key = CharField("The ODS code of a trust; the slug of an area or a hospital.", "RHM", "england")
    name = CharField("By the name of that day.", SOUTHAMPTON, "England")


class NamedTrustSerializer(Named):
    code = CharField("The ODS code at the time.", "RHM", source="record.code")
    name = CharField("The name at the time.", SOUTHAMPTON)
    url = LinkField(URL, "/api/v1/trusts/RHM/", to="trust", source="record.code")
    page = LinkField(
        PAGE, "/trusts/university-hospital-southampton/", source="record.get_absolute_url"
    )


class NamedStaffGroupSerializer(Named):
    slug = CharField("", "resident-doctors", source="record.slug")
    name = CharField("The name at the time.", "junior doctors")


class NamedStrikeSerializer(Named):
    slug = CharField("", "junior-doctors-11-15-april-2023")
    title = CharField("", "Junior doctors’ strike, 11–15 April 2023")
    url = LinkField(
        URL, "/api/v1/strikes/junior-doctors-11-15-april-2023/", to="strike", source="slug"
    )
    page = LinkField(PAGE, "/strikes/junior-doctors-11-15-april-2023/", source="get_absolute_url")


class NamedDisputeSerializer(Named):
    slug = CharField("", "junior-doctors-pay-2023-24")
    title = CharField("", "Junior doctors’ pay dispute, 2023–24")
    url = LinkField(
        URL, "/api/v1/disputes/junior-doctors-pay-2023-24/", to="dispute", source="slug"
    )
    page = LinkField(PAGE, "/disputes/junior-doctors-pay-2023-24/", source="get_absolute_url")


class NamedHospitalSerializer(Named):
    slug = CharField("", "southampton-general-hospital-southampton")
    name = CharField("", "Southampton General Hospital")
    url = LinkField(
        URL,
        "/api/v1/hospitals/southampton-general-hospital-southampton/",
        to="hospital",
        source="slug",
    )
    page = LinkField(
        PAGE, "/hospitals/southampton-general-hospital-southampton/", source="get_absolute_url"
    )


class NamedUnionSerializer(Named):
    slug = CharField("", "bma")
    name = CharField("", "British Medical Association")
    short_name = CharField("", "BMA")


class NamedRegionSerializer(Named):
    slug = CharField("", "south-east")
    name = CharField("", "South East")
    code = CharField("", "Y59")


class NamedAreaSerializer(Named):
    kind = CharField("The slug of its kind.", "region", source="kind.slug")
    slug = CharField("", "south-east")
    name = CharField("", "South East")
    code = CharField("", "Y59")
    url = LinkField(URL, "/api/v1/areas/south-east/", to="area", source="slug")


class NamedMeasureSerializer(Named):
    slug = CharField("", "rescheduled")
    name = CharField("", "Appointments and procedures rescheduled")
    unit = CharField(
        "In the plural; of a rate with what it is per.",
        *("appointments and procedures", "pounds an hour"),
        source="full_unit",
    )
    kind = ChoiceField(Measure.Kind, "", "count")
    url = LinkField(URL, "/api/v1/measures/rescheduled/", to="measure", source="slug")


class NamedSettingSerializer(Named):
    slug = CharField("", "acute")
    name = CharField("", "acute hospitals")


class NamedServiceSerializer(Named):
    slug = CharField("", "emergency-department")
    name = CharField("", "emergency department")


class NamedFigureSerializer(Named):
    id = IntegerField("For life.", 28)
    url = LinkField(URL, "/api/v1/figures/28/", to="figure", source="id")
    page = LinkField(PAGE, "/figures/28/", source="get_absolute_url")


class NamedSourceSerializer(Named):
    slug = CharField("", "nhs-england")
    name = CharField("", "NHS England")
    url = LinkField(URL, "/api/v1/sources/nhs-england/", to="source", source="slug")
    page = LinkField(PAGE, "/sources/nhs-england/", source="get_absolute_url")


LICENCE = "Under which you may use the document; null where we know of none."


class LicenceSerializer(Record):
    slug = CharField("", "ogl-3")
    name = CharField("", "Open Government Licence v3.0")
    text_url = URLField("Where its words can be read.", OGL, source="url")
    attribution = CharField(
        "What it asks you to say where you use the document.",
        PUBLIC_SECTOR,
    )


# Who says so, of what a presenter gives as `Said`


class SpeakerSerializer(Record):
    slug = NullCharField("Of somebody on the record.", "nhs-england")
    name = CharField(
        "Who says so; of somebody unattributable the agreed description.",
        "NHS England",
        source="by",
    )
    role = NullCharField("On that day.", None, "national medical director")
    url = LinkField(
        URL, "/api/v1/sources/nhs-england/", to="source", source="slug", allow_null=True
    )
    page = LinkField(PAGE, "/sources/nhs-england/", source="url", allow_null=True)


SAID_WITH = "Those who said it with them, in order; of what is on the record."


class VoiceSerializer(Record):
    slug = CharField("", "robert-laurenson")
    name = CharField("", "Dr Robert Laurenson", source="by")
    role = NullCharField("On that day.", None, "co-chair, junior doctors’ committee")
    url = LinkField(URL, "/api/v1/sources/robert-laurenson/", to="source", source="slug")
    page = LinkField(PAGE, "/sources/robert-laurenson/", source="url")


class ViaSerializer(Record):
    slug = CharField("", "pa-media", source="via_slug")
    name = CharField("", "PA Media", source="via")
    url = LinkField(URL, "/api/v1/sources/pa-media/", to="source", source="via_slug")
    page = LinkField(PAGE, "/sources/pa-media/", source="via_url")


class ReporterSerializer(Record):
    slug = CharField("", "daily-echo", source="reporter_slug")
    name = CharField("", "Daily Echo", source="reported_by")
    url = LinkField(URL, "/api/v1/sources/daily-echo/", to="source", source="reporter_slug")
    page = LinkField(PAGE, "/sources/daily-echo/", source="reporter_url")
