"""What was done, in rows."""

from .changes import Change
from .desk_changes import DeskChange
from .generation import Generation
from .outbox import OutboxItem
from .sober import SoberDecision

__all__ = ["Change", "DeskChange", "Generation", "OutboxItem", "SoberDecision"]
