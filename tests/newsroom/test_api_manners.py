"""What every address of the API does alike: limits, other sites, errors, its own description."""

import json

import pytest
from drf_spectacular.validation import validate_schema

from articles.api.serializers import articles as stories
from hospitals.api.serializers.changes import RevisionSerializer, UpdateSerializer
from hospitals.api.serializers.figures import FigureDetailSerializer
from hospitals.api.serializers.panel import PanelRowSerializer
from hospitals.api.serializers.strikes import StrikeDetailSerializer
from lib.serializers import names_of
from newsroom.api import RECORDS
from tests import factories
from tests.hospitals import worlds
from tests.story_factories import corrected, marked, published, quote

pytestmark = pytest.mark.django_db

ELSEWHERE = {"origin": "https://analysts.example"}


JSON = dict.fromkeys(("", "figures/", "panel/"), "application/json")
ACCEPTED = ["text/csv", "text/html", "application/json;q=0", "nonsense"]


@pytest.mark.parametrize(
    ("path", "kind", "accepted"),
    [
        *((path, kind, accepted) for path, kind in JSON.items() for accepted in ACCEPTED),
        # once: describing the API takes a second
        ("schema/", "application/vnd.oai.openapi+json", "text/html"),
    ],
)
def test_the_address_says_what_an_answer_is_made_anew_or_kept(
    path, kind, accepted, client, settings
):
    """So nobody's `Accept` decides what the next reader of a kept answer gets."""
    settings.PAGES_KEPT_SECONDS = 600
    headers = {"accept": accepted}
    anew, kept = (client.get(f"/api/v1/{path}", headers=headers) for _ in range(2))
    for answer in (anew, kept):
        assert answer.status_code == 200
        assert answer["Content-Type"] == kind
    assert anew.content == kept.content


@pytest.mark.parametrize("accepted", ["text/html", "application/json"])
def test_a_file_is_a_file_whatever_is_accepted(accepted, client):
    answer = client.get("/api/v1/figures.csv", headers={"accept": accepted})
    assert b"".join(answer.streaming_content).startswith(b"id,uuid,sentence,")


def test_options_says_what_may_be_done(client):
    for path in ("", "figures/", "trusts/RHM/", "panel/", "figures.csv", "schema/"):
        answer = client.options(f"/api/v1/{path}")
        assert answer.status_code == 204, path
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["figures", "figures/7/revisions", "articles?q=strike", "panel"])
def test_an_address_that_lacks_its_slash_leads_there(path, client):
    path, _, query = path.partition("?")
    query = f"?{query}" if query else ""
    answer = client.get(f"/api/v1/{path}{query}")
    assert answer.status_code == 301
    assert answer["Location"] == f"/api/v1/{path}/{query}"


def test_too_many_requests_are_told_when_to_come_back(client, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    answers = [client.get("/api/v1/trusts/") for _ in range(4)]
    # The clock's minute may end between two of them.
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["status"] == 429


def test_another_address_has_a_limit_of_its_own(client, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    for _ in range(3):
        client.get("/api/v1/trusts/")
    assert client.get("/api/v1/trusts/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_reader_cannot_pass_for_somebody_else(client, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    answers = [
        client.get("/api/v1/trusts/", headers={"x-forwarded-for": f"192.0.2.{number}"})
        for number in range(4)
    ]
    assert answers[-1].status_code == 429


def test_pages_of_other_sites_may_read_the_api_and_nothing_else(client):
    assert client.get("/api/v1/", headers=ELSEWHERE)["Access-Control-Allow-Origin"] == "*"
    for path in ("/", "/admin/login/", "/articles/"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=ELSEWHERE)


def test_other_sites_may_only_read(client):
    asked = {**ELSEWHERE, "access-control-request-method": "DELETE"}
    answer = client.options("/api/v1/trusts/", headers=asked)
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("get", "/api/", {}, 404),
        ("get", "/api/v2/figures/", {}, 404),
        ("get", "/api/v1/nowhere/", {}, 404),
        ("get", "/api/v1/hospitals/two%0Alines/", {}, 404),
        ("get", "/api/v1/figures/99999999999999999999/", {}, 404),
        ("get", "/api/v1/quotes/not-a-uuid/", {}, 404),
        ("post", "/api/v1/figures/", {}, 405),
        ("delete", "/api/v1/figures.csv", {}, 405),
        ("put", "/api/v1/panel/", {}, 405),
        ("get", "/api/v1/figures/?cursor=x", {}, 400),
        # more than Django itself reads
        ("get", "/api/v1/figures/?" + "&".join(f"a{each}=1" for each in range(1001)), {}, 400),
    ],
)
def test_errors_are_problem_details_that_no_cache_keeps(method, path, headers, status, client):
    answer = getattr(client, method)(path, headers=headers)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert "no-store" in answer["Cache-Control"]
    assert answer.json()["status"] == status


def fall_over(*args, **kwargs):
    raise KeyError("a private word")


