"""The states of a story that can be held against each other: as it stands, approved, published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from hospitals.models import FigureRevision
from lib.people import called
from lib.words import clock

from ..comparing.records import Behind, Key
from ..models import Article, ArticleEvent, ArticleText, PublishedVersion
from .base import Event
from .cited import Cited, read_marks
from .content import load, moment_of
from .texts import Words, words_of, words_of_version

NOW, APPROVED = "now", "approved"


@dataclass(frozen=True)
class State:
    """`key` is "now", "approved" or "v3"; `live`: readers see it."""

    key: str
    label: str
    live: bool = False


@dataclass(frozen=True)
class Whole:
    """A state with its words, and the records that they rest on."""

    words: Words
    records: dict[Key, Behind]


def states(article: Article, now: datetime | None = None) -> list[State]:
    """All that there is of a story, the newest first; a number of queries that does not grow."""
    now = now or timezone.now()
    found = [State(NOW, "As it stands in the desk")]
    approval = last_approval(article)
    if approval is not None:
        when = clock(approval.at, now)
        found.append(State(APPROVED, f"As approved by {called(approval.by)}, {when}"))
    live = article.versions.live(now).values_list("pk", flat=True).first()
    shown = ("article", "number", "kind", "live_from", "cancelled_at")
    rows = article.versions.order_by("-number").only(*shown)
    return found + [
        State(f"v{row.number}", named(row, now, live=row.pk == live), row.pk == live)
        for row in rows
    ]


def named(version: PublishedVersion, now: datetime, *, live: bool) -> str:
    """ "Version 2, update: readers see it since 6.45am"."""
    when = clock(version.live_from, now)
    if version.cancelled_at:
        stands = "cancelled"
    elif version.live_from > now:
        stands = f"starts {when}"
    else:
        stands = f"readers see it since {when}" if live else f"of {when}"
    return f"Version {version.number}, {version.get_kind_display()}: {stands}"


def last_approval(article: Article) -> ArticleEvent | None:
    return article.events.filter(kind=Event.APPROVED).select_related("by").last()


def state_of(article: Article, key: str) -> Whole | None:
    """The words and records of a state; None where there is none of this name."""
    if key == NOW:
        content = load(article)
        return Whole(words_of(content), behind(content.cited))
    if key == APPROVED:
        return as_approved(article)
    number = key.removeprefix("v")
    if not (key.startswith("v") and number.isdecimal() and len(number) < 10):
        return None
    version = article.versions.select_related("section").filter(number=int(number)).first()
    return version and Whole(words_of_version(version), behind_version(version))


def as_approved(article: Article) -> Whole | None:
    """The words that were approved last, with the records as they stood then."""
    approval = last_approval(article)
    if approval is None:
        return None
    saved = article.texts.exclude(kind=ArticleText.Kind.OUT).filter(at__lte=approval.at)
    text = saved.order_by("-id").first()
    if text is None:
        return None
    words: Words = text.words
    places = [(name, words[name]) for name in ("headline", "standfirst", "body")]
    places += [("caption", picture[1]) for picture in words["pictures"]]
    return Whole(words, behind(read_marks(places).standing(moment_of(article, approval.at))))


def behind(cited: list[Cited]) -> dict[Key, Behind]:
    found: dict[Key, Behind] = {}
    for each in cited:
        for record, revision in zip(each.records(), each.revisions, strict=True):
            figure = isinstance(revision, FigureRevision)
            says = revision.say() if figure else revision.words
            found.setdefault((each.kind, record.pk), Behind(each.words, says, revision.pk))
    return found


def behind_version(version: PublishedVersion) -> dict[Key, Behind]:
    """What a version rested on when it was made: it keeps that."""
    found: dict[Key, Behind] = {}
    rows = version.citations.select_related(
        "figure_revision__figure__measure", "quote_revision"
    ).order_by("position", "id")
    for row in rows:
        if row.figure_revision is not None:
            revision = row.figure_revision
            key, says = ("figure", revision.figure_id), revision.say()
        else:
            revision = row.quote_revision
            key, says = ("quote", revision.quote_id), revision.words
        found.setdefault(key, Behind(row.words, says, revision.pk))
    return found
