"""What was done, in rows."""

from .changes import Change
from .covers import Cover, CoveredWords, CoverLook
from .desk_changes import DeskChange
from .generation import Generation
from .outbox import OutboxItem
from .saved_views import SavedView
from .sober import SoberDecision

__all__ = [
    "Change",
    "Cover",
    "CoverLook",
    "CoveredWords",
    "DeskChange",
    "Generation",
    "OutboxItem",
    "SavedView",
    "SoberDecision",
]
