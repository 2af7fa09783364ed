"""Quotations, within the terms agreed: by themselves, and as a story prints them."""

from articles.api.examples import A_QUOTE, QUOTED, SPEAKER, WHERE_FROM
from articles.models import Quote
from hospitals.api.examples import DAILY_ECHO
from hospitals.api.serializers.named import NamedSourceSerializer
from hospitals.models import Terms
from lib.fields import (
    URL,
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    IntegerField,
    LinkField,
    TextsField,
    UUIDField,
)
from lib.serializers import Record

from .named import NamedArticleSerializer

# On the record, by name; unattributable, by the agreed description alone.
TERMS = [Terms.ON_RECORD.value, Terms.UNATTRIBUTABLE.value]
POWIS = {
    "slug": "stephen-powis",
    "name": "Professor Sir Stephen Powis",
    "url": "https://news.example.org/api/v1/sources/stephen-powis/",
    "page": "https://news.example.org/sources/stephen-powis/",
}


class QuotedWordsSerializer(Record):
    """A quotation as one story prints it."""

    id = IntegerField("As in the story’s HTML.", 18)
    uuid = UUIDField("For life.", A_QUOTE)
    url = LinkField(
        "The quotation in the API.", f"/api/v1/quotes/{A_QUOTE}/", to="quote", source="uuid"
    )
    printed = TextsField("", [QUOTED])
    attribution = CharField("", SPEAKER)
    terms = ChoiceField(TERMS, "", "on_record", name="TermsShown")
    said_on = DateField("", "2023-04-17", allow_null=True)
    where_from = CharField("", WHERE_FROM)
    where_from_url = CharField("", DAILY_ECHO)
    as_printed = BooleanField("Taken over from an old story, not checked.", False)


class QuoteSerializer(Record):
    """A quotation in the words that stories print."""

    id = IntegerField("As in the HTML of stories.", 18, source="said.id")
    uuid = UUIDField("For life.", A_QUOTE, source="said.uuid")
    url = LinkField(URL, f"/api/v1/quotes/{A_QUOTE}/", to="quote", source="said.uuid")
    kind = ChoiceField(Quote.Kind, "", "partial")
    printed = TextsField("The words as our stories print them.", [QUOTED])
    attribution = CharField(
        "Who is quoted; of somebody unattributable the agreed description.",
        *(SPEAKER, "a manager at the trust"),
        source="said.attribution",
    )
    terms = ChoiceField(TERMS, "", "on_record", source="said.terms", name="TermsShown")
    speakers = NamedSourceSerializer(
        many=True, help_text="For what is on the record.", examples=[[POWIS]]
    )
    said_on = DateField(
        "For what is on the record.", "2023-04-17", source="said.said_on", allow_null=True
    )
    where_from = CharField("", WHERE_FROM, source="said.where_from")
    where_from_url = CharField("", DAILY_ECHO, source="said.where_from_url")
    as_printed = BooleanField(
        "Taken over from an old story, not checked.", False, source="said.as_printed"
    )
    articles = NamedArticleSerializer(many=True, help_text="The stories that print it.")
