"""Letters in a drawing: what fits where, and what XML cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What a letter takes, in em of the drawing; one of an axis is smaller.
LETTER, AXIS_LETTER = 0.56, 0.5
# The least width of a drawing in em, on a telephone or beside another: what fits here fits
# everywhere.
NARROW = 20.0

# Not allowed in XML; and what turns the order of the letters after it.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def clean(words: str) -> str:
    """Without what XML cannot hold or what would turn the words after it; spaces are single."""
    if not words.isprintable():
        words = UNPRINTABLE.sub("", words)
    return " ".join(words.split())


def shortened(words: str, letters: int) -> str:
    words = clean(words)
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def wrapped(words: str, letters: int, most: int) -> list[str]:
    """In lines of at most so many letters; what is over ends in “…”."""
    words = clean(words)
    if len(words) <= letters:
        return [words]
    found = [""]
    for word in words.split(" "):
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= letters or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:most]
    if len(found) > most:
        kept[-1] = f"{kept[-1]}…"
    return [shortened(each, letters) for each in kept]


def fits(said: str, width: float) -> bool:
    """Whether words fit a stretch of so many per cent, on a telephone too."""
    return len(said) * LETTER + 0.4 <= width / 100 * NARROW


def room_beside(said: Iterable[str]) -> float:
    """How long, in per cent, the longest bar may be so that its value fits at its end."""
    letters = max(map(len, said), default=0)
    return max(35.0, 100 - 100 * (letters * LETTER + 1.0) / NARROW)
