"""What machines are told of a story: the NewsArticle in its page."""

import json
import re
from datetime import timedelta

import pytest

from articles import workflow
from articles.presenters import story_line
from articles.presenters.cards import story_card
from hospitals import workflow as facts
from tests import factories
from tests.story_factories import (
    contributor,
    corrected,
    marked,
    picture,
    published,
    quote,
    updated,
    withdrawn,
)

pytestmark = pytest.mark.django_db

JANUARY = factories.london("2016-01-12 07:00")
JUNE = factories.london("2023-06-14 07:00")
HOST = "https://news.example.org"


def page_of(client, version):
    response = client.get(version.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def blocks(page):
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)


def data_of(client, version):
    block, _ = blocks(page_of(client, version))
    return json.loads(block)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = HOST


def test_a_story_is_a_news_article(client, settings):
    version = published(
        headline="Strike puts off 1,854 appointments",
        standfirst="Emergencies went on.",
        bylines=[contributor("Rosa Field"), contributor("Tom Hill")],
        at=JUNE,
    )
    address = f"https://news.example.org{version.get_absolute_url()}"
    assert data_of(client, version) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Strike puts off 1,854 appointments",
        "description": "Emergencies went on.",
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "datePublished": "2023-06-14T07:00:00+01:00",
        "dateModified": "2023-06-14T07:00:00+01:00",
        "author": [
            {
                "@type": "Person",
                "name": "Rosa Field",
                "url": "https://news.example.org/authors/rosa-field/",
            },
            {
                "@type": "Person",
                "name": "Tom Hill",
                "url": "https://news.example.org/authors/tom-hill/",
            },
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.SITE_NAME,
            "url": "https://news.example.org/",
            "logo": {
                "@type": "ImageObject",
                "url": "https://news.example.org/static/img/icon-512.png",
                "width": 512,
                "height": 512,
            },
            "correctionsPolicy": "https://news.example.org/about/corrections/",
            "unnamedSourcesPolicy": "https://news.example.org/about/sources/",
            "verificationFactCheckingPolicy": "https://news.example.org/about/checking/",
        },
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "articleSection": "Strikes",
        "image": [
            {
                "@type": "ImageObject",
                "url": HOST + story_card(story_line(version), [], settings.SITE_NAME).url,
                "width": 1200,
                "height": 630,
            }
        ],
    }


def test_the_pages_on_how_we_work_are_there(client):
    publisher = data_of(client, published())["publisher"]
    for name in ("correctionsPolicy", "unnamedSourcesPolicy", "verificationFactCheckingPolicy"):
        assert client.get(publisher[name].removeprefix(HOST)).status_code == 200


def test_it_says_what_the_story_is_about_and_shows(client):
    shown = picture()
    trust, strike, hospital = factories.trust(), factories.strike(), factories.hospital()
    version = published(
        trusts=[trust], strikes=[strike], hospitals=[hospital], pictures=[(shown, "", False)]
    )
    data = data_of(client, version)
    first, card = data["image"]
    assert first["url"] == f"{HOST}/pictures/{shown.uuid}/"
    assert first["caption"] == shown.alt_text
    assert card["url"].startswith(f"{HOST}/cards/story/")
    assert [(each["@type"], each["url"]) for each in data["about"]] == [
        ("Organization", HOST + trust.get_absolute_url()),
        ("Hospital", HOST + hospital.get_absolute_url()),
        ("Thing", HOST + strike.get_absolute_url()),
    ]


def test_an_update_moves_the_date_and_a_correction_comes_with_its_words(client):
    first = published(at=JANUARY)
    updated(first, body="<p>More.</p>", at=JANUARY + timedelta(hours=1))
    assert data_of(client, first)["dateModified"] == "2016-01-12T08:00:00+00:00"
    corrected(first, at=JANUARY + timedelta(hours=2))
    data = data_of(client, first)
    assert data["datePublished"] == "2016-01-12T07:00:00+00:00"
    assert data["dateModified"] == "2016-01-12T09:00:00+00:00"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "We said that 1,696 appointments were put off. It was 1,854.",
            "datePublished": "2016-01-12T09:00:00+00:00",
        }
    ]


def test_a_correction_without_a_new_version_moves_the_date_too(client):
    version = published(at=JANUARY)
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="We said 1,696.", is_right="It was 1,854."),
        article=version.article,
        now=JANUARY + timedelta(days=1),
    )
    data = data_of(client, version)
    assert data["dateModified"] == data["correction"][0]["datePublished"]


def test_documents_on_the_record_are_cited_once_each_where_they_have_an_address(client):
    table = factories.evidence(title="Table of April 2023", url="https://example.org/table.xlsx")
    figures = [
        factories.released(158, measure="inpatient", evidence=table),
        factories.released(1696, measure="outpatient", evidence=table),
        factories.released(71, evidence=factories.evidence(title="A letter", url="")),
    ]
    version = published(body="".join(f"<p>{marked(each, 'so many')}</p>" for each in figures))
    assert data_of(client, version)["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Table of April 2023",
            "url": "https://example.org/table.xlsx",
        }
    ]


def test_who_may_not_be_named_is_in_no_citation(client):
    evidence = factories.evidence(
        factories.source("Hush", kind="person", terms="unattributable", description="a nurse"),
        kind="call",
        terms="unattributable",
        title="Call with Hush",
        url="https://example.org/hush",
        description="a nurse on the ward",
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=evidence)
    whispered = quote(
        words="It is chaos",
        attribution="Hush",
        evidence=evidence,
        speakers=[evidence.said_by],
        terms="unattributable",
    )
    version = published(body=f"<p>{marked(whispered, '“It is chaos”')}</p>")
    assert "citation" not in data_of(client, version)
    assert "ush" not in json.dumps(data_of(client, version)).replace("published", "")


def test_a_withdrawn_story_is_no_news_article(client):
    version = withdrawn(published())
    page = page_of(client, version)
    assert "NewsArticle" not in page


def test_a_headline_cannot_end_the_script(client):
    version = published(headline="Pay &amp; conditions &lt;/script&gt;&lt;b&gt;")
    assert data_of(client, version)["headline"] == version.headline_text
    assert "conditions </script>" not in page_of(client, version)
