"""Addresses are those that Django gives, wherever the site is mounted."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from lib.addresses import address, site_url


@pytest.mark.parametrize(
    ("view", "args"),
    [
        ("home", []),
        ("hospitals:figure", [42]),
        ("hospitals:trust", ["university-hospital-southampton"]),
        ("articles:article", [2023, "04", "southampton-puts-off-1-854"]),
        ("api:trust-detail", ["RHM"]),
    ],
)
def test_as_django_has_it(view, args):
    assert address(view, *args) == address(view, *args) == reverse(view, args=args)


def test_a_site_below_another_address():
    assert address("hospitals:figure", 42) == "/figures/42/"
    set_script_prefix("/news/")
    try:
        assert address("hospitals:figure", 42) == "/news/figures/42/"
    finally:
        set_script_prefix("/")


def test_a_view_that_is_not_there():
    with pytest.raises(NoReverseMatch):
        address("hospitals:nothing", 42)


@pytest.mark.parametrize(
    ("host", "port", "starts"),
    [
        ("localhost", "80", "http://localhost"),
        ("localhost:8000", "8000", "http://localhost:8000"),
        ("127.0.0.1:9999", "8000", "http://127.0.0.1"),
        ("[::1]:8000", "8000", "http://[::1]:8000"),
        ("[::1]:9999", "8000", "http://[::1]"),
    ],
)
def test_full_links_start_with_the_host_that_was_asked_and_no_port_but_ours(
    rf, settings, host, port, starts
):
    settings.SITE_URL = ""
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert site_url(rf.get("/", headers={"host": host}, SERVER_PORT=port)) == starts


def test_they_start_with_the_address_of_the_site_where_it_is_set(rf, settings):
    settings.SITE_URL = "https://news.example.org"
    assert site_url(rf.get("/", headers={"host": "127.0.0.1:9999"})) == "https://news.example.org"


@pytest.mark.django_db
def test_no_page_repeats_a_port_that_somebody_made_up(client, settings):
    settings.SITE_URL = ""
    for path in ("/", "/feeds/stories.atom", "/api/v1/", "/api/v1/figures/"):
        answer = client.get(path, headers={"host": "127.0.0.1:9999"})
        assert answer.status_code == 200
        assert "9999" not in answer.content.decode(), path
