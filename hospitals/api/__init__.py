"""The facts as data. Each field is named here: a new column has to be invited out."""

from .figure_files import FigureCsv, FigureXlsx
from .figures import FigureViewSet, RevisionViewSet, UpdateViewSet
from .names import ServiceViewSet, SettingViewSet, StaffGroupViewSet, UnionViewSet
from .notices import NoticeViewSet
from .panel import PanelCsv, PanelViewSet, PanelXlsx
from .places import AreaViewSet, HospitalViewSet, TrustViewSet
from .strikes import DisputeViewSet, EventViewSet, MeasureViewSet, StrikeViewSet

__all__ = [
    "AreaViewSet",
    "DisputeViewSet",
    "EventViewSet",
    "FigureCsv",
    "FigureViewSet",
    "FigureXlsx",
    "HospitalViewSet",
    "MeasureViewSet",
    "NoticeViewSet",
    "PanelCsv",
    "PanelViewSet",
    "PanelXlsx",
    "RevisionViewSet",
    "ServiceViewSet",
    "SettingViewSet",
    "StaffGroupViewSet",
    "StrikeViewSet",
    "TrustViewSet",
    "UnionViewSet",
    "UpdateViewSet",
]
