"""How wide words are on a card, and how they are set in lines."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from lib.svg.words import clean

FONTS = Path(__file__).parent / "fonts"
# What no font has: it looks as whatever is missing does.
NOBODY_HAS = "\U0010ffff"
MEASURED_AT = 100
# Pairs of letters that are set closer or wider are not measured.
SPARE = 1.02


@dataclass(frozen=True)
class Face:
    """A font as CSS knows it."""

    file: str
    family: str
    weight: int = 400

    @property
    def path(self) -> Path:
        return FONTS / self.file


SERIF = Face("serif.ttf", "Card Serif", 700)
SANS = Face("sans.ttf", "Card Sans")
BOLD = Face("sans-bold.ttf", "Card Sans", 700)
FACES = (SERIF, SANS, BOLD)


@cache
def font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@cache
def has(face: Face, letter: str) -> bool:
    missing, drawn = (font(face).getmask(each) for each in (NOBODY_HAS, letter))
    return letter.isspace() or drawn.size != missing.size or bytes(drawn) != bytes(missing)


def printable(words: str, face: Face) -> str:
    """Without letters that the face does not have: a box in their place says nothing."""
    return " ".join("".join(each for each in clean(words) if has(face, each)).split())


def width(words: str, face: Face, size: float) -> float:
    return font(face).getlength(words) * size / MEASURED_AT * SPARE


def lines(words: str, face: Face, size: float, room: float) -> list[str]:
    """In lines no wider than the room; a word that is wider is cut where it ends."""
    found: list[str] = []
    for word in words.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, face, size) <= room:
            found[-1] = longer
        else:
            found += pieces(word, face, size, room)
    return found


def pieces(word: str, face: Face, size: float, room: float) -> list[str]:
    found = [""]
    for letter in word:
        if found[-1] and width(found[-1] + letter, face, size) > room:
            found.append("")
        found[-1] += letter
    return found


def at_most(found: list[str], most: int, face: Face, size: float, room: float) -> list[str]:
    """The first lines, the last of which ends in “…” where there are more."""
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and width(f"{last}…", face, size) > room:
        last = last[:-1].rstrip()
    return [*found[: most - 1], f"{last}…"]


def runs_right_to_left(words: str) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or the like."""
    directions = (unicodedata.bidirectional(each) for each in words)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"
