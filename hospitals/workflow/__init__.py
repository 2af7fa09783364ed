"""Everything that a named person may do to a figure or to what it rests on.

Views, admin and commands only call these.

Each function is one transaction, locks the figure it changes, and raises `Refused` (nothing
written) or `PermissionDenied`. `at` is for loading the past; it defaults to now, read once the
lock is held: whoever waited for somebody else acts after them.
"""

from .adding_up import set_derivation, set_parts
from .base import clock, locked, need, required, save_valid
from .checking import bring_copies_up_to_date, check
from .choosing import prefer
from .places import place_again, place_at_time
from .recording import Identity, Reading, record, record_statement, revise
from .releasing import (
    dispute,
    postpone,
    release,
    settle_dispute,
    take_back_release,
    why_not_public,
    why_not_shown,
    withdraw,
)
from .terms import clear_evidence

__all__ = [
    "Identity",
    "Reading",
    "bring_copies_up_to_date",
    "check",
    "clear_evidence",
    "clock",
    "dispute",
    "locked",
    "need",
    "place_again",
    "place_at_time",
    "postpone",
    "prefer",
    "record",
    "record_statement",
    "release",
    "required",
    "revise",
    "save_valid",
    "set_derivation",
    "set_parts",
    "settle_dispute",
    "take_back_release",
    "why_not_public",
    "why_not_shown",
    "withdraw",
]
