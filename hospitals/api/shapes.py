"""The fields of the facts, as the API gives them."""

from hospitals.models import (
    Area,
    DisruptionFigure,
    Event,
    FigureRevision,
    Measure,
    Participation,
    PartList,
    StrikeDay,
    StrikeStatusChange,
)
from newsroom.lib.numbers import HOW_EXACT
from newsroom.lib.shapes import (
    day,
    key,
    link,
    links,
    many,
    moment,
    one,
    one_of,
    shape,
    text,
    texts,
    value,
    whole,
    yes_no,
)

URL = "This record in the API."
PAGE = "Its page for readers."

# Named by others


NamedTrust = shape(
    "NamedTrust",
    code=text("The ODS code at the time."),
    name=text("The name at the time."),
    url=link(URL),
    page=link(PAGE),
)
NamedStrike = shape("NamedStrike", slug=text(), title=text(), url=link(URL), page=link(PAGE))
NamedStaffGroup = shape("NamedStaffGroup", slug=text(), name=text("The name at the time."))
NamedUnion = shape("NamedUnion", slug=text(), name=text(), short_name=text())
NamedRegion = shape("NamedRegion", slug=text(), name=text(), code=text())
NamedMeasure = shape(
    "NamedMeasure",
    slug=text(),
    name=text(),
    unit=text("In the plural."),
    kind=one_of(Measure.Kind),
    url=link(URL),
)
Place = shape(
    "Place",
    kind=one_of([(kind, kind) for kind in ("area", "trust", "hospital")]),
    key=text("The ODS code of a trust; the slug of an area or a hospital."),
    name=text("By the name of the figure’s day."),
)
Speaker = shape(
    "Speaker",
    name=text("Who says so; of somebody unattributable the agreed description."),
    role=text("On that day.", null=True),
)
Withdrawal = shape("Withdrawal", on=day(null=False), reason=text())
Disagreement = shape("Disagreement", on=day(null=False), note=text())

# Figures


Document = shape(
    "Document",
    kind=text(),
    title=text(),
    url=link("This document in the API.", null=True),
    document_url=link("Where it was published.", null=True),
    published_on=day(),
    seen_on=day("When we saw it."),
    locator=text("The page, cell or line."),
    words=text("The words the number came in."),
)
Value = shape(
    "Value",
    sentence=text("The number in a sentence."),
    value=value("Null where the number is missing: missing is never zero, and zero is real."),
    upper=value("The higher number of “between”."),
    how_exact=one_of(HOW_EXACT),
    rounded_to=value("100000 for “7.2 million”."),
    out_of=value("The whole it is part of."),
    out_of_what=text(),
    rate=value("Per cent of `out_of`, to one place."),
    missing=one_of(FigureRevision.Missing, "Why there is no number.", null=True),
    missing_below=whole("The bound of a suppressed number.", null=True),
    returns_received=whole("How many organisations reported,", null=True),
    returns_expected=whole("of how many.", null=True),
)
Provenance = shape(
    "Provenance",
    said_by=one(Speaker),
    said_on=day("For evidence on the record."),
    reported_by=text("The paper or site that quotes them.", null=True),
    evidence=one(Document, "Where it came from, for evidence on the record.", null=True),
    caveats=texts("To be printed beside the number."),
    revision=whole("1 for the first value, 2 for the next."),
    revision_reason=one_of(FigureRevision.Reason),
    source_changed_on=day(),
    checked_on=day("When a second look found that our record matches the source."),
    checked_at=moment("For evidence on the record."),
)
Figure = shape(
    "Figure",
    id=whole("For life."),
    uuid=key("For life."),
    url=link(URL),
    page=link(PAGE),
    subject=one(Place),
    trust=one(NamedTrust, "The trust at the time, of a hospital’s figure too.", null=True),
    region=one(NamedRegion, "The NHS region at the time.", null=True),
    measure=one(NamedMeasure),
    strike=one(NamedStrike, null=True),
    covers=many(NamedStrike, "The strikes that a figure for several covers."),
    staff_group=one(NamedStaffGroup, null=True),
    scope=one_of(DisruptionFigure.Scope, "Which settings are counted."),
    scope_note=text(),
    nature=one_of(DisruptionFigure.Nature),
    basis=one_of(DisruptionFigure.Basis, "The time it covers."),
    period_start=day(null=False),
    period_end=day(null=False),
)
FigureLine = shape(
    "FigureLine",
    Figure,
    Value,
    Provenance,
    released_at=moment(),
    disputed=one(Disagreement, "A dated public note.", null=True),
    preferred=yes_no("The one to use among rival figures for the same thing."),
    withdrawn=one(Withdrawal, "Then the number is gone, and this says why.", null=True),
)
EarlierValue = shape(
    "EarlierValue",
    revision=whole(),
    said=text(),
    reason=text(),
    source_changed_on=day(),
    public_on=day(null=False),
)
Parts = shape(
    "Parts",
    axis=one_of(PartList.Axis),
    complete=yes_no(null=True, about="Null where that cannot be said of what is public."),
    figures=links(),
)
WorkedOut = shape(
    "WorkedOut", method=text(), mixed_units=yes_no(), **{"from": links("The figures it rests on.")}
)
FigureDetail = shape(
    "FigureDetail",
    FigureLine,
    revisions=many(EarlierValue, "Every value readers have seen, the newest first."),
    rivals=links("Other figures for the same thing."),
    parts=many(Parts),
    part_of=links(),
    worked_out=one(WorkedOut, null=True),
)
Revision = shape(
    "Revision",
    Value,
    Provenance,
    figure=link("The figure in the API."),
    public_at=moment("When readers could first see this value.", null=False),
)
FigureRef = shape(
    "FigureRef",
    id=whole(),
    url=link(URL),
    page=link(PAGE),
    subject=one(Place),
    measure=one(NamedMeasure),
    strike=one(NamedStrike, null=True),
)
Update = shape(
    "Update",
    figure=one(FigureRef),
    revision=whole(),
    sentence=text("The figure as it now reads."),
    value=value(),
    before=text("The number as it was before, in words.", null=True),
    reason=one_of(FigureRevision.Reason),
    source_changed_on=day(),
    public_at=moment(null=False),
)

