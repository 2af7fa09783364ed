"""The page of a quotation: whose words, when, from where, in which stories."""

import pytest

from tests.story_factories import draft, marked, published, quote

pytestmark = pytest.mark.django_db


def page(client, said):
    return client.get(f"/quotes/{said.pk}/")


def test_words_and_who_said_them_and_the_stories_that_print_them(client):
    said = quote("We are sorry", attribution="Dr Donna Green")
    published(body=f"<p>{marked(said, '“We are sorry”')}</p>", headline="Trust apologises")
    answer = page(client, said).content.decode()
    assert "“We are sorry”" in answer
    assert "Dr Donna Green" in answer
    assert "Trust apologises" in answer


def test_words_that_no_live_story_prints_are_nowhere(client):
    said = quote("We are sorry")
    assert page(client, said).status_code == 404
    draft(body=f"<p>{marked(said, '“We are sorry”')}</p>")
    assert page(client, said).status_code == 404
