"""Stories in the API: the same filters and pages as the site, and the records by their terms."""

from datetime import timedelta

import pytest

from tests import factories
from tests.story_factories import (
    changed,
    corrected,
    draft,
    graphic,
    marked,
    picture_in_sizes,
    published,
    pulled,
    quote,
    scheduled,
)

pytestmark = pytest.mark.django_db

JANUARY = factories.london("2016-01-12 07:00")


def results(client, query=""):
    response = client.get(f"/api/v1/articles/{query}")
    assert response.status_code == 200, response.json()
    return response.json()["results"]


def detail(client, version):
    response = client.get(f"/api/v1/articles/{version.article.uuid}/")
    assert response.status_code == 200
    return response.json()


def test_the_list_says_what_a_line_needs_with_full_links(client):
    version = published(headline="Strike", standfirst="Four days.", slug="strike", at=JANUARY)
    assert results(client) == [
        {
            "uuid": str(version.article.uuid),
            "url": f"http://testserver/api/v1/articles/{version.article.uuid}/",
            "page": "http://testserver/articles/2016/01/strike/",
            "headline": "Strike",
            "standfirst": "Four days.",
            "kicker": "",
            "section": {
                "slug": "strikes",
                "name": "Strikes",
                "page": "http://testserver/sections/strikes/",
            },
            "byline": "Rosa Field",
            "version": 1,
            "first_published_at": "2016-01-12T07:00:00+00:00",
            "content_modified_at": "2016-01-12T07:00:00+00:00",
            "withdrawn": False,
        }
    ]


def test_the_filters_of_the_page_work_here(client):
    published(headline="Southampton", trusts=[factories.trust("RHM")])
    published(headline="Nottingham", trusts=[factories.trust("RX1")])
    assert [story["headline"] for story in results(client, "?trust=RX1")] == ["Nottingham"]


def test_every_story_is_walked_once(client):
    for number in range(7):
        published(headline=f"Story {number}", at=JANUARY)
    address, seen = "/api/v1/articles/?page_size=3&q=story", []
    while address:
        answer = client.get(address).json()
        seen += [story["headline"] for story in answer["results"]]
        address = answer["next"]
    assert seen == [f"Story {number}" for number in (6, 5, 4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ("trsut=RHM", "trsut", "There is no “trsut” here. Did you mean “trust”?"),
        ("trust=XYZ", "trust", "We hold nothing called “XYZ”."),
        ("page_size=0", "page_size", "“page_size” is a whole number from 1 to 100."),
        ("date_to=yesterday", "date_to", "Write the date as year-month-day: 2016-01-12."),
    ],
)
def test_a_wrong_parameter_is_named(client, query, parameter, message):
    response = client.get(f"/api/v1/articles/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"] == [{"parameter": parameter, "message": message}]


def test_a_story_has_its_text_as_html_and_plain(client):
    figure, words = factories.released(1854, at=JANUARY), quote(at=JANUARY)
    body = f"<p>{marked(figure, '1,854')} were put off. {marked(words, '“We are sorry”')}</p>"
    story = detail(client, published(body=body, slug="strike", at=JANUARY))
    assert f'href="http://testserver/figures/{figure.pk}/"' in story["html"]["body"]
    assert story["text"]["body"] == "1,854 were put off. “We are sorry”"


def test_a_story_has_its_figures_with_the_words_it_prints(client):
    figure = factories.released(1854, at=JANUARY)
    version = published(headline=f"{marked(figure, 'Nearly 2,000')} wait", at=JANUARY)
    [cited] = detail(client, version)["figures"]
    assert cited["id"] == figure.pk
    assert cited["url"] == f"http://testserver/api/v1/figures/{figure.pk}/"
    assert cited["printed"] == ["Nearly 2,000"]
    assert (cited["value"], cited["how_exact"]) == (1854, "exact")
    assert (cited["said_by"]["slug"], cited["reported_by"]) == ("nhs-england", None)
    assert cited["missing"] is None


def test_a_story_has_its_quotations_by_the_terms(client):
    body = f"<p>{marked(quote(), '“We are sorry”')}</p>"
    [said] = detail(client, published(body=body))["quotes"]
    assert said["attribution"] == "Donna Green, chief nurse at Hampshire Hospitals"
    assert said["terms"] == "on_record"


def test_a_story_has_its_tables_in_its_text_and_apart(client):
    figure = factories.released(1854, at=JANUARY)
    story = detail(client, published(body=graphic([figure], "What was put off"), at=JANUARY))
    [given] = story["graphics"]
    assert (given["kind"], given["title"]) == ("table", "What was put off")
    assert given["rows"] == [
        {
            "figure": figure.pk,
            "name": "University Hospital Southampton NHS Foundation Trust",
            "number": "1,854",
            "out_of": "",
        }
    ]
    assert "<table>" in story["html"]["body"]
    assert f'href="http://testserver/figures/{figure.pk}/"' in story["html"]["body"]
    assert [cited["printed"] for cited in story["figures"]] == [["1,854"]]


def test_a_story_has_its_corrections_pictures_and_subjects(client):
    shown = picture_in_sizes(focus_x=20)
    version = published(
        pictures=[(shown, "A picket.", True)],
        trusts=[factories.trust()],
        hospitals=[factories.hospital()],
        strikes=[factories.strike()],
    )
    story = detail(client, corrected(version))
    assert story["corrections"][0]["is_right"] == "It was 1,854."
    [given] = story["pictures"]
    assert given["url"] == f"http://testserver/pictures/{shown.uuid}/"
    assert given["sizes"] == [
        {"width": width, "url": f"http://testserver/pictures/{shown.uuid}/{width}-ab12.avif"}
        for width in (4, 8)
    ]
    assert given["focus"] == {"x": 20, "y": 50}
    assert (given["caption"], given["in_gallery"]) == ("A picket.", True)
    assert story["trusts"][0]["code"] == "RHM"
    assert story["strikes"][0]["page"].startswith("http://testserver/strikes/")
    assert story["hospitals"][0]["page"].startswith("http://testserver/hospitals/")


def test_the_working_copy_is_not_there(client):
    version = published(headline="Strike", at=JANUARY)
    changed(version, headline="Not yet", at=JANUARY + timedelta(hours=1))
    assert "Not yet" not in str(detail(client, version))


@pytest.mark.parametrize("story", [draft, scheduled, pulled])
def test_what_readers_may_not_see_is_not_found(client, story):
    made = story()
    uuid = getattr(made, "uuid", None) or made.article.uuid
    assert client.get(f"/api/v1/articles/{uuid}/").status_code == 404
    assert results(client) == []


def test_a_single_story_takes_no_parameters(client):
    version = published()
    response = client.get(f"/api/v1/articles/{version.article.uuid}/?trust=RHM")
    assert response.status_code == 400
