"""What the words around a number promise, and whether a record keeps the promise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

# One list for models, copy check and API, with the words an editor chooses from.
HOW_EXACT: list[tuple[str, str]] = [
    ("exact", "exactly"),
    ("around", "around"),
    ("nearly", "nearly"),
    ("more_than", "more than"),
    ("at_least", "at least"),
    ("less_than", "fewer or less than"),
    ("up_to", "up to"),
    ("between", "between two numbers"),
]
NAMES = [name for name, _ in HOW_EXACT]

FIVE_PER_CENT = Decimal("0.05")
TEN_PER_CENT = Decimal("0.1")
MILLION = 10**6


@dataclass(frozen=True)
class Spoken:
    """A number as somebody put it: "nearly 2,000" is Spoken(2000, None, "nearly").

    `upper` is the other end of "between" and nothing else. `kind` is "count", "percent", "points"
    (percentage points) or None when the words do not say. `out_of` is the base of "three out of
    35". `rounded_to` is the step the number was rounded to, in units: 100,000 for "7.2 million".
    """

    value: Decimal
    upper: Decimal | None = None
    how_exact: str = "exact"
    kind: str | None = None
    out_of: Decimal | None = None
    rounded_to: Decimal | None = None

    def __post_init__(self) -> None:
        if self.how_exact not in NAMES:
            raise ValueError(f"“{self.how_exact}” is not one of {', '.join(NAMES)}.")
        if (self.upper is not None) != (self.how_exact == "between"):
            raise ValueError("“between” takes two numbers and every other word takes one.")
        if self.upper is not None and self.upper <= self.value:
            raise ValueError("The first number of a range is the smaller one.")


@dataclass(frozen=True)
class Span:
    """The numbers that may be meant, from low to high; None is without end."""

    low: Decimal | None
    high: Decimal | None
    with_low: bool = True
    with_high: bool = True

    def covers(self, other: Span) -> bool:
        if self == other:
            return True
        return self._starts_before(other) and self._ends_after(other)

    def misses(self, other: Span) -> bool:
        """Whether they have no number in common."""
        return self._is_below(other) or other._is_below(self)

    def _is_below(self, other: Span) -> bool:
        if self.high is None or other.low is None:
            return False
        touch = self.with_high and other.with_low
        return self.high < other.low or (self.high == other.low and not touch)

    def _starts_before(self, other: Span) -> bool:
        if self.low is None:
            return True
        if other.low is None:
            return False
        return self.low < other.low or (
            self.low == other.low and (self.with_low or not other.with_low)
        )

    def _ends_after(self, other: Span) -> bool:
        if self.high is None:
            return True
        if other.high is None:
            return False
        return self.high > other.high or (
            self.high == other.high and (self.with_high or not other.with_high)
        )


def holds(spoken: Spoken, recorded: Spoken) -> bool:
    """Whether the words are true whatever number the record may stand for.

    "Nearly 2,000" holds for 1,854; "more than 2,000" does not; "450" does not hold for
    "about 450". A percentage never holds for a count, nor "out of 35" for "out of 64"; what
    either side leaves unsaid is not held against it. The logic is strict about truth and says
    nothing of taste: "more than 2" holds for 1,854.
    """
    if spoken.kind and recorded.kind and spoken.kind != recorded.kind:
        return False
    if spoken.out_of and recorded.out_of and spoken.out_of != recorded.out_of:
        return False
    if recorded.rounded_to and recorded.how_exact == "exact" and abs(recorded.value) < MILLION:
        # Below a million print cannot show a rounding: "4,000" is all that can be said of 4,000
        # rounded to thousands.
        recorded = replace(recorded, rounded_to=None)
    return span(spoken).covers(span(recorded))


def near_enough(spoken: Spoken, recorded: Spoken) -> bool:
    """Whether words that hold are what somebody would write of the number: “more than 500” holds
    for 1,854, and is not."""
    if spoken.how_exact in ("exact", "around", "between", "nearly"):
        return True
    if spoken.how_exact == recorded.how_exact:
        return spoken.value == recorded.value
    high = recorded.upper or recorded.value
    return abs(high - spoken.value) <= max(high, spoken.value) / 4


def contradicts(spoken: Spoken, recorded: Spoken) -> bool:
    """Whether there is no number of which both could be true, or the bases are others.

    "450" is not borne out by "about 450", and does not contradict it. Of two kinds nothing is said.
    """
    if spoken.kind and recorded.kind and spoken.kind != recorded.kind:
        return False
    if spoken.out_of and recorded.out_of and spoken.out_of != recorded.out_of:
        return True
    return span(spoken).misses(span(recorded))


def span(number: Spoken) -> Span:
    """The numbers the words allow.

    The tolerances are the desk's own (half a step is half the last digit that is not a nought):
    exact: that number; if it was rounded ("7.2 million"), half a step either way, at most 5 %.
    around: 5 % either way or half a step, whichever is the greater, but never beyond 10 %, so
    that "around 1,000" does not reach 1,500.
    nearly: from 10 % below up to, not including, the number.
    """
    value = number.value
    match number.how_exact:
        case "around":
            slack = max(
                abs(value) * FIVE_PER_CENT, min(step(number) / 2, abs(value) * TEN_PER_CENT)
            )
            return Span(value - slack, value + slack)
        case "nearly":
            return Span(value - abs(value) * TEN_PER_CENT, value, with_high=False)
        case "more_than":
            return Span(value, None, with_low=False)
        case "at_least":
            return Span(value, None)
        case "less_than":
            return Span(None, value, with_high=False)
        case "up_to":
            return Span(None, value)
        case "between":
            return Span(value, number.upper)
    if number.rounded_to:
        slack = min(number.rounded_to / 2, abs(value) * FIVE_PER_CENT)
        return Span(value - slack, value + slack)
    return Span(value, value)


def step(number: Spoken) -> Decimal:
    """The step a number looks rounded to: 10 for 450, 1,000 for 4,000, 0.1 for 8.6."""
    if number.rounded_to:
        return number.rounded_to
    if not number.value:
        return Decimal(0)
    return Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent))
