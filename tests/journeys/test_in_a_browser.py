"""The demo as a browser sees it: no dead link, nothing the policy blocks, nothing too wide."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PAGES_AT_MOST = 60


@pytest.fixture
def demo(live_server):
    call_command("load_demo", demo_password="bargate-guildhall-77", stdout=StringIO())
    return live_server.url


def problems_of(page, address: str) -> list[str]:
    """What is wrong with the page at `address`: its status, its console, its width."""
    said: list[str] = []

    def listen(message) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", listen)
    answer = page.goto(address, wait_until="load")
    page.remove_listener("console", listen)
    found = [] if answer.status == 200 else [f"status {answer.status}"]
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide > room:
        found.append(f"{wide} px wide on {room}")
    return [f"{address} ({page.viewport_size['width']} px): {text}" for text in found + said]


def links_of(page, root: str) -> list[str]:
    """The addresses of our own that the page links to, without fragments, the desk left out."""
    every = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    plain = {link.split("#")[0] for link in every}
    return sorted(link for link in plain if link.startswith(root) and "/admin/" not in link)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
def test_every_page_that_readers_can_walk_to(chromium, demo, size):
    page = chromium.new_page(viewport=size)
    waiting, seen, problems = [f"{demo}/"], set(), []
    while waiting and len(seen) < PAGES_AT_MOST:
        address = waiting.pop(0)
        seen.add(address)
        if "/api/" in address:
            assert page.request.get(address).status == 200
            continue
        problems += problems_of(page, address)
        waiting += [link for link in links_of(page, demo) if link not in seen | set(waiting)]
    assert problems == []
    assert len(seen) > 10
    assert page.context.cookies() == []


def test_the_desk_at_a_desktop(chromium, demo, client):
    editor = get_user_model().objects.filter(groups__name="editor").first()
    client.force_login(editor)
    context = chromium.new_context(viewport=DESKTOP)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": demo}])
    page = context.new_page()
    problems = problems_of(page, f"{demo}/admin/")
    lists = page.eval_on_selector_all(
        "a[href]", "links => [...new Set(links.map(link => link.href.split('?')[0]))]"
    )
    ours = [link for link in lists if "/admin/hospitals/" in link or "/admin/articles/" in link]
    assert ours
    for address in sorted(ours)[:PAGES_AT_MOST]:
        problems += problems_of(page, address)
    assert problems == []
