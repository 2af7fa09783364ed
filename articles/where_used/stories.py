"""The stories that use a record, by reach, with every place in each of their states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from lib.words import clock

from ..models import (
    Appearance,
    Article,
    ArticlePicture,
    Citation,
    PageReads,
    PublishedVersion,
    VersionPicture,
)
from ..models.reads import COUNTED
from .counts import MOST_COUNTED, reach
from .records import Record, citations_of, stories_with, versions_with
from .sentences import Sentence, Use, uses_in

STORIES = 20
# Of one story so many versions are read, the latest.
VERSIONS = 8
# A statistics office stands behind every line of a story: the others are folded.
SHOWN_AT_ONCE = 8
# The words of a headline and a standfirst go on by themselves.
ALSO = {
    "headline": "also in lists, feeds, the search and on its share card",
    "standfirst": "also in lists and feeds",
}

# A longer sentence is not looked for on the page: a browser looks for its words alone.
LONGEST_FOUND = 300

Records = set[tuple[str, int]]


@dataclass(frozen=True)
class State:
    """A version of a story, or its working copy: what it is called, and where it is looked at."""

    words: str
    url: str
    live: bool = False


@dataclass
class Place:
    """One sentence, and in which states of the story it stands, what readers see first. `row`: it
    is the title of the table or chart that has a row of it."""

    where: str
    sentence: Sentence
    row: bool = False
    states: list[State] = field(default_factory=list)

    @property
    def also(self) -> str:
        return ALSO.get(self.where, "") if self.states[0].live else ""


@dataclass(frozen=True)
class Story:
    """`reads` are those of thirty days; `ran` says where else; `more` counts earlier versions that
    were not read."""

    id: int
    headline: str
    url: str
    state: str
    live: bool
    reads: int
    places: list[Place]
    ran: list[str]
    more: int = 0

    @property
    def reach(self) -> str:
        return reach(self.reads)

    @property
    def first_places(self) -> list[Place]:
        return self.places[:SHOWN_AT_ONCE]

    @property
    def further_places(self) -> list[Place]:
        return self.places[SHOWN_AT_ONCE:]


def stories_by_reach(record: Record, at: datetime, page: int = 1) -> tuple[list[Story], bool]:
    """(the twenty stories of a page, whether there are more): those that readers see first, then
    by reads. In ten queries."""
    start = (page - 1) * STORIES
    ranks = by_reach(record, at)
    here = ranks[start : start + STORIES]
    rows = Article.objects.in_bulk([rank.id for rank in here])
    found = [(rows[rank.id], rank) for rank in here if rank.id in rows]
    ids = [row.pk for row, _ in found]
    versions = defaultdict(list)
    for version in latest_versions(record, ids):
        versions[version.article_id].append(version)
    live = set(
        PublishedVersion.objects.live(at).filter(article__in=ids).values_list("pk", flat=True)
    )
    numbers = [version.pk for some in versions.values() for version in some]
    records, captions = records_in(record, ids, numbers), captions_of(ids, numbers)
    ran = places_elsewhere(ids)
    stories = [
        story_of(row, rank, versions[row.pk], live, records, captions, ran[row.pk], at)
        for row, rank in found
    ]
    return stories, len(ranks) > start + STORIES


class Rank(NamedTuple):
    """How far a story reaches: whether readers see it, and how often it was read."""

    live: bool
    reads: int
    id: int


def by_reach(record: Record, at: datetime) -> list[Rank]:
    """All stories that use it, at most MOST_COUNTED: what is read most first, in three questions of
    sets. A sum asked for each of thousands takes seconds."""
    stories = Article.objects.filter(stories_with(record)).order_by()
    ids = stories.values_list("pk", flat=True)[:MOST_COUNTED]
    public = PublishedVersion.objects.public(at).filter(article__in=stories.values("pk"))
    live = set(public.order_by().values_list("article", flat=True))
    read = PageReads.objects.lately(at).filter(article__in=stories.values("pk"))
    sums = read.order_by().values("article").annotate(total=Sum(COUNTED))
    reads = dict(sums.values_list("article", "total"))
    return sorted((Rank(pk in live, reads.get(pk, 0), pk) for pk in ids), reverse=True)


def latest_versions(record: Record, articles: list[int]) -> Iterable[PublishedVersion]:
    """The latest first; each knows as `of_all` how many there are."""
    of_story = {"partition_by": "article"}
    return (
        PublishedVersion.objects.standing()
        .filter(versions_with(record), article__in=articles)
        .annotate(
            nth=Window(RowNumber(), order_by=F("live_from").desc(), **of_story),
            of_all=Window(Count("pk"), **of_story),
        )
        .filter(nth__lte=VERSIONS)
        .order_by("-live_from")
        .only(*SHOWN)
    )


SHOWN = (
    "article",
    "number",
    "slug",
    "headline",
    "headline_text",
    "standfirst",
    "body",
    "live_from",
    "first_published_at",
)


def records_in(record: Record, articles: list[int], versions: list[int]) -> dict[tuple, Records]:
    """{(article, version or None): what of it is cited there}: of a source, which of its figures
    and quotations."""
    rows = (
        citations_of(record)
        .filter(Q(version__isnull=True) | Q(version__in=versions), article__in=articles)
        .values_list("article", "version", "figure_revision__figure", "quote_revision__quote")
        .distinct()
    )
    found = defaultdict(set)
    for article, version, figure, quotation in rows:
        found[article, version].add(("figure", figure) if figure else ("quote", quotation))
    return found


def captions_of(articles: list[int], versions: list[int]) -> dict[tuple, list[str]]:
    """{(article, version or None): its captions}."""
    found = defaultdict(list)
    working = ArticlePicture.objects.filter(article__in=articles)
    for article, caption in working.values_list("article", "caption"):
        found[article, None].append(caption)
    published = VersionPicture.objects.filter(version__in=versions)
    columns = ("version__article", "version", "caption")
    for article, version, caption in published.values_list(*columns):
        found[article, version].append(caption)
    return found


def places_elsewhere(articles: list[int]) -> dict[int, list[str]]:
    """{article: where else it ran}"""
    found = defaultdict(list)
    for appearance in Appearance.objects.standing().filter(article__in=articles):
        found[appearance.article_id].append(f"{appearance}: {appearance.who} puts it right")
    return found


def story_of(
    article: Article,
    rank: Rank,
    versions: list[PublishedVersion],
    live: set[int],
    records: dict[tuple, Records],
    captions: dict[tuple, list[str]],
    ran: list[str],
    at: datetime,
) -> Story:
    shown = next((version for version in versions if version.pk in live), None)
    places: dict[Use, Place] = {}
    for version in sorted(versions, key=lambda each: (each is not shown, each.live_from <= at)):
        stands_in(places, version, records, captions, state_of(version, version is shown, at))
    desk = reverse("admin:articles_article_change", args=[article.pk])
    stands_in(places, article, records, captions, lambda use: State("working copy", desk))
    return Story(
        id=article.pk,
        headline=shown.headline_text if shown else str(article),
        url=desk,
        state=words_of(article, rank.live),
        live=rank.live,
        reads=rank.reads,
        places=list(places.values()),
        ran=ran,
        more=max(0, versions[0].of_all - VERSIONS) if versions else 0,
    )


def stands_in(
    places: dict[Use, Place],
    text: Article | PublishedVersion,
    records: dict[tuple, Records],
    captions: dict[tuple, list[str]],
    state: Callable[[Use], State],
) -> None:
    """Note the places of one version or working copy."""
    published = isinstance(text, PublishedVersion)
    key = (text.article_id, text.pk) if published else (text.pk, None)
    if not records.get(key):
        return
    parts = [(name, getattr(text, name)) for name in ("headline", "standfirst", "body")]
    parts += [(str(Citation.Place.CAPTION), caption) for caption in captions.get(key, ())]
    for name, html in parts:
        for use in uses_in(name, html, records[key]):
            place = places.setdefault(use, Place(use.where, use.sentence, use.where != name))
            place.states.append(state(use))


def state_of(version: PublishedVersion, live: bool, at: datetime) -> Callable[[Use], State]:
    url = reverse("admin:articles_publishedversion_change", args=[version.pk])
    if live:
        return lambda use: State("live", at_words(version, use), live=True)
    if version.live_from > at:
        return lambda use: State(f"scheduled, {clock(version.live_from, at)}", url)
    return lambda use: State(f"version {version.number}", url)


def at_words(version: PublishedVersion, use: Use) -> str:
    """The page of a story, at these words where the browser can find them."""
    words = str(use.sentence).strip(" …")
    if len(words) > LONGEST_FOUND:
        words = use.sentence.words
    return f"{version.get_absolute_url()}#:~:text={quote(words, safe='').replace('-', '%2D')}"


def words_of(article: Article, live: bool) -> str:
    if article.pulled_at:
        return "pulled"
    return "live" if live else "not on the site"
