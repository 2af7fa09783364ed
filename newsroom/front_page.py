"""The front page: stories with their pictures, the next strike, what changed, what is on record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from articles.models import Correction, PublicStory, Section
from articles.notices import NoticeLine, notice_lines
from articles.presenters import ShownPicture, StoryItem, lead_pictures, story_lines
from hospitals.models import AreaKind, Dispute, DisruptionFigure, PublicFigure, Strike
from hospitals.presenters import changes, disputes, strikes
from hospitals.presenters.changes import ChangeLine
from hospitals.presenters.charts.frame import Chart
from hospitals.presenters.strikes import StrikeLine
from hospitals.presenters.tiles import Tile, tiles

MOST_STRIKES = 5
MOST_CHANGES = 5
MOST_TILES = 3
MOST_DISPUTES = 3
# Among so many lately released numbers, those that are shown are looked for.
LATELY = 40


@dataclass(frozen=True)
class StoryCard:
    story: StoryItem
    picture: ShownPicture | None


@dataclass(frozen=True)
class Changed:
    """What readers had seen and what has become of it: a number's source, or we, put it right."""

    on: date
    number: ChangeLine | None = None
    correction: NoticeLine | None = None


@dataclass(frozen=True)
class DisputeChart:
    """What a dispute has come to, strike by strike; the rest is on its page."""

    title: str
    url: str
    charts: list[Chart]


@dataclass(frozen=True)
class FrontPage:
    """`next_strike` is the first of `strikes`; `days` are empty where they would be too many.
    `notices` stand at its head until a moment of their own."""

    notices: list[NoticeLine]
    strikes: list[StrikeLine]
    days: list[strikes.DayOfStrip]
    said_by: str
    changed: list[Changed]
    tiles: list[Tile]
    sections: list[Section]
    dispute: DisputeChart | None

    @property
    def next_strike(self) -> StrikeLine | None:
        return self.strikes[0] if self.strikes else None


def story_cards(rows: Collection[PublicStory]) -> list[StoryCard]:
    """Of rows that came `for_lists()`, in their order."""
    pictures = lead_pictures([row.version_id for row in rows])
    pairs = zip(rows, story_lines(rows), strict=True)
    return [StoryCard(story, pictures.get(row.version_id)) for row, story in pairs]


def front_page(at: datetime) -> FrontPage:
    coming = list(coming_strikes(at))
    first = coming[0] if coming else None
    told = strikes.status_changes(first, at) if first else []
    told = [change for change in told if change.has_happened(at)]
    return FrontPage(
        notices=notice_lines(list(Correction.objects.on_the_front_page(at)), at),
        strikes=[strikes.strike_line(strike, at) for strike in coming],
        days=strikes.strip(first.spells.all()) if first else [],
        said_by=strikes.status_line(told[-1]).source if told else "",
        changed=what_changed(at),
        tiles=tiles(latest_figures(at), at),
        sections=list(Section.objects.public(at)),
        dispute=latest_dispute(at),
    )


def latest_dispute(at: datetime) -> DisputeChart | None:
    """Of the latest strikes of which a nation has a number, the dispute; where its strikes compare.

    Among the first few of them: a strike that stands alone is no chart.
    """
    counted = (
        PublicFigure.objects.live(at)
        .standing()
        .filter(area__kind__level=AreaKind.Level.NATION, basis="whole_strike", strike__isnull=False)
    )
    latest = counted.order_by("-period_end", "-figure_id").values_list("strike__dispute", flat=True)
    for pk in list(dict.fromkeys(latest[:LATELY]))[:MOST_DISPUTES]:
        dispute = Dispute.objects.get(pk=pk)
        if charts := disputes.charts_of(dispute, at):
            return DisputeChart(dispute.title, dispute.get_absolute_url(), charts)
    return None


def coming_strikes(at: datetime) -> QuerySet[Strike]:
    """Strikes that are under way or have dates ahead of them; the next one first."""
    coming = strikes.for_strike_lines(Strike.objects.public(at), at).with_dates(public_at=at)
    return coming.on_or_coming(at).order_by("first_day", "pk")[:MOST_STRIKES]


def what_changed(at: datetime) -> list[Changed]:
    """The latest corrections, and the latest numbers that their source has changed."""
    revised = changes.public_changes(at, changes.BY_THE_SOURCE).order_by("-public_from", "-pk")
    issued = Correction.objects.each_once(at).order_by("-issued_at", "-pk")
    found = [
        *(
            Changed(line.public_on, number=line)
            for line in changes.change_lines(list(revised[:MOST_CHANGES]), at)
        ),
        *(
            Changed(localdate(line.notice.issued_at), correction=line)
            for line in notice_lines(list(issued[:MOST_CHANGES]), at)
        ),
    ]
    return sorted(found, key=lambda each: each.on, reverse=True)[:MOST_CHANGES]


def latest_figures(at: datetime) -> list[PublicFigure]:
    """Numbers lately released, the newest first; one of each document, so that a table of many
    does not crowd out the rest, and none that is disputed."""
    released = DisruptionFigure.objects.public(at).standing().filter(disputed_on__isnull=True)
    latest = list(released.order_by("-released_at", "-pk").values_list("pk", flat=True)[:LATELY])
    rows = PublicFigure.objects.live(at).filter(figure__in=latest, value__isnull=False).for_lines()
    in_order = sorted(rows, key=lambda row: latest.index(row.figure_id))
    return list(one_of_each(in_order))[:MOST_TILES]


def one_of_each(rows: list[PublicFigure]) -> Iterator[PublicFigure]:
    seen = set()
    for row in rows:
        if row.revision.evidence_id not in seen:
            seen.add(row.revision.evidence_id)
            yield row
