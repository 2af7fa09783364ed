"""The page of one quotation: whose words they are, where they came from, who prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hospitals.presenters.provenance import with_evidence

from ..models import Citation, PublishedVersion, Quote, QuoteRevision
from .cited import QuotedWords, quoted
from .lists import StoryItem, story_line


@dataclass(frozen=True)
class QuotePage:
    """`printed` are the words as live stories print them, each once."""

    said: QuotedWords
    kind: str
    printed: list[str]
    stories: list[StoryItem]


def quote_page(quote: Quote, at: datetime) -> QuotePage:
    """Of a quotation that came through `Quote.objects.public(at)`."""
    revision = QuoteRevision.objects.spoken().get(pk=quote.shown_id)
    with_evidence([revision])
    citations = Citation.objects.public(at).filter(quote_revision__quote=quote)
    rows = citations.order_by("article", "position", "id").values_list("article", "words")
    live = PublishedVersion.objects.public(at).filter(article__in={pk for pk, _ in rows})
    return QuotePage(
        said=quoted(revision),
        kind=revision.get_kind_display(),
        printed=list(dict.fromkeys(words for _, words in rows)),
        stories=[story_line(each) for each in live.newest_first().for_lists()],
    )
