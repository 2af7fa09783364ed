"""A record has one address. Other spellings of it are no twins: they lead there, or nowhere."""

import pytest

from tests import factories
from tests.story_factories import corrected, marked, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    return published(body=f"<p>{marked(factories.released(1854), '1,854')} put off.</p>")


@pytest.mark.parametrize(
    "address", ["/figures/{}/", "/api/v1/figures/{}/", "/api/v1/figures/{}/revisions/"]
)
@pytest.mark.parametrize("zeros", ["0", "000"])
def test_a_number_with_zeros_before_it_is_no_address(address, zeros, client):
    figure = factories.released(1854)
    assert client.get(address.format(figure.pk)).status_code == 200
    assert client.get(address.format(f"{zeros}{figure.pk}")).status_code == 404


@pytest.mark.parametrize(
    "spelt",
    [
        lambda uuid: str(uuid).upper(),
        lambda uuid: uuid.hex,
        lambda uuid: f"{{{uuid}}}",
        lambda uuid: uuid.urn,
    ],
)
@pytest.mark.parametrize("address", ["/api/v1/articles/{}/", "/api/v1/articles/{}/versions/"])
def test_an_id_in_another_spelling_is_no_address(address, spelt, story, client):
    uuid = story.article.uuid
    assert client.get(address.format(uuid)).status_code == 200
    assert client.get(address.format(spelt(uuid))).status_code == 404


@pytest.mark.parametrize("kind", ["trusts", "hospitals", "strikes"])
def test_a_slug_in_capitals_is_no_address(kind, client):
    record = {
        "trusts": factories.trust,
        "hospitals": factories.hospital,
        "strikes": factories.strike,
    }[kind]()
    assert client.get(f"/{kind}/{record.slug}/").status_code == 200
    assert client.get(f"/{kind}/{record.slug.upper()}/").status_code == 404


def test_a_code_in_small_letters_is_no_address(client):
    trust = factories.trust()
    assert client.get(f"/api/v1/trusts/{trust.code}/").status_code == 200
    assert client.get(f"/api/v1/trusts/{trust.code.lower()}/").status_code == 404


def test_a_story_has_its_month_in_two_digits(story, client):
    year, month, slug = story.get_absolute_url().strip("/").split("/")[1:]
    for spelt in (f"{year}/0{month}/{slug}", f"0{year}/{month}/{slug}"):
        response = client.get(f"/articles/{spelt}/")
        assert (response.status_code, response["Location"]) == (301, story.get_absolute_url())


def test_an_older_version_has_one_address(story, client):
    corrected(story)
    address = f"{story.get_absolute_url()}versions/1/"
    assert client.get(address).status_code == 200
    response = client.get(f"{story.get_absolute_url()}versions/01/")
    assert (response.status_code, response["Location"]) == (301, address)
