"""Reading one number, and how exactly it is meant, from the words of a mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.spoken import Spoken

UNIT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(UNIT_WORDS.split())}
TENS = {word: value * 10 for value, word in enumerate(TEN_WORDS.split(), start=2)}
NOTHING = {"none", "no", "nil", "nought"}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
WORD_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9}
AFTER_AN_ARTICLE = {*WORD_SCALES, "hundred", "dozen"}
# Where one of these stands alone, the number beside it is not the number that is meant:
# "half of the 35 clinics", "all but nine", "not 158", "hundreds of the 500".
SPOILER_WORDS = (
    "half third thirds quarter quarters twice double triple dozens hundreds thousands millions "
    "but not between"
)
SPOILERS = frozenset(SPOILER_WORDS.split())

# Longest first: "no more than" must be seen before the "no" that means nought.
BEFORE = sorted(
    (
        (tuple(words.split()), how_exact)
        for how_exact, phrases in {
            "around": "around|about|roughly|some|approximately|circa|an estimated|estimated|"
            "in the region of|close to",
            "nearly": "nearly|almost|just under|just short of|not quite|approaching|nearing|"
            "close on|within touching distance of",
            "more_than": "more than|over|above|just over|well over|upwards of|in excess of|"
            "exceeded|exceeds|exceeding|surpassed|surpasses|surpassing|topped|topping",
            "at_least": "at least|no fewer than|no less than|not fewer than|not less than|"
            "a minimum of",
            "less_than": "fewer than|less than|under|below|well under",
            "up_to": "up to|as many as|as much as|no more than|not more than|at most|a maximum of",
        }.items()
        for words in phrases.split("|")
    ),
    key=lambda pair: -len(pair[0]),
)
# {the first word: those that begin with it}
BEFORE_BY_FIRST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _words, _meaning in BEFORE:
    BEFORE_BY_FIRST.setdefault(_words[0], []).append((_words, _meaning))
AFTER = [
    (("or", "more"), "at_least"),
    (("or", "so"), "around"),
    (("or", "fewer"), "up_to"),
    (("or", "less"), "up_to"),
    (("-", "plus"), "at_least"),
    (("+",), "at_least"),
]
# What one percentage is above or below another.
POINTS = [[mark, points] for mark in ("percentage", "%") for points in ("point", "points")]
BETWEEN_OF_AND_BASE = {"the", "its", "their", "our", "his", "her", "all", "a", "an"}
TOKEN = re.compile(r"\d[\d,.]*(?:[a-z]+\d*)*|[a-z]+|[-%+]")
DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(k|m|bn)?")


@dataclass(frozen=True)
class Found:
    value: Decimal
    end: int
    kind: str | None = None
    rounded_to: Decimal | None = None
    scale: int = 1


def parse_number(text: str) -> Spoken | None:
    """The one number that some words state, with how exact it is; None when in doubt.

    "nearly 2,000 appointments" → 2000, nearly. "three out of 35 clinics" → 3, out of 35.
    "None of their operations" → 0. "7.2 million" → 7200000 rounded to 100000. "400–500" →
    between. "4 percentage points" → 4, points. Vague plurals ("hundreds"), ordinals, times,
    durations ("four-day"), digits grouped wrongly ("1,85") and words that hold two numbers give
    None: a number read wrongly would accuse a true sentence.
    """
    tokens = TOKEN.findall(plain(text))
    numbers: list[Spoken] = []
    i = 0
    while i < len(tokens):
        if any(character.isdigit() for character in tokens[i]) and not _digits(tokens[i]):
            return None
        spoken, end = phrase(tokens, i)
        if spoken:
            numbers.append(spoken)
        elif tokens[i] in SPOILERS:
            return None
        i = end
    return numbers[0] if len(numbers) == 1 else None


def plain(text: str) -> str:
    text = re.sub(r"[‐‑‒–—−]", "-", text.casefold()).replace("per cent", "%")
    return re.sub(r"\bpercent\b", "%", text)


def phrase(tokens: list[str], i: int) -> tuple[Spoken | None, int]:
    """A number with the words before and after it that start at i; else None and where to go on."""
    how_exact, start = _before(tokens, i)
    # “Around 50 to 60” says no more than the range does.
    ranged = _range(tokens, start if how_exact == "around" else i)
    if ranged:
        return ranged
    found = bare_number(tokens, start)
    if not found:
        return None, i + 1
    end = found.end
    for words, after in AFTER:
        if tuple(tokens[end : end + len(words)]) == words:
            end += len(words)
            how_exact = after if how_exact == "exact" else how_exact
    base = _base(tokens, end)
    if base:
        end = base.end
    return (
        Spoken(
            found.value,
            how_exact=how_exact,
            kind=found.kind,
            out_of=base.value if base else None,
            rounded_to=found.rounded_to,
        ),
        end,
    )


def _before(tokens: list[str], i: int) -> tuple[str, int]:
    """How exact the words at i make the number that follows, and where it starts.

    Of two ("up to around 500") the one that is not "around" counts.
    """
    how_exact = "exact"
    found = True
    while found:
        found = False
        for words, meaning in BEFORE_BY_FIRST.get(tokens[i], ()) if i < len(tokens) else ():
            if tuple(tokens[i : i + len(words)]) == words:
                how_exact = meaning if how_exact in ("exact", "around") else how_exact
                i += len(words)
                found = True
                break
    return how_exact, i


def _range(tokens: list[str], i: int) -> tuple[Spoken, int] | None:
    """A range at i: between 400 and 500, from 400 to 500, 400 to 500 or 400-500."""
    opener = tokens[i] if tokens[i : i + 1] in (["between"], ["from"]) else ""
    low = bare_number(tokens, i + 1 if opener else i)
    if not low or low.end >= len(tokens):
        return None
    joiners = {"between": ("and",), "from": ("to",)}.get(opener, ("to", "-"))
    if tokens[low.end] not in joiners:
        return None
    high = bare_number(tokens, low.end + 1)
    if not high:
        return None
    value = low.value
    if low.scale == 1 and value * high.scale <= high.value:
        # "between 7 and 8 million" leaves the first million unsaid.
        value *= high.scale
    if value >= high.value:
        return None
    return Spoken(value, high.value, "between", kind=high.kind), high.end


def _base(tokens: list[str], i: int) -> Found | None:
    """The base in "(three) out of 35", "(two) of the 16", "(three clinics) out of 35"."""
    for j in range(i, min(i + 4, len(tokens))):
        if tokens[j : j + 2] == ["out", "of"]:
            return bare_number(tokens, _before(tokens, j + 2)[1])
        if bare_number(tokens, j):
            break
    if tokens[i : i + 1] != ["of"]:
        return None
    i += 1
    while i < len(tokens) and tokens[i] in BETWEEN_OF_AND_BASE:
        i += 1
    return bare_number(tokens, _before(tokens, i)[1])


def bare_number(tokens: list[str], i: int) -> Found | None:
    """The bare number at i, in digits or words, with its scale and per cent sign."""
    if i >= len(tokens):
        return None
    found = _in_digits(tokens, i) or _in_words(tokens, i)
    if not found:
        return None
    following = tokens[found.end : found.end + 2]
    if following in POINTS:
        return replace(found, end=found.end + 2, kind="points")
    if following[:1] == ["%"]:
        return replace(found, end=found.end + 1, kind="percent")
    hyphenated = len(following) == 2 and following[0] == "-" and following[1].isalpha()
    if hyphenated and following[1] != "plus" and not _in_words(tokens, found.end + 1):
        return None  # "a four-day strike" counts nothing; "500-plus" and "ten-twenty" do
    return found


def _digits(token: str) -> re.Match[str] | None:
    return DIGITS.fullmatch(token.rstrip(",."))


def _in_digits(tokens: list[str], i: int) -> Found | None:
    match = _digits(tokens[i])
    if not match:
        return None
    whole, fraction, suffix = match.groups()
    end = i + 1
    if not suffix and tokens[end : end + 1] and tokens[end] in SCALES:
        # "m" and "k" alone are words, not scales: "130 m" is a distance.
        suffix = tokens[end] if tokens[end] not in ("m", "k") else None
        end += 1 if suffix else 0
    if tokens[end : end + 1] == ["dozen"] and not (suffix or fraction):
        return Found(Decimal(whole.replace(",", "")) * 12, end + 1)
    scale = SCALES[suffix] if suffix else 1
    value = _tidy(Decimal(whole.replace(",", "") + (fraction or "")) * scale)
    rounded_to = None
    if suffix:
        rounded_to = _tidy(Decimal(scale).scaleb(1 - len(fraction) if fraction else 0))
    return Found(value, end, rounded_to=rounded_to, scale=scale)


def _tidy(number: Decimal) -> Decimal:
    """7200000.0 is written 7200000."""
    whole = number.to_integral_value()
    return whole if whole == number else number


def _in_words(tokens: list[str], i: int) -> Found | None:
    """One number in words: none, seventy-one, a hundred and five, two dozen, half a million."""
    if tokens[i] in NOTHING:
        return Found(Decimal(0), i + 1)
    half = tokens[i : i + 2] == ["half", "a"]
    start = i + 1 if half else i
    if tokens[start] in ("a", "an"):
        # "a hundred" is "one hundred"; an article before anything else counts nothing.
        if tokens[start + 1 : start + 2] and tokens[start + 1] in AFTER_AN_ARTICLE:
            tokens = [*tokens[:start], "one", *tokens[start + 1 :]]
        else:
            return None
    value, end, scale = _sum_of_words(tokens, start)
    if end == start:
        return None
    if half:
        return Found(value / 2, end) if end == start + 2 else None
    return Found(value, end, rounded_to=Decimal(scale) if scale >= 10**6 else None, scale=scale)


def _sum_of_words(tokens: list[str], i: int) -> tuple[Decimal, int, int]:
    """Adds up number words from i for as long as they belong together.

    Gives the sum, where it ends, and the scale that the last word was counted in.
    """
    total = current = 0
    scale, smallest = 1, 10**12
    start = i
    while i < len(tokens):
        word = tokens[i]
        if i > start and _is_joiner(tokens, i):
            i += 1
            continue
        if word in TENS and current % 100 == 0 and (current or i == start or total):
            current += TENS[word]
        elif word in UNITS and _fits(UNITS[word], current, i == start):
            current += UNITS[word]
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word == "dozen" and 0 < current < 100 and not total:
            return Decimal(current * 12), i + 1, 1
        elif word in WORD_SCALES and 0 < current < 1000 and WORD_SCALES[word] < smallest:
            smallest = WORD_SCALES[word]
            total, current = total + current * smallest, 0
        else:
            break
        scale = smallest if current == 0 and total else 1
        i += 1
    return Decimal(total + current), i, scale


def _fits(unit: int, current: int, first: bool) -> bool:
    if unit == 0:
        return first
    if unit > 9:
        return current % 100 == 0
    return current % 10 == 0 and current % 100 != 10


def _is_joiner(tokens: list[str], i: int) -> bool:
    """The hyphen of "seventy-one" or the "and" of "two hundred and fifty"."""
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else ""
    if tokens[i] == "-":
        return before in TENS and 1 <= UNITS.get(after, 0) <= 9
    scales = {*WORD_SCALES, "hundred"}
    return tokens[i] == "and" and before in scales and (after in UNITS or after in TENS)
