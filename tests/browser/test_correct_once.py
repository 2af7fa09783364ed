"""A wrong number is put right everywhere: found by one person, approved by another; then a reporter
pulls a story on a phone, and a name is covered. In real Chromium, while readers read.

NEWSROOM_PICTURES=FOLDER keeps pictures of what they see.
"""

import os
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.urls import reverse

from articles.models import Article, PublishedVersion
from tests import factories as make
from tests import story_factories as stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
mark = stories.marked
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
NAME = "Zebedee Quillfeather"


@pytest.fixture
def wrong():
    """703 nurses in a headline, two bodies, a caption, an update that is to go out, and a working
    copy; it was 730, and the data editor has recorded so."""
    figure = make.released(703, measure="nurses on strike")
    first = stories.published(
        headline=f"Strike: {mark(figure, '703')} nurses stay out of the wards at Southampton",
        standfirst="What the board of the trust was told about the two days in January.",
        body=f"<p>The board met.</p><p>In all, {mark(figure, '703')} nurses were absent.</p>",
    )
    second = stories.published(
        headline="How to read the figures of a strike",
        body=f"<p>It began early.</p><p>About 695 on 18 January and {mark(figure, '703')} on the "
        f"19th; “we had {mark(figure, '703')} out”, said {NAME}.</p>",
        pictures=[(stories.picture(), f"Some of the {mark(figure, '703')} who stayed out", False)],
    )
    third = stories.published(headline="What comes next", body="<p>Talks go on.</p>")
    later = stories.scheduled(
        stories.changed(third, body=f"<p>Talks go on, with {mark(figure, '703')} out.</p>")
    )
    stories.changed(first, body=f"<p>Now {mark(figure, '703')} nurses, and more words.</p>")
    make.revised(figure, 730, reason="our_error", check=False, words="730 nurses were absent")
    return SimpleNamespace(figure=figure, first=first, second=second, later=later)


def as_person(chromium, client, url, role, size=DESKTOP):
    client.force_login(make.user(role))
    context = chromium.new_context(viewport=size, has_touch=size is PHONE)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": url}])
    page = context.new_page()
    page.said = []
    page.on("console", lambda told: page.said.append(told.text) if told.type == "error" else None)
    return page


def read(address):
    try:
        return urlopen(address, timeout=60).read().decode()
    except HTTPError as error:
        return f"{error.code} {error.read().decode()}"


