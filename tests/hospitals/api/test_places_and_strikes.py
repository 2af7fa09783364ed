"""Hospitals, areas, disputes, events and measures as data."""

from datetime import date

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def results(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_a_hospital_with_those_who_have_run_it(client):
    hospital = factories.hospital(site_code="RHM01")
    data = client.get(f"/api/v1/hospitals/{hospital.slug}/").json()
    assert (data["name"], data["town"], data["site_code"]) == (
        "Southampton General Hospital",
        "Southampton",
        "RHM01",
    )
    assert [(run["code"], run["until"]) for run in data["trusts"]] == [("RHM", None)]


@pytest.mark.parametrize(
    ("query", "count"), [("q=soton", 1), ("q=general", 1), ("q=x", 0), ("trust=RHM", 1)]
)
def test_hospitals_by_any_name_and_by_trust(query, count, client):
    hospital = factories.hospital()
    hospital.aliases.create(text="Soton General")
    assert len(results(client, f"hospitals/?{query}")) == count


def test_an_area_with_the_larger_ones_it_lies_in(client):
    factories.region("South East")
    data = client.get("/api/v1/areas/south-east/").json()
    assert (data["kind"], data["code"]) == ("region", "Y59")
    assert [parent["slug"] for parent in data["parents"]] == ["england"]
    assert [row["slug"] for row in results(client, "areas/?within=england")] == ["south-east"]


def test_a_dispute_with_its_unions_and_strikes(client):
    strike = factories.strike()
    data = client.get(f"/api/v1/disputes/{strike.dispute.slug}/").json()
    assert [union["short_name"] for union in data["unions"]] == ["BMA"]
    assert [row["slug"] for row in data["strikes"]] == [strike.slug]
    assert len(results(client, "disputes/?union=bma")) == 1


def test_events_whose_source_is_public_and_no_others(client):
    rally = factories.event(evidence=factories.evidence(signed_off=True))
    private = factories.evidence(kind="call", terms="off_record", signed_off=True)
    hidden = factories.event("Secret talks", evidence=private)
    [row] = results(client, "events/")
    assert (row["slug"], row["kind"]["slug"], row["status"], row["attribution"]) == (
        rally.slug,
        "rally",
        "held",
        "NHS England",
    )
    assert client.get(f"/api/v1/events/{hidden.slug}/").status_code == 404


def test_events_between_two_days(client):
    for on in (11, 12, 13):
        factories.event(f"Picket {on}", day=date(2016, 1, on))
    found = results(client, "events/?date_from=2016-01-12&date_to=2016-01-12")
    assert [row["title"] for row in found] == ["Picket 12"]


def test_an_event_is_dated_as_exactly_as_it_is_known(client):
    factories.event("Talks", date(2015, 11, 28), kind="talks", exact="weekend", outcome="Nothing.")
    factories.event("Hearing", date(2025, 8, 1), kind="court", exact="month", status="planned")
    factories.event("Meeting", None, exact="to_be_set", status="planned")
    letters = {"exact": "not_known", "last_day": date(2015, 11, 27)}
    factories.event("Letters", None, kind="letter", **letters)
    rows = results(client, "events/")
    assert [(row["when"], row["first_day"], row["last_day"], row["exact"]) for row in rows] == [
        ("August 2025", "2025-08-01", "2025-08-31", "month"),
        ("the weekend of 28 and 29 November 2015", "2015-11-28", "2015-11-29", "weekend"),
        ("by 27 November 2015", None, "2015-11-27", "not_known"),
        ("date to be set", None, None, "to_be_set"),
    ]
    assert rows[1]["outcome"] == "Nothing."

    def found(query):
        return [row["title"] for row in results(client, f"events/?{query}")]

    assert found("kind=court") == ["Hearing"]
    assert found("date_from=2025-08-20") == ["Hearing"]
    assert found("date_from=2015-11-29&date_to=2015-11-29") == ["Talks"]
    assert found("ordering=first_day") == ["Talks", "Hearing", "Meeting", "Letters"]


def test_a_measure_of_pay_says_its_currency_and_what_it_is_per(client):
    factories.measure("lowest pay")
    data = client.get("/api/v1/measures/lowest-pay/").json()
    assert (data["kind"], data["currency"], data["per"]) == ("rate", "GBP", "an hour")
    factories.released(12, measure="lowest pay")
    [figure] = results(client, "figures/")
    assert figure["measure"]["unit"] == "pounds an hour"


def test_a_measure_with_what_it_may_be_added_over_and_split_into(client):
    factories.measure("appointments")
    data = client.get("/api/v1/measures/appointments/").json()
    assert (data["unit"], data["adds_over"]) == ("appointments", "days_and_places")
    assert data["part_sets"] == [
        {"name": "inpatient, outpatient", "measures": ["inpatient", "outpatient"]}
    ]


def test_what_filters_take_is_listed_with_its_names(client):
    doctors = factories.staff_group("Doctors")
    group = factories.staff_group("Resident doctors", parent=doctors)
    group.former_names.create(name="junior doctors", until=date(2024, 9, 17))
    for made in (factories.setting(), factories.service(), factories.union()):
        made.save()
    assert results(client, "staff-groups/") == [
        {"slug": "doctors", "name": "Doctors", "among": None, "former_names": []},
        {
            "slug": "resident-doctors",
            "name": "Resident doctors",
            "among": "doctors",
            "former_names": [{"name": "junior doctors", "until": "2024-09-17"}],
        },
    ]
    assert results(client, "settings/") == [{"slug": "acute", "name": "acute hospitals"}]
    assert results(client, "services/") == [{"slug": "endoscopy", "name": "endoscopy"}]
    assert [each["slug"] for each in results(client, "unions/?ordering=-name")] == ["bma"]


def test_what_is_only_proposed_is_in_none_of_these_lists(client):
    reporter = factories.user("reporter")
    waits = factories.staff_group("Porters of one ward", created_by=reporter)
    factories.staff_group("Night porters", parent=waits)
    [group] = results(client, "staff-groups/")
    assert (group["slug"], group["among"]) == ("night-porters", None)


@pytest.mark.parametrize("kind", ["figures", "strikes", "notices", "articles"])
def test_a_trust_leads_to_everything_about_it(client, kind):
    factories.released(1854)
    link = client.get("/api/v1/trusts/RHM/").json()[kind]
    assert link.endswith(f"/api/v1/{kind}/?trust=RHM")
    assert client.get(link.removeprefix("http://testserver")).status_code == 200
