"""The list of figures whole, as CSV and XLSX: the same filters, one flat row for each figure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from hospitals.models import PublicFigure
from hospitals.models.public import PublicFigureQuerySet
from hospitals.panel import bounds, successors_now
from hospitals.presenters.figures import preferred_ids, said_in
from hospitals.presenters.flat import FlatFigure, as_columns, flat_figures
from hospitals.presenters.reference import covered
from lib.columns import rows_of
from lib.keyset import Keyset
from lib.openapi import answers

from .figures import FigureViewSet
from .files import CSV, PAGE, XLSX, CsvFile, XlsxFile
from .filters import FigureDataFilter
from .records import FigureRecord
from .serializers.figures import FigureRowSerializer

# Each column is named after the way to its field in the record, with lines for dots. What a number
# may stand for and who carries on today are here alone.
PATHS = [
    "id",
    "uuid",
    "sentence",
    "subject.kind",
    "subject.key",
    "subject.name",
    "trust.code",
    "trust.name",
    "successor_code",
    "region.slug",
    "measure.slug",
    "measure.unit",
    "strike.slug",
    "dispute.slug",
    "covers.slug",
    "staff_group.slug",
    "setting.slug",
    "service.slug",
    "counted_note",
    "compared_with",
    "nature",
    "basis",
    "period_start",
    "period_end",
    "value",
    "change",
    "change_in",
    "how_exact",
    "low",
    "high",
    "upper",
    "rounded_to",
    "out_of",
    "out_of_what",
    "rate",
    "missing",
    "missing_below",
    "returns_received",
    "returns_expected",
    "said_by.slug",
    "said_by.name",
    "said_by.role",
    "said_with.slug",
    "said_on",
    "via.slug",
    "via.name",
    "reported_by.slug",
    "reported_by.name",
    "evidence.title",
    "evidence.published_on",
    "evidence.document_url",
    "evidence.locator",
    "evidence.words",
    "evidence.licence.name",
    "evidence.licence.text_url",
    "evidence.licence.attribution",
    "caveats",
    "disputed.note",
    "preferred",
    "revision",
    "checked_on",
    "released_at",
    "url",
    "page",
]
COLUMNS = {path.replace(".", "_"): path for path in PATHS}
NOTES = [
    "One row for each public figure that stands. Rivals stand side by side: “preferred” is the one "
    "to use. Totals and their parts are both here, so rows may not simply be added: the panel is "
    "made for that.",
    "A missing number is empty and “missing” says why; it is never zero, and zero is a number.",
    "“low” and “high” are what the number may stand for. An empty one is open.",
    "“trust_code” is the trust at the time; “successor_code” who carries on today, several with a "
    "space between.",
    "“said_by_name” is who says so; of somebody unattributable it is the description agreed.",
]


class WholeList(FigureDataFilter):
    also_allowed = ()


@dataclass(frozen=True)
class FileRecord(FigureRecord):
    """A flat figure, with what its row tells beside the record."""

    successors: Sequence[str] = ()

    @property
    def successor_code(self) -> str:
        return " ".join(self.successors)

    @cached_property
    def bounds(self) -> tuple[int | float | None, int | float | None]:
        return bounds(self.revision)

    @property
    def low(self) -> int | float | None:
        return self.bounds[0]

    @property
    def high(self) -> int | float | None:
        return self.bounds[1]


class FigureFile(FigureViewSet):
    """The figures of a list, whole."""

    filterset_class = WholeList
    pagination_class = None
    columns, title, notes = list(COLUMNS), "Figures", NOTES

    def also_allowed(self) -> Sequence[str]:
        return ["as_of", "ordering"]

    def get_queryset(self) -> PublicFigureQuerySet:
        return as_columns(PublicFigure.objects.live(self.at).standing())

    def list(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        found = self.filter_queryset(self.get_queryset())
        # Asked before the first line is sent, while a refusal can still be said.
        order, successors = self.order(self.filterset.data), successors_now()
        too_many = self.filterset.qs.order_by()[self.most : self.most + 1].exists()
        return self.file(self.all_rows(found, order, successors), self.most + 1 if too_many else 0)

    def all_rows(
        self, found: Any, order: Keyset, successors: Mapping[str, Sequence[str]]
    ) -> Iterator[Sequence[Any]]:
        record = FigureRowSerializer(context=self.get_serializer_context())
        cursor = None
        while True:
            page = order.page(found, PAGE, cursor)
            records = list(self.records(flat_figures(page.rows), successors))
            yield from rows_of(record, PATHS, records)
            cursor = page.next_cursor
            if cursor is None:
                return

    def records(
        self, figures: Sequence[FlatFigure], successors: Mapping[str, Sequence[str]]
    ) -> Iterator[FileRecord]:
        preferred, several = preferred_ids(figures, self.at), covered(figures)
        # Many figures share a document: who says so is worked out once for each day.
        said = cache(said_in)
        for figure in figures:
            code = figure.trust_at_time and figure.trust_at_time.code
            yield FileRecord(
                figure,
                figure.shown,
                said=said(figure.shown.evidence, figure.ends),
                preferred=figure.pk in preferred,
                covers=several.get(figure.pk, []),
                successors=successors.get(code, [code]) if code else (),
            )


@extend_schema(summary="Figures as CSV", responses=answers({("200", CSV): OpenApiTypes.STR}))
class FigureCsv(CsvFile, FigureFile):
    pass


@extend_schema(summary="Figures as XLSX", responses=answers({("200", XLSX): OpenApiTypes.BINARY}))
class FigureXlsx(XlsxFile, FigureFile):
    pass
