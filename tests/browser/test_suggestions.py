"""Names while somebody types into the search, under the site's own policy; and without a script."""

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GENERAL = "Southampton General Hospital, Southampton"


@pytest.fixture(autouse=True)
def general(transactional_db):
    factories.hospital(run_by=factories.trust("RHM"))


def test_what_is_typed_brings_names_from_the_search(chromium, live_server):
    page = chromium.new_page()
    page.goto(f"{live_server.url}/search/")
    page.locator("#q").press_sequentially("southam", delay=20)
    page.locator("#names option").nth(1).wait_for(state="attached")
    names = page.eval_on_selector_all("#names option", "all => all.map((each) => each.value)")
    assert GENERAL in names


def test_without_a_script_the_form_finds_the_same(chromium, live_server):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/search/")
    page.locator("#q").fill("southampton general")
    page.locator("#q").press("Enter")
    page.locator(".found").first.wait_for()
    assert page.locator("h3").first.inner_text() == GENERAL
