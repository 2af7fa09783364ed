"""What all the places of a record come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ..models import Appearance, Citation, PageReads
from .records import Record, citations_of, live_versions

# Beyond this the exact number decides nothing.
MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Counts:
    """`stories` and `places` are what readers see; `reads` of those stories in thirty days, None
    where nothing is counted."""

    stories: int
    places: int
    scheduled: int
    working: int
    earlier: int
    elsewhere: int
    reads: int | None

    def told(self) -> str:
        """ "5 stories, 9 places, 12,400 reads in 30 days"."""
        if not self.stories:
            return "In no story that readers see"
        said = [several(self.stories, "story", "stories")]
        if self.places:
            said.append(several(self.places, "place", "places"))
        if self.reads is not None:
            said.append(reach(self.reads))
        return ", ".join(said)

    def besides(self) -> str:
        """ "also 2 places in scheduled versions, 3 in working copies, 14 in earlier versions"."""
        said = [
            f"{many(count)} {where}"
            for count, where in (
                (self.scheduled, "in scheduled versions"),
                (self.working, "in working copies"),
                (self.earlier, "in earlier versions"),
                (self.elsewhere, "elsewhere"),
            )
            if count
        ]
        return ", ".join(said)


def counts_of(record: Record, at: datetime) -> Counts:
    """In eight queries."""
    cited = citations_of(record)
    live = live_versions(record, at)
    reads = PageReads.objects.lately(at)
    places, scheduled = marks(cited.public(at)), marks(cited.scheduled(at))
    published = marks(cited.filter(version__isnull=False))
    return Counts(
        stories=live.order_by().values("pk")[: MOST_COUNTED + 1].count(),
        places=places,
        scheduled=scheduled,
        working=marks(cited.working()),
        earlier=max(0, published - places - scheduled),
        elsewhere=Appearance.objects.standing().filter(article__in=live.values("article")).count(),
        reads=reads.filter(article__in=live.values("article")).total() if reads.exists() else None,
    )


def marks(cited: QuerySet[Citation]) -> int:
    """How many marks: of several records under one mark it is one place."""
    return cited.values("article", "version", "position").distinct()[: MOST_COUNTED + 1].count()


def many(count: int) -> str:
    return f"more than {MOST_COUNTED:,}" if count == MOST_COUNTED + 1 else f"{count:,}"


def several(count: int, one: str, more: str) -> str:
    return f"{many(count)} {one if count == 1 else more}"


def reach(reads: int) -> str:
    """ "1,204 reads in 30 days"."""
    return f"{reads:,} {'read' if reads == 1 else 'reads'} in 30 days"
