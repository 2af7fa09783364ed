"""The panel: one row for each trust, strike and measure, and no number twice."""

from datetime import date, timedelta

import pytest

from hospitals import workflow
from hospitals.models import TrustSuccession
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db


def rows(client, query=""):
    answer = client.get(f"/api/v1/panel/{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def said(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_each_trust_has_a_row_with_the_number_or_the_reason_why_there_is_none(client):
    factories.released(1854, at=BEFORE, out_of=4000)
    factories.trust("RK5")
    with_number, without = rows(client)
    assert with_number["trust_code"] == "RHM"
    assert said([with_number], "value", "low", "high", "missing", "out_of") == [
        (1854, 1854, 1854, None, 4000)
    ]
    assert said([without], "trust_code", "value", "missing", "figure_id") == [
        ("RK5", None, "no_figure", None)
    ]


def test_numbers_of_nations_hospitals_parts_of_a_strike_and_the_desk_are_not_in_it(client):
    strike = factories.strike()
    factories.released(195000, at=BEFORE, area=factories.area())
    factories.released(13, at=BEFORE, hospital=factories.hospital())
    factories.released(71, at=BEFORE, basis="busiest_day", strike=strike)
    factories.checked(12, at=BEFORE)
    assert rows(client) == []


def test_a_row_has_the_licence_of_its_document_and_the_line_that_it_asks_for(client):
    evidence = factories.evidence(licence=factories.licence())
    factories.released(1854, at=BEFORE, evidence=evidence)
    factories.released(12, at=BEFORE, trust=factories.trust("RK5"))
    columns = [f"evidence_licence_{name}" for name in ("name", "text_url", "attribution")]
    assert said(rows(client), *columns) == [
        (
            "Open Government Licence v3.0",
            "https://licences.example/ogl/3/",
            "Contains information under the Open Government Licence v3.0.",
        ),
        (None, None, None),
    ]


def test_of_rivals_the_preferred_one_is_taken_and_the_others_counted(client):
    factories.released(1900, at=BEFORE, source=factories.source("Daily Echo"), how_exact="around")
    chosen = factories.released(1854, at=BEFORE)
    factories.released(1910, at=BEFORE, source=factories.source("Gazette"), how_exact="around")
    [row] = rows(client)
    assert (row["figure_id"], row["value"], row["other_figures"]) == (chosen.pk, 1854, 2)


def test_each_kind_of_service_has_a_row_of_its_own_and_no_others_number_is_in_it(client):
    mersey = factories.trust("RC9")
    for setting, number in (("acute", 1191), ("community", 10), ("mental-health", 425)):
        factories.released(number, at=BEFORE, trust=mersey, setting=setting)
    names = ("trust_code", "setting_slug", "value", "other_figures")
    assert said(rows(client), *names) == [
        ("RC9", "acute", 1191, 0),
        ("RC9", "community", 10, 0),
        ("RC9", "mental-health", 425, 0),
    ]
    assert said(rows(client, "?setting=community"), *names) == [("RC9", "community", 10, 0)]
    factories.setting("all")
    assert rows(client, "?setting=all") == []


def test_a_trust_without_a_figure_has_a_row_for_each_kind_of_service_counted_elsewhere(client):
    factories.released(40, at=BEFORE, trust=factories.trust("RHA"), setting="community")
    factories.released(96, at=BEFORE, trust=factories.trust("RHA"), setting="mental-health")
    factories.released(1191, at=BEFORE, trust=factories.trust("RC9"), setting="community")
    factories.released(12, at=BEFORE, trust=factories.trust("RC9"), measure="clinics")
    assert said(rows(client), "measure_slug", "setting_slug", "trust_code", "value", "missing") == [
        ("appointments", "community", "RC9", 1191, None),
        ("appointments", "community", "RHA", 40, None),
        ("appointments", "mental-health", "RC9", None, "no_figure"),
        ("appointments", "mental-health", "RHA", 96, None),
        ("clinics", "acute", "RC9", 12, None),
        ("clinics", "acute", "RHA", None, "no_figure"),
    ]


def test_the_row_of_a_kind_of_service_says_where_a_figure_of_another_is_preferred(client):
    chosen = factories.released(1854, at=BEFORE)
    other = factories.released(1900, at=BEFORE, setting=None, source=factories.source("Daily Echo"))
    assert said(rows(client), "setting_slug", "figure_id", "value", "preferred") == [
        (None, other.pk, 1900, False),
        ("acute", chosen.pk, 1854, True),
    ]


def test_a_number_of_one_service_or_of_a_change_is_not_in_it(client):
    factories.released(41, at=BEFORE, service="endoscopy")
    factories.released(32, at=BEFORE, compared_with="the strike before", change="down")
    assert rows(client) == []


def test_a_group_of_staff_among_another_is_not_counted_beside_it(client):
    doctors = factories.staff_group()
    first_years = factories.staff_group("First-year doctors", parent=doctors)
    factories.released(20, at=BEFORE, staff_group=first_years)
    everybody = factories.released(90, at=BEFORE, staff_group=doctors)
    names = ("figure_id", "value", "missing", "other_figures")
    assert said(rows(client), *names) == [(everybody.pk, 90, None, 1)]
    factories.released(7, at=BEFORE, staff_group=factories.staff_group("Nurses"))
    assert said(rows(client), "value", "missing") == [(None, "by_staff_group")]


def told(number, teller, *, at=BEFORE, **given):
    """A figure of April 2023 by one of several sources, on a document of these dates."""
    dates = {name: given.pop(name) for name in ("published_on", "retrieved_at") if name in given}
    source = factories.source(f"Source {teller}")
    return factories.released(
        number, at=at, source=source, evidence=factories.evidence(source, **dates), **given
    )


def test_of_three_sources_the_newest_document_is_taken(client):
    newer = told(1867, 14, published_on=date(2023, 4, 18), retrieved_at=BEFORE)
    told(1854, 15, published_on=date(2023, 4, 17), retrieved_at=BEFORE)
    told(1850, 13, retrieved_at=BEFORE)
    [row] = rows(client)
    assert (row["figure_id"], row["value"], row["other_figures"]) == (newer.pk, 1867, 2)


def test_of_undated_documents_the_one_seen_later_is_taken(client):
    newer = told(1867, 14, retrieved_at=BEFORE)
    told(1854, 15, retrieved_at=BEFORE - timedelta(hours=1))
    assert said(rows(client), "figure_id") == [(newer.pk,)]


def test_of_documents_of_one_day_the_later_check_is_taken_and_then_the_later_record(client):
    told(1854, 15)
    later = told(1867, 14)
    assert said(rows(client), "figure_id") == [(later.pk,)]
    told(158, 14, measure="inpatient", at=BEFORE + timedelta(hours=1))
    told(159, 15, measure="inpatient")
    assert said(rows(client, "?measure=inpatient"), "value") == [(158,)]


def test_an_exact_number_comes_before_a_rounded_one_of_a_newer_document(client):
    told(1854, 14, published_on=date(2023, 4, 17))
    told(1900, 15, published_on=date(2023, 4, 18), how_exact="around")
    assert said(rows(client), "value") == [(1854,)]


def test_figures_by_staff_group_alone_make_no_number_for_all_staff(client):
    for name, number in (("Nurses", 703), ("Porters", 12)):
        factories.released(
            number, at=BEFORE, measure="nurses on strike", staff_group=factories.staff_group(name)
        )
    assert said(rows(client), "value", "missing", "other_figures") == [(None, "by_staff_group", 2)]


def test_what_happened_comes_before_what_was_provisional_and_what_was_expected_is_apart(client):
    factories.released(1700, at=BEFORE, nature="provisional")
    factories.released(1500, at=BEFORE, nature="expected")
    assert said(rows(client), "value", "nature") == [(1700, "provisional")]
    factories.released(1854, at=BEFORE)
    assert said(rows(client), "value", "nature") == [(1854, "actual")]
    assert said(rows(client, "?nature=expected"), "value", "nature") == [(1500, "expected")]


def test_a_row_for_each_day(client):
    for number, on in ((703, 11), (695, 13)):
        factories.released(
            number,
            at=BEFORE,
            measure="nurses on strike",
            basis="one_day",
            period_start=date(2023, 4, on),
        )
    assert said(rows(client, "?per=day"), "day", "value", "missing", "adds_over") == [
        ("2023-04-11", 703, None, "places"),
        ("2023-04-12", None, "no_figure", "places"),
        ("2023-04-13", 695, None, "places"),
        ("2023-04-14", None, "no_figure", "places"),
    ]


def test_low_and_high_say_what_a_number_may_stand_for(client):
    for number, exact in ((450, "around"), (2000, "nearly"), (500, "more_than")):
        factories.released(
            number, at=BEFORE, how_exact=exact, strike=factories.strike(f"Strike {exact}")
        )
    assert said(rows(client), "how_exact", "low", "high") == [
        ("around", 428, 472),
        ("more_than", 501, None),
        ("nearly", 1800, 1999),
    ]


def test_a_suppressed_number_has_its_bound_and_an_unreported_one_has_none(client):
    factories.released(None, at=BEFORE, missing="suppressed", missing_below=5)
    factories.released(None, at=BEFORE, missing="not_reported", measure="clinics")
    names = ("measure_slug", "missing", "missing_below", "value", "low", "high")
    assert said(rows(client), *names) == [
        ("appointments", "suppressed", 5, None, 0, 4),
        ("clinics", "not_reported", None, None, None, None),
    ]


def test_trusts_of_the_day_with_who_carries_on_today_and_who_was_out(client):
    old = factories.trust("RHM", closed=date(2024, 3, 31))
    new = factories.trust("RZZ", opened=date(2024, 4, 1))
    TrustSuccession.objects.create(predecessor=old, successor=new, on=date(2024, 4, 1))
    factories.out(factories.strike(), "yes", factories.evidence(signed_off=True), trust=old)
    factories.released(1854, at=BEFORE)
    [row] = rows(client)
    assert (row["trust_code"], row["successor_code"], row["on_strike"]) == ("RHM", "RZZ", "yes")


def test_pages_walk_to_the_end_each_row_once_while_rows_are_added(client):
    for number in range(7):
        factories.trust(f"T{number:02}")
    factories.released(1854, at=BEFORE)
    factories.released(158, at=BEFORE, measure="inpatient")
    seen, url = [], "/api/v1/panel/?page_size=3"
    while url:
        page = client.get(url).json()
        seen += said(page["results"], "measure_slug", "trust_code")
        url = page["next"]
        factories.released(12, at=BEFORE, trust=factories.trust("T03"), counted_note=str(len(seen)))
    assert len(seen) == len(set(seen)) == 2 * 8


def test_pages_walk_back_over_the_same_rows(client):
    for number in range(7):
        factories.trust(f"T{number:02}", closed=date(2020, 1, 1) if number == 3 else None)
    factories.released(1854, at=BEFORE)
    factories.released(158, at=BEFORE, measure="inpatient")
    forth, back = [], []
    url = "/api/v1/panel/?page_size=4"
    while url:
        page = client.get(url).json()
        forth.append(page["results"])
        last, url = page, page["next"]
    assert [len(rows) for rows in forth] == [4, 4, 4, 2]
    assert client.get("/api/v1/panel/?page_size=4").json()["previous"] is None
    while url := last["previous"]:
        last = client.get(url).json()
        back.insert(0, last["results"])
        assert last["next"]
    assert back == forth[:-1]


def test_the_way_back_from_rows_that_are_gone_leads_to_the_first_page(client):
    factories.trust("RK5")
    figure = factories.released(1854, at=BEFORE)
    other = factories.released(158, at=BEFORE, measure="inpatient")
    measures = [row["measure_slug"] for row in rows(client)]
    assert measures == ["appointments"] * 2 + ["inpatient"] * 2
    page = client.get("/api/v1/panel/?page_size=2").json()
    previous = client.get(page["next"]).json()["previous"]
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice.")
    page = client.get(previous).json()
    assert said(page["results"], "figure_id") == [(other.pk,), (None,)]
    assert page["previous"] is None


def test_a_cursor_of_another_panel_is_refused(client):
    factories.trust("RK5")
    factories.released(1854, at=BEFORE)
    cursor = client.get("/api/v1/panel/?page_size=1").json()["next"].partition("cursor=")[2]
    answer = client.get(f"/api/v1/panel/?page_size=1&nature=expected&cursor={cursor}")
    assert answer.json()["errors"][0]["parameter"] == "cursor"
    assert client.get("/api/v1/panel/?cursor=x").status_code == 400


def test_the_panel_of_an_earlier_day(client):
    figure = factories.released(1854, at=BEFORE)
    factories.revised(figure, 1860)
    assert said(rows(client), "value") == [(1860,)]
    assert said(rows(client, "?as_of=2023-04-20"), "value") == [(1854,)]
    assert rows(client, "?as_of=2023-04-01") == []


def test_wrong_parameters_are_refused_by_name(client):
    for query, name in (("?pre=day", "pre"), ("?per=week", "per"), ("?strike=none", "strike")):
        answer = client.get(f"/api/v1/panel/{query}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == name


def test_a_kind_of_service_that_is_none_is_refused(client):
    answer = client.get("/api/v1/panel/?setting=Acute")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "parameter": "setting",
            "message": "We hold nothing called “Acute”.",
        }
    ]


def test_pages_walk_over_kinds_of_service_forth_and_back(client):
    for number in range(4):
        factories.trust(f"T{number:02}")
    for setting in ("acute", "community", "mental-health"):
        factories.released(10, at=BEFORE, setting=setting)
    forth, url = [], "/api/v1/panel/?page_size=4"
    while url:
        last = client.get(url).json()
        forth += said(last["results"], "setting_slug", "trust_code")
        url = last["next"]
    assert forth == sorted(set(forth))
    assert len(forth) == 3 * 5
    back = said(last["results"], "setting_slug", "trust_code")
    while url := last["previous"]:
        last = client.get(url).json()
        back = said(last["results"], "setting_slug", "trust_code") + back
    assert back == forth
