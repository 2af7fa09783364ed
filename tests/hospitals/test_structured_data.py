"""What machines are told of one number: an Observation, with what must be read beside it."""

import json
import re
from datetime import date

import pytest

from hospitals import workflow
from tests import factories

pytestmark = pytest.mark.django_db

HOST = "https://news.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = HOST


def data_of(client, figure):
    response = client.get(figure.get_absolute_url())
    assert response.status_code == 200
    page = response.content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    *told, way = map(json.loads, found)
    assert way["@type"] == "BreadcrumbList"
    return told[0] if told else None


def observed(client, *value, **more):
    return data_of(client, factories.released(*value, **more))["mainEntity"]


def test_a_number_is_an_observation_with_its_document(client):
    evidence = factories.evidence(
        title="Table of April 2023",
        url="https://example.org/table.xlsx",
        published_on=date(2023, 4, 17),
    )
    figure = factories.released(1854, evidence=evidence)
    data = data_of(client, figure)
    assert data["@type"] == "WebPage"
    assert data["url"] == f"{HOST}/figures/{figure.pk}/"
    assert data["citation"] == {
        "@type": "CreativeWork",
        "name": "Table of April 2023",
        "url": "https://example.org/table.xlsx",
        "datePublished": "2023-04-17",
        "author": {"@type": "Organization", "name": "NHS England"},
    }
    about = data["mainEntity"]
    assert about["@type"] == "Observation"
    assert about["value"] == 1854
    assert about["unitText"] == figure.measure.unit
    assert about["measuredProperty"]["name"] == figure.measure.name
    assert about["observationAbout"] == {
        "@type": "Organization",
        "name": figure.trust.name,
        "url": HOST + figure.trust.get_absolute_url(),
    }
    assert about["observationDate"] == "2023-04-11"
    assert about["observationPeriod"] == "P4D"


@pytest.mark.parametrize(
    ("how_exact", "upper", "value"),
    [
        ("nearly", None, {"value": 2000}),
        ("more_than", None, {"minValue": 2000}),
        ("up_to", None, {"maxValue": 2000}),
        ("between", 2500, {"minValue": 2000, "maxValue": 2500}),
    ],
)
def test_a_number_that_is_not_exact_is_not_made_exact(client, how_exact, upper, value):
    about = observed(client, 2000, how_exact=how_exact, upper=upper)
    assert {name: about[name] for name in about if name.lower().endswith("value")} == value


def test_caveats_stand_in_the_description(client):
    about = observed(client, 1854, public_caveat="Some trusts sent nothing.")
    assert about["description"].endswith("Some trusts sent nothing")


def test_the_busiest_day_has_no_date_of_its_own(client):
    assert "observationDate" not in observed(client, 1854, basis="busiest_day")


def test_who_may_not_be_named_is_not(client):
    who = factories.source("Hush", kind="person", terms="unattributable", description="a manager")
    evidence = factories.evidence(
        who,
        kind="call",
        terms="unattributable",
        title="Call with Hush",
        url="https://example.org/hush",
        description="a manager at the trust",
    )
    workflow.clear_evidence(by=factories.user("editor"), evidence=evidence)
    figure = factories.released(12, evidence=evidence, source=who, stood_up="second_source")
    data = data_of(client, figure)
    assert data["mainEntity"]["value"] == 12
    assert "citation" not in data
    assert "ush" not in json.dumps(data)


def test_a_withdrawn_number_is_no_observation(client):
    figure = factories.released(1854)
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="It counted two trusts.")
    assert data_of(client, figure) is None


def test_a_number_that_is_missing_is_no_observation(client):
    assert data_of(client, factories.released(None, missing="not_reported")) is None
