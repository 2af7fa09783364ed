"""The box for copy from anywhere: it tells what is wrong, keeps nothing, and lets nothing out."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Article, Draft
from lib.admin.asking import asks_only
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db

COPY = """Southampton loses 1,845 appointments

University Hospital Southampton NHS Foundation Trust rescheduled {} appointments, NHS England said.

Nobody at the gate would guess how many came."""


@pytest.fixture
def box(client):
    client.force_login(make.user("reporter"))

    def send(text, **more):
        return client.post(reverse("admin:check_copy"), {"text": text, **more})

    return send


def told(response):
    return {each.level: each for each in response.context["copy"].told}


def test_a_wrong_number_is_told_beside_the_record(box):
    figure = make.released()
    response = box(COPY.format("1,845"))
    assert told(response)["query"].message.startswith(
        "The text says “1,845 appointments”, the record"
    )
    page = reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk])
    assert ("The record", page) in told(response)["query"].links


def test_what_is_taken_out_names_the_sources_that_readers_can_open(box, settings):
    settings.SITE_URL = "https://news.example.org"
    figure = make.released()
    copy = box(COPY.format("1,854")).context["copy"]
    (line,) = copy.sources
    assert "NHS England" in line
    assert line.endswith(f"https://news.example.org/figures/{figure.pk}/")
    assert line in copy.text
    assert "<h1>Southampton loses 1,845 appointments</h1>\n<p>University" in copy.html


def test_a_quotation_that_a_live_story_prints_is_a_source_too(box):
    quote = stories.quote("We are sorry that people had to wait")
    stories.published(
        body=f"<p>{stories.marked(quote, '“We are sorry that people had to wait”')}</p>"
    )
    copy = box("“We are sorry that people had to wait,” Donna Green said.").context["copy"]
    (line,) = copy.sources
    assert line.startswith("“We are sorry that people had to wait” Donna Green, chief nurse")
    assert line.endswith(f"/quotes/{quote.pk}/")


def test_a_source_that_may_not_be_named_is_not_named_in_what_is_taken_out(box):
    agreed = make.evidence(make.source("Ada Quiet", terms="off_record"), terms="off_record")
    make.checked(evidence=agreed)
    response = box(COPY.format("1,854"))
    copy = response.context["copy"]
    assert copy.sources == []
    assert copy.not_public == 1
    assert "Ada Quiet" not in copy.text + copy.html


def test_markup_in_the_copy_is_words(box):
    copy = box("A <b>bold</b> claim & more. Trusts put off 12 clinics.").context["copy"]
    assert "&lt;b&gt;bold&lt;/b&gt; claim &amp; more" in copy.html


@pytest.mark.parametrize(
    ("text", "sentence"), [(" \n", "nothing to check"), ("x" * 60_001, "in parts")]
)
def test_what_cannot_be_checked_is_said_and_the_words_stay(box, text, sentence):
    response = box(text)
    assert response.status_code == 400
    assert sentence in response.context["error"]
    assert response.context["text"] == text.replace("\r\n", "\n")


def test_nobody_who_saves_waits_for_a_check():
    assert asks_only(admin.site.check_copy)


def test_nothing_is_kept(box):
    box(COPY.format("1,854"))
    assert not Article.objects.exists()
    assert not Draft.objects.exists()


def test_a_story_is_begun_only_where_somebody_asks(box, client):
    response = box("Clinics close\n\nTrusts put off 12 <clinics>.", _story="Make it a story")
    (draft,) = Draft.objects.all()
    assert draft.fields == {
        "headline": ["Clinics close"],
        "body": ["<p>Trusts put off 12 &lt;clinics&gt;.</p>"],
    }
    page = client.get(response["Location"])
    assert "Trusts put off 12" in page.content.decode()
    assert not Article.objects.exists()


def test_each_word_is_shown_once_whatever_was_found_in_it(box):
    make.released()
    stories.quote("We would rather be on the wards")
    text = COPY.format("1,854") + "\n\n“We would rather not be on the wards,” said Dr Ann Lee."
    copy = box(text).context["copy"]
    shown = ["".join(piece.text for piece in row) for row in copy.paragraphs]
    assert shown == [line for line in text.split("\n") if line]


def test_whoever_may_not_read_the_records_has_no_box(client):
    client.force_login(make.someone("articles.view_article"))
    assert client.get(reverse("admin:check_copy")).status_code == 403
