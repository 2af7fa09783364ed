"""A note on selected words, with the keyboard: it saves nothing, and follows the words."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Note
from tests import factories as make
from tests import story_factories as stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(transactional_db):
    return stories.draft(body="<p>No operations were lost.</p><p>Talks go on.</p>")


@pytest.fixture
def page(chromium, live_server, client, story):
    client.force_login(story.owner)
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("admin:articles_article_change", args=[story.pk]))
    page.locator(".field-body [role=textbox]").wait_for()
    return page


def press(page, *keys):
    """The editor hears of a selection a moment later, and a person types no sooner."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(100)


def leave(page, says):
    page.locator(".field-body [role=textbox] p").first.click()
    press(page, "Home", "Shift+End")
    page.keyboard.press("Control+m")
    page.keyboard.type(says)
    page.click("text=Leave the note")
    page.locator("#notes-list .note").wait_for()


def test_a_note_is_left_on_a_selection_and_saves_nothing(page, story):
    version = story.version
    page.locator(".field-body [role=textbox] p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" Not saved.")
    leave(page, "None at all?")
    note = Note.objects.get()
    assert (note.place, note.words, note.says) == (
        "body",
        "No operations were lost.",
        "None at all?",
    )
    assert Article.objects.get(pk=story.pk).version == version
    assert page.locator(".field-body .nr-noted").inner_text() == "No operations were lost."
    assert page.locator("#notes-count").inner_text() == "1"
    assert page.said == []


def test_it_follows_its_words_and_is_gone_to(page, story):
    leave(page, "None at all?")
    page.locator(".field-body [role=textbox] p").first.click()
    press(page, "Home")
    page.keyboard.type("On Friday. ")
    assert page.locator(".field-body .nr-noted").inner_text() == "No operations were lost."
    page.click("#notes-list .to-words")
    assert page.evaluate("String(getSelection())") == "No operations were lost."


def test_what_the_desk_refuses_is_told_and_stays_typed(page, story):
    left = workflow.leave_note(by=make.user("sub"), article=story, says="Right?")
    page.reload()
    page.locator(".field-body [role=textbox]").wait_for()
    page.click(".tabs a[href='#notes']")
    workflow.tick_note(by=make.user("sub"), note=left)
    page.click("#notes-list .note-ways button")
    page.locator("text=sub ticked it off").wait_for()
