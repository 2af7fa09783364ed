"""Everything that a named person may do to a figure or to what it rests on.

Views, admin and commands only call these.

Each function is one transaction, locks the figure it changes, and raises `Refused` (nothing
written) or `PermissionDenied`. `at` is for loading the past; it defaults to now, read once the
lock is held: whoever waited for somebody else acts after them.
"""

from .adding_up import set_derivation, set_parts
from .base import locked
from .checking import bring_current_up_to_date, check, check_token, rests_on
from .choosing import prefer
from .confirming import Asked, confirm_figure
from .documents import as_said_by, record_document
from .facts import enter_fact
from .first_words import show_first_word, take_back_first_word
from .further import same_again, seen_in, seen_in_token, show_document, sign_off_seen_in
from .likeness import Alike, Likeness, near
from .notices import confirm_notice, enter_notice
from .places import date_again, place_again, place_at_time
from .proposals import proposals_behind, refuse_proposals
from .proposing import decide_proposals, propose
from .recording import Identity, Reading, record, record_statement, revise
from .releasing import (
    dispute,
    postpone,
    release,
    settle_dispute,
    take_back_release,
    what_hides,
    why_not_public,
    withdraw,
)
from .resting import resting_on
from .signing import (
    enter_reference,
    entered,
    facts_token,
    lock_grounds,
    lock_grounds_of,
    may_write_facts,
    sign_off_facts,
    sign_off_grounds,
    token,
    waiting_of,
    with_proposals,
    withdraw_fact,
)
from .terms import agree_for_new, agree_terms, clear_evidence, decide_terms, terms_token

__all__ = [
    "Alike",
    "Asked",
    "Identity",
    "Likeness",
    "Reading",
    "agree_for_new",
    "agree_terms",
    "as_said_by",
    "bring_current_up_to_date",
    "check",
    "check_token",
    "clear_evidence",
    "confirm_figure",
    "confirm_notice",
    "date_again",
    "decide_proposals",
    "decide_terms",
    "dispute",
    "enter_fact",
    "enter_notice",
    "enter_reference",
    "entered",
    "facts_token",
    "lock_grounds",
    "lock_grounds_of",
    "locked",
    "may_write_facts",
    "near",
    "place_again",
    "place_at_time",
    "postpone",
    "prefer",
    "proposals_behind",
    "propose",
    "record",
    "record_document",
    "record_statement",
    "refuse_proposals",
    "release",
    "resting_on",
    "rests_on",
    "revise",
    "same_again",
    "seen_in",
    "seen_in_token",
    "set_derivation",
    "set_parts",
    "settle_dispute",
    "show_document",
    "show_first_word",
    "sign_off_facts",
    "sign_off_grounds",
    "sign_off_seen_in",
    "take_back_first_word",
    "take_back_release",
    "terms_token",
    "token",
    "waiting_of",
    "what_hides",
    "why_not_public",
    "with_proposals",
    "withdraw",
    "withdraw_fact",
]
