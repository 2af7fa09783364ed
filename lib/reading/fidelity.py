"""Whether the words of a quotation are those that were recorded. Pure.

Free are glyphs, spacing, capitals, punctuation, paragraphing and house spelling, a number in words
for the same in digits among it. Omission marks, words in square brackets, asterisks and a cut at
either edge are looked at (`query`). Any other word that differs is a `stop`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Literal

from lib.number_words import NOTHING, TOKEN, bare_number, plain
from lib.text import seen

from .spelling import house

Level = Literal["same", "query", "stop"]
Part = tuple[str, int, int, int, int]

PIECES = re.compile(
    r"(?P<omission>…|\.(?:\s?\.){2,})|(?P<bracket>[\[\]])|(?P<end>[.!?](?=[\s\"”’)]|$))|(?P<sign>[£$€&%+]|(?<!\S)[-−–](?=\d))"
    # A number is whole to its last digit: 1,854, 8.30pm; a word goes on over an apostrophe.
    r"|(?P<word>\d+(?:[.,:]\d+)*[^\W\d_]*|(?:[^\W\d_]|\*)+(?:['’‘ʼ`´](?:[^\W\d_]|\*)+)*)"
)
SIGNS = {"&": "and", "%": "per cent"}
# Written as one word they mean something else.
NOT_JOINED_WORDS = (
    "resign resigned resigning recover recovered reform reformed resent represent relay release "
    "resort redress notable nowhere apart away aside maybe already"
)
NOT_JOINED = frozenset(NOT_JOINED_WORDS.split())
SAYING_NO = re.compile("no|not|never|nobody|nothing|without|neither|nor|cannot|hardly|.*n't")
# Pairs of equal words; more is compared from both ends only: to align it would take too long.
MOST_PAIRS = 200_000


@dataclass(frozen=True)
class Token:
    """A word of a quotation: as it is written, and the form in which it is compared."""

    written: str
    form: str
    bracketed: bool = False
    # An omission mark stands before it.
    after_omission: bool = False
    ends_sentence: bool = False


@dataclass(frozen=True)
class Words:
    tokens: tuple[Token, ...]
    omission_at_end: bool = False

    @cached_property
    def forms(self) -> list[str]:
        return [token.form for token in self.tokens]

    def written(self, start: int, end: int) -> str:
        return " ".join(token.written for token in self.tokens[start:end])

    def omits_before(self, place: int) -> bool:
        if place < len(self.tokens):
            return self.tokens[place].after_omission
        return self.omission_at_end


@dataclass(frozen=True)
class Fidelity:
    """How the words in copy stand to those on record.

    `reasons` are sentences without their full stop, empty for `same`. `differing` names what is a
    stop, as (in copy, on record), "" where one side has nothing. `cut` says that the copy leaves
    words out at an edge, unmarked or marked: a partial quotation of the record. `cut_no` says that
    a word like “not” was beside the cut, in the same sentence.
    """

    level: Level
    reasons: tuple[str, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    cut_no: bool = False


def compare(words_in_copy: str, recorded_words: str) -> Fidelity:
    """Compares the words of a quotation, with or without its marks, with those on record."""
    copy, record = read(words_in_copy), read(recorded_words)
    if copy.forms == record.forms and not differ_in_case(copy, record):
        return Fidelity("same")
    if not copy.tokens:
        return Fidelity("stop", ("The quotation is empty",), (("", recorded_words),))
    reasons: list[str] = []
    differing: list[tuple[str, str]] = []
    cut = cut_no = False
    for step, i, end, j, until in steps(copy, record):
        here, there = copy.written(i, end), record.written(j, until)
        if step == "equal":
            differing += differ_in_case_at(copy, record, i, end, j)
        elif alike(copy.forms[i:end], record.forms[j:until]):
            continue
        elif step == "missing" and (j == 0 or until == len(record.tokens)):
            cut = True
            cut_no = cut_no or negated(record, j, until)
        elif excused(copy, i, end):
            reasons.append(excuse(here, there))
        elif starred(copy.tokens[i:end], record.tokens[j:until]):
            reasons.append(f"Asterisks stand for letters of “{there}”")
        else:
            differing.append((here, there))
    if cut:
        reasons.append("It is cut from a longer quotation on record")
    if differing:
        return Fidelity("stop", tuple(map(told, differing)), tuple(differing), cut, cut_no)
    if reasons:
        return Fidelity("query", tuple(reasons), (), cut, cut_no)
    return Fidelity("same")


# The records that a text is held against are the same at each pause of whoever writes it.
@lru_cache(maxsize=1_000)
def read(text: str) -> Words:
    tokens: list[Token] = []
    bracketed = omission = False
    for found in PIECES.finditer(seen(text)):
        kind, piece = found.lastgroup, found.group()
        if kind == "omission":
            omission = True
        elif kind == "bracket":
            bracketed = piece == "["
        elif kind == "end":
            if tokens:
                tokens[-1] = replace(tokens[-1], ends_sentence=True)
        else:
            for form in house(form_of(piece)).split():
                tokens.append(Token(piece, form, bracketed, omission))
                omission = False
    return Words(tuple(tokens), omission)


def form_of(piece: str) -> str:
    piece = SIGNS.get(piece, piece)
    if piece in "-−–":
        return "-"
    piece = re.sub(r"['’‘ʼ`´]", "'", piece.casefold())
    return piece.replace(",", "") if piece[0].isdigit() else piece


def steps(copy: Words, record: Words) -> Iterator[Part]:
    """How the copy is made from the record; "missing" is what only the record has."""
    ours, theirs = copy.forms, record.forms
    inside = within(ours, theirs)
    if inside is not None:
        yield from cut_out(inside, len(ours), len(theirs))
        return
    if pairs(ours, theirs) > MOST_PAIRS:
        yield from from_both_ends(ours, theirs)
        return
    for step, i, end, j, until in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if step == "replace" and until - j > end - i:
            # At an edge only as much of the record as the copy has there is what it replaces.
            if j == 0:
                j = until - (end - i)
                yield "missing", 0, 0, 0, j
            elif until == len(theirs):
                until = j + (end - i)
                yield "missing", len(ours), len(ours), until, len(theirs)
        yield "missing" if step == "insert" else step, i, end, j, until


def pairs(ours: list[str], theirs: list[str]) -> int:
    here, there = Counter(ours), Counter(theirs)
    return sum(count * there[form] for form, count in here.items())


def within(ours: list[str], theirs: list[str]) -> int | None:
    """Where the copy stands in the record, word for word."""
    if not ours or len(ours) > len(theirs):
        return None
    # Forms hold no space, and text is searched in linear time.
    record = f" {' '.join(theirs)} "
    at = record.find(f" {' '.join(ours)} ")
    return None if at < 0 else record.count(" ", 0, at + 1) - 1


def cut_out(j: int, count: int, total: int) -> Iterator[Part]:
    if j:
        yield "missing", 0, 0, 0, j
    yield "equal", 0, count, j, j + count
    if j + count < total:
        yield "missing", count, count, j + count, total


def from_both_ends(ours: list[str], theirs: list[str]) -> Iterator[Part]:
    shorter = min(len(ours), len(theirs))
    head = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    left = shorter - head
    tail = next((n for n in range(left) if ours[-1 - n] != theirs[-1 - n]), left)
    yield "equal", 0, head, 0, head
    yield "replace", head, len(ours) - tail, head, len(theirs) - tail
    yield "equal", len(ours) - tail, len(ours), len(theirs) - tail, len(theirs)


def alike(ours: list[str], theirs: list[str]) -> bool:
    """The same but for a space or hyphen, or for a number in digits."""
    if not (ours and theirs):
        return False
    joined = "".join(ours)
    if joined == "".join(theirs):
        return joined not in NOT_JOINED
    number = amount(ours)
    return number is not None and number == amount(theirs)


def amount(forms: list[str]) -> object:
    tokens = TOKEN.findall(plain(" ".join(forms)))
    found = bare_number(tokens, 0) if tokens and tokens[0] not in NOTHING else None
    return (found.value, found.kind) if found and found.end == len(tokens) else None


def excused(copy: Words, i: int, end: int) -> bool:
    """All that differs stands in brackets, or an omission mark stands where words went."""
    inside = copy.tokens[i:end]
    if inside:
        return all(token.bracketed for token in inside)
    return copy.omits_before(i)


def excuse(here: str, there: str) -> str:
    if here and there:
        return f"“[{here}]” stands for “{there}”"
    return f"“[{here}]” was put in" if here else f"“{there}” was left out, and marked so"


def starred(ours: tuple[Token, ...], theirs: tuple[Token, ...]) -> bool:
    def fits(stars: str, word: str) -> bool:
        return len(stars) == len(word) and all(
            a in ("*", b) for a, b in zip(stars, word, strict=True)
        )

    return (
        bool(ours)
        and len(ours) == len(theirs)
        and all(
            fits(a.form, b.form) or fits(b.form, a.form) for a, b in zip(ours, theirs, strict=True)
        )
    )


def differ_in_case(copy: Words, record: Words) -> bool:
    return any(differ_in_case_at(copy, record, 0, len(copy.tokens), 0))


def differ_in_case_at(
    copy: Words, record: Words, i: int, end: int, j: int
) -> Iterator[tuple[str, str]]:
    """“US” is not “us”, nor “IT” “it”; all other capitals are the house's."""
    if copy.written(i, end).isupper():
        return
    for ours, theirs in zip(copy.tokens[i:end], record.tokens[j : j + end - i], strict=True):
        a, b = ours.written, theirs.written
        if a != b and len(a) == 2 and a.isalpha() and {a, b} == {a.upper(), a.lower()}:
            yield a, b


def negated(record: Words, j: int, until: int) -> bool:
    """Whether a word that says no stands among those cut off, within four words of the edge and in
    the sentence that was cut."""
    cut = record.tokens[j:until]
    if j == 0:
        beside = reversed(cut[-4:])
        for token in beside:
            if token.ends_sentence:
                return False
            if SAYING_NO.fullmatch(token.form):
                return True
        return False
    if record.tokens[j - 1].ends_sentence:
        return False
    for token in cut[:4]:
        if SAYING_NO.fullmatch(token.form):
            return True
        if token.ends_sentence:
            return False
    return False


def told(pair: tuple[str, str]) -> str:
    here, there = pair
    if here and there:
        return f"“{here}” stands where the record has “{there}”"
    if here:
        return f"“{here}” is not in the record"
    return f"“{there}” is in the record and was left out unmarked"
