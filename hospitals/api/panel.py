"""The panel as data, a page at a time, and whole as CSV and XLSX."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.core import signing
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from hospitals.models import Measure, Setting, Strike
from hospitals.panel import NATURES, NOTES, Cell, Panel
from hospitals.panel_areas import AreaPanel
from hospitals.place_filters import by_trust
from lib import parameters
from lib.api import ReadOnly, StrictFilterBackend, absolute, chosen_fields, page_size
from lib.as_of import AsOf
from lib.columns import rows_of
from lib.filters import StrictFilterSet, one_of
from lib.keyset import DAMAGED, FOREIGN, LONGEST_CURSOR
from lib.openapi import answers
from lib.problems import BadParameters
from lib.serializers import names_of

from .examples import PARAMETERS
from .files import CSV, PAGE, XLSX, CsvFile, XlsxFile
from .serializers.panel import PanelRowSerializer

# Without a time stamp: the same panel has the same addresses, and so the same ETag.
SIGNER = signing.Signer(salt="newsroom.panel.cells")
USUAL, MOST = 100, 500


class PanelFilter(StrictFilterSet):
    """Read for its values: the panel itself does the narrowing."""

    per = django_filters.ChoiceFilter(
        choices=[("strike", "strike"), ("day", "day")], label="A row for each", method="kept"
    )
    of = django_filters.ChoiceFilter(
        choices=[("trust", "trusts"), ("area", "nations, regions and other areas")],
        label="Rows of",
        method="kept",
    )
    nature = django_filters.ChoiceFilter(
        choices=[(name, name) for name in NATURES],
        label="What happened or what was expected",
        method="kept",
    )
    strike = one_of(Strike.objects.public(), "Strike", method="kept")
    measure = one_of(Measure.objects.public(), "What is counted", method="kept")
    setting = one_of(Setting.objects.public(), "Kind of service", method="kept")
    trust = by_trust("Trust at the time", method="kept")

    class Meta:
        model = Strike
        fields = []

    def kept(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset


class WholePanel(PanelFilter):
    also_allowed = ()


class PanelPagination(BasePagination):
    """{next, previous, results}; a cursor names the cell beyond which a page starts."""

    def paginate_queryset(
        self, queryset: Panel, request: Request, view: Any = None
    ) -> Sequence[Cell]:
        self.request, self.filterset = request, view.filterset
        size = page_size(self.filterset.data, USUAL, MOST)
        beyond, backwards = self.cursor()
        cells = list(islice(queryset.cells(beyond, backwards=backwards), size + 1))
        if backwards and not cells:
            # What stood before is gone: the first page.
            beyond, backwards = None, False
            cells = list(islice(queryset.cells(), size + 1))
        more, cells = len(cells) > size, cells[:size]
        if backwards:
            cells.reverse()
        has_previous, has_next = (more, True) if backwards else (bool(beyond), more)
        self.before = cells[0] if has_previous and cells else None
        self.after = cells[-1] if has_next else None
        return cells

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self.page_url(self.after, backwards=False),
                "previous": self.page_url(self.before, backwards=True),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return parameters.page_schema(schema)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return parameters.of_pages(MOST, USUAL)

    def scope(self) -> list[list[str]]:
        given = {**self.filterset.scope, "as_of": self.filterset.data.getlist("as_of")}
        return sorted([name, *values] for name, values in given.items() if any(values))

    def page_url(self, cell: Cell | None, *, backwards: bool) -> str | None:
        """The page after the cell, or before it; None for no cell."""
        if cell is None:
            return None
        kept = [
            (name, each)
            for name, values in self.filterset.data.lists()
            for each in values
            if name != "cursor" and each
        ]
        cursor = SIGNER.sign_object([self.scope(), cell.key, int(backwards)], compress=True)
        query = urlencode([*kept, ("cursor", cursor)])
        return absolute(self.request, f"{self.request.path}?{query}")

    def cursor(self) -> tuple[tuple[str, ...] | None, bool]:
        """(the key beyond which a page is asked for, whether backwards); (None, False) at first."""
        cursor = self.filterset.data.get("cursor")
        if not cursor:
            return None, False
        try:
            if len(cursor) > LONGEST_CURSOR:
                raise signing.BadSignature
            scope, key, backwards = SIGNER.unsign_object(cursor)
        except (signing.BadSignature, ValueError) as error:
            raise BadParameters({"cursor": [DAMAGED]}) from error
        if scope != self.scope():
            raise BadParameters({"cursor": [FOREIGN]})
        return tuple(key), bool(backwards)


class PanelViewSet(ReadOnly, AsOf, GenericViewSet):
    """One row for each trust, strike (or day), measure and kind of service: figure, or why none.

    Every trust that was open on the strike’s first day has a row for each measure and kind of
    service of which some trust has a public figure. So the rows of one measure and kind of service
    can be compared, and added as far as `adds_over` allows, without counting anything twice. Kinds
    of service may overlap: all settings hold the acute hospitals.

    With `of=area` the rows are those of nations, regions and other areas: the number given for the
    whole of each, and beside it what the trusts in it come to, with how many of them have a number.
    """

    filter_backends = [StrictFilterBackend]
    filterset_class = PanelFilter
    pagination_class = PanelPagination
    serializer_class = PanelRowSerializer
    parameter_examples = PARAMETERS

    def also_allowed(self) -> Sequence[str]:
        return ["page_size", "fields", "as_of"]

    def panel(self) -> Panel:
        """The panel that is asked for."""
        # The filters are read for their values: of strikes they narrow none.
        self.filter_queryset(Strike.objects.none())
        form = self.filterset.form
        form.full_clean()
        asked = form.cleaned_data
        kind = AreaPanel if asked["of"] == "area" else Panel
        if kind is AreaPanel and asked["trust"]:
            raise BadParameters({"trust": ["Rows of areas have no trust: leave one of them out."]})
        return kind(
            self.at,
            per=asked["per"] or "strike",
            nature=asked["nature"] or "actual",
            strike=asked["strike"],
            measure=asked["measure"],
            setting=asked["setting"],
            trust=asked["trust"],
        )

    def list(self, request: Request) -> HttpResponseBase:
        panel = self.panel()
        cells = self.paginate_queryset(panel)
        names = chosen_fields(request, PanelRowSerializer)
        rows = self.get_serializer(panel.rows(cells), many=True, fields=names)
        return self.get_paginated_response(rows.data)


class PanelFile(PanelViewSet):
    """The whole panel as a file; narrowed by the same filters."""

    filterset_class = WholePanel
    pagination_class = None
    columns, title, notes = names_of(PanelRowSerializer), "Panel", NOTES

    def also_allowed(self) -> Sequence[str]:
        return ["as_of"]

    def list(self, request: Request) -> HttpResponseBase:
        panel = self.panel()
        count = sum(1 for _ in islice(panel.cells(), self.most + 1))
        return self.file(self.all_rows(panel), count)

    def all_rows(self, panel: Panel) -> Iterator[Sequence[Any]]:
        cells, record = panel.cells(), self.get_serializer()
        while page := list(islice(cells, PAGE)):
            yield from rows_of(record, self.columns, panel.rows(page))


@extend_schema(summary="Panel as CSV", responses=answers({("200", CSV): OpenApiTypes.STR}))
class PanelCsv(CsvFile, PanelFile):
    pass


@extend_schema(summary="Panel as XLSX", responses=answers({("200", XLSX): OpenApiTypes.BINARY}))
class PanelXlsx(XlsxFile, PanelFile):
    pass
