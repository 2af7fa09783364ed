"""What the check has to say of a place in a text."""

from __future__ import annotations

from dataclasses import dataclass

STOP, QUERY, NOTE, RIGHT = "stop", "query", "note", "right"


@dataclass(frozen=True)
class Finding:
    """Of block[start:end]. `kind`: quote, figure, sum, headline, noun or comparison. `verdict`:

    backed, mismatched, recorded_not_cited, unrecorded, or, of what is no record's business,
    do_not_say, corrected_before, does_not_add_up, not_in_text. `level`: stop, query, note, right.
    `message` is a sentence with its cure; `instead` are true words for the place, where there are.
    """

    block: str
    start: int
    end: int
    kind: str
    verdict: str
    level: str
    message: str
    records: tuple[int, ...] = ()
    instead: str = ""
