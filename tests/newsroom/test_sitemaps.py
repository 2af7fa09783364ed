"""Robots, sitemaps and security.txt, as a search engine reads them."""

from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from newsroom import sitemaps
from tests import factories
from tests.story_factories import draft, published, pulled, scheduled, withdrawn

pytestmark = pytest.mark.django_db

SITE = "https://news.example.org"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def listed(client, path, tag="s:loc"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    return [each.text for each in root.iterfind(f".//{tag}", NAMES)]


def test_robots_may_read_all_but_the_desk_and_learn_where_it_is_listed(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/news-sitemap.xml",
    ]


def test_every_sitemap_is_in_the_index_and_every_address_in_them_is_a_page(client):
    factories.released(1854)
    published()
    found = [urlsplit(each).path for each in listed(client, "/sitemap.xml")]
    assert [each.split("/")[2] for each in found] == list(sitemaps.SECTIONS)
    addresses = [each for path in found for each in listed(client, path)]
    assert len(set(addresses)) == len(addresses) > len(sitemaps.PAGES) + 5
    for each in addresses:
        assert each.startswith(f"{SITE}/")
        assert client.get(each.removeprefix(SITE)).status_code == 200


def test_addresses_are_those_of_the_site_whatever_host_was_asked(client):
    (first, *_) = listed(client, "/sitemaps/pages/1.xml")
    assert first == f"{SITE}/"
    response = client.get("/sitemap.xml", headers={"host": "localhost"})
    assert b"localhost" not in response.content


def test_figures_and_stories_that_readers_do_not_see_are_not_listed(client):
    live = published(headline="Live")
    gone = [pulled(published(headline="Pulled")), withdrawn(published(headline="Withdrawn"))]
    assert gone
    draft()
    scheduled()
    assert listed(client, "/sitemaps/stories/1.xml") == [f"{SITE}{live.get_absolute_url()}"]
    shown = factories.released(1854)
    factories.figure(158, measure="inpatient")
    factories.released(71, measure="outpatient", at=timezone.now() + timedelta(days=1))
    assert listed(client, "/sitemaps/figures/1.xml") == [f"{SITE}/figures/{shown.pk}/"]


def test_a_story_is_dated_by_its_last_change_that_matters(client):
    at = factories.london("2016-01-12 07:00")
    published(at=at)
    assert listed(client, "/sitemaps/stories/1.xml", "s:lastmod") == ["2016-01-12"]
    assert listed(client, "/sitemap.xml", "s:lastmod") == ["2016-01-12T07:00:00+00:00"]


def test_a_long_section_has_several_pages(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Section, "limit", 2)
    for number, measure in enumerate(["inpatient", "outpatient", "clinics"]):
        factories.released(number, measure=measure)
    pages = [each for each in listed(client, "/sitemap.xml") if "/figures/" in each]
    assert pages == [f"{SITE}/sitemaps/figures/{page}.xml" for page in (1, 2)]
    lengths = [len(listed(client, f"/sitemaps/figures/{page}.xml")) for page in (1, 2)]
    assert lengths == [2, 1]


@pytest.mark.parametrize("path", ["/sitemaps/nothing/1.xml", "/sitemaps/figures/2.xml"])
def test_what_is_not_in_the_index_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_the_news_are_the_stories_of_two_days_by_name(client, settings):
    settings.SITE_NAME = "The Daily"
    now = timezone.now()
    published(headline="An old strike", at=now - timedelta(hours=49))
    withdrawn(published(headline="Wrong", at=now - timedelta(hours=2)))
    fresh = published(headline="Beds & strikes\x0b", at=now - timedelta(hours=47))
    path = "/news-sitemap.xml"
    assert listed(client, path) == [f"{SITE}{fresh.get_absolute_url()}"]
    assert [each.strip() for each in listed(client, path, "n:title")] == ["Beds & strikes"]
    assert listed(client, path, "n:name") == ["The Daily"]
    assert listed(client, path, "n:language") == ["en"]
    (at,) = listed(client, path, "n:publication_date")
    assert timezone.datetime.fromisoformat(at) == fresh.first_published_at.replace(microsecond=0)


def test_whom_to_tell_of_a_weakness_is_said_where_there_is_somebody(client, settings):
    path = "/.well-known/security.txt"
    settings.CONTACT_EMAIL = ""
    assert client.get(path).status_code == 404
    settings.CONTACT_EMAIL = "desk@example.org"
    lines = dict(
        line.split(": ", 1) for line in client.get(path).content.decode().splitlines() if line
    )
    assert lines["Contact"] == "mailto:desk@example.org"
    assert lines["Canonical"] == f"{SITE}{path}"
    expires = timezone.datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=300) < expires - timezone.now() < timedelta(days=366)
