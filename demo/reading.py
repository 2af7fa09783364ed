"""Read the demo's data files. Every complaint names the file and the line."""

import csv
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

LONDON = ZoneInfo("Europe/London")
HERE = Path(__file__).resolve().parent


class BadData(Exception):
    """A data file of the demo cannot be loaded; the message names the file and the place."""


class Row:
    """One line of a table: text by column, and readers that complain with the place."""

    def __init__(self, cells, where):
        self.cells, self.where = cells, where

    def __getitem__(self, column):
        if column not in self.cells:
            raise BadData(f"{self.where}: there is no column “{column}”.")
        return self.cells[column]

    def bad(self, message):
        return BadData(f"{self.where}: {message}")

    def list(self, column):
        return [part.strip() for part in self[column].split(";") if part.strip()]

    def yes(self, column):
        answers = {"yes": True, "no": False}
        if self[column] not in answers:
            raise self.bad(f"{column} is “{self[column]}”: write yes or no.")
        return answers[self[column]]

    def date(self, column):
        """A date, or None where the cell is empty."""
        return self._read(column, date.fromisoformat, "a date such as 2016-01-12")

    def moment(self, column):
        """A time in London, or None where the cell is empty."""
        return self._read(column, read_moment, "a time such as 2016-01-12T08:00")

    def decimal(self, column):
        return self._read(column, Decimal, "a number such as 1854")

    def integer(self, column):
        return self._read(column, int, "a whole number such as 225")

    def _read(self, column, reader, right):
        text = self[column]
        if not text:
            return None
        try:
            return reader(text)
        except (ValueError, InvalidOperation):
            raise self.bad(f"{column} is “{text}”: write {right}.") from None

    @contextmanager
    def blamed(self):
        """Turn a refusal by a model or a workflow function into one that names this line."""
        try:
            yield
        except ValidationError as refusal:
            raise self.bad(" ".join(refusal.messages)) from refusal
        except (PermissionDenied, IntegrityError) as refusal:
            raise self.bad(str(refusal)) from refusal


def read_moment(text):
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment


def at(day, hour, minute=0):
    """A time of day in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


def read_table(name, folder=HERE / "facts"):
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
