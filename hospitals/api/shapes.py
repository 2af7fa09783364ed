"""The fields of the facts, as the API gives them."""

from hospitals.models import (
    Area,
    DisruptionFigure,
    Event,
    Evidence,
    FigureRevision,
    Measure,
    Participation,
    PartList,
    StrikeDay,
    StrikeStatusChange,
)
from lib.numbers import HOW_EXACT
from lib.shapes import (
    SITE,
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

# The examples tell of one strike at one trust: 1,854 is 158 and 1,696.
SOUTHAMPTON = "University Hospital Southampton NHS Foundation Trust"
SENTENCE = f"1,854 appointments and procedures rescheduled at {SOUTHAMPTON}, 11 to 15 April 2023"
CAVEAT = "Counts appointments, not people. Trusts that sent no return are not in it."
DO_NOT_SAY = (
    "“patients” or “people”: one person may have several appointments. Rescheduled is not the "
    "same as cancelled for good."
)
A_DOCUMENT = "71c6105c-62a2-437d-b067-a4e669d1415b"
DAILY_ECHO = (
    "https://dailyecho.co.uk/news/23471381.southampton-appointments-cancelled-junior-doctor-strike"
)
PAY_DISPUTE = "Pay of junior doctors in England; the union asked for a rise of 35 per cent."
FOUR_DAYS = [
    {"day": "2023-04-11", "starts_at": "2023-04-11T06:59:00+01:00", "ends_at": None, "cover": None},
    {"day": "2023-04-12", "starts_at": None, "ends_at": None, "cover": None},
    {"day": "2023-04-13", "starts_at": None, "ends_at": None, "cover": None},
    {"day": "2023-04-14", "starts_at": None, "ends_at": "2023-04-15T06:59:00+01:00", "cover": None},
]
# and of a rally in an earlier dispute.
A_DOCTOR = (
    "Dr Cathy Paget, accident and emergency doctor, Southampton General Hospital, "
    "as reported by Daily Echo"
)
DISPUTE_OF_2015 = {
    "slug": "junior-doctors-contract-2015-16",
    "title": "Junior doctors’ contract dispute, 2015–16",
    "url": f"{SITE}/api/v1/disputes/junior-doctors-contract-2015-16/",
}
STRIKE_OF_2015 = {
    "slug": "junior-doctors-1-december-2015",
    "title": "Junior doctors’ strike, 1 December 2015",
    "url": f"{SITE}/api/v1/strikes/junior-doctors-1-december-2015/",
    "page": f"{SITE}/strikes/junior-doctors-1-december-2015/",
}

# What parameters are asked for, as an example.
ASKED = {
    "area": "hampshire",
    "as_of": "2023-04-20",
    "code": "RHM",
    "date_from": "2023-04-01",
    "date_to": "2023-04-30",
    "dispute": "junior-doctors-pay-2023-24",
    "hospital": "southampton-general-hospital-southampton",
    "id": 28,
    "measure": "rescheduled",
    "q": "southampton",
    "region": "south-east",
    "staff_group": "resident-doctors",
    "strike": "junior-doctors-11-15-april-2023",
    "trust": "RHM",
    "union": "bma",
    "within": "south-east",
    "year": 2023,
}

# Named by others


NamedTrust = shape(
    "NamedTrust",
    code=text("The ODS code at the time.", "RHM"),
    name=text("The name at the time.", SOUTHAMPTON),
    url=link(URL, "/api/v1/trusts/RHM/"),
    page=link(PAGE, "/trusts/university-hospital-southampton/"),
)
NamedStrike = shape(
    "NamedStrike",
    slug=text("", "junior-doctors-11-15-april-2023"),
    title=text("", "Junior doctors’ strike, 11–15 April 2023"),
    url=link(URL, "/api/v1/strikes/junior-doctors-11-15-april-2023/"),
    page=link(PAGE, "/strikes/junior-doctors-11-15-april-2023/"),
)
NamedStaffGroup = shape(
    "NamedStaffGroup",
    slug=text("", "resident-doctors"),
    name=text("The name at the time.", "junior doctors"),
)
NamedUnion = shape(
    "NamedUnion",
    slug=text("", "bma"),
    name=text("", "British Medical Association"),
    short_name=text("", "BMA"),
)
NamedRegion = shape(
    "NamedRegion",
    slug=text("", "south-east"),
    name=text("", "South East"),
    code=text("", "Y59"),
)
NamedMeasure = shape(
    "NamedMeasure",
    slug=text("", "rescheduled"),
    name=text("", "Appointments and procedures rescheduled"),
    unit=text("In the plural.", "appointments and procedures"),
    kind=one_of(Measure.Kind, "", "count"),
    url=link(URL, "/api/v1/measures/rescheduled/"),
)
Place = shape(
    "Place",
    kind=one_of([(kind, kind) for kind in ("area", "trust", "hospital")], "", "trust"),
    key=text("The ODS code of a trust; the slug of an area or a hospital.", "RHM", "england"),
    name=text("By the name of the figure’s day.", SOUTHAMPTON, "England"),
)
Speaker = shape(
    "Speaker",
    name=text("Who says so; of somebody unattributable the agreed description.", "NHS England"),
    role=text("On that day.", None, "national medical director", null=True),
)
Withdrawal = shape(
    "Withdrawal",
    on=day("", "2023-05-02", null=False),
    reason=text("", "It counted two trusts."),
)
Disagreement = shape(
    "Disagreement",
    on=day("", "2023-04-21", null=False),
    note=text("", "The trust says that some of these appointments were moved for other reasons."),
)

# Figures


Document = shape(
    "Document",
    kind=one_of(Evidence.Kind, "", "paper"),
    title=text("", "Daily Echo report of 19 April 2023: NHS England figures"),
    url=link("This document in the API.", f"/api/v1/evidence/{A_DOCUMENT}/", null=True),
    document_url=link("Where it was published.", DAILY_ECHO, null=True),
    published_on=day("", "2023-04-19"),
    seen_on=day("When we saw it.", None, "2023-04-19"),
    locator=text("The page, cell or line.", "", "sheet “Trusts”, cell F112"),
    words=text("The words the number came in.", "", "a total of 1,854 appointments"),
)
Value = shape(
    "Value",
    sentence=text("The number in a sentence.", SENTENCE),
    value=value(
        "Null where the number is missing: missing is never zero, and zero is real.", 1854, None, 0
    ),
    upper=value("The higher number of “between”.", None, 2000),
    how_exact=one_of(HOW_EXACT, "", "exact", "nearly"),
    rounded_to=value("100000 for “7.2 million”.", None, 100000),
    out_of=value("The whole it is part of.", None, 1854),
    out_of_what=text("", "", "appointments and procedures"),
    rate=value("Per cent of `out_of`, to one place.", None, 8.5),
    missing=one_of(
        FigureRevision.Missing, "Why there is no number.", None, "suppressed", null=True
    ),
    missing_below=whole("The bound of a suppressed number.", None, 5, null=True),
    returns_received=whole("How many organisations reported,", None, 207, null=True),
    returns_expected=whole("of how many.", None, 219, null=True),
)
Provenance = shape(
    "Provenance",
    said_by=one(Speaker),
    said_on=day("For evidence on the record.", "2023-04-19"),
    reported_by=text("The paper or site that quotes them.", "Daily Echo", null=True),
    evidence=one(Document, "Where it came from, for evidence on the record.", null=True),
    caveats=texts("To be printed beside the number.", [CAVEAT]),
    revision=whole("1 for the first value, 2 for the next.", 1),
    revision_reason=one_of(FigureRevision.Reason, "", "first", "source_revised"),
    source_changed_on=day("", None, "2024-09-02"),
    checked_on=day("When a second look found that our record matches the source.", "2023-04-19"),
    checked_at=moment("For evidence on the record.", "2023-04-19T12:20:00+01:00"),
)
Figure = shape(
    "Figure",
    id=whole("For life.", 28),
    uuid=key("For life.", "104877f5-0b49-482e-b7f7-26ebc6683264"),
    url=link(URL, "/api/v1/figures/28/"),
    page=link(PAGE, "/figures/28/"),
    subject=one(Place),
    trust=one(NamedTrust, "The trust at the time, of a hospital’s figure too.", null=True),
    region=one(NamedRegion, "The NHS region at the time.", null=True),
    measure=one(NamedMeasure),
    strike=one(NamedStrike, null=True),
    covers=many(NamedStrike, "The strikes that a figure for several covers.", []),
    staff_group=one(NamedStaffGroup, null=True),
    scope=one_of(DisruptionFigure.Scope, "Which settings are counted.", "acute"),
    scope_note=text("", "", "without three trusts that sent no return"),
    nature=one_of(DisruptionFigure.Nature, "", "actual"),
    basis=one_of(DisruptionFigure.Basis, "The time it covers.", "whole_strike"),
    period_start=day("", "2023-04-11", null=False),
    period_end=day("", "2023-04-15", null=False),
)
FigureLine = shape(
    "FigureLine",
    Figure,
    Value,
    Provenance,
    released_at=moment("", "2023-04-19T12:30:00+01:00"),
    disputed=one(Disagreement, "A dated public note.", None, null=True),
    preferred=yes_no("The one to use among rival figures for the same thing.", True),
    withdrawn=one(Withdrawal, "Then the number is gone, and this says why.", None, null=True),
)
EarlierValue = shape(
    "EarlierValue",
    revision=whole("", 1),
    said=text("", "1,854"),
    reason=text("", "first record"),
    source_changed_on=day("", None, "2024-09-02"),
    public_on=day("", "2023-04-19", null=False),
)
Parts = shape(
    "Parts",
    axis=one_of(PartList.Axis, "", "measure"),
    complete=yes_no("Null where that cannot be said of what is public.", True, null=True),
    figures=links("", ["/api/v1/figures/29/", "/api/v1/figures/30/"]),
)
WorkedOut = shape(
    "WorkedOut",
    method=text("", "The inpatient number and the outpatient number added: 158 and 1,696."),
    mixed_units=yes_no("", False),
    **{"from": links("The figures it rests on.", ["/api/v1/figures/29/", "/api/v1/figures/30/"])},
)
FigureDetail = shape(
    "FigureDetail",
    FigureLine,
    revisions=many(EarlierValue, "Every value readers have seen, the newest first."),
    rivals=links("Other figures for the same thing.", [], ["/api/v1/figures/41/"]),
    parts=many(Parts),
    part_of=links("", [], ["/api/v1/figures/28/"]),
    worked_out=one(WorkedOut, "", None, null=True),
)
Revision = shape(
    "Revision",
    Value,
    Provenance,
    figure=link("The figure in the API.", "/api/v1/figures/28/"),
    public_at=moment(
        "When readers could first see this value.", "2023-04-19T12:30:00+01:00", null=False
    ),
)
FigureRef = shape(
    "FigureRef",
    id=whole("", 155),
    url=link(URL, "/api/v1/figures/155/"),
    page=link(PAGE, "/figures/155/"),
    subject=one(Place, "", {"kind": "area", "key": "england", "name": "England"}),
    measure=one(NamedMeasure),
    strike=one(NamedStrike, "", None, null=True),
)
Update = shape(
    "Update",
    figure=one(FigureRef),
    revision=whole("", 2),
    sentence=text(
        "The figure as it now reads.",
        "1,491,303 appointments and procedures rescheduled in England, running total, "
        "15 December 2022 to 2 July 2024",
    ),
    value=value("", 1491303),
    before=text("The number as it was before, in words.", "1,486,258", null=True),
    reason=one_of(FigureRevision.Reason, "", "source_revised"),
    source_changed_on=day("", None, "2024-09-02"),
    public_at=moment("", "2024-09-02T12:20:00+01:00", null=False),
)

# Places


Held = {
    "from": day("Empty: always so.", None, "2022-07-01"),
    "until": day("Empty: still so.", None, "2024-03-31"),
}
NamedArea = shape(
    "NamedArea",
    kind=one_of(Area.Kind, "", "region"),
    slug=text("", "south-east"),
    name=text("", "South East"),
    code=text("", "Y59"),
    url=link(URL, "/api/v1/areas/south-east/"),
)
HeldArea = shape("HeldArea", NamedArea, **Held)
HeldHospital = shape(
    "HeldHospital",
    slug=text("", "southampton-general-hospital-southampton"),
    name=text("", "Southampton General Hospital"),
    town=text("", "Southampton"),
    site_code=text("", "RHM01"),
    url=link(URL, "/api/v1/hospitals/southampton-general-hospital-southampton/"),
    **Held,
)
HeldTrust = shape(
    "HeldTrust",
    code=text("", "RHM"),
    name=text("", SOUTHAMPTON),
    url=link(URL, "/api/v1/trusts/RHM/"),
    **Held,
)
Succession = shape("Succession", code=text("", "RN5"), on=day("", "2012-01-10", null=False))
FormerName = shape(
    "FormerName",
    name=text("", "Southampton University Hospitals NHS Trust"),
    until=day("", "2011-09-30", null=False),
)
Trust = shape(
    "Trust",
    code=text("The ODS code, for life.", "RHM"),
    name=text("", SOUTHAMPTON),
    slug=text("", "university-hospital-southampton"),
    url=link(URL, "/api/v1/trusts/RHM/"),
    page=link(PAGE, "/trusts/university-hospital-southampton/"),
    is_foundation=yes_no("", True),
    opened=day("", "1993-04-01"),
    closed=day("The last day.", None, "2012-01-09"),
    latitude=value("", 50.93286),
    longitude=value("", -1.43425),
    former_names=many(FormerName),
    aliases=texts("", ["UHS", "University Hospital Southampton"]),
    areas=many(HeldArea),
    hospitals=many(HeldHospital),
    successors=many(Succession, "", []),
    predecessors=many(Succession, "", []),
)
Hospital = shape(
    "Hospital",
    slug=text("", "southampton-general-hospital-southampton"),
    name=text("", "Southampton General Hospital"),
    town=text("", "Southampton"),
    site_code=text("", "RHM01"),
    url=link(URL, "/api/v1/hospitals/southampton-general-hospital-southampton/"),
    page=link(PAGE, "/hospitals/southampton-general-hospital-southampton/"),
    latitude=value("", 50.93302),
    longitude=value("", -1.43509),
    aliases=texts("", ["Southampton General", "the General"]),
    trusts=many(HeldTrust, "Who has run it, and when."),
)
AreaShape = shape(
    "Area",
    slug=text("", "hampshire"),
    name=text("", "Hampshire"),
    kind=one_of(Area.Kind, "", "county"),
    code=text("The NHS code, where there is one.", "", "Y59"),
    url=link(URL, "/api/v1/areas/hampshire/"),
    parents=many(NamedArea, "The larger areas it lies in; there may be several."),
)

# Strikes


DisputeShape = shape(
    "Dispute",
    slug=text("", "junior-doctors-pay-2023-24"),
    title=text("", "Junior doctors’ pay dispute, 2023–24"),
    url=link(URL, "/api/v1/disputes/junior-doctors-pay-2023-24/"),
    summary=text("", PAY_DISPUTE),
    began=day("", "2023-03-13"),
    settled=day("", None, "2024-09-16"),
    unions=many(NamedUnion),
    strikes=many(NamedStrike),
)
NamedDispute = shape(
    "NamedDispute",
    slug=text("", "junior-doctors-pay-2023-24"),
    title=text("", "Junior doctors’ pay dispute, 2023–24"),
    url=link(URL, "/api/v1/disputes/junior-doctors-pay-2023-24/"),
)
Day = shape(
    "StrikeDay",
    day=day("", "2023-04-11", null=False),
    starts_at=moment("", "2023-04-11T06:59:00+01:00"),
    ends_at=moment("", None, "2023-04-15T06:59:00+01:00"),
    cover=one_of(StrikeDay.Cover, "What still runs.", None, "emergency", null=True),
)
Strike = shape(
    "Strike",
    NamedStrike,
    dispute=one(NamedDispute),
    summary=text("", "Four days, from Tuesday morning to Saturday morning."),
    staff_groups=many(NamedStaffGroup),
    unions=many(NamedUnion),
    status=one_of(StrikeStatusChange.Status, "The latest known.", "ended", null=True),
    first_day=day("", "2023-04-11"),
    last_day=day("", "2023-04-14"),
    days=many(Day, "", FOUR_DAYS),
)
StatusChange = shape(
    "StatusChange",
    status=one_of(StrikeStatusChange.Status, "", "ended"),
    on=day("", "2023-04-15", null=False),
    note=text("", "", "The union suspended the strike for new talks."),
    said_by=text("", "NHS England"),
)
Out = shape(
    "Out",
    kind=one_of([(kind, kind) for kind in ("area", "trust")], "", "trust"),
    key=text("The ODS code of a trust; the slug of an area.", "RHM", "england"),
    name=text("", SOUTHAMPTON, "England"),
    answer=one_of(Participation.Answer, "“Not known” never means “no”.", "yes"),
    said_by=text("", "NHS England, as reported by Daily Echo", null=True),
)
StrikeEvent = shape(
    "StrikeEvent",
    title=text("", "Regional rally at the Guildhall, Southampton"),
    kind=one_of(Event.Kind, "", "rally"),
    day=day("", "2015-12-01", null=False),
    place=text("", "Guildhall Square, Southampton"),
    starts_at=moment(
        "As it happened where that is known, else as planned.", "2015-12-01T11:30:00+00:00"
    ),
    ends_at=moment("", "2015-12-01T13:30:00+00:00"),
    status=one_of(Event.Status, "", "called_off"),
    said_by=text("", A_DOCTOR, null=True),
)
StrikeDetail = shape(
    "StrikeDetail",
    Strike,
    status_changes=many(StatusChange),
    who_is_out=many(Out),
    events=many(StrikeEvent, "", []),
)
EventShape = shape(
    "Event",
    StrikeEvent,
    slug=text("", "rally-guildhall-1-december-2015"),
    url=link(URL, "/api/v1/events/rally-guildhall-1-december-2015/"),
    dispute=one(NamedDispute, "", DISPUTE_OF_2015),
    strike=one(NamedStrike, "", STRIKE_OF_2015, null=True),
    hospital=text("Its slug.", None, "southampton-general-hospital-southampton", null=True),
)
PartSet = shape(
    "PartSet",
    name=text("", "inpatient and day case together, outpatient"),
    measures=texts("Slugs.", ["inpatient-and-day-case-rescheduled", "outpatient-rescheduled"]),
)
MeasureShape = shape(
    "Measure",
    slug=text("", "rescheduled"),
    name=text("", "Appointments and procedures rescheduled"),
    url=link(URL, "/api/v1/measures/rescheduled/"),
    unit=text("In the plural.", "appointments and procedures"),
    unit_singular=text("", "appointment or procedure"),
    kind=one_of(Measure.Kind, "", "count"),
    family=one_of(Measure.Family, "", "activity"),
    adds_over=one_of(Measure.Adds, "What it may be added over.", "days_and_places"),
    say=text("", "“1,854 appointments and procedures were rescheduled”"),
    do_not_say=text("", DO_NOT_SAY),
    caveat=text("To be printed beside every such figure.", CAVEAT),
    part_sets=many(PartSet, "The allowed ways to split it."),
)
