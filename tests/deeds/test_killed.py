"""A sender that is killed at any moment loses nothing, and leaves nothing lying.

NEWSROOM_KILLS=200 kills it so often; NEWSROOM_LEASE=30 leaves it the lease that it has.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from deeds import outbox
from deeds.models import OutboxItem
from lib.mail import message_id

from .post_office import PostOffice

KILLS = int(os.environ.get("NEWSROOM_KILLS", "10"))
LEASE = float(os.environ.get("NEWSROOM_LEASE", "2"))
# So many wait for each that is killed: were more asked for than can be sent, they would wait for
# that alone.
WAITING = 3
LONGEST = 120

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post_office():
    with PostOffice() as office:
        yield office
        office.shutdown()


@pytest.fixture
def begin(post_office):
    """Starts a sender in a process of its own, and says its number; the last ends with the test."""
    name, options = connection.settings_dict["NAME"], connection.settings_dict
    here = f"{options['USER']}:{options['PASSWORD']}@{options['HOST']}:{options['PORT']}"
    url = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"postgres://{here}/{name}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": url,
        "NEWSROOM_EMAIL_HOST": "127.0.0.1",
        "NEWSROOM_EMAIL_PORT": str(post_office.port),
        "NEWSROOM_EMAIL_SECURITY": "none",
        "NEWSROOM_EMAIL_FROM": "desk@example.org",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.deeds.deliverer", str(LEASE)],
        env=environment,
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def start():
        process.stdin.write("\n")
        process.stdin.flush()
        return int(process.stdout.readline())

    with process:
        yield start


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), seconds=60)


def wait_until(so, seconds):
    over = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < over
        time.sleep(0.02)


def test_killed_again_and_again_it_loses_nothing(monkeypatch, post_office, begin):
    monkeypatch.setitem(outbox._kinds, "note", outbox.Kind(print, print))
    chance, asked = random.Random(12), []
    for _ in range(KILLS):
        for _ in range(WAITING - OutboxItem.objects.due().count()):
            number = len(asked)
            outbox.put("note", key=f"note:{number}", payload={"n": number})
            asked.append(time.monotonic())
        before = post_office.given.total()
        pid = begin()
        # Killed in the middle of one of several; or whenever, perhaps before it has begun.
        if chance.random() < 0.75:
            wait_until(lambda before=before: post_office.given.total() > before, seconds=60)
            time.sleep(chance.uniform(0, 0.1))
        else:
            time.sleep(chance.uniform(0, 2))
        kill(pid)
    killed_at = time.monotonic()
    begin()
    left = OutboxItem.objects.exclude(state="done")
    # What the last one had is taken up when its lease is over: so long after, nothing lies there.
    wait_until(lambda: not left.exists(), seconds=60 + LEASE)
    emptied = time.monotonic() - killed_at
    mails = [message_id(f"note:{number}") for number in range(len(asked))]
    lost = [mail for mail in mails if mail not in post_office.first]
    assert lost == []
    waits = [post_office.first[mail] - at for mail, at in zip(mails, asked, strict=True)]
    twice = post_office.given.total() - len(mails)
    print(f"{KILLS} kills, {len(mails)} mails, {twice} sent twice, all done {emptied:.0f} s later;")
    print(f"{sum(wait > LEASE for wait in waits)} waited for a lease, {max(waits):.0f} s at most")
    assert max(waits) < LONGEST
    # The outside cannot tell of a mail whose sender was killed before it could say so.
    assert twice <= KILLS
