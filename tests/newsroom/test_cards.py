"""Share cards as a network fetches them: one for each public record, and none of anything else."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from articles import workflow as stories
from hospitals import workflow
from newsroom import cards
from tests import factories
from tests.story_factories import (
    corrected,
    draft,
    marked,
    published,
    pulled,
    quote,
    withdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

SITE = "https://news.example.org"


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.SITE_URL = SITE
    settings.CARDS_ROOT = tmp_path


def address(client, page):
    """Of the card that a page names."""
    found = re.findall(
        r'<meta property="og:image" content="([^"]*)">', client.get(page).content.decode()
    )
    assert len(found) == 1
    return found[0].removeprefix(SITE)


def printed_quote():
    said = quote(words="It is chaos", attribution="a nurse on the ward")
    published(body=f"<p>{marked(said, '“It is chaos”')}</p>")
    return said


def kept(settings):
    return sorted(each.name for each in Path(settings.CARDS_ROOT).glob("*/*"))


@pytest.mark.parametrize("kind", cards.CARDS)
def test_the_card_that_a_page_names_is_there(client, kind):
    pages = {
        "site": lambda: "/about/",
        "story": lambda: corrected(published()).get_absolute_url(),
        "figure": lambda: factories.released(1854).get_absolute_url(),
        "strike": lambda: factories.strike().get_absolute_url(),
        "dispute": lambda: factories.strike().dispute.get_absolute_url(),
        "quote": lambda: f"/quotes/{printed_quote().pk}/",
        "trust": lambda: factories.trust().get_absolute_url(),
        "hospital": lambda: factories.hospital().get_absolute_url(),
        "area": lambda: factories.trust() and "/areas/south-east/",
    }
    at = address(client, pages[kind]())
    assert at.startswith(f"/cards/{kind}/")
    response = client.get(at)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert "immutable" in response["Cache-Control"]


def test_a_card_is_drawn_once_and_an_earlier_one_makes_room(client, settings, monkeypatch):
    version = published(headline="A strike")
    first = address(client, version.get_absolute_url())
    content = client.get(first).content
    monkeypatch.setattr(cards, "painted", lambda svg: b"another")
    assert client.get(first).content == content
    corrected(version)
    now = address(client, version.get_absolute_url())
    assert client.get(now).content == b"another"
    assert kept(settings) == [f"{version.article.uuid}.{now.split('/')[-1]}"]


def test_an_earlier_address_leads_to_the_present_card(client):
    version = published(headline="A strike")
    first = address(client, version.get_absolute_url())
    corrected(version)
    response = client.get(first)
    assert response.status_code == 302
    assert response["Location"] == address(client, version.get_absolute_url())


def test_what_is_pulled_or_withdrawn_has_no_card_though_one_was_kept(client, settings):
    version, figure = published(headline="A strike"), factories.released(1854)
    gone = [address(client, each.get_absolute_url()) for each in (version, figure)]
    assert [client.get(each).status_code for each in gone] == [200, 200]
    stories.pull(by=factories.user("editor"), article=version.article, reason="Wrong.")
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="It counted two trusts.")
    assert len(kept(settings)) == 2
    assert [client.get(each).status_code for each in gone] == [404, 404]


def test_the_page_of_a_withdrawn_story_shows_the_site_s_card(client):
    version = withdrawn(published())
    assert address(client, version.get_absolute_url()).startswith("/cards/site/")


def test_what_readers_do_not_see_has_no_card(client):
    hidden = [
        f"/cards/story/{draft().uuid}/0.png",
        f"/cards/story/{pulled(published()).uuid}/0.png",
        f"/cards/figure/{factories.figure(158).pk}/0.png",
        "/cards/figure/0/0.png",
        "/cards/figure/x/0.png",
        f"/cards/figure/{'9' * 30}/0.png",
        "/cards/story/x/0.png",
        "/cards/strike/x/0.png",
        "/cards/nothing/1/0.png",
        "/cards/site/other/0.png",
    ]
    assert {client.get(each).status_code for each in hidden} == {404}


def test_the_card_of_a_quotation_says_whose_words_they_are():
    found = cards.of_quote(str(printed_quote().pk), timezone.now())
    assert (found.who, found.words) == ("A nurse on the ward", "“It is chaos”")


def test_a_record_has_one_card_however_its_key_is_written(client):
    figure, version = factories.released(1854), published()
    assert client.get(f"/cards/figure/00{figure.pk}/0.png").status_code == 404
    assert client.get(f"/cards/story/{version.article.uuid.hex}/0.png").status_code == 404


def test_a_disputed_number_is_no_larger_than_text(client):
    figure = factories.released(1854)
    page = figure.get_absolute_url()
    found = cards.of_figure(str(figure.pk), timezone.now())
    assert [tile.who for tile in found.tiles] == ["NHS England"]
    workflow.dispute(by=factories.user("editor"), figure=figure, text="The trust counts fewer.")
    found = cards.of_figure(str(figure.pk), timezone.now())
    assert found.quiet
    assert found.tiles == ()
    assert found.who == "NHS England"
    assert found.words.startswith("1,854 ")
    assert found.warning == "Disputed"
    assert client.get(address(client, page)).status_code == 200


def test_a_full_disk_costs_speed_and_no_card(client, monkeypatch, settings):
    def full(content, place):
        raise OSError("No space left on device")

    monkeypatch.setattr(cards, "keep", full)
    assert client.get(address(client, "/about/")).status_code == 200
    assert kept(settings) == []


def test_nothing_half_written_is_left(tmp_path):
    cards.keep(b"whole", tmp_path / "a" / "x.png")
    assert [each.read_bytes() for each in (tmp_path / "a").iterdir()] == [b"whole"]
