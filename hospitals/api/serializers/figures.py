"""Figures with their provenance, the values they had, and what sources have changed."""

from hospitals.api.examples import A_DOCUMENT, CAVEAT, DAILY_ECHO, SENTENCE
from hospitals.models import DisruptionFigure, Evidence, FigureRevision, PartList
from lib.fields import (
    PAGE,
    URL,
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    IntegerField,
    LinkField,
    LinksField,
    NullCharField,
    NumberField,
    TextsField,
    URLField,
    UUIDField,
)
from lib.numbers import HOW_EXACT
from lib.serializers import Record

from .named import (
    LICENCE,
    SAID_WITH,
    LicenceSerializer,
    NamedDisputeSerializer,
    NamedMeasureSerializer,
    NamedRegionSerializer,
    NamedServiceSerializer,
    NamedSettingSerializer,
    NamedStaffGroupSerializer,
    NamedStrikeSerializer,
    NamedTrustSerializer,
    PlaceSerializer,
    ReporterSerializer,
    SpeakerSerializer,
    ViaSerializer,
    VoiceSerializer,
)


class IdentitySerializer(Record):
    """What a figure counts, of whom and when: this stays when its number is withdrawn."""

    id = IntegerField("For life.", 28, source="figure.id")
    uuid = UUIDField("For life.", "104877f5-0b49-482e-b7f7-26ebc6683264", source="figure.uuid")
    url = LinkField(URL, "/api/v1/figures/28/", to="figure", source="figure.id")
    page = LinkField(PAGE, "/figures/28/", source="figure.get_absolute_url")
    subject = PlaceSerializer()
    trust = NamedTrustSerializer(
        help_text="The trust at the time, of a hospital’s figure too.", allow_null=True
    )
    region = NamedRegionSerializer(
        source="figure.region_at_time", help_text="The NHS region at the time.", allow_null=True
    )
    measure = NamedMeasureSerializer(source="figure.measure")
    strike = NamedStrikeSerializer(source="figure.strike", allow_null=True)
    dispute = NamedDisputeSerializer(
        source="figure.dispute",
        help_text="Of a figure about a dispute as a whole, such as an offer.",
        allow_null=True,
        examples=[None],
    )
    covers = NamedStrikeSerializer(
        many=True, help_text="The strikes that a figure for several covers.", examples=[[]]
    )
    staff_group = NamedStaffGroupSerializer(allow_null=True)
    setting = NamedSettingSerializer(
        source="figure.setting",
        help_text="The kind of service that is counted, where the source says so.",
        allow_null=True,
    )
    service = NamedServiceSerializer(
        source="figure.service",
        help_text="The one service that it is about.",
        allow_null=True,
        examples=[None],
    )
    counted_note = CharField(
        "", "", "without three trusts that sent no return", source="figure.counted_note"
    )
    nature = ChoiceField(DisruptionFigure.Nature, "", "actual", source="figure.nature")
    basis = ChoiceField(
        DisruptionFigure.Basis, "The time it covers.", "whole_strike", source="figure.basis"
    )
    compared_with = NullCharField(
        "Of a change: what the number is compared with.",
        *(None, "the same week of 2024"),
        source="figure.compared_with",
    )
    period_start = DateField("", "2023-04-11", source="figure.period_start")
    period_end = DateField(
        "Null while a whole strike has no end.",
        *("2023-04-14", None),
        source="figure.ends",
        allow_null=True,
    )


