"""The first word of a notice: one person shows what is open or closed at once, another confirms."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from hospitals import workflow
from hospitals.models import ServiceNotice, Source
from lib.refusals import Refused
from newsroom.desk import today
from tests import factories as make
from tests.hospitals.test_first_words import choices
from tests.hospitals.test_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(db):
    return make.user("reporter", "rita")


def waiting(by, state="closed", service="endoscopy", **more):
    more.setdefault("evidence_of_it", make.evidence(make.source("The trust")))
    return make.notice(state, service, signed_off=False, created_by=by, **more)


def shown(by, *args, at=None, **more):
    row = waiting(by, *args, **more)
    workflow.show_first_word(by=by, row=row, at=at)
    row.refresh_from_db()
    return row


def pages():
    return [make.trust().get_absolute_url(), make.hospital().get_absolute_url()]


@pytest.mark.parametrize("state", ["open", "reduced", "closed"])
def test_pages_of_trust_and_hospital_say_that_it_is_reported_and_not_confirmed(client, rita, state):
    at = timezone.now()
    ends = make.london("2099-01-12 13:00")
    row = waiting(rita, state, hospital=make.hospital(), ends_at=ends, text="Go to Lymington.")
    for url in pages():
        assert "Endoscopy" not in words_of(client.get(url))
    workflow.show_first_word(by=rita, row=row, at=at)
    trust, hospital = (words_of(client.get(url)) for url in pages())
    until = "until 1pm on 12 January 2099. Reported at"
    assert f"{state.capitalize()}? Endoscopy, {until}" in hospital
    place = "Southampton General Hospital, Southampton"
    assert f"{state.capitalize()}? Endoscopy, {place}, {until}" in trust
    for page in (trust, hospital):
        assert "by The trust; we are confirming it." in page
        assert "We know of nothing else that is closed or reduced here now" in page
        assert "Lymington" not in page


def test_it_stands_above_what_stands_and_takes_nothing_away(client, rita):
    old = make.notice("closed", "endoscopy", trust=make.trust())
    new = make.replaced(old, state="open", sign_off=False)
    workflow.show_first_word(by=rita, row=new)
    page = words_of(client.get(make.trust().get_absolute_url()))
    assert page.index("Open? Endoscopy") < page.index("Closed: endoscopy")
    workflow.sign_off_facts(by=make.user("editor"), rows=[new])
    page = words_of(client.get(make.trust().get_absolute_url()))
    assert "Open: endoscopy" in page
    assert "?" not in page.partition("Open: endoscopy")[0].rpartition("What is open?")[2]


def test_the_page_of_its_strike_says_so_too(client, rita):
    strike = make.strike("On", days=[timezone.localdate()])
    shown(rita, strike=strike)
    page = words_of(client.get(strike.get_absolute_url()))
    assert "Closed? Endoscopy" in page
    assert "we are confirming it" in page


def test_what_is_over_is_reported_no_longer(client, rita):
    at = timezone.now()
    shown(rita, ends_at=at - timedelta(minutes=1), at=at - timedelta(hours=1))
    assert "we are confirming it" not in words_of(client.get(pages()[0]))


def test_advice_is_words_and_never_a_first_word(rita, desk):
    row = waiting(rita, "advice", text="Ring 111 first.")
    with pytest.raises(Refused, match="Advice is words, and no first word"):
        workflow.show_first_word(by=rita, row=row)
    page = reverse("admin:hospitals_servicenotice_change", args=[row.pk])
    assert "Show a first word" not in desk("reporter").get(page).content.decode()


def test_what_is_shown_does_not_become_advice(rita):
    row = shown(rita)
    row.state, row.text = "advice", "Ring 111 first."
    with pytest.raises(ValidationError, match="Advice is words"):
        row.full_clean()


def test_a_name_that_is_new_to_readers_is_not_said_on_one_persons_word(client, rita):
    new = make.source("Dr New", kind="person", signed_off=False)
    shown(rita, evidence_of_it=make.evidence(new))
    page = words_of(client.get(pages()[0]))
    assert "we are confirming it" in page
    assert "Dr New" not in page
    service = make.service("hyperbaric medicine")
    service.created_by = rita
    service.save()
    with pytest.raises(Refused, match="is only proposed"):
        workflow.show_first_word(by=rita, row=waiting(rita, service="hyperbaric medicine"))


@pytest.mark.parametrize("terms", ["off_record", "", "unattributable"])
def test_what_may_not_be_published_is_no_first_word(rita, terms):
    call = make.evidence(kind="call", terms=terms, description="a manager")
    with pytest.raises(Refused, match="This cannot be shown"):
        workflow.show_first_word(by=rita, row=waiting(rita, evidence_of_it=call))


def test_it_goes_where_terms_become_stricter(rita, client):
    row = shown(rita)
    Source.objects.filter(pk=row.evidence.said_by_id).update(terms="off_record")
    assert "we are confirming it" not in words_of(client.get(pages()[0]))


def test_it_is_shown_by_whoever_may_enter_one_and_taken_back(client, rita):
    with pytest.raises(PermissionDenied):
        workflow.show_first_word(by=make.someone(), row=waiting(rita))
    row = shown(rita)
    workflow.take_back_first_word(by=rita, row=row)
    assert "we are confirming it" not in words_of(client.get(pages()[0]))
    assert ServiceNotice.objects.waiting().filter(pk=row.pk).exists()


def test_after_two_hours_it_tops_every_desk(rita):
    at = timezone.now()
    row = shown(rita, at=at)
    person = make.user("sub")
    assert today(person, at + timedelta(minutes=119)).blocks[0].key != "first-words"
    first = today(person, at + timedelta(hours=2)).blocks[0]
    assert [line.text for line in first.lines] == [f"{row}?"]


def test_it_is_shown_and_taken_back_by_buttons(desk, rita):
    row = waiting(rita)
    client = desk("reporter", "rita")
    page = reverse("admin:hospitals_servicenotice_change", args=[row.pk])
    assert "Show a first word" in client.get(page).content.decode()
    url = reverse("admin:hospitals_servicenotice_first_word", args=[row.pk])
    [choice] = choices(client.get(url))
    client.post(url, {"change": choice})
    row.refresh_from_db()
    assert row.shown_by == client.user
    url = reverse("admin:hospitals_servicenotice_take_back_first_word", args=[row.pk])
    [choice] = choices(client.get(url))
    client.post(url, {"change": choice})
    row.refresh_from_db()
    assert row.shown_at is None


# As data


def test_as_data_it_is_a_field_of_its_own_and_no_state(client, rita):
    row = shown(rita, text="Go to Lymington.", ends_at=make.london("2099-01-12 13:00"))
    record = client.get(f"/api/v1/notices/{row.uuid}/").json()
    [word] = record["first_words"]
    assert (word["state"], word["attribution"]) == ("closed", "The trust")
    assert word["ends_at"] == "2099-01-12T13:00:00+00:00"
    assert record["place"]["key"] == "RHM"
    assert record["service"]["slug"] == "endoscopy"
    nothing = ["state", "starts_at", "ends_at", "attribution", "said_by", "said_on", "confirmed_at"]
    assert {record[name] for name in nothing} == {None}
    assert (record["text"], record["stands"], record["said_with"]) == ("", False, [])
    for asked in ("state=closed", f"on={timezone.localdate()}"):
        assert client.get(f"/api/v1/notices/?{asked}").json()["results"] == []


def test_beside_what_stands_it_is_told_at_the_same_address(client, rita):
    old = make.notice("closed", "endoscopy")
    new = make.replaced(old, state="open", sign_off=False)
    workflow.show_first_word(by=rita, row=new)
    [record] = client.get("/api/v1/notices/").json()["results"]
    assert (record["uuid"], record["state"]) == (str(old.uuid), "closed")
    assert [word["state"] for word in record["first_words"]] == ["open"]
    assert client.get(f"/api/v1/notices/{old.uuid}/").json() == record
    workflow.sign_off_facts(by=make.user("editor"), rows=[new])
    [record] = client.get("/api/v1/notices/").json()["results"]
    assert (record["state"], record["first_words"]) == ("open", [])


def test_what_waits_and_is_not_shown_is_known_to_nobody(client, rita):
    row = waiting(rita)
    assert client.get("/api/v1/notices/").json()["results"] == []
    assert client.get(f"/api/v1/notices/{row.uuid}/").status_code == 404
