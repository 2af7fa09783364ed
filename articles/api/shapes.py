"""The fields of stories, quotations, sources and corrections, as the API gives them."""

from articles.models import Correction, PublishedVersion, Quote
from hospitals.api import shapes as facts
from hospitals.api.shapes import A_DOCUMENT, DAILY_ECHO
from hospitals.models import Evidence, Source, Terms
from lib.numbers import HOW_EXACT
from lib.shapes import (
    SITE,
    day,
    key,
    link,
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
TERMS = [
    (Terms.ON_RECORD, "on the record: named"),
    (Terms.UNATTRIBUTABLE, "only the agreed description is given"),
]

# The examples tell of one story and of what it rests on.
A_STORY = "f01c36ee-1407-4e2e-8b58-9225d7b328ea"
A_QUOTE = "8e5e57e2-e84a-4526-9051-245cc03bb23b"
A_PICTURE = "4d2f1c9e-5b0a-4c63-8a07-3f6f3f1f2b11"
A_CORRECTION = "b6d0f7a4-93d3-4b0e-9a52-0c8f5f6f1a27"
PUBLISHED = "2023-04-19T14:10:00+01:00"
HEADLINE = "Nearly 2,000 Southampton appointments moved in four-day strike"
STANDFIRST = (
    "NHS England’s figures for University Hospital Southampton show that most were outpatient "
    "visits"
)
BODY = (
    "Last week’s strike by junior doctors cost University Hospital Southampton 1,854 appointments "
    "and procedures, all of which have to be booked again.\n"
    "Professor Sir Stephen Powis, the national medical director, said that the figures “lay bare "
    "the colossal impact” of strikes on planned treatment."
)
CITED = f'<a class="cited" href="{SITE}/figures/28/">'
IN_HTML = {
    "headline": HEADLINE.replace("Nearly 2,000", f"{CITED}Nearly 2,000</a>"),
    "standfirst": STANDFIRST,
    "body": "<p>Last week’s strike by junior doctors cost University Hospital Southampton "
    f"{CITED}1,854</a> appointments and procedures, all of which have to be booked again.</p>"
    "<p>Professor Sir Stephen Powis, the national medical director, said that the figures "
    '<span class="cited-quote" id="quote-18">“lay bare the colossal impact”</span> of strikes on '
    "planned treatment.</p>",
}
QUOTED = "“lay bare the colossal impact”"
SPEAKER = "Professor Sir Stephen Powis, national medical director of NHS England"
WHERE_FROM = (
    "Daily Echo report of 19 April 2023: Professor Sir Stephen Powis, 19 April 2023, "
    "as reported by Daily Echo"
)
WAS_WRONG = "An earlier version put the outpatient appointments at 1,969."
IS_RIGHT = "There were 1,696."
SOUTHAMPTON_GENERAL = {
    "slug": "southampton-general-hospital-southampton",
    "name": "Southampton General Hospital, Southampton",
    "page": f"{SITE}/hospitals/southampton-general-hospital-southampton/",
}

# What parameters are asked for, as an example.
ASKED = facts.ASKED | {
    "article": A_STORY,
    "q": "appointments",
    "said_by": "nhs-england",
    "section": "hospitals",
    "uuid": A_STORY,
}

NamedSection = shape("NamedSection", slug=text("", "hospitals"), name=text("", "Hospitals"))
NamedArticle = shape(
    "NamedArticle",
    id=key("For life.", A_STORY),
    url=link(URL, f"/api/v1/articles/{A_STORY}/"),
    page=link(PAGE, "/articles/2023/04/uhs-strike-appointments-rescheduled/"),
    headline=text("", HEADLINE),
)
StoryLine = shape(
    "StoryLine",
    NamedArticle,
    standfirst=text("", STANDFIRST),
    kicker=text("", "Junior doctors"),
    section=one(NamedSection),
    byline=text("", "Ellis Marlow and Robin Ashby"),
    version=whole("The number of the version that readers see.", 1),
    first_published_at=moment("Never changes.", PUBLISHED, null=False),
    content_modified_at=moment("When readers would have noticed a change.", PUBLISHED, null=False),
    withdrawn=yes_no("Then a notice stands in place of the story.", False),
)
Story = shape(
    "StoryTexts",
    headline=text("", HEADLINE),
    standfirst=text("", STANDFIRST),
    body=text("", BODY),
)
Notice = shape(
    "Notice",
    id=key("", A_CORRECTION),
    title=text("", "Correction"),
    was_wrong=text("", WAS_WRONG),
    is_right=text("", IS_RIGHT),
    issued_at=moment("", "2023-04-20T10:05:00+01:00", null=False),
    placement=one_of(Correction.Placement, "", "foot"),
)
CitedFigure = shape(
    "CitedFigure",
    id=whole("", 28),
    url=link(URL, "/api/v1/figures/28/"),
    page=link(PAGE, "/figures/28/"),
    printed=texts("The story’s own words.", ["Nearly 2,000", "1,854"]),
    sentence=text(
        "The record’s words.",
        "1,854 appointments and procedures rescheduled at University Hospital Southampton NHS "
        "Foundation Trust, 11 to 15 April 2023",
    ),
    withdrawn=yes_no("", False),
    revision=whole("The revision that the story rests on.", 1),
    value=value("", 1854),
    upper=value("", None, 2000),
    how_exact=one_of(HOW_EXACT, "", "exact", "nearly", null=True),
    out_of=value("", None, 1854),
    missing=text("", None, "suppressed", null=True),
    said_by=text("", "NHS England", null=True),
    reported_by=text("", "Daily Echo", null=True),
    since_publication=texts("What has become of the figure since.", []),
)
QuotedWords = shape(
    "QuotedWords",
    id=whole("", 18),
    url=link("The quotation in the API.", f"/api/v1/quotes/{A_QUOTE}/"),
    printed=texts("", [QUOTED]),
    attribution=text("", SPEAKER),
    terms=one_of(TERMS, "", "on_record"),
    said_on=day("", "2023-04-17"),
    where_from=text("", WHERE_FROM),
    where_from_url=text("", DAILY_ECHO),
    as_printed=yes_no("Taken over from an old story, not checked.", False),
)
ShownPicture = shape(
    "ShownPicture",
    id=key("", A_PICTURE),
    url=link("", f"/pictures/{A_PICTURE}/"),
    alt_text=text("", "About twenty people with placards outside a hospital’s main entrance"),
    caption=text("HTML.", "The picket at Southampton General Hospital."),
    credit=text("", "Robin Ashby"),
    width=whole("", 1200, null=True),
    height=whole("", 800, null=True),
    in_gallery=yes_no("", False),
)
ByCode = shape(
    "TrustOfStory",
    code=text("", "RHM"),
    name=text("", "University Hospital Southampton NHS Foundation Trust"),
    page=link("", "/trusts/university-hospital-southampton/"),
)
BySlug = shape(
    "SubjectOfStory",
    slug=text("", "junior-doctors-11-15-april-2023"),
    name=text("", "Junior doctors’ strike, 11–15 April 2023"),
    page=link("", "/strikes/junior-doctors-11-15-april-2023/"),
)
StoryDetail = shape(
    "StoryDetail",
    StoryLine,
    dateline=text("", "SOUTHAMPTON"),
    notice=text("Why the story was withdrawn.", ""),
    html=one(Story, "", IN_HTML),
    text=one(Story),
    corrections=many(Notice, "", []),
    figures=many(CitedFigure),
    quotes=many(QuotedWords),
    pictures=many(ShownPicture, "", []),
    trusts=many(ByCode),
    hospitals=many(BySlug, "", [SOUTHAMPTON_GENERAL]),
    strikes=many(BySlug),
    related=many(StoryLine, "", []),
)
Version = shape(
    "Version",
    number=whole("", 1),
    kind=one_of(PublishedVersion.Kind, "", "first"),
    live_from=moment("", PUBLISHED, null=False),
    live_until=moment("Null for the version that readers see.", None, "2023-04-20T10:05:00+01:00"),
    headline=text("", HEADLINE),
    standfirst=text("", STANDFIRST),
    byline=text("", "Ellis Marlow and Robin Ashby"),
    notice=text("", ""),
    content_modified_at=moment("", PUBLISHED, null=False),
    corrections=many(Notice, "Issued with this version.", []),
    url=link(
        "The story as it stood then.",
        f"/api/v1/articles/{A_STORY}/?as_of=2023-04-19T13%3A10%3A00%2B00%3A00",
    ),
)
NamedFigure = shape(
    "NamedFigure",
    id=whole("", 30),
    url=link(URL, "/api/v1/figures/30/"),
    page=link(PAGE, "/figures/30/"),
)
CorrectionShape = shape(
    "Correction",
    id=key("For life.", A_CORRECTION),
    url=link(URL, f"/api/v1/corrections/{A_CORRECTION}/"),
    kind=one_of(Correction.Kind, "", "correction"),
    placement=one_of(Correction.Placement, "", "foot"),
    was_wrong=text("", WAS_WRONG),
    is_right=text("", IS_RIGHT),
    issued_at=moment("", "2023-04-20T10:05:00+01:00", null=False),
    article=one(NamedArticle, null=True),
    figure=one(NamedFigure, null=True),
)
NamedSource = shape(
    "NamedSource",
    slug=text("", "stephen-powis"),
    name=text("", "Professor Sir Stephen Powis"),
    url=link(URL, "/api/v1/sources/stephen-powis/"),
)
QuoteShape = shape(
    "Quote",
    id=whole("As in the stories.", 18),
    uuid=key("For life.", A_QUOTE),
    url=link(URL, f"/api/v1/quotes/{A_QUOTE}/"),
    kind=one_of(Quote.Kind, "", "partial"),
    printed=texts("The words as our stories print them.", [QUOTED]),
    attribution=text(
        "Who is quoted; of somebody unattributable the agreed description.",
        SPEAKER,
        "a manager at the trust",
    ),
    terms=one_of(TERMS, "", "on_record"),
    speakers=many(NamedSource, "For what is on the record."),
    said_on=day("For what is on the record.", "2023-04-17"),
    where_from=text("", WHERE_FROM),
    where_from_url=text("", DAILY_ECHO),
    as_printed=yes_no("Taken over from an old story, not checked.", False),
    articles=many(NamedArticle, "The stories that print it."),
)
Role = shape(
    "Role",
    role=text("", "national medical director"),
    organisation=text("", "NHS England"),
    **{
        "from": day("Empty: always so.", "2023-04-17"),
        "until": day("Empty: still so.", "2023-04-19"),
    },
)
SourceShape = shape(
    "Source",
    slug=text("", "stephen-powis"),
    name=text("", "Professor Sir Stephen Powis"),
    url=link(URL, "/api/v1/sources/stephen-powis/"),
    page=link(PAGE, "/sources/stephen-powis/"),
    kind=one_of(Source.Kind, "", "person"),
    roles=many(Role),
    trust=text("The ODS code of the trust it speaks for.", None, "RHM", null=True),
    union=text("The slug of the union it speaks for.", None, "bma", null=True),
)
EvidenceShape = shape(
    "Evidence",
    uuid=key("For life.", A_DOCUMENT),
    url=link(URL, f"/api/v1/evidence/{A_DOCUMENT}/"),
    kind=one_of(Evidence.Kind, "", "paper"),
    title=text("", "Daily Echo report of 19 April 2023: NHS England figures"),
    document_url=link("Where it was published.", DAILY_ECHO, null=True),
    said_by=text("", "NHS England"),
    reported_by=text("The paper or site that quotes them.", "Daily Echo", null=True),
    published_on=day("", "2023-04-19"),
    seen_on=day("When we saw it.", None, "2023-04-19"),
    caveat=text(
        "To be printed beside what rests on it.", "", "Three trusts sent no return on the last day."
    ),
)
