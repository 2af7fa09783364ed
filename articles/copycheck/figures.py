"""The figures of a text against those on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from lib.numbers import format_number, say_spoken
from lib.reading.figures import Figure
from lib.spoken import Spoken, holds, near_enough

from ..correcting.wording import REPLACE, reword
from .alike import STAFF, core, families, nouns, same_body, same_thing
from .findings import NOTE, QUERY, RIGHT, STOP, Finding
from .records import FigureRecord, Records

# Below, numbers meet by chance.
BY_CHANCE = 20
MOST_PARTS = 4
MOST_TO_ADD = 14


@dataclass(frozen=True)
class Claim:
    """A figure of a text with what stands around it. `around` are the words of its paragraph, in
    which the body may be named that it is about; `alone` names the only body of the whole text."""

    block: str
    figure: Figure
    sentence: frozenset[str]
    around: frozenset[str]
    surely: bool  # its own sentence names the body
    alone: str = ""
    said_by: str = ""
    quoted: bool = False


def about(claim: Claim, record: FigureRecord) -> bool:
    """Whether a record is about whom the figure is about, as far as the text says."""
    figure = claim.figure
    if record.named and figure.subject.named:
        ids = {(each.kind, each.id) for each in figure.subject.named}
        if ids & record.named:
            return True
    if not record.subjects:
        return True
    if any(same_body(figure.subject.name, name) for name in record.subjects):
        return True
    if (
        not claim.surely
        and claim.alone
        and any(same_body(claim.alone, each) for each in record.subjects)
    ):
        return True
    words = claim.sentence if claim.surely else claim.around
    return any(core(name) <= words for name in record.subjects if core(name))


def judged(
    claim: Claim,
    records: Records,
    cited: Sequence[FigureRecord],
    taken: Mapping[int, Sequence[Figure]],
    citing: bool,
) -> Finding:
    """What is to be said of one figure. `taken`: {id of a record: the figures that it backs}."""
    figure = claim.figure

    def finding(
        verdict: str, level: str, message: str, *found: FigureRecord, instead: str = ""
    ) -> Finding:
        ids = tuple(each.id for each in found)
        return Finding(
            claim.block, figure.start, figure.end, "figure", verdict, level, message, ids, instead
        )

    for error in records.errors:
        if (
            holds(figure.spoken, error.was)
            and about(claim, error.figure)
            and same_thing(figure.unit, error.figure.unit)
            and not holds(figure.spoken, error.figure.spoken)
        ):
            return finding(
                "corrected_before",
                STOP,
                f"We have corrected this before: {error.is_right.rstrip('.')}. "
                "Use the number that is right.",
                error.figure,
                instead=said(error.figure),
            )
    if cited:
        return of_cited(claim, cited, finding)
    same = [
        each
        for each in records.figures
        if same_thing(figure.unit, each.unit) and about(claim, each)
    ]
    backing = min(
        (each for each in same if backs(claim, each, taken)),
        key=lambda each: (not each.near, distance(figure.spoken, each.spoken)),
        default=None,
    )
    if backing:
        if citing:
            return finding(
                "recorded_not_cited", NOTE, f"The record says {said(backing)}. Cite it.", backing
            )
        return finding("backed", RIGHT, f"The record says {said(backing)}.", backing)
    free = [
        each
        for each in same
        if each.id not in taken and (each.near or mistyped(figure.spoken, each.spoken))
    ]
    parts = adding_up(figure.spoken, [each for each in records.figures if about(claim, each)])
    if parts and not any(each not in parts and close(figure.spoken, each.spoken) for each in free):
        total = " and ".join(say_spoken(each.spoken) for each in parts)
        return finding("backed", RIGHT, f"{total} on record come to this.", *parts)
    if free and not figure.optional:
        nearest = min(free, key=lambda each: distance(figure.spoken, each.spoken))
        certain = (
            len(free) == 1
            and nearest.near
            and claim.surely
            and close(figure.spoken, nearest.spoken)
        )
        return finding(
            "mismatched",
            STOP if certain and not claim.quoted else QUERY,
            f"The text says “{figure.text}”, the record {said(nearest)}. "
            "Correct the number, or the record.",
            nearest,
            instead=said(nearest),
        )
    if elsewhere := other_identity(claim, records):
        return finding(
            "mismatched",
            QUERY,
            f"The record of {say_spoken(elsewhere.spoken)} is of "
            f"{elsewhere.unit or 'something else'}"
            f"{', ' + elsewhere.subjects[0] if elsewhere.subjects else ''}. Put right what it "
            "counts or whom it is about.",
            elsewhere,
        )
    if claim.said_by:
        message = (
            f"A number that {claim.said_by} gives; we hold no record. "
            "Say whose it is, or record it."
        )
    else:
        message = "We hold no record of this number. Record it, with where it came from."
    return finding("unrecorded", NOTE, message)


def backs(claim: Claim, record: FigureRecord, taken: Mapping[int, Sequence[Figure]]) -> bool:
    """Whether a record bears a figure out, and is what the figure rounds.

    “More than 500” is true of 1,854 and says it of something else; and what another number of the
    same sentence states exactly is that number.
    """
    spoken, recorded = claim.figure.spoken, record.spoken
    if not (holds(spoken, recorded) and near_enough(spoken, recorded)):
        return False
    return spoken.how_exact == "exact" or not any(
        other.sentence == claim.figure.sentence
        and other is not claim.figure
        and other.spoken.value == recorded.value
        and other.spoken.value != spoken.value
        for other in taken.get(record.id, ())
    )


def of_cited(claim: Claim, cited: Sequence[FigureRecord], make: Callable[..., Finding]) -> Finding:
    figure = claim.figure
    if any(holds(figure.spoken, each.spoken) for each in cited) or adding_up(
        figure.spoken, cited, everything=True
    ):
        wrong = next((each for each in cited if not same_thing(figure.unit, each.unit)), None)
        if wrong and any(nouns(figure.unit)[-1:] == nouns(noun)[-1:] for noun in wrong.not_as):
            wrong = None  # said by the finding of its own
        if wrong and len(cited) == 1:
            return make(
                "mismatched",
                QUERY,
                f"The record counts {wrong.unit}, the text {figure.unit}. Use the record's noun.",
                wrong,
            )
        words = " and ".join(said(each) for each in cited)
        return make("backed", RIGHT, f"The record says {words}.", *cited)
    words = " and ".join(said(each) for each in cited)
    if len(cited) == 1 and (was := corrected_since(figure, cited[0])):
        return make(
            "mismatched",
            STOP,
            f"Corrected since: the record was {say_spoken(was)} and is {words} now.",
            cited[0],
            instead=in_its_manner(figure, was, cited[0]),
        )
    return make(
        "mismatched",
        STOP,
        f"The text says “{figure.text}”, the record {words}. Use the record's number.",
        *cited,
        instead=said(cited[0]) if len(cited) == 1 else "",
    )


def corrected_since(figure: Figure, record: FigureRecord) -> Spoken | None:
    """The value of which the words were true before the record was put right, the latest first."""
    return next((was for was in reversed(record.earlier) if holds(figure.spoken, was)), None)


def in_its_manner(figure: Figure, was: Spoken, record: FigureRecord) -> str:
    """The new number as the old one was written: “five” becomes “six”, “more than 1,900” the
    nearest that is true."""
    start, end = (at - figure.start for at in figure.number)
    words = figure.text[start:end]
    proposal = reword(words, words, 0, len(words), was, record.spoken)
    return proposal.words if proposal.choice == REPLACE else said(record)


def said(record: FigureRecord) -> str:
    of = (
        f" of {say_spoken(Spoken(record.spoken.out_of))}"
        if record.spoken.out_of is not None
        else ""
    )
    return f"{record.said or say_spoken(record.spoken)}{of}"


def adding_up(
    spoken: Spoken, records: Sequence[FigureRecord], everything: bool = False
) -> tuple[FigureRecord, ...]:
    """Records that come to the number together: 158 and 1,696 to 1,854."""
    if (
        spoken.kind != "count"
        or spoken.upper is not None
        or (spoken.value < BY_CHANCE and not everything)
    ):
        return ()
    exact = [
        each
        for each in records
        if each.spoken.how_exact == "exact"
        and each.spoken.kind == "count"
        and each.spoken.value > 0
    ]
    if everything:
        total = sum((each.spoken.value for each in exact), Decimal(0))
        whole = len(exact) == len(records) > 1
        return tuple(exact) if whole and holds(spoken, Spoken(total, kind="count")) else ()
    if spoken.how_exact != "exact":
        return ()
    smaller = [each for each in exact if each.spoken.value < spoken.value][:MOST_TO_ADD]
    for count in range(2, MOST_PARTS + 1):
        for parts in combinations(smaller, count):
            if sum(each.spoken.value for each in parts) == spoken.value and of_one_kind(parts):
                return parts
    return ()


def of_one_kind(parts: Iterable[FigureRecord]) -> bool:
    """Parts of one whole: care with care, staff with staff; and no number twice."""
    kinds = {STAFF in families(nouns(each.unit)) for each in parts}
    return len(kinds) == 1


def distance(here: Spoken, there: Spoken) -> Decimal:
    return abs(here.value - there.value)


def close(here: Spoken, there: Spoken) -> bool:
    """Probably one number, mistyped or rounded: the same digits, or within a fifth."""
    if digits(here.value) == digits(there.value):
        return True
    return distance(here, there) <= max(here.value, there.value) / 5


def mistyped(here: Spoken, there: Spoken) -> bool:
    """The same digits in another order, of a number that does not come up by chance."""
    if here.value < BY_CHANCE or here.value == there.value:
        return False
    return digits(here.value) == digits(there.value)


@lru_cache(maxsize=4096)
def digits(value: Decimal) -> list[str]:
    return sorted(format_number(value))


def not_so_called(claim: Claim, finding: Finding, records: Records) -> Iterator[Finding]:
    """A number that is right, of a noun that is not to be said of it: “patients”."""
    for each in (records.by_id[("figure", pk)] for pk in finding.records):
        for wrong in each.not_as:
            if finding.level != STOP and is_called(claim.figure.unit, wrong):
                yield Finding(
                    claim.block,
                    claim.figure.start,
                    claim.figure.end,
                    "noun",
                    "do_not_say",
                    QUERY,
                    f"Of {each.unit} do not say {each.do_not_say.rstrip('.')}.",
                    (each.id,),
                )


def is_called(unit: str, wrong: str) -> bool:
    """Whether what a text counts, “cancelled outpatient appointments”, is such a noun."""
    said, words = nouns(unit), nouns(wrong)
    return bool(said and words and said[-1] == words[-1] and set(words) <= set(said))


def other_identity(claim: Claim, records: Records) -> FigureRecord | None:
    """The same number on record of something else, or about somebody else."""
    figure = claim.figure
    for each in records.by_value.get(figure.spoken.value, ()):
        if (each.near and figure.spoken.value >= BY_CHANCE) or (
            each.near and (same_thing(figure.unit, each.unit) or about(claim, each))
        ):
            return each
    return None
