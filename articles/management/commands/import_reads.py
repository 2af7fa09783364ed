"""Take how often each page was read from an outside count."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.reach.counting import report
from articles.reach.tables import WrongLines, read_table

MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Take the reads of pages from a CSV file with the columns address, day, reads. What it "
        "says of a page and a day stands in place of what was counted in logs, or imported before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                rows = read_table(lines, timezone.localdate())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not a CSV file in UTF-8. Save it as such.") from error
        except WrongLines as wrong:
            raise CommandError(said(wrong)) from wrong
        taken = report(rows)
        passed = len(rows) - taken
        self.stdout.write(
            f"{taken:,} lines taken."
            + (f" {passed:,} are of no page that is counted." if passed else "")
        )


def said(wrong: WrongLines) -> str:
    named = wrong.sentences[:MOST_NAMED]
    more = len(wrong.sentences) - len(named)
    if more:
        named.append(f"And {more:,} more.")
    return "\n".join(["Nothing was taken.", *named])
