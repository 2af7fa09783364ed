"""Figures as readers see them: a line in a list, and who says so within the terms agreed.

Everything here is given rows of `PublicFigure.objects.live(at)`, or figures that came through
`DisruptionFigure.objects.public(at)`, and shows the revision that they name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from django.utils.timezone import localdate

from hospitals import visibility
from hospitals.models import DisruptionFigure, Evidence, FigureRevision, Licence, PublicFigure
from hospitals.models.evidence import as_reported_by
from hospitals.visibility import Shown
from lib import words
from lib.addresses import address

from . import figure_words
from .provenance import with_evidence, with_roles
from .reference import with_names


@dataclass(frozen=True)
class Document:
    """Where it came from, for evidence on the record only. `place` is the page, cell or line."""

    kind: str
    title: str
    url: str
    published_on: date | None
    seen_on: date | None
    place: str
    licence: Licence | None = None


@dataclass(frozen=True)
class Voice:
    """One of several who said it together."""

    by: str
    role: str = ""
    slug: str = ""

    @property
    def url(self) -> str:
        return source_url(self.slug)

    @property
    def speaker(self) -> str:
        """ "Dr Caroline Marshall, chief operating officer"."""
        return ", ".join(filter(None, [self.by, self.role]))


@dataclass(frozen=True)
class Said(Voice):
    """Who says so. Off the record there is none of this; unattributable is `by` alone.

    `on` is the day it was said, None where nobody knows; the document has its own.
    """

    joined_by: tuple[Voice, ...] = ()
    reported_by: str = ""
    on: date | None = None
    document: Document | None = None
    words: str = ""
    caveat: str = ""
    reporter_slug: str = ""
    via: str = ""
    via_slug: str = ""

    @property
    def voices(self) -> list[Voice]:
        """Everybody who says so, in order."""
        return [self, *self.joined_by]

    @property
    def speakers(self) -> str:
        """ "Dr Vivek Trivedi, co-chair, and Dr Robert Laurenson, co-chair"."""
        *first, last = [each.speaker for each in self.voices]
        return ", and ".join(filter(None, [", ".join(first), last]))

    @property
    def reporter_url(self) -> str:
        return source_url(self.reporter_slug)

    @property
    def via_url(self) -> str:
        return source_url(self.via_slug)

    @property
    def text(self) -> str:
        """ "Dr Caroline Marshall, chief operating officer, as reported by the Daily Echo"."""
        told = as_reported_by(self.reported_by, self.via)
        return ", ".join(filter(None, [self.speakers, told]))

    @property
    def when(self) -> str:
        """ "said on 11 January 2016, published on 12 January 2016"; one day is said once."""
        published = self.document and self.document.published_on
        days = [f"said on {words.day(self.on)}"] if self.on and self.on != published else []
        return ", ".join(days + ([f"published on {words.day(published)}"] if published else []))


def source_url(slug: str) -> str:
    return address("hospitals:source", slug) if slug else ""


@dataclass(frozen=True)
class FigureLine:
    """One figure in a list or table. `notes` are what must stand beside the number.

    `nature` is "expected", "provisional" or "demand"; "" for an actual figure. `dated` says when
    it was said and published, or how long we have had it; `behind`, that another figure is the one
    to use.
    """

    id: int
    url: str
    sentence: str
    number: str
    out_of: str
    what: str
    where: str
    when: str
    attribution: str
    nature: str = ""
    notes: list[str] = field(default_factory=list)
    missing: bool = False
    source_url: str = ""
    dated: str = ""
    disputed: bool = False
    behind: bool = False


def shown_figures(rows: Iterable[PublicFigure]) -> list[DisruptionFigure]:
    """The figures of PublicFigure rows that came `for_lines()`, in their order.

    Each knows its names and, as `shown`, the revision that readers see.
    """
    rows = list(rows)
    with_roles(with_evidence(row.revision for row in rows))
    return figures_of(rows)


def figures_of(rows: Collection[PublicFigure]) -> list[DisruptionFigure]:
    """The same of rows whose revisions know where they came from, and in which role it was said."""
    for row in rows:
        row.figure.shown = row.revision
        row.revision.figure = row.figure
    return with_names(row.figure for row in rows)


def with_shown(figures: Iterable[DisruptionFigure]) -> list[DisruptionFigure]:
    """The same of figures that came through `DisruptionFigure.objects.public(at)`. Two queries."""
    figures = with_names(figures)
    revisions = FigureRevision.objects.order_by().in_bulk([each.shown_id for each in figures])
    with_roles(with_evidence(revisions.values()))
    for figure in figures:
        figure.shown = revisions[figure.shown_id]
        figure.shown.figure = figure
    return figures


def lines(rows: Iterable[PublicFigure], at: datetime) -> list[FigureLine]:
    """FigureLine of each PublicFigure row, in the order given; two queries, however many."""
    figures = shown_figures(rows)
    return lines_of(figures, preferred_ids(figures, at))


def lines_of(figures: Collection[DisruptionFigure], preferred: Collection[int]) -> list[FigureLine]:
    """FigureLine of each figure that knows the revision `shown`; `preferred` is `preferred_ids`."""
    # Many figures share a document: who says so is worked out once for each day.
    said = cache(said_in)
    return [
        line(figure, said(figure.shown.evidence, figure.ends), figure.pk in preferred)
        for figure in figures
    ]


def line(figure: DisruptionFigure, said: Said, preferred: bool) -> FigureLine:
    revision = figure.shown
    here_since = max(figure.released_at, revision.public_from)
    return FigureLine(
        id=figure.pk,
        url=figure.get_absolute_url(),
        sentence=figure_words.sentence(figure, revision),
        number=figure_words.number(revision),
        out_of=figure_words.out_of(revision),
        what=figure_words.what(figure),
        where=figure_words.place(figure),
        when=figure_words.when(figure),
        attribution=said.text,
        nature="" if figure.nature == figure.Nature.ACTUAL else figure.get_nature_display(),
        notes=notes(figure, preferred),
        missing=revision.value is None,
        source_url=said.url,
        dated=said.when or f"here since {words.day(localdate(here_since))}",
        disputed=figure.disputed_on is not None,
        behind=not preferred,
    )


def notes(figure: DisruptionFigure, preferred: bool) -> list[str]:
    found = [figure.setting.name] if figure.setting_id else []
    found += [figure.counted_note] if figure.counted_note else []
    found += ["disputed"] if figure.disputed_on else []
    found += [] if preferred else ["we use another figure for this"]
    return found


def who_said(revision: FigureRevision) -> Said:
    return said_in(
        revision.evidence,
        revision.figure.ends,
        place=revision.locator,
        quoted=revision.words,
    )


def said_in(evidence: Evidence, day: date | None, *, place: str = "", quoted: str = "") -> Said:
    """What the terms allow readers to know; the strictest of evidence and source decides.

    `day` is when the speaker's role counts, where the evidence has no date of its own.
    """
    reporter, via = evidence.reported_by, evidence.via
    if visibility.shown(visibility.fact_grounds(evidence)) is not Shown.NAMED:
        return Said(by=evidence.description or evidence.said_by.description or PRIVATE_PERSON)
    on = evidence.day_said
    then = on or evidence.published_on or day
    first, *others = [
        {"by": who.name, "role": who.role_words(then), "slug": who.slug}
        for who in evidence.speakers()
    ]
    joined_by = tuple(Voice(**each) for each in others)
    if not all(map(visibility.may_be_named, evidence.told_by)):
        # The title or address would name them.
        return Said(**first, joined_by=joined_by, on=on)
    return Said(
        **first,
        joined_by=joined_by,
        reported_by=reporter.name if reporter else "",
        on=on,
        document=Document(
            kind=Evidence.Kind(evidence.kind).label,
            title=evidence.title,
            url=evidence.url,
            published_on=evidence.published_on,
            seen_on=evidence.retrieved_at and localdate(evidence.retrieved_at),
            place=place,
            licence=evidence.licence,
        ),
        words=quoted,
        caveat=evidence.public_caveat,
        reporter_slug=reporter.slug if reporter else "",
        via=via.name if via else "",
        via_slug=via.slug if via else "",
    )


PRIVATE_PERSON = "a private person"


def source_text(evidence: Evidence | None, day: date | None) -> str:
    """Who says so, for a fact that is not a figure; "" where no evidence is recorded."""
    return said_in(evidence, day).text if evidence else ""


def preferred_ids(figures: Collection[DisruptionFigure], at: datetime) -> set[int]:
    """The ids of those figures to be used among the rivals that readers can see."""
    used = {figure.pk for figure in figures if figure.preferred}
    behind = [figure.pk for figure in figures if not figure.preferred]
    if behind:
        rows = PublicFigure.objects.live(at).standing().filter(figure__in=behind).used()
        used |= set(rows.order_by().values_list("figure", flat=True))
    return used
