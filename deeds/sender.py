"""One thread of a web process that delivers what the outbox holds, so that a small site needs no
second program.

It waits most of the time: it is rung when something was put in this process, and looks every few
seconds for what others have put or left. It is never started by tests, commands or migrations.
"""

from __future__ import annotations

import atexit
import logging
import threading
from typing import Any

from django.conf import settings
from django.core.signals import request_started
from django.db import Error, close_old_connections, connections

from .outbox import listen

logger = logging.getLogger(__name__)

LOOKS_EVERY = 5.0
# What is being sent when the process ends may be sent to its end.
PATIENCE = 10.0


class Sender(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="outbox", daemon=True)
        self.bell = threading.Event()
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            self.look()
            self.bell.wait(LOOKS_EVERY)
            self.bell.clear()
        connections.close_all()

    def look(self) -> None:
        # Not above: the site names this module before there are models.
        from .delivering import deliver_due

        close_old_connections()
        try:
            deliver_due(self.over.is_set)
        except Error as error:
            # The database is away, full or busy: in a moment it may not be.
            logger.warning("The outbox cannot be read: %s", str(error).partition("\n")[0])
            connections.close_all()
        except Exception:
            logger.exception("The outbox could not be delivered")

    def stop(self) -> None:
        """No further item is begun; the one that is being sent has ten seconds."""
        self.over.set()
        self.bell.set()
        self.join(PATIENCE)


_sender: Sender | None = None
_starting = threading.Lock()


def start(**kwargs: Any) -> None:
    """Once in a process, whoever calls first."""
    global _sender
    with _starting:
        if _sender is not None:
            return
        _sender = Sender()
    request_started.disconnect(dispatch_uid="deeds.sender")
    listen(_sender.bell.set)
    atexit.register(_sender.stop)
    _sender.start()


def start_with_the_site() -> None:
    """With the first request of each process: a server that loads the site once and then forks
    would leave a thread behind. Called where the site is served; NEWSROOM_DELIVER says whether."""
    if settings.DELIVER:
        request_started.connect(start, dispatch_uid="deeds.sender")
