"""Versions, corrections, quotations, sources and documents as data."""

from urllib.parse import urlparse

import pytest
from django.utils import timezone

from articles import workflow
from hospitals import workflow as facts
from tests import factories
from tests.factories import london
from tests.story_factories import corrected, draft, marked, published, pulled, quote, scheduled

pytestmark = pytest.mark.django_db

BEFORE, LATER = london("2023-04-19 07:00"), london("2023-05-02 09:00")


def results(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def saying(*quotes, **more):
    return published(body="".join(f"<p>{marked(one, '“sorry”')}</p>" for one in quotes), **more)


@pytest.fixture
def story():
    """A story of April that was corrected in May."""
    first = published(headline="It was 1,696", at=BEFORE)
    corrected(first, headline="It was 1,854", at=LATER)
    return first.article


def test_versions_newest_first_each_with_the_story_as_it_stood(client, story):
    second, first = results(client, f"articles/{story.uuid}/versions/")
    assert (second["version"], second["kind"], second["live_until"]) == (2, "correction", None)
    assert [each["is_right"] for each in second["corrections"]] == ["It was 1,854."]
    assert (first["live_from"], first["live_until"]) == (
        "2023-04-19T07:00:00+01:00",
        "2023-05-02T09:00:00+01:00",
    )
    assert client.get(first["url"]).json()["headline"] == "It was 1,696"
    assert client.get(second["url"]).json()["headline"] == "It was 1,854"


def test_stories_as_of_a_day(client, story):
    assert [row["headline"] for row in results(client, "articles/?as_of=2023-04-20")] == [
        "It was 1,696"
    ]
    assert results(client, "articles/?as_of=2023-04-01") == []


def test_a_pulled_story_is_hidden_at_every_moment(client, story):
    workflow.pull(by=factories.user("editor"), article=story)
    for path in (f"articles/{story.uuid}/", f"articles/{story.uuid}/versions/"):
        assert client.get(f"/api/v1/{path}").status_code == 404
    assert client.get(f"/api/v1/articles/{story.uuid}/?as_of=2023-04-20").status_code == 404
    assert results(client, "articles/?as_of=2023-04-20") == []
    assert results(client, "corrections/") == []


def test_a_source_may_be_asked_for_as_soon_as_something_public_names_it(client):
    assert client.get("/api/v1/evidence/?said_by=nhs-england").status_code == 400
    factories.released(1854)
    [row] = results(client, "evidence/?said_by=nhs-england")
    assert row["said_by"]["slug"] == "nhs-england"


def test_stories_in_the_order_of_publication_and_the_other_way(client):
    for number in (1, 2, 3):
        published(headline=f"Story {number}", at=london(f"2023-04-0{number} 09:00"))
    rising = results(client, "articles/?ordering=first_published_at&fields=headline")
    assert [row["headline"] for row in rising] == ["Story 1", "Story 2", "Story 3"]
    assert results(client, "articles/?fields=headline") == rising[::-1]


def test_a_correction_names_the_story_that_it_is_of(client, story):
    [correction] = results(client, "corrections/")
    assert (correction["kind"], correction["placement"]) == ("correction", "top")
    assert correction["is_right"] == "It was 1,854."
    assert correction["article"]["uuid"] == str(story.uuid)
    assert client.get(correction["url"]).json() == correction
    assert len(results(client, f"corrections/?article={story.uuid}")) == 1


def test_a_quotation_in_the_words_that_are_printed_with_its_speaker(client):
    said = quote(words="We are very sorry indeed")
    version = saying(said)
    [row] = results(client, "quotes/")
    assert row["printed"] == ["“sorry”"]
    assert row["attribution"] == "Donna Green, chief nurse at Hampshire Hospitals"
    assert [speaker["slug"] for speaker in row["speakers"]] == ["donna-green"]
    assert [each["uuid"] for each in row["articles"]] == [str(version.article.uuid)]
    assert "indeed" not in client.get(row["url"]).text
    assert results(client, f"quotes/?article={version.article.uuid}") == [row]


def test_of_an_unattributable_quotation_only_the_agreed_description(client):
    who = factories.source(
        "Dr Hush", kind="person", terms="unattributable", description="a consultant"
    )
    call = factories.evidence(
        who, kind="call", terms="unattributable", description="a consultant", title="Hushed call"
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=call)
    saying(
        quote(
            attribution="Dr Hush",
            speakers=[who],
            evidence=call,
            terms="unattributable",
            said_on=timezone.localdate(),
        )
    )
    [row] = results(client, "quotes/")
    assert (row["attribution"], row["speakers"], row["said_on"], row["where_from"]) == (
        "a consultant",
        [],
        None,
        "",
    )
    assert results(client, "sources/") == []
    assert results(client, "evidence/") == []
    assert client.get(f"/api/v1/evidence/{call.uuid}/").status_code == 404


def test_quotations_of_drafts_of_scheduled_and_of_pulled_stories_are_not_there(client):
    used = [quote(words=f"We are sorry {number}") for number in range(3)]
    bodies = [f"<p>{marked(one, '“sorry”')}</p>" for one in used]
    draft(body=bodies[0])
    scheduled(body=bodies[1])
    pulled(body=bodies[2])
    assert results(client, "quotes/") == []
    assert results(client, "sources/") == []


def test_sources_are_those_that_something_public_names(client):
    factories.source("Nobody yet", kind="person")
    saying(quote())
    factories.released(
        evidence=factories.evidence(
            reported_by=factories.source("Daily Echo"), via=factories.source("PA Media")
        ),
        at=BEFORE,
    )
    assert [row["name"] for row in results(client, "sources/")] == [
        "Daily Echo",
        "Donna Green",
        "NHS England",
        "PA Media",
    ]
    assert client.get("/api/v1/sources/nobody-yet/").status_code == 404


def test_a_source_that_no_name_is_known_of_can_be_asked_for(client):
    report = factories.source("A report to the trust’s board", kind="unnamed")
    factories.released(evidence=factories.evidence(said_by=report), at=BEFORE)
    assert [row["name"] for row in results(client, "sources/?kind=unnamed")] == [
        "A report to the trust’s board"
    ]
    assert results(client, "sources/?kind=person") == []


def test_documents_are_those_behind_something_public(client):
    factories.evidence(title="Not used")
    used = factories.evidence(title="Table of April", url="https://england.example/april.xlsx")
    figure = factories.released(evidence=used, at=BEFORE)
    [row] = results(client, "evidence/")
    assert (row["title"], row["document_url"], row["said_by"]["name"]) == (
        "Table of April",
        "https://england.example/april.xlsx",
        "NHS England",
    )
    linked = client.get(f"/api/v1/figures/{figure.pk}/").json()["evidence"]["url"]
    assert urlparse(linked).path == urlparse(row["url"]).path


@pytest.mark.parametrize("part", ["reported_by", "via"])
def test_a_document_that_would_name_a_private_reporter_has_no_address(client, part):
    hushed = factories.source("Hushed paper", terms="off_record")
    papers = {"reported_by": factories.source("Daily Echo"), part: hushed}
    figure = factories.released(evidence=factories.evidence(**papers), at=BEFORE)
    assert results(client, "evidence/") == []
    assert client.get(f"/api/v1/figures/{figure.pk}/").json()["evidence"] is None


def test_nobody_finds_out_by_a_filter_whom_we_have_spoken_to(client):
    factories.source("Nobody yet", kind="person")
    for slug in ("nobody-yet", "somebody-else"):
        answer = client.get(f"/api/v1/evidence/?said_by={slug}")
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["message"] == f"We hold nothing called “{slug}”."
