"""Strikes, disputes, events and measures."""

from hospitals.api.examples import (
    A_DOCTOR,
    CAVEAT,
    DISPUTE_OF_2015,
    DO_NOT_SAY,
    PAY_DISPUTE,
    SOUTHAMPTON,
    STRIKE_OF_2015,
)
from hospitals.models import Event, Measure, Participation, Strike, StrikeStatusChange
from lib.fields import (
    URL,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    HourField,
    LinkField,
    NullCharField,
    TextsField,
    UUIDField,
)
from lib.inexact import Exactness
from lib.serializers import Named, Record

from .named import (
    NamedDisputeSerializer,
    NamedHospitalSerializer,
    NamedStaffGroupSerializer,
    NamedStrikeSerializer,
    NamedUnionSerializer,
    PlaceSerializer,
)

WHO_SAYS_SO = "Who says so, in words."


class SpellSerializer(Record):
    """Strike dates: days on end, with their hours."""

    first_day = DateField("", "2023-04-11", source="spell.first_day")
    last_day = DateField(
        "The last that begins on strike; empty where no end is announced.",
        "2023-04-14",
        source="spell.last_day",
        allow_null=True,
    )
    starts_at = DateTimeField(
        "When the whole begins.",
        "2023-04-11T06:59:00+01:00",
        source="spell.starts_at",
        allow_null=True,
    )
    ends_at = DateTimeField(
        "When the whole ends.",
        "2023-04-15T06:59:00+01:00",
        source="spell.ends_at",
        allow_null=True,
    )
    daily_from = HourField(
        "Of a walkout of some hours each day.", None, "08:00", source="spell.daily_from"
    )
    daily_until = HourField("", None, "10:00", source="spell.daily_until")
    staff_groups = NamedStaffGroupSerializer(many=True, examples=[[]])
    unions = NamedUnionSerializer(many=True, source="spell.named.unions", examples=[[]])
    places = PlaceSerializer(
        many=True,
        help_text="Where these dates are not those of the whole strike; there they take the place "
        "of those without places.",
        examples=[[]],
    )
    cover = NullCharField(
        "What still runs, in words.", None, "emergency care only", source="spell.cover"
    )
    attribution = NullCharField(WHO_SAYS_SO, "NHS England", source="said_by")
    no_source = NullCharField(
        "Why no source is given.", None, "The union’s letter to its members is not public."
    )


class FirstWordSerializer(Record):
    """A change of status that is reported and that we are confirming."""

    status = ChoiceField(StrikeStatusChange.Status, "", "called_off", source="code")
    reported_at = DateTimeField("", "2023-04-10T06:41:00+01:00")
    attribution = NullCharField(WHO_SAYS_SO, "NHS England", source="source")


class StrikeSerializer(NamedStrikeSerializer):
    uuid = UUIDField("For life.", "9a4f6d0e-8c1b-4a55-b0d7-2f6c3d1e7a90")
    kind = ChoiceField(Strike.Kind, "", "strike")
    dispute = NamedDisputeSerializer()
    summary = CharField(
        "", "Four days, from Tuesday morning to Saturday morning.", source="in_short"
    )
    staff_groups = NamedStaffGroupSerializer(many=True, source="groups_at_the_time")
    unions = NamedUnionSerializer(many=True)
    status = ChoiceField(StrikeStatusChange.Status, "The latest known.", "ended", allow_null=True)
    first_words = FirstWordSerializer(
        many=True,
        source="first_word_lines",
        help_text="Reported and not confirmed: `status` does not count them.",
        examples=[[]],
    )
    first_day = DateField("", "2023-04-11", allow_null=True)
    last_day = DateField("Empty where no end is announced.", "2023-04-14", allow_null=True)
    spells = SpellSerializer(many=True, source="spell_lines")


class StatusChangeSerializer(Record):
    status = ChoiceField(StrikeStatusChange.Status, "", "ended", source="code")
    on = DateField(
        "The first day that it may be; null where nobody names one.", "2023-04-15", allow_null=True
    )
    on_last = DateField("The last, which may be the same.", "2023-04-15")
    on_exact = ChoiceField(Exactness, "How exact that is.", "day", "not_known")
    hour = HourField("Where it is known.", None, "21:00")
    when = CharField("The same in words.", "15 April 2023", "by 27 November 2015")
    note = CharField("", "", "The union suspended the strike for new talks.")
    attribution = CharField(WHO_SAYS_SO, "NHS England", source="source")


class CalledSerializer(Record):
    """Where a strike is called: an area, or a trust."""

    kind = ChoiceField(["area", "trust"], "", "area")
    key = CharField("The ODS code of a trust; the slug of an area.", "england", "RHM")
    name = CharField("", "England", SOUTHAMPTON)


