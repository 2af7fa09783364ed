"""The facts as data: every field that is given, and what is said of what may not be."""

from datetime import date

import pytest

from hospitals import workflow
from hospitals.models import DisruptionFigure, TrustArea, TrustName
from tests import factories
from tests.factories import london
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db

UHS = "University Hospital Southampton NHS Foundation Trust"
HERE = "http://testserver"


def results(client, url):
    response = client.get(url)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def test_a_figure_with_all_its_provenance(client):
    figure = factories.released(
        3,
        at=BEFORE,
        measure="clinics",
        how_exact="around",
        out_of=35,
        out_of_what="planned clinics",
        returns_received=100,
        returns_expected=138,
        locator="Acute!F87",
        words="3 of 35 clinics",
        public_caveat="Some are missing.",
        staff_group=factories.staff_group(),
        evidence=factories.evidence(
            title="Strike action, April",
            url="https://england.example/april.xlsx",
            kind="workbook",
            published_on=date(2023, 4, 17),
            reported_by=factories.source("Daily Echo"),
        ),
    )
    [data] = results(client, "/api/v1/figures/")
    trust, strike = figure.trust, figure.strike
    assert data == {
        "id": figure.pk,
        "uuid": str(figure.uuid),
        "url": f"{HERE}/api/v1/figures/{figure.pk}/",
        "page": f"{HERE}/figures/{figure.pk}/",
        "subject": {"kind": "trust", "key": "RHM", "name": UHS},
        "trust": {
            "code": "RHM",
            "name": UHS,
            "url": f"{HERE}/api/v1/trusts/RHM/",
            "page": HERE + trust.get_absolute_url(),
        },
        "region": {"slug": "south-east", "name": "South East", "code": "Y59"},
        "measure": {
            "slug": "clinics",
            "name": "clinics",
            "unit": "clinics",
            "kind": "count",
            "url": f"{HERE}/api/v1/measures/clinics/",
        },
        "strike": {
            "slug": strike.slug,
            "title": strike.title,
            "url": f"{HERE}/api/v1/strikes/{strike.slug}/",
            "page": HERE + strike.get_absolute_url(),
        },
        "covers": [],
        "staff_group": {"slug": "junior-doctors", "name": "Junior doctors"},
        "setting": {"slug": "acute", "name": "acute hospitals"},
        "service": None,
        "dispute": None,
        "counted_note": "",
        "compared_with": None,
        "change": None,
        "change_in": None,
        "nature": "actual",
        "basis": "whole_strike",
        "period_start": "2023-04-11",
        "period_end": "2023-04-14",
        "sentence": f"About 3 clinics at {UHS}, out of 35 planned clinics (8.6%), 11 to 14 April "
        "2023",
        "value": 3,
        "upper": None,
        "how_exact": "around",
        "rounded_to": None,
        "out_of": 35,
        "out_of_what": "planned clinics",
        "rate": 8.6,
        "missing": None,
        "missing_below": None,
        "returns_received": 100,
        "returns_expected": 138,
        "said_by": {
            "slug": "nhs-england",
            "name": "NHS England",
            "role": None,
            "url": f"{HERE}/api/v1/sources/nhs-england/",
            "page": f"{HERE}/sources/nhs-england/",
        },
        "said_with": [],
        "said_on": None,
        "via": None,
        "reported_by": {
            "slug": "daily-echo",
            "name": "Daily Echo",
            "url": f"{HERE}/api/v1/sources/daily-echo/",
            "page": f"{HERE}/sources/daily-echo/",
        },
        "evidence": {
            "kind": "workbook",
            "title": "Strike action, April",
            "url": f"{HERE}/api/v1/evidence/{figure.current.evidence.uuid}/",
            "document_url": "https://england.example/april.xlsx",
            "published_on": "2023-04-17",
            "seen_on": None,
            "locator": "Acute!F87",
            "words": "3 of 35 clinics",
            "licence": None,
        },
        "caveats": ["Some are missing."],
        "revision": 1,
        "revision_reason": "first",
        "source_changed_on": None,
        "checked_on": "2023-04-19",
        "checked_at": "2023-04-19T07:00:00+01:00",
        "released_at": "2023-04-19T07:00:00+01:00",
        "disputed": None,
        "preferred": True,
        "withdrawn": None,
    }
    assert client.get(data["url"]).json().items() >= data.items()


def test_missing_is_never_zero_and_zero_is_real(client):
    factories.released(0, at=BEFORE, measure="operations")
    factories.released(None, at=BEFORE, measure="clinics", missing="suppressed", missing_below=5)
    suppressed, none = results(client, "/api/v1/figures/")
    assert (none["value"], none["missing"]) == (0, None)
    assert (suppressed["value"], suppressed["missing"], suppressed["missing_below"]) == (
        None,
        "suppressed",
        5,
    )


