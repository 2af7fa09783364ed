"""The words of a story in plain values that can be kept and compared, without its records.

What has an id comes as [id, name, …]; the name is there for people who read a difference, and a
trust that is renamed changes no words of a story.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db.models import Model, prefetch_related_objects

from ..comparing import small_fix
from ..models import PublishedVersion
from .content import TEXTS, Content, pictures_of

# {field: its plain value}
Words = dict[str, Any]

LISTS = ("bylines", "related")


def words_of(content: Content) -> Words:
    article = content.article
    return {
        **{name: getattr(article, name) for name in TEXTS},
        "section": [article.section_id, article.section.name],
        "bylines": [[person.pk, person.name] for person in content.bylines],
        "about": {name: named(rows) for name, rows in content.about.items()},
        "related": named(content.related),
        "pictures": pictures_of(content),
    }


# What the words of a version are made of besides its own row.
OF_VERSION = (
    "section",
    "contributor_links__contributor",
    "trusts",
    "hospitals",
    "areas",
    "strikes",
    "related__to",
    "pictures__picture",
)


def words_of_version(version: PublishedVersion) -> Words:
    """The same of what was published."""
    return words_of_versions([version])[version.pk]


def words_of_versions(versions: list[PublishedVersion]) -> dict[int, Words]:
    """{id of a version: its words}, in a number of queries that does not grow."""
    prefetch_related_objects(versions, *OF_VERSION)
    return {version.pk: words_as_loaded(version) for version in versions}


def words_as_loaded(version: PublishedVersion) -> Words:
    return {
        **{name: getattr(version, name) for name in TEXTS},
        "section": [version.section_id, version.section.name],
        "bylines": [
            [link.contributor_id, link.contributor.name] for link in version.contributor_links.all()
        ],
        "about": {
            name: named(sorted(getattr(version, name).all(), key=attrgetter("pk")))
            for name in ("trusts", "hospitals", "areas", "strikes")
        },
        "related": named(link.to for link in version.related.all()),
        "pictures": [
            [
                row.picture_id,
                row.caption,
                row.in_gallery,
                row.alt_text,
                row.credit,
                row.picture.web_copy.name,
                [row.focus_x, row.focus_y],
            ]
            for row in version.pictures.all()
        ],
    }


def named(rows: Iterable[Model]) -> list[list]:
    return [[row.pk, str(row)] for row in rows]


def same_words(before: Words, after: Words) -> bool:
    return bare(before) == bare(after)


def more_than_a_small_fix(before: Words, after: Words) -> list[str]:
    """What is more than spelling, punctuation or a dead link; empty for a small fix."""
    return small_fix.more_than(bare(before), bare(after))


def bare(words: Words) -> Words:
    """Ids in place of ids with names."""
    ids = {name: [row[0] for row in words[name]] for name in LISTS}
    about = {name: [row[0] for row in rows] for name, rows in words["about"].items()}
    return {**words, **ids, "section": words["section"][0], "about": about}
