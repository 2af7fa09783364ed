"""A private person is named in the story that quotes them, and nowhere else."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError

from articles.models.sources import public_evidence, public_sources
from hospitals.models import Source
from hospitals.visibility import may_be_named
from tests import factories
from tests.story_factories import marked, published, quote

pytestmark = pytest.mark.django_db

NAME, TITLE = "Zephyrine Quill", "What Quill told us"
LISTS = [
    "/",
    "/articles/",
    "/figures/",
    "/figures/?said_by=nhs-england",
    "/trusts/",
    "/strikes/",
    "/updates/",
    "/corrections/",
    "/feeds/stories.atom",
    *(
        f"/api/v1/{name}"
        for name in (
            "articles/",
            "quotes/",
            "figures/",
            "panel/",
            "sources/",
            "evidence/",
            "events/",
            "strikes/",
            "changes/",
            "figures.csv",
            "panel.csv",
            "schema/",
        )
    ),
]


@pytest.fixture
def patient():
    return factories.source(NAME, kind="person", private=True)


@pytest.fixture
def story(patient):
    """A story that prints what she said, and a number that she gave."""
    came_from = {"title": TITLE, "url": "https://echo.example/quill"}
    factories.released(1066, measure="operations")
    figure = factories.released(
        1854,
        source=patient,
        locator="Quill, page 2",
        words="1,854, said Quill",
        evidence=factories.evidence(patient, **came_from),
    )
    said = quote(
        words="We waited",
        attribution=f"{NAME}, of Winchester",
        speakers=[patient],
        evidence=factories.evidence(patient, reported_by=factories.source("Daily Echo")),
    )
    another = quote(
        words="All night",
        attribution=f"{NAME} and Donna Green",
        speakers=[factories.source("Donna Green", kind="person"), patient],
        evidence=factories.evidence(factories.source("Donna Green"), **came_from),
    )
    body = "".join(
        f"<p>{marked(record, words)}</p>"
        for record, words in (
            (said, "“We waited”"),
            (another, "“All night”"),
            (figure, "1,854"),
        )
    )
    return published(headline="The long wait", body=body, trusts=[factories.trust()])


def told(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def test_the_story_names_them_and_says_where_it_came_from(client, story):
    page = told(client, story.get_absolute_url())
    assert f"{NAME}, of Winchester</strong>" in page
    assert f"{NAME} and Donna Green</strong>" in page
    assert TITLE in page
    assert "/sources/zephyrine-quill/" not in page
    assert "1,854 appointments" in page


def test_no_other_page_list_record_or_file_does(client, story):
    figure, saying = story.citations.filter(figure_revision__isnull=False).get(), story.citations
    uuid = saying.filter(quote_revision__isnull=False).first().quote_revision.quote.uuid
    addresses = [
        *LISTS,
        f"/figures/{figure.figure_revision.figure_id}/",
        f"/api/v1/figures/{figure.figure_revision.figure_id}/",
        f"/api/v1/figures/{figure.figure_revision.figure_id}/revisions/",
        f"/api/v1/quotes/{uuid}/",
        f"/api/v1/articles/{story.article.uuid}/",
        f"/api/v1/articles/{story.article.uuid}/versions/",
        factories.trust().get_absolute_url(),
        factories.strike().get_absolute_url(),
    ]
    for address in addresses:
        assert "quill" not in told(client, address).casefold(), address
    book = client.get("/api/v1/figures.xlsx")
    with ZipFile(BytesIO(b"".join(book.streaming_content))) as sheets:
        assert not any(b"quill" in sheets.read(name).lower() for name in sheets.namelist())


def test_the_number_and_the_words_stay_without_a_name(client, story):
    [record] = [
        each for each in client.get("/api/v1/figures/").json()["results"] if each["value"] == 1854
    ]
    assert record["said_by"] == {
        "slug": None,
        "name": "a private person",
        "role": None,
        "url": None,
        "page": None,
    }
    assert (record["evidence"], record["said_on"]) == (None, None)
    quotes = client.get("/api/v1/quotes/").json()["results"]
    assert {each["attribution"] for each in quotes} == {"a private person"}
    assert [each["speakers"] for each in quotes] == [[], []]
    assert {tuple(each["printed"]) for each in quotes} == {("“We waited”",), ("“All night”",)}


def test_they_have_no_page_and_no_filter_knows_them(client, story, patient):
    assert not may_be_named(patient)
    assert client.get("/sources/zephyrine-quill/").status_code == 404
    assert client.get("/api/v1/sources/zephyrine-quill/").status_code == 404
    for address in ("figures/", "evidence/"):
        answer = client.get(f"/api/v1/{address}?said_by=zephyrine-quill")
        assert answer.status_code == 400
        assert "We hold nothing called" in answer.content.decode()
    assert patient not in public_sources(story.live_from)
    assert not public_evidence(story.live_from).filter(title=TITLE).exists()


def test_somebody_who_turns_out_to_be_private_is_gone_at_once(client):
    person = factories.source(NAME, kind="person")
    figure = factories.released(1854, source=person, evidence=factories.evidence(person))
    assert NAME in told(client, f"/figures/{figure.pk}/")
    person.private = True
    person.save()
    assert NAME not in told(client, f"/figures/{figure.pk}/")
    assert client.get("/sources/zephyrine-quill/").status_code == 404


@pytest.mark.parametrize("given", [{"kind": "organisation"}, {"trust": "RHM"}, {"union": "BMA"}])
def test_only_a_person_who_speaks_for_nobody_is_private(given):
    made = {"trust": factories.trust, "union": factories.union}
    more = {name: made[name](key) if name in made else key for name, key in given.items()}
    source = Source(**{"name": NAME, "slug": "quill", "kind": "person", "private": True, **more})
    with pytest.raises(ValidationError, match="speaks for nobody"):
        source.full_clean()