def test_unattributable_gives_the_description_and_no_time_of_day(client):
    agreed = {"terms": "unattributable", "description": "a consultant at the trust"}
    speaker = factories.source("Dr Secret", kind="person", **agreed)
    evidence = factories.evidence(
        speaker, kind="call", title="Secret call", published_on=date(2023, 4, 17), **agreed
    )
    workflow.clear_evidence(by=factories.user("editor"), evidence=evidence, at=BEFORE)
    factories.released(
        at=BEFORE,
        source=speaker,
        evidence=evidence,
        words="secret words",
        locator="secret line",
        stood_up="second_source",
    )
    response = client.get("/api/v1/figures/")
    [data] = response.json()["results"]
    assert data["said_by"] == {
        "slug": None,
        "name": "a consultant at the trust",
        "role": None,
        "url": None,
        "page": None,
    }
    assert (data["said_on"], data["reported_by"], data["evidence"]) == (None, None, None)
    assert (data["checked_on"], data["checked_at"]) == ("2023-04-19", None)
    assert "secret" not in response.content.decode().casefold()


def test_one_figure_gives_its_revisions_and_its_kin_by_address(client):
    whole, inpatient, outpatient = factories.appointments_split(at=BEFORE)
    factories.revised(whole, 1855, at=london("2023-04-20 09:00"))
    data = client.get(f"/api/v1/figures/{whole.pk}/").json()
    assert [(row["revision"], row["said"], row["reason"]) for row in data["revisions"]] == [
        (2, "1,855", "the source revised it"),
        (1, "1,854", "first record"),
    ]
    assert data["parts"] == [
        {
            "axis": "measure",
            "complete": True,
            "figures": [
                f"{HERE}/api/v1/figures/{inpatient.pk}/",
                f"{HERE}/api/v1/figures/{outpatient.pk}/",
            ],
        }
    ]
    assert client.get(f"/api/v1/figures/{inpatient.pk}/").json()["part_of"] == [
        f"{HERE}/api/v1/figures/{whole.pk}/"
    ]


def test_a_withdrawn_figure_leaves_lists_and_keeps_a_tombstone(client):
    figure = factories.released(at=BEFORE)
    workflow.withdraw(
        by=factories.user("editor"),
        figure=figure,
        reason="Counted twice.",
        at=london("2023-05-01 12:00"),
    )
    assert results(client, "/api/v1/figures/") == []
    data = client.get(f"/api/v1/figures/{figure.pk}/").json()
    assert data["withdrawn"] == {"on": "2023-05-01", "reason": "Counted twice."}
    assert "value" not in data
    assert "1854" not in client.get(f"/api/v1/figures/{figure.pk}/").content.decode()


def test_figures_of_one_day_walk_to_the_end_each_once(client):
    made = {
        factories.released(number, at=BEFORE, counted_note=f"row {number}").pk
        for number in range(12)
    }
    seen, url = [], "/api/v1/figures/?page_size=5&trust=RHM"
    while url:
        page = client.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]
    assert len(seen) == 12
    assert set(seen) == made


def test_lists_take_the_filters_of_the_pages(client):
    factories.released(at=BEFORE)
    factories.released(71, at=BEFORE, trust=factories.trust("RK5"))
    assert [row["value"] for row in results(client, "/api/v1/figures/?trust=RK5")] == [71]
    assert [row["code"] for row in results(client, "/api/v1/trusts/?region=midlands")] == ["RK5"]
    assert len(results(client, "/api/v1/strikes/?year=2023")) == 1


@pytest.mark.parametrize(
    ("url", "parameter", "message"),
    [
        ("figures/?tust=RHM", "tust", "There is no “tust” here. Did you mean “trust”?"),
        ("figures/?trust=NOPE", "trust", "We hold nothing called “NOPE”."),
        ("trusts/?page=2", "page", "There is no “page” here. Did you mean “page_size”?"),
        ("strikes/?year=1600", "year", "1600 is too small: give 1948 or more."),
        (
            "trusts/?format=json",
            "format",
            "There is no “format” here. There is: cursor, fields, ordering, page_size, q, region.",
        ),
    ],
)
def test_wrong_parameters_are_problems_that_name_them(url, parameter, message, client):
    response = client.get(f"/api/v1/{url}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"] == [{"parameter": parameter, "message": message}]


