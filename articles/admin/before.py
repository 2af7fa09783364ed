"""*Before it goes out* as the desk shows it: each line with what cures it, and its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleEvent
from articles.workflow import gate
from articles.workflow.answering import left_in
from articles.workflow.before import Before, Line, Place, before
from articles.workflow.content import Content
from articles.workflow.problem import STOP, Problem
from hospitals.models import DisruptionFigure
from lib.admin.addresses import record_url
from lib.people import called
from lib.words import join

# Of a part of the story: where in its form it is put right, and what the link says.
PARTS = {
    "no_headline": ("field-headline", "Write it"),
    "no_body": ("field-body", "Write it"),
    "no_standfirst": ("field-standfirst", "Write it"),
    "no_byline": ("details", "Add the byline"),
    "embargo": ("field-embargo_until", "Look at the embargo"),
    "no_web_copy": ("details", "Look at the picture"),
    "no_caption": ("details", "Write a caption"),
    "asked": ("notes", "See it and tick it off"),
    "notes": ("notes", "See them"),
    "told_not_to": ("answers", "See the answer"),
    "told_to_change": ("answers", "See the answer"),
    "reply_since": ("replies", "See the answer"),
    "proceedings": ("field-proceedings_active", "Look at the mark"),
}
OF_SIGN_OFF = {"unchecked", "not_signed_off"}
FIELDS = {"headline": "field-headline", "standfirst": "field-standfirst", "body": "field-body"}
# What is put right in the words, before the record is looked at.
OF_WORDS = {
    "corrected",
    "words_differ",
    "quotation_altered",
    "quotation_cut",
    "withdrawn",
    "off_record",
}
MOST = 9


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class ShownLine:
    """`red` where the law stops it and the story is no draft any more."""

    line: Line
    red: bool
    cure: Link | None
    places: list[tuple[Place, Link]]


@dataclass(frozen=True)
class Group:
    title: str
    note: str
    lines: list[ShownLine]
    more: list[ShownLine]
    # What only waits to be checked is one line, and each of it below.
    waiting: str = ""
    each: list[ShownLine] = field(default_factory=list)
    see: Link | None = None


@dataclass(frozen=True)
class Panel:
    """The list as a page shows it."""

    groups: list[Group]
    in_order: list[str]
    waits: int
    notes: list[ArticleEvent]
    numbers: str = ""


def panel(
    user: Any,
    content: Content,
    *,
    at: datetime | None = None,
    released: Collection[DisruptionFigure] | None = None,
    more: Iterable[Problem] = (),
) -> Panel:
    """`released` are the figures that would be released with it, by default all that could be;
    `more` is what stands against it besides."""
    article = content.article
    at = at or timezone.now()
    if released is None:
        released = gate.waiting_for_release(content, at)
    problems = [*more, *gate.problems(content, at, released)]
    left = left_in(article)
    found = before(content, problems, said_of(content), released, left)
    return Panel(
        groups=groups_of(user, article, found),
        in_order=found.in_order,
        waits=found.waits,
        notes=notes(article),
        numbers=found.numbers,
    )


def said_of(content: Content) -> dict[str, str]:
    """{key of a line: who sent it back, and why}, while the row that was sent back still waits."""
    sent = {
        (line.kind, line.row_id): f"Sent back by {called(line.by)}: {line.reason}"
        for line in content.article.lines_sent_back.select_related("by")
    }
    return {
        f"{record._meta.model_name}-{record.pk}": sent[row]
        for cited in content.cited
        for record, revision in zip(cited.records(), cited.revisions, strict=True)
        if (row := (revision._meta.model_name, revision.pk)) in sent
    }


def notes(article: Article) -> list[ArticleEvent]:
    """Why it was sent back since it last went out, the latest first: they stay with the story."""
    out = article.versions.standing().aggregate(at=Max("published_at"))["at"]
    sent = article.events.filter(kind=ArticleEvent.Kind.SENT_BACK).select_related("by")
    return list((sent.filter(at__gt=out) if out else sent).order_by("-at", "-id"))


def groups_of(user: Any, article: Article, found: Before) -> list[Group]:
    mine = article.owner_id == user.pk or article.owner_id is None
    whose = "Yours" if mine else f"{called(article.owner)}’s"
    draft = article.state == Article.State.DRAFT
    groups = [
        (whose, "before the subs have it" if draft else "before it goes out", found.writers),
        ("The second person’s" if mine else "To sign off", "with sign-off", found.seconds),
    ]
    return [group_of(article, *group) for group in groups if group[-1]]


def group_of(article: Article, title: str, note: str, lines: list[Line]) -> Group:
    waiting = [line for line in lines if line.second_persons]
    folded = waiting if len(waiting) > 1 else []
    shown = [shown_line(article, line) for line in lines if line not in folded]
    return Group(
        title,
        note,
        shown[:MOST],
        shown[MOST:],
        waiting=to_be_checked(folded) if folded else "",
        each=[shown_line(article, line) for line in folded],
        see=Link("See them", sign_off_url(article)) if folded else None,
    )


def to_be_checked(lines: list[Line]) -> str:
    """ "4 records wait to be checked: 3 figures and 1 quotation." """
    counts = Counter(type(line.on or line.record)._meta.verbose_name for line in lines)
    kinds = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items()]
    return f"{len(lines)} records wait to be checked: {join(kinds)}."


def shown_line(article: Article, line: Line) -> ShownLine:
    return ShownLine(
        line=line,
        red=line.level == STOP and article.state != Article.State.DRAFT,
        cure=cure(article, line),
        places=[
            (place, Link("Go to it", place_url(article, place)))
            for place in line.places
            if line.record and place.name in FIELDS
        ],
    )


def cure(article: Article, line: Line) -> Link | None:
    """The page, or the place in the form, where the line is put right."""
    if line.code in PARTS and line.record is None:
        part, label = PARTS[line.code]
        return Link(label, f"{story_url(article)}#{part}")
    if line.code in OF_SIGN_OFF:
        return Link("See it", f"{sign_off_url(article)}#{line.key}")
    if line.code == "sent_back":
        return Link("Put the record right", record_url(line.on or line.record))
    if line.code == "no_reply":
        return Link("Record a right of reply", do_url(article, "right-of-reply"))
    if line.code.startswith("touches_"):
        return Link("Mark it, or say why not", do_url(article, "mark-of-law"))
    if line.code == "unread":
        return Link("Read the change", do_url(article, "read-change"))
    if line.code in OF_WORDS and line.places:
        return Link("Put the words right", place_url(article, line.places[0]))
    url = record_url(line.record)
    if not url:
        return None
    return Link("Set the terms" if line.code == "no_terms" else "Open the record", url)


def story_url(article: Article) -> str:
    if article.pk is None:
        return ""
    return reverse("admin:articles_article_change", args=[article.pk])


def do_url(article: Article, name: str) -> str:
    return reverse("admin:articles_article_do", args=[article.pk, name])


def sign_off_url(article: Article) -> str:
    return reverse("admin:articles_article_sign_off", args=[article.pk])


def place_url(article: Article, place: Place) -> str:
    return f"{story_url(article)}#{FIELDS.get(place.name, 'details')}"
