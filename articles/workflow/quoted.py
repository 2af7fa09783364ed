"""The words of a story's quotations against those on record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from lib.reading.fidelity import Fidelity, compare
from lib.text import not_repeated

from ..models import Quote, QuoteRevision
from .cited import Cited, in_marks
from .problem import QUERY, READING, Problem

# Words in double marks, the last of which may be missing at the end of a paragraph.
IN_MARKS = re.compile(r"[“\"]([^“”\"]+)(?:[”\"]|$)")
SENTENCES = re.compile(r"(?<=[.!?])[”’\"]?\s+")
# Of a longer statement nobody looks for the sentences that were chosen.
MOST_SENTENCES = 12
GRAVITY = ("same", "query", "stop")


def quotation_problems(cited: Iterable[Cited]) -> Iterator[Problem]:
    """A reading stop where a word of a quotation is not the one on record; a query where a
    sentence is cut or something stands in brackets.

    Whole sentences of a longer statement may stand alone, and what stands in several marks is one.
    What is reported in our own words is not compared.
    """
    marks: dict[QuoteRevision, list[Cited]] = defaultdict(list)
    for each in cited:
        if each.kind == "quote":
            for revision in each.revisions:
                marks[revision].append(each)
    for revision, places in marks.items():
        if revision.kind == Quote.Kind.REPORTED or together_whole(places, revision.words):
            continue
        for place in places:
            yield from of_mark(place, revision)


def of_mark(cited: Cited, revision: QuoteRevision) -> Iterator[Problem]:
    found = fidelity_of(cited.words, revision.words)
    if found.level == "same":
        return
    altered = found.level == "stop"
    reasons = "; ".join(reason[:1].lower() + reason[1:] for reason in found.reasons)
    yield Problem(
        READING if altered else QUERY,
        cited.place,
        f"{reasons}.",
        "quotation_altered" if altered else "quotation_cut",
        revision.quote,
        in_marks(cited),
        revision.quote,
    )


def together_whole(places: list[Cited], recorded: str) -> bool:
    """Whether they are the whole of it; what only repeats others, as a pull quotation does, is
    no part of its own."""
    said = not_repeated(each.words for each in places)
    parts = [part for words in said for part in parts_of(words)]
    return len(places) > 1 and compare(" ".join(parts), recorded).level == "same"


def parts_of(words: str) -> list[str]:
    """What stands between marks, where there are any: in “We are sorry,” she said, “for all of
    it” two words are nobody's quotation."""
    return IN_MARKS.findall(words) or [words]


def fidelity_of(words: str, recorded: str) -> Fidelity:
    """The parts of a quotation as one, or each for itself, whichever is nearer to the record."""
    parts = parts_of(words)
    together = against(" ".join(parts), recorded)
    if together.level != "stop" or len(parts) == 1:
        return together
    apart = max((against(part, recorded) for part in parts), key=gravity)
    return min(together, apart, key=gravity)


def against(words: str, recorded: str) -> Fidelity:
    found = compare(words, recorded)
    if found.cut and found.level == "query" and are_whole_sentences(words, recorded):
        return Fidelity("same")
    return found


def are_whole_sentences(words: str, recorded: str) -> bool:
    sentences = SENTENCES.split(recorded)[:MOST_SENTENCES]
    ends = combinations(range(len(sentences) + 1), 2)
    return any(compare(words, " ".join(sentences[i:j])).level == "same" for i, j in ends)


def gravity(found: Fidelity) -> int:
    return GRAVITY.index(found.level)
