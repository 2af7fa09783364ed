"""Count in access logs how often each page was read."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.reach.counting import Counted, count_log
from lib.refusals import Refused


class Command(BaseCommand):
    help = (
        "Count how often each page was read, in access logs in the common or the combined format, "
        "compressed with gzip or not. A log may be given again, under any name: only what has come "
        "to it is counted. Pages are counted, and nothing is kept of who read them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--server", default="", help="Whose logs these are, where several servers write some."
        )

    def handle(self, *, files: list[Path], server: str, **options: Any) -> None:
        for file in files:
            try:
                counted = count_log(file, server)
            except (OSError, EOFError) as error:
                reason = getattr(error, "strerror", None) or "it is broken off"
                raise CommandError(f"{file} cannot be read: {reason}.") from error
            except Refused as refusal:
                raise CommandError(f"{file}: {refusal.messages[0]}") from refusal
            for sentence in told(file, counted):
                self.stdout.write(sentence)


def told(file: Path, counted: Counted) -> list[str]:
    if not counted.lines:
        return [f"{file}: nothing new."]
    sentences = [
        f"{file}: {counted.reads:,} reads in {counted.lines:,} new lines, without "
        f"{counted.robots:,} of robots."
    ]
    if counted.wrong:
        more = counted.unread - len(counted.wrong)
        lines = ", ".join(map(str, counted.wrong)) + (f" and {more:,} more" if more else "")
        sentences.append(f"{file}: no line of an access log, passed over: {lines}.")
    if counted.without_program:
        sentences.append(
            f"{file}: it does not say which program asked, so robots are counted as readers. Use "
            "the combined format."
        )
    return sentences
