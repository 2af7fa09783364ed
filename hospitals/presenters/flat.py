"""Many figures at once, of columns alone: for files, the panel and pages of hundreds.

A record of the database for each figure, its value and each of its sources costs several times
what is then said of them. Here one question brings the columns of figures and values, and one more
the documents that they share. What these say of themselves, a number in words, a name of that day,
is what the records say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.models.public import PublicFigureQuerySet

from .provenance import with_evidence, with_roles
from .reference import with_names

FIGURE = [
    *(
        "id",
        "uuid",
        "area_id",
        "trust_id",
        "hospital_id",
        "measure_id",
        "strike_id",
        "event_id",
        "dispute_id",
    ),
    *(
        "setting_id",
        "service_id",
        "staff_group_id",
        "source_id",
        "trust_at_time_id",
        "region_at_time_id",
    ),
    *("counted_note", "compared_with", "change_in_percent", "nature", "basis"),
    *("period_start", "period_end"),
    *("released_at", "disputed_on", "disputed_note", "preferred"),
]
REVISION = [
    *(
        "id",
        "number",
        "value",
        "upper",
        "how_exact",
        "change",
        "rounded_to",
        "out_of",
        "out_of_what",
    ),
    *("missing", "missing_below", "returns_received", "returns_expected"),
    *("evidence_id", "locator", "words", "public_caveat", "checked_at", "public_from"),
]
OF_FIGURE = [f"figure__{name}" for name in FIGURE]
OF_REVISION = [f"revision__{name}" for name in REVISION]
figure_of, revision_of = itemgetter(*OF_FIGURE), itemgetter(*OF_REVISION)
# By these lists are sorted, and pages of them begin.
SORTED_BY = ["figure_id", "period_end", "value"]


class FlatRevision:
    """A value that readers see, with `evidence` as a record, which others may share."""

    say, rate = FigureRevision.say, FigureRevision.rate
    is_exact = FigureRevision.is_exact

    def __init__(self, figure: FlatFigure, row: Mapping[str, Any]) -> None:
        self.__dict__.update(zip(REVISION, revision_of(row), strict=True))
        self.figure = figure

    def get_missing_display(self) -> str:
        return FigureRevision.Missing(self.missing).label


class FlatFigure:
    """A figure, and as `shown` the value that readers see."""

    Nature, Basis = DisruptionFigure.Nature, DisruptionFigure.Basis
    subject, subject_name = DisruptionFigure.subject, DisruptionFigure.subject_name
    ends, period_words = DisruptionFigure.ends, DisruptionFigure.period_words
    number_kind, change_in = DisruptionFigure.number_kind, DisruptionFigure.change_in
    get_absolute_url = DisruptionFigure.get_absolute_url
    # Those taken back are in none of these lists.
    withdrawn_at = None

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.__dict__.update(zip(FIGURE, figure_of(row), strict=True))
        self.pk = self.id
        self.shown = FlatRevision(self, row)

    def get_nature_display(self) -> str:
        return self.Nature(self.nature).label


def as_columns(public: PublicFigureQuerySet) -> PublicFigureQuerySet:
    """The rows of `PublicFigure.objects.live(at).standing()…`, for `flat_figures`."""
    return public.values(*SORTED_BY, *OF_FIGURE, *OF_REVISION)


def flat_figures(rows: Iterable[Mapping[str, Any]]) -> list[FlatFigure]:
    """The figures of rows that came `as_columns`, in their order. Two queries."""
    figures = bare_figures(rows)
    with_roles(with_evidence(figure.shown for figure in figures))
    return figures


def bare_figures(rows: Iterable[Mapping[str, Any]]) -> list[FlatFigure]:
    """The same, of which the page asks `with_evidence` itself."""
    return with_names([FlatFigure(row) for row in rows])
