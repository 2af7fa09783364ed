"""What the files of the API do alike: one table whole, bounded, as CSV or XLSX."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from hospitals.exports import csv_lines, in_pieces, xlsx_file
from lib import parameters
from lib.api import StrictFilterBackend, absolute
from lib.numbers import format_number
from lib.one_at_a_time import Held, OneAtATime, Place
from lib.problems import BadParameters
from lib.words import day_at_time

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Rows that are made at a time, so that a file of any length takes the same memory.
PAGE = 1000
# A file takes a second or two of a core: several at once would take all of it from readers.
PLACE = OneAtATime(patience=60)


class AnotherFile(APIException):
    """Somebody else's file is being made; `wait` is when to come back, in seconds."""

    status_code, wait = 503, 5
    default_detail = (
        "Another file is being made, and there is one at a time. Please come back in "
        f"{wait} seconds."
    )


class CsvFilterBackend(StrictFilterBackend):
    """Describes the mark of the file as well."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        mark = {"type": "string", "enum": ["1", ""]}
        about = "1 for a byte order mark, by which Excel knows UTF-8."
        return [
            *super().get_schema_operation_parameters(view),
            parameters.parameter("bom", mark, about),
        ]


class File:
    """A view's rows as a file. The view gives `columns`, `title`, `notes`.

    One at a time in each process: another meets AnotherFile. The place is taken before the first
    question to the database, and left when the last piece is sent or the reader has gone.
    """

    columns: Sequence[str]
    title: str
    notes: Sequence[str]
    ending: str
    most: int
    place: Place | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        self.place = PLACE.enter()
        if self.place is None:
            raise AnotherFile

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = super().dispatch(request, *args, **kwargs)
            if self.place and response.streaming:
                response.streaming_content = Held(self.place, response.streaming_content)
                self.place = None
            return response
        finally:
            # Refused, or broken on the way: nobody will close anything.
            if self.place:
                self.place.leave()

    def file(self, rows: Iterable[Sequence[Any]], count: int) -> HttpResponseBase:
        """The response for `count` rows; BadParameters where there are more than fit."""
        if count > self.most:
            sentence = (
                f"These are more than {format_number(self.most)} rows: narrow them by trust, "
                "strike or measure, or walk the list page by page."
            )
            raise BadParameters({"": [sentence]})
        response = self.respond(rows)
        name = f"{self.title.lower()}-{localdate(self.at)}.{self.ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class CsvFile(File):
    ending, most = "csv", 50_000
    filter_backends = [CsvFilterBackend]

    def also_allowed(self) -> Sequence[str]:
        return [*super().also_allowed(), "bom"]

    def respond(self, rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
        given = self.request.query_params.get("bom", "")
        if given not in ("", "1"):
            raise BadParameters({"bom": ["“bom” is 1, or left out."]})
        pieces = in_pieces(csv_lines(self.columns, rows, bom=bool(given)))
        return StreamingHttpResponse(pieces, content_type=f"{CSV}; charset=utf-8; header=present")


class XlsxFile(File):
    ending, most = "xlsx", 20_000

    def respond(self, rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
        asked = absolute(self.request, self.request.get_full_path())
        about = [
            f"{self.title}, as public on {day_at_time(self.at)} (London).",
            asked,
            *self.notes,
        ]
        file = xlsx_file(self.columns, rows, title=self.title, notes=about)
        return FileResponse(file, content_type=XLSX)
