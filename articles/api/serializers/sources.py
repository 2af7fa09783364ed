"""Who speaks in what is public, and the documents it came from."""

from hospitals.api.examples import A_DOCUMENT, DAILY_ECHO
from hospitals.api.serializers.named import (
    LICENCE,
    LicenceSerializer,
    NamedSourceSerializer,
    NamedTrustSerializer,
    NamedUnionSerializer,
)
from hospitals.models import Evidence, Source
from lib.fields import PAGE, URL, CharField, ChoiceField, DateField, LinkField, URLField, UUIDField
from lib.serializers import Record

ECHO = {
    "slug": "daily-echo",
    "name": "Daily Echo",
    "url": "https://news.example.org/api/v1/sources/daily-echo/",
    "page": "https://news.example.org/sources/daily-echo/",
}


class RoleSerializer(Record):
    role = CharField("", "national medical director")
    organisation = CharField("", "NHS England")
    from_ = DateField("Empty: always so.", "2023-04-17", source="since", allow_null=True)
    until = DateField("Empty: still so.", "2023-04-19", allow_null=True)


class SourceSerializer(Record):
    slug = CharField("", "stephen-powis")
    name = CharField("", "Professor Sir Stephen Powis")
    url = LinkField(URL, "/api/v1/sources/stephen-powis/", to="source", source="slug")
    page = LinkField(PAGE, "/sources/stephen-powis/", source="get_absolute_url")
    kind = ChoiceField(Source.Kind, "", "person")
    roles = RoleSerializer(many=True)
    trust = NamedTrustSerializer(
        source="trust_today",
        help_text="The trust it speaks for.",
        allow_null=True,
        examples=[None],
    )
    union = NamedUnionSerializer(
        help_text="The union it speaks for.", allow_null=True, examples=[None]
    )


class EvidenceSerializer(Record):
    uuid = UUIDField("For life.", A_DOCUMENT)
    url = LinkField(URL, f"/api/v1/evidence/{A_DOCUMENT}/", to="evidence", source="uuid")
    kind = ChoiceField(Evidence.Kind, "", "paper")
    title = CharField("", "Daily Echo report of 19 April 2023: NHS England figures")
    document_url = URLField("Where it was published.", DAILY_ECHO, source="url")
    said_by = NamedSourceSerializer()
    said_with = NamedSourceSerializer(
        many=True,
        source="joined_by",
        help_text="Those who said it with them, in order.",
        examples=[[]],
    )
    reported_by = NamedSourceSerializer(
        help_text="The paper or site that quotes them.", allow_null=True, examples=[ECHO]
    )
    said_on = DateField(
        "The day it was said; null where nobody knows.",
        *("2023-04-17", None),
        source="day_said",
        allow_null=True,
    )
    via = NamedSourceSerializer(
        help_text="Where that paper or site has it from yet another.",
        allow_null=True,
        examples=[None],
    )
    published_on = DateField("", "2023-04-19", allow_null=True)
    licence = LicenceSerializer(help_text=LICENCE, allow_null=True)
    seen_on = DateField("When we saw it.", None, "2023-04-19", allow_null=True)
    caveat = CharField(
        "To be printed beside what rests on it.",
        *("", "Three trusts sent no return on the last day."),
        source="public_caveat",
    )
