"""The facts as data. Each field is named here: a new column has to be invited out."""

from .figures import FigureViewSet, RevisionViewSet, UpdateViewSet
from .places import AreaViewSet, HospitalViewSet, TrustViewSet
from .strikes import DisputeViewSet, EventViewSet, MeasureViewSet, StrikeViewSet

__all__ = [
    "AreaViewSet",
    "DisputeViewSet",
    "EventViewSet",
    "FigureViewSet",
    "HospitalViewSet",
    "MeasureViewSet",
    "RevisionViewSet",
    "StrikeViewSet",
    "TrustViewSet",
    "UpdateViewSet",
]
