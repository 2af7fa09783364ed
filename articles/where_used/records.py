"""What rests on a record: the words of stories, and the stories that are about it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from hospitals.models import DisruptionFigure, Evidence, FigureRevision, Source, Strike
from hospitals.workflow.resting import revisions_on

from ..dependents import said_on
from ..models import Article, Citation, PublishedVersion, Quote, QuoteRevision, VersionStrike

Record = DisruptionFigure | Quote | Source | Evidence | Strike


def citations_of(record: Record) -> QuerySet[Citation]:
    """Wherever words rest on it: in working copies, and in versions that were not cancelled."""
    standing = Q(version__isnull=True) | Q(version__cancelled_at__isnull=True)
    return Citation.objects.filter(standing, rests_on(record)).order_by()


def rests_on(record: Record) -> Q:
    """Q: the Citations."""
    if isinstance(record, DisruptionFigure):
        return Q(figure_revision__figure=record)
    if isinstance(record, Quote):
        return Q(quote_revision__quote=record)
    if isinstance(record, Strike):
        return Q(figure_revision__figure__strike=record)
    figures = FigureRevision.objects.filter(revisions_on(record))
    quotes = QuoteRevision.objects.filter(said_on(record))
    return Q(figure_revision__in=figures.values("pk")) | Q(quote_revision__in=quotes.values("pk"))


def stories_with(record: Record) -> Q:
    """Q: the Articles that use it anywhere, or are about it."""
    found = Q(pk__in=citations_of(record).values("article"))
    if isinstance(record, Strike):
        linked = VersionStrike.objects.filter(strike=record)
        working = Article.strikes.through.objects.filter(strike=record)
        found |= Q(pk__in=linked.values("article")) | Q(pk__in=working.values("article"))
    return found


def versions_with(record: Record) -> Q:
    """Q: the PublishedVersions, cancelled ones among them."""
    found = Q(pk__in=citations_of(record).filter(version__isnull=False).values("version"))
    if isinstance(record, Strike):
        found |= Q(pk__in=VersionStrike.objects.filter(strike=record).values("version"))
    return found


def live_versions(record: Record, at: datetime) -> QuerySet[PublishedVersion]:
    """Those that readers see."""
    return PublishedVersion.objects.public(at).filter(versions_with(record))
