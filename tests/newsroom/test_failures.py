"""What is said when a save cannot be: too long to be read, or no room to write it."""

import errno

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from articles.models import Article, Picture, Section
from hospitals.models import Evidence, Union
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db

SQLITE = OperationalError("database or disk is full")
POSTGRES = OperationalError(
    'could not extend file "base/16384/16417": No space left on device\n'
    "HINT:  Check free disk space."
)
SYSTEM = OSError(errno.ENOSPC, "No space left on device")
NOT_ROOM = OperationalError("database is locked")


@pytest.fixture
def reporter():
    """Logged in; faults are answered as readers would get them."""
    stories.draft("Another")
    client = Client(raise_request_exception=False)
    client.force_login(make.user("reporter"))
    return client


def failing(error):
    def fail(*args, **options):
        raise error

    return fail


def save_story(client, **typed):
    form = {
        "headline": "Strike puts off appointments",
        "section": Section.objects.get().pk,
        "byline_rows-TOTAL_FORMS": 0,
        "byline_rows-INITIAL_FORMS": 0,
        "picture_rows-TOTAL_FORMS": 0,
        "picture_rows-INITIAL_FORMS": 0,
        "related_rows-TOTAL_FORMS": 0,
        "related_rows-INITIAL_FORMS": 0,
    }
    return client.post(reverse("admin:articles_article_add"), form | typed)


def test_the_form_of_these_tests_saves(reporter):
    assert save_story(reporter).status_code == 302
    assert Article.objects.filter(headline="Strike puts off appointments").exists()


# No room


@pytest.mark.parametrize("error", [SQLITE, POSTGRES, SYSTEM], ids=["sqlite", "postgres", "system"])
def test_a_full_disk_is_named_and_nothing_typed_is_lost(reporter, monkeypatch, error):
    monkeypatch.setattr(Article, "save", failing(error))
    answer = save_story(reporter, body="<p>Two hundred words that nobody types twice.</p>")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "The disk is full: nothing was saved" in page
    assert "&lt;p&gt;Two hundred words that nobody types twice.&lt;/p&gt;" in page
    assert "Strike puts off appointments" in page
    assert "TOTAL_FORMS" not in page
    assert answer["Cache-Control"] == "private, no-store"


def test_another_fault_is_not_called_a_full_disk(reporter, monkeypatch):
    monkeypatch.setattr(Article, "save", failing(NOT_ROOM))
    answer = save_story(reporter)
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()


def test_a_log_in_that_cannot_be_kept_says_so_without_the_password(monkeypatch):
    person = make.user("editor")
    person.set_password("bargate-guildhall-77")
    person.save()
    monkeypatch.setattr(SessionStore, "save", failing(SQLITE))
    answer = Client(raise_request_exception=False).post(
        reverse("admin:login"), {"username": "editor", "password": "bargate-guildhall-77"}
    )
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "The disk is full: nothing was saved" in page
    assert "bargate-guildhall-77" not in page


def test_readers_are_not_told_of_disks(monkeypatch):
    monkeypatch.setattr("newsroom.views.timezone.now", failing(SQLITE))
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "disk" not in answer.content.decode()


# Files of a save that failed


def private_files(settings):
    return [each for each in settings.PRIVATE_ROOT.rglob("*") if each.is_file()]


@pytest.fixture
def nothing_kept(settings, tmp_path):
    """An empty private folder; yields a function that lists the files in it."""
    for each in private_files(settings):
        each.unlink()
    return lambda: private_files(settings)


def record_evidence(client, **more):
    return client.post(
        reverse("admin:hospitals_evidence_add"),
        {
            "kind": "document",
            "title": "Table 2",
            "said_by": make.source().pk,
            "terms": "as_usual",
            "file": SimpleUploadedFile("table.pdf", b"%PDF-1.4 a table"),
            "said_with-TOTAL_FORMS": 0,
            "said_with-INITIAL_FORMS": 0,
            **more,
        },
    )


