"""The second-look list: what one person did alone, until a second one has ticked it off.

Due within a day of it; what is overdue stands on top. Each with its difference: a version of a
story that went out on one pair of eyes, as a small fix or against a record, and a change of the
facts, or a check, by whoever made them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse

from articles import workflow
from articles.comparing.difference import Difference, Piece, differences
from articles.models import PublishedVersion
from articles.telling import SECOND_LOOK_WITHIN
from articles.workflow.texts import words_of_versions
from deeds.admin.changes import record_url
from deeds.models import DeskChange
from deeds.workflow import look_at_change
from deeds.workflow.second_look import LOOK
from lib.admin.addresses import is_key
from lib.admin.refusals import tell_refusal
from lib.people import called
from lib.refusals import Refused
from lib.words import clock

from .lines import Line

# Of each kind: a desk with more of them has other worries.
MOST = 30


@dataclass(frozen=True)
class Look:
    """One thing to look at. `key` is "version-3" or "change-8"; `yours` where this person may."""

    key: str
    called: str
    url: str
    why: str
    by: str
    at: str
    due_at: datetime
    due: str
    overdue: bool
    yours: bool
    differences: list[Difference]


@dataclass(frozen=True)
class Looks:
    """What this person looks at, and what waits for others as it is their own."""

    yours: list[Look]
    others: list[Look]

    @property
    def overdue(self) -> int:
        return sum(look.overdue for look in (*self.yours, *self.others))


def looks(user: Any, now: datetime) -> Looks:
    """In a number of queries that does not grow, the one that is due first on top."""
    found = sorted([*of_versions(user, now), *of_changes(user, now)], key=lambda look: look.due_at)
    return Looks([look for look in found if look.yours], [look for look in found if not look.yours])


def due_at(done_at: datetime) -> datetime:
    return done_at + SECOND_LOOK_WITHIN


def due_in_words(done_at: datetime, now: datetime) -> str:
    due = due_at(done_at)
    return f"{'overdue since' if due <= now else 'due by'} {clock(due, now)}"


def with_due(line: Line, done_at: datetime, now: datetime) -> Line:
    """A line of the front page with the time by which somebody looks at it."""
    tone = "bad" if due_at(done_at) <= now else "waiting"
    state = ", ".join(filter(None, [line.state, due_in_words(done_at, now)]))
    return replace(line, state=state, tone=tone)


def of_versions(user: Any, now: datetime) -> list[Look]:
    versions = list(
        PublishedVersion.objects.for_second_look()
        .select_related("published_by", "section")
        .annotate(before=Subquery(earlier()))
        .order_by("live_from", "pk")[:MOST]
    )
    before = PublishedVersion.objects.select_related("section")
    known = list(before.filter(pk__in=[v.before for v in versions if v.before]))
    words = words_of_versions([*versions, *known]) if versions else {}
    may = user.has_perm("articles.approve_article")
    return [
        Look(
            key=f"version-{version.pk}",
            called=version.headline_text,
            url=reverse("admin:articles_publishedversion_change", args=[version.pk]),
            why=why(version),
            by=called(version.published_by),
            at=clock(version.published_at, now),
            due_at=due_at(version.live_from),
            due=due_in_words(version.live_from, now),
            overdue=due_at(version.live_from) <= now,
            yours=may and version.published_by_id != user.pk,
            differences=differences(words.get(version.before, {}), words[version.pk]),
        )
        for version in versions
    ]


def earlier() -> Any:
    """The version before another one, as a subquery."""
    rows = PublishedVersion.objects.standing().filter(
        article=OuterRef("article"), number__lt=OuterRef("number")
    )
    return rows.order_by("-number").values("pk")[:1]


def why(version: PublishedVersion) -> str:
    """ "version 2, on one pair of eyes"."""
    reasons = [
        ("on one pair of eyes", version.on_one_pair_of_eyes),
        ("a small fix", version.kind == PublishedVersion.Kind.SMALL_FIX),
        ("against a record, or against advice", version.against_record),
    ]
    said = [words for words, so in reasons if so]
    return ", ".join([f"version {version.number}", *said])


def of_changes(user: Any, now: datetime) -> list[Look]:
    waiting = DeskChange.objects.filter(looked_at__isnull=True).order_by("at", "pk")
    rows = list(waiting.select_related("by", "content_type").prefetch_related("record")[:MOST])
    may = user.has_perm(LOOK)
    return [
        Look(
            key=f"change-{change.pk}",
            called=change.called,
            url=record_url(change) or reverse("admin:deeds_deskchange_change", args=[change.pk]),
            why=change.content_type.name,
            by=called(change.by),
            at=clock(change.at, now),
            due_at=due_at(change.at),
            due=due_in_words(change.at, now),
            overdue=due_at(change.at) <= now,
            yours=may and change.by_id != user.pk,
            differences=[
                Difference(row["what"].capitalize(), piece(row["before"]), piece(row["after"]))
                for row in change.difference
            ],
        )
        for change in rows
    ]


def piece(words: str) -> list[Piece]:
    return [Piece(words, True)] if words else []


# The page


def second_look_page(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The context of the page."""
    found = looks(request.user, now)
    return {
        "title": "Second look",
        "yours": found.yours,
        "others": found.others,
        "overdue": found.overdue,
    }


def tick(request: HttpRequest, keys: Iterable[str]) -> list[str]:
    """Ticks off what was chosen, each in its own deed; what was ticked, in words.

    What is refused is told above the page, and the others are ticked all the same.
    """
    done = []
    for key in keys:
        try:
            done.append(tick_one(request.user, key))
        except Refused as refusal:
            tell_refusal(request, refusal)
        except PermissionDenied as refusal:
            tell_refusal(request, Refused(str(refusal)))
    return done


def tick_one(user: Any, key: str) -> str:
    kind, _, number = key.partition("-")
    pk = int(number) if is_key(number) else 0
    if kind == "version":
        version = PublishedVersion.objects.select_related("article").filter(pk=pk).first()
        if version is not None:
            workflow.look_again(by=user, article=version.article, versions=[version])
            return version.headline_text
    if kind == "change":
        change = DeskChange.objects.filter(pk=pk).first()
        if change is not None:
            return look_at_change(by=user, change=change).called
    raise Refused("There is nothing like it on the list.")