@pytest.fixture
def broken(client, monkeypatch):
    factories.released()
    for model in ("DisruptionFigure.objects.public", "PublicFigure.objects.live"):
        monkeypatch.setattr(f"hospitals.models.{model}", fall_over)
    monkeypatch.setattr("hospitals.presenters.figures.with_names", fall_over)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", ["figures/", "figures/7/", "figures.csv", "panel/"])
def test_our_own_faults_are_problem_details_without_a_word_of_what_broke(path, broken, caplog):
    answer = broken.get(f"/api/v1/{path}", headers=ELSEWHERE)
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "The fault is ours, and it has been noted. Please try again in a few minutes.",
        "errors": [],
    }
    assert "a private word" in caplog.text


def test_what_breaks_before_the_api_is_reached_is_a_problem_too(client, monkeypatch):
    monkeypatch.setattr("newsroom.public_pages.PublicPages.__call__", fall_over)
    client.raise_request_exception = False
    answer = client.get("/api/v1/trusts/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"


def test_pages_keep_their_own_words_for_our_faults(broken):
    answer = broken.get("/figures/")
    assert answer.status_code == 500
    assert "<h1>Something went wrong here</h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/api/v1/trusts/"])
def test_under_a_host_that_is_not_ours_there_is_no_site(path, client):
    answer = client.get(path, headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert answer.content == b"There is no site of that name here."


def test_an_address_of_the_api_without_its_slash_leads_there(client):
    assert client.get("/api/v1").headers["Location"] == "/api/v1/"


def test_the_description_is_valid_openapi_3_1(client):
    answer = client.get("/api/v1/schema/")
    description = json.loads(answer.content)
    validate_schema(description)
    assert description["openapi"] == "3.1.1"
    assert "/api/v1/figures/{id}/" in description["paths"]


@pytest.mark.parametrize(("limit", "said"), [(600, True), (0, False)])
def test_the_documentation_tells_of_a_limit_where_there_is_one(limit, said, client, settings):
    settings.API_REQUESTS_A_MINUTE = limit
    content = client.get("/api/v1/docs/").content.decode()
    assert ("requests a minute get 429" in content) is said


def test_the_documentation_runs_no_script_of_the_page_itself(client):
    content = client.get("/api/v1/docs/").content.decode()
    assert 'data-schema="/api/v1/schema/"' in content
    assert content.count("<script") == content.count("<script src=")
    assert "<style" not in content


@pytest.fixture(scope="module")
def everything(for_all):
    """One of each record, with everything that a record can have."""
    _, strike, figure = worlds.many(1)
    factories.hospital()
    body = f"<p>{marked(figure, '1,854')} and {marked(quote(), '“We are sorry”')}</p>"
    story = published(body=body, related=[published(headline="Another").article])
    corrected(story, body=body.replace(" and ", ", "))
    return {
        f"articles/{story.article.uuid}/versions/": stories.VersionSerializer,
        f"figures/{figure.pk}/revisions/": RevisionSerializer,
        "updates/": UpdateSerializer,
        "panel/": PanelRowSerializer,
        f"figures/{figure.pk}/": FigureDetailSerializer,
        f"articles/{story.article.uuid}/": stories.ArticleDetailSerializer,
        f"strikes/{strike.slug}/": StrikeDetailSerializer,
        **{f"{prefix}/": viewset.serializer_class for prefix, (_, viewset) in RECORDS.items()},
    }


def held_against(data, serializer, where):
    """Every field of the data is described, and every described field is there."""
    assert set(data) == set(serializer.fields), where
    for name, field in serializer.fields.items():
        inside, child = data[name], getattr(field, "child", field)
        if not hasattr(child, "fields") or inside is None:
            continue
        for one in inside if isinstance(inside, list) else [inside]:
            held_against(one, child, f"{where}.{name}")


def test_each_answer_has_the_fields_that_its_description_names(everything, client):
    for path, serializer in everything.items():
        data = client.get(f"/api/v1/{path}").json()
        rows = data.get("results", [data])
        assert rows, path
        for row in rows:
            held_against(row, serializer(), path)


def test_each_field_can_be_asked_for_alone(everything, client):
    for prefix, (_, viewset) in RECORDS.items():
        name = names_of(viewset.serializer_class)[0]
        rows = client.get(f"/api/v1/{prefix}/", {"fields": name}).json()["results"]
        assert all(list(row) == [name] for row in rows)


@pytest.mark.slow
def test_each_link_of_the_api_to_itself_answers(everything, client):
    waiting, followed = ["http://testserver/api/v1/"], set()
    while waiting:
        url = waiting.pop()
        if url in followed or not url.startswith("http://testserver/api/v1/"):
            continue
        followed.add(url)
        answer = client.get(url)
        assert answer.status_code == 200, url
        content = answer.getvalue()  # a file that nobody reads keeps others waiting
        assert content, url
        if answer["Content-Type"] == "application/json":
            waiting += texts_in(answer.json())
    assert len(followed) > 2 * len(RECORDS)


def texts_in(data):
    if isinstance(data, str):
        return [data]
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [text for each in inside for text in texts_in(each)]
