"""Patterns by which words are found whatever their case, accents and marks between them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

# Letters that no accent makes: “Sørensen” is found as “Sorensen”, “Müller” as “Mueller”.
MADE_OF = dict(zip("øđðłħıŧ", "oddlhit", strict=True)) | {
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
}
UMLAUTS = {"ae": "æä", "oe": "œöø", "ue": "ü", "ss": "ß", "th": "þ", "aa": "å"}
LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
# Apostrophes and full stops within a name, as in O’Brien and J.P., may be left out.
SLIGHT = "'’‘ʼ`´.\u00ad\u200b"
ACCENTS = "[\u0300-\u036f]*"
# Between two words: space, hyphen, comma, underscore, %20, a line break; never nothing.
BETWEEN = r"(?:[\W_]|%20){1,4}"
ONCE = rf"[{SLIGHT}]?"
TAGS = "(?:<[^>]*>)*"
# No letter or digit stands before or after; the underscore of an address is neither.
START, END = r"(?<![^\W_])", r"(?![^\W_])"


@cache
def variants() -> dict[str, str]:
    """{plain letter: all the letters that are it with an accent, in both cases}."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in LATIN:
        letter = chr(code)
        base = plain(letter)
        if len(base) == 1 and base.isalpha():
            found[base].add(letter)
    return {base: "".join(sorted(letters)) for base, letters in found.items()}


def plain(text: str) -> str:
    """Lower case, without accents: “Sørensen-Müller” is “sorensen-muller”."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(MADE_OF.get(letter, letter) for letter in text)
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def word_pattern(word: str, between: str = "") -> str:
    """A pattern for one word, without what may stand before and after; `between` its letters."""
    letters = plain(word)
    found = []
    at = 0
    while at < len(letters):
        two = letters[at : at + 2]
        if two in UMLAUTS:
            both = between.join(map(letter_pattern, two))
            one = UMLAUTS[two] + UMLAUTS[two].upper()
            found.append(f"(?:{both}|[{one}])")
            at += 2
            continue
        if letters[at] in SLIGHT:
            found.append(ONCE)
        else:
            found.append(letter_pattern(letters[at]))
        at += 1
    return between.join(found)


def letter_pattern(letter: str) -> str:
    if not letter.isalpha():
        return re.escape(letter)
    upper = letter.upper() if len(letter.upper()) == 1 else ""
    return f"[{letter}{upper}{variants().get(letter, '')}]{ACCENTS}"


def split(text: str) -> list[str]:
    """Its words; an apostrophe or a full stop inside one is part of it."""
    parts = re.split(rf"[^\w{re.escape(SLIGHT)}]+|_+", text)
    words = (part.strip(SLIGHT) for part in parts)
    return [word for word in words if word]


def phrase_pattern(text: str) -> str:
    """A pattern for these words one after the other, with what ends their sentence if they were
    given with it; "" where there is none."""
    words = BETWEEN.join(map(word_pattern, split(text)))
    return words + "[.!?…]?" if words and text.rstrip()[-1] in ".!?…" else words
