"""The first word: one person shows a change of status at once, as reported; another confirms it."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from hospitals import workflow
from hospitals.models import Evidence, Source, StrikeStatusChange
from lib.refusals import Refused
from newsroom.desk import today
from tests import factories
from tests.factories import london
from tests.hospitals.test_is_there_a_strike import answers, standing
from tests.hospitals.test_pages import words_of

pytestmark = pytest.mark.django_db

NOW = london("2026-11-28 09:00")
SHOWN = london("2026-11-28 06:41")


@pytest.fixture
def rita(db):
    return factories.user("reporter", "rita")


@pytest.fixture
def dana(db):
    return factories.user("data_editor", "dana")


@pytest.fixture(scope="module")
def recorded_strike(for_all):
    """Under way at UHS today."""
    return standing("by its days")


@pytest.fixture
def strike(db, recorded_strike):
    return deepcopy(recorded_strike)


def waiting(strike, by, **more):
    paper = more.pop("paper", None) or factories.evidence(factories.source("The union"))
    return factories.change_status(
        strike, "called_off", date(2026, 11, 28), paper, signed_off=False, created_by=by, **more
    )


def shown(strike, by, **more):
    row = waiting(strike, by, **more)
    workflow.show_first_word(by=by, row=row, at=SHOWN)
    row.refresh_from_db()
    return row


def test_it_stands_above_what_stands_and_changes_nothing_of_it(strike, rita):
    shown(strike, rita)
    [told] = answers(NOW).coming
    assert told.verdict == "Yes, under way"
    assert [(word.status, word.said) for word in told.first_words] == [
        ("called off", "Reported at 6.41am by The union; we are confirming it")
    ]


def test_on_another_day_it_says_which(strike, rita):
    shown(strike, rita)
    [told] = answers(NOW + timedelta(hours=20)).coming
    [word] = told.first_words
    assert word.said == "Reported at 6.41am on 28 November 2026 by The union; we are confirming it"


def test_it_is_on_the_pages_of_the_strike_trust_hospital_and_list_and_in_the_api(client, rita):
    today = timezone.localdate()
    strike = factories.strike("On", days=[today])
    factories.out(strike, "not_known", trust=factories.trust())
    row = waiting(strike, rita)
    places = [strike, factories.trust(), factories.hospital()]
    urls = [*(each.get_absolute_url() for each in places), "/strikes/"]
    assert not any("we are confirming it" in words_of(client.get(url)) for url in urls)
    workflow.show_first_word(by=rita, row=row)
    for url in urls:
        assert "Called off? Reported at" in words_of(client.get(url))
    data = client.get(f"/api/v1/strikes/{strike.slug}/").json()
    assert data["status"] is None
    [word] = data["first_words"]
    assert (word["status"], word["attribution"]) == ("called_off", "The union")


def test_neither_the_note_nor_a_new_name_goes_out_on_one_persons_word(client, strike, rita):
    new = factories.source("Dr New", kind="person", signed_off=False)
    shown(strike, rita, paper=factories.evidence(new), note="450 operations")
    page = words_of(client.get(strike.get_absolute_url()))
    assert "we are confirming it" in page
    assert "Dr New" not in page
    assert "450 operations" not in page


@pytest.mark.parametrize("terms", ["off_record", "", "unattributable"])
def test_what_may_not_be_published_is_no_first_word(strike, rita, terms):
    call = factories.evidence(kind="call", terms=terms, description="a manager")
    row = waiting(strike, rita, paper=call)
    with pytest.raises(Refused, match="This cannot be shown"):
        workflow.show_first_word(by=rita, row=row)


def test_where_terms_become_stricter_or_an_embargo_comes_it_goes(strike, rita):
    row = shown(strike, rita)
    for changes in ({"terms": "off_record"}, {"embargo_until": NOW + timedelta(days=1)}):
        Evidence.objects.filter(pk=row.evidence_id).update(**changes)
        assert not StrikeStatusChange.objects.first_words(NOW).exists()
        Evidence.objects.filter(pk=row.evidence_id).update(terms="on_record")
    Evidence.objects.filter(pk=row.evidence_id).update(embargo_until=None)
    Source.objects.filter(pk=row.evidence.said_by_id).update(terms="off_record")
    assert not StrikeStatusChange.objects.first_words(NOW).exists()


def test_of_a_strike_that_waits_itself_nothing_is_shown(rita):
    strike = factories.strike("New", signed_off=False)
    with pytest.raises(Refused, match="sign it off first"):
        workflow.show_first_word(by=rita, row=waiting(strike, rita))


def test_confirming_it_is_its_sign_off_by_another(strike, rita, dana):
    row = shown(strike, rita)
    workflow.sign_off_facts(by=dana, rows=[row])
    [told] = answers(NOW).coming
    assert (told.verdict, told.first_words) == ("Called off", [])
    with pytest.raises(Refused, match="is confirmed"):
        workflow.take_back_first_word(by=rita, row=row)


def test_it_is_taken_back_by_who_showed_it_or_who_may_sign_off(strike, rita, dana):
    row = shown(strike, rita)
    with pytest.raises(Refused, match="shows it: they, a data editor or an editor"):
        workflow.take_back_first_word(by=factories.user("reporter", "ravi"), row=row)
    workflow.take_back_first_word(by=dana, row=row)
    assert not StrikeStatusChange.objects.first_words(NOW).exists()
    workflow.show_first_word(by=rita, row=row, at=SHOWN)
    workflow.take_back_first_word(by=rita, row=row)
    assert StrikeStatusChange.objects.waiting().get() == row


def test_what_is_changed_afterwards_is_not_shown_any_more(strike, rita):
    row = shown(strike, rita)
    row.status = "ended"
    workflow.entered(by=rita, row=row)
    assert not StrikeStatusChange.objects.first_words(NOW).exists()


def test_a_sub_who_enters_no_status_shows_none(strike, rita):
    with pytest.raises(PermissionDenied):
        workflow.show_first_word(by=factories.someone(), row=waiting(strike, rita))


def test_after_two_hours_it_tops_every_desk(strike, rita):
    shown(strike, rita)
    for role in ("reporter", "sub", "data_editor", "editor"):
        person = factories.user(role)
        early, late = SHOWN + timedelta(minutes=119), SHOWN + timedelta(hours=2)
        assert today(person, early).blocks[0].key != "first-words"
        first = today(person, late).blocks[0]
        assert first.key == "first-words"
        assert [line.text for line in first.lines] == [f"{strike}: called off?"]


def test_it_is_shown_and_taken_back_by_buttons_of_the_strike(desk, strike, rita):
    row = waiting(strike, rita)
    client = desk("reporter", "rita")
    page = reverse("admin:hospitals_strike_change", args=[strike.pk])
    assert "Show a first word" in client.get(page).content.decode()
    url = reverse("admin:hospitals_strike_first_word", args=[strike.pk])
    [choice] = choices(client.get(url))
    row.status = "ended"
    row.save()
    told = client.post(url, {"change": choice}).content.decode()
    assert "This has been changed since you opened the page" in told
    [choice] = choices(client.get(url))
    client.post(url, {"change": choice})
    row.refresh_from_db()
    assert row.shown_by == client.user
    url = reverse("admin:hospitals_strike_take_back_first_word", args=[strike.pk])
    [choice] = choices(client.get(url))
    client.post(url, {"change": choice})
    row.refresh_from_db()
    assert row.shown_at is None


def choices(page):
    return [value for value, _ in page.context_data["form"].fields["change"].choices]


def test_it_counts_in_no_status_of_a_list(strike, rita):
    shown(strike, rita)
    at = timezone.now()
    assert not StrikeStatusChange.objects.public(at).exists()
