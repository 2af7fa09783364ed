"""What a card says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from lib.addresses import address

WIDTH, HEIGHT = 1200, 630
# Another one when cards are drawn in another way, so that every card has another address.
LOOK = 1


@dataclass(frozen=True)
class Tile:
    """A number at a size of its own, who says so first."""

    who: str
    number: str
    what: str


@dataclass(frozen=True)
class Card:
    """`kind` and `key` say of which record; `site` whose card it is, and `kicker` what it is of.

    It shows `words` below `who` says them, or tiles, or `words` above a chart of `lib.svg` with its
    finding and source; `warning` and `foot` stand below. Words that are `quiet` have the size of
    text.
    """

    kind: str
    key: str
    site: str
    kicker: str = ""
    who: str = ""
    words: str = ""
    quiet: bool = False
    tiles: tuple[Tile, ...] = ()
    chart: str = ""
    finding: str = ""
    source: str = ""
    warning: str = ""
    foot: str = ""

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(repr((LOOK, self)).encode()).hexdigest()[:16]

    @property
    def url(self) -> str:
        return address("card", self.kind, self.key, self.digest)

    @property
    def alt(self) -> str:
        """The same in words."""
        tiles = [f"{tile.who}: {tile.number}. {tile.what}" for tile in self.tiles]
        said = [
            self.kicker,
            self.who,
            self.words,
            *tiles,
            self.finding,
            self.source,
            self.warning,
            self.foot,
        ]
        return ". ".join(text.rstrip(".") for text in [self.site, *said] if text)
