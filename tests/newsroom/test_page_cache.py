"""Kept pages from outside: validators, headers, whom they are for, and what is never kept."""

from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.templatetags.static import static
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from articles import workflow
from deeds import changed
from newsroom import page_cache, public_pages
from tests import factories
from tests.story_factories import picture, picture_in_sizes, published, pulled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    settings.PAGES_KEPT_SECONDS = 600


def queries(client, path, **more):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, **more)
    return len(captured), response


# What readers get


def test_a_warm_page_costs_one_question_and_says_the_same(client):
    """Whether anything has changed."""
    path = published(headline="Nearly 2,000 appointments moved").get_absolute_url()
    cold, first = queries(client, path)
    warm, second = queries(client, path)
    assert cold > 5
    assert warm == 1
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_a_page_may_be_kept_by_anybody_for_a_minute(client):
    for _ in range(2):
        assert client.get("/")["Cache-Control"] == "public, max-age=60, must-revalidate"


@pytest.mark.parametrize("path", ["/", "/articles/", "/api/v1/articles/"])
def test_who_has_the_page_is_told_so(client, path):
    etag = client.get(path)["ETag"]
    for asked in (etag, f'W/"other", {etag}', "*"):
        answer = client.get(path, headers={"If-None-Match": asked})
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer["ETag"] == etag
        assert "max-age" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


def test_who_has_another_page_gets_this_one(client):
    client.get("/")
    answer = client.get("/", headers={"If-None-Match": 'W/"0123"'})
    assert answer.status_code == 200
    assert b"<h1" in answer.content


def test_the_first_reader_may_have_the_page_already(client):
    etag = client.get("/")["ETag"]
    caches["pages"].clear()
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304
    assert queries(client, "/")[0] == 1


def test_another_page_has_another_etag(client):
    before = client.get("/")["ETag"]
    published(headline="Nearly 2,000 appointments moved")
    after = client.get("/", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def test_head_is_answered_from_the_page(client):
    assert client.head("/").status_code == 200
    full = client.get("/")
    with CaptureQueriesContext(connection) as captured:
        head = client.head("/")
    assert len(captured) == 1
    assert head.content == b""
    assert head["ETag"] == full["ETag"]


# What makes a page another


def test_the_order_of_parameters_and_the_newsletter_make_no_other_page(client):
    factories.trust()
    client.get("/articles/?q=strike&trust=RHM")
    assert queries(client, "/articles/?trust=RHM&q=strike&utm_source=letter&fbclid=x")[0] == 1
    assert queries(client, "/articles/?q=strike")[0] > 1


def test_made_up_origins_make_no_other_page(client):
    """Whoever sends them would flush out the pages of everybody."""
    client.get("/articles/")
    for number in range(300):
        from_there = {"origin": f"https://{number}.example"}
        assert queries(client, "/articles/", headers=from_there)[0] == 1


def test_the_api_has_one_page_for_itself_and_one_for_all_other_sites(client):
    path = "/api/v1/articles/"
    client.get(path)
    client.get(path, headers={"origin": "https://one.example"})
    for origin in ("https://two.example", "null", "http://x"):
        count, answer = queries(client, path, headers={"origin": origin})
        assert (count, answer["Access-Control-Allow-Origin"]) == (1, "*")
    for origin in ("", "http://["):
        count, answer = queries(client, path, headers={"origin": origin})
        assert (count, answer.has_header("Access-Control-Allow-Origin")) == (1, False)


def test_each_host_and_scheme_has_its_own_page(client):
    client.get("/")
    assert queries(client, "/", headers={"host": "localhost"})[0] > 1
    assert queries(client, "/", secure=True)[0] > 1


# Who and what is left out


def test_who_is_logged_in_gets_no_kept_page_and_leaves_none(client):
    desk = Client()
    desk.force_login(factories.user("editor"))
    for _ in range(2):
        count, response = queries(desk, "/")
        assert count > 1
        assert response["Cache-Control"] == "private, no-store"
    assert queries(client, "/")[0] > 1


def test_who_shows_a_key_gets_no_kept_page(client):
    client.get("/")
    asked = {"authorization": "Bearer x"}
    assert queries(client, "/", headers=asked)[1]["Cache-Control"] == "private, no-store"


def test_the_desk_is_never_kept(client):
    for path in ("/admin/", "/admin/login/"):
        client.get(path)
        assert "no-store" in client.get(path)["Cache-Control"]
    assert not caches["pages"].get(page_cache.page_key(RequestFactory().get("/admin/login/")))


def test_the_past_is_never_kept(client):
    path = "/api/v1/figures/?as_of=2023-04-19"
    assert client.get(path)["Cache-Control"] == "private, no-store"
    assert queries(client, path)[0] > 1


@pytest.mark.parametrize("path", ["/no-such-page/", "/articles/?trsut=RHM", "/api/v1/nothing/"])
def test_errors_are_kept_nowhere(client, path):
    for _ in range(2):
        answer = client.get(path)
        assert answer.status_code >= 400
        assert answer["Cache-Control"] == "no-store"


def test_a_pulled_story_is_kept_nowhere(client):
    version = published(headline="Nearly 2,000 appointments moved")
    path = version.get_absolute_url()
    etag = client.get(path)["ETag"]
    pulled(version)
    gone = client.get(path, headers={"If-None-Match": etag})
    assert gone.status_code == 410
    assert gone["Cache-Control"] == "no-store"


def test_a_picture_never_changes_and_goes_with_its_story(client):
    """Who has it asks again after a minute at most; nobody is told to keep it for longer."""
    shown = picture()
    story = published(pictures=[(shown, "", False)])
    path = f"/pictures/{shown.uuid}/"
    for _ in range(2):
        answer = client.get(path)
        assert answer.getvalue()
        assert answer["Cache-Control"] == "public, max-age=60, must-revalidate, immutable"
        assert "Vary" not in answer
    had = {"If-None-Match": answer["ETag"], "If-Modified-Since": answer["Last-Modified"]}
    assert client.get(path, headers=had).status_code == 304
    pulled(story)
    gone = client.get(path, headers=had)
    assert (gone.status_code, gone["Cache-Control"]) == (404, "no-store")


def test_a_size_of_a_picture_is_kept_by_whoever_has_seen_it_and_given_to_nobody_else(client):
    shown = picture_in_sizes()
    story = published(pictures=[(shown, "", False)])
    path = f"/pictures/{shown.uuid}/8-ab12.avif"
    answer = client.get(path)
    answer.getvalue()  # to its end, where the file is closed
    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=60, immutable"
    pulled(story)
    gone = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (gone.status_code, gone["Cache-Control"]) == (404, "no-store")


@pytest.fixture
def collected(settings, tmp_path):
    """Style sheets and scripts as they are served in production."""
    settings.STATIC_ROOT = tmp_path
    storage = "newsroom.joined.DeskStaticFiles"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    # The readers' files: those of the desk are joined with parts that others bring.
    readers = {"ignore_patterns": ["admin"]}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0, **readers)


