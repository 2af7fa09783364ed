"""Read the demo's data files. Every complaint names the file and the line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
HERE = Path(__file__).resolve().parent

Read = TypeVar("Read")
Day = date  # inside `Row`, `date` is one of its methods


class BadData(Exception):
    """A data file of the demo cannot be loaded; the message names the file and the place."""


class Row:
    """One line of a table: text by column, and readers that complain with the place."""

    def __init__(self, cells: dict[str, str], where: str) -> None:
        self.cells, self.where = cells, where

    def __getitem__(self, column: str) -> str:
        if column not in self.cells:
            raise BadData(f"{self.where}: there is no column “{column}”.")
        return self.cells[column]

    def same(self, *columns: str) -> dict[str, str]:
        """The text of these columns, which are called as the fields that take it."""
        return {column: self[column] for column in columns}

    def bad(self, message: str) -> BadData:
        return BadData(f"{self.where}: {message}")

    def list(self, column: str) -> list[str]:
        return [part.strip() for part in self[column].split(";") if part.strip()]

    def yes(self, column: str) -> bool:
        answers = {"yes": True, "no": False}
        if self[column] not in answers:
            raise self.bad(f"{column} is “{self[column]}”: write yes or no.")
        return answers[self[column]]

    def date(self, column: str) -> Day | None:
        """A date, or None where the cell is empty."""
        return self._read(column, read_day, "a date such as 2016-01-12, or “in 21 days”")

    def moment(self, column: str) -> datetime | None:
        """A time in London, or None where the cell is empty."""
        return self._read(column, read_moment, "a time such as 2016-01-12T08:00")

    def hour(self, column: str) -> time | None:
        return self._read(column, time.fromisoformat, "an hour such as 21:00")

    def decimal(self, column: str) -> Decimal | None:
        return self._read(column, Decimal, "a number such as 1854")

    def integer(self, column: str) -> int | None:
        return self._read(column, int, "a whole number such as 225")

    def _read(self, column: str, reader: Callable[[str], Read], right: str) -> Read | None:
        text = self[column]
        if not text:
            return None
        try:
            return reader(text)
        except (ValueError, InvalidOperation):
            raise self.bad(f"{column} is “{text}”: write {right}.") from None

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Turn a refusal by a model or a workflow function into one that names this line."""
        try:
            yield
        except ValidationError as refusal:
            raise self.bad(" ".join(refusal.messages)) from refusal
        except (PermissionDenied, IntegrityError) as refusal:
            raise self.bad(str(refusal)) from refusal


def read_day(text: str) -> Day:
    """A date; of an example that is always still to come, so many days after the loading."""
    ahead = re.fullmatch(r"in (\d+) days", text)
    if ahead:
        return timezone.localdate() + timedelta(days=int(ahead[1]))
    return date.fromisoformat(text)


def read_moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


def read_table(name: str, folder: Path = HERE / "facts") -> list[Row]:
    """The rows of a CSV file with a header, by its name without .csv."""
    path = Path(folder) / f"{name}.csv"
    place = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{place} cannot be read: {error}.") from error
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, None)
    if not header:
        raise BadData(f"{place} is empty: the first line names the columns.")
    rows = []
    for cells in reader:
        where = f"{place}, line {reader.line_num}"
        if len(cells) != len(header):
            raise BadData(f"{where}: {len(cells)} cells, but {len(header)} columns.")
        cells = [cell.strip() for cell in cells]
        rows.append(Row(dict(zip(header, cells, strict=True)), where))
    return rows
