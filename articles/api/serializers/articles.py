"""Stories as lines and whole, their versions and their corrections."""

from articles.api.examples import (
    A_CORRECTION,
    A_PICTURE,
    A_STORY,
    BODY,
    HEADLINE,
    IN_HTML,
    IS_RIGHT,
    PUBLISHED,
    SOUTHAMPTON_GENERAL,
    STANDFIRST,
    WAS_WRONG,
)
from articles.models import Correction, PublishedVersion
from hospitals.api.examples import SENTENCE, SOUTHAMPTON
from hospitals.api.serializers.named import (
    NamedFigureSerializer,
    ReporterSerializer,
    SpeakerSerializer,
    VoiceSerializer,
)
from hospitals.models import FigureRevision
from lib.fields import (
    PAGE,
    URL,
    BooleanField,
    CharField,
    ChoiceField,
    DateTimeField,
    Field,
    IntegerField,
    LinkField,
    NumberField,
    TextsField,
    URLField,
    UUIDField,
)
from lib.numbers import HOW_EXACT
from lib.serializers import Record

from ..records import Html
from .named import NamedArticleSerializer
from .quotes import QuotedWordsSerializer

NOT_REPEATED = "Empty where the notice does not repeat it."
RULING = "Where the ruling of which it tells can be read in full."
A_RULING = "https://www.example.org/rulings/1234-16/"


class NamedSectionSerializer(Record):
    slug = CharField("", "hospitals", source="section_slug")
    name = CharField("", "Hospitals", source="section")
    page = LinkField(PAGE, "/sections/hospitals/", source="section_url")


class ArticleSerializer(NamedArticleSerializer):
    """A story as a line in a list."""

    standfirst = CharField("", STANDFIRST)
    kicker = CharField("", "Junior doctors")
    section = NamedSectionSerializer(source="*")
    byline = CharField("", "Ellis Marlow and Robin Ashby")
    version = IntegerField("The number of the version that readers see.", 1)
    first_published_at = DateTimeField("Never changes.", PUBLISHED)
    content_modified_at = DateTimeField("When readers would have noticed a change.", PUBLISHED)
    withdrawn = BooleanField("Then a notice stands in place of the story.", False)


class HtmlField(Field):
    """Of an Html: with full links to our own records, and to the anchors of the story's page."""

    schema = {"type": "string"}

    def to_representation(self, value: Html) -> str:
        site = self.context["site"]
        full = value.rendered.replace('href="/', f'href="{site}/')
        return full.replace('href="#', f'href="{site}{value.page}#')


class HtmlSerializer(Record):
    headline = HtmlField("", IN_HTML["headline"])
    standfirst = HtmlField("", IN_HTML["standfirst"])
    body = HtmlField("", IN_HTML["body"])


class TextSerializer(Record):
    headline = CharField("", HEADLINE)
    standfirst = CharField("", STANDFIRST)
    body = CharField("", BODY)


class AuthorSerializer(Record):
    name = CharField("As it stood over the story.", "Ellis Marlow")
    page = LinkField(PAGE, "/authors/ellis-marlow/", source="url", allow_null=True)


class NoticeSerializer(Record):
    uuid = UUIDField("", A_CORRECTION)
    page = LinkField(PAGE, f"/corrections/{A_CORRECTION}/", source="url")
    title = CharField("", "Correction")
    was_wrong = CharField(NOT_REPEATED, WAS_WRONG)
    is_right = CharField("", IS_RIGHT)
    issued_at = DateTimeField("", "2023-04-20T10:05:00+01:00")
    placement = ChoiceField(Correction.Placement, "", "foot")
    ruling = URLField(RULING, None, A_RULING, source="address")


