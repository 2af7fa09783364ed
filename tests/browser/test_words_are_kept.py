"""Somebody types, and the browser, the session or the server is killed at a random moment: at most
the last five seconds of what was typed are gone when the story is opened again."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPException
from urllib.request import urlopen

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import story_factories as stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_LOST = 5  # seconds
SEED = os.environ.get("SEED", "1854")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def wait_for(url):
    for _ in range(300):
        try:
            return urlopen(url, timeout=5).status
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


class Killable:
    """A program that runs in a group of its own, so that all of it can be killed at once."""

    def __init__(self, *command, **environment):
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Newsroom:
    """The site and a browser with a profile of its own, each to be killed and started again."""

    too_late = TimeoutError

    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server = self.browser = None

    def start_server(self):
        name = connection.settings_dict["NAME"]
        given = connection.settings_dict
        address = (
            f"sqlite:///{name}"
            if connection.vendor == "sqlite"
            else f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:"
            f"{given['PORT'] or 5432}/{name}"
        )
        serve = ["manage.py", "runserver", str(self.port), "--noreload", "--skip-checks"]
        self.server = Killable(sys.executable, *serve, DATABASE_URL=address)
        wait_for(self.url + "/robots.txt")

    def start_browser(self):
        """One that does not answer, as happens where others run, is killed and started again."""
        for _ in range(5):
            port = free_port()
            program = shutil.which("chromium") or shutil.which("google-chrome")
            self.browser = Killable(
                program,
                "--headless=new",
                "--no-sandbox",
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                f"--user-data-dir={self.folder}",
                f"--remote-debugging-port={port}",
            )
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/json/version")
            try:
                connected = self.driver.chromium.connect_over_cdp(address, timeout=12_000)
            except self.too_late:
                self.browser.kill()
                continue
            self.context = connected.contexts[0]
            return
        raise AssertionError("no Chromium answers")

    def log_in(self, person):
        client = Client()
        client.force_login(person)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        # One with a last day: a browser that is killed forgets the others.
        self.context.add_cookies([{**session, "url": self.url, "expires": time.time() + 9999}])

    def open(self, story):
        page = self.context.new_page()
        page.goto(self.url + reverse("admin:articles_article_change", args=[story.pk]))
        page.locator(".field-body [role=textbox]").wait_for()
        return page

    def end(self):
        for each in (self.browser, self.server):
            if each:
                each.kill()


class Typist:
    """Types numbered words, and knows when each was typed."""

    def __init__(self, page):
        self.page, self.when = page, []
        self.page.locator(".field-body [role=textbox]").click()

    def go_on(self, seconds):
        until = time.time() + seconds
        while time.time() < until:
            self.page.keyboard.type(f"word{len(self.when)} ")
            self.when.append(time.time())
            time.sleep(0.15)

    def lost(self, body, at):
        """Seconds before `at` at which the first word was typed that is not in `body`."""
        gone = [when for n, when in enumerate(self.when) if f"word{n} " not in f"{body} "]
        return at - min(gone) if gone else 0


@pytest.fixture
def newsroom(transactional_db, monkeypatch, tmp_path):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    playwright = pytest.importorskip("playwright.sync_api", reason="make install-dev")
    monkeypatch.setattr(Newsroom, "too_late", playwright.TimeoutError)
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        running = Newsroom(driver, tmp_path / "profile")
        try:
            running.start_server()
            running.start_browser()
            yield running
        finally:
            running.end()


def words_offered(page):
    """What stands in the form once somebody has taken what is offered."""
    page.get_by_role("link", name="Show them in the form").first.click()
    page.get_by_text("not saved yet.").wait_for()
    page.locator(".field-body [role=textbox]").wait_for()
    return page.locator(".field-body [role=textbox]").inner_text()


def kill_browser(newsroom, typist, chance):
    newsroom.browser.kill()
    at = time.time()
    newsroom.start_browser()
    return at


def end_session(newsroom, typist, chance):
    Session.objects.all().delete()
    typist.go_on(chance.uniform(1, 5))
    typist.page.keyboard.press("Control+s")
    at = time.time()
    typist.page.wait_for_timeout(500)
    typist.page.close(run_before_unload=False)
    return at


def kill_server(newsroom, typist, chance):
    newsroom.server.kill()
    typist.go_on(chance.uniform(1, 5))
    at = time.time()
    typist.page.close(run_before_unload=False)
    newsroom.start_server()
    return at


@pytest.mark.parametrize("kill", [kill_browser, end_session, kill_server])
def test_at_most_the_last_five_seconds_are_lost(newsroom, kill):
    chance = random.Random(f"{SEED} {kill.__name__}")
    story = stories.draft(body="<p></p>")
    newsroom.log_in(story.owner)
    typist = Typist(newsroom.open(story))
    typist.go_on(chance.uniform(3, 9))
    at = kill(newsroom, typist, chance)
    newsroom.log_in(story.owner)
    body = words_offered(newsroom.open(story))
    assert "word0" in body
    lost = typist.lost(body, at)
    print(f"{kill.__name__}: {len(typist.when)} words, {lost:.1f} s lost")
    assert lost <= MOST_LOST