@pytest.mark.parametrize("url", ["figures/1/", "trusts/XXX/", "strikes/nothing/", "nowhere/"])
def test_nothing_there_is_a_problem_too(url, client):
    response = client.get(f"/api/v1/{url}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_trust_with_its_names_areas_and_hospitals(client):
    trust = factories.trust(telephone="023 8077 7222")
    hospital = factories.hospital(site_code="RHM01")
    TrustName.objects.create(trust=trust, name="Southampton Hospitals", until=date(2009, 9, 30))
    TrustArea.objects.filter(trust=trust).update(valid_from=date(2019, 4, 1))
    data = client.get("/api/v1/trusts/RHM/").json()
    assert data == {
        "code": "RHM",
        "name": UHS,
        "slug": trust.slug,
        "url": f"{HERE}/api/v1/trusts/RHM/",
        "page": HERE + trust.get_absolute_url(),
        "is_foundation": True,
        "opened": None,
        "closed": None,
        "latitude": None,
        "longitude": None,
        "website": None,
        "telephone": "023 8077 7222",
        "former_names": [{"name": "Southampton Hospitals", "until": "2009-09-30"}],
        "aliases": [],
        "areas": [
            {
                "kind": "region",
                "slug": "south-east",
                "name": "South East",
                "code": "Y59",
                "url": f"{HERE}/api/v1/areas/south-east/",
                "from": "2019-04-01",
                "until": None,
            }
        ],
        "hospitals": [
            {
                "slug": hospital.slug,
                "name": "Southampton General Hospital",
                "town": "Southampton",
                "site_code": "RHM01",
                "url": f"{HERE}/api/v1/hospitals/{hospital.slug}/",
                "from": None,
                "until": None,
            }
        ],
        "successors": [],
        "predecessors": [],
        **{
            kind: f"{HERE}/api/v1/{kind}/?trust=RHM"
            for kind in ("figures", "strikes", "notices", "articles")
        },
    }


def test_a_strike_with_who_is_out_and_what_happened(client):
    strike = factories.strike(days=[], statuses=[("announced", date(2023, 3, 23))])
    factories.spell(
        strike,
        date(2023, 4, 11),
        date(2023, 4, 14),
        starts_at=london("2023-04-11 06:59"),
        cover="full walkout",
        unions=[factories.union()],
        evidence=factories.evidence(signed_off=True),
    )
    factories.out(strike, "not_known", trust=factories.trust())
    factories.event("Picket", strike=strike, day=date(2023, 4, 11), kind="picket")
    data = client.get(f"/api/v1/strikes/{strike.slug}/").json()
    assert (data["status"], data["first_day"], data["last_day"]) == (
        "announced",
        "2023-04-11",
        "2023-04-14",
    )
    [spell] = data["spells"]
    assert spell == {
        "first_day": "2023-04-11",
        "last_day": "2023-04-14",
        "starts_at": "2023-04-11T06:59:00+01:00",
        "ends_at": None,
        "daily_from": None,
        "daily_until": None,
        "staff_groups": [],
        "unions": [{"slug": "bma", "name": "British Medical Association", "short_name": "BMA"}],
        "places": [],
        "cover": "full walkout",
        "attribution": "NHS England",
        "no_source": None,
    }
    assert data["status_changes"] == [
        {
            "status": "announced",
            "on": "2023-03-23",
            "on_last": "2023-03-23",
            "on_exact": "day",
            "hour": None,
            "when": "23 March 2023",
            "note": "",
            "attribution": "NHS England",
        }
    ]
    assert data["who_is_out"] == [
        {"kind": "trust", "key": "RHM", "name": UHS, "answer": "not_known", "attribution": None}
    ]
    assert data["events"] == [
        {
            "title": "Picket",
            "kind": {"slug": "picket", "name": "picket"},
            "first_day": "2023-04-11",
            "last_day": "2023-04-11",
            "exact": "day",
            "when": "11 April 2023",
            "place": "",
            "starts_at": None,
            "ends_at": None,
            "status": "held",
            "outcome": "",
            "attribution": None,
        }
    ]


def test_a_figure_names_the_strikes_that_it_covers(client):
    strike = factories.strike()
    factories.released(
        500000,
        at=BEFORE,
        area=factories.area(),
        strike=None,
        basis="running_total",
        covers=[strike],
        period_start=date(2022, 12, 15),
        period_end=date(2023, 4, 14),
    )
    [data] = results(client, f"/api/v1/figures/?strike={strike.slug}")
    assert [covered["slug"] for covered in data["covers"]] == [strike.slug]
    assert data["subject"] == {"kind": "area", "key": "england", "name": "England"}
    assert data["trust"] is None
    assert DisruptionFigure.objects.count() == 1