class CitedFigureSerializer(Record):
    """A figure as the story prints it; of a withdrawn one neither number nor source."""

    id = IntegerField("", 28, source="cited.id")
    url = LinkField(URL, "/api/v1/figures/28/", to="figure", source="cited.id")
    page = LinkField(PAGE, "/figures/28/", source="cited.url")
    printed = TextsField(
        "The story’s own words.", ["Nearly 2,000", "1,854"], source="cited.printed"
    )
    sentence = CharField("The record’s words.", SENTENCE, source="cited.sentence")
    withdrawn = BooleanField("", False, source="cited.withdrawn")
    revision = IntegerField(
        "The revision that the story rests on.", 1, source="cited.revision.number"
    )
    value = NumberField("", 1854, source="number.value", allow_null=True)
    upper = NumberField("", None, 2000, source="number.upper", allow_null=True)
    how_exact = ChoiceField(
        HOW_EXACT,
        "",
        "exact",
        "nearly",
        source="number.how_exact",
        allow_null=True,
        name="HowExact",
    )
    out_of = NumberField("", None, 1854, source="number.out_of", allow_null=True)
    missing = ChoiceField(
        FigureRevision.Missing, "", None, "suppressed", source="number.missing", allow_null=True
    )
    said_by = SpeakerSerializer(source="cited.said", allow_null=True)
    said_with = VoiceSerializer(
        many=True, help_text="Those who said it with them, in order.", examples=[[]]
    )
    reported_by = ReporterSerializer(allow_null=True)
    since_publication = TextsField("What has become of the figure since.", [], source="cited.since")


class PictureSizeSerializer(Record):
    width = IntegerField("", 640)
    url = LinkField("", f"/pictures/{A_PICTURE}/640-0c1d2e3f40516273.avif")


class PictureFocusSerializer(Record):
    """What stays in sight where the picture is cut, in per cent from its upper left corner."""

    x = IntegerField("", 50)
    y = IntegerField("", 40)


class ShownPictureSerializer(Record):
    uuid = UUIDField("", A_PICTURE, source="shown.uuid")
    url = LinkField("", f"/pictures/{A_PICTURE}/", source="shown.url")
    alt_text = CharField(
        "",
        "About twenty people with placards outside a hospital’s main entrance",
        source="shown.alt_text",
    )
    caption = HtmlField("HTML.", "The picket at Southampton General Hospital.")
    credit = CharField("", "Robin Ashby", source="shown.credit")
    width = IntegerField("", 1200, source="shown.width", allow_null=True)
    height = IntegerField("", 800, source="shown.height", allow_null=True)
    sizes = PictureSizeSerializer(
        many=True, source="shown.sizes", help_text="Smaller copies in AVIF, the narrowest first."
    )
    focus = PictureFocusSerializer(source="shown.focus")
    in_gallery = BooleanField("", False)


class GraphicRowSerializer(Record):
    """A figure as the version prints it; of what readers may not see any more the words alone."""

    figure = IntegerField("The id of the figure.", 28, source="id")
    name = CharField("", SOUTHAMPTON)
    number = CharField("", "1,854")
    out_of = CharField("", "out of 35 planned clinics (8.6%)")


class GraphicSerializer(Record):
    """A table or chart in the body. `figures` of the story has who says each, and what has become
    of it."""

    kind = ChoiceField(["table", "chart"], "", "table", source="shown.kind")
    title = HtmlField("HTML.", "What was put off")
    caption = HtmlField("HTML.", "")
    counted = CharField(
        "What all rows have in common.", "11 to 15 April 2023.", source="shown.counted"
    )
    rows = GraphicRowSerializer(many=True, source="shown.rows")


class TrustOfStorySerializer(Record):
    code = CharField("", "RHM", source="key")
    name = CharField("", SOUTHAMPTON)
    url = LinkField(URL, "/api/v1/trusts/RHM/", to="trust", source="key")
    page = LinkField(PAGE, "/trusts/university-hospital-southampton/", source="url")


