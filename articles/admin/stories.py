"""What the desk shows of a story around its form: its standing, what it rests on, what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from articles import workflow
from articles.models import Article, ArticleEvent, PublishedVersion, QuoteRevision
from articles.presenters.graphics import Placed, ShownGraphic, graphic
from articles.workflow import content
from articles.workflow.cited import Cited
from articles.workflow.graphics import drawable
from hospitals.models import FigureRevision
from lib.people import called
from lib.words import clock

State = Article.State
TONES = {
    State.DRAFT: "quiet",
    State.WITH_SUBS: "waiting",
    State.APPROVED: "good",
    State.PUBLISHED: "quiet",
}
# The shape that stands before a state: a class of desk.css.
MARKS = {
    State.DRAFT: "draft",
    State.WITH_SUBS: "with_subs",
    State.APPROVED: "approved",
    State.PUBLISHED: "live",
}


@dataclass
class Standing:
    """Where a story stands with readers: its versions that count, newest first."""

    article: Article
    versions: list[PublishedVersion]
    now: datetime

    @property
    def pk(self) -> int:
        """The story's: by it the desk has its pages."""
        return self.article.pk

    @property
    def live(self) -> PublishedVersion | None:
        if self.article.pulled_at:
            return None
        return next((each for each in self.versions if each.live_from <= self.now), None)

    @property
    def scheduled(self) -> list[PublishedVersion]:
        return [each for each in self.versions if each.live_from > self.now]

    @property
    def published(self) -> bool:
        return bool(self.versions)

    @property
    def withdrawn(self) -> bool:
        return bool(self.versions) and self.versions[0].kind == PublishedVersion.Kind.WITHDRAWAL

    def waits_for_second_look(self, user: AbstractUser) -> bool:
        """Whether something went out that this person, as the second, may look at."""
        waiting = self.article.versions.for_second_look()
        return waiting.exclude(published_by=user).exists()

    @cached_property
    def writers(self) -> dict[int, AbstractUser]:
        """{id: person} of those who wrote words that have not gone out yet."""
        return workflow.writers(self.article)

    def unread_by(self, user: AbstractUser) -> bool:
        """Whether this person's reading would add a name to the words as they stand."""
        if self.article.approved_by_id == user.pk:
            return False
        read = self.article.events.filter(kind=ArticleEvent.Kind.READ_CHANGE, by=user)
        return not read.filter(content_hash=self.digest).exists()

    @cached_property
    def digest(self) -> str:
        return content.content_hash(content.load(self.article))


def standing(article: Article, now: datetime | None = None) -> Standing:
    versions = (
        article.versions.standing()
        .only(
            "article",
            "number",
            "kind",
            "slug",
            "headline_text",
            "live_from",
            "first_published_at",
            "on_one_pair_of_eyes",
            "against_record",
            "published_at",
        )
        .order_by("-number")
    )
    return Standing(article, list(versions), now or timezone.now())


def badge(words: str, tone: str) -> SafeString:
    """A state as a coloured word; `tone` is quiet, waiting, good or bad."""
    return format_html('<span class="tone {}">{}</span>', tone, words)


def state_badge(article: Article) -> SafeString:
    if article.pulled_at:
        return badge("pulled", "bad")
    return badge(article.get_state_display(), TONES[article.state])


def facts(stands: Standing) -> list[str]:
    """Sentences about where the story stands with readers."""
    article, live = stands.article, stands.live
    said = [f"owner {called(article.owner)}"]
    if article.deadline and article.state != State.PUBLISHED:
        said.append(f"deadline {clock(article.deadline)}")
    if article.pulled_at:
        said.append(f"pulled at {clock(article.pulled_at)}")
    elif live:
        said.append(f"version {live.number} live since {clock(live.live_from)}")
    else:
        said.append("not on the site")
    said += [f"version {each.number} starts {clock(each.live_from)}" for each in stands.scheduled]
    if article.approved_by_id:
        said.append(f"approved by {called(article.approved_by)}")
    if article.state == State.APPROVED and workflow.whose_turn(article, stands.digest):
        said.append("another person reads the change before it goes out")
    return said


@dataclass(frozen=True)
class Rests:
    """One record that words of the story rest on, for the panel beside the text."""

    kind: str
    words: str
    place: str
    record: str
    value: str
    url: str
    states: list[tuple[str, str]]


def graphics(article: Article, cited: Iterable[Cited]) -> list[ShownGraphic]:
    """Its tables and charts as readers would get them, but for who says so; none of one that cites
    what is not there or compares what cannot be compared, which the list of problems says."""
    return [
        graphic(Placed(0, escape(title), ""), kept, {})
        for title, kept in drawable(article.body, cited)
    ]


def rests_on(cited: Iterable[Cited]) -> list[Rests]:
    rows = []
    for each in cited:
        line = {"kind": each.kind, "words": each.words, "place": each.graphic or each.place}
        for revision in each.revisions:
            make = figure_line if each.kind == "figure" else quote_line
            rows.append(Rests(**line, **make(revision)))
        rows += [
            Rests(**line, record=f"number {number}", value="", url="", states=[("unknown", "bad")])
            for number in each.missing
        ]
    return rows


def figure_line(revision: FigureRevision) -> dict[str, Any]:
    figure = revision.figure
    subject = figure.area or figure.trust or figure.hospital
    states = [("checked", "good") if revision.checked_at else ("not checked", "waiting")]
    if figure.withdrawn_at:
        states = [("withdrawn", "bad")]
    elif figure.released_at is None:
        states.append(("not released", "waiting"))
    elif figure.released_at > timezone.now():
        states.append((f"released from {clock(figure.released_at)}", "waiting"))
    else:
        states.append(("released", "good"))
    return {
        "record": f"Figure {figure.pk}: {figure.measure}, {subject.name}",
        "value": revision.say(),
        "url": reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk]),
        "states": states,
    }


def quote_line(revision: QuoteRevision) -> dict[str, Any]:
    quote = revision.quote
    return {
        "record": f"Quotation {quote.pk}: {revision.attribution}",
        "value": f"“{revision.words}”",
        "url": reverse("admin:articles_quote_change", args=[quote.pk]),
        "states": [
            ("checked", "good") if revision.checked_at else ("not checked", "waiting"),
            terms_badge(revision.effective_terms()),
        ],
    }


def terms_badge(terms: str) -> tuple[str, str]:
    return {
        "on_record": ("on the record", "good"),
        "unattributable": ("unattributable", "waiting"),
        "off_record": ("off the record", "bad"),
    }.get(terms, ("no terms agreed", "bad"))


def decisions(article: Article, most: int = 12) -> list[ArticleEvent]:
    """The latest decisions about the story, newest first."""
    return list(article.events.select_related("by").order_by("-at", "-id")[:most])