class OutSerializer(Record):
    kind = ChoiceField(["area", "trust", "hospital"], "", "trust")
    key = CharField("The ODS code of a trust; the slug of an area or a hospital.", "RHM", "england")
    name = CharField("", SOUTHAMPTON, "England", source="who")
    answer = ChoiceField(
        Participation.Answer, "“Not known” never means “no”.", "yes", source="code"
    )
    attribution = NullCharField(
        WHO_SAYS_SO, "NHS England, as reported by Daily Echo", source="source"
    )


class EventKindSerializer(Named):
    slug = CharField("", "rally")
    name = CharField("", "rally")


class StrikeEventSerializer(Record):
    title = CharField("", "Regional rally at the Guildhall, Southampton")
    kind = EventKindSerializer()
    first_day = DateField(
        "The first day that it may be; null where nobody names one.", "2015-12-01", allow_null=True
    )
    last_day = DateField(
        "The last, which may be the same; null where nobody knows one.",
        "2015-12-01",
        allow_null=True,
    )
    exact = ChoiceField(Exactness, "How exact that is.", "day", "month")
    when = CharField("The same in words.", "1 December 2015", "August 2025")
    place = CharField("", "Guildhall Square, Southampton", source="where")
    starts_at = DateTimeField(
        "As it happened where that is known, else as planned.",
        "2015-12-01T11:30:00+00:00",
        allow_null=True,
    )
    ends_at = DateTimeField("", "2015-12-01T13:30:00+00:00", allow_null=True)
    status = ChoiceField(Event.Status, "", "called_off", source="code")
    outcome = CharField("What came of it.", "", "The strike was called off.")
    attribution = NullCharField(WHO_SAYS_SO, A_DOCTOR, source="source")


class StrikeDetailSerializer(StrikeSerializer):
    """With how its status changed, who is out, and what happened."""

    called_in = CalledSerializer(
        many=True,
        source="called_lines",
        help_text="Who lies in it is called out; whether they go is `who_is_out`.",
    )
    status_changes = StatusChangeSerializer(many=True, source="status_lines")
    who_is_out = OutSerializer(many=True, source="out_lines")
    events = StrikeEventSerializer(many=True, source="event_lines", examples=[[]])


class KeyOfEventSerializer(Record):
    slug = CharField("", "rally-guildhall-1-december-2015", source="event.slug")
    url = LinkField(
        URL,
        "/api/v1/events/rally-guildhall-1-december-2015/",
        to="event",
        source="event.slug",
    )


class EventSerializer(KeyOfEventSerializer, StrikeEventSerializer):
    """What happened around a dispute."""

    dispute = NamedDisputeSerializer(source="event.dispute", examples=[DISPUTE_OF_2015])
    strike = NamedStrikeSerializer(
        source="event.strike", allow_null=True, examples=[STRIKE_OF_2015]
    )
    hospital = NamedHospitalSerializer(source="event.hospital", allow_null=True, examples=[None])


class DisputeSerializer(NamedDisputeSerializer):
    summary = CharField("", PAY_DISPUTE)
    began = DateField("The first day that may be meant.", "2023-03-13", allow_null=True)
    began_last = DateField("The last.", "2023-03-13", allow_null=True)
    began_exact = ChoiceField(Exactness, "How exact that is.", "day", "month")
    settled = DateField("", None, "2024-09-16", allow_null=True)
    unions = NamedUnionSerializer(many=True)
    strikes = NamedStrikeSerializer(many=True)


class PartSetSerializer(Record):
    name = CharField("", "inpatient and day case together, outpatient")
    measures = TextsField(
        "Slugs.",
        ["inpatient-and-day-case-rescheduled", "outpatient-rescheduled"],
        source="parts",
        key="slug",
    )


class MeasureSerializer(Record):
    slug = CharField("", "rescheduled")
    name = CharField("", "Appointments and procedures rescheduled")
    unit = CharField("In the plural.", "appointments and procedures")
    kind = ChoiceField(Measure.Kind, "", "count")
    url = LinkField(URL, "/api/v1/measures/rescheduled/", to="measure", source="slug")
    unit_singular = CharField("", "appointment or procedure")
    currency = NullCharField("Of money, and of a rate in money: its code.", None, "GBP")
    per = NullCharField("Of a rate.", None, "an hour")
    family = ChoiceField(Measure.Family, "", "activity")
    adds_over = ChoiceField(Measure.Adds, "What it may be added over.", "days_and_places")
    say = CharField("", "“1,854 appointments and procedures were rescheduled”")
    do_not_say = CharField("", DO_NOT_SAY)
    caveat = CharField("To be printed beside every such figure.", CAVEAT, source="public_caveat")
    part_sets = PartSetSerializer(many=True, help_text="The allowed ways to split it.")