class ValueSerializer(Record):
    """The number, and what it leaves open."""

    sentence = CharField("The number in a sentence.", SENTENCE)
    value = NumberField(
        "Null where the number is missing: missing is never zero, and zero is real.",
        *(1854, None, 0),
        source="revision.value",
        allow_null=True,
    )
    upper = NumberField(
        "The higher number of “between”.", None, 2000, source="revision.upper", allow_null=True
    )
    how_exact = ChoiceField(
        HOW_EXACT, "", "exact", "nearly", source="revision.how_exact", name="HowExact"
    )
    change = ChoiceField(
        FigureRevision.Change,
        "Of what is compared with something: which way; `value` says by how much.",
        *(None, "down"),
        source="revision.change",
        allow_null=True,
    )
    change_in = ChoiceField(
        ["unit", "percent", "points"],
        "What `value` of a change is in: as many of what is counted, per cent, percentage points.",
        *(None, "percent"),
        source="figure.change_in",
        allow_null=True,
        name="ChangeIn",
    )
    rounded_to = NumberField(
        "100000 for “7.2 million”.", None, 100000, source="revision.rounded_to", allow_null=True
    )
    out_of = NumberField(
        "The whole it is part of.", None, 1854, source="revision.out_of", allow_null=True
    )
    out_of_what = CharField("", "", "appointments and procedures", source="revision.out_of_what")
    rate = NumberField(
        "Per cent of `out_of`, to one place.", None, 8.5, source="revision.rate", allow_null=True
    )
    missing = ChoiceField(
        FigureRevision.Missing,
        "Why there is no number.",
        *(None, "suppressed"),
        source="revision.missing",
        allow_null=True,
    )
    missing_below = IntegerField(
        *("The bound of a suppressed number.", None, 5),
        source="revision.missing_below",
        allow_null=True,
    )
    returns_received = IntegerField(
        *("How many organisations reported,", None, 207),
        source="revision.returns_received",
        allow_null=True,
    )
    returns_expected = IntegerField(
        "of how many.", None, 219, source="revision.returns_expected", allow_null=True
    )


class DocumentSerializer(Record):
    kind = ChoiceField(Evidence.Kind, "", "paper", source="revision.evidence.kind")
    title = CharField(
        "", "Daily Echo report of 19 April 2023: NHS England figures", source="said.document.title"
    )
    url = LinkField(
        "This document in the API.",
        f"/api/v1/evidence/{A_DOCUMENT}/",
        to="evidence",
        source="revision.evidence.uuid",
    )
    document_url = URLField("Where it was published.", DAILY_ECHO, source="said.document.url")
    published_on = DateField("", "2023-04-19", source="said.document.published_on", allow_null=True)
    seen_on = DateField(
        "When we saw it.", None, "2023-04-19", source="said.document.seen_on", allow_null=True
    )
    locator = CharField(
        "The page, cell or line.", "", "sheet “Trusts”, cell F112", source="revision.locator"
    )
    words = CharField(
        "The words the number came in.",
        *("", "a total of 1,854 appointments"),
        source="revision.words",
    )
    licence = LicenceSerializer(source="said.document.licence", help_text=LICENCE, allow_null=True)


class ProvenanceSerializer(Record):
    """Who says so and where, within the terms."""

    said_by = SpeakerSerializer(source="said")
    said_with = VoiceSerializer(
        many=True,
        source="said.joined_by",
        help_text=SAID_WITH,
        examples=[[]],
    )
    said_on = DateField(
        "The day it was said, not printed; null where nobody knows. On the record only.",
        *(None, "2023-04-17"),
        source="said.on",
        allow_null=True,
    )
    via = ViaSerializer(
        help_text="Where that paper or site has it from yet another.",
        allow_null=True,
        examples=[None],
    )
    reported_by = ReporterSerializer(
        help_text="The paper or site that quotes them.", allow_null=True
    )
    evidence = DocumentSerializer(
        help_text="Where it came from, for evidence on the record.", allow_null=True
    )
    caveats = TextsField("To be printed beside the number.", [CAVEAT])
    revision = IntegerField("1 for the first value, 2 for the next.", 1, source="revision.number")
    revision_reason = ChoiceField(
        FigureRevision.Reason, "", "first", "source_revised", source="revision.reason"
    )
    source_changed_on = DateField(
        "", None, "2024-09-02", source="revision.source_changed_on", allow_null=True
    )
    checked_on = DateField(
        "When a second look found that our record matches the source.", "2023-04-19"
    )
    checked_at = DateTimeField(
        "For evidence on the record.", "2023-04-19T12:20:00+01:00", allow_null=True
    )


