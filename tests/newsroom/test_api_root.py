"""The root of the API, and its answers to addresses that are not there."""

import pytest

pytestmark = pytest.mark.django_db

NAMES = [
    "articles",
    "quotes",
    "figures",
    "strikes",
    "disputes",
    "events",
    "notices",
    "trusts",
    "hospitals",
    "areas",
    "measures",
    "sources",
    "evidence",
    "corrections",
    "staff_groups",
    "settings",
    "services",
    "unions",
    "updates",
]
FILES = ["figures_csv", "figures_xlsx", "panel_csv", "panel_xlsx"]


def test_the_root_lists_what_there_is_with_full_links(client):
    answer = client.get("/api/v1/").json()
    assert list(answer) == [*NAMES, "changes", "search", "panel", *FILES]
    assert answer["figures"] == "http://testserver/api/v1/figures/"


def test_its_links_to_files_answer(client):
    answer = client.get("/api/v1/").json()
    for name in FILES:
        file = client.get(answer[name])
        assert file.status_code == 200
        # Read to the end: there is one file at a time.
        assert b"".join(file.streaming_content)


@pytest.mark.parametrize("name", NAMES)
def test_each_link_of_the_root_answers(client, name):
    assert client.get(client.get("/api/v1/").json()[name]).json() == {
        "next": None,
        "previous": None,
        "results": [],
    }


def test_the_site_address_starts_the_links_where_it_is_set(client, settings):
    settings.SITE_URL = "https://news.example.org"
    assert client.get("/api/v1/").json()["trusts"] == "https://news.example.org/api/v1/trusts/"


@pytest.mark.parametrize(
    "address", ["nonsense/", "articles/not-a-uuid/", "figures/x/", "figures/7/"]
)
def test_what_is_not_there_is_a_problem_in_the_apis_own_shape(client, address):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "There is nothing at this address."


def test_an_unknown_parameter_is_an_error(client):
    response = client.get("/api/v1/?trust=RHM")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "trust"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_reading_is_allowed(client, method):
    for address in ("/api/v1/", "/api/v1/articles/"):
        assert getattr(client, method)(address).status_code == 405


def test_the_description_says_where_the_api_is(client, settings):
    assert described(client)["servers"] == [{"url": "http://testserver"}]
    settings.SITE_URL = "https://news.example.org"
    assert described(client)["servers"] == [{"url": "https://news.example.org"}]


def test_the_description_names_whom_to_write_to_if_somebody_is_named(client, settings):
    assert "contact" not in described(client)["info"]
    settings.CONTACT_EMAIL = "data@news.example.org"
    assert described(client)["info"]["contact"] == {
        "name": "Newsroom",
        "email": "data@news.example.org",
    }


def described(client):
    return client.get("/api/v1/schema/").json()
