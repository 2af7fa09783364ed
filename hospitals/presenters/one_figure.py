"""The page of one number: who said it, where, what it counts, how it was checked, its kin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.timezone import localdate

from hospitals.dependents import dependents
from hospitals.models import (
    Derivation,
    DisruptionFigure,
    FigureRevision,
    PartList,
    PublicFigure,
    SeenIn,
)
from hospitals.models.revisions import public_revisions
from lib import words
from lib.numbers import format_number

from . import figure_words
from .charts.figures import of_figure
from .charts.frame import Chart
from .figures import (
    FigureLine,
    Said,
    line,
    lines,
    preferred_ids,
    said_in,
    who_said,
)
from .provenance import with_evidence, with_roles

STORIES = 20


@dataclass(frozen=True)
class Withdrawn:
    on: date
    reason: str


@dataclass(frozen=True)
class RevisionLine:
    number: int
    said: str
    reason: str
    source_changed_on: date | None
    public_on: date
    shown: bool


@dataclass(frozen=True)
class Parts:
    """A split along one axis. `complete` is None where that cannot be said of what is public."""

    axis: str
    heading: str
    complete: bool | None
    lines: list[FigureLine]


@dataclass(frozen=True)
class WorkedOut:
    method: str
    mixed_units: bool
    lines: list[FigureLine]


@dataclass(frozen=True)
class FigurePage:
    """Everything the page shows. A withdrawn figure keeps what it was about, not its number.

    `revision` is the one that the page shows.
    """

    id: int
    url: str
    about: str
    counts: list[tuple[str, str]]
    links: list[tuple[str, str]]
    withdrawn: Withdrawn | None = None
    sentence: str = ""
    number: str = ""
    said: Said | None = None
    caveats: list[str] = field(default_factory=list)
    reporting: str = ""
    checked: str = ""
    disputed: str = ""
    further: list[Said] = field(default_factory=list)
    revisions: list[RevisionLine] = field(default_factory=list)
    preferred: bool = True
    preferred_reason: str = ""
    rivals: list[FigureLine] = field(default_factory=list)
    parts: list[Parts] = field(default_factory=list)
    part_of: list[FigureLine] = field(default_factory=list)
    worked_out: WorkedOut | None = None
    used_in: list[FigureLine] = field(default_factory=list)
    stories: list = field(default_factory=list)
    cite: str = ""
    revision: FigureRevision | None = None
    line: FigureLine | None = None
    charts: list[Chart] = field(default_factory=list)

    @property
    def before(self) -> RevisionLine | None:
        """The value that the shown one took the place of, where readers have seen it."""
        earlier = [row for row in self.revisions if row.number < self.revision.number]
        return earlier[0] if earlier and earlier[0].said != self.number else None


def figure_page(
    figure: DisruptionFigure, at: datetime, *, address: str, site_name: str
) -> FigurePage:
    """The page of a figure that knows the revision `shown`. `address` is its full link."""
    stories = dependents().stories_for([figure], at=at, limit=STORIES)
    revision = figure.shown
    common = {
        "id": figure.pk,
        "url": figure.get_absolute_url(),
        "about": about(figure),
        "links": links(figure),
        "stories": stories,
    }
    if figure.withdrawn_at:
        return FigurePage(
            counts=identity(figure),
            withdrawn=Withdrawn(localdate(figure.withdrawn_at), figure.withdrawn_reason),
            **common,
        )
    said = who_said(revision)
    kin = Kin(figure, at)
    rivals = kin.rivals()
    preferred = figure.pk in preferred_ids([figure], at)
    return FigurePage(
        counts=identity(figure),
        sentence=figure_words.sentence(figure, revision),
        number=figure_words.number(revision),
        said=said,
        caveats=caveats(figure, revision, said),
        reporting=reporting(revision),
        checked=checked(revision),
        disputed=disputed(figure),
        further=[said for _, said in further_documents(figure, revision, at)],
        revisions=revisions(figure, revision, at),
        preferred=preferred,
        line=line(figure, said, preferred),
        charts=of_figure(figure, at),
        preferred_reason=figure.preferred_reason if rivals else "",
        rivals=rivals,
        parts=kin.parts(),
        part_of=kin.part_of(),
        worked_out=kin.worked_out(),
        used_in=kin.used_in(),
        cite=cite(figure, revision, said, address, site_name),
        revision=revision,
        **common,
    )


def about(figure: DisruptionFigure) -> str:
    """What the number is about, without the number."""
    place = figure_words.place(figure)
    if figure.service_id:
        place = f"{place} ({figure.service.name})"
    return f"{figure_words.what(figure)}: {place}, {figure_words.when(figure)}"


def identity(figure: DisruptionFigure) -> list[tuple[str, str]]:
    """[(label, text)]: what is counted, where, when and of whom."""
    rows = [
        ("What is counted", figure_words.what(figure)),
        ("Where", figure_words.place(figure)),
        ("When", capfirst(figure.period_words())),
        ("It covers", capfirst(figure.get_basis_display())),
        ("Expected or actual", capfirst(figure.get_nature_display())),
    ]
    if figure.setting_id:
        rows.append(("Kind of service", capfirst(figure.setting.name)))
    if figure.service_id:
        rows.append(("Service", capfirst(figure.service.name)))
    if figure.compared_with:
        rows.append(("Compared with", capfirst(figure.compared_with)))
    if figure.counted_note:
        rows.append(("Counted", capfirst(figure.counted_note)))
    if figure.staff_group_id:
        group = figure.staff_group.name_at(figure.period_start)
        rows.append(("Staff", capfirst(group)))
    if figure.dispute_id:
        rows.append(("Dispute", figure.dispute.title))
    return rows


def links(figure: DisruptionFigure) -> list[tuple[str, str]]:
    """[(words, address)] of the pages around this number."""
    found = []
    if figure.area_id:
        found.append((figure.area.name, figure.area.get_absolute_url()))
    trust = figure.trust_at_time
    if trust:
        found.append((trust.name, trust.get_absolute_url()))
    if figure.strike_id:
        found.append((figure.strike.title, figure.strike.get_absolute_url()))
    if figure.dispute_id:
        found.append((figure.dispute.title, figure.dispute.get_absolute_url()))
    return found


def caveats(figure: DisruptionFigure, revision: FigureRevision, said: Said) -> list[str]:
    texts = [figure.measure.public_caveat, revision.public_caveat, said.caveat]
    return [text for text in dict.fromkeys(texts) if text]


def reporting(revision: FigureRevision) -> str:
    if revision.returns_received is None:
        return ""
    return (
        f"{format_number(revision.returns_received)} of "
        f"{format_number(revision.returns_expected)} organisations sent a return."
    )


def checked(revision: FigureRevision) -> str:
    alone = revision.checked_by_id == revision.recorded_by_id
    who = "the person who recorded it" if alone else "a second person"
    return (
        f"Checked against the source by {who} on {words.day(localdate(revision.checked_at))}. "
        "That means our record matches what the source says."
    )


def disputed(figure: DisruptionFigure) -> str:
    if not figure.disputed_on:
        return ""
    return f"Disputed since {words.day(figure.disputed_on)}: {figure.disputed_note}"


def revisions(figure: DisruptionFigure, shown: FigureRevision, at: datetime) -> list[RevisionLine]:
    """Every value readers have seen, the newest first."""
    found = []
    for revision in public_revisions(at).filter(figure=figure):
        revision.figure = figure
        found.append(
            RevisionLine(
                number=revision.number,
                said=figure_words.number(revision),
                reason=revision.get_reason_display(),
                source_changed_on=revision.source_changed_on,
                public_on=localdate(max(revision.public_from, figure.released_at)),
                shown=revision.pk == shown.pk,
            )
        )
    return found


def further_documents(
    figure: DisruptionFigure, shown: FigureRevision, at: datetime
) -> list[tuple[SeenIn | FigureRevision, Said]]:
    """Where else the number stands, with what readers may know of each; without the one shown.

    Documents in whose place a better one was put are among them.
    """
    values = [shown]
    if shown.reason == FigureRevision.Reason.BETTER_DOCUMENT:
        earlier = public_revisions(at).filter(figure=figure, number__lt=shown.number)
        for revision in earlier:
            if values[-1].reason != FigureRevision.Reason.BETTER_DOCUMENT:
                break
            values.append(revision)
    seen = SeenIn.objects.public(at).filter(revision__in=values)
    rows = {row.evidence_id: row for row in [*values[:0:-1], *seen]}
    rows.pop(shown.evidence_id, None)
    return [
        (row, said_in(row.evidence, figure.ends, place=row.locator, quoted=row.words))
        for row in with_roles(with_evidence(rows.values()))
    ]


def cite(
    figure: DisruptionFigure, revision: FigureRevision, said: Said, address: str, site_name: str
) -> str:
    source = [said.text]
    if said.document:
        source += [f"“{said.document.title}”"]
        source += [said.document.place] if said.document.place else []
    if said.when:
        source.append(said.when)
    return (
        f"{figure_words.sentence(figure, revision)}. Source: {', '.join(source)}. "
        f"{site_name}, figure {figure.pk}, revision {revision.number}. {address}"
    )


class Kin:
    """The public figures around one: rivals, parts, wholes, inputs. One load for all of them."""

    def __init__(self, figure: DisruptionFigure, at: datetime) -> None:
        self.figure = figure
        self.lists = list(figure.part_lists.order_by("axis"))
        parts = PartList.parts.through.objects.filter(partlist__in=self.lists)
        self.links = list(parts.values_list("partlist_id", "disruptionfigure_id"))
        self.wholes = list(PartList.objects.filter(parts=figure).values_list("whole_id", flat=True))
        self.derivation = Derivation.objects.filter(figure=figure).first()
        inputs = Derivation.inputs.through.objects.filter(derivation=self.derivation)
        self.inputs = (
            list(inputs.values_list("disruptionfigure_id", flat=True)) if self.derivation else []
        )
        self.results = list(
            Derivation.objects.filter(inputs=figure).values_list("figure_id", flat=True)
        )
        rivals = DisruptionFigure.objects.public(at).rivals_of(figure)
        self.rival_ids = list(rivals.values_list("pk", flat=True))
        ids = {
            *self.rival_ids,
            *(part for _, part in self.links),
            *self.wholes,
            *self.inputs,
            *self.results,
        }
        public = PublicFigure.objects.live(at).standing().for_lines()
        around = public.filter(figure__in=ids).order_by("period_start", "figure_id")
        self.lines = {made.id: made for made in lines(around, at)}

    def some(self, ids: Iterable[int]) -> list[FigureLine]:
        wanted = set(ids)
        return [made for pk, made in self.lines.items() if pk in wanted]

    def rivals(self) -> list[FigureLine]:
        return self.some(self.rival_ids)

    def parts(self) -> list[Parts]:
        found = []
        for listed in self.lists:
            ids = [part for made, part in self.links if made == listed.pk]
            shown = self.some(ids)
            if shown:
                complete = listed.complete if len(shown) == len(ids) else None
                found.append(Parts(listed.axis, listed.get_axis_display(), complete, shown))
        return found

    def part_of(self) -> list[FigureLine]:
        return self.some(self.wholes)

    def worked_out(self) -> WorkedOut | None:
        if self.derivation is None:
            return None
        return WorkedOut(
            self.derivation.method.removesuffix("."),
            self.derivation.mixed_units,
            self.some(self.inputs),
        )

    def used_in(self) -> list[FigureLine]:
        return self.some(self.results)
