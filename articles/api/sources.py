"""Who said what, and where: quotations, sources and documents, within the terms agreed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from articles import presenters
from articles.models import Citation, Quote, QuoteRevision
from articles.models.sources import public_evidence, public_sources
from articles.presenters import QuotedWords, StoryItem
from hospitals.api.serializers.named import at_time
from hospitals.models import Evidence, Source
from hospitals.presenters.provenance import with_evidence, with_others
from lib.keyset import BY_NAME, Keyset, both_ways

from .base import ByUuid, RecordViewSet
from .filters import EvidenceFilter, QuoteFilter, SourceFilter
from .serializers.quotes import QuoteSerializer
from .serializers.sources import EvidenceSerializer, SourceSerializer

# In the order of recording: by day would tell when an unattributable source spoke.
AS_RECORDED = Keyset([("id", "desc")])


@dataclass(frozen=True)
class QuoteRecord:
    """A quotation with the words and the stories that print it, each once."""

    kind: str
    said: QuotedWords
    speakers: list[Source]
    printed: list[str]
    articles: list[StoryItem]


class QuoteViewSet(ByUuid):
    """Quotations that a story prints, in the words that it prints."""

    filterset_class = QuoteFilter
    keyset = AS_RECORDED
    serializer_class = QuoteSerializer

    def get_queryset(self) -> QuerySet[Quote]:
        return Quote.objects.public(self.at)

    def present(self, rows: Sequence[Any]) -> list[QuoteRecord]:
        """What is shown of them, the speakers, the citations and the stories: a query each."""
        ids = [quote.shown_id for quote in rows]
        shown = QuoteRevision.objects.spoken().order_by().in_bulk(ids)
        with_evidence(shown.values())
        cited = defaultdict(list)
        for citation in (
            Citation.objects.live(self.at)
            .filter(quote_revision__quote__in=[quote.pk for quote in rows])
            .select_related("quote_revision")
            .order_by("article", "position", "id")
        ):
            cited[citation.quote_revision.quote_id].append(citation)
        stories = self.named_articles(
            citation.article_id for citations in cited.values() for citation in citations
        )
        return [record(shown[quote.shown_id], cited[quote.pk], stories) for quote in rows]


def record(
    revision: QuoteRevision, citations: Sequence[Citation], stories: dict[int, StoryItem]
) -> QuoteRecord:
    said = presenters.quoted(revision)
    named = bool(said.speakers)
    articles = dict.fromkeys(citation.article_id for citation in citations)
    return QuoteRecord(
        kind=revision.kind,
        said=said,
        speakers=[source for source in revision.sources() if named],
        printed=list(dict.fromkeys(citation.words for citation in citations)),
        articles=[stories[pk] for pk in articles if pk in stories],
    )


class SourceViewSet(RecordViewSet):
    """Who speaks on the record in a public figure or quotation, by name or as “a report”."""

    filterset_class = SourceFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    serializer_class = SourceSerializer
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self) -> QuerySet[Source]:
        sources = public_sources(self.at).select_related("trust", "union")
        return sources.prefetch_related("roles")

    def present(self, rows: Sequence[Any]) -> Sequence[Any]:
        for source in rows:
            source.trust_today = at_time(source.trust, None)
        return rows


class EvidenceViewSet(ByUuid):
    """Where public numbers and words came from, for what is on the record."""

    filterset_class = EvidenceFilter
    keyset = AS_RECORDED
    serializer_class = EvidenceSerializer

    def get_queryset(self) -> QuerySet[Evidence]:
        return (
            public_evidence(self.at)
            .select_related("said_by", "via", "reported_by", "licence")
            .with_joint()
        )

    def present(self, rows: Sequence[Any]) -> Sequence[Any]:
        with_others(rows)
        for row in rows:
            row.joined_by = row.speakers()[1:]
            row.seen_on = row.retrieved_at and localdate(row.retrieved_at)
        return rows
