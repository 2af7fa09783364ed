"""The panel as data, a page at a time, and whole as CSV and XLSX."""

from itertools import islice
from urllib.parse import urlencode

import django_filters
from django.core import signing
from rest_framework.response import Response
from rest_framework.views import APIView

from hospitals.filters import one_of
from hospitals.models import DisruptionFigure, Measure, Strike, Trust
from hospitals.panel import BY_STAFF_GROUP, NATURES, NO_FIGURE, NOTES, SCOPES, Panel
from lib.api import AsOf, BadParameters, absolute, chosen_fields, page_size
from lib.filters import StrictFilterSet
from lib.keyset import DAMAGED, FOREIGN, LONGEST_CURSOR
from lib.numbers import HOW_EXACT
from lib.openapi import CURSOR, filter_parameters, page_parameters, selection
from lib.shapes import (
    chosen,
    day,
    link,
    many,
    names_of,
    shape,
    text,
    value,
    whole,
)
from lib.shapes import (
    one_of as code,
)

from .files import CsvFile, XlsxFile
from .shapes import ASKED, CAVEAT, DAILY_ECHO, SOUTHAMPTON

SALT = "newsroom.panel.cells"
USUAL, MOST = 100, 500

Row = shape(
    "PanelRow",
    trust_code=text("The trust at the time.", "RHM"),
    trust=text("Its name at the time.", SOUTHAMPTON),
    successor_code=text("Who carries on today; several with a space between.", "RHM"),
    strike=text("Its slug.", "junior-doctors-11-15-april-2023"),
    strike_title=text("", "Junior doctors’ strike, 11–15 April 2023"),
    day=day("With per=day.", None, "2023-04-11"),
    period_start=day("", "2023-04-11"),
    period_end=day("", "2023-04-15"),
    measure=text("Its slug.", "rescheduled"),
    unit=text("", "appointments and procedures"),
    adds_over=code(Measure.Adds, "", "days_and_places"),
    on_strike=code([(name, name) for name in ("yes", "no", "not_known")], "", "yes"),
    value=value("Null where it is missing.", 1854, None, 0),
    how_exact=code(HOW_EXACT, "", "exact", "nearly", null=True),
    low=value("What the number may stand for, from here;", 1854, 1800),
    high=value("to here.", 1854, 2000),
    missing=code(
        [
            (name, name)
            for name in (
                "not_reported",
                "suppressed",
                "not_applicable",
                NO_FIGURE,
                BY_STAFF_GROUP,
            )
        ],
        "",
        None,
        NO_FIGURE,
        null=True,
    ),
    missing_below=whole("", None, 5, null=True),
    out_of=value("", None, 1854),
    nature=code(DisruptionFigure.Nature, "", "actual", null=True),
    scope=code([(name, name) for name in SCOPES], "", "acute", null=True),
    scope_note=text("", "", "without three trusts that sent no return", null=True),
    staff_group=text("", "resident-doctors", null=True),
    source=text("Who says so.", "NHS England", null=True),
    reported_by=text("", "Daily Echo", null=True),
    document_url=link("", DAILY_ECHO, null=True),
    locator=text("The page, cell or line.", None, "sheet “Trusts”, cell F112", null=True),
    caveat=text("", CAVEAT, null=True),
    revision=whole("", 1, null=True),
    figure=whole("Its id.", 28, null=True),
    other_figures=whole("Further public figures for the same row.", 0),
)
Page = shape(
    "PanelPage",
    next=link("", f"/api/v1/panel/?cursor={CURSOR}", null=True),
    previous=link("", None, f"/api/v1/panel/?cursor={CURSOR}", null=True),
    results=many(Row),
)


class PanelFilter(StrictFilterSet):
    """Read for its values: the panel itself does the narrowing."""

    per = django_filters.ChoiceFilter(
        choices=[("strike", "strike"), ("day", "day")], label="A row for each", method="kept"
    )
    nature = django_filters.ChoiceFilter(
        choices=[(name, name) for name in NATURES],
        label="What happened or what was expected",
        method="kept",
    )
    strike = one_of(Strike.objects.public(), "Strike", method="kept")
    measure = one_of(Measure.objects.all(), "What is counted", method="kept")
    trust = one_of(Trust.objects.public(), "Trust at the time", key="code", method="kept")

    class Meta:
        model = Strike
        fields = []

    def kept(self, queryset, name, value):
        return queryset


class WholePanel(PanelFilter):
    also_allowed = ()


