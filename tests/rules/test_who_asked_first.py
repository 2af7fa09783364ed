"""A page is the same for all who ask for it, whoever asked first and whatever else they sent.

Each address is asked for twice with different headers, in both orders, and each answer must be the
one that a site which had kept nothing would give. What may make a difference is in the page's key;
all the rest is hidden from whoever makes the page (`public_pages.as_anybody`).
"""

import gzip

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from deeds.generations import READ
from newsroom.page_cache import page_key
from tests import factories
from tests.story_factories import corrected, marked, picture, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SENT = {
    "Accept: another": {"accept": "text/html;q=0.9, */*;q=0.1"},
    "Accept: a table": {"accept": "text/csv"},
    "Accept-Encoding: gzip": {"accept-encoding": "gzip, br"},
    "Accept-Encoding: none": {"accept-encoding": "gzip;q=0"},
    "Accept-Language": {"accept-language": "cy, fr;q=0.9"},
    "Origin": {"origin": "null"},
    "Origin: none that can be read": {"origin": "http://["},
    "Host": {"host": "localhost"},
    "Host: a made-up port": {"host": "testserver:9999"},
    "Host: not ours": {"host": "evil.example"},
    "Cookie: of forms": {"cookie": "csrftoken=" + "a" * 32},
    "Cookie: of messages": {"cookie": "messages=hello; django_language=fr"},
    "Cookie: a session": {"cookie": "sessionid=abcdefgh"},
    "Authorization": {"authorization": "Bearer x"},
    "Range": {"range": "bytes=0-9", "if-range": '"x"'},
    "If-None-Match: any": {"if-none-match": "*"},
    "If-None-Match: another": {"if-none-match": 'W/"x"'},
    "If-Match": {"if-match": '"x"'},
    "Content-Type": {"content-type": "text/plain; charset=latin-1"},
    "If-Modified-Since and the like": {
        "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
        "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT",
    },
    "what proxies add": {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-for": "192.0.2.1",
    },
    "what browsers add": {
        "user-agent": "Mozilla/5.0 (iPhone)",
        "sec-ch-ua-mobile": "?1",
        "referer": "https://other.example/",
        "cache-control": "no-cache",
        "save-data": "on",
    },
    "what programs add": {"x-requested-with": "XMLHttpRequest", "x-http-method-override": "DELETE"},
}


@pytest.fixture(scope="module")
def addresses(for_all):
    trust, strike = factories.trust(), factories.strike()
    figure = factories.released(1854)
    story = published(
        headline="Nearly 2,000 appointments moved",
        body=f"<p>{marked(figure, '1,854')} put off.</p>",
        trusts=[trust],
        strikes=[strike],
        pictures=[(picture(), "", False)],
    )
    for number in range(6):
        published(headline=f"Story {number} of a long list", trusts=[trust])
    corrected(published(headline="A story that was wrong"))
    # One of each way in which an answer is made; pages of other records are made as a story's is.
    return [
        "/",
        f"/articles/?{urlencode({'trust': trust.code, 'q': 'étude story'})}",
        "/figures/?utm_source=letter",
        "/no-such-page/",
        "/preview/guessed/",
        "/articles/?trsut=RHM",
        story.get_absolute_url(),
        "/feeds/stories.atom",
        "/api/v1/articles/?page_size=5",
        "/api/v1/figures/?as_of=2023-04-19",
        f"/api/v1/panel/?strike={strike.slug}",
        "/api/v1/no-such-list/",
        "/api/v1/figures.csv",
    ]


def ask(path, sent):
    response = Client().get(path, headers=sent)
    content = response.getvalue()
    if response.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    return response.status_code, dict(response.items()), content


def asked_first(path, sent):
    caches["pages"].clear()
    return ask(path, sent)


@pytest.fixture(scope="module")
def plain(addresses):
    """{path: (what is answered to who sends nothing, the page that is kept of it)}"""
    with override_settings(PAGES_KEPT_SECONDS=600):
        return {
            path: (asked_first(path, {}), caches["pages"].get(key_of(path))) for path in addresses
        }


def key_of(path):
    return page_key(RequestFactory().get(path))


def keep_plain(path, page):
    """As somebody leaves it who has sent nothing."""
    caches["pages"].clear()
    if page is not None:
        caches["pages"].set(key_of(path), page)


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
def test_nobody_gets_what_another_asked_for(plain, settings, sent):
    settings.PAGES_KEPT_SECONDS = 600
    for path, (answer, page) in plain.items():
        keep_plain(path, page)
        assert ask(path, sent) == asked_first(path, sent), path
        assert ask(path, {}) == answer, path


def test_who_sends_nothing_leaves_pages_that_are_asked_for_again(plain, settings):
    settings.PAGES_KEPT_SECONDS = 600
    for path, (answer, page) in plain.items():
        keep_plain(path, page)
        with CaptureQueriesContext(connection) as captured:
            assert ask(path, {}) == answer, path
        assert page is None or [each["sql"] for each in captured] == [READ], path
    assert len([page for _, page in plain.values() if page is not None]) > len(plain) / 2


@pytest.mark.parametrize("name", ["Accept: a table", "Origin"])
def test_nor_is_the_description_of_the_api_anothers(settings, name):
    """It takes a second to make, so it is asked for with what may change it."""
    settings.PAGES_KEPT_SECONDS = 600
    path = "/api/v1/schema/"
    ask(path, {})
    assert ask(path, SENT[name]) == asked_first(path, SENT[name])


@pytest.mark.parametrize("name", ["Cookie: of forms", "Accept-Language", "Range"])
def test_what_is_kept_is_what_is_made_anew(addresses, settings, name):
    """Where nothing is kept at all, the content is no other."""
    for path in addresses:
        settings.PAGES_KEPT_SECONDS = 0
        status, _, content = ask(path, {})
        assert ask(path, SENT[name])[::2] == (status, content), path
        settings.PAGES_KEPT_SECONDS = 600
        assert asked_first(path, SENT[name])[::2] == (status, content), path


def test_neither_does_the_order_of_parameters_make_a_difference(addresses, settings):
    """The links to the next page hold them: they stand in one order for everybody."""
    settings.PAGES_KEPT_SECONDS = 600
    start = "/api/v1/articles/?"
    one, other = "trust=RHM&page_size=3", "utm_source=letter&page_size=3&fbclid=x&trust=RHM"
    found = asked_first(start + one, {})
    assert b"cursor=" in found[2]
    assert ask(start + other, {}) == asked_first(start + other, {}) == found
