"""What an editor has covered does not come back: not with a story, and not with a fact either."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Contributor
from deeds import deed, written
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure, Strike, StrikeSummary
from lib.covering import Wanted
from lib.refusals import Refused
from tests import factories
from tests import story_factories as stories
from tests.forms_on_pages import fields_of
from tests.story_factories import covered, published, quote

pytestmark = pytest.mark.django_db

JANE = Wanted("Jane Smith")
SAID = (
    "“Jane Smith” stands in “Strike: Junior doctors’ strike, 11–15 April 2023” (summary, in "
    "a sentence or two), and editor covered it on "
)


def cover_jane_everywhere():
    """On one story; no other story or record may name her."""
    published(headline="Jane Smith leaves Southampton")
    return covered(JANE, everywhere=True)


def summed_up(text, strike=None):
    """Entered by a reporter: it waits."""
    row = StrikeSummary(strike=strike or factories.strike(), text=text)
    facts.entered(by=factories.user("reporter"), row=row)
    return row


def test_a_summary_of_a_strike_is_not_signed_off_with_a_name_that_is_covered():
    row = summed_up("Jane Smith called it off.")
    cover_jane_everywhere()
    with pytest.raises(Refused) as refusal:
        facts.sign_off_facts(by=factories.user("editor"), rows=[row])
    [told] = refusal.value.messages
    assert told.startswith(SAID)
    assert told.endswith("Write it without, or ask an editor to lift the cover.")
    row.refresh_from_db()
    assert row.signed_off_at is None


def test_it_waits_on_the_desk_and_goes_out_when_the_cover_is_lifted():
    cover = cover_jane_everywhere()
    row = summed_up("Jane Smith called it off.")
    editor = factories.user("editor")
    workflow.lift_cover(by=editor, cover=cover, because="The order was set aside.")
    facts.sign_off_facts(by=editor, rows=[row])
    assert StrikeSummary.objects.get(pk=row.pk).signed_off_at


@pytest.mark.parametrize(
    "says",
    [
        {"words": "Jane Smith counted 1,854"},
        {"locator": "Dr Jane Smith’s page"},
        {"public_caveat": "As Smith, Jane says."},
        {"evidence": {"title": "Letter of Jane Smith"}},
        {"evidence": {"url": "https://www.example.org/jane-smith/"}},
    ],
    ids=str,
)
def test_a_figure_is_not_checked_with_it(says):
    cover_jane_everywhere()
    if "evidence" in says:
        says = {"evidence": factories.evidence(**says["evidence"])}
    figure = factories.figure(1854, **says)
    with pytest.raises(Refused, match=r"editor covered it on"):
        facts.check(by=factories.user("editor"), revision=figure.revisions.get())
    assert not figure.revisions.filter(checked_at__isnull=False).exists()


def test_a_quotation_is_not_checked_with_it():
    cover_jane_everywhere()
    said = quote("I saw Jane Smith leave", check=False)
    with pytest.raises(Refused, match="“Jane Smith” stands in"):
        workflow.check_quote(by=factories.user("editor"), revision=said.revisions.get())


def test_nor_is_a_dispute_of_a_figure_told_with_it():
    figure = factories.released()
    cover_jane_everywhere()
    with pytest.raises(Refused, match="“Jane Smith” stands in “Figure"):
        facts.dispute(by=factories.user("editor"), figure=figure, text="Jane Smith disputes it.")
    assert DisruptionFigure.objects.get(pk=figure.pk).disputed_on is None


def test_somebody_of_that_name_is_no_new_source_on_the_record():
    cover_jane_everywhere()
    jane = factories.source("Jane Smith", kind="person", signed_off=False)
    figure = factories.figure(1854, evidence=factories.evidence(jane))
    with pytest.raises(Refused, match="“Jane Smith” stands in “Source: Jane Smith"):
        facts.check(by=factories.user("editor"), revision=figure.revisions.get())


def test_a_source_that_the_editor_left_on_the_record_still_speaks():
    jane = factories.source("Jane Smith", kind="person")
    cover_jane_everywhere()
    figure = factories.figure(1854, evidence=factories.evidence(jane))
    facts.check(by=factories.user("editor"), revision=figure.revisions.get())
    assert figure.revisions.get().checked_at


def test_a_cover_of_one_strike_keeps_even_the_surname_out_of_that_strike_alone():
    strike, other = factories.strike(), factories.strike("Nurses’ strike", days=[])
    first = summed_up("Jane Smith called it. Smith led it.", strike)
    editor = factories.user("editor")
    facts.sign_off_facts(by=editor, rows=[first])
    covered(JANE)
    again = factories.replaced(first, sign_off=False, text="Smith was the first to call it.")
    with pytest.raises(Refused, match="“Smith” stands in"):
        facts.sign_off_facts(by=editor, rows=[again])
    facts.sign_off_facts(by=editor, rows=[summed_up("Jane Smith called it.", other)])


def test_another_person_of_that_name_whom_the_editor_left_may_be_written_of():
    other = factories.released(13, words="Jane Smith, the sister, counted 13")
    published(headline="Jane Smith leaves Southampton")
    covered(JANE, everywhere=True, but=[f"hospitals.disruptionfigure {other.pk}"])
    factories.revised(other, 16, words="Jane Smith, the sister, counted 16 after all")
    facts.withdraw(by=factories.user("editor"), figure=other, reason="Counted twice.")
    with pytest.raises(Refused):
        factories.released(14, measure="operations", words="Jane Smith counted 14")


def test_reference_data_is_not_saved_with_it_and_what_was_typed_is_shown(client):
    cover_jane_everywhere()
    strike = factories.strike()
    client.force_login(factories.user("editor"))
    address = reverse("admin:hospitals_strike_change", args=[strike.pk])
    typed = fields_of(client.get(address)).values | {"title": "Jane Smith’s strike"}
    answer = client.post(address, typed)
    assert answer.status_code == 409
    text = unescape(answer.content.decode())
    assert "“Jane Smith” stands in" in text
    assert "Jane Smith’s strike" in text
    assert Strike.objects.get(pk=strike.pk).title == strike.title


def test_outside_any_deed_it_is_refused_at_once():
    cover_jane_everywhere()
    with pytest.raises(Refused):
        Contributor.objects.create(name="Jane Smith", slug="jane", role="reporter")


def test_whoever_asked_first_meets_a_cover_of_the_same_moment(monkeypatch):
    """The deed asked early, and again under the lock under which covers end too."""
    from deeds import doing

    cover_jane_everywhere()
    figure = factories.figure(1854, words="Jane Smith counted 1,854")
    asked = iter([[]])
    real = doing.kept_now
    monkeypatch.setattr(doing, "kept_now", lambda: next(asked, None) or real())
    with pytest.raises(Refused), deed(by=factories.user("editor")):
        facts.check(by=factories.user("editor"), revision=figure.revisions.get())


def test_a_deed_asks_for_covers_once_early_and_once_at_its_end():
    section = stories.section()
    with CaptureQueriesContext(connection) as asked, deed():
        for _ in range(20):
            with deed():
                written(section)
    covers = [each for each in asked.captured_queries if 'FROM "deeds_cover"' in each["sql"]]
    assert len(covers) == 2
