"""The fields of stories, quotations, sources and corrections, as the API gives them."""

from articles.models import Correction, PublishedVersion, Quote
from hospitals.models import Evidence, Source, Terms
from newsroom.lib.numbers import HOW_EXACT
from newsroom.lib.shapes import (
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

NamedSection = shape("NamedSection", slug=text(), name=text())
NamedArticle = shape(
    "NamedArticle", id=key("For life."), url=link(URL), page=link(PAGE), headline=text()
)
StoryLine = shape(
    "StoryLine",
    NamedArticle,
    standfirst=text(),
    kicker=text(),
    section=one(NamedSection),
    byline=text(),
    version=whole("The number of the version that readers see."),
    first_published_at=moment("Never changes.", null=False),
    content_modified_at=moment("When readers would have noticed a change.", null=False),
    withdrawn=yes_no("Then a notice stands in place of the story."),
)
Story = shape("StoryTexts", headline=text(), standfirst=text(), body=text())
Notice = shape(
    "Notice",
    id=key(),
    title=text(),
    was_wrong=text(),
    is_right=text(),
    issued_at=moment(null=False),
    placement=one_of(Correction.Placement),
)
CitedFigure = shape(
    "CitedFigure",
    id=whole(),
    url=link(URL),
    page=link(PAGE),
    printed=texts("The story’s own words."),
    sentence=text("The record’s words."),
    withdrawn=yes_no(),
    revision=whole("The revision that the story rests on."),
    value=value(),
    upper=value(),
    how_exact=one_of(HOW_EXACT, null=True),
    out_of=value(),
    missing=text(null=True),
    said_by=text(null=True),
    reported_by=text(null=True),
    since_publication=texts("What has become of the figure since."),
)
QuotedWords = shape(
    "QuotedWords",
    id=whole(),
    url=link("The quotation in the API."),
    printed=texts(),
    attribution=text(),
    terms=one_of(TERMS),
    said_on=day(),
    where_from=text(),
    where_from_url=text(),
    as_printed=yes_no("Taken over from an old story, not checked."),
)
ShownPicture = shape(
    "ShownPicture",
    id=key(),
    url=link(),
    alt_text=text(),
    caption=text("HTML."),
    credit=text(),
    width=whole(null=True),
    height=whole(null=True),
    in_gallery=yes_no(),
)
ByCode = shape("TrustOfStory", code=text(), name=text(), page=link())
BySlug = shape("SubjectOfStory", slug=text(), name=text(), page=link())
StoryDetail = shape(
    "StoryDetail",
    StoryLine,
    dateline=text(),
    notice=text("Why the story was withdrawn."),
    html=one(Story),
    text=one(Story),
    corrections=many(Notice),
    figures=many(CitedFigure),
    quotes=many(QuotedWords),
    pictures=many(ShownPicture),
    trusts=many(ByCode),
    hospitals=many(BySlug),
    strikes=many(BySlug),
    related=many(StoryLine),
)
Version = shape(
    "Version",
    number=whole(),
    kind=one_of(PublishedVersion.Kind),
    live_from=moment(null=False),
    live_until=moment("Null for the version that readers see."),
    headline=text(),
    standfirst=text(),
    byline=text(),
    notice=text(),
    content_modified_at=moment(null=False),
    corrections=many(Notice, "Issued with this version."),
    url=link("The story as it stood then."),
)
NamedFigure = shape("NamedFigure", id=whole(), url=link(URL), page=link(PAGE))
CorrectionShape = shape(
    "Correction",
    id=key("For life."),
    url=link(URL),
    kind=one_of(Correction.Kind),
    placement=one_of(Correction.Placement),
    was_wrong=text(),
    is_right=text(),
    issued_at=moment(null=False),
    article=one(NamedArticle, null=True),
    figure=one(NamedFigure, null=True),
)
NamedSource = shape("NamedSource", slug=text(), name=text(), url=link(URL))
QuoteShape = shape(
    "Quote",
    id=whole("As in the stories."),
    uuid=key("For life."),
    url=link(URL),
    kind=one_of(Quote.Kind),
    printed=texts("The words as our stories print them."),
    attribution=text("Who is quoted; of somebody unattributable the agreed description."),
    terms=one_of(TERMS),
    speakers=many(NamedSource, "For what is on the record."),
    said_on=day("For what is on the record."),
    where_from=text(),
    where_from_url=text(),
    as_printed=yes_no("Taken over from an old story, not checked."),
    articles=many(NamedArticle, "The stories that print it."),
)
Role = shape(
    "Role",
    role=text(),
    organisation=text(),
    **{"from": day("Empty: always so."), "until": day("Empty: still so.")},
)
SourceShape = shape(
    "Source",
    slug=text(),
    name=text(),
    url=link(URL),
    page=link(PAGE),
    kind=one_of(Source.Kind),
    roles=many(Role),
    trust=text("The ODS code of the trust it speaks for.", null=True),
    union=text("The slug of the union it speaks for.", null=True),
)
EvidenceShape = shape(
    "Evidence",
    uuid=key("For life."),
    url=link(URL),
    kind=one_of(Evidence.Kind),
    title=text(),
    document_url=link("Where it was published.", null=True),
    said_by=text(),
    reported_by=text("The paper or site that quotes them.", null=True),
    published_on=day(),
    seen_on=day("When we saw it."),
    caveat=text("To be printed beside what rests on it."),
)
