"""`manage.py deliver --stay` in a process of its own that may be killed; its lease is short.

python -m tests.deeds.deliverer SECONDS
"""

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
    call_command("deliver", stay=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
