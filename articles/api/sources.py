"""Who said what, and where: quotations, sources and documents, within the terms agreed."""

from collections import defaultdict

from django.utils.timezone import localdate

from articles import presenters
from articles.models import Citation, Quote, QuoteRevision
from articles.sourcing import public_evidence, public_sources
from hospitals.filters import BY_NAME
from hospitals.models import Terms
from lib.api import both_ways, day
from lib.keyset import Keyset

from . import shapes
from .base import RecordViewSet, uuid_or_404
from .filters import EvidenceFilter, QuoteFilter, SourceFilter

# In the order of recording: by day would tell when an unattributable source spoke.
AS_RECORDED = Keyset([("id", "desc")])


class QuoteViewSet(RecordViewSet):
    """Quotations that a story prints, in the words that it prints."""

    filterset_class = QuoteFilter
    keyset = AS_RECORDED
    shape = shapes.QuoteShape
    lookup_field = "uuid"
    lookup_value_converter = "str"

    def get_queryset(self):
        return Quote.objects.public(self.at)

    def lookup_value(self):
        return uuid_or_404(super().lookup_value())

    def present(self, rows, *, detail):
        """What is shown of them, the speakers, the citations and the stories: a query each."""
        shown = QuoteRevision.objects.whole().in_bulk([quote.shown_id for quote in rows])
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
        return [self.one(quote, shown[quote.shown_id], cited[quote.pk], stories) for quote in rows]

    def one(self, quote, revision, citations, stories):
        said = presenters.quoted(revision)
        printed = [citation.words for citation in citations]
        articles = [citation.article_id for citation in citations]
        named = said.terms == Terms.ON_RECORD
        return {
            "id": quote.pk,
            "uuid": quote.uuid,
            "url": self.address("quote", quote.uuid),
            "kind": revision.kind,
            "printed": list(dict.fromkeys(printed)),
            "attribution": said.attribution,
            "terms": said.terms,
            "speakers": [self.source(source) for source in revision.sources() if named],
            "said_on": day(said.said_on),
            "where_from": said.where_from,
            "where_from_url": said.where_from_url,
            "as_printed": said.as_printed,
            "articles": [stories[pk] for pk in dict.fromkeys(articles) if pk in stories],
        }

    def source(self, source):
        return {
            "slug": source.slug,
            "name": source.name,
            "url": self.address("source", source.slug),
        }


class SourceViewSet(RecordViewSet):
    """Who speaks on the record in a public figure or quotation, by name or as “a report”."""

    filterset_class = SourceFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    shape = shapes.SourceShape
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def get_queryset(self):
        sources = public_sources(self.at).select_related("trust", "union")
        return sources.prefetch_related("roles")

    def present(self, rows, *, detail):
        return [
            {
                "slug": source.slug,
                "name": source.name,
                "url": self.address("source", source.slug),
                "page": self.link(source.get_absolute_url()),
                "kind": source.kind,
                "roles": [
                    {
                        "role": role.role,
                        "organisation": role.organisation,
                        "from": day(role.since),
                        "until": day(role.until),
                    }
                    for role in source.roles.all()
                ],
                "trust": source.trust and source.trust.code,
                "union": source.union and source.union.slug,
            }
            for source in rows
        ]


class EvidenceViewSet(RecordViewSet):
    """Where public numbers and words came from, for what is on the record."""

    filterset_class = EvidenceFilter
    keyset = AS_RECORDED
    shape = shapes.EvidenceShape
    lookup_field = "uuid"
    lookup_value_converter = "str"

    def get_queryset(self):
        return public_evidence(self.at).select_related("said_by", "reported_by")

    def lookup_value(self):
        return uuid_or_404(super().lookup_value())

    def present(self, rows, *, detail):
        return [
            {
                "uuid": row.uuid,
                "url": self.address("evidence", row.uuid),
                "kind": row.kind,
                "title": row.title,
                "document_url": row.url or None,
                "said_by": row.said_by.name,
                "reported_by": row.reported_by and row.reported_by.name,
                "published_on": day(row.published_on),
                "seen_on": day(row.retrieved_at and localdate(row.retrieved_at)),
                "caveat": row.public_caveat,
            }
            for row in rows
        ]
