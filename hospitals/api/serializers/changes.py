"""The values of one figure one by one, and what sources have changed."""

from hospitals.models import FigureRevision
from lib.fields import (
    PAGE,
    URL,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    IntegerField,
    LinkField,
    NumberField,
)
from lib.serializers import Record

from .figures import ProvenanceSerializer, ValueSerializer
from .named import (
    NamedFigureSerializer,
    NamedMeasureSerializer,
    NamedStrikeSerializer,
    PlaceSerializer,
)


class OfFigureSerializer(Record):
    figure = NamedFigureSerializer()


class RevisionSerializer(OfFigureSerializer, ValueSerializer, ProvenanceSerializer):
    """One value of a figure, with what it came from."""

    public_at = DateTimeField(
        "When readers could first see this value.", "2023-04-19T12:30:00+01:00"
    )


class ChangedFigureSerializer(Record):
    id = IntegerField("", 155, source="figure.id")
    url = LinkField(URL, "/api/v1/figures/155/", to="figure", source="figure.id")
    page = LinkField(PAGE, "/figures/155/", source="figure.get_absolute_url")
    subject = PlaceSerializer(examples=[{"kind": "area", "key": "england", "name": "England"}])
    measure = NamedMeasureSerializer(source="figure.measure")
    strike = NamedStrikeSerializer(source="figure.strike", allow_null=True, examples=[None])


class ValueBeforeSerializer(Record):
    revision = IntegerField("", 1, source="revision.number")
    said = CharField("The number in words.", "1,486,258")
    value = NumberField("", 1486258, source="revision.value", allow_null=True)
    upper = NumberField(
        "The higher number of “between”.", None, 2000, source="revision.upper", allow_null=True
    )


class UpdateSerializer(Record):
    """One change by the source: the number as it is, and as it was."""

    figure = ChangedFigureSerializer(source="*")
    revision = IntegerField("", 2, source="revision.number")
    sentence = CharField(
        "The figure as it now reads.",
        "1,491,303 appointments and procedures rescheduled in England, running total, "
        "15 December 2022 to 2 July 2024",
    )
    value = NumberField("", 1491303, source="revision.value", allow_null=True)
    upper = NumberField(
        "The higher number of “between”.", None, 2000, source="revision.upper", allow_null=True
    )
    before = ValueBeforeSerializer(
        help_text="Null where the value before may no longer be shown.", allow_null=True
    )
    revision_reason = ChoiceField(
        FigureRevision.Reason, "", "source_revised", source="revision.reason"
    )
    source_changed_on = DateField(
        "", None, "2024-09-02", source="revision.source_changed_on", allow_null=True
    )
    public_at = DateTimeField("", "2024-09-02T12:20:00+01:00", source="revision.public_from")
