"""What was agreed for a quotation: over all its revisions, and on a page of its own."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Quote
from hospitals import workflow as facts
from lib.refusals import Refused
from tests import factories
from tests.forms_on_pages import fields_of
from tests.story_factories import marked, published, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(db):
    return factories.user("reporter", "rita")


def printed(**more):
    said = quote(**more)
    published(headline="Words", body=f"<p>{marked(said, '“We are sorry”')}</p>")
    return said


def test_stricter_terms_take_a_printed_quotation_off_at_once(rita):
    said = printed()
    assert workflow.agree_quote_terms(by=rita, record=said, terms="off_record").decided_at
    assert not Quote.objects.public().exists()


def test_looser_terms_wait_for_an_editor_and_a_new_revision_is_no_way_round(rita):
    said = quote(terms="off_record", check=False)
    workflow.agree_quote_terms(by=rita, record=said, terms="")
    workflow.revise_quote(by=rita, quote=said, reason="A word was missing", words="We are so sorry")
    change = workflow.agree_quote_terms(by=rita, record=said, terms="on_record")
    assert change.decided_at is None
    assert said.revisions.latest("number").terms == ""


def test_an_editor_agrees_and_only_the_newest_revision_is_looser(rita):
    said = quote(terms="off_record", check=False)
    workflow.revise_quote(by=rita, quote=said, reason="A word was missing", words="We are so sorry")
    change = workflow.agree_quote_terms(by=rita, record=said, terms="on_record")
    workflow.decide_quote_terms(by=factories.user("editor"), change=change, agreed=True)
    assert list(said.revisions.values_list("terms", flat=True)) == ["off_record", "on_record"]


def test_stricter_terms_hold_for_every_revision(rita):
    said = quote()
    workflow.revise_quote(by=rita, quote=said, reason="A word was missing", words="We are so sorry")
    workflow.agree_quote_terms(by=rita, record=said, terms="")
    assert set(said.revisions.values_list("terms", flat=True)) == {""}


def test_nobody_checks_words_whose_terms_they_said_alone():
    sam = factories.user("sub", "sam")
    said = quote(terms="", check=False)
    workflow.agree_quote_terms(by=sam, record=said, terms="on_record")
    with pytest.raises(Refused, match="on what terms these words were told"):
        workflow.check_quote(by=sam, revision=said.latest())


def test_a_quotation_rests_on_its_source_and_its_evidence():
    said = printed()
    source = said.latest().sources()[0]
    rests = facts.resting_on(source, factories.london("2099-01-01 00:00"))
    assert (rests.public, rests.live) == (1, 1)
    [line] = rests.lines
    assert "Donna Green, chief nurse at Hampshire Hospitals" in line.details
    [story] = rests.stories
    assert story.headline == "Words"
    assert "/pull/" in story.pull_url


def test_four_live_stories_are_an_editors(rita):
    said = printed()
    for number in range(3):
        published(headline=f"Words {number}", body=f"<p>{marked(said, '“We are sorry”')}</p>")
    change = workflow.agree_quote_terms(by=rita, record=said, terms="off_record")
    assert change.decided_at is None
    assert Quote.objects.public().exists()


@pytest.mark.parametrize("kind", ["quote", "source", "evidence"])
def test_the_page_asks_and_an_editor_decides(client, rita, kind):
    said = quote(terms="off_record", check=False)
    hushed = factories.source("Dr Hush", terms="off_record")
    call = factories.evidence(hushed, kind="call", terms="off_record")
    record = {"quote": said, "source": hushed, "evidence": call}[kind]
    app = "articles" if kind == "quote" else "hospitals"
    url = reverse(f"admin:{app}_{kind}_terms", args=[record.pk])

    client.force_login(rita)
    page = fields_of(client.get(url))
    asked = client.post(url, {**page.values, "terms": "on_record", "note": "by phone"}, follow=True)
    assert "Until an editor decides, the terms stay as they are." in asked.content.decode()

    client.force_login(factories.user("editor", "edith"))
    page = client.get(url).content.decode()
    assert "Asked for: on the record" in page
    assert "by phone" in page
    seen = fields_of(client.get(url)).values["seen"]
    done = client.post(url, {"seen": seen, "decision": "agree"}, follow=True).content.decode()
    assert "Agreed: the new terms are in force." in done
    record = type(record).objects.get(pk=record.pk)
    assert record.terms == "on_record"
