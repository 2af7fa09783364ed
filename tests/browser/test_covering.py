"""An editor covers a name on the desk and on a phone, in real Chromium, while readers read."""

import threading
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.urls import reverse

from deeds.models import Cover
from tests import factories as make
from tests import story_factories as stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
NAME = "Zebedee Quillfeather-Featherstonehaugh"


@pytest.fixture
def named():
    """A name in a headline, an old version, a caption, an attribution and a notice."""
    jane = make.source(NAME, kind="person")
    said = stories.quote("We are sorry", f"{NAME}, chief nurse", speakers=[jane])
    first = stories.published(
        headline=f"{NAME} leaves the board of the Southampton trust after a letter",
        slug="zebedee-quillfeather-featherstonehaugh-leaves",
        body=f"<p>Dr {NAME} left on Monday.</p>",
    )
    return stories.corrected(
        first,
        f"We said that {NAME} had left on Monday.",
        "It was Tuesday.",
        body=f"<p>Dr {NAME} left on Tuesday. "
        f"{stories.marked(said, '“We are sorry”')}, Quillfeather-Featherstonehaugh said.</p>",
        pictures=[(stories.picture(), f"{NAME} at the gate", False)],
    )


def as_editor(chromium, client, url, size):
    client.force_login(make.user("editor"))
    context = chromium.new_context(viewport=size)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": url}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda told: page.said.append(told.text) if told.type == "error" else None)
    return page


class Readers(threading.Thread):
    """Ask round and round; of each answer, whether the name stood in it."""

    def __init__(self, addresses):
        super().__init__(daemon=True)
        self.addresses, self.seen, self.over = addresses, [], False

    def run(self):
        while not self.over:
            for address in self.addresses:
                self.seen.append((time.monotonic(), "quillfeather" in read(address).lower()))


def read(address):
    try:
        return urlopen(address, timeout=60).read().decode()
    except HTTPError as error:
        return error.read().decode()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
def test_a_name_is_covered_in_one_moment_for_all_readers(
    named, chromium, client, live_server, size
):
    story = named.get_absolute_url()
    readers = Readers([live_server.url + path for path in (story, "/articles/", "/corrections/")])
    page = as_editor(chromium, client, live_server.url, size)
    page.goto(live_server.url + reverse("admin:deeds_cover_add"))
    page.fill("[name=name]", NAME)
    page.get_by_role("button", name="Find every place").click()
    assert page.locator("mark").count() >= 6
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    readers.start()
    page.get_by_label("Why", exact=True).fill("An order of the court.")
    page.get_by_role("button", name="Cover what is ticked").click()
    page.get_by_text("is covered.").wait_for()
    done = time.monotonic()
    time.sleep(1)
    readers.over = True
    readers.join(60)
    assert [each for at, each in readers.seen if at > done + 0.2 and each] == []
    # Of three pages that are asked in turn none shows it again once one did not.
    shown = [each for _, each in readers.seen]
    assert True not in shown[shown.index(False) + len(readers.addresses) :]
    assert "This page is no longer available" in read(live_server.url + story)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.get_by_role("button", name="Look at what stood there").click()
    page.get_by_text(f"Dr {NAME} left on Monday.").wait_for()
    assert Cover.objects.get().looks.count() == 1
    assert page.said == []
