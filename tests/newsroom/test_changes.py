"""/api/v1/changes/: what readers could notice, each once, the oldest first, and nothing of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from deeds.generations import begin_epoch
from hospitals import workflow as facts
from tests import factories
from tests.story_factories import corrected, published, pulled, scheduled, updated, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow(client):
    """Asks for what came since the last time: what has come of figures and stories, whose strike
    readers know already."""
    factories.strike()
    address = "/api/v1/changes/?page_size=2"

    def ask():
        nonlocal address
        found = []
        while True:
            answer = client.get(address).json()
            address = answer["next"]
            if not answer["results"]:
                return found
            found += answer["results"]

    ask()
    return ask


def told(changes):
    return [(one["what"], one["kind"]) for one in changes]


MEASURES = ("inpatient", "outpatient", "clinics")


def editor():
    return factories.user("editor")


def test_the_life_of_a_figure(follow):
    figure = factories.released(1854)
    [created] = follow()
    assert (created["what"], created["kind"]) == ("figure", "created")
    assert created["uuid"] == str(figure.uuid)
    assert created["url"] == f"http://testserver/api/v1/figures/{figure.pk}/"
    factories.revised(figure, 1901, reason="source_revised")
    factories.revised(figure, 1900, reason="our_error")
    facts.dispute(by=editor(), figure=figure, text="The trust says fewer.")
    facts.withdraw(by=editor(), figure=figure, reason="It counted two trusts.")
    kinds = ["revised", "corrected", "disputed", "withdrawn"]
    assert told(follow()) == [("figure", kind) for kind in kinds]
    assert follow() == []


def test_the_life_of_a_story(follow):
    version = published()
    assert told(follow()) == [("article", "created")]
    version = updated(version, headline="Strike is over")
    version = corrected(version)
    assert told(follow()) == [
        ("article", "revised"),
        ("article", "corrected"),
        ("correction", "created"),
    ]
    pulled(version)
    assert told(follow()) == [("article", "pulled"), ("correction", "pulled")]
    workflow.put_back(by=editor(), article=version.article)
    assert told(follow()) == [("article", "created"), ("correction", "created")]
    withdrawn(version)
    assert told(follow()) == [("article", "withdrawn")]


def test_work_on_the_desk_is_nobodys_business(follow):
    factories.checked(33, measure="clinics")
    figure = factories.released(1854)
    factories.revised(figure, 1901, check=False)
    assert told(follow()) == [("figure", "created")]


def test_an_embargo_is_kept_and_then_told(follow, monkeypatch):
    now = timezone.now()
    factories.released(1854, release_at=now + timedelta(hours=1))
    scheduled(at=now + timedelta(hours=2))
    factories.released(158, measure="inpatient")
    assert told(follow()) == [("figure", "created")]
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=3))
    assert told(follow()) == [("figure", "created"), ("article", "created")]


def test_what_is_cancelled_before_its_time_is_never_told(follow, monkeypatch):
    now = timezone.now()
    version = scheduled(at=now + timedelta(hours=2))
    workflow.cancel_scheduled(by=editor(), version=version)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=3))
    assert follow() == []


def test_what_goes_off_the_record_is_a_tombstone_without_content(client, follow):
    source = factories.source("Dr Secret Name")
    document = factories.evidence(source, title="A secret title")
    factories.released(1854, source=source, evidence=document)
    follow()
    document.refresh_from_db()
    document.terms = "off_record"
    document.save()
    [gone] = follow()
    assert gone["kind"] == "pulled"
    answer = client.get("/api/v1/changes/").content.decode()
    for secret in ("Secret", "secret", "1854", "1,854"):
        assert secret not in answer
    assert client.get(gone["url"]).status_code == 404


def test_one_deed_of_several_records_tells_them_all(follow):
    figures = [factories.checked(number, measure=name) for number, name in enumerate(MEASURES)]
    facts.release(by=editor(), figures=figures)
    assert [one["uuid"] for one in follow()] == [str(figure.uuid) for figure in figures]


def test_the_same_answer_stands_while_nothing_changes(client):
    factories.released(1854)
    first = client.get("/api/v1/changes/")
    assert client.get("/api/v1/changes/").content == first.content
    asked = client.get("/api/v1/changes/", headers={"If-None-Match": first["ETag"]})
    assert asked.status_code == 304


def test_after_a_restored_database_one_begins_again(client):
    factories.released(1854)
    known = len(client.get("/api/v1/changes/").json()["results"])
    after = client.get("/api/v1/changes/").json()["next"]
    begin_epoch()
    answer = client.get(after)
    assert answer.status_code == 410
    assert answer.json()["detail"].startswith("These changes have begun again.")
    assert len(client.get("/api/v1/changes/").json()["results"]) == known


@pytest.mark.parametrize("since", ["x", "7", "2023-04-19", "a" * 2000])
def test_a_since_of_nobodys_is_refused_in_words(client, since):
    answer = client.get("/api/v1/changes/", {"since": since})
    assert answer.status_code == 400
    [mistake] = answer.json()["errors"]
    assert mistake["parameter"] == "since"


@pytest.mark.parametrize("query", ["page_size=0", "page_size=501", "sinc=", "since=&since="])
def test_a_parameter_that_is_not_understood_is_refused(client, query):
    assert client.get(f"/api/v1/changes/?{query}").status_code == 400
