"""The editor under real typing: citations survive, and the content policy refuses nothing."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests import factories as make
from tests import story_factories as stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FROM_GOOGLE_DOCS = """
<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><p style="margin:0">
<span style="font-weight:400">plain </span><span style="font-weight:700">bold</span>
<a href="https://www.google.com/url?q=https://www.england.nhs.uk/&sa=D">link</a></p></b>
"""
PASTE = """html => {
    const data = new DataTransfer()
    data.setData("text/html", html)
    document.querySelector(".field-body [role=textbox]").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def figure(transactional_db):
    return make.released(1854)


@pytest.fixture
def story(figure):
    number = stories.marked(figure, "1,854")
    return stories.draft(f"{number} put off", body=f"<p>Trusts put off {number} appointments.</p>")


@pytest.fixture
def page(chromium, live_server, client, story):
    """The story's form in a browser, logged in as its reporter; `page.said` is the console."""
    client.force_login(story.owner)
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[story.pk]))
    # The text areas have the same names until the editors stand in their place.
    page.locator(".field-body [role=textbox]").wait_for()
    return page


def saved(page, story):
    page.click("input[name=_continue]")
    page.locator(".messagelist, .errornote").wait_for()
    return Article.objects.get(pk=story.pk)


def test_typing_in_a_paragraph_keeps_its_citation(page, story, figure):
    page.get_by_role("textbox", name="Body").locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" Talks go on.")
    assert saved(page, story).body == (
        f'<p>Trusts put off <span data-figure="{figure.pk}">1,854</span> appointments. '
        "Talks go on.</p>"
    )
    assert page.said == []


def test_a_headline_stays_on_one_line_and_keeps_its_citation(page, story, figure):
    page.get_by_role("textbox", name="Headline").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(" in April")
    assert saved(page, story).headline == (
        f'<span data-figure="{figure.pk}">1,854</span> put off in April'
    )


def test_selected_words_are_cited_with_a_button(page, story, figure):
    page.get_by_role("textbox", name="Standfirst").click()
    page.keyboard.type("nearly 2,000")
    page.keyboard.press("Shift+Home")
    page.locator(".field-standfirst").get_by_role(
        "button", name="These words rest on recorded figures"
    ).click()
    page.locator("dialog input").fill(str(figure.pk))
    page.get_by_role("button", name="Cite").click()
    assert saved(page, story).standfirst == stories.marked(figure, "nearly 2,000")


def test_deleting_everything_is_refused_until_it_is_meant(page, story):
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("All gone.")
    assert "1,854" in saved(page, story).body
    page.get_by_label("I mean to remove these citations").check()
    assert saved(page, story).body == "<p>All gone.</p>"


def test_what_is_pasted_from_google_docs_is_not_all_bold(page):
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, FROM_GOOGLE_DOCS)
    body = page.locator("#id_body").input_value()
    assert "plain <strong>bold</strong>" in body
    assert 'href="https://www.england.nhs.uk/"' in body
    assert page.said == []


def test_without_its_marks_the_editor_gives_way_to_the_text(page, live_server, story):
    page.route("**/editor-marks*.js", lambda route: route.abort())
    page.reload()
    page.locator(".errornote").wait_for()
    assert "data-figure" in page.locator("textarea#id_body").input_value()
    assert page.locator("textarea#id_body").is_visible()
    assert page.locator("textarea#id_headline").is_visible()
