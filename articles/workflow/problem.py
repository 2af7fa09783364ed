"""One thing that speaks against publishing: where, what, how strongly, and whose turn it is.

A *stop* is the law's, or the terms': nothing goes over it. A *reading stop* says that the words
contradict their record: it goes over with a reason, and a second person looks at it afterwards. A
*query* warns, and one reason covers all of them; a *note* never blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

STOP, READING, QUERY, NOTE = LEVELS = ("stop", "reading", "query", "note")

# What the person who signs the story off does; all else is for whoever writes it.
SECOND_PERSONS = {"unchecked", "not_signed_off", "not_cleared", "unread", "read_by_another"}


@dataclass(frozen=True)
class Problem:
    """`said` follows `told`, what the words in question are called: “3 of 35”. `record` is what is
    to be put right, `on` the figure or quotation that is cited, where there is one."""

    level: str
    place: str
    said: str
    code: str
    record: Model | None = None
    told: str = ""
    on: Model | None = None

    @property
    def message(self) -> str:
        return f"{self.told}: {self.said}" if self.told else self.said

    @property
    def second_persons(self) -> bool:
        return self.code in SECOND_PERSONS

    def __str__(self) -> str:
        return f"{self.place.capitalize()}: {self.message}"


def stops(found: Iterable[Problem]) -> list[Problem]:
    """Those that nothing goes over."""
    return [problem for problem in found if problem.level == STOP]


def needing_a_reason(found: Iterable[Problem]) -> list[Problem]:
    """Those that may stay as they are, for a reason."""
    return [problem for problem in found if problem.level in (READING, QUERY)]
