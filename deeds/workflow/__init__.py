"""What a named person does about what was done, and about how a page looks."""

from .outbox import drop, try_again
from .second_look import look_at_change, note_change
from .sober import decide_sober

__all__ = ["decide_sober", "drop", "look_at_change", "note_change", "try_again"]
