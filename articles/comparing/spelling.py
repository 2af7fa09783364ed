"""Is a change of one word the repair of a misspelling, and of nothing else?

A dictionary answers, never the look of the words: "form" and "from", "public" and "pubic",
"united" and "untied", "is" and "was" are each a letter or two apart, and each is a word. So a
repair goes from what is no word to a common word, and only where a reader of the misprint would
have read that very word. The dictionary is American; a British word that it lacks is never the
result of a repair, which costs an approval and no more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

# How often a word stands in the dictionary's corpus before it may be what was meant.
COMMON = 200
# Half of a word that was written as two, or two that were written as one.
VERY_COMMON = 5_000
VOWELS = frozenset("aeiou")
# The dictionary lacks these, and each is one slip away from another word.
LACKING = "cheque draught gaol kerb litre metre plough programme sceptic"
BRITISH = frozenset(LACKING.split())
# "dis honest" is not "dishonest" misspelt, nor "re sign" "resign".
BEFORE_A_WORD = "a an anti de dis il im in ir mis non over pre re un under"
PREFIXES = frozenset(BEFORE_A_WORD.split())


@cache
def dictionary() -> SpellChecker:
    """Read once, when the first word is asked about: a fifth of a second."""
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


def frequency(word: str) -> int:
    return int(dictionary()[word])


def is_word(word: str) -> bool:
    return word in BRITISH or frequency(word) > 0


def readings(misprint: str) -> dict[str, float]:
    """The words with the same first letter that are one slip away, and how unlikely the slip is."""
    near = dictionary().known(dictionary().edit_distance_1(misprint))
    return {
        word: slip(misprint, word) for word in near if word != misprint and word[0] == misprint[0]
    }


def repairs(before: str, after: str) -> bool:
    """Whether the word `after` is what the misprint `before` meant. Both in small letters.

    `before` is no word; `after` is a common one, with the same first letter, one slip away; and
    no other word is as near: "fel" is not repaired, for it may mean "fell" or "feel".
    """
    if is_word(before) or frequency(after) < COMMON:
        return False
    found = readings(before)
    nearest = min(found.values(), default=0)
    return [word for word, cost in found.items() if cost == nearest] == [after]


def slip(misprint: str, word: str) -> float:
    """How unlikely one slip of the finger is: 1 for letters that changed places, a letter doubled
    or not, or one vowel for another; 1.5 for a letter left out or put in; 2 for any other."""
    if len(misprint) == len(word):
        i = next(n for n, pair in enumerate(zip(misprint, word, strict=True)) if len({*pair}) > 1)
        swapped = misprint[i : i + 2] == word[i : i + 2][::-1]
        vowels = misprint[i] in VOWELS and word[i] in VOWELS
        return 1 if swapped or vowels else 2
    long, short = sorted((misprint, word), key=len, reverse=True)
    i = next((n for n, letter in enumerate(short) if long[n] != letter), len(short))
    return 1 if i and long[i] == long[i - 1] else 1.5


def joins(first: str, second: str, word: str) -> bool:
    """Whether "hospi tal" is "hospital" with a space too many."""
    return (
        first + second == word
        and first not in PREFIXES
        and not (is_word(first) and is_word(second))
        and frequency(word) >= COMMON
    )


def splits(word: str, first: str, second: str) -> bool:
    """Whether "ofthe" is "of the" without its space, and could be nothing else."""
    halves = [(word[:i], word[i:]) for i in range(1, len(word))]
    likely = [pair for pair in halves if all(frequency(half) >= VERY_COMMON for half in pair)]
    return not is_word(word) and not readings(word) and likely == [(first, second)]