class PanelView(AsOf, APIView):
    """One row for each trust, strike (or day) and measure: the figure to use, or why there is none.

    Every trust that was open on the strike’s first day has a row for each measure of which some
    trust has a public figure. So the rows of a measure can be compared, and added as far as
    `adds_over` allows, without counting anything twice.
    """

    summary = "Panel"
    responses = {"200": Page}
    filterset_class = PanelFilter
    allowed = ["page_size", "fields", "as_of"]
    asked = ASKED

    @property
    def parameters(self):
        return [
            *filter_parameters(PanelFilter),
            *page_parameters(MOST, USUAL),
            *selection(self),
        ]

    def also_allowed(self):
        return self.allowed

    def get_serializer_class(self):
        return Row

    def get(self, request):
        self.read(request)
        names = chosen_fields(request, names_of(Row))
        size = page_size(self.filterset.data, USUAL, MOST)
        cells, previous, following = self.page(size)
        return Response(
            {
                "next": self.page_url(following, backwards=False),
                "previous": self.page_url(previous, backwards=True),
                "results": [chosen(row, names) for row in self.panel.rows(cells)],
            }
        )

    def page(self, size):
        """(cells, the one with which the page before ends, the one after which the next starts)."""
        beyond, backwards = self.cursor()
        cells = list(islice(self.panel.cells(beyond, backwards=backwards), size + 1))
        if backwards and not cells:
            # What stood before is gone: the first page.
            beyond, backwards = None, False
            cells = list(islice(self.panel.cells(), size + 1))
        more, cells = len(cells) > size, cells[:size]
        if backwards:
            cells.reverse()
        has_previous, has_next = (more, True) if backwards else (bool(beyond), more)
        return cells, cells[0] if has_previous and cells else None, cells[-1] if has_next else None

    def read(self, request):
        self.filterset = self.filterset_class(
            request.query_params, Strike.objects.none(), also_allowed=self.also_allowed()
        )
        if self.filterset.form.errors:
            raise BadParameters(self.filterset.form.errors)
        asked = self.filterset.form.cleaned_data
        self.panel = Panel(
            self.at,
            per=asked["per"] or "strike",
            nature=asked["nature"] or "actual",
            strike=asked["strike"],
            measure=asked["measure"],
            trust=asked["trust"],
        )

    def scope(self):
        given = {**self.filterset.scope, "as_of": self.filterset.data.getlist("as_of")}
        return sorted([name, *values] for name, values in given.items() if any(values))

    def page_url(self, cell, *, backwards):
        """The page after the cell, or before it; None for no cell."""
        if cell is None:
            return None
        kept = [
            (name, each)
            for name, values in self.filterset.data.lists()
            for each in values
            if name != "cursor" and each
        ]
        # Without a time stamp: the same panel has the same addresses, and so the same ETag.
        content = [self.scope(), cell.key, int(backwards)]
        cursor = signing.Signer(salt=SALT).sign_object(content, compress=True)
        query = urlencode([*kept, ("cursor", cursor)])
        return absolute(self.request, f"{self.request.path}?{query}")

    def cursor(self):
        """(the key beyond which a page is asked for, whether backwards); (None, False) at first."""
        cursor = self.filterset.data.get("cursor")
        if not cursor:
            return None, False
        try:
            if len(cursor) > LONGEST_CURSOR:
                raise signing.BadSignature
            scope, key, backwards = signing.Signer(salt=SALT).unsign_object(cursor)
        except (signing.BadSignature, ValueError) as error:
            raise BadParameters({"cursor": [DAMAGED]}) from error
        if scope != self.scope():
            raise BadParameters({"cursor": [FOREIGN]})
        return tuple(key), bool(backwards)


class PanelFile(PanelView):
    """The whole panel as a file; narrowed by the same filters."""

    filterset_class = WholePanel
    allowed = ["as_of"]
    columns = names_of(Row)
    title = "Panel"
    notes = NOTES

    @property
    def parameters(self):
        return [*filter_parameters(self.filterset_class), *selection(self)]

    def get(self, request):
        self.read(request)
        return self.file(self.all_rows(), sum(1 for _ in islice(self.panel.cells(), self.most + 1)))

    def all_rows(self):
        cells = self.panel.cells()
        while page := list(islice(cells, MOST)):
            yield from self.panel.rows(page)


class PanelCsv(CsvFile, PanelFile):
    summary = "Panel as CSV"


class PanelXlsx(XlsxFile, PanelFile):
    summary = "Panel as XLSX"
