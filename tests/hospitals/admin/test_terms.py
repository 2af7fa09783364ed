"""The page on which terms are agreed, asked for and decided."""

import pytest
from django.urls import reverse

from hospitals import workflow
from hospitals.admin.terms import TermsPages
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db


def terms_page(evidence):
    return reverse("admin:hospitals_evidence_terms", args=[evidence.pk])


@pytest.fixture
def call():
    return make.evidence(make.source("Dr Hush", kind="person"), kind="call", terms="off_record")


def test_what_rests_on_it_is_asked_once_for_a_page(desk, call, monkeypatch):
    """It may be fifty records and the stories that print them."""
    asked = []

    def counted(record, at):
        asked.append(record)
        return workflow.resting_on(record, at)

    monkeypatch.setattr(TermsPages, "resting_on", staticmethod(counted))
    desk("editor").get(terms_page(call))
    assert asked == [call]


def test_looser_terms_are_asked_for_and_another_editor_agrees(desk, call):
    client = desk("reporter")
    opened = fields_of(client.get(terms_page(call))).values
    told = client.post(terms_page(call), {**opened, "terms": "on_record"}, follow=True)
    assert "Until an editor decides" in told.content.decode()
    client = desk("editor")
    page = client.get(terms_page(call))
    told = client.post(
        terms_page(call), {"decision": "agree", "seen": page.context["seen"]}, follow=True
    )
    assert "the new terms are in force" in told.content.decode()
    call.refresh_from_db()
    assert call.terms == "on_record"


def test_a_refusal_keeps_what_was_typed_and_shows_what_stands_now(desk, call):
    client = desk("editor")
    opened = fields_of(client.get(terms_page(call))).values
    workflow.agree_terms(by=make.user("data_editor"), record=call, terms="")
    typed = {**opened, "terms": "on_record", "note": "By phone at noon."}
    page = client.post(terms_page(call), typed)
    assert "have changed since you opened the page" in page.content.decode()
    assert page.context["form"]["note"].value() == "By phone at noon."
    assert page.context["form"]["seen"].value() == page.context["seen"] != opened["seen"]


def test_nothing_is_decided_where_nothing_was_asked(desk, call):
    page = desk("editor").post(terms_page(call), {"decision": "agree", "seen": ""})
    assert "nothing to decide" in page.content.decode()
