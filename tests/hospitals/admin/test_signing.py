"""Strikes on the desk: a reporter's rows wait, and the page that signs them off."""

from datetime import date

import pytest
from django.urls import reverse

from hospitals.models import Dispute, Event, Strike, StrikeSpell
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db


def strike_page(strike, name="change"):
    return reverse(f"admin:hospitals_strike_{name}", args=[strike.pk])


def add_dates(client, strike, day):
    values = fields_of(client.get(strike_page(strike))).values
    row = f"spells-{int(values['spells-TOTAL_FORMS']) - 1}"
    sent = {f"{row}-first_day": f"{day:%Y-%m-%d}", f"{row}-last_day": f"{day:%Y-%m-%d}"}
    sent[f"{row}-no_source"] = "The union’s own page is down."
    return client.post(strike_page(strike), {**values, **sent}, follow=True)


NEW_DAY = date(2023, 4, 17)


def test_a_reporters_dates_wait_and_says_so(desk):
    strike = make.strike()
    page = add_dates(desk("reporter"), strike, NEW_DAY).content.decode()
    assert "Readers do not see it yet" in page
    assert StrikeSpell.objects.get(first_day=NEW_DAY).signed_off_at is None
    assert not StrikeSpell.objects.public().filter(first_day=NEW_DAY).exists()


def test_a_data_editors_dates_stand_at_once(desk):
    add_dates(desk("data_editor"), make.strike(), NEW_DAY)
    assert StrikeSpell.objects.public().filter(first_day=NEW_DAY).exists()


def test_dates_that_are_signed_off_are_fixed_for_a_reporter(desk):
    strike, client = make.strike(), desk("reporter")
    values = fields_of(client.get(strike_page(strike))).values
    first = strike.spells.get()
    for typed in ({"spells-0-first_day": "2001-02-03"}, {"spells-0-DELETE": "on"}):
        client.post(strike_page(strike), {**values, "spells-0-id": first.pk, **typed})
        assert StrikeSpell.objects.get(pk=first.pk).first_day == first.first_day


def test_the_page_shows_what_waits_and_signs_it_off(desk):
    strike = make.strike()
    add_dates(desk("reporter", "rita"), strike, NEW_DAY)
    client = desk("data_editor")
    url = strike_page(strike, "sign_off")
    page = client.get(url)
    assert "17 April 2023" in page.content.decode()
    assert "entered by rita" in page.content.decode()
    done = client.post(url, {"seen": fields_of(page).values["seen"]}, follow=True)
    assert "Signed off: readers see it." in done.content.decode()
    assert StrikeSpell.objects.get(first_day=NEW_DAY).signed_off_by == client.user


def test_nothing_is_signed_off_that_came_after_the_page_was_opened(desk):
    strike = make.strike()
    add_dates(desk("reporter", "rita"), strike, NEW_DAY)
    client, url = desk("data_editor"), strike_page(strike, "sign_off")
    seen = fields_of(client.get(url)).values["seen"]
    make.strike_day(strike, date(2023, 4, 18), signed_off=False)
    told = client.post(url, {"seen": seen}, follow=True).content.decode()
    assert "has been changed since you opened it" in told
    assert not StrikeSpell.objects.public().filter(first_day=NEW_DAY).exists()


@pytest.mark.parametrize("role", ["reporter", "sub"])
def test_others_have_no_such_page(desk, role):
    strike = make.strike(signed_off=False)
    assert desk(role).get(strike_page(strike, "sign_off")).status_code == 403


def test_a_new_strike_of_a_reporter_is_seen_by_nobody_outside(desk):
    client, url = desk("reporter"), reverse("admin:hospitals_strike_add")
    sent = {
        **fields_of(client.get(url)).values,
        "title": "Porters’ strike",
        "slug": "porters",
        "dispute": make.dispute().pk,
        "staff_groups": [make.staff_group("Porters").pk],
    }
    client.post(url, sent)
    strike = Strike.objects.get(slug="porters")
    assert (strike.created_by, strike.signed_off_at) == (client.user, None)
    assert not Strike.objects.public().filter(pk=strike.pk).exists()
    assert client.get(strike.get_absolute_url()).status_code == 404


def test_an_event_is_signed_off_on_its_own_page(desk):
    event = make.event(signed_off=False, evidence=make.evidence())
    client = desk("editor")
    url = reverse("admin:hospitals_event_sign_off", args=[event.pk])
    page = client.get(url)
    assert "Strike action, table" in page.content.decode()
    client.post(url, {"seen": fields_of(page).values["seen"]})
    assert Event.objects.public().get() == event


def an_event_of(client, **typed):
    url = reverse("admin:hospitals_event_add")
    sent = {
        **fields_of(client.get(url)).values,
        "title": "Talks at Acas",
        "slug": "talks",
        "kind": make.event_kind("talks").pk,
        "dispute": make.dispute().pk,
        **typed,
    }
    return client.post(url, sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ({"first_day": "2015-11-28"}, "28 November 2015"),
        (
            {"first_day": "2015-11-29", "exact": "weekend"},
            "the weekend of 28 and 29 November 2015",
        ),
        ({"first_day": "2025-08-12", "exact": "month"}, "August 2025"),
        ({"exact": "to_be_set"}, "date to be set"),
        (
            {"first_day": "2025-08-12", "exact": "days", "last_day": "2025-08-14"},
            "12 to 14 August 2025",
        ),
    ],
)
def test_how_exact_a_day_is_is_asked_in_plain_words(desk, typed, when):
    an_event_of(desk(), **typed)
    assert Event.objects.get().when() == when


def test_a_date_that_makes_no_sense_is_told(desk):
    assert "Write the day, or say that it is to be set." in an_event_of(desk())
    assert "Write the last day too" in an_event_of(desk(), first_day="2015-11-28", exact="days")
    assert not Event.objects.exists()


def test_a_dispute_may_have_begun_in_a_month(desk):
    client, url = desk("data_editor"), reverse("admin:hospitals_dispute_add")
    sent = fields_of(client.get(url)).values | {"title": "Pay", "slug": "pay"}
    client.post(url, sent | {"began": "2025-08-12", "began_exact": "month"})
    dispute = Dispute.objects.get()
    assert (dispute.began, dispute.began_last) == (date(2025, 8, 1), date(2025, 8, 31))
