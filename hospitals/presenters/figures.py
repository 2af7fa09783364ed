"""Figures as readers see them: a line in a list, and who says so within the terms agreed.

Everything here is given figures that came through `DisruptionFigure.objects.public(at)`, shows
the revision they name as `shown_id`, and never the desk's copy on the figure.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.timezone import localdate

from deeds import memory
from hospitals import visibility
from hospitals.models import (
    DisruptionFigure,
    Evidence,
    FigureRevision,
    SourceRole,
)
from hospitals.models.evidence import as_reported_by
from hospitals.models.figures import RIVAL_FIELDS, SETTINGS
from hospitals.models.revisions import public_revisions
from hospitals.visibility import Shown
from lib.addresses import address
from lib.listing import Listing
from lib.prepared import ID, MOMENT, Prepared, attach, join

from . import figure_words
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


@dataclass(frozen=True)
class Said:
    """Who says so. Off the record there is none of this; unattributable is `by` alone."""

    by: str
    role: str = ""
    reported_by: str = ""
    on: date | None = None
    document: Document | None = None
    words: str = ""
    caveat: str = ""
    slug: str = ""
    reporter_slug: str = ""

    @property
    def url(self):
        """The page of who said it; "" for what is not on the record."""
        return source_url(self.slug)

    @property
    def reporter_url(self):
        return source_url(self.reporter_slug)

    @property
    def speaker(self):
        """ "Dr Caroline Marshall, chief operating officer"."""
        return ", ".join(filter(None, [self.by, self.role]))

    @property
    def text(self):
        """ "Dr Caroline Marshall, chief operating officer, as reported by the Daily Echo"."""
        return ", ".join(filter(None, [self.speaker, as_reported_by(self.reported_by)]))


def source_url(slug):
    return address("hospitals:source", slug) if slug else ""


@dataclass(frozen=True)
class FigureLine:
    """One figure in a list or table. `notes` are what must stand beside the number.

    `nature` is "expected", "provisional" or "demand"; "" for an actual figure.
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


REVISIONS = Prepared(lambda ids: FigureRevision.objects.filter(pk__in=ids), many=["ids"], ids=ID)
EVIDENCE = Prepared(
    lambda ids: Evidence.objects.filter(pk__in=ids).select_related("said_by", "reported_by"),
    many=["ids"],
    ids=ID,
)
ROLES = Prepared(lambda ids: SourceRole.objects.filter(source__pk__in=ids), many=["ids"], ids=ID)


def shown_revisions(figures):
    """{figure id: the revision readers see}, for figures that have `shown_id`. Three queries."""
    found = with_evidence(REVISIONS(ids=[figure.shown_id for figure in figures]))
    revisions = {revision.pk: revision for revision in found}
    shown = {}
    for figure in figures:
        shown[figure.pk] = revisions[figure.shown_id]
        shown[figure.pk].figure = figure
    return shown


def with_evidence(revisions):
    """The revisions, which know their evidence and the roles of who said it. Two queries.

    Many figures come from one document: it is made once.
    """
    evidence = EVIDENCE(ids={revision.evidence_id for revision in revisions})
    attach([each.said_by for each in evidence], "roles", ROLES)
    join(revisions, "evidence", evidence)
    return revisions


# Long lists: of each figure what the list is sorted by, and what its line depends on. Neither the
# identity of a figure nor a revision that readers see ever changes.
SORTED_BY = ("id", "period_end", "shown_value")
CHANGEABLE = (
    "released_at",
    "disputed_on",
    "disputed_note",
    "preferred",
    "trust_at_time_id",
    "region_at_time_id",
)


def standing_rows(at, shown_value):
    found = DisruptionFigure.objects.public(at).standing().annotate(shown_value=shown_value)
    return found.values_list(*SORTED_BY, "shown_id", *CHANGEABLE, named=True)


# The figure's copy of its value, which an index sorts; and the value itself, of each figure.
STANDING = Listing(lambda at: standing_rows(at, F("value")), at=MOMENT)
BY_VALUE_ITSELF = Listing(
    lambda at: standing_rows(
        at,
        Subquery(FigureRevision.objects.filter(pk=OuterRef("shown_id")).values("value")[:1]),
    ),
    at=MOMENT,
)


def in_order_of_value(at):
    """The standing figures for a list that is sorted by value: by the copies that the index has,
    while each of them is the value that readers see."""
    return (BY_VALUE_ITSELF if copies_are_behind(at) else STANDING)(at=at)


def copies_are_behind(at):
    """Whether any figure's copy of its value may differ from what readers see at `at`.

    An embargo has passed and nobody has checked a figure since; or what the copy was made of is
    hidden again, by terms or an embargo that came later, and an earlier value shows.
    """
    come = FigureRevision.objects.filter(
        public_from__gt=F("checked_at"), public_from__lte=at, figure__withdrawn_at__isnull=True
    ).exclude(figure__current__number__gte=F("number"))
    seen = public_revisions(at).filter(pk=OuterRef("pk"))
    gone = FigureRevision.objects.filter(~Exists(seen), number__gt=1, figure__current=F("pk"))
    return come.exists() or gone.exists()


