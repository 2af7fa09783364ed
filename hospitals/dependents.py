"""The one port upward: what rests on figures, asked and told without knowing who answers.

The layer above registers its implementation when it starts. Until then nothing depends on
figures, which is what a command or a test of this app alone needs.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class StoryLine:
    """One story as a line on a page of facts. `headline` is plain text."""

    headline: str
    url: str
    first_published_at: datetime


@dataclass(frozen=True)
class QuoteLine:
    """Words on the record as a live story prints them, with who said them, and that story.

    `where_from` is "" where naming the document would name somebody who may not be named.
    """

    words: str
    attribution: str
    said_on: date | None
    where_from: str
    where_from_url: str
    story: StoryLine


@dataclass(frozen=True)
class Impact:
    """How many stories rest on the figures: live now, and scheduled."""

    live: int = 0
    scheduled: int = 0


class Dependents(Protocol):
    def impact(self, figures) -> Impact:
        """What rests on any of `figures` now."""

    def scheduled_before(self, figures, at) -> list[str]:
        """What is set to go out, before `at` where that is given, and rests on any of `figures`:
        each as words for people."""

    def apply(self, revisions, *, by, at) -> None:
        """Carry a change of `revisions` (about to be shown, or withdrawn) into what rests on
        them, inside the caller's transaction. May raise Refused."""

    def stories_for(self, subjects, *, at, limit) -> list[StoryLine]:
        """The newest live stories about or citing any of `subjects`: trusts, hospitals, areas,
        strikes or figures."""

    def quotes_by(self, sources, *, at, limit) -> list[QuoteLine]:
        """What any of `sources` said on the record in stories that are live, the latest first."""

    def pages_resting_on(self, figures) -> set[str]:
        """The cache tags of the pages that show any of these figures (ids)."""


class NobodyDepends:
    def impact(self, figures):
        return Impact()

    def scheduled_before(self, figures, at):
        return []

    def apply(self, revisions, *, by, at):
        return None

    def stories_for(self, subjects, *, at, limit):
        return []

    def pages_resting_on(self, figures):
        return set()

    def quotes_by(self, sources, *, at, limit):
        return []


_registered: Dependents = NobodyDepends()


def register(implementation: Dependents) -> None:
    global _registered
    _registered = implementation


def dependents() -> Dependents:
    return _registered