class FurtherDocumentSerializer(Record):
    said_by = SpeakerSerializer(source="said")
    said_with = VoiceSerializer(
        many=True, source="said.joined_by", help_text=SAID_WITH, examples=[[]]
    )
    said_on = DateField(
        "For evidence on the record.", "2023-04-19", source="said.on", allow_null=True
    )
    via = ViaSerializer(allow_null=True, examples=[None])
    reported_by = ReporterSerializer(
        help_text="The paper or site that quotes them.", allow_null=True
    )
    evidence = DocumentSerializer(help_text="For evidence on the record.", allow_null=True)


class DisagreementSerializer(Record):
    on = DateField("", "2023-04-21", source="disputed_on")
    note = CharField(
        "",
        "The trust says that some of these appointments were moved for other reasons.",
        source="disputed_note",
    )


class WithdrawalSerializer(Record):
    on = DateField("", "2023-05-02")
    reason = CharField("", "It counted two trusts.")


class DecisionsSerializer(Record):
    """What the desk has decided of a figure."""

    released_at = DateTimeField("", "2023-04-19T12:30:00+01:00", source="figure.released_at")
    disputed = DisagreementSerializer(
        help_text="A dated public note.", allow_null=True, examples=[None]
    )
    preferred = BooleanField("The one to use among rival figures for the same thing.", True)


class TombstoneSerializer(Record):
    withdrawn = WithdrawalSerializer(
        help_text="Then the number is gone, and this says why.", allow_null=True, examples=[None]
    )


class FigureSerializer(
    IdentitySerializer,
    ValueSerializer,
    ProvenanceSerializer,
    DecisionsSerializer,
    TombstoneSerializer,
):
    """A number with its provenance."""


class FigureRowSerializer(FigureSerializer):
    """With what its row in a file tells beside it."""

    successor_code = CharField("Who carries on today; several with a space between.", "RHM")
    low = NumberField("What the number may stand for, from here;", 1854, allow_null=True)
    high = NumberField("to here.", 1854, allow_null=True)


class WithdrawnFigureSerializer(IdentitySerializer, TombstoneSerializer):
    """What the number was about, and why it is gone; never the number."""


class EarlierValueSerializer(Record):
    revision = IntegerField("", 1, source="number")
    said = CharField("The number in words.", "1,854")
    reason = CharField("", "first record")
    source_changed_on = DateField("", None, "2024-09-02", allow_null=True)
    public_on = DateField("", "2023-04-19")


class PartsSerializer(Record):
    axis = ChoiceField(PartList.Axis, "", "measure")
    complete = BooleanField(
        "Null where that cannot be said of what is public.", True, allow_null=True
    )
    figures = LinksField(
        "", ["/api/v1/figures/29/", "/api/v1/figures/30/"], to="figure", source="lines"
    )


class WorkedOutSerializer(Record):
    method = CharField("", "The inpatient number and the outpatient number added: 158 and 1,696.")
    mixed_units = BooleanField("", False)
    from_ = LinksField(
        "The figures it rests on.",
        ["/api/v1/figures/29/", "/api/v1/figures/30/"],
        to="figure",
        source="lines",
    )


class FigureDetailSerializer(FigureSerializer):
    """With its earlier values, and the figures around it by address."""

    also_seen_in = FurtherDocumentSerializer(
        many=True, help_text="Further documents in which the same number stands.", examples=[[]]
    )
    revisions = EarlierValueSerializer(
        many=True, help_text="Every value readers have seen, the newest first."
    )
    rivals = LinksField(
        *("Other figures for the same thing.", [], ["/api/v1/figures/41/"]),
        to="figure",
        source="kin.rivals",
    )
    parts = PartsSerializer(many=True, source="kin.parts")
    part_of = LinksField("", [], ["/api/v1/figures/28/"], to="figure", source="kin.part_of")
    worked_out = WorkedOutSerializer(source="kin.worked_out", allow_null=True, examples=[None])
