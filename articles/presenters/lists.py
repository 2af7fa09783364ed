"""Stories as lines in a list, and a search put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lib import words
from lib.addresses import address
from lib.filters import StrictFilterSet
from lib.selects import names_of

from ..models import PublicStory, PublishedVersion


@dataclass(frozen=True)
class StoryItem:
    """A version of a story as a line in a list. Texts are plain; times are aware."""

    pk: int
    uuid: str
    url: str
    headline: str
    standfirst: str
    kicker: str
    section: str
    section_slug: str
    byline: str
    version: int
    first_published_at: datetime
    content_modified_at: datetime
    withdrawn: bool

    @property
    def updated_at(self) -> datetime | None:
        """When readers would have noticed a change; None for a story that has not changed."""
        changed = self.content_modified_at != self.first_published_at
        return self.content_modified_at if changed else None

    @property
    def section_url(self) -> str:
        return address("section", self.section_slug)

    @cached_property
    def html(self) -> SafeString:
        """The line as it stands in lists, written once."""
        return render_to_string("includes/story_line.html", {"story": self, "level": 3})


def story_lines(rows: Iterable[PublicStory]) -> list[StoryItem]:
    """One of each PublicStory row that came `for_lists()`, in this order; no query."""
    return [story_line(row.version) for row in rows]


def story_line(version: PublishedVersion) -> StoryItem:
    """From a row of `for_lists()` or `for_page()`; no query."""
    return StoryItem(
        pk=version.pk,
        uuid=str(version.article.uuid),
        url=version.get_absolute_url(),
        headline=version.headline_text,
        standfirst=version.standfirst_text,
        kicker=version.kicker,
        section=version.section.name,
        section_slug=version.section.slug,
        byline=version.byline,
        version=version.number,
        first_published_at=version.first_published_at,
        content_modified_at=version.content_modified_at,
        withdrawn=version.kind == PublishedVersion.Kind.WITHDRAWAL,
    )


# Searches


@dataclass(frozen=True)
class Asked:
    """One part of a search, in words, and the address of the search without it."""

    label: str
    words: str
    without_url: str


def asked(filterset: StrictFilterSet, path: str) -> list[Asked]:
    """The filters that are in force, in the form's order; those in error are not."""
    values = getattr(filterset.form, "cleaned_data", {})
    return [
        Asked(
            label=bound.label,
            words=in_words(bound.name, values[bound.name], filterset.data[bound.name]),
            without_url=without(filterset, bound.name, path),
        )
        for bound in filterset.form
        if values.get(bound.name)
    ]


def in_words(name: str, value: Any, typed: str) -> str:
    if name == "q":
        return f"“{typed}”"
    if isinstance(value, date):
        return words.day(value)
    return names_of(value)


def without(filterset: StrictFilterSet, name: str, path: str) -> str:
    kept = filterset.data.copy()
    for gone in (name, "cursor"):
        kept.pop(gone, None)
    for empty in [key for key, values in kept.lists() if not any(values)]:
        del kept[empty]
    return f"{path}?{kept.urlencode()}" if kept else path
