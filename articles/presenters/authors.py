"""Those who wrote a story, by the names that stood over it when it was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deeds.memory import remembered
from lib import words
from lib.addresses import address

from ..models import Contributor, PublishedVersion


@dataclass(frozen=True)
class Author:
    """`url` is "" where it cannot be told whose name is which."""

    name: str
    url: str


def authors(version: PublishedVersion, at: datetime) -> list[Author]:
    """The byline of a version that came `for_page()`, name by name, each with its page."""
    names = words.joined(version.byline)
    ids = version.public.links.get("contributors", [])
    if len(names) != len(ids):
        return [Author(version.byline, "")] if version.byline else []
    known = remembered("authors", lambda: dict(Contributor.objects.values_list("pk", "slug")), at)
    return [Author(name, address("author", known[pk])) for name, pk in zip(names, ids, strict=True)]
