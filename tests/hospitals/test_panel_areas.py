"""The panel of areas: what was said of the whole, and how much of it we hold trust by trust."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db


def rows(client, query="of=area"):
    answer = client.get(f"/api/v1/panel/?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def said(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def nations(client):
    return [row for row in rows(client) if row["area_kind"] == "nation"]


def test_a_nations_number_stands_beside_what_its_trusts_come_to(client):
    factories.released(195000, at=BEFORE, area=factories.area())
    factories.released(1854, at=BEFORE)
    factories.released(1200, at=BEFORE, trust=factories.trust("RN5"))
    factories.trust("RK5")
    names = ("area_kind", "area_slug", "value", "trusts_with_number", "trusts", "trusts_value")
    assert said(rows(client), *names) == [
        ("nation", "england", 195000, 2, 3, 3054),
        ("region", "midlands", None, 0, 1, None),
        ("region", "south-east", None, 2, 2, 3054),
    ]


def test_its_number_is_never_the_sum_of_its_trusts(client):
    factories.released(1854, at=BEFORE)
    assert said(nations(client), "value", "missing", "trusts_value") == [(None, "no_figure", 1854)]


def test_rows_of_trusts_say_nothing_of_areas(client):
    factories.released(1854, at=BEFORE)
    [row] = rows(client, "of=trust")
    assert said([row], "trust_code", "area_slug", "trusts", "trusts_value") == [
        ("RHM", None, None, None)
    ]


def test_each_kind_of_service_has_a_total_of_its_own(client):
    factories.released(195000, at=BEFORE, area=factories.area())
    factories.released(10, at=BEFORE, setting="community")
    assert said(nations(client), "setting_slug", "value", "trusts_value") == [
        ("acute", 195000, None),
        ("community", None, 10),
    ]


def test_vague_numbers_come_to_a_span(client):
    factories.released(2000, at=BEFORE, how_exact="nearly")
    factories.released(10, at=BEFORE, trust=factories.trust("RN5"))
    assert said(nations(client), "trusts_value", "trusts_low", "trusts_high") == [
        (None, 1810, 2009)
    ]


def test_staff_out_on_one_day_are_added_over_trusts(client):
    for code in ("RHM", "RN5"):
        about = {"trust": factories.trust(code), "measure": "nurses on strike"}
        for day in factories.APRIL_2023[:2]:
            factories.released(40, at=BEFORE, basis="one_day", period_start=day, **about)
    by_day = [row for row in rows(client, "of=area&per=day") if row["area_kind"] == "nation"]
    assert said(by_day, "day", "trusts_value")[:2] == [("2023-04-11", 80), ("2023-04-12", 80)]


def test_what_never_adds_has_no_total(client):
    factories.released(34, at=BEFORE, measure="average wait")
    assert said(nations(client), "trusts_with_number", "trusts_value", "trusts_low") == [
        (1, None, None)
    ]


def test_a_trust_is_counted_where_it_lay_then(client):
    factories.released(1854, at=BEFORE)
    factories.trust().memberships.update(valid_from=factories.APRIL_2023[-1])
    assert {row["trusts"] for row in rows(client)} == {0}


def test_rows_of_areas_have_no_trust(client):
    factories.trust()
    answer = client.get("/api/v1/panel/?of=area&trust=RHM")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "trust"


def test_it_walks_to_its_end_and_comes_as_a_file(client):
    factories.released(1854, at=BEFORE)
    factories.released(10, at=BEFORE, setting="community")
    whole, url, walked = rows(client), "/api/v1/panel/?of=area&page_size=2", []
    while url:
        page = client.get(url).json()
        walked, url = walked + page["results"], page["next"]
    assert walked == whole
    lines = b"".join(client.get("/api/v1/panel.csv?of=area")).splitlines()
    assert len(lines) == len(whole) + 1


def test_queries_do_not_grow_with_trusts(client):
    asked = []
    for number in range(6):
        factories.released(number, at=BEFORE, trust=factories.trust(f"T0{number}"))
        with CaptureQueriesContext(connection) as captured:
            rows(client)
        asked.append(len(captured))
    assert len(set(asked[1:])) == 1, asked
