"""The feeds, as a feed reader meets them that has read them before."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from articles import workflow
from hospitals import workflow as facts
from newsroom import feeds
from tests import factories
from tests.story_factories import (
    changed,
    contributor,
    corrected,
    draft,
    published,
    pulled,
    scheduled,
    updated,
    withdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

STORIES, CORRECTIONS = "/feeds/stories.atom", "/feeds/corrections.atom"
JANUARY = factories.london("2016-01-12 07:00")
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def feed(client, path=STORIES, **headers):
    response = client.get(path, **headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, path=STORIES):
    return feed(client, path).findall("atom:entry", ATOM)


def said(element, name):
    return element.findtext(f"atom:{name}", namespaces=ATOM)


def titles(client, path=STORIES):
    return [said(entry, "title") for entry in entries(client, path)]


def issue(version, placement="foot", **more):
    return workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(
            was_wrong="We said 1,696.", is_right="It was 1,854.", placement=placement, **more
        ),
        article=version.article,
    )


def test_the_feed_says_what_it_is_and_where(client, settings):
    settings.SITE_URL = "https://news.example.org"
    version = published(at=JANUARY)
    found = feed(client)
    links = {link.get("rel"): link.get("href") for link in found.findall("atom:link", ATOM)}
    assert said(found, "title") == f"{settings.SITE_NAME}: stories"
    assert links["self"] == "https://news.example.org/feeds/stories.atom"
    assert links["alternate"] == "https://news.example.org/articles/"
    assert said(found, "updated") == "2016-01-12T07:00:00+00:00"
    (link,) = entries(client)[0].findall("atom:link", ATOM)
    assert link.get("href") == f"https://news.example.org{version.get_absolute_url()}"


def test_an_entry_has_the_story_s_own_id_its_dates_authors_and_standfirst(client):
    first = published(
        headline="Strike puts off 1,854 appointments",
        standfirst="Cancer care & emergencies.",
        bylines=[contributor("Rosa Field"), contributor("Tom Hill"), contributor("Asha Patel")],
        at=JANUARY,
    )
    updated(first, body="<p>1,854.</p>", at=JANUARY + timedelta(hours=2))
    (entry,) = entries(client)
    assert said(entry, "id") == f"urn:uuid:{first.article.uuid}"
    assert said(entry, "title") == "Strike puts off 1,854 appointments"
    assert said(entry, "published") == "2016-01-12T07:00:00+00:00"
    assert said(entry, "updated") == "2016-01-12T09:00:00+00:00"
    assert said(entry, "summary") == "Cancer care & emergencies."
    assert entry.find("atom:summary", ATOM).get("type") == "text"
    names = [name.text for name in entry.findall("atom:author/atom:name", ATOM)]
    assert names == ["Rosa Field", "Tom Hill", "Asha Patel"]


def test_a_small_fix_is_no_news(client):
    version = published(body="<p>The strike hit the hosptal.</p>", at=JANUARY)
    fixed = changed(version, body="<p>The strike hit the hospital.</p>")
    workflow.publish(by=factories.user("sub"), article=fixed, kind="small_fix")
    (entry,) = entries(client)
    assert said(entry, "updated") == said(entry, "published")


def test_a_corrected_story_says_so_with_the_note_first(client):
    first = published(headline="A strike", standfirst="What happened.", at=JANUARY)
    corrected(first, at=JANUARY + timedelta(days=1))
    (entry,) = entries(client)
    assert said(entry, "title") == "Corrected: A strike"
    assert said(entry, "summary").splitlines() == [
        "Correction, 13 January 2016: We said that 1,696 appointments were put off. It was 1,854.",
        "What happened.",
    ]
    assert said(entry, "id") == f"urn:uuid:{first.article.uuid}"


def test_a_correction_without_a_new_version_is_news_as_well(client):
    version = published(headline="A strike", at=JANUARY)
    notice = issue(version)
    (entry,) = entries(client)
    assert said(entry, "title") == "Corrected: A strike"
    assert said(entry, "updated") == notice.issued_at.isoformat()


def test_what_could_be_misread_is_clarified_and_not_corrected(client):
    issue(published(headline="A strike"), kind="clarification")
    assert titles(client) == ["Clarified: A strike"]


def test_a_withdrawn_story_stays_and_says_only_that(client):
    version = published(headline="A strike", standfirst="It was so.", at=JANUARY)
    issue(version)
    withdrawn(version, notice="We could not stand it up.")
    (entry,) = entries(client)
    assert said(entry, "id") == f"urn:uuid:{version.article.uuid}"
    assert said(entry, "title") == "Withdrawn: A strike"
    assert said(entry, "summary") == "We could not stand it up."


def test_a_pulled_story_and_its_corrections_are_gone(client):
    version = published(headline="Gone")
    issue(version)
    workflow.pull(by=factories.user("editor"), article=version.article)
    assert titles(client) == titles(client, CORRECTIONS) == []


def test_what_is_not_public_is_not_in_it(client):
    draft(headline="A draft")
    scheduled(headline="Tomorrow")
    pulled(headline="Pulled")
    published(headline="Live")
    assert titles(client) == ["Live"]


def test_the_newest_an_old_story_comes_back_when_it_is_corrected(client, monkeypatch):
    assert feeds.NEWEST == 30
    monkeypatch.setattr(feeds, "NEWEST", 4)
    versions = [
        published(headline=f"Story {number}", at=JANUARY + timedelta(hours=number))
        for number in range(6)
    ]
    corrected(versions[0], at=JANUARY + timedelta(days=3))
    found = titles(client)
    assert len(found) == 4
    assert found[0] == "Corrected: Story 0"
    assert found[1] == "Story 5"
    assert found[-1] == "Story 3"


def test_characters_that_xml_cannot_write_do_no_harm(client):
    issue(published(headline="A strike"))
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="We said\x0b1,696.", is_right="It was 1,854."),
        article=published(headline="Another").article,
    )
    assert said(entries(client, CORRECTIONS)[0], "summary") == "We said 1,696. It was 1,854."


# Corrections


def test_a_correction_of_a_story_leads_to_it(client):
    version = published(headline="A strike", at=JANUARY)
    notice = issue(version, kind="apology")
    (entry,) = entries(client, CORRECTIONS)
    assert said(entry, "id") == f"urn:uuid:{notice.uuid}"
    assert said(entry, "title") == "Correction and apology: A strike"
    assert said(entry, "summary") == "We said 1,696. It was 1,854."
    assert said(entry, "published") == said(entry, "updated") == notice.issued_at.isoformat()
    assert entry.find("atom:link", ATOM).get("href").endswith(version.get_absolute_url())


def test_a_correction_of_a_figure_leads_to_the_figure(client):
    figure = factories.released(1854)
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="We said 1,696.", is_right="It was 1,854.", figure=figure),
    )
    (entry,) = entries(client, CORRECTIONS)
    assert "University Hospital Southampton" in said(entry, "title")
    assert entry.find("atom:link", ATOM).get("href").endswith(figure.get_absolute_url())


def test_a_correction_of_what_is_not_public_is_left_out(client):
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(
            was_wrong="We said 1,696.", is_right="It was 1,854.", figure=factories.checked(1854)
        ),
    )
    assert entries(client, CORRECTIONS) == []


# Asking again


@pytest.mark.parametrize("path", [STORIES, CORRECTIONS])
def test_a_reader_who_has_the_feed_is_told_so(client, path):
    version = published()
    issue(version)
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    workflow.pull(by=factories.user("editor"), article=version.article)
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("path", [STORIES, CORRECTIONS])
def test_an_empty_feed_is_the_same_each_time(client, path):
    assert client.get(path)["ETag"] == client.get(path)["ETag"]
    assert said(feed(client, path), "updated") == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize("path", [STORIES, CORRECTIONS])
def test_a_feed_passes_over_parameters(client, path):
    assert client.get(path, {"utm_source": "reader"}).status_code == 200
    other = client.get(path, {"section": "strikes"})
    assert (other.status_code, other["Location"]) == (302, path)


def test_only_reading_is_allowed(client):
    assert client.post(STORIES).status_code == 405


@pytest.mark.parametrize(("what", "words"), feeds.FEEDS)
def test_each_page_names_the_feeds_and_one_lists_them_in_every_format(client, what, words):
    head, _, body = client.get("/").content.decode().partition("</head>")
    assert f'type="application/atom+xml" title="Newsroom: {words}"' in head
    assert 'href="/feeds/"' in body
    page = client.get("/feeds/").content.decode()
    for form, name in feeds.NAMES:
        assert f'<a href="/feeds/{what}.{form}">{name}' in page
        assert client.get(f"/feeds/{what}.{form}").status_code == 200


def test_a_feed_is_the_same_one_whatever_host_is_asked(client, settings):
    found = {
        said(feed(client, headers={"host": host}), "id") for host in ("testserver", "localhost")
    }
    assert len(found) == 1
    settings.SITE_URL = "https://news.example.org"
    (one,) = {
        said(feed(client, headers={"host": host}), "id") for host in ("testserver", "localhost")
    }
    assert one.startswith("urn:uuid:")
    assert one != said(feed(client, CORRECTIONS), "id")


# The other formats


def test_rss_has_the_same_entries_with_text_as_html(client):
    version = published(
        headline="Strike puts off 1,854 appointments",
        standfirst="Cancer care &amp; emergencies &lt;b&gt;",
        bylines=[contributor("Rosa Field"), contributor("Tom Hill")],
        at=JANUARY,
    )
    corrected(version, at=JANUARY + timedelta(days=1))
    response = client.get("/feeds/stories.rss")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(response.content).find("channel")
    assert channel.findtext("title") == channel.findtext("description") == "Newsroom: stories"
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Corrected: Strike puts off 1,854 appointments"
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert item.findtext("guid") == f"urn:uuid:{version.article.uuid}"
    assert item.findtext("pubDate") == "Tue, 12 Jan 2016 07:00:00 +0000"
    assert item.findtext("description").endswith(
        "It was 1,854.<br>Cancer care &amp; emergencies &lt;b&gt;"
    )
    creators = item.findall("{http://purl.org/dc/elements/1.1/}creator")
    assert [each.text for each in creators] == ["Rosa Field", "Tom Hill"]


def test_json_feed_has_the_same_entries(client, settings):
    settings.SITE_URL = "https://news.example.org"
    version = published(
        headline="A strike",
        standfirst="What it did.",
        bylines=[contributor("Rosa Field")],
        at=JANUARY,
    )
    response = client.get("/feeds/stories.json")
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert response.json() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Newsroom: stories",
        "home_page_url": "https://news.example.org/articles/",
        "feed_url": "https://news.example.org/feeds/stories.json",
        "language": "en-GB",
        "authors": [{"name": "Newsroom"}],
        "items": [
            {
                "id": f"urn:uuid:{version.article.uuid}",
                "url": f"https://news.example.org{version.get_absolute_url()}",
                "title": "A strike",
                "content_text": "What it did.",
                "date_published": "2016-01-12T07:00:00+00:00",
                "date_modified": "2016-01-12T07:00:00+00:00",
                "authors": [{"name": "Rosa Field"}],
                "tags": ["Strikes"],
            }
        ],
    }


def test_there_is_no_other_format(client):
    assert client.get("/feeds/stories.xml").status_code == 404


# What sources changed; one trust, strike or dispute


def items(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.json()["items"]


def test_an_update_says_who_changed_what(client):
    figure = factories.released(61989)
    factories.revised(figure, 67034)
    (item,) = items(client, "/feeds/updates.json")
    assert item["url"].endswith(figure.get_absolute_url())
    assert item["content_text"].startswith("NHS England: 67,034, before 61,989: ")
    factories.revised(figure, 67035)
    later = items(client, "/feeds/updates.json")
    assert len({each["id"] for each in later}) == 2
    assert item["id"] in {each["id"] for each in later}


@pytest.mark.parametrize("kind", ["trust", "strike", "dispute"])
def test_who_follows_one_subject_hears_of_its_stories_and_figures(client, kind):
    trust, strike = factories.trust(), factories.strike()
    subject = {"trust": trust, "strike": strike, "dispute": strike.dispute}[kind]
    other = factories.strike("Nurses’ strike", dispute=factories.dispute("Nurses’ pay"))
    figure = factories.released(1854, strike=strike, at=JANUARY)
    published(headline="About it", trusts=[trust], strikes=[strike])
    published(headline="About another", strikes=[other])
    draft(headline="To come", trusts=[trust], strikes=[strike])
    path = f"{subject.get_absolute_url()}feed.json"
    story, number, *rest = items(client, path)
    assert story["title"] == "About it"
    assert number["id"] == f"urn:uuid:{figure.uuid}"
    assert number["title"].startswith("NHS England: 1,854 ")
    assert rest == []
    head = client.get(subject.get_absolute_url()).content.decode()
    assert f'href="{subject.get_absolute_url()}feed.atom"' in head.partition("</head>")[0]
    assert f'href="{subject.get_absolute_url()}feed.atom"' in head.partition("</head>")[2]


def test_a_figure_that_is_revised_corrected_or_withdrawn_comes_back_and_says_so(client):
    figure = factories.released(61989, at=JANUARY)
    path = f"{figure.trust.get_absolute_url()}feed.json"
    before = items(client, path)[0]
    factories.revised(figure, 67034, at=JANUARY + timedelta(days=1))
    (item,) = items(client, path)
    assert item["id"] == before["id"]
    assert item["title"].startswith("Changed: NHS England: 67,034 ")
    assert "before 61,989" in item["content_text"]
    assert item["date_modified"] > before["date_modified"]
    factories.revised(figure, 67000, reason="our_error", at=JANUARY + timedelta(days=2))
    assert items(client, path)[0]["title"].startswith("Corrected: ")
    facts.withdraw(by=factories.user("editor"), figure=figure, reason="It counted two trusts.")
    (item,) = items(client, path)
    assert item["id"] == before["id"]
    assert item["title"].startswith("Withdrawn: ")
    assert item["content_text"] == "It counted two trusts."
    assert "67" not in item["title"]


def test_who_follows_a_strike_hears_that_it_is_called_off(client):
    strike = factories.strike()
    factories.change_status(strike, "called_off", date(2023, 4, 1))
    (item,) = items(client, f"{strike.get_absolute_url()}feed.json")
    assert item["title"] == f"{strike.title}: called off, 1 April 2023"
    assert item["content_text"] == "NHS England."


def test_what_nobody_may_know_of_has_no_feed(client):
    for path in ("/trusts/nothing/feed.atom", "/strikes/nothing/feed.rss", "/disputes/x/feed.json"):
        assert client.get(path).status_code == 404