WHOLE = Prepared(
    lambda at, ids: DisruptionFigure.objects.public(at).standing().filter(pk__in=ids),
    many=["ids"],
    at=MOMENT,
    ids=ID,
)
state = attrgetter("id", "shown_id", *CHANGEABLE)


def listed(rows, at, make, known):
    """What `make(figures)` gives for the rows of a list from STANDING, in their order.

    `known` holds what was made before, by state (see `memory.Known`). Of a figure that stands
    back behind another it is made each time: that depends on the other.
    """
    found = {row.id: known[state(row)] for row in rows if state(row) in known}
    missing = [row.id for row in rows if row.id not in found]
    figures = with_names(WHOLE(at=at, ids=missing)) if missing else []
    for figure, made in zip(figures, make(figures) if figures else [], strict=True):
        found[figure.pk] = made
        if figure.preferred:
            known[state(figure)] = made
    return [found[row.id] for row in rows if row.id in found]


LINES = memory.Known(most=2_000)


def listed_lines(rows, at):
    """FigureLine of each row of a list from STANDING, in their order."""
    known = LINES.under(memory.epoch())
    return listed(rows, at, lambda figures: lines(figures, at), known)


def lines(figures, at):
    """FigureLine of each, in the order given. The number of queries does not depend on how many."""
    figures = with_names(figures)
    revisions = shown_revisions(figures)
    preferred = preferred_ids(figures, at)
    return [line(figure, revisions[figure.pk], figure.pk in preferred) for figure in figures]


def line(figure, revision, preferred=True):
    said = who_said(revision)
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
    )


def notes(figure, preferred):
    found = []
    if figure.scope not in (figure.Scope.NOT_STATED, figure.Scope.NOT_APPLICABLE):
        found.append(figure.get_scope_display())
    found += [figure.scope_note] if figure.scope_note else []
    found += ["disputed"] if figure.disputed_on else []
    found += [] if preferred else ["we use another figure for this"]
    return found


def who_said(revision):
    return said_in(
        revision.evidence,
        revision.figure.period_end,
        place=revision.locator,
        quoted=revision.words,
    )


def said_in(evidence, day, *, place="", quoted=""):
    """What the terms allow readers to know; the strictest of evidence and source decides.

    `day` is when the speaker's role counts, where the evidence has no date of its own.
    """
    source, reporter = evidence.said_by, evidence.reported_by
    if visibility.shown(visibility.fact_grounds(evidence)) is not Shown.NAMED:
        return Said(by=evidence.description or source.description)
    on = evidence.published_on
    role = str(source.role_at(on or day) or "")
    if reporter and not visibility.may_be_named(reporter):
        # The title or address would name the reporter.
        return Said(by=source.name, role=role, on=on, slug=source.slug)
    return Said(
        by=source.name,
        role=role,
        reported_by=reporter.name if reporter else "",
        on=on,
        document=Document(
            kind=Evidence.Kind(evidence.kind).label,
            title=evidence.title,
            url=evidence.url,
            published_on=on,
            seen_on=evidence.retrieved_at and localdate(evidence.retrieved_at),
            place=place,
        ),
        words=quoted,
        caveat=evidence.public_caveat,
        slug=source.slug,
        reporter_slug=reporter.slug if reporter else "",
    )


def source_text(evidence, day):
    """Who says so, for a fact that is not a figure; "" where no evidence is recorded."""
    return said_in(evidence, day).text if evidence else ""


def preferred_ids(figures, at):
    """The ids of those figures to be used among the rivals that readers can see.

    A figure may stand back behind a rival that is still on the desk. Saying so would tell readers
    of it, so among public rivals without a preferred one the oldest record takes its place.
    """
    used = {figure.pk for figure in figures if figure.preferred}
    behind = [figure for figure in figures if not figure.preferred]
    if not behind:
        return used
    groups = defaultdict(list)
    candidates = (
        DisruptionFigure.objects.public(at)
        .standing()
        .filter(
            measure__in={figure.measure_id for figure in behind},
            period_start__in={figure.period_start for figure in behind},
        )
    )
    for candidate in candidates:
        groups[key_of(candidate)].append(candidate)
    for figure in behind:
        rivals = [other for other in groups[key_of(figure)] if same_thing(figure, other)]
        first = min(rivals, key=lambda other: (not other.preferred, other.pk), default=None)
        used |= {figure.pk} if first and first.pk == figure.pk else set()
    return used


def same_thing(figure, other):
    """Whether two figures of one key are rivals: see `FigureQuerySet.rivals_of`."""
    apart = figure.source_id == other.source_id and figure.scope != other.scope
    return not (apart and {figure.scope, other.scope} <= SETTINGS)


def key_of(figure):
    return tuple(
        getattr(figure, DisruptionFigure._meta.get_field(name).attname) for name in RIVAL_FIELDS
    )
