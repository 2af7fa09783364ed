"""Read a text and say what is right, wrong and unknown in it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.copycheck import gathering
from articles.copycheck.records import Records, from_json
from articles.copycheck.report import page, report
from hospitals.names_in_copy import registry
from lib.reading.reader import read


class Command(BaseCommand):
    help = "Hold the quotations and numbers of a text against our records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Plain text, one paragraph a line.")
        parser.add_argument(
            "--records", type=Path, help="A JSON file of quotations and figures, instead of ours."
        )
        parser.add_argument("--json", action="store_true", help="The report for programs.")

    def handle(self, *, file: Path, records: Path | None, json: bool, **options: Any) -> None:
        text = words_of(file)
        known = registry()
        held = from_file(records) if records else gathering.records_for(read(text, known))
        found = report(text, held, known)
        self.stdout.write(as_json(found) if json else page(text, found))


def words_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not plain text in UTF-8. Save it as such.") from error


def from_file(file: Path) -> Records:
    try:
        data = json.loads(words_of(file))
        if not isinstance(data, dict):
            raise ValueError("Records are an object with “quotes” and “figures”.")
        return from_json(data)
    except ValueError as error:
        raise CommandError(f"{file}: {error}") from error


def as_json(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)
