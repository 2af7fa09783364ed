"""Filters of the lists that only the API has; stories share theirs with the pages."""

from __future__ import annotations

from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from articles.models import Citation, Correction, PublishedVersion, Quote
from articles.models.sources import public_sources
from hospitals.models import Evidence, Source
from lib.filters import StrictFilterSet, one_of


class QuoteFilter(StrictFilterSet):
    article = django_filters.UUIDFilter(method="in_article", label="Story that prints it, by id")

    class Meta:
        model = Quote
        fields = []

    def in_article(self, queryset: QuerySet[Quote], name: str, value: UUID) -> QuerySet[Quote]:
        cited = Citation.objects.live().filter(article__uuid=value, quote_revision__isnull=False)
        return queryset.filter(pk__in=cited.values("quote_revision__quote"))


class SourceFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=Source.Kind.choices, label="Kind")

    class Meta:
        model = Source
        fields = []


class EvidenceFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=Evidence.Kind.choices, label="Kind")
    said_by = one_of(lambda: public_sources(now()), "Who says so", method="of_speaker")

    class Meta:
        model = Evidence
        fields = []

    def of_speaker(
        self, queryset: QuerySet[Evidence], name: str, source: Source
    ) -> QuerySet[Evidence]:
        """Among those who say so; not the paper that quotes them."""
        joint = source.said_with.order_by().values("evidence")
        return queryset.filter(Q(said_by=source) | Q(pk__in=joint))


class CorrectionFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(choices=Correction.Kind.choices, label="Kind")
    article = django_filters.UUIDFilter(field_name="article__uuid", label="Story, by its id")

    class Meta:
        model = Correction
        fields = []


class VersionFilter(StrictFilterSet):
    class Meta:
        model = PublishedVersion
        fields = []
