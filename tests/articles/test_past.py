"""Versions of a story: which readers may look back at, and what they are told of them."""

from datetime import timedelta

import pytest

from articles import workflow
from tests import factories
from tests.hospitals.test_pages import words_of
from tests.story_factories import (
    changed,
    corrected,
    picture,
    published,
    pulled,
    scheduled,
    updated,
    withdrawn,
)

pytestmark = pytest.mark.django_db

JANUARY = factories.london("2016-01-12 07:00")
LATER = JANUARY + timedelta(hours=2)


def versions_of(version):
    return f"{version.get_absolute_url()}versions/"


def story():
    first = published(headline="Strike puts off 1,696", body="<p>One.</p><p>Two.</p>", at=JANUARY)
    return corrected(
        first, headline="Strike puts off 1,854", body="<p>One.</p><p>Three.</p>", at=LATER
    )


def test_each_version_has_its_time_its_kind_and_what_changed(client):
    response = client.get(versions_of(story()))
    new, old = response.context["lines"]
    assert (new.number, new.kind, new.live_from, new.until) == (2, "Corrected", LATER, None)
    assert new.changed == ["headline", "text"]
    assert [(change.was, change.now) for change in new.text] == [(["Two."], ["Three."])]
    assert [notice.is_right for notice in new.corrections] == ["It was 1,854."]
    assert (old.number, old.kind, old.until, old.changed) == (1, "First published", LATER, [])
    words = words_of(response)
    assert "Corrected, 12 January 2016, 9am" in words
    assert "Changed: headline, text." in words


def test_a_version_that_is_over_says_so_first_and_is_not_indexed(client, settings):
    settings.SITE_URL = "https://news.example.org"
    now = story()
    response = client.get(f"{versions_of(now)}1/")
    words = words_of(response)
    assert words.partition("> ")[2].startswith("This is not the current version of this story.")
    assert "as it stood from 12 January 2016, 7am to 12 January 2016, 9am" in words
    assert "Strike puts off 1,696" in words
    page = response.content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert page.count('rel="canonical"') == 1
    assert f'{now.get_absolute_url()}">' in page


def test_the_current_version_has_one_address(client):
    now = story()
    response = client.get(f"{versions_of(now)}2/")
    assert response.status_code == 302
    assert response["Location"] == now.get_absolute_url()


def test_the_story_links_to_its_earlier_versions_once_it_has_some(client):
    first = published(at=JANUARY)
    assert versions_of(first) not in client.get(first.get_absolute_url()).content.decode()
    now = updated(first, headline="Another headline")
    assert versions_of(now) in client.get(now.get_absolute_url()).content.decode()


def test_scheduled_and_cancelled_versions_and_the_working_copy_are_never_shown(client):
    now = story()
    waiting = scheduled(changed(now, headline="Of tomorrow"))
    words = words_of(client.get(versions_of(now)))
    assert "Of tomorrow" not in words
    assert client.get(f"{versions_of(now)}{waiting.number}/").status_code == 404
    workflow.cancel_scheduled(by=factories.user("editor"), version=waiting)
    assert client.get(f"{versions_of(now)}{waiting.number}/").status_code == 404
    assert client.get(f"{versions_of(now)}99/").status_code == 404


def test_a_pulled_story_is_gone_with_all_its_versions(client):
    now = story()
    pulled(now)
    for address in (versions_of(now), f"{versions_of(now)}1/", f"{versions_of(now)}2/"):
        response = client.get(address)
        assert response.status_code == 410
        assert response["Cache-Control"] == "no-store"
        assert "Strike puts off" not in response.content.decode()


def test_a_withdrawn_story_keeps_its_earlier_versions(client):
    now = story()
    withdrawn(now)
    words = words_of(client.get(versions_of(now)))
    assert "Withdrawn" in words
    assert "We could not stand this story up." in words
    earlier = words_of(client.get(f"{versions_of(now)}2/"))
    assert "The story has been withdrawn: read why" in earlier
    assert "Strike puts off 1,854" in earlier


def test_an_old_address_leads_to_the_versions_under_the_new_one(client):
    first = published(slug="old-address", at=JANUARY)
    now = updated(first, slug="new-address", headline="Moved")
    response = client.get("/articles/2016/01/old-address/versions/1/")
    assert response.status_code == 301
    assert response["Location"] == f"{versions_of(now)}1/"
    assert client.get("/articles/2016/1/new-address/versions/")["Location"] == versions_of(now)


def test_a_picture_that_no_live_version_shows_is_left_out(client):
    shown, gone = picture("Kept", alt_text="Kept"), picture("Gone", alt_text="Gone")
    first = published(pictures=[(shown, "", False), (gone, "", False)], at=JANUARY)
    now = updated(first, headline="With one picture", pictures=[(shown, "", False)])
    page = client.get(f"{versions_of(now)}1/").content.decode()
    assert 'alt="Kept"' in page
    assert 'alt="Gone"' not in page


def test_a_link_put_right_is_named_as_such(client):
    first = published(body='<p><a href="https://example.org/a">One.</a></p>', at=JANUARY)
    now = updated(first, body='<p><a href="https://example.org/b">One.</a></p>')
    assert client.get(versions_of(now)).context["lines"][0].changed == ["links"]
