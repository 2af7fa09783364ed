"""Published stories in any number: some 600 words, three trusts, four figures, four quotations.

Every twentieth has been updated once, so that it has two versions. The working copy, its
citations and the decisions of the desk are there as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from articles.models import (
    Article,
    ArticleEvent,
    Byline,
    Citation,
    Contributor,
    PublishedVersion,
    Quote,
    QuoteRevision,
    Section,
    Speaker,
    VersionContributor,
    VersionHospital,
    VersionStrike,
    VersionTrust,
)
from hospitals.models import Evidence, Terms

from . import words
from .facts import Facts, signed_off
from .rows import Table, first_id

FIRST_STORY = datetime(2023, 1, 1, 8, tzinfo=UTC)
BETWEEN_STORIES = timedelta(minutes=7)
BATCH = 500
CITED_FIGURES = 4
QUOTES = 4
CONTRIBUTORS = 12
SECTIONS = 5


def load_stories(facts: Facts, seed: int, number: int, say: Callable[[str], object]) -> None:
    """`number` stories, in batches that are each whole or not there."""
    desk = Desk(facts, number)
    for start in range(0, number, BATCH):
        for index in range(start, min(start + BATCH, number)):
            desk.write_story(index, Random(f"{seed}/story/{index}"))
        desk.store()
        if start // 5_000 != (start + BATCH) // 5_000:
            say(f"  Stories: {min(start + BATCH, number):,} of {number:,}")


class Desk:
    """Writes stories into lists of rows, and the lists into the tables."""

    def __init__(self, facts: Facts, number: int) -> None:
        self.facts = facts
        self.sections = Section.objects.bulk_create(
            Section(name=f"Benchmark {n}", slug=f"benchmark-{n}", order=n)
            for n in range(1, SECTIONS + 1)
        )
        self.contributors = Contributor.objects.bulk_create(
            Contributor(name=f"Reporter {n}", slug=f"benchmark-{n}")
            for n in range(1, CONTRIBUTORS + 1)
        )
        last = FIRST_STORY + number * BETWEEN_STORIES
        self.statements = load_statements(facts, months(FIRST_STORY.date(), last.date()))
        self.tables = tables(facts)
        self.rows = {name: [] for name in self.tables}
        self.next_id = {name: first_id(table.model) for name, table in self.tables.items()}
        self.first_article = self.next_id["article"]

    def add(self, name: str, *values: Any) -> int:
        """A row of a table; gives its id."""
        pk = self.next_id[name]
        self.next_id[name] = pk + 1
        self.rows[name].append((pk, *values))
        return pk

    def store(self) -> None:
        with transaction.atomic():
            for name, table in self.tables.items():
                table.write(self.rows[name])
                self.rows[name].clear()

    def write_story(self, index: int, random: Random) -> None:
        facts = self.facts
        published = FIRST_STORY + index * BETWEEN_STORIES
        about = random.sample(range(len(facts.trusts)), 3)
        marks = [*self.figures(random), *self.quotes(random, about, published)]
        body = words.story(random, [mark for mark, _ in marks])
        headline, standfirst = words.title(random, 9), words.sentence(random, 22)
        section = self.sections[index % len(self.sections)].pk
        author = self.contributors[index % len(self.contributors)]
        digest = hashlib.sha256(body.marked.encode()).hexdigest()
        slug = f"benchmark-story-{self.first_article + index}"
        twice = index % 20 == 0
        starts = [published, published + timedelta(hours=1)] if twice else [published]
        article = self.add(
            "article",
            UUID(int=random.getrandbits(128), version=4),
            slug,
            headline,
            standfirst,
            section,
            body.marked,
            len(starts),
            starts[-1],
            published,
            digest,
        )
        self.add("byline", article, author.pk)
        self.add("event", article, published, digest)
        for trust in about:
            self.add("article_trust", article, facts.trusts[trust].pk)
        hospital = facts.hospitals[about[0]].pk
        strike = facts.strikes[index % len(facts.strikes)].pk
        self.add("article_hospital", article, hospital)
        self.add("article_strike", article, strike)
        self.cite(article, None, marks)
        for number, start in enumerate(starts, start=1):
            version = self.add(
                "version",
                article,
                number,
                "first" if number == 1 else "update",
                slug,
                section,
                author.name,
                headline,
                headline,
                headline,
                standfirst,
                standfirst,
                standfirst,
                body.marked,
                body.html,
                start,
                published,
                start,
                start,
                digest,
                published,
                start,
            )
            order = (published, article, version)
            for trust in about:
                self.add("version_trust", *order, facts.trusts[trust].pk)
            self.add("version_hospital", *order, hospital)
            self.add("version_strike", *order, strike)
            self.add("version_contributor", *order, author.pk)
            self.cite(article, version, marks)

    def cite(
        self, article: int, version: int | None, marks: list[tuple[words.Marked, int]]
    ) -> None:
        for position, (mark, revision) in enumerate(marks):
            figure, quote = (revision, None) if mark.kind == "figure" else (None, revision)
            self.add("citation", article, version, position, mark.words, figure, quote)

    def figures(self, random: Random) -> Iterator[tuple[words.Marked, int]]:
        """(mark, id of the revision) of figures, each about something else."""
        facts = self.facts
        count = min(CITED_FIGURES, len(facts.values))
        for index in random.sample(range(len(facts.values)), count):
            number = facts.first_figure + index
            yield (
                words.Marked("figure", number, f"{facts.values[index]:,}"),
                facts.revisions[index],
            )

    def quotes(
        self, random: Random, about: list[int], published: datetime
    ) -> Iterator[tuple[words.Marked, int]]:
        """(mark, id of the wording) of new quotations, of the chief executives of the trusts."""
        for number in range(QUOTES):
            trust = about[number % len(about)]
            day = published.date()
            evidence = self.statements[trust, day.year, day.month]
            quote = self.add("quote", UUID(int=random.getrandbits(128), version=4))
            said = words.sentence(random, 25)
            name = f"{self.facts.speakers[trust].name}, chief executive"
            wording = self.add("wording", quote, said, name, day, evidence, published, published)
            self.add("speaker", wording, self.facts.speakers[trust].pk)
            yield words.Marked("quote", quote, f"“{said}”"), wording


def months(first: date, last: date) -> list[tuple[int, int]]:
    """[(year, month)] from one day to another."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [divmod(first.year * 12 + first.month - 1 + n, 12) for n in range(count)]


