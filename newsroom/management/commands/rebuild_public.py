"""Write what readers read anew from the records, or say where it differs from them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import articles.public
import hospitals.public
import hospitals.public_facts
from deeds import changed, deed
from deeds.generations import begin_epoch, lock

MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Write the public rows of figures, strikes, notices and stories anew. They are kept up to "
        "date by themselves: this is for a database that was restored, or written by hand."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail where a row is wrong."
        )
        parser.add_argument(
            "--new-epoch",
            action="store_true",
            help="After restoring a back-up: those who follow the changes are to begin again.",
        )

    def handle(self, *, check: bool, new_epoch: bool, **options: Any) -> None:
        with deed():
            if not check:
                # What is written from here on is worked out from what all deeds have committed.
                lock()
            records = [
                *hospitals.public.rebuild(check=check),
                *articles.public.rebuild(check=check),
            ]
            wrong = [f"{record._meta.verbose_name} {record.pk}" for record in records]
            wrong += map(str, hospitals.public_facts.rebuild(check=check))
            if new_epoch and not check:
                begin_epoch()
            if not check:
                changed()
        for name in wrong[:MOST_NAMED]:
            self.stdout.write(name)
        if len(wrong) > MOST_NAMED:
            self.stdout.write(f"and {len(wrong) - MOST_NAMED:,} more")
        if check and wrong:
            raise CommandError(
                f"The public rows of {len(wrong):,} records are not what they ought to be: "
                "run rebuild_public without --check."
            )
        self.stdout.write("All public rows are right." if not wrong else f"{len(wrong):,} mended.")
