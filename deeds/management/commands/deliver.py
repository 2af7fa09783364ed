"""Send and make what the outbox holds."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connections

from deeds.delivering import Delivered, deliver_due

LOOKS_EVERY = 2.0


class Command(BaseCommand):
    help = (
        "Do what deeds left to be done: mails, the smaller copies of pictures. The site does it by "
        "itself unless NEWSROOM_DELIVER is off. Any number may run at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stay", action="store_true", help="Go on until somebody says stop (SIGTERM, Ctrl-C)."
        )

    def handle(self, *, stay: bool, **options: Any) -> None:
        if not stay:
            self.tell(deliver_due())
            return
        over = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *args: over.set())
        while not over.is_set():
            close_old_connections()
            try:
                told = deliver_due(over.is_set)
            except Error as error:
                self.stderr.write(f"The outbox cannot be read: {error}")
                connections.close_all()
            else:
                if told != Delivered():
                    self.tell(told)
            over.wait(LOOKS_EVERY)

    def tell(self, told: Delivered) -> None:
        self.stdout.write(
            f"{told.done} done, {told.later} to be tried again, {told.failed} could not be sent."
        )
