"""Answers come compressed to who can read them so, and never where a secret is in them."""

import gzip
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from newsroom.middleware import CompressedAnswers
from tests import factories

pytestmark = pytest.mark.django_db

GZIP, NO_GZIP = {"accept-encoding": "gzip, deflate, br"}, {"accept-encoding": "gzip;q=0"}
SECONDS = pytest.mark.parametrize("seconds", [0, 600], ids=["made anew", "kept"])


@SECONDS
@pytest.mark.parametrize("path", ["/", "/articles/", "/api/v1/", "/api/v1/figures.csv"])
def test_the_content_is_the_same_for_both(client, settings, path, seconds):
    settings.PAGES_KEPT_SECONDS = seconds
    for _ in range(2):
        plain = client.get(path, headers=NO_GZIP)
        content = plain.getvalue()
        small = client.get(path, headers=GZIP)
        packed = small.getvalue()
        assert "Content-Encoding" not in plain
        assert small["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed) == content
        assert "Accept-Encoding" in plain["Vary"]
        assert small["Vary"] == plain["Vary"]
        assert small.get("ETag") == plain.get("ETag")
        assert small.get("Content-Length") in (None, str(len(packed)))


def test_a_kept_page_is_compressed_once(client, settings, monkeypatch):
    settings.PAGES_KEPT_SECONDS = 600
    client.get("/articles/")
    monkeypatch.setattr("newsroom.page_cache.gzipped", None)
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/articles/", headers=GZIP)["Content-Encoding"] == "gzip"
    assert len(captured) == 1


def test_who_has_the_page_in_either_way_is_told_so(client, settings):
    settings.PAGES_KEPT_SECONDS = 600
    etag = client.get("/", headers=GZIP)["ETag"]
    for accepted in (GZIP, NO_GZIP, {}):
        answer = client.get("/", headers=accepted | {"if-none-match": etag})
        assert (answer.status_code, answer["Vary"]) == (304, "Accept-Encoding")
        assert "Content-Encoding" not in answer


def test_head_says_how_long_either_is(client, settings):
    settings.PAGES_KEPT_SECONDS = 600
    for accepted in (GZIP, NO_GZIP):
        head, whole = client.head("/", headers=accepted), client.get("/", headers=accepted)
        assert head.content == b""
        assert dict(head.items()) == dict(whole.items())
        assert head["Content-Length"] == str(len(whole.content))


def test_pages_with_a_token_are_never_compressed(client):
    """Nor any other of the desk, whoever asks."""
    desk = Client()
    desk.force_login(factories.user("editor"))
    for reader, path in ((client, "/admin/login/"), (desk, "/admin/"), (desk, "/")):
        for _ in range(2):
            answer = reader.get(path, headers=GZIP)
            assert answer.status_code == 200
            assert "Content-Encoding" not in answer
    assert b"csrfmiddlewaretoken" in client.get("/admin/login/").content


def test_no_public_page_holds_a_token(client, settings):
    settings.PAGES_KEPT_SECONDS = 600
    client.cookies["csrftoken"] = "a" * 32
    for path in ("/", "/articles/", "/figures/", "/trusts/"):
        assert not re.search(rb"csrf", client.get(path).content, re.IGNORECASE)
    caches["pages"].clear()


def answered(response, **sent):
    request = RequestFactory().get("/somewhere/", headers=GZIP)
    request.COOKIES |= sent
    return CompressedAnswers(lambda request: response)(request)


def with_cookie():
    response = HttpResponse("x" * 1000)
    response.set_cookie("csrftoken", "a")
    return response


@pytest.mark.parametrize(
    ("response", "sent"),
    [
        (HttpResponse("x" * 1000), {"sessionid": "a"}),
        (HttpResponse("x" * 1000), {"csrftoken": "a"}),
        (with_cookie(), {}),
        (HttpResponse("x" * 100), {}),
        (HttpResponse("x" * 1000, status=404), {}),
        (HttpResponse("x" * 1000, content_type="image/png"), {}),
        (HttpResponse("x" * 1000, headers={"Content-Encoding": "br"}), {}),
        (StreamingHttpResponse([b"x" * 1000], content_type="image/jpeg"), {}),
    ],
    ids=["session", "token", "cookie", "short", "error", "picture", "compressed", "file"],
)
def test_what_is_secret_or_not_worth_it_goes_as_it_is(response, sent):
    before = dict(response.items()), response.getvalue()
    answer = answered(response, **sent)
    assert dict(answer.items()) == before[0]


def test_a_client_that_goes_away_closes_what_was_being_made():
    closed = []

    class Lines:
        def __iter__(self):
            return self

        def __next__(self):
            return b"1,854\n" * 1000

        def close(self):
            closed.append(True)

    answer = answered(StreamingHttpResponse(Lines(), content_type="text/csv"))
    assert next(iter(answer.streaming_content)).startswith(b"\x1f\x8b")
    answer.close()
    assert closed
