"""Those whom a text names, and where: a person or body, a description, a pronoun."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from .names import Named

# As many mentions back somebody may be meant.
FAR = 60


@dataclass
class Person:
    name: str  # without titles
    sex: str = ""  # "he", "she" or "" for what the text does not say
    role: str = ""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]


@dataclass(frozen=True)
class Mention:
    """text[start:end] names somebody. `core` is the name alone, without titles and roles."""

    start: int
    end: int
    kind: str  # person, trust, hospital, organisation, description, pronoun
    name: str
    person: Person | None = None
    named: tuple[Named, ...] = ()
    core: int = 0

    @property
    def body(self) -> bool:
        return self.kind in ("trust", "hospital", "organisation", "union", "area")


@dataclass
class Mentions:
    found: list[Mention] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    # Short forms that the story itself introduces: UHS.
    short: dict[str, Mention] = field(default_factory=dict)
    aside: list[Mention] = field(default_factory=list)
    # Bodies named within “a spokeswoman for the Thorne Trust”.
    spoken_for: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [each.start for each in self.found]

    def within(self, start: int, end: int) -> list[Mention]:
        return self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, at: int) -> Iterator[Mention]:
        """Those that end before a place, nearest first."""
        last = bisect_right(self.starts, at) - 1
        for i in range(last, max(-1, last - FAR), -1):
            if self.found[i].end <= at:
                yield self.found[i]
