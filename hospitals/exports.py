"""Tables as files: CSV that spreadsheets may open safely, and XLSX with a sheet of notes."""

from __future__ import annotations

import csv
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import Cell

# What a spreadsheet would take for a formula, and what hides one. Some read ＝ and ＠ as = and @:
# what is looked at is the text in its plain letters.
FORMULA = re.compile(r"^[\s\u200b\ufeff]*[=+\-@\t\r]")
# What no formula begins with, however it is spelt; and what is no text.
PLAIN = frozenset(string.ascii_letters + string.digits)
NUMBERS = frozenset([int, float, type(None)])
# XLSX holds no control characters but tab and line ends.
UNHEARD_OF = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BOM = "\ufeff"
# Each piece is sent by itself: lines one by one would cost more than making them.
PIECE = 32 * 1024


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool = False
) -> Iterator[str]:
    """Lines of a CSV file with one header row; None is an empty cell."""
    writer = csv.writer(Echo())
    yield (BOM if bom else "") + writer.writerow(columns)
    for row in rows:
        # A file has half a million cells: what nearly all of them are is seen to here.
        cells = [
            each
            if type(each) in NUMBERS or (type(each) is str and each[:1] in PLAIN)
            else harmless(each)
            for each in row
        ]
        yield writer.writerow(cells)


def in_pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """The same text in UTF-8, some hundred lines at a time."""
    waiting, size = [], 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def harmless(value: Any) -> Any:
    """A text that starts like a formula gets an apostrophe, which spreadsheets take for text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and FORMULA.match(unicodedata.normalize("NFKC", value)):
        return f"'{value}"
    return value


def xlsx_file(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str, notes: Iterable[str]
) -> BytesIO:
    """A file in memory: a sheet of rows under one header row, and a sheet of notes."""
    # Imported where it is used, as it is a tenth of the time that the whole site takes to start.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([bold(sheet, name) for name in columns])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    said = book.create_sheet("Notes")
    said.column_dimensions["A"].width = 110
    for note in notes:
        said.append([cell(said, note)])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def bold(sheet: Any, text: str) -> Cell:
    from openpyxl.styles import Font

    made = cell(sheet, text)
    made.font = Font(bold=True)
    return made


def cell(sheet: Any, value: Any) -> Cell:
    """A cell of the value; a text stays a text, whatever it starts with."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, bool):
        value = "yes" if value else "no"
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    made = WriteOnlyCell(sheet, UNHEARD_OF.sub("", value))
    made.data_type = "s"
    return made