# Places


Held = {"from": day("Empty: always so."), "until": day("Empty: still so.")}
NamedArea = shape(
    "NamedArea", kind=one_of(Area.Kind), slug=text(), name=text(), code=text(), url=link(URL)
)
HeldArea = shape("HeldArea", NamedArea, **Held)
HeldHospital = shape(
    "HeldHospital", slug=text(), name=text(), town=text(), site_code=text(), url=link(URL), **Held
)
HeldTrust = shape("HeldTrust", code=text(), name=text(), url=link(URL), **Held)
Succession = shape("Succession", code=text(), on=day(null=False))
FormerName = shape("FormerName", name=text(), until=day(null=False))
Trust = shape(
    "Trust",
    code=text("The ODS code, for life."),
    name=text(),
    slug=text(),
    url=link(URL),
    page=link(PAGE),
    is_foundation=yes_no(),
    opened=day(),
    closed=day("The last day."),
    latitude=value(),
    longitude=value(),
    former_names=many(FormerName),
    aliases=texts(),
    areas=many(HeldArea),
    hospitals=many(HeldHospital),
    successors=many(Succession),
    predecessors=many(Succession),
)
Hospital = shape(
    "Hospital",
    slug=text(),
    name=text(),
    town=text(),
    site_code=text(),
    url=link(URL),
    page=link(PAGE),
    latitude=value(),
    longitude=value(),
    aliases=texts(),
    trusts=many(HeldTrust, "Who has run it, and when."),
)
AreaShape = shape(
    "Area",
    slug=text(),
    name=text(),
    kind=one_of(Area.Kind),
    code=text("The NHS code, where there is one."),
    url=link(URL),
    parents=many(NamedArea, "The larger areas it lies in; there may be several."),
)

# Strikes


DisputeShape = shape(
    "Dispute",
    slug=text(),
    title=text(),
    url=link(URL),
    summary=text(),
    began=day(),
    settled=day(),
    unions=many(NamedUnion),
    strikes=many(NamedStrike),
)
NamedDispute = shape("NamedDispute", slug=text(), title=text(), url=link(URL))
Day = shape(
    "StrikeDay",
    day=day(null=False),
    starts_at=moment(),
    ends_at=moment(),
    cover=one_of(StrikeDay.Cover, "What still runs.", null=True),
)
Strike = shape(
    "Strike",
    NamedStrike,
    dispute=one(NamedDispute),
    summary=text(),
    staff_groups=many(NamedStaffGroup),
    unions=many(NamedUnion),
    status=one_of(StrikeStatusChange.Status, "The latest known.", null=True),
    first_day=day(),
    last_day=day(),
    days=many(Day),
)
StatusChange = shape(
    "StatusChange",
    status=one_of(StrikeStatusChange.Status),
    on=day(null=False),
    note=text(),
    said_by=text(),
)
Out = shape(
    "Out",
    kind=one_of([(kind, kind) for kind in ("area", "trust")]),
    key=text("The ODS code of a trust; the slug of an area."),
    name=text(),
    answer=one_of(Participation.Answer, "“Not known” never means “no”."),
    said_by=text(null=True),
)
StrikeEvent = shape(
    "StrikeEvent",
    title=text(),
    kind=one_of(Event.Kind),
    day=day(null=False),
    place=text(),
    starts_at=moment("As it happened where that is known, else as planned."),
    ends_at=moment(),
    status=one_of(Event.Status),
    said_by=text(null=True),
)
StrikeDetail = shape(
    "StrikeDetail",
    Strike,
    status_changes=many(StatusChange),
    who_is_out=many(Out),
    events=many(StrikeEvent),
)
EventShape = shape(
    "Event",
    StrikeEvent,
    slug=text(),
    url=link(URL),
    dispute=one(NamedDispute),
    strike=one(NamedStrike, null=True),
    hospital=text("Its slug.", null=True),
)
PartSet = shape("PartSet", name=text(), measures=texts("Slugs."))
MeasureShape = shape(
    "Measure",
    slug=text(),
    name=text(),
    url=link(URL),
    unit=text("In the plural."),
    unit_singular=text(),
    kind=one_of(Measure.Kind),
    family=one_of(Measure.Family),
    adds_over=one_of(Measure.Adds, "What it may be added over."),
    say=text(),
    do_not_say=text(),
    caveat=text("To be printed beside every such figure."),
    part_sets=many(PartSet, "The allowed ways to split it."),
)