class HospitalOfStorySerializer(Record):
    slug = CharField("", SOUTHAMPTON_GENERAL["slug"], source="key")
    name = CharField("", SOUTHAMPTON_GENERAL["name"])
    url = LinkField(
        URL,
        "/api/v1/hospitals/southampton-general-hospital-southampton/",
        to="hospital",
        source="key",
    )
    page = LinkField(PAGE, "/hospitals/southampton-general-hospital-southampton/", source="url")


class StrikeOfStorySerializer(Record):
    slug = CharField("", "junior-doctors-11-15-april-2023", source="key")
    title = CharField("", "Junior doctors’ strike, 11–15 April 2023", source="name")
    url = LinkField(
        URL, "/api/v1/strikes/junior-doctors-11-15-april-2023/", to="strike", source="key"
    )
    page = LinkField(PAGE, "/strikes/junior-doctors-11-15-april-2023/", source="url")


class ArticleDetailSerializer(ArticleSerializer):
    """The whole story, with all it rests on and is about."""

    authors = AuthorSerializer(many=True, source="shown.authors")
    dateline = CharField("", "SOUTHAMPTON", source="shown.version.dateline")
    notice = CharField("Why the story was withdrawn.", "", source="shown.version.notice")
    html = HtmlSerializer(source="as_html")
    text = TextSerializer(source="as_text")
    corrections = NoticeSerializer(many=True, source="shown.corrections", examples=[[]])
    graphics = GraphicSerializer(
        many=True, help_text="Tables and charts in the body, in order.", examples=[[]]
    )
    figures = CitedFigureSerializer(many=True)
    quotes = QuotedWordsSerializer(many=True, source="shown.quotes")
    pictures = ShownPictureSerializer(many=True, examples=[[]])
    trusts = TrustOfStorySerializer(many=True, source="shown.trusts")
    hospitals = HospitalOfStorySerializer(many=True, source="shown.hospitals")
    strikes = StrikeOfStorySerializer(many=True, source="shown.strikes")
    related = ArticleSerializer(many=True, source="shown.related", examples=[[]])


class VersionSerializer(Record):
    """What readers saw for a time."""

    version = IntegerField("", 1, source="version.number")
    kind = ChoiceField(PublishedVersion.Kind, "", "first", source="version.kind")
    live_from = DateTimeField("", PUBLISHED, source="version.live_from")
    live_until = DateTimeField(
        "Null for the version that readers see.",
        *(None, "2023-04-20T10:05:00+01:00"),
        source="version.live_until",
        allow_null=True,
    )
    headline = CharField("", HEADLINE, source="version.headline_text")
    standfirst = CharField("", STANDFIRST, source="version.standfirst_text")
    byline = CharField("", "Ellis Marlow and Robin Ashby", source="version.byline")
    notice = CharField("", "", source="version.notice")
    content_modified_at = DateTimeField("", PUBLISHED, source="version.content_modified_at")
    corrections = NoticeSerializer(many=True, help_text="Issued with this version.", examples=[[]])
    url = LinkField(
        "The story as it stood then.",
        f"/api/v1/articles/{A_STORY}/?as_of=2023-04-19T13%3A10%3A00%2B00%3A00",
        source="as_it_stood",
    )


class CorrectionSerializer(Record):
    uuid = UUIDField("For life.", A_CORRECTION)
    url = LinkField(URL, f"/api/v1/corrections/{A_CORRECTION}/", to="correction", source="uuid")
    kind = ChoiceField(Correction.Kind, "", "correction")
    placement = ChoiceField(Correction.Placement, "", "foot")
    was_wrong = CharField(NOT_REPEATED, WAS_WRONG)
    is_right = CharField("", IS_RIGHT)
    issued_at = DateTimeField("", "2023-04-20T10:05:00+01:00")
    page = LinkField(PAGE, f"/corrections/{A_CORRECTION}/", source="get_absolute_url")
    ruling = URLField(RULING, None, A_RULING, source="address")
    article = NamedArticleSerializer(source="story", allow_null=True)
    figure = NamedFigureSerializer(source="public_figure", allow_null=True)
