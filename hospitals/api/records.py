"""Figures as the API tells them: the record, the value that readers see, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property
from django.utils.timezone import localdate

from hospitals.models import DisruptionFigure, FigureRevision, SeenIn, Strike
from hospitals.presenters import figure_words
from hospitals.presenters.figures import Said
from hospitals.presenters.one_figure import (
    Kin,
    RevisionLine,
    Withdrawn,
    caveats,
    further_documents,
    revisions,
)
from lib.fields import LONDON

from .serializers.named import AtTime, at_time


@dataclass(frozen=True)
class Place:
    """Whom a figure is about. `key` is the ODS code of a trust, else a slug."""

    kind: str
    key: str
    name: str


class Told:
    """Who says so and where, of something with `said` and a `revision` that came from there."""

    said: Said

    @property
    def reported_by(self) -> Said | None:
        return self.said if self.said.reported_by else None

    @property
    def via(self) -> Said | None:
        return self.said if self.said.via else None

    @property
    def evidence(self) -> "Told | None":
        """For evidence on the record only."""
        return self if self.said.document else None


@dataclass(frozen=True)
class FurtherDocument(Told):
    """Where else a number stands; `revision` is the row that says so."""

    revision: SeenIn | FigureRevision
    said: Said


@dataclass(frozen=True)
class OfFigure:
    """A figure with one of the values that readers have seen."""

    figure: DisruptionFigure
    revision: FigureRevision

    @cached_property
    def subject(self) -> Place:
        kind, about = figure_words.kind_of_place(self.figure), self.figure.subject
        key = about.code if kind == "trust" else about.slug
        return Place(kind, key, figure_words.place(self.figure))

    @cached_property
    def sentence(self) -> str:
        return figure_words.sentence(self.figure, self.revision)


@dataclass(frozen=True)
class FigureRecord(Told, OfFigure):
    """With who says so and where, within the terms agreed."""

    said: Said
    covers: Sequence[Strike] = ()
    preferred: bool = True

    @cached_property
    def trust(self) -> AtTime | None:
        return at_time(self.figure.trust_at_time, self.figure.period_start)

    @cached_property
    def staff_group(self) -> AtTime | None:
        return at_time(self.figure.staff_group, self.figure.period_start)

    @cached_property
    def caveats(self) -> list[str]:
        return caveats(self.figure, self.revision, self.said)

    @cached_property
    def checked_on(self) -> date:
        return localdate(self.revision.checked_at, LONDON)

    @property
    def checked_at(self) -> datetime | None:
        """The time of day only where the evidence is on the record."""
        return self.revision.checked_at if self.said.document else None

    @property
    def disputed(self) -> DisruptionFigure | None:
        return self.figure if self.figure.disputed_on else None

    @property
    def withdrawn(self) -> Withdrawn | None:
        figure = self.figure
        if figure.withdrawn_at is None:
            return None
        return Withdrawn(localdate(figure.withdrawn_at), figure.withdrawn_reason)

    @property
    def public_at(self) -> datetime:
        """When readers could first see this value."""
        return max(self.revision.public_from, self.figure.released_at)


@dataclass(frozen=True)
class FigureDetail(FigureRecord):
    """With its earlier values and the figures around it, as public at a moment."""

    at: datetime | None = None

    @cached_property
    def kin(self) -> Kin:
        return Kin(self.figure, self.at)

    @property
    def also_seen_in(self) -> list[FurtherDocument]:
        found = further_documents(self.figure, self.revision, self.at)
        return [FurtherDocument(row, said) for row, said in found]

    @property
    def revisions(self) -> list[RevisionLine]:
        return revisions(self.figure, self.revision, self.at)


@dataclass(frozen=True)
class ValueBefore:
    revision: FigureRevision

    @property
    def said(self) -> str:
        """ "1,486,258", "about 4,560", "not reported"."""
        return figure_words.number(self.revision)


@dataclass(frozen=True)
class Update(OfFigure):
    """A change by the source; `before` is None where the value before may no longer be shown."""

    before: ValueBefore | None
