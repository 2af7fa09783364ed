from ..terms import Terms
from .agreements import EvidenceTerms, SourceTerms
from .areas import Area, AreaKind
from .confirmations import Channel, FigureConfirmation
from .decisions import FigureDecision
from .events import Event, EventKind
from .evidence import Evidence
from .figures import DisruptionFigure
from .hospitals import Hospital, HospitalTrust
from .licences import Licence
from .measures import Measure, MeasureParts, Setting
from .names import Alias
from .notices import NoticeConfirmation, ServiceNotice
from .parts import Derivation, PartList
from .public import PublicFacts, PublicFigure
from .revisions import FigureRevision
from .said_with import SaidWith
from .seen_in import SeenIn
from .services import Service
from .sources import Source, SourceRole
from .spells import StrikeSpell
from .strikes import (
    Dispute,
    Participation,
    StaffGroup,
    StaffGroupName,
    Strike,
    StrikeStatusChange,
    StrikeSummary,
    Union,
)
from .trusts import Trust, TrustArea, TrustName, TrustSuccession

# What is said about a strike, in the order in which it is read; each has its `strike`.
FACTS = (
    StrikeSummary,
    StrikeSpell,
    StrikeStatusChange,
    Participation,
    Event,
    ServiceNotice,
)

__all__ = [
    "FACTS",
    "Alias",
    "Area",
    "AreaKind",
    "Channel",
    "Derivation",
    "Dispute",
    "DisruptionFigure",
    "Event",
    "EventKind",
    "Evidence",
    "EvidenceTerms",
    "FigureConfirmation",
    "FigureDecision",
    "FigureRevision",
    "Hospital",
    "HospitalTrust",
    "Licence",
    "Measure",
    "MeasureParts",
    "NoticeConfirmation",
    "PartList",
    "Participation",
    "PublicFacts",
    "PublicFigure",
    "SaidWith",
    "SeenIn",
    "Service",
    "ServiceNotice",
    "Setting",
    "Source",
    "SourceRole",
    "SourceTerms",
    "StaffGroup",
    "StaffGroupName",
    "Strike",
    "StrikeSpell",
    "StrikeStatusChange",
    "StrikeSummary",
    "Terms",
    "Trust",
    "TrustArea",
    "TrustName",
    "TrustSuccession",
    "Union",
]
