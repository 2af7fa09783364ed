"""A part that fails costs speed, not truth.

At the moment of a pull, a publish and a correction: Redis refuses, hangs, is down or comes back;
the process is killed; somebody else holds the database. What is done is done whole or not at all,
and no process shows a page of before.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client

from articles import workflow
from deeds import deed
from deeds.generations import renew
from lib import throttling
from lib.covering import Wanted
from newsroom.settings import redis_cache
from tests import factories
from tests.story_factories import approved, covered, published

DONE = "Done at last"
# Seconds. The first page of a process takes one where two cores are busy; a fault took twenty.
AT_ONCE = 2


def world():
    return SimpleNamespace(
        story=published(headline="It stands", body="<p>It began.</p>"),
        waiting=approved(headline=DONE),
        editor=factories.user("editor"),
    )


def notice():
    return workflow.Notice(was_wrong="We said 17.", is_right=DONE)


def cover(w):
    return covered(Wanted("", ("It began.",)), by=w.editor, left=DONE)


# name: (deed, page, status and text of it before, and after)
DEEDS = {
    "pull": (
        lambda w: workflow.pull(by=w.editor, article=w.story.article),
        lambda w: w.story.get_absolute_url(),
        (200, "It began."),
        (410, ""),
    ),
    "publish": (
        lambda w: workflow.publish(by=w.editor, article=w.waiting),
        lambda w: "/articles/",
        (200, "It stands"),
        (200, DONE),
    ),
    "correct": (
        lambda w: workflow.issue_correction(by=w.editor, article=w.story.article, notice=notice()),
        lambda w: w.story.get_absolute_url(),
        (200, "It began."),
        (200, DONE),
    ),
    "cover": (
        cover,
        lambda w: w.story.get_absolute_url(),
        (200, "It began."),
        (200, DONE),
    ),
}


def shows(path, status, text):
    """Whether a reader gets this, at once."""
    started = time.monotonic()
    answer = Client().get(path)
    assert time.monotonic() - started < AT_ONCE
    assert answer.status_code == status
    return text in answer.content.decode()


@pytest.fixture
def process(settings):
    """Makes this process one of two, with pages of its own."""
    settings.PAGES_KEPT_SECONDS = settings.PARTS_KEPT_SECONDS = 600

    def become(name):
        pages = settings.CACHES["pages"] | {"LOCATION": name}
        settings.CACHES = settings.CACHES | {"pages": pages}

    return become


# Redis


class Redis:
    """A server of our own, which can be made to fail."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.start()

    def start(self):
        self.server = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
        raise AssertionError("redis-server does not start")

    def stop(self):
        self.server.send_signal(signal.SIGCONT)
        self.server.terminate()
        self.server.wait()

    def hang(self):
        self.server.send_signal(signal.SIGSTOP)

    def refuse(self):
        """As a replica does after it has lost its master."""
        self.tell("REPLICAOF 127.0.0.1 1")

    def come_back(self):
        self.stop()
        self.start()

    def tell(self, command):
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall(command.encode() + b"\r\n")
            assert line.recv(100).startswith(b"+OK")


@pytest.fixture
def redis(tmp_path, settings, monkeypatch):
    if shutil.which("redis-server") is None:
        pytest.skip("no redis-server on this machine")
    server = Redis(tmp_path)
    address = f"redis://127.0.0.1:{server.port}/0"
    settings.CACHES = settings.CACHES | {"default": redis_cache(address)}
    monkeypatch.setattr(throttling, "_asks_again_at", 0.0)
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("fault", [Redis.refuse, Redis.hang, Redis.stop, Redis.come_back])
@pytest.mark.parametrize("name", DEEDS)
def test_whatever_becomes_of_redis_the_deed_is_done_and_seen(redis, process, name, fault):
    do, page, before, after = DEEDS[name]
    w = world()
    for each in ("one", "two"):
        process(each)
        assert shows(page(w), *before)
        assert shows("/api/v1/articles/", 200, "It stands")
    fault(redis)
    process("one")
    do(w)
    for each in ("one", "two"):
        process(each)
        assert shows(page(w), *after)
        assert shows("/api/v1/articles/", 200, "It stands") == (name != "pull")


