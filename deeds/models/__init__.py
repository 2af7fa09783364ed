"""What was done, in rows."""

from .changes import Change
from .covers import Cover, CoveredWords, CoverLook
from .desk_changes import DeskChange
from .generation import Generation
from .outbox import OutboxItem
from .sober import SoberDecision

__all__ = [
    "Change",
    "Cover",
    "CoverLook",
    "CoveredWords",
    "DeskChange",
    "Generation",
    "OutboxItem",
    "SoberDecision",
]
