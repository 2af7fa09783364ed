"""The marks of a text, each with the revision that it rests on at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.presenters import figure_words

from .. import markup
from ..models import Quote, QuoteRevision

Revision = FigureRevision | QuoteRevision

# With all that words on a page may rest on.
FIGURES = FigureRevision.objects.select_related(
    "figure__measure",
    "figure__area",
    "figure__trust",
    "figure__hospital",
    "figure__source",
    "evidence__said_by",
    "evidence__via",
    "evidence__reported_by",
).prefetch_related("evidence__said_with__source")


@dataclass(frozen=True)
class Cited:
    """One mark in copy and the records it names. `missing` holds ids that name no record.

    Of a row in a table or chart `graphic` says in which, and the words are those of the record.
    """

    place: str
    position: int
    kind: str
    words: str
    revisions: tuple[Revision, ...]
    missing: tuple[int, ...] = ()
    graphic: str = ""

    @property
    def told(self) -> str:
        """What it is called in a sentence about it: its words, and the table they stand in."""
        words = f"“{self.words}”" if self.words else ""
        return " in ".join(filter(None, [words, self.graphic]))

    def records(self) -> list[DisruptionFigure | Quote]:
        """The figures or the quotes that the revisions belong to."""
        return [
            revision.figure if self.kind == "figure" else revision.quote
            for revision in self.revisions
        ]


@dataclass(frozen=True)
class Marked:
    """The marks of a text in reading order, and every revision of the records that they name.

    `revisions` are {kind of mark: {id of the record: its revisions}}.
    """

    marks: list[tuple[str, markup.Mark]]
    revisions: dict[str, dict[int, list[Revision]]]

    def standing(self, at: datetime) -> list[Cited]:
        """Each mark with the revisions that stand for its records at `at`. Asks no question."""
        standing = {
            kind: {pk: standing_for(revisions, at) for pk, revisions in known.items()}
            for kind, known in self.revisions.items()
        }
        return [
            cited(position, place, mark, standing[mark.kind])
            for position, (place, mark) in enumerate(self.marks)
        ]


def cited(position: int, place: str, mark: markup.Mark, standing: Mapping[int, Revision]) -> Cited:
    revisions = tuple(standing[i] for i in mark.ids if i in standing)
    return Cited(
        place=place,
        position=position,
        kind=mark.kind,
        words=mark.words or " ".join(map(figure_words.number, revisions)),
        revisions=revisions,
        missing=tuple(i for i in mark.ids if i not in standing),
        graphic=mark.graphic,
    )


def in_marks(cited: Cited) -> str:
    """The words of a quotation in one pair of marks, whether or not they have their own."""
    return cited.told if not cited.words.startswith("“") else f"“{cited.words.strip('“”')}”"


NOTHING_MARKED = Marked([], {})


def read_marks(marked_places: Iterable[tuple[str, str]]) -> Marked:
    """The marks in (place, text) pairs with their records, in three queries for any number."""
    marks = [(place, mark) for place, text in marked_places for mark in markup.marks(text)]
    ids: dict[str, set[int]] = {"figure": set(), "quote": set()}
    for _, mark in marks:
        ids[mark.kind].update(mark.ids)
    revisions = {
        "figure": by_record(FIGURES.all(), "figure", ids["figure"]),
        "quote": by_record(QuoteRevision.objects.whole(), "quote", ids["quote"]),
    }
    return Marked(marks, revisions)


def by_record(revisions: QuerySet, record: str, ids: set[int]) -> dict[int, list[Revision]]:
    found = defaultdict(list)
    # Django would put the whole query together before it saw that nothing is asked for.
    for revision in revisions.filter(**{f"{record}__in": ids}) if ids else ():
        found[getattr(revision, f"{record}_id")].append(revision)
    return dict(found)


def standing_for(revisions: list[Revision], at: datetime) -> Revision:
    """The revision of a record that readers see at `at`.

    Where no checked one has begun by then, the latest checked; where none is checked, the latest.
    A value that was checked and is still under embargo leaves today's value where it is.
    """
    return max(
        revisions,
        key=lambda revision: (
            has_begun(revision, at),
            revision.checked_at is not None,
            revision.number,
        ),
    )


def has_begun(revision: Revision, at: datetime) -> bool:
    """Whether a revision is checked, and no embargo of its own or its evidence lies ahead."""
    if revision.checked_at is None:
        return False
    begins = getattr(revision, "public_from", None) or revision.checked_at
    return max(begins, revision.evidence.embargo_until or begins) <= at


def cited_in(marked_places: Iterable[tuple[str, str]], at: datetime | None = None) -> list[Cited]:
    """The marks in (place, text) pairs, each with what it rests on at `at`, by default now."""
    return read_marks(marked_places).standing(at or timezone.now())


def figures_of(cited: Iterable[Cited]) -> list[DisruptionFigure]:
    """The figures that are cited, each once, in reading order."""
    return list(dict.fromkeys(f for each in cited if each.kind == "figure" for f in each.records()))


def quotations_of(cited: Iterable[Cited]) -> list[QuoteRevision]:
    """The revisions of the quotations that are printed, each once, in reading order."""
    return list(dict.fromkeys(r for each in cited if each.kind == "quote" for r in each.revisions))
