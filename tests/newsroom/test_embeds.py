"""Figures, charts and quotations in the frames of other sites, and oEmbed, which tells of them."""

import re

import pytest

from hospitals import workflow
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db

LATER = factories.london("2023-04-21 09:00")


@pytest.fixture(scope="module")
def world(for_all):
    """Southampton’s number, which its source revised; Nottingham’s, which we had wrong."""
    revised = factories.released(1854, at=BEFORE)
    factories.revised(revised, 1900, at=LATER)
    wrong = factories.released(2408, at=BEFORE, trust=factories.trust("RX1"))
    factories.revised(wrong, 2804, reason="our_error", at=LATER)
    gone = factories.released(71, at=BEFORE, trust=factories.trust("RK5"))
    workflow.withdraw(by=factories.user("editor"), figure=gone, reason="It counted two trusts.")
    return {"revised": revised, "wrong": wrong, "gone": gone, "strike": factories.strike()}


def framed(client, path, status=200):
    response = client.get(f"/embed{path}")
    assert response.status_code == status
    return re.sub(r"<[^>]*>|\s+", " ", response.content.decode())


def asked(client, **given):
    return client.get("/oembed/", given)


@pytest.mark.parametrize("kept_for", [0, 600], ids=["made anew", "kept"])
def test_any_site_may_frame_it_and_nothing_else(world, client, settings, kept_for):
    settings.PAGES_KEPT_SECONDS = kept_for
    for path in (world["revised"].get_absolute_url(), "/figures/99/"):
        client.get(f"/embed{path}")
        answer = client.get(f"/embed{path}")
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "X-Frame-Options" not in answer.headers
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
        assert "<script" not in answer.content.decode()
    assert client.get("/figures/").headers["X-Frame-Options"] == "DENY"


def test_a_figure_follows_its_source_and_our_corrections(world, client):
    page = framed(client, world["revised"].get_absolute_url())
    assert "1,900" in page
    assert "Revised by its source; here since 21 April 2023. It was 1,854 before." in page
    page = framed(client, world["wrong"].get_absolute_url())
    assert "Corrected on 21 April 2023: we had 2,408 before." in page


def test_a_withdrawn_figure_says_so_and_gives_no_number(world, client):
    for pin in ("", "?as_of=2023-04-20"):
        page = framed(client, world["gone"].get_absolute_url() + pin)
        assert "It counted two trusts." in page
        assert " 71 " not in page


def test_a_figure_that_is_pinned_says_so_and_whether_it_has_changed(world, client):
    page = framed(client, f"{world['revised'].get_absolute_url()}?as_of=2023-04-20")
    assert "1,854" in page
    assert "Held fast as it was public on 20 April 2023" in page
    assert "It has changed since." in page
    page = framed(client, f"{world['revised'].get_absolute_url()}?as_of=2023-04-22")
    assert "It has not changed since." in page


def test_before_it_was_public_there_is_nothing(world, client):
    page = framed(client, f"{world['revised'].get_absolute_url()}?as_of=2023-01-01", 404)
    assert "There is nothing here" in page


def test_a_rival_stands_beside_it_at_the_same_size(client):
    trust = factories.trust("RN5")
    figure = factories.released(1854, trust=trust)
    factories.released(2000, trust=trust, source=factories.source("BMA"), rounded_to=1000)
    page = framed(client, figure.get_absolute_url())
    assert "1,854" in page
    assert "2,000" in page


def test_charts_of_strikes_and_of_searches(world, client):
    of_strike = f"/charts{world['strike'].get_absolute_url()}trusts/"
    for path in (of_strike, "/charts/figures/?measure=appointments"):
        page = framed(client, path)
        assert "Nottingham University Hospitals" in page
        assert "2,804" in page
        pinned = framed(client, f"{path}{'&' if '?' in path else '?'}as_of=2023-04-20")
        assert "2,408" in pinned
        assert "It has changed since." in pinned
    framed(client, f"/charts{world['strike'].get_absolute_url()}days/", 404)
    assert "Nothing is drawn" in framed(client, "/charts/figures/?trust=RHM")


def test_the_pages_show_how(world, client, settings):
    settings.SITE_URL = "http://testserver"
    page = client.get(world["strike"].get_absolute_url()).content.decode()
    path = f"/embed/charts{world['strike'].get_absolute_url()}trusts/"
    assert f"&lt;iframe src=&quot;http://testserver{path}&quot;" in page
    assert 'type="application/json+oembed"' in page
    page = client.get(world["revised"].get_absolute_url()).content.decode()
    assert "/embed/figures/" in page


def test_oembed_gives_the_frame_of_a_page(world, client):
    path = world["revised"].get_absolute_url()
    found = asked(client, url=f"http://testserver{path}", maxwidth="400", format="json").json()
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 400)
    assert found["html"].startswith(f'<iframe src="http://testserver/embed{path}" title="')
    strike = world["strike"].get_absolute_url()
    found = asked(client, url=f"http://testserver{strike}#chart-trusts").json()
    assert f"/embed/charts{strike}trusts/" in found["html"]
    found = asked(client, url="http://testserver/figures/?measure=appointments").json()
    assert "/embed/charts/figures/?measure=appointments" in found["html"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"url": "http://testserver/figures/1/", "format": "xml"}, 501),
        ({"url": "http://other.example/figures/1/"}, 404),
        ({"url": "http://testserver/figures/999999/"}, 404),
        ({"url": "http://testserver/about/"}, 404),
        ({"url": "http://testserver/figures/"}, 404),
        ({"url": "http://["}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({}, 404),
    ],
)
def test_oembed_of_what_it_has_not(client, given, status):
    assert asked(client, **given).status_code == status
