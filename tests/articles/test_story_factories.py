"""The small stories that other tests stand on are what they say they are."""

import pytest

from articles.models import PublishedVersion
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

live = PublishedVersion.objects.live


def test_a_published_story_is_seen_by_readers():
    version = story_factories.published()
    assert live().get() == version
    assert version.approved_by == factories.user("sub")
    assert version.byline == "Rosa Field"


def test_a_story_of_the_past_is_published_then():
    at = factories.london("2016-01-12 07:00")
    version = story_factories.published(at=at)
    assert (version.first_published_at, version.published_at) == (at, at)


def test_a_story_cites_a_figure_and_a_quotation():
    figure, quote = factories.released(), story_factories.quote()
    body = f"<p>{story_factories.marked(figure, '1,854')} appointments. "
    body += f"{story_factories.marked(quote, '“We are sorry”')}, she said.</p>"
    version = story_factories.published(body=body)
    assert [c.words for c in version.citations.all()] == ["1,854", "“We are sorry”"]


def test_a_scheduled_story_is_not_seen_yet():
    version = story_factories.scheduled()
    assert not live().exists()
    assert live(version.live_from).get() == version


def test_a_pulled_story_is_gone():
    story_factories.pulled()
    assert not live().exists()


def test_a_corrected_story_has_its_notice():
    version = story_factories.corrected(story_factories.published())
    assert live().get() == version
    assert version.corrections.get().placement == "top"


def test_a_withdrawn_story_shows_why():
    version = story_factories.withdrawn(story_factories.published())
    assert live().get() == version
    assert version.notice == "We could not stand this story up."


def test_a_picture_shown_by_a_live_story_has_a_copy_for_readers():
    picture = story_factories.picture()
    story_factories.published(pictures=[(picture, "The picket line.", False)])
    with picture.web_copy.open() as copy:
        assert copy.read(2) == b"\xff\xd8"
