"""Stories as data, the versions they had, and their corrections."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404

from articles import presenters
from articles.filters import NEWEST_FIRST, StoryFilter
from articles.models import Correction, PublicStory, PublishedVersion
from articles.presenters import StoryItem
from hospitals.models import DisruptionFigure
from lib.api import uuid_or_404
from lib.keyset import Keyset, both_ways

from .base import ByUuid, RecordViewSet
from .filters import CorrectionFilter, VersionFilter
from .records import VersionRecord, story_record
from .serializers.articles import (
    ArticleDetailSerializer,
    ArticleSerializer,
    CorrectionSerializer,
    VersionSerializer,
)

LATEST_VERSION = Keyset([("live_from", "desc"), ("id", "desc")])
LATEST_ISSUED = Keyset([("issued_at", "desc"), ("id", "desc")])


class ArticleViewSet(ByUuid):
    """Stories as readers see them. The order stays when a story is updated or corrected."""

    filterset_class = StoryFilter
    keyset = NEWEST_FIRST
    orders = both_ways("first_published_at", NEWEST_FIRST)
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    looks_back = True
    lookup_field = "article__uuid"
    lookup_url_kwarg = "uuid"

    def get_queryset(self) -> Any:
        if self.detail:
            return PublishedVersion.objects.public(self.at).for_page()
        return PublicStory.objects.live(self.at).for_lists()

    def present(self, rows: Sequence[Any]) -> Sequence[StoryItem]:
        if self.detail:
            return [story_record(presenters.article_page(each, self.at)) for each in rows]
        return presenters.story_lines(rows)


class VersionViewSet(RecordViewSet):
    """What readers of one story have seen, the newest first; `url` is the story as it stood."""

    filterset_class = VersionFilter
    keyset = LATEST_VERSION
    serializer_class = VersionSerializer

    def get_queryset(self) -> QuerySet[PublishedVersion]:
        self.uuid = uuid_or_404(self.kwargs["uuid"])
        live = PublishedVersion.objects.public(self.at).filter(article__uuid=self.uuid)
        article = live.values_list("article", flat=True).first()
        if article is None:
            raise Http404
        begun = PublishedVersion.objects.begun(self.at)
        later = begun.filter(article=OuterRef("article"), live_from__gt=OuterRef("live_from"))
        return (
            begun.filter(article=article)
            .annotate(live_until=Subquery(later.order_by("live_from").values("live_from")[:1]))
            .prefetch_related(Prefetch("corrections", Correction.objects.public(self.at)))
            .defer("body", "body_html", "graphics")
        )

    def present(self, rows: Sequence[PublishedVersion]) -> list[VersionRecord]:
        return [VersionRecord(version, str(self.uuid)) for version in rows]


class CorrectionViewSet(ByUuid):
    """Our errors, the newest first: what was wrong and what is right."""

    filterset_class = CorrectionFilter
    keyset = LATEST_ISSUED
    orders = both_ways("issued_at", LATEST_ISSUED)
    serializer_class = CorrectionSerializer

    def get_queryset(self) -> QuerySet[Correction]:
        return Correction.objects.public(self.at)

    def present(self, rows: Sequence[Any]) -> Sequence[Any]:
        """Stories and figures are named where readers can see them; one query for each."""
        stories = self.named_articles(row.article_id for row in rows)
        figures = (
            DisruptionFigure.objects.public(self.at)
            .filter(pk__in={row.figure_id for row in rows if row.figure_id})
            .in_bulk()
        )
        for row in rows:
            row.story, row.public_figure = stories.get(row.article_id), figures.get(row.figure_id)
        return rows