def test_a_file_with_a_digest_in_its_name_is_kept_for_ever(collected):
    client = Client()
    named, plain = static("css/site.css"), "/static/css/site.css"
    assert named != plain
    answer = client.get(named, headers={"Accept-Encoding": "gzip"})
    assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
    assert (answer["Content-Encoding"], answer["Vary"]) == ("gzip", "Accept-Encoding")
    short = client.get(plain)
    assert short["Cache-Control"] == "max-age=60, public"
    assert len(answer.getvalue()) < len(short.getvalue())


def responding(**given):
    """The two middlewares over a view that answers so."""

    def view(request):
        text = given.get("text", "Good morning")
        response = HttpResponse(text, headers=given.get("headers"))
        for name in given.get("cookies", []):
            response.set_cookie(name, "1")
        if given.get("nonce"):
            request.csp_nonce = "abc"
        if given.get("meanwhile"):
            given["meanwhile"]()
        view.calls += 1
        return response

    view.calls = 0
    return SimpleNamespace(ask=page_cache.KeptPages(public_pages.PublicPages(view)), view=view)


def test_a_page_under_which_something_changed_is_made_again():
    """It may have a headline of before and a body of after."""
    changes = iter([changed])
    site = responding(meanwhile=lambda: next(changes, lambda: None)())
    for _ in range(2):
        site.ask(RequestFactory().get("/"))
    assert site.view.calls == 2


@pytest.mark.parametrize(
    "given",
    [
        {"cookies": ["who"]},
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Cache-Control": "private"}},
        {"headers": {"Vary": "Cookie"}},
        {"nonce": True},
        {"meanwhile": changed},
        {"text": "x" * 2_000_000},
    ],
    ids=["cookie", "no-store", "private", "varies", "nonce", "changed meanwhile", "huge"],
)
def test_what_is_somebodys_own_or_in_doubt_is_not_kept(given):
    site = responding(**given)
    site.ask(RequestFactory().get("/"))
    once = site.view.calls
    site.ask(RequestFactory().get("/"))
    assert site.view.calls == 2 * once
    assert once == (public_pages.TRIES if given.get("meanwhile") else 1)


@pytest.mark.parametrize(
    "given",
    [{"text": "x" * 2_000_000}, {"meanwhile": changed}],
    ids=["huge", "changed meanwhile"],
)
def test_who_has_what_is_not_kept_is_told_so_too(given):
    site = responding(headers={"ETag": 'W/"a"'}, **given)
    for had, status in (('W/"a"', 304), ('W/"b"', 200)):
        answer = site.ask(RequestFactory().get("/", headers={"If-None-Match": had}))
        assert answer.status_code == status
        assert answer["Cache-Control"] == "no-cache"
        assert answer["ETag"] == 'W/"a"'


def test_any_other_page_is_kept():
    site = responding()
    for _ in range(2):
        site.ask(RequestFactory().get("/"))
    assert site.view.calls == 1


# The generation


def test_while_the_generation_cannot_be_read_the_site_answers(client, monkeypatch):
    client.get("/")
    for module in (page_cache, public_pages):
        monkeypatch.setattr(module, "generation", lambda: None)
    for _ in range(2):
        count, answer = queries(client, "/")
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-cache"
        assert count > 1


@pytest.fixture
def process(settings):
    """Makes this process one of two, with pages of its own."""

    def become(name):
        pages = settings.CACHES["pages"] | {"LOCATION": name}
        settings.CACHES = settings.CACHES | {"pages": pages}

    return become


def test_what_one_process_changes_the_other_shows(client, process):
    version = published(headline="Nearly 2,000 appointments moved")
    for name in ("one", "two"):
        process(name)
        assert queries(client, "/articles/")[0] > 1
        assert queries(client, "/articles/")[0] == 1
    process("one")
    workflow.pull(by=factories.user("editor"), article=version.article)
    for name in ("one", "two"):
        process(name)
        answer = client.get("/articles/")
        assert b"Nearly 2,000" not in answer.content


def test_made_up_ports_make_one_copy_between_them():
    addresses = {
        page_cache.page_key(
            RequestFactory().get("/articles/", headers={"host": f"testserver:{port}"})
        )
        for port in range(9000, 9020)
    }
    assert len(addresses) == 1
