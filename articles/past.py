"""The versions of a story that readers have seen: when, of what kind, and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from . import markup
from .models import Correction, Picture, PublishedVersion, VersionPicture
from .models.versions import VersionQuerySet
from .presenters import ArticlePage, Notice, article_page, notice

Kind = PublishedVersion.Kind
KINDS = {
    Kind.FIRST: "First published",
    Kind.UPDATE: "Updated",
    Kind.SMALL_FIX: "Small fix",
    Kind.CORRECTION: "Corrected",
    Kind.WITHDRAWAL: "Withdrawn",
}
# What each field of a version is called for readers.
PARTS = {
    "headline_text": "headline",
    "standfirst_text": "standfirst",
    "byline": "byline",
    "kicker": "words above the headline",
    "dateline": "place and date line",
    "section_id": "section",
}


@dataclass(frozen=True)
class Change:
    """Paragraphs that went and those that came in their place; either may be empty."""

    was: list[str]
    now: list[str]


@dataclass(frozen=True)
class VersionLine:
    """`changed` names the parts that differ from the version before, `text` shows how."""

    number: int
    url: str
    kind: str
    live_from: datetime
    until: datetime | None
    headline: str
    changed: list[str]
    text: list[Change]
    corrections: list[Notice]
    withdrawn_because: str

    @property
    def current(self) -> bool:
        return self.until is None


def seen_versions(live: PublishedVersion, at: datetime) -> VersionQuerySet:
    """The versions of the story of `live` that readers have seen by `at`, the newest first."""
    return PublishedVersion.objects.begun(at).filter(article=live.article_id).for_page()


def version_lines(live: PublishedVersion, at: datetime) -> list[VersionLine]:
    """VersionLine of each, the newest first, in three queries."""
    versions = list(seen_versions(live, at))
    pictures = defaultdict(list)
    for row in VersionPicture.objects.filter(version__in=versions):
        focus = row.focus_x, row.focus_y
        seen = row.picture_id, row.caption, row.alt_text, row.credit, focus
        pictures[row.version_id].append(seen)
    notices = defaultdict(list)
    for correction in Correction.objects.public(at).filter(version__in=versions):
        notices[correction.version_id].append(notice(correction))
    lines = []
    for place, version in enumerate(versions):
        before = versions[place + 1] if place + 1 < len(versions) else None
        changed, text = [], []
        if before is not None and version.kind != Kind.WITHDRAWAL:
            text = changes_of_text(before.body, version.body)
            changed = changed_parts(before, version, bool(text))
            changed += ["tables and charts"] if before.graphics != version.graphics else []
            changed += ["pictures"] if pictures[before.pk] != pictures[version.pk] else []
            changed = changed or ["links"]
        lines.append(
            VersionLine(
                number=version.number,
                url=version_url(live, version.number),
                kind=KINDS[version.kind],
                live_from=version.live_from,
                until=versions[place - 1].live_from if place else None,
                headline=version.headline_text,
                changed=changed,
                text=text,
                corrections=notices[version.pk],
                withdrawn_because=version.notice,
            )
        )
    return lines


@dataclass(frozen=True)
class StoryUpdate:
    """That a story was changed: when, how, and the notices that came with it."""

    kind: str
    at: datetime
    headline: str
    url: str
    versions_url: str
    corrections: list[Notice]


def story_updates(changed: Collection[PublishedVersion], at: datetime) -> list[StoryUpdate]:
    """StoryUpdate of each of these versions, named as their stories are now; two queries more."""
    live = PublishedVersion.objects.public(at).for_lists()
    stories = {
        version.article_id: version
        for version in live.filter(article__in={each.article_id for each in changed})
    }
    notices = defaultdict(list)
    for correction in Correction.objects.public(at).filter(version__in=changed):
        notices[correction.version_id].append(notice(correction))
    return [
        StoryUpdate(
            kind=KINDS[Kind(each.kind)],
            at=each.live_from,
            headline=stories[each.article_id].headline_text,
            url=stories[each.article_id].get_absolute_url(),
            versions_url=versions_url(stories[each.article_id]),
            corrections=notices[each.pk],
        )
        for each in changed
        if each.article_id in stories
    ]


def changed_parts(before: PublishedVersion, version: PublishedVersion, text: bool) -> list[str]:
    changed = [
        called for name, called in PARTS.items() if getattr(before, name) != getattr(version, name)
    ]
    return changed + (["text"] if text else [])


def changes_of_text(before: str, after: str) -> list[Change]:
    """Change for each run of paragraphs that differ; the words alone, without markup."""
    was, now = (markup.plain_text(body).split("\n") for body in (before, after))
    steps = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
    return [
        Change([line for line in was[a:b] if line], [line for line in now[c:d] if line])
        for step, a, b, c, d in steps
        if step != "equal"
    ]


def versions_url(live: PublishedVersion) -> str:
    return f"{live.get_absolute_url()}versions/"


def version_url(live: PublishedVersion, number: int) -> str:
    return f"{versions_url(live)}{number}/"


def past_page(version: PublishedVersion, at: datetime) -> ArticlePage:
    """The story as it stood in a version that is over; its pictures as far as they still show.

    Names lead nowhere: who is quoted has a page for what live stories print.
    """
    page = article_page(version, at)
    shown = {
        str(uuid)
        for uuid in Picture.objects.public(at)
        .filter(version_rows__version=version)
        .values_list("uuid", flat=True)
    }
    return replace(
        page,
        quotes=[replace(quote, speakers=[]) for quote in page.quotes],
        pictures=[picture for picture in page.pictures if picture.uuid in shown],
        gallery=[picture for picture in page.gallery if picture.uuid in shown],
    )
