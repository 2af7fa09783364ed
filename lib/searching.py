"""What a reader types and what is searched, made comparable: stems, other names, nearest words.

All of it is done here and not by the database, so that both databases find the same: they only
know which row holds which stems (`lib.full_text`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import snowballstemmer  # type: ignore[import-untyped]
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from .text import fold

# Said everywhere, and looked for nowhere.
PASSED_OVER = frozenset(
    fold(
        "a about an and any are as at be been but by did do does for from had has have how i if in "
        "is it its me my near of on or our said says so that the their them there they this to was "
        "we were what when where which who why will with you your"
    ).split()
)
BETWEEN_DIGITS = re.compile(r"(?<=\d),(?=\d{3}\b)")
WORD = re.compile(r"[^\W_]+(?:[’'‘.,\-][^\W_]+)*")
# What a column of PostgreSQL's holds of one is bounded.
LONGEST_STEM = 200
_english = snowballstemmer.stemmer("english")

Stems = tuple[str, ...]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """ "operations" → "oper", of a word that is folded.

    In ASCII alone: the databases do not agree on what is a letter of other scripts.
    """
    stemmed: str = _english.stemWord(word) if word.isascii() else f"u{word.encode().hex()}"
    return stemmed[:LONGEST_STEM]


def words_of(text: str) -> list[str]:
    """The words that count, folded; a number is one: "1,854" is "1854"."""
    folded = fold(BETWEEN_DIGITS.sub("", text)).split()
    return [word for word in folded if word not in PASSED_OVER]


def stems(text: str) -> Stems:
    return tuple(map(stem, words_of(text)))


# Questions


@dataclass(frozen=True)
class Term:
    """A word or a name in a question. It is there where all stems of one of its ways stand."""

    ways: tuple[Stems, ...]

    def in_(self, held: Collection[str]) -> bool:
        return any(all(each in held for each in way) for way in self.ways)


Terms = tuple[Term, ...]
# {a name: what else the same is called}
Synonyms = Mapping[Stems, Collection[Stems]]


def terms(typed: str, synonyms: Synonyms) -> Terms:
    """What is asked for: the longest names that have others first, then word by word."""
    asked = stems(typed)
    longest = max(map(len, synonyms), default=1)
    found, start = [], 0
    while start < len(asked):
        size = next(
            (
                size
                for size in range(min(longest, len(asked) - start), 0, -1)
                if asked[start : start + size] in synonyms
            ),
            1,
        )
        name = asked[start : start + size]
        found.append(Term((name, *sorted(synonyms.get(name, ())))))
        start += size
    return tuple(dict.fromkeys(found))


def same(groups: Iterable[Iterable[str]]) -> dict[Stems, set[Stems]]:
    """Synonyms from groups of names for one thing each, both ways."""
    found: dict[Stems, set[Stems]] = {}
    for group in groups:
        several = {stems(name) for name in group} - {()}
        for one in several:
            found.setdefault(one, set()).update(several - {one})
    return found


def words_that_changed(groups: Iterable[Iterable[str]]) -> list[tuple[str, str]]:
    """Of names in a group that differ in one word, those two: “junior” and “resident” doctors."""
    found = set()
    for group in groups:
        for one, other in combinations(sorted({" ".join(words_of(name)) for name in group}), 2):
            if len(one.split()) == len(other.split()) > 1:
                pairs = zip(one.split(), other.split(), strict=True)
                differ = [pair for pair in pairs if pair[0] != pair[1]]
                found |= set(differ) if len(differ) == 1 else set()
    return sorted(found)


# What was probably meant

# Below, a word is another word; one letter of three may be wrong or in another place.
LIKE_ENOUGH = 0.66


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word (folded, in order) that was probably meant: "southhampton" → "southampton".

    What begins as it was typed comes first, for whoever is still typing: "southam" is no "south".
    """
    if len(word) < 3:
        return None
    if longer := [each for each in known if each.startswith(word)]:
        return min(longer, key=lambda each: (len(each), each))
    near = process.extract(
        word, known, scorer=OSA.normalized_similarity, score_cutoff=LIKE_ENOUGH, limit=5
    )
    # Of words as near as each other the one that begins and sounds most alike.
    best = max((score for _, score, _ in near), default=0)
    return max(
        (each for each, score, _ in near if score == best),
        key=lambda each: (each[0] == word[0], fuzz.ratio(each, word), each),
        default=None,
    )


# What is shown of what was found

BEFORE, LONGEST = 80, 240
Pieces = Sequence[tuple[str, bool]]


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> Stems:
    """Of one word as it stands in a text; a text says the same ones again and again."""
    return stems(word)


def snippet(text: str, wanted: Collection[str]) -> Pieces:
    """[(some words, whether they are what was looked for)] of the paragraph that has most of it.

    Plain text, to be escaped where it is shown. Where none has any, how the text begins.
    """
    paragraph = max(text.split("\n"), key=lambda each: len(held(each, wanted)))
    found = (each.start() for each in WORD.finditer(paragraph) if is_wanted(each[0], wanted))
    start = next(found, 0) - BEFORE
    start = paragraph.find(" ", start) + 1 if start > 0 else 0
    end = start + LONGEST
    if end < len(paragraph):
        last = paragraph.rfind(" ", start, end)
        end = last if last > start else end
    before, after = "… " if start else "", " …" if end < len(paragraph) else ""
    return marked(f"{before}{paragraph[start:end]}{after}", wanted)


def held(text: str, wanted: Collection[str]) -> set[str]:
    return {stem for each in WORD.findall(text) for stem in stems_of(each) if stem in wanted}


def is_wanted(word: str, wanted: Collection[str]) -> bool:
    return any(stem in wanted for stem in stems_of(word))


def marked(text: str, wanted: Collection[str]) -> Pieces:
    """The whole text in pieces: the words that are looked for, and what is between."""
    pieces, after = [], 0
    for each in WORD.finditer(text):
        if is_wanted(each[0], wanted):
            pieces += [(text[after : each.start()], False), (each[0], True)]
            after = each.end()
    return [piece for piece in (*pieces, (text[after:], False)) if piece[0]]
