from .areas import Area
from .decisions import FigureDecision
from .evidence import Evidence
from .figures import DisruptionFigure
from .hospitals import Hospital, HospitalTrust
from .measures import Measure, MeasureParts
from .names import Alias
from .parts import Derivation, PartList
from .revisions import FigureRevision
from .sources import Source, SourceRole, Terms
from .strikes import (
    Dispute,
    Event,
    Participation,
    StaffGroup,
    StaffGroupName,
    Strike,
    StrikeDay,
    StrikeStatusChange,
    Union,
)
from .trusts import Trust, TrustArea, TrustName, TrustSuccession

__all__ = [
    "Alias",
    "Area",
    "Derivation",
    "Dispute",
    "DisruptionFigure",
    "Event",
    "Evidence",
    "FigureDecision",
    "FigureRevision",
    "Hospital",
    "HospitalTrust",
    "Measure",
    "MeasureParts",
    "PartList",
    "Participation",
    "Source",
    "SourceRole",
    "StaffGroup",
    "StaffGroupName",
    "Strike",
    "StrikeDay",
    "StrikeStatusChange",
    "Terms",
    "Trust",
    "TrustArea",
    "TrustName",
    "TrustSuccession",
    "Union",
]
