"""Words with capitals that stand together: the raw material of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .vocabulary import LEADS, NOT_NAMES, ORGANISATION_HEADS, ROLE_WORDS, TITLES, UNIONS

TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*(?:[’'](?=\s))?")
CONNECTORS = frozenset(["of", "and", "the", "for", "upon", "on", "le", "de", "by", "in", "&"])
POSSESSIVE = re.compile(r"[’']s?$")
# More words with capitals make no name.
LONGEST_RUN = 14


@dataclass(frozen=True)
class Run:
    """Words with capitals that stand together, text[start:end]."""

    tokens: tuple[tuple[int, int, str], ...]

    @property
    def words(self) -> list[str]:
        return [word for _, _, word in self.tokens]


def runs_of(frame: str) -> Iterator[Run]:
    """Words with capitals, joined over “of”, “and the” and the like when another follows."""
    tokens: list[tuple[int, int, str]] = []
    waiting: list[tuple[int, int, str]] = []
    for match in TOKEN.finditer(frame):
        token = (match.start(), match.end(), match.group())
        last = waiting[-1] if waiting else tokens[-1] if tokens else None
        if last and not joined(frame[last[1] : token[0]], last[2]):
            yield from split(tokens)
            tokens, waiting = [], []
        word = token[2]
        if len(tokens) > LONGEST_RUN:
            yield from split(tokens)
            tokens, waiting = [], []
        if word[0].isupper():
            tokens += [*waiting, token]
            waiting = []
            if POSSESSIVE.search(word) and not names_a_place(tokens):
                yield from split(tokens)
                tokens = []
        elif tokens and word.lower() in CONNECTORS and len(waiting) < 2:
            waiting.append(token)
        else:
            yield from split(tokens)
            tokens, waiting = [], []
    yield from split(tokens)


def joined(between: str, last: str) -> bool:
    if between in (" ", "\u00a0", "  ", " & "):
        return True
    return (between in (". ",) and last in ("St", "Dr", "Mr", "Mrs", "Ms", "Prof")) or (
        between == ". " and len(last) == 1
    )


def names_a_place(tokens: list[tuple[int, int, str]]) -> bool:
    """“Queen’s”, “St Thomas’”, “Children’s”: the name goes on after them."""
    words = [word for _, _, word in tokens]
    owner = POSSESSIVE.sub("", words[-1])
    return owner in LEADS or (len(words) > 1 and words[-2] in ("St", "St."))


def split(tokens: list[tuple[int, int, str]]) -> Iterator[Run]:
    """Cuts a run at “and” where both sides are names of their own."""
    while tokens:
        words = [bare(word) for _, _, word in tokens]
        cut = next((i for i, word in enumerate(words) if parts(words, i)), None)
        if cut is None:
            yield Run(tuple(tokens))
            return
        yield Run(tuple(tokens[:cut]))
        tokens = (
            [token for token in tokens[cut:] if token[2] not in CONNECTORS or token[2][0].isupper()]
            if tokens[cut][2] == "the"
            else tokens[cut + 1 :]
        )
        while tokens and not tokens[0][2][0].isupper():
            tokens = tokens[1:]


def parts(words: list[str], i: int) -> bool:
    if words[i] in ("by", "in"):
        return True
    if words[i] == "on":
        # “Stoke on Trent” stays; “Wirral on Tuesday” does not.
        return i > 1 or words[i + 1].lower() in NOT_NAMES
    if words[i] == "for":
        return words[0] not in ("Department", "Centre", "Campaign", "Institute", "Royal")
    if words[i] == "of" and i and words[i - 1].lower() in ROLE_WORDS:
        return True
    if words[i] not in ("and", "&"):
        return False
    left, right = words[:i], words[i + 1 :]
    if right and right[0] in TITLES:
        return True
    if left[-1] in ORGANISATION_HEADS or left[-1] in UNIONS:
        return left[0] not in ("Department", "Ministry", "Royal") or right[-1] in ORGANISATION_HEADS
    if left[0] in ("Department", "Ministry", "Royal"):
        return False
    return right[-1] not in ORGANISATION_HEADS if right else True


def bare(word: str) -> str:
    return POSSESSIVE.sub("", word)


def small(word: str) -> str:
    """A word in capitals as it is written elsewhere; an abbreviation stays."""
    return word.capitalize() if len(word) > 4 and word.isupper() and word not in UNIONS else word
