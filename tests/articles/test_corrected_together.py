"""A correction among readers, rivals and killed processes, over real connections."""

import os
import random
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from articles import workflow
from articles.models import Correction, CorrectionPlan, PublishedVersion, Reissue
from benchmarks.servers import NEWSROOM, environment, manage, started
from deeds import deed
from lib.refusals import Refused
from tests import factories
from tests.articles.test_two_people import refusals, together
from tests.rules.test_faults import database_of_the_tests
from tests.story_factories import changed, marked, published

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("separate_connections")]

STORIES = 23
KILLS = int(os.environ.get("NEWSROOM_KILLS", "6"))


def world(stories=STORIES):
    """A plan for so many stories with the number in headline and text, and its digest."""
    figure = factories.released(1854)
    with deed(by=factories.user("editor")):
        made = [
            published(
                headline=f"{marked(figure, '1,854')} put off",
                body=f"<p>At Southampton {marked(figure, '1,854')} were put off.</p>",
                slug=f"what-was-put-off-{number}",
            )
            for number in range(stories)
        ]
    revision = factories.revised(figure, 1867, reason="our_error", check=False)
    # A notice that repeats neither number: so a page that has both has one from the wrong side.
    notice = workflow.Notice(was_wrong="Two digits were wrong.", is_right="They are put right.")
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision], notice=notice)
    return made, plan, workflow.planned(plan).digest


def approve(plan, seen, by="sub"):
    return workflow.approve_correction(by=factories.user(by), plan=plan, seen=seen)


# Readers


@dataclass(frozen=True)
class Answer:
    address: str
    began: float
    ended: float
    old: bool
    new: bool


def ask(get, address):
    began = time.monotonic()
    text = get(address)
    return Answer(address, began, time.monotonic(), "1,854" in text, "1,867" in text)


@contextmanager
def in_this_process(folder):
    def get(address):
        response = Client().get(address)
        assert response.status_code == 200, address
        return response.content.decode()

    yield get


@contextmanager
def from_gunicorn(folder):
    """Two processes with pages of their own, as README has it; neither is told of the deed."""
    env = environment(database_of_the_tests(), folder) | {
        "NEWSROOM_DELIVER": "off",
        "NEWSROOM_MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    manage(env, "collectstatic", "--noinput", "--verbosity=0")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "log").open("w")
    with log, started("newsroom", port, env, log, [NEWSROOM]) as server:

        def get(address):
            with closing(server.connect()) as connection:
                return server.get(connection, address).decode()

        yield get


@pytest.mark.parametrize("site", [in_this_process, from_gunicorn])
def test_fifty_addresses_never_show_two_values_nor_the_old_after_the_new(
    monkeypatch, tmp_path, site
):
    monkeypatch.setattr(settings, "PAGES_KEPT_SECONDS", 600)
    stories, plan, seen = world()
    addresses = [
        *(story.get_absolute_url() for story in stories),
        *(f"/api/v1/articles/{story.article.uuid}/" for story in stories),
        "/",
        "/articles/",
        "/feeds/stories.json",
        "/api/v1/articles/",
    ]
    assert len(addresses) == 50
    done = threading.Event()

    def poll(get, seed):
        chance, answers = random.Random(seed), []
        try:
            while not done.is_set():
                answers.append(ask(get, chance.choice(addresses)))
            answers += [ask(get, address) for address in addresses]
        finally:
            connection.close()
        return answers

    with site(tmp_path) as get, ThreadPoolExecutor(4) as pool:
        polling = [pool.submit(poll, get, seed) for seed in range(4)]
        time.sleep(2)
        try:
            began = time.monotonic()
            approve(plan, seen)
            took = time.monotonic() - began
            time.sleep(1)
        finally:
            done.set()
        answers = [answer for each in polling for answer in each.result()]
    print(f"{len(answers)} answers; the deed took {took:.1f} s")
    assert [each.address for each in answers if each.old and each.new] == []
    assert {each.address for each in answers if each.new} == set(addresses)
    assert any(each.old for each in answers)
    first_new = min(each.ended for each in answers if each.new)
    assert [each.address for each in answers if each.old and each.began > first_new] == []


# Rivals


def test_of_two_who_approve_at_once_one_is_told():
    _, plan, seen = world(3)
    people = [factories.user("sub"), factories.user("editor")]
    outcomes = together(
        *(
            lambda by=person: workflow.approve_correction(by=by, plan=plan, seen=seen)
            for person in people
        )
    )
    [told] = refusals(outcomes)
    assert "it is done" in str(told)
    assert Reissue.objects.count() == 3


def test_a_story_published_in_the_same_moment_is_right_or_the_approval_is_void():
    stories, plan, seen = world(3)
    words = stories[0].body.replace("At Southampton", "In Southampton")
    article = changed(stories[0], body=words)
    workflow.submit(by=article.owner, article=article)
    workflow.approve(by=factories.user("sub"), article=article)
    seen = workflow.planned(plan).digest
    outcomes = together(
        lambda: approve(plan, seen),
        lambda: workflow.publish(by=factories.user("editor"), article=article),
    )
    assert len(refusals(outcomes)) == 1
    live = PublishedVersion.objects.live()
    corrected = CorrectionPlan.objects.get().approved_at is not None
    assert {("1,867" in version.body) for version in live} == {corrected}


# A killed process

VICTIM = """
import os, signal, sys
import django
django.setup()
from django.contrib.auth import get_user_model
from django.db import connection
from articles import workflow
from articles.models import CorrectionPlan

left = int(sys.argv[3])

def count(execute, *args):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*args)

plan = CorrectionPlan.objects.get(pk=sys.argv[1])
by = get_user_model().objects.get(username="sub")
with connection.execute_wrapper(count):
    workflow.approve_correction(by=by, plan=plan, seen=sys.argv[2])
print(-left)
"""


def killed(plan, seen, at):
    environment = {
        **os.environ,
        "DATABASE_URL": database_of_the_tests(),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    command = [sys.executable, "-c", VICTIM, str(plan.pk), seen, str(at)]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )


def test_killed_at_any_statement_it_leaves_all_or_nothing():
    stories, plan, seen = world(5)
    factories.user("sub")
    chance = random.Random(12)
    for _ in range(KILLS):
        process = killed(plan, seen, chance.randrange(20, 160))
        assert process.returncode == -9, process.stderr
        plan.refresh_from_db()
        assert plan.approved_at is None
        assert PublishedVersion.objects.count() == len(stories)
        assert not Correction.objects.exists()
        assert plan.revisions.get().figure_revision.checked_at is None
    assert killed(plan, seen, 0).returncode == 0
    assert Reissue.objects.count() == len(stories)
    assert {version.body.count("1,867") for version in PublishedVersion.objects.live()} == {1}
    with pytest.raises(Refused):
        approve(plan, seen)
