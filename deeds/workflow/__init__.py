"""What a named person does about what was done, and about how a page looks."""

from .outbox import drop, try_again
from .saved_views import remove_view, rename_view, save_view
from .second_look import look_at_change, note_change
from .sober import decide_sober

__all__ = [
    "decide_sober",
    "drop",
    "look_at_change",
    "note_change",
    "remove_view",
    "rename_view",
    "save_view",
    "try_again",
]
