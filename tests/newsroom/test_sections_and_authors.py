"""The pages of sections, and of those who write: nothing of drafts, and nothing of log-ins."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Contributor
from tests import factories
from tests.story_factories import (
    contributor,
    corrected,
    draft,
    picture,
    published,
    pulled,
    scheduled,
    section,
    updated,
)

pytestmark = pytest.mark.django_db

JANUARY = factories.london("2016-01-12 07:00")


def main(response):
    return response.content.decode().split("<main")[1].split("</main>")[0]


# Sections


def test_a_section_leads_with_its_newest_story_and_turns_pages(client, monkeypatch):
    monkeypatch.setattr("lib.pages.PAGE_SIZE", 5)
    for number in range(7):
        published(headline=f"Story {number}", at=JANUARY + timedelta(days=number))
    published(headline="Of another section", section=section("Health"))
    first = client.get("/sections/strikes/")
    assert first.context["stories"].lead.story.headline == "Story 6"
    assert [card.story.headline for card in first.context["stories"].more] == ["Story 2"]
    assert "Of another section" not in main(first)
    second = client.get(first.context["page"].next_url)
    assert second.context["stories"].lead is None
    assert [card.story.headline for card in second.context["stories"].more] == [
        "Story 1",
        "Story 0",
    ]


def test_a_story_says_its_section_and_leads_there(client):
    story = published()
    for page in ("/", "/articles/", story.get_absolute_url()):
        assert '<a href="/sections/strikes/">Strikes</a>' in main(client.get(page))


def test_sections_of_drafts_are_nothing_to_readers(client):
    for made, name in ((draft, "Drafts"), (scheduled, "Tomorrow"), (pulled, "Gone")):
        made(section=section(name))
    for slug in ("drafts", "tomorrow", "gone", "never"):
        assert client.get(f"/sections/{slug}/").status_code == 404
    assert "Drafts" not in main(client.get("/articles/"))


def test_a_section_that_a_story_has_left_says_so(client):
    story = published(section=section("Health"))
    updated(story, section=section())
    assert "No story stands in this section now." in main(client.get("/sections/health/"))


def test_the_api_names_the_page_of_a_section_and_finds_its_stories(client):
    published(headline="Story of strikes")
    published(headline="Story of health", section=section("Health"))
    [found] = client.get("/api/v1/articles/?section=health").json()["results"]
    assert found["headline"] == "Story of health"
    assert found["section"] == {
        "slug": "health",
        "name": "Health",
        "page": "http://testserver/sections/health/",
    }


# Authors


@pytest.fixture
def rosa():
    user = factories.user("reporter")
    user.username, user.email = "rfield7", "rosa@news.example.org"
    user.save()
    return contributor("Rosa Field", user=user, role="health reporter", biography="Born in Hythe.")


def test_an_author_has_a_page_with_stories_and_what_was_corrected_in_them(client, rosa):
    story = published(headline="Pickets return", bylines=[rosa, contributor("Ann Lee")])
    published(headline="Of somebody else", bylines=[contributor("Ann Lee")])
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="We said 1,696.", is_right="It was 1,854."),
        article=story.article,
    )
    page = main(client.get("/authors/rosa-field/"))
    for shown in ("Rosa Field", "Health reporter", "Pickets return", "It was 1,854."):
        assert shown in page
    assert "Of somebody else" not in page


def test_a_biography_waits_for_a_yes(client, rosa):
    published(bylines=[rosa])
    assert "Born in Hythe." not in main(client.get("/authors/rosa-field/"))
    rosa.agreed_on = date(2016, 1, 12)
    rosa.save()
    assert "Born in Hythe." in main(client.get("/authors/rosa-field/"))


def test_other_words_want_another_yes(rosa):
    rosa.agreed_on = date(2016, 1, 12)
    rosa.save()
    client = Client()
    client.force_login(factories.user("editor"))
    page = reverse("admin:articles_contributor_change", args=[rosa.pk])
    opened = client.get(page).context["adminform"].form.initial["as_opened"]
    form = {
        "name": "Rosa Field",
        "slug": "rosa-field",
        "user": "",
        "role": "",
        "biography": "Lives in Hythe.",
        "agreed_on": "2016-01-12",
        "as_opened": opened,
    }
    assert "The words have changed" in client.post(page, form).content.decode()
    assert client.post(page, form | {"agreed_on": "2016-01-13"}).status_code == 302
    assert Contributor.objects.get(pk=rosa.pk).public_biography == "Lives in Hythe."


def test_who_has_no_log_in_has_a_page_too_and_nobodys_log_in_shows(client, rosa):
    published(bylines=[rosa, contributor("Ann Lee")])
    assert client.get("/authors/ann-lee/").status_code == 200
    page = client.get("/authors/rosa-field/").content.decode()
    assert rosa.user.get_username() not in page
    assert rosa.user.email not in page


def test_a_name_over_drafts_alone_is_nothing_to_readers(client):
    for made, name in ((draft, "Draft Writer"), (scheduled, "To Come"), (pulled, "Long Gone")):
        made(bylines=[contributor(name)])
    for slug in ("draft-writer", "to-come", "long-gone"):
        assert client.get(f"/authors/{slug}/").status_code == 404


def test_a_byline_leads_to_its_authors_by_the_names_of_its_day(client, rosa):
    story = published(bylines=[rosa, contributor("Ann Lee")])
    rosa.name = "Rosa Meadow"
    rosa.save()
    page = main(client.get(story.get_absolute_url()))
    assert (
        '<a dir="auto" rel="author" href="/authors/rosa-field/">Rosa Field</a> and '
        '<a dir="auto" rel="author" href="/authors/ann-lee/">Ann Lee</a>' in page
    )


def test_machines_are_told_who_wrote_it_and_where(client, rosa, settings):
    settings.SITE_URL = "https://news.example.org"
    story = published(bylines=[rosa])
    page = client.get(story.get_absolute_url()).content.decode()
    assert (
        '"author":[{"@type":"Person","name":"Rosa Field",'
        '"url":"https://news.example.org/authors/rosa-field/"}]' in page
    )
    [author] = client.get(f"/api/v1/articles/{story.article.uuid}/").json()["authors"]
    assert author == {
        "name": "Rosa Field",
        "page": "https://news.example.org/authors/rosa-field/",
    }


def test_an_author_who_is_no_longer_named_keeps_a_page_for_what_was(client, rosa):
    story = published(bylines=[rosa], pictures=[(picture(), "", False)])
    corrected(story, bylines=[contributor("Ann Lee")])
    assert "None of their stories stands here now." in main(client.get("/authors/rosa-field/"))


# Former addresses


def test_a_former_address_of_a_section_leads_to_the_present_one(client):
    story = published()
    theirs = story.section
    theirs.slug = "walkouts"
    theirs.save()
    assert client.get("/sections/walkouts/").status_code == 200
    answer = client.get("/sections/strikes/")
    assert (answer.status_code, answer["Location"]) == (301, "/sections/walkouts/")
    theirs.slug = "strikes"
    theirs.save()
    assert client.get("/sections/strikes/").status_code == 200
    assert client.get("/sections/walkouts/")["Location"] == "/sections/strikes/"


def test_a_former_address_of_an_author_leads_to_the_present_one(client):
    story = published()
    author = story.contributors.get()
    former, author.slug = author.slug, "by-another-name"
    author.save()
    answer = client.get(f"/authors/{former}/")
    assert (answer.status_code, answer["Location"]) == (301, "/authors/by-another-name/")


def test_whoever_has_the_address_now_is_read_there(client):
    first, second = published(), published(headline="Health", section=section("Health"))
    one, other = first.section, second.section
    one.slug = "walkouts"
    one.save()
    other.slug = "strikes"
    other.save()
    page = client.get("/sections/strikes/")
    assert (page.status_code, page.context["section"]) == (200, other)


def test_a_former_address_tells_nothing_of_a_section_of_drafts(client):
    hidden = draft(section=section("Drafts")).section
    hidden.slug = "tomorrow"
    hidden.save()
    assert client.get("/sections/drafts/").status_code == 404
