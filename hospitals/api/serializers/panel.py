"""A row of the panel and of the file of figures. Both are flat: a column of a file is named
after the way to the field in the record, `trust.code` as `trust_code`."""

from hospitals.api.examples import CAVEAT, DAILY_ECHO, OGL, PUBLIC_SECTOR, SOUTHAMPTON
from hospitals.models import DisruptionFigure, FigureRevision, Measure
from hospitals.panel import BY_STAFF_GROUP, NO_FIGURE
from lib.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    IntegerField,
    NullCharField,
    NumberField,
    URLField,
)
from lib.numbers import HOW_EXACT
from lib.serializers import Record

from .named import LICENCE

MISSING = [*filter(None, FigureRevision.Missing.values), NO_FIGURE, BY_STAFF_GROUP]


class PanelRowSerializer(Record):
    trust_code = CharField("The trust at the time; null in rows of areas.", "RHM", allow_null=True)
    trust_name = CharField("Its name at the time.", SOUTHAMPTON, source="trust", allow_null=True)
    successor_code = CharField(
        "Who carries on today; several with a space between.", "RHM", allow_null=True
    )
    area_kind = NullCharField("With of=area.", None, "nation")
    area_slug = NullCharField("", None, "england")
    area_name = NullCharField("", None, "England")
    strike_slug = CharField("", "junior-doctors-11-15-april-2023", source="strike")
    strike_title = CharField("", "Junior doctors’ strike, 11–15 April 2023")
    day = DateField("With per=day.", None, "2023-04-11", allow_null=True)
    period_start = DateField("", "2023-04-11", allow_null=True)
    period_end = DateField("", "2023-04-14", allow_null=True)
    measure_slug = CharField("", "rescheduled", source="measure")
    measure_unit = CharField("In the plural.", "appointments and procedures", source="unit")
    adds_over = ChoiceField(Measure.Adds, "What it may be added over.", "days_and_places")
    setting_slug = NullCharField(
        "The kind of service that is counted, where the source says so.", "acute", source="setting"
    )
    on_strike = ChoiceField(
        ["yes", "no", "not_known"], "Of a trust.", "yes", allow_null=True, name="OnStrike"
    )
    value = NumberField("Null where it is missing.", 1854, None, 0, allow_null=True)
    how_exact = ChoiceField(HOW_EXACT, "", "exact", "nearly", allow_null=True, name="HowExact")
    low = NumberField("What the number may stand for, from here;", 1854, 1800, allow_null=True)
    high = NumberField("to here.", 1854, 1999, allow_null=True)
    missing = ChoiceField(MISSING, "", None, NO_FIGURE, allow_null=True, name="PanelMissing")
    missing_below = IntegerField("", None, 5, allow_null=True)
    out_of = NumberField("", None, 1854, allow_null=True)
    nature = ChoiceField(DisruptionFigure.Nature, "", "actual", allow_null=True)
    counted_note = CharField("", "", "without three trusts that sent no return", allow_null=True)
    staff_group_slug = NullCharField("", None, "resident-doctors", source="staff_group")
    said_by_name = NullCharField("Who says so.", "NHS England", source="source")
    said_with_slug = NullCharField(
        "Who said it with them; several with a space between.",
        *(None, "robert-laurenson"),
        source="said_with",
    )
    via_name = NullCharField("", None, "PA Media", source="via")
    reported_by_name = NullCharField("", "Daily Echo", source="reported_by")
    evidence_document_url = URLField("", DAILY_ECHO, source="document_url")
    evidence_locator = NullCharField(
        "The page, cell or line.", None, "sheet “Trusts”, cell F112", source="locator"
    )
    evidence_licence_name = NullCharField(
        LICENCE, None, "Open Government Licence v3.0", source="licence_name"
    )
    evidence_licence_text_url = URLField(
        "Where its words can be read.", None, OGL, source="licence_text_url"
    )
    evidence_licence_attribution = NullCharField(
        "What it asks you to say where you use the document.",
        *(None, PUBLIC_SECTOR),
        source="licence_attribution",
    )
    caveats = CharField("", CAVEAT, source="caveat", allow_null=True)
    revision = IntegerField("", 1, allow_null=True)
    figure_id = IntegerField("", 28, source="figure", allow_null=True)
    preferred = BooleanField(
        "False where a figure of another kind of service is the one we use.", True, allow_null=True
    )
    other_figures = IntegerField("Further public figures for the same row.", 0)
    trusts = IntegerField(
        "With of=area: how many trusts that we know of lay in it,", None, 138, allow_null=True
    )
    trusts_with_number = IntegerField("of how many we hold the number,", None, 7, allow_null=True)
    trusts_value = NumberField(
        "and what these come to, where the measure adds and each is exact. No total of the area.",
        *(None, 7716),
        allow_null=True,
    )
    trusts_low = NumberField("What they come to at least;", None, 7716, allow_null=True)
    trusts_high = NumberField("at most.", None, 7716, allow_null=True)
