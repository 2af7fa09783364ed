"""The list of figures whole, as CSV and XLSX: the same filters, one flat row for each figure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from hospitals.filters import FigureFilter
from hospitals.panel import bounds, successors_now
from lib.keyset import Keyset
from lib.openapi import answers

from .figures import FigureViewSet
from .files import CSV, XLSX, CsvFile, XlsxFile, at_path
from .serializers.figures import FigureSerializer

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
    "covers.slug",
    "staff_group.slug",
    "scope",
    "scope_note",
    "nature",
    "basis",
    "period_start",
    "period_end",
    "value",
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
    "said_on",
    "reported_by.slug",
    "reported_by.name",
    "evidence.title",
    "evidence.document_url",
    "evidence.locator",
    "evidence.words",
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
PAGE = 500


class WholeList(FigureFilter):
    also_allowed = ()


class FigureFile(FigureViewSet):
    """The figures of a list, whole."""

    filterset_class = WholeList
    pagination_class = None
    columns, title, notes = list(COLUMNS), "Figures", NOTES

    def also_allowed(self) -> Sequence[str]:
        return ["as_of", "ordering"]

    def list(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        found = self.filter_queryset(self.get_queryset())
        # Asked before the first line is sent, while a refusal can still be said.
        order, successors = self.order(self.filterset.data), successors_now()
        too_many = self.filterset.qs.order_by()[self.most : self.most + 1].exists()
        return self.file(self.all_rows(found, order, successors), self.most + 1 if too_many else 0)

    def all_rows(
        self, found: Any, order: Keyset, successors: Mapping[str, Sequence[str]]
    ) -> Iterator[dict[str, Any]]:
        """A page of the list at a time, so that a file of any length takes the same memory."""
        cursor = None
        while True:
            page = order.page(found, PAGE, cursor)
            records = self.present(page.rows)
            told = FigureSerializer(records, many=True, context=self.get_serializer_context()).data
            for record, data in zip(records, told, strict=True):
                low, high = bounds(record.revision)
                code = record.trust and record.trust.record.code
                after = code and " ".join(successors.get(code, [code]))
                data |= {"low": low, "high": high, "successor_code": after}
                yield {column: at_path(data, path) for column, path in COLUMNS.items()}
            cursor = page.next_cursor
            if cursor is None:
                return


@extend_schema(summary="Figures as CSV", responses=answers({("200", CSV): OpenApiTypes.STR}))
class FigureCsv(CsvFile, FigureFile):
    pass


@extend_schema(summary="Figures as XLSX", responses=answers({("200", XLSX): OpenApiTypes.BINARY}))
class FigureXlsx(XlsxFile, FigureFile):
    pass
