"""Who publishes the site: what an editor entered stands on its pages, and nothing is made up."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from articles.models import Publisher
from deeds.models import DeskChange
from newsroom.checks import somebody_publishes_this
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = [
    "/about/publisher/",
    "/contact/",
    "/complaints/",
    "/privacy/",
    "/accessibility/",
    "/licences/",
]
ENTERED = {
    "name": "Solent Newsroom Ltd",
    "about": "Owned by its readers.",
    "address": "1 Example Street\nSouthampton",
    "telephone": "023 8000 0000",
    "email": "desk@news.example.org",
    "complaints": "The editor answers within a week.",
    "complaints_email": "complaints@news.example.org",
    "regulator": "Impress",
    "regulator_url": "https://www.impressorg.com/",
    "data_protection": "The editor, at the address above.",
    "logs_kept": "seven days",
    "words_licence": "Creative Commons Attribution 4.0",
    "words_licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "data_licence": "Open Data Commons Attribution",
    "data_licence_url": "https://opendatacommons.org/licenses/by/1-0/",
}


def words(client, path):
    return client.get(path).content.decode().split("<main")[1].split("</main>")[0]


def test_nothing_is_made_up_where_nobody_has_entered_anything(client):
    pages = " ".join(words(client, path) for path in PAGES)
    for sentence in (
        "This site has not said who publishes it.",
        "This site has not said how to reach its publisher.",
        "This site has not said how it deals with complaints.",
        "This site has named no regulator of the press.",
        "This site has not named who answers for personal data.",
        "This site has not said how long they are kept.",
        "We have granted no licence for our stories",
        "We have granted no licence for the database as a whole.",
    ):
        assert sentence in pages
    assert "mailto:" not in pages


def test_what_an_editor_entered_stands_where_it_belongs(client):
    Publisher.objects.create(**ENTERED)
    for path, entered in {
        "/about/publisher/": ["name", "about", "telephone"],
        "/contact/": ["telephone", "email"],
        "/complaints/": ["complaints", "complaints_email", "regulator_url"],
        "/privacy/": ["data_protection", "logs_kept"],
        "/licences/": ["words_licence_url", "data_licence", "data_licence_url"],
    }.items():
        page = words(client, path)
        assert "This site has" not in page
        for name in entered:
            assert ENTERED[name] in page, name


@pytest.mark.parametrize("address", PAGES)
def test_each_page_leads_to_the_others_and_every_footer_to_all(client, address):
    page = client.get(address).content.decode()
    main, footer = page.split("<main")[1].split("</main>")[0], page.split("<footer")[1]
    for other in PAGES:
        assert f'href="{other}"' in footer
        assert other == address or f'href="{other}"' in main


def test_the_licences_of_documents_stand_with_the_line_that_they_ask_for(client):
    licence = factories.licence()
    page = words(client, "/licences/")
    assert licence.url in page
    assert licence.attribution in page
    assert "Contains Royal Mail data" in page


def test_the_description_of_the_api_names_licence_and_contact(client):
    Publisher.objects.create(**ENTERED)
    info = client.get("/api/v1/schema/").json()["info"]
    assert info["license"] == {
        "name": "Open Data Commons Attribution",
        "url": "https://opendatacommons.org/licenses/by/1-0/",
    }
    assert info["contact"]["email"] == "desk@news.example.org"


def test_a_site_that_nobody_publishes_is_warned_of():
    assert [found.id for found in somebody_publishes_this()] == ["newsroom.W004"]
    Publisher.objects.create(name="Solent Newsroom Ltd")
    assert somebody_publishes_this() == []


def test_there_is_one_publisher_and_a_licence_that_can_be_read():
    Publisher.objects.create(name="Solent Newsroom Ltd")
    with pytest.raises(IntegrityError), transaction.atomic():
        Publisher.objects.create(name="Another")
    with pytest.raises(ValidationError, match="where it can be read"):
        Publisher(name="A", data_licence="ODbL").full_clean(validate_unique=False)


def test_an_editor_keeps_it_and_a_second_person_looks_at_it():
    client = Client()
    client.force_login(factories.user("editor"))
    add = reverse("admin:articles_publisher_add")
    assert client.post(add, {"name": "Solent Newsroom Ltd"}).status_code == 302
    assert DeskChange.objects.get().called == "Solent Newsroom Ltd"
    assert client.get(add).status_code == 403
    assert "Solent Newsroom Ltd" in client.get("/about/publisher/").content.decode()


def test_others_may_only_look_at_it():
    client = Client()
    client.force_login(factories.user("data_editor"))
    assert client.get(reverse("admin:articles_publisher_add")).status_code == 403
