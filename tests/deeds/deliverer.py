"""`manage.py deliver --stay` in processes of their own that may be killed, with a lease of SECONDS.

python -m tests.deeds.deliverer SECONDS

Each line it reads begins another, whose number it prints. They are forks of one that has loaded
the site, as gunicorn's are: to load it takes longer than to send many a mail.
"""

import os
import signal
import sys
from datetime import timedelta

import django
from django.core.management import call_command


def main(seconds):
    django.setup()
    from deeds import delivering, outbox
    from deeds.management.commands import deliver
    from lib.mail import send

    def note(payload):
        key = f"note:{payload['n']}"
        send(to="robin@example.org", subject="A note", body="It waits.", key=key)

    outbox.register("note", note, lambda payloads: ["a note" for _ in payloads])
    delivering.LEASE = timedelta(seconds=seconds)
    deliver.LOOKS_EVERY = min(deliver.LOOKS_EVERY, seconds / 5)
    # Nobody waits for those that are killed.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    begun = []
    for _ in sys.stdin:
        begun.append(os.fork())
        if begun[-1] == 0:
            sys.stdout = sys.stderr
            call_command("deliver", stay=True)
            os._exit(0)
        print(begun[-1], flush=True)
    # The test is over, or was ended itself.
    for pid in begun[-1:]:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main(float(sys.argv[1]))
