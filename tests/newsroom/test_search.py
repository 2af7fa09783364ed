"""The search: what readers may see, by its words and names; on both databases the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow as stories
from articles.models import PublicWords
from hospitals.models import Alias, StaffGroupName, TrustName
from newsroom.search import search
from tests import factories
from tests.story_factories import (
    contributor,
    graphic,
    marked,
    published,
    pulled,
    quote,
    scheduled,
    updated,
)

pytestmark = pytest.mark.django_db

SOUTHAMPTON = "University Hospital Southampton NHS Foundation Trust"
GENERAL = "Southampton General Hospital, Southampton"
APRIL = "Junior doctors’ strike, 11–15 April 2023"


def found(typed, kind="", at=None):
    """The names of what is found, in order."""
    return [each.name for each in search(typed, at or timezone.now(), kind).found]


@pytest.fixture(scope="module")
def facts(for_all):
    """Some of the demo's names."""
    trust = factories.trust("RHM")
    general = factories.hospital(run_by=trust)
    factories.hospital("Queen’s Medical Centre", "Nottingham", run_by=factories.trust("RX1"))
    factories.hospital("King’s Mill Hospital", "Sutton-in-Ashfield", factories.trust("RK5"))
    Alias.objects.create(trust=trust, text="UHS")
    Alias.objects.create(hospital=general, text="the General", kind="local")
    TrustName.objects.create(
        trust=trust, name="Southampton University Hospitals NHS Trust", until="2011-09-30"
    )
    group = factories.staff_group("Resident doctors")
    StaffGroupName.objects.create(staff_group=group, name="Junior doctors", until="2024-09-17")
    strike = factories.strike(APRIL)
    strike.staff_groups.set([group])
    strike.unions.set([factories.union()])
    factories.released(1854, trust=trust, strike=strike)
    factories.source("Donna Green", kind="person", trust=trust)
    released = factories.released(13, measure="operations", trust=factories.trust("RX1"))
    said = quote(speakers=[factories.source("Donna Green")])
    published(
        headline="Clinics closed in Southampton",
        body=f"<p>University Hospital Southampton is {marked(said, 'sorry')}.</p>",
    )
    return released


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (SOUTHAMPTON, SOUTHAMPTON),
        ("RHM", SOUTHAMPTON),
        ("uhs", SOUTHAMPTON),
        ("Southampton University Hospitals", SOUTHAMPTON),
        ("the general", GENERAL),
        ("strike at southampton general", GENERAL),
        ("kings mill", "King’s Mill Hospital, Sutton-in-Ashfield"),
        ("south east", "South East"),
        ("bma", APRIL),
        ("resident doctors april 2023", APRIL),
        ("donna green", "Donna Green"),
        ("closed clinic", "Clinics closed in Southampton"),
        ("uhs clinics", "Clinics closed in Southampton"),
    ],
)
def test_by_any_of_its_names(facts, typed, first):
    assert found(typed)[:1] == [first]


MISSPELT = [
    ("Southhampton Genral", GENERAL),
    ("southamton general hospitel", GENERAL),
    ("Univeristy Hospital Southampton", SOUTHAMPTON),
    ("Southampton NSH trust", SOUTHAMPTON),
    ("Queens Medcal Centre", "Queen’s Medical Centre, Nottingham"),
    ("queens medical center", "Queen’s Medical Centre, Nottingham"),
    ("Kings Mil", "King’s Mill Hospital, Sutton-in-Ashfield"),
    ("kingsmill hospital", "King’s Mill Hospital, Sutton-in-Ashfield"),
    ("sutton in ashfeild", "King’s Mill Hospital, Sutton-in-Ashfield"),
    ("Sherwod Forest", "Sherwood Forest Hospitals NHS Foundation Trust"),
    ("sherwood forrest", "Sherwood Forest Hospitals NHS Foundation Trust"),
    ("Nothingham University", "Nottingham University Hospitals NHS Trust"),
    ("notingham", "Queen’s Medical Centre, Nottingham"),
    ("juinor doctors", APRIL),
    ("residant doctors", APRIL),
    ("doctors strike aprill 2023", APRIL),
    ("Dona Green", "Donna Green"),
    ("donna grene", "Donna Green"),
    ("Clincs closed", "Clinics closed in Southampton"),
    ("South Hampton General", GENERAL),
]


def test_misspelt_names_are_among_the_first_three(facts):
    missed = [typed for typed, meant in MISSPELT if meant not in found(typed)[:3]]
    assert len(missed) <= 1, missed


def test_what_was_meant_is_said(facts, client):
    page = client.get("/search/", {"q": "Southhampton Genral"}).content.decode()
    assert "Nothing has “Southhampton Genral”." in page
    assert "“Southampton General”" in page


def test_a_number_finds_its_figure(facts):
    [figure] = search("1,854", timezone.now(), "figures").found
    assert figure.name.startswith("1,854 appointments")
    assert figure.about == "NHS England"


def test_figures_are_found_by_what_and_where(facts):
    assert [name[:13] for name in found("operations nottingham", "figures")] == ["13 operations"]
    assert found("operations southampton", "figures") == []


def test_only_one_kind(facts):
    kinds = {each.kind for each in search("southampton", timezone.now(), "places").found}
    assert kinds == {"trust", "hospital"}


def test_found_words_are_marked_and_never_run(client):
    published(headline="Ward &lt;b&gt; shut", body="<p>A &lt;script&gt; on the ward.</p>")
    page = client.get("/search/", {"q": "ward <script>"}).content.decode()
    assert "<mark>Ward</mark> &lt;b&gt; shut" in page
    assert "A &lt;<mark>script</mark>&gt; on the <mark>ward</mark>." in page
    assert "<script>" not in page


