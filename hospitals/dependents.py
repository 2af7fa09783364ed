"""The one port upward: what rests on figures, asked and told without knowing who answers.

The layer above registers its implementation when it starts. Until then nothing depends on
figures, which is what a command or a test of this app alone needs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from django.db.models import Model

from .models import DisruptionFigure, Evidence, FigureRevision, Measure, Source
from .models.sources import SourceQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


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

    def counted(self) -> str:
        """ "3 live stories and 1 scheduled story"; "" where none rests on them."""
        return " and ".join(
            f"{number} {word} {'story' if number == 1 else 'stories'}"
            for number, word in ((self.live, "live"), (self.scheduled, "scheduled"))
            if number
        )


@dataclass(frozen=True)
class DeskStory:
    """A story as a line on the desk, with the page that pulls it."""

    headline: str
    url: str
    pull_url: str


@dataclass(frozen=True)
class Printed:
    """What stories make of a source or a piece of evidence.

    `lines` are quotations, each with `text`, `details` and `public`; `public` counts those that
    readers see, `live` the stories that print anything resting on it, `stories` lists them.
    """

    lines: list = field(default_factory=list)
    more: bool = False
    public: int = 0
    stories: list[DeskStory] = field(default_factory=list)
    live: int = 0


class Dependents(Protocol):
    def impact(self, figures: Collection[DisruptionFigure]) -> Impact:
        """What rests on any of `figures` now."""

    def scheduled_before(
        self, figures: Collection[DisruptionFigure], at: datetime | None
    ) -> list[str]:
        """What is set to go out, before `at` where that is given, and rests on any of `figures`:
        each as words for people."""

    def apply(
        self, revisions: Collection[FigureRevision], *, by: AbstractUser, at: datetime
    ) -> None:
        """Carry a change of `revisions` (about to be shown, or withdrawn) into what rests on
        them, inside the caller's transaction. May raise Refused."""

    def stories_for(
        self, subjects: Collection[Model], *, at: datetime, limit: int
    ) -> list[StoryLine]:
        """The newest live stories about or citing any of `subjects`: trusts, hospitals, areas,
        strikes or figures."""

    def quotes_by(
        self, sources: Collection[Source], *, at: datetime, limit: int
    ) -> list[QuoteLine]:
        """What any of `sources` said on the record in stories that are live, the latest first."""

    def resting_on(self, record: Source | Evidence, *, at: datetime, limit: int) -> Printed:
        """Quotations and live stories that rest on a Source or an Evidence."""

    def where_tried(self, measure: Measure) -> str:
        """The page of the desk that says which live stories say of a measure what is not to be
        said of it; "" where there is none."""

    def correcting(self, figure: DisruptionFigure) -> str:
        """The page of the desk on which a new value of the figure is carried into all that rests
        on it; "" where nothing does, and a check alone is enough."""

    def where_used(self, record: Model) -> str:
        """The page of the desk that lists every place in which a record is used; "" where there is
        none for its kind."""

    def public_sources(self, at: datetime) -> SourceQuerySet:
        """The sources that readers may know of: on the record, and named by something public."""

    def all_public_sources(self, at: datetime) -> SourceQuerySet:
        """The same where all are wanted."""


class NobodyDepends:
    def impact(self, figures: Collection[DisruptionFigure]) -> Impact:
        return Impact()

    def scheduled_before(
        self, figures: Collection[DisruptionFigure], at: datetime | None
    ) -> list[str]:
        return []

    def apply(
        self, revisions: Collection[FigureRevision], *, by: AbstractUser, at: datetime
    ) -> None:
        return None

    def stories_for(
        self, subjects: Collection[Model], *, at: datetime, limit: int
    ) -> list[StoryLine]:
        return []

    def where_tried(self, measure: Measure) -> str:
        return ""

    def correcting(self, figure: DisruptionFigure) -> str:
        return ""

    def where_used(self, record: Model) -> str:
        return ""

    def public_sources(self, at: datetime) -> SourceQuerySet:
        return Source.objects.none()

    def all_public_sources(self, at: datetime) -> SourceQuerySet:
        return Source.objects.none()

    def quotes_by(
        self, sources: Collection[Source], *, at: datetime, limit: int
    ) -> list[QuoteLine]:
        return []

    def resting_on(self, record: Source | Evidence, *, at: datetime, limit: int) -> Printed:
        return Printed()


_registered: Dependents = NobodyDepends()


def register(implementation: Dependents) -> None:
    global _registered
    _registered = implementation


def dependents() -> Dependents:
    return _registered
