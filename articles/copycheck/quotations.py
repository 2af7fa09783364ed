"""The quotations of a text against those on record."""

from __future__ import annotations

from collections.abc import Sequence

from lib.reading.fidelity import Fidelity, compare, read
from lib.reading.quotations import Quotation

from .alike import same_speakers
from .findings import NOTE, QUERY, RIGHT, STOP, Finding
from .records import QuoteRecord, Records

# Of the words of a quotation, as many must be on record for it to be that one, altered.
ALTERED = 0.6
# What is so short may be said by anybody.
SHORT = 3


def judged(
    block: str, quotation: Quotation, records: Records, cited: Sequence[QuoteRecord], citing: bool
) -> Finding | None:
    """What is to be said of one quotation; None where nobody answers for the words.

    `cited` are the records under the mark around it; `citing` says that the text can have marks.
    """
    if quotation.optional:
        return None
    said = [speaker.name for speaker in quotation.speakers]

    def finding(
        verdict: str, level: str, message: str, *found: QuoteRecord, instead: str = ""
    ) -> Finding:
        ids = tuple(each.id for each in found)
        return Finding(
            block, quotation.start, quotation.end, "quote", verdict, level, message, ids, instead
        )

    compared = [
        (each, compare(quotation.text, each.text))
        for each in cited or records.quotes_like(quotation.text)
    ]
    faithful = [(each, how) for each, how in compared if how.level != "stop"]
    right = [(each, how) for each, how in faithful if speaks(said, each)]
    words = len(read(quotation.text).tokens)
    if right or (cited and faithful):
        record, how = best(right or faithful)
        if right or not said:
            return finding(*as_recorded(how, bool(cited), citing), record)
    if faithful and (cited or words > SHORT or any(how.level == "same" for _, how in faithful)):
        record, how = best(faithful)
        who = " and ".join(record.speakers) or "nobody we name"
        return finding(
            "mismatched",
            QUERY,
            f"The record has these words from {who}; the text gives them to "
            f"{' and '.join(said) or 'nobody'}. Put right who said them.",
            record,
        )
    altered = [(each, how) for each, how in compared if cited or is_altered(how, words, each)]
    if altered:
        record, how = max(altered, key=lambda pair: likeness(quotation.text, pair[0].text))
        told = "; ".join(how.reasons[:3])
        return finding(
            "mismatched",
            STOP if cited or speaks(said, record) or not said else QUERY,
            f"{told}. Use the words on record.",
            record,
            instead=record.text if not how.cut else "",
        )
    return finding(
        "unrecorded",
        NOTE,
        "We hold no record of these words. Record them, with where they came from.",
    )


def speaks(said: Sequence[str], record: QuoteRecord) -> bool:
    return not record.speakers or same_speakers(said, record.speakers)


def best(pairs: list[tuple[QuoteRecord, Fidelity]]) -> tuple[QuoteRecord, Fidelity]:
    return min(pairs, key=lambda pair: (pair[1].level != "same", pair[1].cut_no, len(pair[0].text)))


def as_recorded(how: Fidelity, cited: bool, citing: bool) -> tuple[str, str, str]:
    if how.cut_no:
        return (
            "backed",
            QUERY,
            "The words on record go on with a “no” or “not” where these are cut. Read them whole.",
        )
    marked = [reason for reason in how.reasons if "cut from" not in reason]
    if marked:
        return "backed", QUERY, f"{'; '.join(marked)}. See that the sense is the same."
    if citing and not cited:
        return "recorded_not_cited", NOTE, "These words are on record. Cite them."
    part = " (a part of what was said)" if how.cut else ""
    return "backed", RIGHT, f"The words are as recorded{part}."


def is_altered(how: Fidelity, words: int, record: QuoteRecord) -> bool:
    """Whether the words are probably meant to be those on record: most of them are there."""
    foreign = sum(len(read(here).tokens) for here, _ in how.differing)
    left_out = sum(len(read(there).tokens) for here, there in how.differing if not here)
    if words <= SHORT:
        return foreign <= 1 and words > 1 and not how.cut
    return (words - foreign) / words >= ALTERED and left_out <= max(3, words)


def likeness(here: str, there: str) -> float:
    ours, theirs = set(read(here).forms), set(read(there).forms)
    return len(ours & theirs) / max(1, len(ours | theirs))
