"""The front page: the latest stories, strikes now and to come, numbers lately released."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.views import coming_strikes
from tests import factories
from tests.story_factories import draft, picture, published, scheduled

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def page(client):
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def coming():
    return [strike.title for strike in coming_strikes(timezone.now())]


def strike(title, *offsets, **more):
    return factories.strike(title, days=[TODAY + timedelta(days=n) for n in offsets], **more)


def test_the_latest_story_leads_with_its_picture(client):
    shown = picture()
    published(headline="Yesterday’s story", at=timezone.now() - timedelta(days=1))
    published(headline="Today’s story", pictures=[(shown, "", False)])
    response = client.get("/")
    assert response.context["lead"].headline == "Today’s story"
    assert [story.headline for story in response.context["stories"]] == ["Yesterday’s story"]
    assert f'src="/pictures/{shown.uuid}/"' in response.content.decode()


def test_no_draft_and_no_scheduled_story_is_there(client):
    draft(headline="A draft")
    scheduled(headline="Tomorrow’s story")
    assert "A draft" not in page(client)
    assert "Tomorrow’s story" not in page(client)


def test_an_empty_newsroom_says_so(client):
    shown = page(client)
    assert "Nothing has been published yet." in shown
    assert "We know of none." in shown


def test_strikes_of_today_and_later_come_the_next_one_first():
    strike("Later", 7, 8)
    strike("Under way", -1, 0)
    strike("Over", -3, -2)
    assert coming() == ["Under way", "Later"]


def test_a_strike_that_is_called_off_is_not_to_come():
    strike("Called off", 3, statuses=[("called_off", TODAY)])
    strike("Announced", 3, statuses=[("announced", TODAY)])
    assert coming() == ["Announced"]


def test_a_released_figure_is_there_and_others_are_not(client):
    factories.released(1854)
    factories.checked(777, basis="busiest_day")
    shown = page(client)
    assert "1,854 appointments" in shown
    assert "777" not in shown


# What is remembered


@pytest.fixture
def remembering(settings):
    settings.PARTS_KEPT_SECONDS = 600


def test_facts_are_asked_for_once(client, remembering, django_assert_num_queries):
    published()
    strike("Announced", 3)
    factories.released(1854)
    shown = page(client)
    # The stories, the picture of the first, and whether anything has changed.
    with django_assert_num_queries(3):
        assert page(client) == shown


@pytest.mark.parametrize(
    ("deed", "text"),
    [
        (lambda: factories.released(158, measure="inpatient"), "158 inpatient"),
        (lambda: strike("Called today", 3), "Called today"),
        (lambda: published(headline="Told today"), "Told today"),
    ],
    ids=["figure", "strike", "story"],
)
def test_what_is_new_shows_at_once(client, remembering, deed, text):
    factories.released(1854)
    assert text not in page(client)
    deed()
    assert text in page(client)


def test_a_strike_of_today_is_not_to_come_tomorrow(client, remembering, monkeypatch):
    strike("Today’s strike", 0)
    now = timezone.now()
    assert "Today’s strike" in page(client)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    assert "Today’s strike" not in page(client)
