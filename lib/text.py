"""Text as people type it, made comparable; and the text of HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

APOSTROPHES = "'’‘ʼ`´"
BLOCK_TAGS = (
    "address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li "
    "ol p pre section table td th tr ul"
)
BLOCKS = frozenset(BLOCK_TAGS.split())
# A line break of a word processor is enough: XML has no way to write these characters.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What nobody sees: marks that turn the order of reading (Unicode's Bidi_Control), soft hyphens, and
# what has no width.
UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060-\u2064\ufeff]")
# They join or part the letters of Persian and Hindi, and make one picture of several; after Latin
# letters and digits they only hide.
JOINERS = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+")


def in_xml(text: str) -> str:
    """What can be written of it, with a space for what cannot."""
    return NOT_IN_XML.sub(" ", text)


def fold(text: str) -> str:
    """The form in which names are compared: "King’s Mill" and "KINGS MILL" fold alike.

    Case, accents, apostrophes and full stops go; "&" is "and"; dashes, commas and all other
    marks count as a space; spaces are single. The result has only letters, digits and spaces.
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(
        character
        for character in text
        if character not in APOSTROPHES + "." and not unicodedata.combining(character)
    )
    text = text.replace("&", " and ")
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def seen(text: str) -> str:
    """The text without characters that nobody sees, as it comes in: so "1,854" with one inside is
    still that number, and no headline reads backwards."""
    return JOINERS.sub("", UNSEEN.sub("", text))


def squash(text: str) -> str:
    """Runs of white space, no-break spaces among them, become one space; the ends are trimmed."""
    return " ".join(text.split())


def plain(html: str) -> str:
    """The words of some HTML: tags gone, entities read, each block on a line of its own."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (squash(line) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in ("script", "style"):
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.pieces.append("\n")
        elif tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            # A line break in the source is only a space.
            self.pieces.append(data.replace("\n", " "))


def not_repeated(said: Iterable[str]) -> list[str]:
    """Those that stand within no other, each once, in order."""
    words = {fold(each): each for each in reversed(list(said))}
    kept = [
        text
        for form, text in words.items()
        if not any(form != other and f" {form} " in f" {other} " for other in words)
    ]
    return kept[::-1]
