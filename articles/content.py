"""What a reader would see of a working copy: the records it rests on, its hash, its rendering."""

import hashlib
import json
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from hospitals.models import FigureRevision
from lib.digests import digest

from . import markup
from .models import Citation, QuoteRevision
from .seen import says

Place = Citation.Place


@dataclass(frozen=True)
class Cited:
    """One mark in copy and the records it names. `missing` holds ids that name no record."""

    place: str
    position: int
    kind: str
    words: str
    revisions: tuple
    missing: tuple = ()

    def records(self):
        """The figures or the quotes that the revisions belong to."""
        return [
            revision.figure if self.kind == "figure" else revision.quote
            for revision in self.revisions
        ]


@dataclass
class Content:
    """A working copy with everything a reader would see, loaded once."""

    article: object
    bylines: list
    pictures: list
    about: dict
    related: list
    cited: list[Cited] = field(default_factory=list)

    def figures(self):
        return list(dict.fromkeys(f for c in self.cited if c.kind == "figure" for f in c.records()))

    def quotations(self):
        """The revisions of the quotations that it prints, each once."""
        cited = (c.revisions for c in self.cited if c.kind == "quote")
        return list(dict.fromkeys(revision for several in cited for revision in several))

    def quotes(self):
        return list(dict.fromkeys(q for c in self.cited if c.kind == "quote" for q in c.records()))


def places(article, pictures):
    """(place, marked text) in reading order."""
    yield Place.HEADLINE, article.headline
    yield Place.STANDFIRST, article.standfirst
    yield Place.BODY, article.body
    for row in pictures:
        yield Place.CAPTION, row.caption


def moment_of(article, at=None):
    """The moment for which a working copy is read: now, or the end of its own embargo if later."""
    at = at or timezone.now()
    return max(at, article.embargo_until or at)


def load(article, at=None) -> Content:
    """Everything of the working copy in a number of queries that does not grow with its length.

    Records are as readers will see them at `at`, by default at `moment_of` the story.
    """
    pictures = list(article.picture_rows.select_related("picture"))
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
    )
    content.cited = cited_in(places(article, pictures), at or moment_of(article))
    return content


def cited_in(marked_places, at=None) -> list[Cited]:
    """The marks in (place, text) pairs, each with the revision that it rests on.

    That is the revision that readers see at `at` (default now); where no checked one has begun by
    then, the latest checked, and where none is checked, the latest.
    """
    at = at or timezone.now()
    found = [(place, mark) for place, text in marked_places for mark in markup.marks(text)]
    figures = revisions_of(
        FigureRevision.objects.select_related(
            "figure__measure",
            "figure__area",
            "figure__trust",
            "figure__hospital",
            "figure__source",
            "evidence__said_by",
            "evidence__reported_by",
        ),
        "figure",
        {i for _, mark in found if mark.kind == "figure" for i in mark.ids},
        at,
    )
    quotes = revisions_of(
        QuoteRevision.objects.whole(),
        "quote",
        {i for _, mark in found if mark.kind == "quote" for i in mark.ids},
        at,
    )
    known = {"figure": figures, "quote": quotes}
    return [
        Cited(
            place=place,
            position=position,
            kind=mark.kind,
            words=mark.words,
            revisions=tuple(known[mark.kind][i] for i in mark.ids if i in known[mark.kind]),
            missing=tuple(i for i in mark.ids if i not in known[mark.kind]),
        )
        for position, (place, mark) in enumerate(found)
    ]


def revisions_of(revisions, owner, ids, at):
    """{record id: the revision that stands for it at `at`}: begun, else checked, else the latest.

    A value that was checked and is still under embargo leaves today's value where it is.
    """
    chosen = {}
    for revision in revisions.filter(**{f"{owner}__in": ids}):
        key = getattr(revision, f"{owner}_id")
        rank = (has_begun(revision, at), revision.checked_at is not None, revision.number)
        if key not in chosen or rank > chosen[key][0]:
            chosen[key] = (rank, revision)
    return {key: revision for key, (_, revision) in chosen.items()}


def has_begun(revision, at):
    """Whether a revision is checked, and no embargo of its own or its evidence lies ahead."""
    if revision.checked_at is None:
        return False
    begins = getattr(revision, "public_from", None) or revision.checked_at
    return max(begins, revision.evidence.embargo_until or begins) <= at


TEXTS = ("headline", "standfirst", "kicker", "dateline", "body", "slug")


def content_hash(content: Content) -> str:
    """SHA-256 (hex) over every field a reader would see, and each cited revision with its check
    and what a reader sees of it. An approval holds for one such hash."""
    article = content.article
    seen = {
        **{name: getattr(article, name) for name in TEXTS},
        "section": article.section_id,
        "bylines": [(person.pk, person.name) for person in content.bylines],
        "about": {name: [row.pk for row in rows] for name, rows in content.about.items()},
        "related": [story.pk for story in content.related],
        "pictures": pictures_of(content),
        "records": sorted(
            (
                cited.kind,
                revision.pk,
                str(revision.checked_at),
                what_readers_see_of(cited.kind, revision),
            )
            for cited in content.cited
            for revision in cited.revisions
        ),
    }
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def pictures_of(content):
    return [
        [
            row.picture_id,
            row.caption,
            row.in_gallery,
            row.picture.alt_text,
            row.picture.credit,
            row.picture.web_copy.name,
        ]
        for row in content.pictures
    ]


def what_readers_see_of(kind, revision) -> list:
    """Whatever a reader is shown beside a record's own words, as today's terms let them read it:
    who says so, where it stands, in which document, on what terms and of what day."""
    if kind == "figure":
        evidence = revision.evidence
        return [
            revision.locator,
            [[evidence.said_by_id, evidence.said_by.public_name(), evidence.said_by.terms]],
            evidence.title,
            evidence.url,
            evidence.reported_by_id or 0,
            evidence.reported_by.name if evidence.reported_by_id else "",
            evidence.public_caveat,
            evidence.terms,
            evidence.description,
            str(evidence.published_on or ""),
        ]
    return [digest(says(revision)), revision.effective_terms()]


def figure_url(figure_id):
    return reverse("hospitals:figure", args=[figure_id])


def render(html, *, inline):
    """Marked text as readers see it: marks become links to their records.

    `inline` for headline, standfirst and captions, which stand inside an element of the page.
    A quotation has no page of its own to link to; the body gives it an anchor.
    """
    return markup.render(html, figure_url=figure_url, inline=inline)
