"""The stories as data, read-only, and who said what in them."""

from .articles import ArticleViewSet, CorrectionViewSet, VersionViewSet
from .sources import EvidenceViewSet, QuoteViewSet, SourceViewSet

__all__ = [
    "ArticleViewSet",
    "CorrectionViewSet",
    "EvidenceViewSet",
    "QuoteViewSet",
    "SourceViewSet",
    "VersionViewSet",
]
