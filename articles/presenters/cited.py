"""What a story rests on: the figures and quotations that it cites, as far as readers may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, Evidence, FigureRevision, PublicFigure
from hospitals.models.revisions import public_revisions
from hospitals.presenters import figure_words
from hospitals.presenters import figures as facts
from hospitals.presenters.one_figure import about
from hospitals.presenters.provenance import with_evidence, with_roles
from lib import words
from lib.addresses import address
from lib.text import not_repeated

from .. import visibility
from ..markup.margin import Says
from ..models import QuoteRevision


@dataclass(frozen=True)
class CitedFigure:
    """A figure that the story rests on: `printed` are the story's words, the rest the record.
    `url` is "" of one that has no page yet.

    `revision` is the one the story cites; `since` says what has become of the figure after it.
    A withdrawn figure keeps what it was about, and neither number nor source.
    """

    id: int
    url: str
    sentence: str
    said: facts.Said | None
    notes: list[str]
    printed: list[str]
    revision: FigureRevision
    since: list[str] = field(default_factory=list)
    # Its number in print, where the body names it.
    number: int | None = None

    @property
    def record(self) -> str:
        """As marks name it."""
        return f"figure-{self.id}"

    @property
    def says(self) -> Says:
        since = self.since[0] if self.since else ""
        if self.said is None:
            return Says("Withdrawn", since=since)
        return Says(capfirst(self.said.text), day_of(self.said), since)

    @property
    def withdrawn(self) -> bool:
        return self.said is None


@dataclass(frozen=True)
class Whose:
    """Whose words they are, when they were said and where they came from."""

    attribution: str
    said_on: date | None
    where_from: str
    where_from_url: str


@dataclass(frozen=True)
class QuotedWords:
    """Words as the story prints them, and as much of whose they are as the terms allow.

    A private person's are `here` theirs, on the page of the story, and nobody's anywhere else.
    """

    id: int
    printed: list[str]
    attribution: str
    terms: str
    said_on: date | None
    where_from: str
    where_from_url: str
    as_printed: bool
    anchored: bool
    uuid: str
    # (name, address) of those who spoke, where all of it is on the record.
    speakers: list[tuple[str, str]] = field(default_factory=list)
    in_story: Whose | None = None
    number: int | None = None
    # Whether readers have a page of it.
    has_page: bool = True

    @property
    def record(self) -> str:
        return f"quote-{self.id}"

    @property
    def url(self) -> str:
        return address("articles:quote", self.id) if self.has_page else ""

    @property
    def says(self) -> Says:
        return Says(capfirst(self.here.attribution), words.day(self.here.said_on))

    @property
    def here(self) -> Whose:
        """What the page of the story says of them."""
        if self.in_story is not None:
            return self.in_story
        return Whose(self.attribution, self.said_on, self.where_from, self.where_from_url)


def day_of(said: facts.Said) -> str:
    """When it was said, else when it was published."""
    return words.day(said.on or (said.document.published_on if said.document else None))


class Mark(NamedTuple):
    """A citation in a version: the ids of a figure and its revision, or of a quotation's."""

    words: str
    figure: int | None
    figure_revision: int | None
    quote: int | None
    quote_revision: int | None

    @property
    def record(self) -> str:
        return f"figure-{self.figure}" if self.figure else f"quote-{self.quote}"


def cited(
    marks: Collection[Mark],
    body_html: str,
    at: datetime,
    released: Collection[PublicFigure] = (),
) -> tuple[list[CitedFigure], list[QuotedWords]]:
    """The figures and the quotations of these marks that readers may see, in the story's order.

    What they rest on is one question for both. `released` are rows of figures that a preview shows
    as if readers saw them, in the place of those that they see.
    """
    figures: dict[int, int] = {}
    for mark in marks:
        if mark.figure:
            figures.setdefault(mark.figure, mark.figure_revision)
    quotes = {mark.quote_revision for mark in marks if mark.quote_revision}
    rows = list(PublicFigure.objects.live(at).filter(figure__in=figures).for_lines().order_by())
    as_if = [row for row in released if row.figure_id in figures]
    rows = [
        *(row for row in rows if row.figure_id not in {each.figure_id for each in as_if}),
        *as_if,
    ]
    said = QuoteRevision.objects.spoken().order_by().in_bulk(quotes)
    with_evidence([*(row.revision for row in rows), *said.values()])
    return cited_figures(marks, figures, rows, at), quoted_words(marks, said, body_html, at)


def without_pages(
    figures: Iterable[CitedFigure],
    quotes: Iterable[QuotedWords],
    nowhere: Collection[str],
) -> tuple[list[CitedFigure], list[QuotedWords]]:
    """The same without links to those records of `nowhere` ("figure-42"), nor to who said them:
    before the story is out readers have no page of these."""
    return (
        [
            replace(each, url="", said=each.said and replace(each.said, slug=""))
            if each.record in nowhere
            else each
            for each in figures
        ],
        [
            replace(each, has_page=False, speakers=[]) if each.record in nowhere else each
            for each in quotes
        ],
    )


# Figures


