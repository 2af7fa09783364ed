"""Figures in order, at an earlier moment, and their changes."""

import re

import pytest

from hospitals import workflow
from tests import factories
from tests.factories import london
from tests.hospitals.worlds import BEFORE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

LATER = london("2023-05-02 09:00")


def results(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def walk(client, path, name="value"):
    seen, url = [], f"/api/v1/{path}"
    while url:
        page = client.get(url).json()
        seen += [row[name] for row in page["results"]]
        url = page["next"]
    return seen


@pytest.fixture
def figures():
    for number in (71, None, 1854, 0, 158):
        missing = {"missing": "not_reported"} if number is None else {}
        factories.released(number, at=BEFORE, counted_note=str(number), **missing)
    return factories.strike().slug


def test_by_value_within_a_strike_what_is_missing_comes_last(client, figures):
    about = f"strike={figures}&page_size=2"
    assert walk(client, f"figures/?ordering=-value&{about}") == [1854, 158, 71, 0, None]
    assert walk(client, f"figures/?ordering=value&{about}") == [0, 71, 158, 1854, None]


def test_by_value_across_strikes_is_refused(client, figures):
    [problem] = client.get("/api/v1/figures/?ordering=value").json()["errors"]
    assert problem["message"].startswith("Ordering by value is within one strike")


def test_by_value_in_several_strikes_is_refused(client, figures):
    other = factories.strike("Consultants’ strike, July 2023", days=[]).slug
    answer = client.get(f"/api/v1/figures/?ordering=value&strike={figures},{other}")
    assert answer.status_code == 400
    assert len(results(client, f"figures/?strike={figures},{other}")) == 5


def test_the_pages_of_several_trusts_are_walked_like_any(client):
    for number, code in enumerate(("RHM", "RK5", "RN5") * 2):
        factories.released(number, trust=factories.trust(code), counted_note=str(number))
    assert walk(client, "figures/?trust=RHM,RN5&page_size=1") == [5, 3, 2, 0]


def test_every_trust_that_there_is_not_is_a_problem_of_its_own(client):
    answer = client.get("/api/v1/figures/?trust=XX1,XX2").json()
    assert [(each["parameter"], each["message"]) for each in answer["errors"]] == [
        ("trust", "We hold nothing called “XX1”."),
        ("trust", "We hold nothing called “XX2”."),
    ]


def test_the_description_says_that_several_may_be_asked_for(client):
    [asked] = [
        each
        for each in client.get("/api/v1/schema/").json()["paths"]["/api/v1/figures/"]["get"][
            "parameters"
        ]
        if each["name"] == "trust"
    ]
    assert "Several with commas" in asked["description"]
    for value, allowed in (("RHM", True), ("RHM,RX1", True), ("", True), ("RHM,", False)):
        assert bool(re.search(asked["schema"]["pattern"], value)) is allowed


def test_by_value_at_an_earlier_moment_is_refused(client, figures):
    path = f"/api/v1/figures/?ordering=value&strike={figures}&as_of=2023-04-19"
    assert client.get(path).status_code == 400


def test_in_the_order_of_recording(client, figures):
    assert walk(client, "figures/?ordering=recorded&page_size=2") == [71, None, 1854, 0, 158]


def test_as_of_gives_the_value_that_readers_saw(client):
    figure = factories.released(1854, at=BEFORE)
    factories.revised(figure, 1860, at=LATER)
    path = f"figures/{figure.pk}/"
    assert client.get(f"/api/v1/{path}").json()["value"] == 1860
    assert client.get(f"/api/v1/{path}?as_of=2023-04-20").json()["value"] == 1854
    assert [row["value"] for row in results(client, "figures/?as_of=2023-04-20")] == [1854]
    assert client.get(f"/api/v1/{path}?as_of=2023-04-01").status_code == 404


def test_a_withdrawn_number_is_given_at_no_moment(client):
    figure = factories.released(1854, at=BEFORE)
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="Wrong.", at=LATER)
    assert results(client, "figures/?as_of=2023-04-20") == []
    assert "1854" not in client.get(f"/api/v1/figures/{figure.pk}/?as_of=2023-04-20").text
    assert results(client, f"figures/{figure.pk}/revisions/") == []


def test_revisions_give_each_value_with_its_own_document(client):
    figure = factories.released(1854, at=BEFORE)
    factories.revised(figure, 1860, at=LATER, evidence=factories.evidence(title="Table of May"))
    newest, first = results(client, f"figures/{figure.pk}/revisions/")
    assert (newest["revision"], newest["value"], newest["revision_reason"]) == (
        2,
        1860,
        "source_revised",
    )
    assert newest["evidence"]["title"] == "Table of May"
    assert newest["public_at"] == "2023-05-02T09:00:00+01:00"
    assert (first["value"], first["revision_reason"]) == (1854, "first")


def test_updates_are_changes_by_the_source_that_readers_can_see(client):
    figure = factories.released(1854, at=BEFORE)
    factories.revised(figure, 1855, at=LATER, reason="our_error")
    assert results(client, "updates/") == []
    factories.revised(figure, 1860, at=LATER, reason="fuller_returns")
    factories.revised(figure, 1870, check=False)
    [update] = results(client, "updates/")
    assert (update["value"], update["revision_reason"], update["revision"]) == (
        1860,
        "fuller_returns",
        3,
    )
    assert update["before"] == {"revision": 2, "said": "1,855", "value": 1855, "upper": None}
    assert update["figure"]["id"] == figure.pk


def test_a_change_before_readers_saw_the_figure_is_no_update(client):
    figure = factories.checked(1854, at=BEFORE)
    factories.revised(figure, 1860, at=BEFORE)
    workflow.release(by=factories.user("editor"), figures=[figure], at=LATER)
    assert results(client, "updates/") == []


def test_updates_of_one_trust_measure_or_strike(client):
    figure = factories.released(1854, at=BEFORE)
    factories.revised(figure, 1860, at=LATER)
    factories.trust("RK5")
    factories.measure("clinics")
    for query, count in (
        ("trust=RHM", 1),
        ("trust=RK5", 0),
        ("measure=clinics", 0),
        (f"strike={factories.strike().slug}", 1),
    ):
        assert len(results(client, f"updates/?{query}")) == count, query
