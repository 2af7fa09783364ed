"""The ways in which one person may be called in print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..guesses import TITLES, words_of
from .letters import (
    BETWEEN,
    ONCE,
    letter_pattern,
    phrase_pattern,
    plain,
    split,
    word_pattern,
)

# Between a forename and a surname: other forenames and initials, at most two.
OTHERS = r"(?:[ \u00a0-]{1,2}[^\W\d_a-z][\w.’'-]{0,24}){0,2}?"
PARTICLES = words_of("al bin da de del den der di dos du el la le van von zu ter ten")


@dataclass(frozen=True)
class Called:
    """A way to call somebody. `sure`: it can hardly be anybody else; `weak`: it is shown only
    where they are called more fully in the same story or record, and left to a person."""

    kind: str
    label: str
    pattern: str
    sure: bool = True
    weak: bool = False


def calls(name: str) -> list[Called]:
    """Every way in which this name may be written, the fullest first.

    “Dr Jane Smith” gives Jane Smith, Jane M. Smith, Smith, Jane, J. Smith, Dr Smith, Smith and
    Jane. A name of one word is that word alone. Possessives need no way of their own: the “’s”
    stays.
    """
    words = [word for word in named(name) if plain(word) not in TITLES]
    if not words:
        return []
    if len(words) == 1:
        return [Called("whole", words[0], phrase_pattern(words[0]))]
    first, last = forename_and_surname(words)
    given, family = phrase_pattern(first[0]), phrase_pattern(" ".join(last))
    surname = " ".join(last)
    titles = "|".join(
        "".join(f"[{letter}{letter.upper()}]" for letter in title) for title in sorted(TITLES)
    )
    initial = f"{letter_pattern(plain(first[0])[0])}{ONCE}"
    more = rf"(?:{BETWEEN}?[^\W\d_a-z]{ONCE}){{0,2}}"
    parts = [part for part in split(last[-1]) if len(part) > 2]
    halves = "|".join(map(word_pattern, parts)) if len(parts) > 1 else ""
    found = [
        Called(
            "whole",
            f"{first[0]} {surname}",
            f"{given}{OTHERS}{BETWEEN}{family}|{family}{BETWEEN}{given}",
        ),
        Called("initials", f"{first[0][0]}. {surname}", f"{initial}{more}{BETWEEN}{family}"),
        Called("titled", f"Dr, Mr, Ms … {surname}", f"(?:{titles}){ONCE}{BETWEEN}{family}"),
        Called("surname", f"{surname} alone", family, sure=False),
        Called("forename", f"{first[0]} alone", given, sure=False, weak=True),
    ]
    if halves:
        found.append(Called("half", f"one half of {surname}", halves, sure=False, weak=True))
    return found


def named(name: str) -> list[str]:
    """Its words as people write them: “Lloyd-Jones” is one."""
    return [part.strip(".,;") for part in re.split(r"[\s,]+", name) if split(part)]


def forename_and_surname(words: list[str]) -> tuple[list[str], list[str]]:
    """(["Ludwig"], ["van", "Beethoven"])."""
    start = len(words) - 1
    while start > 1 and plain(words[start - 1]) in PARTICLES:
        start -= 1
    return words[:start], words[start:]
