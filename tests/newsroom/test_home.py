"""The front page: the latest stories, strikes now and to come, numbers lately released."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hospitals import workflow
from newsroom.front_page import coming_strikes
from tests import factories
from tests.story_factories import draft, picture, published, scheduled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

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
    assert response.context["lead"].story.headline == "Today’s story"
    assert [card.story.headline for card in response.context["second"]] == ["Yesterday’s story"]
    assert f'src="/pictures/{shown.uuid}/"' in response.content.decode()


def test_no_draft_and_no_scheduled_story_is_there(client):
    draft(headline="A draft")
    scheduled(headline="Tomorrow’s story")
    assert "A draft" not in page(client)
    assert "Tomorrow’s story" not in page(client)


def test_an_empty_newsroom_says_so(client):
    shown = page(client)
    assert "Nothing has been published yet." in shown
    assert "we know of none" in shown
    assert "No figure has been released yet." in shown
    assert "No source has changed a number, and we have corrected none." in shown


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
    assert [tile.number for tile in tiles(client)] == ["1,854"]
    assert "777" not in shown


def tiles(client):
    shown = client.get("/").context["front"].tiles
    return [line for tile in shown for line in tile.lines]


def source(name, published_on="2023-04-17", **more):
    said_by = factories.source(name)
    evidence = factories.evidence(said_by=said_by, published_on=published_on, **more)
    return {"source": said_by, "evidence": evidence}


def test_no_number_stands_without_who_says_so_and_when(client):
    factories.released(1854, **source("NHS England"))
    at = factories.london("2023-04-20 09:00")
    factories.released(158, measure="inpatient", at=at, **source("A trust", published_on=None))
    shown = page(client)
    assert '<p class="who" dir="auto">NHS England</p>' in shown
    assert "Published on 17 April 2023" in shown
    assert '<p class="who" dir="auto">A trust</p>' in shown
    assert "Here since 20 April 2023" in shown


def test_a_rival_stands_beside_it_the_one_to_use_first(client):
    used = factories.released(1854, **source("NHS England"))
    other = factories.released(1900, how_exact="nearly", **source("BMA", "2023-04-18"))
    assert [line.id for line in tiles(client)] == [used.pk, other.pk]
    assert page(client).count("we use another figure for this") == 1


def test_a_disputed_number_is_not_seen_on_the_front_page(client):
    figure = factories.released(1854)
    workflow.dispute(
        by=factories.user("data_editor"), figure=figure, text="The trust counts 1,700."
    )
    assert tiles(client) == []


def test_a_table_of_many_numbers_is_one_tile(client):
    of_table = source("NHS England")
    factories.released(1854, **of_table)
    factories.released(158, measure="inpatient", **of_table)
    assert [line.number for line in tiles(client)] == ["158"]


def test_what_its_source_has_changed_is_told(client):
    figure = factories.released(1854)
    factories.revised(figure, 1901)
    [changed] = client.get("/").context["front"].changed
    assert (changed.number.before, changed.number.after) == ("1,854", "1,901")


def test_the_next_strike_says_who_announced_it(client):
    told = factories.evidence(said_by=factories.source("BMA"), signed_off=True)
    coming = strike("Coming", 3)
    factories.change_status(coming, "announced", TODAY, told)
    assert "<strong>Announced</strong>, says BMA" in page(client)


def test_who_speaks_of_a_day_to_come_is_not_who_said_what_holds_today(client):
    bma, nhs = (
        factories.evidence(said_by=factories.source(name), signed_off=True)
        for name in ("BMA", "NHS England")
    )
    coming = strike("Coming", 3)
    factories.change_status(coming, "announced", TODAY, bma)
    factories.change_status(coming, "under_way", TODAY + timedelta(days=3), nhs)
    assert "<strong>Announced</strong>, says BMA" in page(client)


def days_of_strip(client):
    return [(each.day - TODAY, each.on) for each in client.get("/").context["front"].days]


def test_the_days_of_the_next_strike_stand_between_two_free_ones(client):
    strike("Coming", 3, 4)
    assert [on for _, on in days_of_strip(client)] == [False, True, True, False]


def test_a_strike_without_an_end_has_no_strip_of_days(client):
    coming = strike("Coming", 3)
    factories.spell(coming, TODAY + timedelta(days=5), None)
    assert days_of_strip(client) == []


def test_a_phone_finds_the_icons_and_the_name(client):
    answer = client.get("/site.webmanifest").json()
    assert answer["name"] == "Newsroom"
    assert all(icon["src"].startswith("/static/img/icon-") for icon in answer["icons"])
    assert client.get("/favicon.ico").status_code == 302


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
        (lambda: factories.released(158, measure="inpatient"), ">158</a>"),
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


# The chart


def totals_of_two_strikes():
    """Of England, in one dispute."""
    for month, value in ((3, 175755), (4, 196225)):
        day = date(2023, month, 13)
        strike = factories.strike(f"Junior doctors’ strike, 13 {month} 2023", days=[day])
        about = {"strike": strike, "period_start": day, "period_end": day}
        factories.released(value, area=factories.area(), **about)


def test_a_lead_without_a_picture_has_the_chart_in_its_place(client):
    totals_of_two_strikes()
    published(headline="No change is not an option")
    content = client.get("/").content.decode()
    assert content.count('id="chart-strikes-title"') == 1
    lead = content.split('class="lead-story"')[1].split("</section>")[0]
    assert lead.index("chart-strikes") > lead.index("No change is not an option")


def test_a_lead_with_a_picture_has_the_chart_below(client):
    totals_of_two_strikes()
    published(headline="No change is not an option", pictures=[(picture(), "", False)])
    content = client.get("/").content.decode()
    assert content.count('id="chart-strikes-title"') == 1
    assert "chart-strikes" not in content.split('class="lead-story"')[1].split("</section>")[0]


def test_where_nothing_compares_there_is_no_chart(client):
    factories.released(196225, area=factories.area())
    assert client.get("/").context["front"].dispute is None
