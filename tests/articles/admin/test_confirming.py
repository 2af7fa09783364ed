"""Confirmation by the source on the desk: of a number, a quotation, words of a story."""

import pytest
from django.urls import reverse

from articles import workflow
from hospitals import workflow as facts
from tests import factories, story_factories

from .conftest import change_url, do_url

pytestmark = pytest.mark.django_db

RANG = {"who": "The press office", "channel": "telephone", "confirmed_at": "3 May 2023, 9.30am"}
SAID = "Confirmed by The press office by telephone, 3 May 2023, recorded by reporter"


def sent(client, url, **given):
    """What comes of the page's form with these fields filled in."""
    form = client.get(url).context["form"]
    hidden = {field.html_name: field.value() or "" for field in form.hidden_fields()}
    return client.post(url, {**hidden, **given}, follow=True).content.decode()


def test_of_a_number_on_its_page(desk):
    figure = factories.figure(1854)
    url = reverse("admin:hospitals_disruptionfigure_decide", args=[figure.pk, "confirmed"])
    assert SAID in sent(desk(), url, **RANG)
    page = reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk])
    assert SAID in desk().get(page).content.decode()


def test_of_another_number_than_stood_on_the_page_nothing_is_recorded(desk):
    figure = factories.checked(1854)
    url = reverse("admin:hospitals_disruptionfigure_decide", args=[figure.pk, "confirmed"])
    client, first = desk(), figure.latest()
    factories.revised(figure, 1867)
    page = client.post(url, {**RANG, "revision": first.pk}, follow=True).content.decode()
    assert "Another number has been recorded since" in page
    assert not first.confirmations.exists()


def test_of_a_quotation_on_its_page(desk):
    quote = story_factories.quote()
    url = reverse("admin:articles_quote_do", args=[quote.pk, "confirmed"])
    assert SAID in sent(desk(), url, **RANG)
    story_factories.revised_quote(quote, words="We are very sorry")
    page = desk().get(reverse("admin:articles_quote_change", args=[quote.pk])).content.decode()
    assert f"{SAID} (of earlier words)" in page


def test_of_words_of_a_story_beside_them_until_they_change(desk):
    article = story_factories.draft()
    assert SAID in sent(desk(), do_url(article, "confirmed"), words="put off", **RANG)
    assert SAID in desk().get(change_url(article)).content.decode()
    article.body = article.body.replace("put off", "postponed")
    workflow.save(by=article.owner, article=article)
    page = desk().get(change_url(article)).content.decode()
    assert "Void:" in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "Say how they confirmed it"),
        ({"who": "Kate"}, "Say how they confirmed it"),
        ({**RANG, "confirmed_at": "soon"}, "13 January 2016, 6am"),
        ({**RANG, "words": "not there"}, "does not stand in the story"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(desk, given, why):
    article = story_factories.draft()
    page = sent(desk(), do_url(article, "confirmed"), **{"words": "put off", **given})
    assert why in page
    assert given.get("who", "") in page
    assert not article.confirmations.exists()


def test_why_nobody_was_asked_is_kept_too(desk):
    article = story_factories.draft()
    why = "It is their own published table."
    page = sent(desk(), do_url(article, "confirmed"), words="put off", skipped_because=why)
    assert f"Not put to the source, says reporter: {why}" in page


def test_whoever_signs_off_sees_what_the_source_said(desk):
    figure = factories.figure(158)
    asked = facts.Asked("The press office", "telephone", factories.london("2023-05-03 09:30"))
    facts.confirm_figure(by=factories.user("reporter"), revision=figure.latest(), asked=asked)
    body = f"<p>{story_factories.marked(figure, '158')} were put off.</p>"
    article = story_factories.with_subs(body=body)
    workflow.confirm_passage(by=article.owner, article=article, words="put off", asked=asked)
    workflow.leave_note(by=article.owner, article=article, says="Picture at five.")
    url = reverse("admin:articles_article_sign_off", args=[article.pk])
    client = desk("sub")
    assert SAID in client.get(url, {"step": "records"}).content.decode()
    words = client.get(url, {"step": "words"}).content.decode()
    assert SAID in words
    assert "Picture at five." in words
    note = article.notes.get()
    pressed = {"_then": f"note-done-{note.pk}", "came_from": "sign-off"}
    done = client.post(reverse("admin:articles_article_notes", args=[article.pk]), pressed)
    assert done.url == f"{url}?step=words"


def test_nothing_of_it_is_public(client):
    figure = factories.released(1854)
    asked = facts.Asked("Marker of a name", "email", None)
    facts.confirm_figure(by=factories.user("reporter"), revision=figure.latest(), asked=asked)
    for path in (f"/figures/{figure.pk}/", f"/api/v1/figures/{figure.pk}/"):
        assert b"Marker of a name" not in client.get(path).content