def cited_figures(
    marks: Iterable[Mark], cited: Mapping[int, int], rows: Collection[PublicFigure], at: datetime
) -> list[CitedFigure]:
    """`cited` is {figure: its revision}; `rows` are those of them that readers may see."""
    printed = defaultdict(list)
    for mark in marks:
        if mark.figure and mark.words not in printed[mark.figure]:
            printed[mark.figure].append(mark.words)
    with_roles(row.revision for row in rows)
    figures = {figure.pk: figure for figure in facts.figures_of(rows)}
    preferred = facts.preferred_ids(list(figures.values()), at)
    earlier = earlier_revisions(figures, cited, at)
    return [
        cited_figure(figures[pk], earlier.get(revision), pk in preferred, printed[pk])
        for pk, revision in cited.items()
        if pk in figures
    ]


def earlier_revisions(
    figures: Mapping[int, DisruptionFigure], cited: Mapping[int, int], at: datetime
) -> dict[int, FigureRevision]:
    """{id: revision} of those cited that are not the ones shown now.

    One whose source has since become private is shown no more; the newer one is.
    """
    ids = {cited[pk] for pk, figure in figures.items() if figure.shown.pk != cited[pk]}
    if not ids:
        return {}
    revisions = public_revisions(at).in_bulk(ids)
    with_roles(with_evidence(revisions.values()))
    return revisions


def cited_figure(
    figure: DisruptionFigure, earlier: FigureRevision | None, preferred: bool, printed: list[str]
) -> CitedFigure:
    cited = earlier or figure.shown
    cited.figure = figure
    withdrawn = figure.withdrawn_at is not None
    return CitedFigure(
        id=figure.pk,
        url=figure.get_absolute_url(),
        sentence=about(figure) if withdrawn else figure_words.sentence(figure, cited),
        said=None if withdrawn else facts.who_said(cited),
        notes=[] if withdrawn else facts.notes(figure, preferred),
        printed=printed,
        revision=cited,
        since=since_publication(figure, cited, figure.shown),
    )


def since_publication(
    figure: DisruptionFigure, cited: FigureRevision, shown: FigureRevision
) -> list[str]:
    """Dated sentences on what has become of a figure after the story cited it."""
    sentences = []
    better = shown.reason == FigureRevision.Reason.BETTER_DOCUMENT and shown.say() == cited.say()
    if shown.number > cited.number and not figure.withdrawn_at and not better:
        changed = shown.source_changed_on or timezone.localdate(shown.public_from)
        sentences.append(
            f"{words.day(changed)}: the figure is now {shown.say()} ({shown.get_reason_display()})."
        )
    if figure.disputed_on:
        sentences.append(f"{words.day(figure.disputed_on)}: disputed. {figure.disputed_note}")
    if figure.withdrawn_at:
        withdrawn = words.day(timezone.localdate(figure.withdrawn_at))
        sentences.append(f"{withdrawn}: withdrawn. {figure.withdrawn_reason}")
    return sentences


# Quotations


def quoted_words(
    marks: Iterable[Mark], said: Mapping[int, QuoteRevision], body_html: str, at: datetime
) -> list[QuotedWords]:
    """Each as the revision says it that the story prints, whatever has been recorded since.

    `said` is {id: revision} of all that are cited: these few are read in any case, so the rule
    itself is asked and not its condition.
    """
    printed = defaultdict(list)
    for mark in marks:
        if mark.quote_revision:
            printed[mark.quote_revision].append(mark.words)
    return [
        replace(
            quoted(said[pk]),
            printed=not_repeated(told),
            anchored=f'id="quote-{said[pk].quote_id}"' in body_html,
        )
        for pk, told in printed.items()
        if visibility.quote_shown(said[pk], at)
    ]


def quoted(revision: QuoteRevision) -> QuotedWords:
    """What readers see of a QuoteRevision; `printed` and `anchored` are the story's to say."""
    how_much = visibility.shown(visibility.quote_grounds(revision))
    named = how_much is visibility.Shown.NAMED
    # Of what is not on the record readers get the agreed description and nothing else.
    nobody = Whose(revision.evidence.description or facts.PRIVATE_PERSON, None, "", "")
    whose = whose_words(revision) if named else nobody
    return QuotedWords(
        id=revision.quote_id,
        printed=[],
        **vars(whose),
        terms=revision.effective_terms(),
        as_printed=revision.as_printed,
        anchored=False,
        uuid=str(revision.quote.uuid),
        speakers=[(who.name, who.get_absolute_url()) for who in revision.sources() if named],
        in_story=whose_words(revision) if how_much is visibility.Shown.IN_STORY else None,
    )


def whose_words(revision: QuoteRevision) -> Whose:
    source = where_from(revision.evidence)
    url = revision.evidence.url if source else ""
    return Whose(revision.attribution, revision.said_on, source, url)


def where_from(evidence: Evidence | None) -> str:
    """ "Statement on the strike, 12 January 2016, as reported by the Daily Echo"; "" for None.

    Nothing either where the reporter may not be named: a title or address would name them.
    """
    if evidence is None:
        return ""
    parts = [evidence.title]
    if evidence.published_on:
        parts.append(words.day(evidence.published_on))
    if not all(map(visibility.may_be_named, evidence.told_by)):
        return ""
    return ", ".join(filter(None, [*parts, evidence.as_told()]))