@pytest.mark.django_db
def test_redis_is_counted_in_again_when_it_is_back(redis, settings, monkeypatch):
    settings.API_REQUESTS_A_MINUTE = 1
    redis.stop()
    assert [Client().get("/api/v1/trusts/").status_code for _ in range(2)] == [200, 200]
    redis.start()
    monkeypatch.setattr(throttling, "_asks_again_at", 0.0)
    # A minute of the clock may end between them.
    assert 429 in [Client().get("/api/v1/trusts/").status_code for _ in range(3)]


# The process

# Does one deed of the list above in a process of its own, and is killed at the point named.
VICTIM = """
import os, signal, sys
import django
django.setup()
from django.db import transaction
from django.db.models.signals import post_save
from deeds import doing
from tests.rules.test_faults import DEEDS, SimpleNamespace
from articles.models import Article, ArticleEvent, PublishedVersion
from articles.workflow import corrections
from django.contrib.auth import get_user_model

name, point, story, waiting, editor = sys.argv[1:]
write = doing.renew

def die(**kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def written(**kwargs):
    write(**kwargs)
    die()

def committed(**kwargs):
    transaction.on_commit(die)
    return write(**kwargs)

if point == "half done":
    # A correction writes its notice before this, a cover all of them; others write an event.
    post_save.connect(die, sender=ArticleEvent)
    corrections.ask_elsewhere = lambda *notices: die()
else:
    doing.renew = {"not yet written": die, "written": written, "committed": committed}[point]

w = SimpleNamespace(
    story=PublishedVersion.objects.get(pk=story),
    waiting=Article.objects.get(pk=waiting),
    editor=get_user_model().objects.get(pk=editor),
)
DEEDS[name][0](w)
"""


def database_of_the_tests():
    """The address of the database that the tests run on."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    login = f"{given['USER']}:{given['PASSWORD']}".rstrip(":")
    return f"postgres://{login}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["half done", "not yet written", "written", "committed"])
@pytest.mark.parametrize("name", DEEDS)
def test_a_killed_process_leaves_all_or_nothing(process, name, point):
    """And no kept page of before, in any other process, once it is committed."""
    _, page, before, after = DEEDS[name]
    w = world()
    assert shows(page(w), *before)
    ids = [str(each.pk) for each in (w.story, w.waiting, w.editor)]
    victim = subprocess.run(
        [sys.executable, "-c", VICTIM, name, point, *ids],
        cwd=site.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": database_of_the_tests(),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "PYTHONPATH": str(site.BASE_DIR),
        },
        capture_output=True,
        text=True,
    )
    assert victim.returncode == -signal.SIGKILL, victim.stderr
    assert shows(page(w), *(after if point == "committed" else before))
    kept = Client().get(page(w)).content
    caches["pages"].clear()
    assert Client().get(page(w)).content == kept


# The database


@pytest.fixture
def elsewhere(transactional_db):
    """elsewhere(block): is within it, in another thread, for so long or until the test is over."""
    leave, threads = threading.Event(), []

    def hold(block, seconds=60):
        entered = threading.Event()

        def work():
            try:
                with block():
                    entered.set()
                    leave.wait(timeout=seconds)
            finally:
                connections.close_all()

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        assert entered.wait(timeout=10)

    yield hold
    leave.set()
    for thread in threads:
        thread.join(timeout=30)


class Writing:
    """A deed that has written and is not over."""

    def __enter__(self):
        self.deed = deed(by=None)
        self.deed.__enter__()
        factories.released(1900, measure="outpatient")

    def __exit__(self, *error):
        return self.deed.__exit__(*error)


class Committing(Writing):
    """The moment at the end of a deed, as long as it can be."""

    def __enter__(self):
        super().__enter__()
        renew()


@pytest.mark.parametrize("block", [Writing, Committing])
def test_a_reader_waits_for_nobody_who_writes(elsewhere, process, block):
    """Not even for a page that nobody has asked for yet: a GET writes nothing."""
    w = world()
    elsewhere(block)
    for path in ("/", "/articles/", w.story.get_absolute_url(), "/api/v1/articles/"):
        assert shows(path, 200, "It stands")
        assert shows(path, 200, "It stands")


def test_a_pull_waits_for_no_import(elsewhere, process):
    """On SQLite there is one writer at a time, so long work is done there in slices."""
    a_slice = 0.5 if connection.vendor == "sqlite" else 60
    w = world()
    path = w.story.get_absolute_url()
    assert shows(path, 200, "It began.")
    elsewhere(Writing, a_slice)
    started = time.monotonic()
    workflow.pull(by=w.editor, article=w.story.article)
    assert shows(path, 410, "")
    assert time.monotonic() - started < 1
