"""A file with the columns address, day, reads, as an outside count of readers gives it. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lib.written_dates import Unread, read_one_day

COLUMNS = ["address", "day", "reads"]
MOST_READS = 2_000_000_000


@dataclass(frozen=True)
class Row:
    line: int
    address: str
    day: date
    reads: int


class WrongLines(ValueError):
    """`sentences` say what is wrong, each with the number of its line."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_table(lines: Iterable[str], today: date) -> list[Row]:
    """All rows. Raises WrongLines, with all that is wrong."""
    reader = csv.reader(lines)
    header = [name.strip().lower().lstrip("\ufeff") for name in next(reader, [])]
    if header != COLUMNS:
        raise WrongLines([f"Line 1: the columns are {', '.join(COLUMNS)}, in this order."])
    rows, wrong = [], []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            rows.append(row_of(reader.line_num, [cell.strip() for cell in cells], today))
        except ValueError as error:
            wrong.append(f"Line {reader.line_num}: {error}")
    if wrong:
        raise WrongLines(wrong)
    return rows


def row_of(line: int, cells: list[str], today: date) -> Row:
    """Raises ValueError with a sentence."""
    if len(cells) != len(COLUMNS):
        raise ValueError(f"it has {len(cells)} columns, not {len(COLUMNS)}.")
    address, day, reads = cells
    if not address:
        raise ValueError("it names no address.")
    try:
        on = read_one_day(day, today)
    except Unread:
        raise ValueError(f"“{day}” is not a day: write it like 2026-11-27.") from None
    if on > today:
        raise ValueError(f"“{day}” has not come yet.")
    plain = reads.replace(",", "")
    if not plain.isascii() or not plain.isdecimal() or int(plain) > MOST_READS:
        raise ValueError(f"“{reads}” is not a number of reads.")
    return Row(line, address, on, int(plain))
