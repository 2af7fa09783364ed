"""What was changed in which story, and when."""

import pytest

from tests import factories
from tests.hospitals.test_pages import words_of
from tests.story_factories import (
    changed,
    corrected,
    published,
    pulled,
    scheduled,
    updated,
    withdrawn,
)

pytestmark = pytest.mark.django_db

PATH = "/updates/stories/"
MONDAY, TUESDAY = factories.london("2016-01-11 07:00"), factories.london("2016-01-12 07:00")


def lines(client):
    return [(line.kind, line.headline) for line in client.get(PATH).context["lines"]]


def test_what_is_first_published_is_no_update(client):
    published(headline="Pickets return", at=MONDAY)
    assert lines(client) == []
    assert "We have changed no story" in words_of(client.get(PATH))


def test_an_update_and_a_correction_stand_the_latest_first_under_the_headline_of_now(client):
    first = published(headline="Pickets return", at=MONDAY)
    corrected(first, at=TUESDAY, headline="Pickets return to Southampton")
    other = published(headline="Talks go on", at=MONDAY)
    updated(other, body="<p>Talks go on today.</p>")
    assert lines(client) == [
        ("Updated", "Talks go on"),
        ("Corrected", "Pickets return to Southampton"),
    ]
    assert "We said that 1,696 appointments were put off." in words_of(client.get(PATH))


def test_a_withdrawal_stands_there_and_a_pulled_story_does_not(client):
    withdrawn(published(headline="Talks go on"))
    pulled(updated(published(headline="Pickets return"), body="<p>More.</p>"))
    assert lines(client) == [("Withdrawn", "Talks go on")]


def test_what_is_still_to_come_does_not(client):
    version = published(headline="Talks go on")
    scheduled(changed(version, body="<p>Talks go on today.</p>"))
    assert lines(client) == []
