"""The page of the desk that says where a record is used, and the links to it."""

import pytest
from django.urls import reverse

from tests import factories
from tests.story_factories import marked, published, quote

pytestmark = pytest.mark.django_db


def address(kind, record):
    return reverse("admin:where_used", args=[kind, record.pk])


def test_it_tells_the_places_of_a_figure(desk):
    figure = factories.released(1854)
    published(headline="Strike", body=f"<p>{marked(figure, '1,854')} <b>wait</b>.</p>")
    page = desk("reporter").get(address("figure", figure)).content.decode()
    assert "1 story, 1 place" in page
    assert "<mark>1,854</mark> wait.</q>" in page


@pytest.mark.parametrize("kind", ["figure", "quote", "source", "evidence", "strike"])
def test_each_record_leads_to_it(desk, kind):
    figure = factories.released(1854, strike=factories.strike())
    record = {
        "figure": figure,
        "quote": quote(),
        "source": figure.source,
        "evidence": figure.latest().evidence,
        "strike": figure.strike,
    }[kind]
    names = {"figure": "hospitals_disruptionfigure", "quote": "articles_quote"}
    change = reverse(f"admin:{names.get(kind, f'hospitals_{kind}')}_change", args=[record.pk])
    client = desk("editor")
    assert address(kind, record) in client.get(change).content.decode()
    assert client.get(address(kind, record)).status_code == 200


def test_what_is_no_record_is_not_found(desk):
    client = desk("reporter")
    assert client.get("/admin/where-used/figure/999999/").status_code == 404
    assert client.get("/admin/where-used/trust/1/").status_code == 404


def test_a_page_that_is_no_page_is_the_first(desk):
    figure = factories.released(1854)
    for page in ("0", "x", "-1", "99999999999"):
        assert desk("reporter").get(f"{address('figure', figure)}?page={page}").status_code == 200


def test_who_may_not_see_stories_is_turned_away(client):
    client.force_login(factories.someone("hospitals.view_disruptionfigure"))
    assert client.get(address("figure", factories.released(1854))).status_code == 403
