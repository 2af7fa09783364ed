"""How gunicorn serves Newsroom, which reads this by itself. The command line and
GUNICORN_CMD_ARGS win over it.

Each thread may hold a database connection: keep workers × threads below what PostgreSQL allows.
"""

import gc
import sys
from typing import Any

workers = 2
threads = 32
# Loaded once and then shared: a worker starts in no time, and takes half of the memory. Nothing is
# opened while loading, no connection and no thread. New code wants a restart, and not a HUP.
preload_app = True
# A socket through which the running server takes orders: nothing here needs one.
control_socket_disable = True


# A thread that works hands over to one that waits after this many seconds. A reader's page waits
# several times on its way, and each time as long as that: with Python's usual five thousandths, a
# file that somebody fetches made every page of the process four times as slow.
SWITCH_INTERVAL = 0.0005


def when_ready(server: Any) -> None:
    # What is loaded stays: were it searched for garbage, each worker would get a copy of its own,
    # and all its threads would wait for the search.
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    from django.conf import settings

    from deeds import sender
    from newsroom import logins

    sys.setswitchinterval(SWITCH_INTERVAL)
    logins.may_hold(worker.cfg.threads)
    # What was left lying is not to wait for the first reader.
    if settings.DELIVER:
        sender.start()
