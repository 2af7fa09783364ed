"""What rests on a source or a piece of evidence: what a change of its terms would show or hide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from lib.words import join

from ..dependents import DeskStory, dependents
from ..models import DisruptionFigure, Evidence, FigureRevision, SeenIn, Source
from ..models.evidence import of_evidence

MOST = 50
# Beyond this the exact number decides nothing, and a statistics office stands behind 200,000.
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class RestingLine:
    """One record, with the words that terms decide about: names, title, page, words."""

    text: str
    details: tuple[str, ...]
    public: bool


@dataclass(frozen=True)
class Resting:
    """`lines` are at most MOST; `public` and `live` count what readers see of all of it.

    Public records are counted to just beyond MOST_COUNTED.
    """

    lines: list[RestingLine] = field(default_factory=list)
    more: bool = False
    public: int = 0
    stories: list[DeskStory] = field(default_factory=list)
    live: int = 0

    def counted(self) -> str:
        """ "138 public records and 4 live stories"."""
        most = "more than " if self.public > MOST_COUNTED else ""
        public = min(self.public, MOST_COUNTED)
        records = f"{most}{public:,} public record{'' if public == 1 else 's'}"
        stories = f"{self.live} live {'story' if self.live == 1 else 'stories'}"
        return f"{records} and {stories}"


def resting_on(record: Source | Evidence, at: datetime) -> Resting:
    """What rests on a Source or an Evidence at `at`; stories and quotations through the port."""
    revisions = FigureRevision.objects.filter(revisions_on(record))
    public = DisruptionFigure.objects.public(at).standing().order_by()
    resting = public.filter(pk__in=revisions.values("figure"))
    number = resting.values("pk")[: MOST_COUNTED + 1].count()
    newest = list(
        revisions.select_related(*told("evidence"), *about("figure"))
        .prefetch_related("figure__trust__former_names", "evidence__said_with__source")
        .order_by("-id")[: MOST + 1]
    )
    further = list(
        SeenIn.objects.filter(further_on(record))
        .select_related(*told("evidence"), *about("revision__figure"))
        .prefetch_related("revision__figure__trust__former_names", "evidence__said_with__source")
        .order_by("-id")[: MOST + 1]
    )
    shown = [revision.figure_id for revision in newest]
    shown += [row.revision.figure_id for row in further]
    seen = set(public.filter(pk__in=shown).values_list("pk", flat=True))
    known = set(SeenIn.objects.public(at).filter(pk__in=[row.pk for row in further]))
    stories = dependents().resting_on(record, at=at, limit=MOST)
    lines = [figure_line(revision, seen) for revision in newest[:MOST]]
    lines += [further_line(row, seen, row in known) for row in further[:MOST]]
    return Resting(
        lines=[*lines, *stories.lines],
        more=len(newest) > MOST or len(further) > MOST or stories.more,
        public=number + stories.public,
        stories=stories.stories,
        live=stories.live,
    )


def revisions_on(record: Source | Evidence) -> Q:
    """Q: the FigureRevisions that rest on a Source or an Evidence."""
    if isinstance(record, Evidence):
        return Q(evidence=record)
    return of_evidence("evidence__", record) | Q(figure__source=record)


def further_on(record: Source | Evidence) -> Q:
    """Q: the SeenIn that rest on it; those of a figure's own source rest on its values."""
    if isinstance(record, Evidence):
        return Q(evidence=record)
    return of_evidence("evidence__", record)


def told(evidence: str) -> list[str]:
    """Everybody whom a line names."""
    return [f"{evidence}__{name}" for name in ("said_by", "via", "reported_by")]


def about(figure: str) -> list[str]:
    """What a line about each needs to know of its figure."""
    return [
        f"{figure}__{name}" for name in ("area__kind", "trust", "hospital", "measure", "source")
    ]


def further_line(row: SeenIn, seen: set[int], told: bool) -> RestingLine:
    return RestingLine(
        text=f"{row.revision.say()}: {row.revision.figure}, seen there too",
        details=words_of(row.evidence, row.locator, row.words),
        public=told and row.revision.figure_id in seen,
    )


def figure_line(revision: FigureRevision, seen: set[int]) -> RestingLine:
    return RestingLine(
        text=f"{revision.say()}: {revision.figure}",
        details=words_of(revision.evidence, revision.locator, revision.words),
        public=revision.figure_id in seen,
    )


def words_of(evidence: Evidence, locator: str, words: str) -> tuple[str, ...]:
    """What readers would read of its origin if all of it were on the record."""
    told = [
        join([who.name for who in evidence.speakers()]),
        evidence.as_told(),
        evidence.title,
        evidence.url,
        locator,
        f"“{words}”" if words else "",
    ]
    return tuple(filter(None, told))
