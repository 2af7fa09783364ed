"""Notices of what is open, reduced or closed."""

from hospitals.api.examples import SOUTHAMPTON, STRIKE_OF_2015
from hospitals.models import ServiceNotice
from lib.fields import (
    URL,
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    LinkField,
    NullCharField,
    UUIDField,
)
from lib.serializers import Record

from .named import (
    SAID_WITH,
    NamedServiceSerializer,
    NamedStrikeSerializer,
    PlaceSerializer,
    ReporterSerializer,
    SpeakerSerializer,
    ViaSerializer,
    VoiceSerializer,
)

A_NOTICE = "4b3f9c1e-52f0-4f0c-9d36-6f2c1f0a7b11"
SOUTHAMPTON_TRUST = {"kind": "trust", "key": "RHM", "name": SOUTHAMPTON}


class NoticeFirstWordSerializer(Record):
    """What is reported of it and that we are confirming."""

    state = ChoiceField(ServiceNotice.State, "", "closed", source="line.code")
    starts_at = DateTimeField(
        "Null: it has begun.",
        None,
        "2015-12-01T08:00:00+00:00",
        source="notice.starts_at",
        allow_null=True,
    )
    ends_at = DateTimeField(
        "", "2015-12-01T13:00:00+00:00", source="notice.ends_at", allow_null=True
    )
    reported_at = DateTimeField("", "2015-12-01T06:41:00+00:00", source="line.reported_at")
    attribution = NullCharField("Who says so, in words.", "NHS England", source="line.source")


class ServiceNoticeSerializer(Record):
    """One service of one place, or the whole place, as somebody said it."""

    uuid = UUIDField("For life.", A_NOTICE, source="notice.uuid")
    url = LinkField(URL, f"/api/v1/notices/{A_NOTICE}/", to="notice", source="notice.uuid")
    place = PlaceSerializer(examples=[SOUTHAMPTON_TRUST])
    service = NamedServiceSerializer(
        source="notice.service", help_text="Null: the whole place.", allow_null=True
    )
    state = ChoiceField(
        ServiceNotice.State,
        "Null while nothing is confirmed: see `first_words`.",
        "open",
        source="notice.state",
        allow_null=True,
    )
    first_words = NoticeFirstWordSerializer(
        many=True,
        help_text="Reported and not confirmed: `state` does not count them.",
        examples=[[]],
    )
    starts_at = DateTimeField(
        "Null: it has begun.",
        "2015-12-01T08:00:00+00:00",
        source="notice.starts_at",
        allow_null=True,
    )
    ends_at = DateTimeField(
        "Null: as long as the strike, or until an end is known.",
        None,
        "2015-12-02T08:00:00+00:00",
        source="notice.ends_at",
        allow_null=True,
    )
    text = CharField(
        "What readers are told, in our words.",
        "Emergency care runs as usual.",
        source="notice.text",
    )
    stands = BooleanField(
        "Holds now or is to come: not over, and of no strike that is called off or suspended.",
        False,
        source="notice.stands",
    )
    strike = NamedStrikeSerializer(
        source="notice.strike", allow_null=True, examples=[STRIKE_OF_2015]
    )
    attribution = NullCharField("Who says so, in words.", "NHS England", source="said.text")
    said_by = SpeakerSerializer(source="speaker", allow_null=True)
    said_with = VoiceSerializer(
        many=True, source="said.joined_by", help_text=SAID_WITH, examples=[[]]
    )
    via = ViaSerializer(
        help_text="Where that paper or site has it from yet another.",
        allow_null=True,
        examples=[None],
    )
    reported_by = ReporterSerializer(
        allow_null=True, help_text="The paper or site that we have it from.", examples=[None]
    )
    said_on = DateField(
        "The day it was said; null where nobody knows.",
        *("2015-11-27", None),
        source="said.on",
        allow_null=True,
    )
    confirmed_at = DateTimeField(
        "When somebody last asked and found it still so.",
        None,
        "2015-11-30T16:00:00+00:00",
        allow_null=True,
    )
