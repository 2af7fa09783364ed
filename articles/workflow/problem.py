"""One thing that speaks against publishing: where, what, and whether it blocks.

*Stop* blocks; *query* warns, and one reason covers the whole publish; *note* never blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

STOP, QUERY, NOTE = "stop", "query", "note"


@dataclass(frozen=True)
class Problem:
    level: str
    place: str
    message: str
    code: str
    # The figure or quote it is about, for a link beside the sentence.
    record: Model | None = None

    def __str__(self) -> str:
        return f"{self.place.capitalize()}: {self.message}"


def stops(found: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.level == STOP]


def queries(found: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.level == QUERY]
