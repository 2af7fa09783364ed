"""The list of figures whole, as CSV and XLSX: the same filters, one flat row for each figure."""

from hospitals.filters import FigureFilter
from hospitals.panel import bounds, successors_now
from lib.openapi import filter_parameters, selection

from .figures import FigureViewSet
from .files import CsvFile, XlsxFile

COLUMNS = [
    "id",
    "uuid",
    "sentence",
    "place_kind",
    "place_key",
    "place",
    "trust_code",
    "trust",
    "successor_code",
    "region",
    "measure",
    "unit",
    "strike",
    "covers",
    "staff_group",
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
    "source",
    "source_role",
    "reported_by",
    "said_on",
    "document",
    "document_url",
    "locator",
    "words",
    "caveat",
    "disputed",
    "preferred",
    "revision",
    "checked_on",
    "released_at",
    "url",
    "page",
]
NOTES = [
    "One row for each public figure that stands. Rivals stand side by side: “preferred” is the one "
    "to use. Totals and their parts are both here, so rows may not simply be added: the panel is "
    "made for that.",
    "A missing number is empty and “missing” says why; it is never zero, and zero is a number.",
    "“low” and “high” are what the number may stand for. An empty one is open.",
    "“trust_code” is the trust at the time; “successor_code” who carries on today, several with a "
    "space between.",
    "“source” is who says so; of somebody unattributable it is the description agreed.",
]
PAGE = 500


class WholeList(FigureFilter):
    also_allowed = ()


class FigureFile(FigureViewSet):
    """The figures of a list, whole."""

    filterset_class = WholeList
    columns, title, notes = COLUMNS, "Figures", NOTES

    @property
    def parameters(self):
        kept = [each for each in selection(self) if each.name in ("ordering", "as_of")]
        return [*filter_parameters(self.filterset_class), *kept]

    def also_allowed(self):
        return ["as_of", "ordering"]

    def list(self, request, **kwargs):
        found = self.filter_queryset(self.get_queryset())
        # Asked before the first line is sent, while a refusal can still be said.
        order = self.order(self.filterset.data)
        self.successors = successors_now()
        too_many = self.filterset.qs.order_by()[self.most : self.most + 1].exists()
        most = self.most + 1 if too_many else 0
        return self.file(self.all_rows(found, order), most)

    def all_rows(self, found, order):
        """A page of the list at a time, so that a file of any length takes the same memory."""
        cursor = None
        while True:
            page = order.page(found, PAGE, cursor)
            yield from map(self.flat, self.present(page.rows, detail=False))
            cursor = page.next_cursor
            if cursor is None:
                return

    def value(self, figure, revision):
        low, high = bounds(revision)
        return {**super().value(figure, revision), "low": low, "high": high}

    def flat(self, row):
        document, trust = row["evidence"] or {}, row["trust"] or {}
        code = trust.get("code")
        nested = {
            "place_kind": row["subject"]["kind"],
            "place_key": row["subject"]["key"],
            "place": row["subject"]["name"],
            "trust_code": code,
            "trust": trust.get("name"),
            "successor_code": code and " ".join(self.successors.get(code, [code])),
            "region": row["region"] and row["region"]["slug"],
            "measure": row["measure"]["slug"],
            "unit": row["measure"]["unit"],
            "strike": row["strike"] and row["strike"]["slug"],
            "covers": " ".join(strike["slug"] for strike in row["covers"]),
            "staff_group": row["staff_group"] and row["staff_group"]["slug"],
            "uuid": str(row["uuid"]),
            "source": row["said_by"]["name"],
            "source_role": row["said_by"]["role"],
            "document": document.get("title"),
            "document_url": document.get("document_url"),
            "locator": document.get("locator"),
            "words": document.get("words"),
            "caveat": " ".join(row["caveats"]),
            "disputed": row["disputed"] and row["disputed"]["note"],
        }
        return {**row, **nested}


class FigureCsv(CsvFile, FigureFile):
    summary = "Figures as CSV"


class FigureXlsx(XlsxFile, FigureFile):
    summary = "Figures as XLSX"
