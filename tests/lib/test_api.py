import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import django_filters
import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIRequestFactory

from hospitals.models import Area
from lib.api import ReadOnlyViewSet, absolute
from lib.as_of import moment_of
from lib.fields import (
    BooleanField,
    CharField,
    moment,
    number,
)
from lib.filters import StrictFilterSet
from lib.keyset import Keyset, both_ways
from lib.problems import problem
from lib.refusals import Refused
from lib.serializers import Record
from tests import factories

pytestmark = pytest.mark.django_db


class AreaFilter(StrictFilterSet):
    kind = django_filters.ChoiceFilter(
        field_name="kind__slug", choices=[("nation", "nation"), ("county", "county")]
    )

    class Meta:
        model = Area
        fields = ["kind"]


BY_NAME = Keyset([("name", "asc"), ("id", "asc")])


class AreaSerializer(Record):
    name = CharField()
    detail = BooleanField()


class AreaViewSet(ReadOnlyViewSet):
    filterset_class = AreaFilter
    keyset = BY_NAME
    orders = both_ways("name", BY_NAME)
    serializer_class = AreaSerializer
    looks_back = True
    lookup_field = "slug"

    def get_queryset(self):
        return Area.objects.all()

    def present(self, rows):
        return [{"name": area.name, "detail": self.detail} for area in rows]


@pytest.fixture
def areas():
    for name in ("England", "Hampshire", "Nottinghamshire"):
        kind = factories.area_kind("nation" if name == "England" else "county")
        Area.objects.create(name=name, slug=name.lower(), kind=kind)


def ask(query="", *, slug=None, method="get", **headers):
    request = getattr(APIRequestFactory(), method)(f"/areas/{query}", headers=headers)
    if slug:
        response = AreaViewSet.as_view({"get": "retrieve"}, detail=True)(request, slug=slug)
    else:
        response = AreaViewSet.as_view({"get": "list"}, detail=False)(request)
    response = response.render()
    return response, json.loads(response.content or "null")


def test_a_list_walks_forward_and_back_by_absolute_links(areas):
    _, first = ask("?page_size=2&kind=&utm_source=letter")
    assert [row["name"] for row in first["results"]] == ["England", "Hampshire"]
    assert first["previous"] is None
    assert first["next"].startswith("http://testserver/areas/?page_size=2&cursor=")

    _, second = ask("?" + first["next"].partition("?")[2])
    assert [row["name"] for row in second["results"]] == ["Nottinghamshire"]
    assert second["next"] is None

    _, back = ask("?" + second["previous"].partition("?")[2])
    assert back["results"] == first["results"]


def test_an_unknown_parameter_is_a_problem_that_names_the_nearest_one(areas):
    response, body = ask("?kid=county")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert body == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Some parameters could not be understood.",
        "errors": [{"parameter": "kid", "message": "There is no “kid” here. Did you mean “kind”?"}],
    }


@pytest.mark.parametrize("size", ["0", "101", "ten", "-1", "1.5", "9" * 40])
def test_a_page_size_out_of_bounds_is_refused(size, areas):
    response, body = ask(f"?page_size={size}")
    assert response.status_code == 400
    assert body["errors"] == [
        {"parameter": "page_size", "message": "“page_size” is a whole number from 1 to 100."}
    ]


def test_a_cursor_of_another_search_is_refused(areas):
    _, first = ask("?page_size=1")
    cursor = first["next"].partition("cursor=")[2]
    response, body = ask(f"?page_size=1&kind=county&cursor={cursor}")
    assert response.status_code == 400
    assert [error["parameter"] for error in body["errors"]] == ["cursor"]


def test_a_single_record_takes_no_parameters(areas):
    response, body = ask(slug="england")
    assert (response.status_code, body) == (200, {"name": "England", "detail": True})
    response, body = ask("?kind=county", slug="england")
    assert response.status_code == 400
    assert body["errors"][0]["parameter"] == "kind"


def test_a_record_that_is_not_there_is_a_problem_too():
    response, body = ask(slug="nowhere")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert body["detail"] == "There is nothing at this address."


def test_writing_is_not_offered():
    response, body = ask(method="post")
    assert (response.status_code, body["title"]) == (405, "Method Not Allowed")


def test_what_workflow_refuses_is_said_in_its_own_words():
    response = problem(Refused("Check that one first."), {})
    assert response.status_code == 400
    assert response.data["errors"] == [{"parameter": "", "message": "Check that one first."}]


