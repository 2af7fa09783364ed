"""What a reader would see of a working copy: everything it rests on, loaded once, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from deeds.covered import Kept, kept_now
from hospitals.models import DisruptionFigure
from lib.digests import digest

from ..models import Approach, Article, ArticleEvent, ArticlePicture, Citation, Contributor
from .cited import NOTHING_MARKED, Cited, Marked, Revision, figures_of, read_marks
from .put_right import NOTHING_PUT_RIGHT, PutRight, put_right
from .reviewed import NOTHING_SAID, Reviewed, said_of
from .seen import says
from .touching_law import undecided, words_of

Place = Citation.Place


@dataclass(frozen=True)
class Content:
    """A working copy with everything a reader would see, loaded once.

    `about` has the trusts, hospitals, areas and strikes by these names. `cited` is what its marks
    rest on at the moment that it was asked for.
    """

    article: Article
    bylines: list[Contributor]
    pictures: list[ArticlePicture]
    about: dict[str, list[Model]]
    related: list[Article]
    approaches: list[Approach] = field(default_factory=list)
    # Whether an editor lets it go out without a reply.
    without_reply: bool = False
    reviewed: Reviewed = NOTHING_SAID
    # What covers keep from readers.
    covers: list[Kept] = field(default_factory=list)
    marked: Marked = NOTHING_MARKED
    put_right: PutRight = NOTHING_PUT_RIGHT
    cited: list[Cited] = field(default_factory=list)
    # {mark of law: the words that ask for it}, where nobody has decided.
    touches_law: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def standing(self, at: datetime) -> Content:
        """The same resting on what stands at another moment. Asks the database nothing."""
        return replace(self, cited=self.marked.standing(at))

    def figures(self) -> list[DisruptionFigure]:
        return figures_of(self.cited)


def places(article: Article, pictures: Iterable[ArticlePicture]) -> Iterator[tuple[str, str]]:
    """(place, marked text) in reading order."""
    yield Place.HEADLINE, article.headline
    yield Place.STANDFIRST, article.standfirst
    yield Place.BODY, article.body
    for row in pictures:
        yield Place.CAPTION, row.caption


def moment_of(article: Article, at: datetime | None = None) -> datetime:
    """The moment for which a working copy is read: now, or the end of its own embargo if later."""
    at = at or timezone.now()
    return max(at, article.embargo_until or at)


def load(article: Article, at: datetime | None = None) -> Content:
    """Everything of the working copy in a number of queries that does not grow with its length.

    Records are as readers will see them at `at`, by default at `moment_of` the story.
    """
    pictures = list(article.picture_rows.select_related("picture"))
    serious = article.serious_allegation
    marked = read_marks(places(article, pictures))
    waived = article.events.filter(kind=ArticleEvent.Kind.NO_REPLY)
    content = Content(
        article=article,
        bylines=[row.contributor for row in article.byline_rows.select_related("contributor")],
        pictures=pictures,
        about={
            "trusts": list(article.trusts.order_by("pk")),
            "hospitals": list(article.hospitals.order_by("pk")),
            "areas": list(article.areas.order_by("pk")),
            "strikes": list(article.strikes.order_by("pk")),
        },
        related=[row.to for row in article.related_rows.select_related("to")],
        approaches=list(article.approaches.all()) if serious else [],
        without_reply=serious and waived.exists(),
        covers=kept_now(),
        reviewed=said_of(article),
        marked=marked,
        put_right=put_right(article, marked),
        touches_law=words_of(undecided(article)),
    )
    return content.standing(at or moment_of(article))


def cited_now(article: Article) -> list[Cited]:
    """What the marks of a working copy rest on, without the rest of it: what is to be locked."""
    return read_marks(places(article, article.picture_rows.all())).standing(moment_of(article))


TEXTS = ("headline", "standfirst", "kicker", "dateline", "body", "slug")


def content_hash(content: Content) -> str:
    """SHA-256 (hex) over every field a reader would see, and each cited revision with its check
    and what a reader sees of it. An approval holds for one such hash."""
    records = sorted(
        (
            cited.kind,
            revision.pk,
            str(revision.checked_at),
            what_readers_see_of(cited.kind, revision),
        )
        for cited in content.cited
        for revision in cited.revisions
    )
    return hash_of({**fields_of(content), "records": records})


def shown_digest(content: Content) -> str:
    """The same without the checks: the words, and the values and quotations that they rest on.

    An answer of somebody outside holds for one such digest, whoever checks a record after them.
    """
    records = sorted(
        (cited.kind, revision.pk, what_readers_see_of(cited.kind, revision))
        for cited in content.cited
        for revision in cited.revisions
    )
    return hash_of({**fields_of(content), "records": records})


def fields_of(content: Content) -> dict[str, Any]:
    article = content.article
    return {
        **{name: getattr(article, name) for name in TEXTS},
        "section": article.section_id,
        "bylines": [(person.pk, person.name) for person in content.bylines],
        "about": {name: [row.pk for row in rows] for name, rows in content.about.items()},
        "related": [story.pk for story in content.related],
        "pictures": pictures_of(content),
    }


def hash_of(seen: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def pictures_of(content: Content) -> list[list]:
    return [
        [
            row.picture_id,
            row.caption,
            row.in_gallery,
            row.picture.alt_text,
            row.picture.credit,
            row.picture.web_copy.name,
            [row.picture.focus_x, row.picture.focus_y],
        ]
        for row in content.pictures
    ]


def what_readers_see_of(kind: str, revision: Revision) -> list:
    """Whatever a reader is shown beside a record's own words, as today's terms let them read it:
    who says so, where it stands, in which document, on what terms and of what day."""
    if kind == "figure":
        evidence = revision.evidence
        return [
            revision.locator,
            [[who.pk, who.public_name(), who.terms, who.private] for who in evidence.speakers()],
            evidence.title,
            evidence.url,
            [[who.pk, who.name] for who in evidence.told_by],
            evidence.public_caveat,
            evidence.terms,
            evidence.description,
            str(evidence.published_on or ""),
            str(evidence.day_said or ""),
        ]
    return [digest(says(revision)), revision.effective_terms()]
