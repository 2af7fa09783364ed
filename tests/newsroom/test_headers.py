"""What goes along with every page: the policy, and nothing that knows a reader again."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from newsroom.page_cache import page_key

pytestmark = pytest.mark.django_db

PAGES = ["/", "/articles/", "/trusts/", "/strikes/", "/figures/"]
API = ["/api/v1/", "/api/v1/figures/"]
OTHER_SITE = {"origin": "https://other.example"}


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/"])
def test_a_reader_gets_no_cookie(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", [*PAGES, "/no-such-page/", "/admin/login/"])
def test_the_policy_goes_along(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("kept_for", [0, 600], ids=["made anew", "kept"])
@pytest.mark.parametrize("path", [*PAGES, "/api/v1/", "/no-such-page/", "/admin/login/"])
def test_pages_may_not_be_framed_sniffed_or_given_devices(client, settings, path, kept_for):
    settings.PAGES_KEPT_SECONDS = kept_for
    client.get(path)
    headers = client.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(), " in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_every_reader_is_shown_the_same_policy(client):
    """A kept page cannot carry a nonce: so no public page needs one."""
    for path in PAGES:
        assert "nonce-" not in client.get(path).headers["Content-Security-Policy"]


def test_the_web_server_has_no_address_for_private_files(client, settings):
    """Nor for the other uploads: pictures are handed out by the view that asks who shows them."""
    for root in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT):
        root.mkdir(parents=True, exist_ok=True)
        (root / "table.txt").write_text("hush")
    for path in ("private", "media", "static", "static/../private"):
        assert client.get(f"/{path}/table.txt").status_code == 404, path


# Kept pages are answered before anything else: with all that the rest would have added


@pytest.fixture
def kept(settings):
    settings.PAGES_KEPT_SECONDS = 600


def all_of(response):
    return {name.lower(): value for name, value in response.headers.items()}


def headers_of_a_kept_page(client, path, **more):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, **more)
    assert len(captured) == 1  # whether anything has changed
    return all_of(response)


@pytest.mark.parametrize("asked", [{}, OTHER_SITE], ids=["own site", "another site"])
@pytest.mark.parametrize("path", [*PAGES, *API])
def test_a_kept_page_has_every_header_of_the_first(client, settings, path, asked):
    anew = all_of(client.get(path, headers=asked))
    settings.PAGES_KEPT_SECONDS = 600
    first = all_of(client.get(path, headers=asked))
    assert headers_of_a_kept_page(client, path, headers=asked) == first
    assert all_of(client.head(path, headers=asked)) == first
    assert first == anew | {name: first[name] for name in ("cache-control", "etag")}


@pytest.mark.parametrize("asked", [{}, OTHER_SITE], ids=["own site", "another site"])
@pytest.mark.parametrize("path", [*PAGES, *API])
def test_so_has_the_answer_to_who_has_it_already(client, kept, path, asked):
    whole = all_of(client.get(path, headers=asked))
    condition = asked | {"if-none-match": whole["etag"]}
    for method in (client.get, client.head):
        answer = method(path, headers=condition)
        assert answer.status_code == 304
        about_content = {"content-type", "content-length"}
        assert all_of(answer) == {
            name: value for name, value in whole.items() if name not in about_content
        }


@pytest.mark.parametrize("path", API)
def test_any_site_may_read_a_kept_answer_of_the_api(client, kept, path):
    """Whoever asked before, be it ourselves or somebody whose address is none."""
    for origin in ({}, {"origin": "http://["}, OTHER_SITE):
        client.get(path, headers=origin)
    shown = headers_of_a_kept_page(client, path, headers=OTHER_SITE)
    assert shown["access-control-allow-origin"] == "*"
    assert "origin" in shown["vary"]
    assert "access-control-allow-origin" not in headers_of_a_kept_page(client, path)


def test_a_condition_that_no_page_meets(client, kept):
    for _ in range(2):
        answer = client.get("/", headers={"if-match": '"other"'})
        assert answer.status_code == 412
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/api/v1/"])
def test_a_host_that_is_not_ours_is_refused_on_a_warm_site(client, settings, kept, path):
    settings.SITE_URL = "https://news.example"
    client.get(path)
    refused = client.get(path, headers={"host": "evil.example"})
    assert refused.status_code == 400
    assert refused["Cache-Control"] == "no-store"
    assert "default-src 'none'" in refused["Content-Security-Policy"]


def test_more_than_a_thousand_parameters_are_refused_with_every_header(client, kept):
    refused = client.get("/articles/?" + "&".join(f"p{n}=1" for n in range(1001)))
    assert refused.status_code == 400
    assert refused["Cache-Control"] == "no-store"
    assert "default-src 'none'" in refused["Content-Security-Policy"]


def test_on_a_warm_site_too_http_leads_to_https(client, settings, kept):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    https, http = ({"host": "testserver", "x-forwarded-proto": s} for s in ("https", "http"))
    for _ in range(2):
        assert "max-age=3600" in client.get("/", headers=https)["Strict-Transport-Security"]
        away = client.get("/", headers=http)
        assert (away.status_code, away["Location"]) == (301, "https://testserver/")
        assert "Cache-Control" not in away


@pytest.mark.parametrize(
    "asked",
    [
        {},
        OTHER_SITE,
        {"host": "evil.example"},
        {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"range": "bytes=0-9"},
    ],
    ids=["plain", "another site", "another host", "not modified", "a part"],
)
@pytest.mark.parametrize("path", ["/static/css/site.css", "/static/css/no-such.css"])
def test_files_go_along_as_if_no_page_were_kept(settings, path, asked):
    """Scripts and styles; the second answer is no other than the first."""

    def answer():
        response = Client().get(path, headers=asked)
        return response.status_code, response.streaming, all_of(response), response.getvalue()

    settings.SITE_URL = "https://news.example"
    settings.PAGES_KEPT_SECONDS = 600
    found = [answer(), answer()]
    outermost, *others = settings.MIDDLEWARE
    assert outermost == "newsroom.page_cache.KeptPages"
    settings.MIDDLEWARE = others
    assert found == [answer()] * 2
    assert not caches["pages"].get(page_key(RequestFactory().get(path)))