def test_a_missing_permission_is_403():
    assert problem(PermissionDenied("private words"), {}).status_code == 403
    assert "private" not in str(problem(PermissionDenied("private words"), {}).data)


def test_our_own_faults_are_not_dressed_up():
    assert problem(KeyError("x"), {}) is None


def test_links_start_with_the_sites_own_address_where_one_is_set():
    request = APIRequestFactory().get("/x/")
    assert absolute(request, "/figures/1/") == "http://testserver/figures/1/"
    with override_settings(SITE_URL="https://news.example"):
        assert absolute(request, "/figures/1/") == "https://news.example/figures/1/"


def test_numbers_are_whole_where_they_are_whole():
    assert json.dumps([number(Decimal("1854.000")), number(Decimal("8.6")), number(None)]) == (
        "[1854, 8.6, null]"
    )


def test_moments_carry_londons_offset():
    assert moment(datetime(2023, 4, 19, 10, 5, 30, 123, tzinfo=UTC)) == "2023-04-19T11:05:30+01:00"
    assert moment(None) is None


def names(data):
    return [row["name"] for row in data["results"]]


def test_a_list_can_be_turned_round_and_walked_so(areas):
    _, first = ask("?ordering=-name&page_size=2")
    assert names(first) == ["Nottinghamshire", "Hampshire"]
    _, second = ask("?" + first["next"].partition("?")[2])
    assert names(second) == ["England"]


def test_an_order_that_there_is_not_is_refused_with_the_nearest_one(areas):
    response, data = ask("?ordering=-nam")
    assert response.status_code == 400
    assert data["errors"] == [
        {
            "parameter": "ordering",
            "message": "There is no order “-nam” here. Did you mean “-name”?",
        }
    ]


def test_fields_are_chosen_by_name(areas):
    assert ask("?fields=name")[1]["results"][0] == {"name": "England"}
    assert ask("?fields=detail,name", slug="england")[1] == {"name": "England", "detail": True}


def test_a_field_that_there_is_not_is_refused_with_the_nearest_one_even_for_an_empty_list():
    response, data = ask("?fields=nome")
    assert response.status_code == 400
    assert data["errors"] == [
        {"parameter": "fields", "message": "There is no field “nome” here. Did you mean “name”?"}
    ]


def test_asking_again_with_the_etag_gives_304_until_something_changes(areas):
    response, _ = ask()
    tag = response["ETag"]
    assert tag.startswith('W/"')
    assert ask(if_none_match=tag)[0].status_code == 304
    Area.objects.filter(name="England").update(name="All of England")
    assert ask(if_none_match=tag)[0].status_code == 200


def test_as_of_is_kept_by_no_cache_and_no_search_engine(areas):
    response, _ = ask("?as_of=2023-04-19T07:00:00+01:00")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "ETag" not in response


@pytest.mark.parametrize(
    "asked", ["2099-01-01", "tomorrow", "2023-02-30", "0001-01-01", "2023-04-19T25:00"]
)
def test_as_of_is_a_moment_that_is_past(asked, areas):
    for response, data in (ask(f"?as_of={asked}"), ask(f"?as_of={asked}", slug="england")):
        assert response.status_code == 400
        assert data["errors"][0]["parameter"] == "as_of"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("2023-04-19", "2023-04-19T23:59:59.999999+01:00"),
        ("2023-04-19T07:00", "2023-04-19T07:00:00+01:00"),
        # what becomes of an unescaped +
        ("2023-04-19T07:00:00 01:00", "2023-04-19T07:00:00+01:00"),
        ("2023-01-19T07:00:00Z", "2023-01-19T07:00:00+00:00"),
    ],
)
def test_as_of_names_the_end_of_a_day_or_a_moment_in_london(asked, meant):
    assert moment_of(asked) == datetime.fromisoformat(meant)


def test_as_of_today_is_now():
    assert abs(moment_of(str(timezone.localdate())) - timezone.now()) < timedelta(seconds=5)


def test_a_cursor_of_another_moment_is_refused(areas):
    _, first = ask("?page_size=1&as_of=2023-04-19")
    cursor = first["next"].partition("cursor=")[2]
    response, _ = ask(f"?page_size=1&as_of=2023-04-20&cursor={cursor}")
    assert response.status_code == 400