def load_statements(
    facts: Facts, year_months: list[tuple[int, int]]
) -> dict[tuple[int, int, int], int]:
    """{(trust's place in the list, year, month): id of its statement}"""
    keys = [
        (trust, year, month + 1)
        for year, month in year_months
        for trust in range(len(facts.trusts))
    ]
    made = Evidence.objects.bulk_create(
        (
            Evidence(
                kind=Evidence.Kind.STATEMENT,
                said_by=facts.speakers[trust],
                title="Board statement",
                published_on=date(year, month, 1),
                terms=Terms.ON_RECORD,
                **signed_off(facts),
            )
            for trust, year, month in keys
        ),
        batch_size=1_000,
    )
    return {key: evidence.pk for key, evidence in zip(keys, made, strict=True)}


def tables(facts: Facts) -> dict[str, Table]:
    """Each table in an order in which rows may point at those before them."""
    reporter, editor = facts.recorder, facts.checker
    order = ["id", "first_published_at", "article", "version"]
    return {
        "article": Table(
            Article,
            [
                "id",
                "uuid",
                "slug",
                "headline",
                "standfirst",
                "section",
                "body",
                "version",
                "changed_at",
                "approved_at",
                "approved_hash",
            ],
            owner=reporter,
            kicker="Benchmark",
            state=Article.State.PUBLISHED,
            changed_by=reporter,
            approved_by=editor,
            created_at=FIRST_STORY,
        ),
        "byline": Table(Byline, ["id", "article", "contributor"]),
        "event": Table(
            ArticleEvent,
            ["id", "article", "at", "content_hash"],
            kind=ArticleEvent.Kind.PUBLISHED,
            by=editor,
        ),
        "article_trust": Table(Article.trusts.through, ["id", "article", "trust"]),
        "article_hospital": Table(Article.hospitals.through, ["id", "article", "hospital"]),
        "article_strike": Table(Article.strikes.through, ["id", "article", "strike"]),
        "quote": Table(Quote, ["id", "uuid"]),
        "wording": Table(
            QuoteRevision,
            [
                "id",
                "quote",
                "words",
                "attribution",
                "said_on",
                "evidence",
                "recorded_at",
                "checked_at",
            ],
            terms=Terms.ON_RECORD,
            recorded_by=reporter,
            checked_by=editor,
        ),
        "speaker": Table(Speaker, ["id", "revision", "source"]),
        "version": Table(
            PublishedVersion,
            [
                "id",
                "article",
                "number",
                "kind",
                "slug",
                "section",
                "byline",
                "headline",
                "headline_html",
                "headline_text",
                "standfirst",
                "standfirst_html",
                "standfirst_text",
                "body",
                "body_html",
                "live_from",
                "first_published_at",
                "content_modified_at",
                "announced_at",
                "content_hash",
                "approved_at",
                "published_at",
            ],
            kicker="Benchmark",
            approved_by=editor,
            published_by=editor,
        ),
        "version_trust": Table(VersionTrust, [*order, "trust"]),
        "version_hospital": Table(VersionHospital, [*order, "hospital"]),
        "version_strike": Table(VersionStrike, [*order, "strike"]),
        "version_contributor": Table(VersionContributor, [*order, "contributor"]),
        "citation": Table(
            Citation,
            [
                "id",
                "article",
                "version",
                "position",
                "words",
                "figure_revision",
                "quote_revision",
            ],
            place=Citation.Place.BODY,
        ),
    }
