"""Addresses of lists that somebody typed or bent: an answer, never a traceback."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hospitals.admin import lookups
from lib.admin import search
from lib.admin.search import SearchesWords
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "admin:hospitals_disruptionfigure_changelist"


@pytest.mark.parametrize(
    "query",
    [
        {"revisions__evidence__id__exact": "abc"},
        {"revisions__evidence__id__exact": "1"},
        {"strike__id__exact": "abc"},
        {"check": "nonsense"},
        {"standing": "nonsense"},
        {"p": "99999"},
        {"p": "abc"},
        {"q": "'"},
        {"q": "9" * 400},
        {"q": "#"},
        {"q": "\u00b2"},
        {"_facets": "True"},
        {"nosuchfield": "1"},
    ],
)
def test_a_bent_address_is_answered(desk, query):
    assert desk().get(reverse(LIST), query, follow=True).status_code == 200


HUGE = "9" * 22
IMPOSSIBLE = [
    (LIST, {"measure": HUGE}),
    (LIST, {"strike__id__exact": HUGE}),
    (LIST, {"strike__id__exact": "9_" * 22}),
    (LIST, {"strike__id__exact": f"-{HUGE}"}),
    (LIST, {"measure__in": f"1,{HUGE}"}),
    (LIST, {"revisions__evidence__id__exact": HUGE}),
    (LIST, {"revisions__evidence__id__exact": str(2**63)}),
    (LIST, {"strike__id__exact": "１" * 22}),
    ("admin:hospitals_evidence_changelist", {"said_by": HUGE}),
    ("admin:hospitals_evidence_changelist", {"terms__exact": "\0"}),
    ("admin:articles_quote_changelist", {"terms__exact": "\0"}),
    ("admin:articles_article_changelist", {"section__id__exact": HUGE}),
    ("admin:auth_user_changelist", {"groups__id__exact": HUGE}),
]


@pytest.mark.parametrize(("name", "query"), IMPOSSIBLE)
def test_what_no_column_can_hold_leads_back_to_the_list(desk, name, query):
    client = desk("editor")
    answer = client.get(reverse(name), query)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse(name)}?e=1")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "query", [{"strike__id__exact": str(2**63 - 1)}, {"q": HUGE}, {"q": "\0"}, {"p": HUGE}]
)
def test_what_a_column_can_hold_is_asked(desk, query):
    assert desk().get(reverse(LIST), query, follow=True).status_code == 200


def test_a_nul_in_a_chooser_finds_nothing_worse_than_nothing(desk):
    query = {"app_label": "hospitals", "model_name": "disruptionfigure", "field_name": "strike"}
    answer = desk().get(reverse("admin:autocomplete"), query | {"term": "\0doctors\0"})
    assert (answer.status_code, answer.json()["results"]) == (200, [])


@pytest.mark.parametrize("name", ["change", "history"])
def test_a_record_of_an_impossible_number_is_none(desk, name):
    for model in ("disruptionfigure", "evidence"):
        url = reverse(f"admin:hospitals_{model}_{name}", args=[HUGE])
        assert desk("editor").get(url).status_code in (302, 404), url


# A pasted paragraph is a search too


def test_the_list_says_what_it_searched_for(desk):
    page = desk().get(reverse(LIST), {"q": "9 " * 900}).content.decode()
    assert "Searched for the first ten words only." in page
    assert "Searched for" not in desk().get(reverse(LIST), {"q": "9 9"}).content.decode()


def test_every_search_on_the_desk_is_bounded():
    unbounded = [
        model.__name__
        for model, registered in admin.site._registry.items()
        if registered.search_fields and not isinstance(registered, SearchesWords)
    ]
    assert unbounded == []


def longest_question(ask):
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code == 200
    return max(len(query["sql"]) for query in asked)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        (LIST, {"q": ""}),
        ("admin:articles_article_changelist", {"q": ""}),
        ("admin:auth_group_changelist", {"q": ""}),
        (
            "admin:autocomplete",
            {"app_label": "hospitals", "model_name": "disruptionfigure", "field_name": "strike"},
        ),
        ("admin:hospitals_disruptionfigure_suggest", {"kind": "evidence"}),
    ],
)
def test_a_paragraph_asks_no_more_of_the_database_than_ten_words(desk, query, name):
    client, typed = desk("editor"), "q" if "q" in query else "term"
    ten = longest_question(lambda: client.get(reverse(name), query | {typed: "9 " * 10}))
    assert longest_question(lambda: client.get(reverse(name), query | {typed: "9 " * 900})) == ten


def test_a_name_typed_into_a_form_is_looked_for_in_the_same_bounds(db):
    with CaptureQueriesContext(connection) as asked:
        lookups.suggest("source", "9 " * 200)
    assert max(query["sql"].count("LIKE") for query in asked) <= search.MOST_WORDS + 2


def test_three_of_35_is_found_as_it_is_said(client):
    clinics = make.figure(3, out_of=35)
    make.figure(3, trust=make.trust("RN5"))
    make.figure(35, trust=make.trust("RX1"))
    client.force_login(make.user("reporter"))
    url = reverse("admin:hospitals_disruptionfigure_changelist")
    for asked in ("3 of 35", "three out of 35"):
        page = client.get(url, {"q": asked})
        assert [each.pk for each in page.context["cl"].result_list] == [clinics.pk], asked
