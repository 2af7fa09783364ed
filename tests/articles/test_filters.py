"""The search of stories: what each filter finds, and what it says to values it cannot use."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles import presenters
from articles.filters import NEWEST_FIRST, StoryFilter
from articles.forms import offer_choices
from articles.models import PublicStory, PublishedVersion
from hospitals.models import Alias
from tests import factories
from tests.story_factories import (
    changed,
    draft,
    published,
    pulled,
    scheduled,
    section,
    updated,
    withdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


def search(query):
    return StoryFilter(QueryDict(query), PublicStory.objects.live(timezone.now()).for_lists())


def found(query):
    filterset = search(query)
    assert not filterset.errors
    return [row.version for row in filterset.qs.newest_first()]


def said(query, name):
    [sentence] = search(query).errors[name]
    return sentence


# Words


def test_every_word_must_occur():
    both = published(headline="Southampton puts off 1,854 appointments")
    published(headline="Southampton puts off operations", body="<p>Nobody came.</p>")
    assert found("q=southampton+appointments") == [both]


def test_words_are_found_whatever_their_case_and_quotes():
    story = published(headline="King’s Mill nurses strike")
    assert found("q=KINGS+mill") == [story]


def test_a_number_is_found_as_it_is_printed():
    story = published(headline="1,854 appointments put off")
    published(headline="854 operations, 1 clinic put off")
    assert found("q=1,854") == [story]


def test_words_in_the_body_count_whatever_their_form():
    story = published(body="<p>Pickets at the Bargate, Café Mettricks.</p>")
    published(body="<p>Nobody came.</p>")
    assert found("q=bargate+picketing") == [story]
    assert found("q=cafe") == [story]


def test_the_words_of_a_notice_count():
    story = withdrawn(published(), "We could not substantiate it.")
    assert found("q=substantiate") == [story]


def test_words_that_stand_in_every_text_leave_nothing_out():
    story = published()
    assert found("q=the") == [story]
    assert found("q=the+picnic") == []


def test_a_word_of_one_character_is_refused():
    assert said("q=a+strike", "q") == "“a” is too short: give words of 2 characters or more."


def test_marks_alone_are_no_word():
    assert "no letter or digit" in said("q=%3F!", "q")


def test_eleven_words_are_refused():
    assert said("q=" + "+".join(["word"] * 11), "q").startswith("You gave 11 words: give at most")


def test_signs_of_the_database_are_only_signs():
    published(headline="Strike")
    assert "no letter or digit" in said("q=%25%25", "q")


# Subjects


@pytest.fixture
def southampton():
    return published(
        headline="Southampton",
        section=section("Strikes"),
        trusts=[factories.trust("RHM")],
        hospitals=[factories.hospital()],
        strikes=[factories.strike()],
    )


@pytest.fixture
def nottingham():
    return published(
        headline="Nottingham", section=section("Talks"), trusts=[factories.trust("RX1")]
    )


@pytest.mark.parametrize(
    "query",
    [
        "section=strikes",
        "trust=RHM",
        "hospital=southampton-general-hospital-southampton",
        "strike=junior-doctors-strike-1115-april-2023",
    ],
)
def test_stories_about_a_subject(southampton, nottingham, query):
    assert found(query) == [southampton]


def test_a_story_about_two_trusts_is_found_once():
    story = published(trusts=[factories.trust("RHM"), factories.trust("RN5")])
    assert found("trust=RHM") == [story]


def test_a_trust_without_stories_finds_none(southampton):
    factories.trust("RK5")
    assert found("trust=RK5") == []


def test_an_unknown_trust_is_an_error(southampton):
    assert said("trust=XYZ", "trust") == "We hold nothing called “XYZ”."


def test_a_misspelt_filter_names_the_right_one():
    assert "Did you mean “hospital”?" in said("hosptial=x", "hosptial")


def test_only_the_live_version_counts(southampton):
    """What a later version is about does not find the story before that version starts."""
    scheduled(changed(southampton, headline="Later", trusts=[factories.trust("RK5")]))
    assert found("trust=RK5") == []
    assert found("trust=RHM") == [southampton]


# Days


@pytest.fixture
def night():
    """First published at 0.30 on 12 June 2016 in London, which is 11 June in Greenwich."""
    return published(at=factories.london("2016-06-12 00:30"))


@pytest.mark.parametrize(
    "query",
    ["date_from=2016-06-12", "date_to=2016-06-12", "date_from=2016-06-12&date_to=2016-06-12"],
)
def test_days_are_londons(night, query):
    assert found(query) == [night]


@pytest.mark.parametrize("query", ["date_from=2016-06-13", "date_to=2016-06-11"])
def test_other_days_do_not_find_it(night, query):
    assert found(query) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(night, day):
    found(f"date_from={day}")
    found(f"date_to={day}")


def test_a_date_in_another_form_is_an_error():
    assert said("date_from=12/1/2016", "date_from").endswith("2016-01-12.")


# What the form offers


def offered(name, at=None):
    form = search("").form
    offer_choices(form, at)
    return [value for value, _ in form.fields[name].widget.choices]


def test_the_form_offers_trusts_that_live_stories_are_about(southampton):
    draft(trusts=[factories.trust("RK5")])
    scheduled(headline="Later", trusts=[factories.trust("RX1")])
    assert offered("trust") == ["", "RHM"]


def test_the_form_keeps_what_was_asked_for(southampton):
    factories.trust("RK5")
    form = search("trust=RK5").form
    form.is_valid()
    offer_choices(form)
    assert '<option value="RK5" selected>Sherwood Forest Hospitals' in str(form["trust"])


def test_a_select_needs_no_word_on_how_to_write_its_values(southampton):
    form = search("trust=RHM").form
    form.is_valid()
    offer_choices(form)
    assert form["trust"].help_text == ""


def test_what_the_form_offers_is_asked_for_once(southampton, settings, django_assert_num_queries):
    settings.PARTS_KEPT_SECONDS = 600
    assert offered("trust") == ["", "RHM"]
    with django_assert_num_queries(1):  # whether anything has changed
        assert offered("trust") == ["", "RHM"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda story: published(headline="Another", trusts=[factories.trust("RK5")]),
        lambda story: updated(story, trusts=[factories.trust("RHM"), factories.trust("RK5")]),
    ],
    ids=["publish", "update"],
)
def test_the_form_offers_the_trust_of_a_new_story_at_once(southampton, settings, deed):
    settings.PARTS_KEPT_SECONDS = 600
    factories.trust("RK5")
    assert offered("trust") == ["", "RHM"]
    deed(southampton)
    assert offered("trust") == ["", "RK5", "RHM"]


def test_the_form_offers_a_trust_no_more_once_its_only_story_is_pulled(southampton, settings):
    settings.PARTS_KEPT_SECONDS = 600
    assert offered("trust") == ["", "RHM"]
    pulled(southampton)
    assert offered("trust") == [""]


def test_the_form_offers_the_trust_of_a_scheduled_story_when_it_appears(southampton, settings):
    settings.PARTS_KEPT_SECONDS = 600
    version = scheduled(headline="Later", trusts=[factories.trust("RK5")])
    assert offered("trust") == ["", "RHM"]
    assert offered("trust", version.live_from) == ["", "RK5", "RHM"]


def test_hospitals_are_offered_with_their_town(southampton):
    form = search("").form
    offer_choices(form)
    assert "Southampton General Hospital, Southampton" in str(form["hospital"])


# Paging


def test_stories_of_one_minute_are_each_shown_once():
    at = factories.london("2016-01-12 07:00")
    stories = {published(headline=f"Story {n}", at=at).pk for n in range(5)}
    seen, cursor = [], None
    while True:
        page = NEWEST_FIRST.page(PublishedVersion.objects.public(), 2, cursor)
        seen += [version.pk for version in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert len(seen) == 5
    assert set(seen) == stories


# By area and by staff


def headlines(client, query):
    return [story.headline for story in client.get(f"/articles/?{query}").context["stories"]]


def test_an_area_has_stories_about_it_and_about_trusts_and_hospitals_in_it(client):
    for headline, about in (
        ("Of the region", {"areas": [factories.region()]}),
        ("Of a trust", {"trusts": [factories.trust()]}),
        ("Of a hospital", {"hospitals": [factories.hospital()]}),
        ("Of elsewhere", {"trusts": [factories.trust("RX1")]}),
        ("Of two there", {"trusts": [factories.trust(), factories.trust("RN5")]}),
    ):
        published(headline=headline, **about)
    here = ["Of two there", "Of a hospital", "Of a trust", "Of the region"]
    assert headlines(client, "area=south-east") == here
    assert headlines(client, "area=south-east&trust=RN5") == ["Of two there"]
    assert headlines(client, "area=england") == ["Of two there", "Of elsewhere", *here[1:]]


def test_staff_are_those_of_the_strikes_that_a_story_is_about(client):
    nurses = factories.strike("Nurses’ strike")
    nurses.staff_groups.set([factories.staff_group("Nurses")])
    published(headline="Of nurses", strikes=[nurses])
    published(headline="Of doctors", strikes=[factories.strike()])
    published(headline="Of both", strikes=[nurses, factories.strike()])
    assert headlines(client, "staff_group=nurses") == ["Of both", "Of nurses"]


def test_staff_find_stories_of_strikes_of_those_among_them(client):
    doctors = factories.staff_group("Resident doctors")
    strike = factories.strike("First-year doctors’ strike")
    strike.staff_groups.set([factories.staff_group("First-year doctors", parent=doctors)])
    published(headline="Of first-year doctors", strikes=[strike])
    assert headlines(client, "staff_group=resident-doctors") == ["Of first-year doctors"]


def test_the_list_says_which_area_and_staff_were_asked_for(client):
    factories.trust(), factories.strike()
    page = client.get("/articles/?area=south-east&staff_group=junior-doctors").content.decode()
    assert "Area: <strong>South East</strong>" in page
    assert "Staff: <strong>Junior doctors</strong>" in page
    assert "No story has all of this: area South East, staff Junior doctors." in page


def test_pages_of_an_area_hold_each_story_once(client, three_a_page):
    for number in range(4):
        published(headline=f"Story {number}", trusts=[factories.trust()])
    first = client.get("/articles/?area=south-east")
    second = client.get(first.context["page"].next_url)
    shown = [story.headline for page in (first, second) for story in page.context["stories"]]
    assert shown == [f"Story {number}" for number in reversed(range(4))]


def test_an_area_of_very_many_stories_has_the_same_list(client, monkeypatch):
    for number in range(4):
        published(headline=f"Story {number}", trusts=[factories.trust(), factories.trust("RN5")])
    published(headline="Of elsewhere", trusts=[factories.trust("RX1")])
    few = headlines(client, "area=south-east")
    monkeypatch.setattr("articles.filters.FEW", 2)
    assert headlines(client, "area=south-east") == few
    assert len(few) == 4


# Several with commas


def test_a_story_about_two_of_several_trusts_comes_once():
    trusts = [factories.trust(code) for code in ("RHM", "RK5", "RN5")]
    both, one, _ = (
        published(headline="Both", trusts=trusts[:2]),
        published(headline="One", trusts=trusts[1:2]),
        published(headline="Neither", trusts=trusts[2:]),
    )
    assert found("trust=RHM,RK5") == [one, both]
    assert found("trust=RHM,RK5&date_from=2001-01-01") == [one, both]


def test_each_trust_that_we_do_not_hold_is_named_and_the_one_meant():
    Alias.objects.create(text="UHS", trust=factories.trust("RHM"))
    name = factories.trust("RHM").name
    assert list(search("trust=UHS,XX1").errors["trust"]) == [
        f"There is no trust “UHS”. Did you mean “RHM” ({name})?",
        "We hold nothing called “XX1”.",
    ]


def test_a_page_says_which_several_were_asked_for():
    for code in ("RHM", "RK5"):
        factories.trust(code)
    filterset = search("trust=RHM,RK5")
    assert not filterset.errors
    offer_choices(filterset.form)
    chosen = str(filterset.form["trust"])
    assert 'value="RHM,RK5" selected' in chosen
    names = "University Hospital Southampton NHS Foundation Trust or Sherwood Forest Hospitals"
    assert names in chosen
    assert presenters.asked(filterset, "/articles/")[0].words.startswith(names)
