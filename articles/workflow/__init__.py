"""Everything that a named person may do to a story or a quotation.

Each function is one transaction, locks the story it changes, and raises `Refused` (nothing
written) or `PermissionDenied`. `now` is for loading the past; it defaults to the clock, read
once the lock is held: whoever waited for somebody else acts after them.
"""

from .answering import answer_finding
from .approval import Query, approve, look_again, send_back, submit
from .arranging import arrange
from .base import why_not
from .cancelling import cancel_scheduled, releases_with
from .citing import cite_words
from .confirming import confirm_passage, confirm_quote, passages
from .correcting import approve_correction, decide, drop, propose
from .corrections import Notice, issue_correction
from .covering import (
    Why,
    cover_address,
    cover_picture,
    cover_version,
    cover_words,
    lift_cover,
)
from .drafts import drop_draft, keep_draft, may_leave_the_desk
from .elsewhere import did_not_run_there, hand_over, say_where_it_ran, tick_off
from .mail_choices import choose_mail
from .marks_of_law import leave_unmarked, set_mark
from .notes import answer_note, leave_note, tick_note
from .outside import answer_lent, settle_answer
from .planning import planned
from .previewing import lend, take_back_preview
from .publishing import SECOND_THOUGHTS, publish
from .quotations import check_quote, record_quote, revise_quote
from .replies import go_without_reply, record_answer, record_approach
from .seen import check_token
from .signing_off import sign_off
from .taking_down import pull, put_back, stops_of_returning, withdraw
from .terms import agree_quote_terms, decide_quote_terms, quote_resting, quote_terms_token
from .two_names import read_change, waiting_for_a_reader, whose_turn, words_before, writers
from .working_copy import lock_for_edit, save, saved

__all__ = [
    "SECOND_THOUGHTS",
    "Notice",
    "Query",
    "Why",
    "agree_quote_terms",
    "answer_finding",
    "answer_lent",
    "answer_note",
    "approve",
    "approve_correction",
    "arrange",
    "cancel_scheduled",
    "check_quote",
    "check_token",
    "choose_mail",
    "cite_words",
    "confirm_passage",
    "confirm_quote",
    "cover_address",
    "cover_picture",
    "cover_version",
    "cover_words",
    "decide",
    "decide_quote_terms",
    "did_not_run_there",
    "drop",
    "drop_draft",
    "go_without_reply",
    "hand_over",
    "issue_correction",
    "keep_draft",
    "leave_note",
    "leave_unmarked",
    "lend",
    "lift_cover",
    "lock_for_edit",
    "look_again",
    "may_leave_the_desk",
    "passages",
    "planned",
    "propose",
    "publish",
    "pull",
    "put_back",
    "quote_resting",
    "quote_terms_token",
    "read_change",
    "record_answer",
    "record_approach",
    "record_quote",
    "releases_with",
    "revise_quote",
    "save",
    "saved",
    "say_where_it_ran",
    "send_back",
    "set_mark",
    "settle_answer",
    "sign_off",
    "stops_of_returning",
    "submit",
    "take_back_preview",
    "tick_note",
    "tick_off",
    "waiting_for_a_reader",
    "whose_turn",
    "why_not",
    "withdraw",
    "words_before",
    "writers",
]