def add_picture(client):
    from tests.articles.admin.test_pictures import photograph, upload

    return upload(client, photograph((8, 6)))


def test_a_file_stays_with_its_record(reporter, nothing_kept):
    assert record_evidence(reporter).status_code == 302
    assert len(nothing_kept()) == 1


def test_no_document_stays_whose_record_was_not_saved(reporter, nothing_kept, monkeypatch):
    monkeypatch.setattr(Evidence.history.model, "save", failing(SQLITE))
    answer = record_evidence(reporter)
    assert answer.status_code == 503
    assert "A file has to be chosen again" in answer.content.decode()
    assert nothing_kept() == []


def test_no_picture_stays_whose_record_was_not_saved(reporter, nothing_kept, monkeypatch):
    monkeypatch.setattr(Picture.history.model, "save", failing(SQLITE))
    assert add_picture(reporter).status_code == 503
    assert nothing_kept() == []


def test_half_a_file_does_not_stay(reporter, nothing_kept, monkeypatch):
    whole = FileSystemStorage._save

    def cut(self, name, content):
        whole(self, name, content)
        raise SYSTEM

    monkeypatch.setattr(FileSystemStorage, "_save", cut)
    assert record_evidence(reporter).status_code == 503
    assert nothing_kept() == []


def test_a_document_of_a_hundred_megabytes_is_refused_in_a_sentence(reporter, monkeypatch):
    monkeypatch.setattr("hospitals.admin.evidence_forms.MOST_MEGABYTES", 1)
    file = SimpleUploadedFile("table.pdf", b"x" * (3 * 1024 * 1024))
    answer = record_evidence(reporter, file=file)
    assert "This file has 3 MB: a document may have up to 1 MB." in answer.content.decode()
    assert not Evidence.objects.exists()


# Too long


def test_a_story_that_is_too_long_is_told_so_and_kept(reporter):
    typed = "<p>" + "Every word of it. " * 180_000 + "</p>"
    answer = save_story(reporter, body=typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This text has 3,240,007 characters" in page
    assert page.count("Every word of it. ") == 180_000
    assert Article.objects.count() == 1


def test_so_is_one_with_too_many_marks(reporter):
    mark = stories.marked(make.released(1854), "1,854")
    answer = save_story(reporter, body=f"<p>{mark} and </p>" * 501)
    page = answer.content.decode()
    assert "This text has 501 citation marks: up to 500 can be saved." in page
    assert Article.objects.count() == 1


def test_what_is_too_long_to_be_read_at_all_is_not_called_an_address(reporter):
    answer = save_story(reporter, body="x" * (13 * 1024 * 1024))
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "This was too long, and nothing was saved" in page
    assert "address" not in page.split("<main")[1].split("</main>")[0]


def test_nor_is_a_form_of_more_than_a_thousand_fields(reporter):
    answer = save_story(reporter, **{f"field-{n}": "x" for n in range(1001)})
    assert answer.status_code == 413
    assert "more than a thousand fields" in answer.content.decode()


def test_a_thousand_parameters_in_an_address_are(client):
    answer = client.get("/articles/?" + "&".join(f"p{n}=1" for n in range(1001)))
    assert answer.status_code == 400
    assert "We could not read this address" in answer.content.decode()


# Sent where it cannot be


def test_a_form_sent_to_a_page_is_answered_in_words(client):
    answer = client.post("/trusts/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "This page is only for reading" in answer.content.decode()


def test_a_form_that_nobody_vouches_for_is_answered_in_words():
    answer = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "editor"})
    assert answer.status_code == 403
    assert "We could not tell who sent this, and nothing was saved" in answer.content.decode()


def test_what_nobody_sees_is_left_at_the_door_of_the_desk():
    client = Client()
    client.force_login(make.user("data_editor"))
    page = reverse("admin:hospitals_union_add")
    client.post(page, {"name": "B\u202eM\u200bA", "slug": "bma-at-the-door", "short_name": ""})
    assert Union.objects.get(slug="bma-at-the-door").name == "BMA"