def picture(page, name):
    if folder := os.environ.get("NEWSROOM_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


class Readers(threading.Thread):
    """Ask for the pages round and round, and note whether each showed the words, in order."""

    def __init__(self, addresses, words):
        super().__init__(daemon=True)
        self.addresses, self.words, self.seen, self.over = addresses, words, [], False

    def run(self):
        while not self.over:
            for address in self.addresses:
                self.seen.append(self.words in read(address))
            time.sleep(0.05)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.over = True
        self.join()


def fits(page):
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return wide <= room


def test_a_wrong_number_is_put_right_everywhere_at_once(chromium, client, live_server, wrong):
    url = live_server.url
    feed = f"{url}/feeds/corrections.atom"
    api = f"{url}/api/v1/figures/{wrong.figure.pk}/"
    pages = [url + version.get_absolute_url() for version in (wrong.first, wrong.second)]
    pages += [url + wrong.figure.get_absolute_url(), url + "/", api]
    pages += [f"{url}/feeds/stories.json", f"{url}/api/v1/articles/{wrong.first.article.uuid}/"]
    assert not any("730" in read(address) for address in pages)

    # The data editor finds every place.
    page = as_person(chromium, client, url, "data_editor")
    page.goto(url + reverse("admin:hospitals_disruptionfigure_change", args=[wrong.figure.pk]))
    page.click("text=Correct it everywhere")
    page.click("text=Find every place")
    assert page.locator(".once-place ins", has_text="730").count() >= 5
    assert page.locator("[data-approve]").count() == 0
    waiting = page.locator("a[href^='#place-']", has_text="quotation marks").first
    waiting.click()
    place = page.locator(".once-place:has(em)").first
    place.locator("input[value=keep]").check()
    page.click("text=Keep these choices")
    assert page.locator("text=Nobody has said yet").count() == 0
    assert page.said == []
    picture(page, "plan")

    # A sub-editor sees it on the front page, reads the pages as they would stand, and approves.
    sub = as_person(chromium, client, url, "sub", PHONE)
    sub.goto(url + reverse("admin:index"))
    sub.click("text=Look at every place")
    assert fits(sub)
    once = sub.url
    sub.locator("text=The page as it would stand").first.click()
    frame = sub.frame_locator("iframe").first
    frame.locator("ins.corrected", has_text="730").first.wait_for()
    sub.goto(once)
    with Readers(pages, "730") as readers:
        sub.locator(".once-bar [data-approve]").click()
        sub.wait_for_selector("text=Corrected everywhere, in one moment.", timeout=60_000)
    assert sub.said == []
    for each in (page, sub):
        each.context.close()

    # Readers read the one number and then the other, everywhere.
    assert readers.seen == sorted(readers.seen)
    assert all("730" in read(address) for address in pages)
    assert "703 nurses" not in read(pages[0]).split("<main")[1].split("Correction")[0]
    assert "730" in read(feed)
    assert "Some of the" in read(pages[1])
    kept = Article.objects.get(pk=wrong.first.article_id)
    assert "703" in kept.body
    assert "730" in kept.headline
    [scheduled] = PublishedVersion.objects.filter(article=wrong.later.article).order_by("-pk")[:1]
    assert "730" in scheduled.body

    public = chromium.new_page(viewport=DESKTOP)
    public.goto(pages[0])
    picture(public, "corrected")
    public.close()
    pulls_on_a_phone(as_person(chromium, client, url, "reporter", PHONE), url, wrong.first)
    covers_the_name(as_person(chromium, client, url, "editor"), url, wrong.second)


def pulls_on_a_phone(page, url, version):
    story, others = url + version.get_absolute_url(), [url + "/", f"{url}/feeds/stories.json"]
    page.goto(url + reverse("admin:articles_article_change", args=[version.article_id]))
    assert fits(page)
    page.get_by_text("More", exact=True).last.tap()
    page.get_by_role("link", name="Pull", exact=True).tap()
    page.get_by_role("button", name="Pull it now").wait_for()
    assert fits(page)
    picture(page, "pull")
    headline = "nurses stay out of the wards"
    assert all(headline in read(address) for address in [story, *others])
    with Readers([story, *others], headline) as readers:
        page.get_by_role("button", name="Pull it now").tap()
        page.get_by_text("Pulled: readers see nothing of it any more.").wait_for()
    picture(page, "pulled")
    assert page.locator(".messagelist").bounding_box()["width"] == PHONE["width"]
    assert readers.seen == sorted(readers.seen, reverse=True)
    assert read(story).startswith("410")
    assert not any(headline in read(address) for address in [story, *others])
    assert page.said == []
    page.context.close()


def covers_the_name(page, url, version):
    story = url + version.get_absolute_url()
    page.goto(url + reverse("admin:deeds_cover_add"))
    page.fill("[name=name]", NAME)
    page.get_by_role("button", name="Find every place").click()
    page.get_by_label("Why", exact=True).fill("An order of the court.")
    picture(page, "cover")
    assert NAME in read(story)
    with Readers([story], NAME) as readers:
        page.get_by_role("button", name="Cover what is ticked").click()
        page.get_by_text("is covered.").wait_for()
    assert readers.seen == sorted(readers.seen, reverse=True)
    assert NAME not in read(story)
    page.goto(story)
    picture(page, "covered")
    assert page.said == []
    page.context.close()
