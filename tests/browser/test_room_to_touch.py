"""On a telephone, links of a list are far enough apart for a thumb: 24 pixels."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_links_in_a_list_of_facts_are_a_thumb_apart(chromium, live_server):
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{live_server.url}/privacy/")
    page.set_content(
        page.content().replace(
            "</main>",
            '<dl class="facts"><dt>Hospitals</dt><dd><ul><li><a href="/a/">Newark</a></li>'
            '<li><a href="/b/">Queen’s</a></li></ul></dd></dl></main>',
        )
    )
    tops = page.eval_on_selector_all(
        ".facts a", "all => all.map((each) => each.getBoundingClientRect().top)"
    )
    assert tops[1] - tops[0] >= 24