def test_nothing_found_says_what_to_try(facts, client):
    page = client.get("/search/", {"q": "southampton xylophones"}).content.decode()
    assert "That does not mean that it did not happen." in page
    assert '<a href="/search/?q=southampton">“southampton”</a> alone' in page
    assert "xylophones”</a>" not in page
    assert '<a href="/my-hospital/?q=southampton%20xylophones">' in page


def test_small_words_alone_find_nothing(facts, client):
    assert client.get("/search/", {"q": "is it the"}).status_code == 200


@pytest.mark.parametrize("asked", ["?q=a&q=b", "?trust=RHM", "?q=strike&kind=towns"])
def test_a_question_that_cannot_be_read_is_refused_in_words(client, asked):
    assert client.get(f"/search/{asked}").status_code == 400
    assert client.get(f"/api/v1/search/{asked}").status_code == 400


def test_the_api_finds_what_the_page_finds(facts, client):
    answer = client.get("/api/v1/search/", {"q": "Kings Mil"}).json()
    assert (answer["query"], answer["meant"]) == ("Kings Mil", "Kings Mill")
    first = answer["results"][0]
    assert (first["kind"], first["title"]) == (
        "hospital",
        "King’s Mill Hospital, Sutton-in-Ashfield",
    )
    assert client.get(first["url"]).status_code == client.get(first["page"]).status_code == 200
    assert [each["title"] for each in answer["results"]] == found("Kings Mil")


# Nothing that is not public, at any moment


def test_a_scheduled_version_is_found_from_its_moment_on():
    now = timezone.now()
    version = scheduled(headline="Zebras at the picket")
    assert found("zebras") == []
    assert search("zebra", now).meant == ""
    assert found("zebras", at=version.live_from) == ["Zebras at the picket"]


def test_an_update_takes_the_place_of_what_it_replaces():
    version = published(headline="Zebras at the picket")
    updated(version, headline="Horses at the picket")
    assert found("zebras") == []
    assert found("horses") == ["Horses at the picket"]


def test_what_is_pulled_is_gone_with_the_deed():
    version = published(headline="Zebras at the picket")
    pulled(version)
    assert found("zebras") == []
    assert not PublicWords.objects.filter(version=version).exists()
    stories.put_back(by=factories.user("editor"), article=version.article, reason="It stands.")
    assert found("zebras") == ["Zebras at the picket"]


def test_a_draft_has_no_words():
    version = published(headline="Zebras at the picket")
    version.article.headline = "Unicorns at the picket"
    version.article.save()
    assert found("unicorns") == []


def test_a_private_person_is_not_to_be_searched_for():
    patient = factories.source("Zephyrine Quill", kind="person", private=True)
    said = quote("I waited for a year", "Zephyrine Quill, a patient", speakers=[patient])
    body = (
        f"<p>“{marked(said, 'I waited for a year')}”, said Zephyrine Quill. Mrs Quill waited.</p>"
    )
    published(headline="A year on the list", body=body)
    for typed in ("Zephyrine Quill", "quill", "quil"):
        assert search(typed, timezone.now()).groups == [], typed
    [story] = search("waited", timezone.now()).found
    assert "Quill" not in "".join(words for words, _ in story.snippet)


def test_who_becomes_private_is_not_to_be_searched_for_any_more():
    patient = factories.source("Zephyrine Quill", kind="person")
    said = quote("I waited for a year", "Zephyrine Quill, a patient", speakers=[patient])
    body = f"<p>“{marked(said, 'I waited for a year')}”, said Zephyrine Quill.</p>"
    published(headline="A year on the list", body=body)
    assert found("quill") == ["Zephyrine Quill", "A year on the list"]
    patient.private = True
    patient.save()
    assert found("quill") == []


def test_whom_nothing_public_names_is_not_found():
    factories.source("Zephyrine Quill", kind="person")
    assert search("quill", timezone.now()).groups == []


def test_a_new_name_is_found_at_once_and_a_process_does_not_remember_the_old(settings):
    settings.PARTS_KEPT_SECONDS = 600
    trust = factories.trust("RW1", name="Solent Hospitals")
    assert found("solent") == ["Solent Hospitals"]
    trust.name = "Marchwood Hospitals"
    trust.save()
    assert found("marchwood") == ["Marchwood Hospitals"]
    assert found("solent") == []


def test_stories_by_who_wrote_them_and_the_newest_first():
    now = timezone.now()
    for days in (3, 1, 2):
        by = [contributor("Ada Marchbank")]
        published(headline=f"Pickets {days}", bylines=by, at=now - timedelta(days=days))
    assert found("ada marchbank") == ["Pickets 1", "Pickets 2", "Pickets 3"]


def test_a_word_of_the_headline_comes_before_one_of_the_body():
    now = timezone.now()
    published(headline="Pickets stand", at=now - timedelta(days=9))
    published(headline="A quiet day", body="<p>No pickets.</p>", at=now - timedelta(days=1))
    assert found("pickets") == ["Pickets stand", "A quiet day"]


def test_a_story_is_found_by_the_rows_of_its_tables():
    figure = factories.released(1854, trust=factories.trust("RX1"))
    published(headline="A winter in numbers", body=graphic([figure], "What was put off"))
    assert found("nottingham", "stories") == ["A winter in numbers"]
    assert found("1,854", "stories") == ["A winter in numbers"]
