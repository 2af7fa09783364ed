"""Strikes on the desk: a reporter's rows wait, and the page that signs them off."""

import re
from datetime import date

import pytest
from django.urls import reverse

from deeds.models import DeskChange
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


def change_dates(client, strike, **typed):
    values = fields_of(client.get(strike_page(strike))).values
    typed = {f"spells-0-{name}": value for name, value in typed.items()}
    return client.post(strike_page(strike), {**values, **typed}, follow=True)


def test_what_stands_is_replaced_in_the_form_and_a_reporters_change_waits(desk):
    strike, client = make.strike(), desk("reporter")
    standing = strike.spells.get()
    change_dates(client, strike, last_day="2023-04-15")
    new = StrikeSpell.objects.get(replaces=standing)
    assert (new.last_day, new.created_by, new.signed_off_at) == (
        date(2023, 4, 15),
        client.user,
        None,
    )
    assert StrikeSpell.objects.public().get() == standing
    # From now on the form shows the change, which may be put right until it is signed off.
    change_dates(client, strike, last_day="2023-04-16")
    new.refresh_from_db()
    assert new.last_day == date(2023, 4, 16)
    assert StrikeSpell.objects.count() == 2


def test_a_data_editors_change_of_what_stands_stands_at_once_and_is_looked_at_again(desk):
    strike, client = make.strike(), desk("data_editor")
    nurses = make.union("RCN", "Royal College of Nursing")
    change_dates(client, strike, last_day="2023-04-15", unions=[nurses.pk])
    new = StrikeSpell.objects.public().get()
    assert (new.last_day, list(new.unions.all())) == (date(2023, 4, 15), [nurses])
    [row] = DeskChange.objects.get().difference
    assert ("RCN" in row["before"], "RCN" in row["after"]) == (False, True)


def test_a_reporter_takes_back_nothing_that_stands_and_a_data_editor_withdraws_it(desk):
    strike = make.strike()
    change_dates(desk("reporter"), strike, DELETE="on")
    assert StrikeSpell.objects.public().exists()
    client = desk("data_editor")
    change_dates(client, strike, DELETE="on")
    assert StrikeSpell.objects.get().gone_by == client.user


def test_the_page_shows_a_change_beside_what_stands(desk):
    strike = make.strike()
    change_dates(desk("reporter", "rita"), strike, last_day="2023-04-15")
    page = desk("data_editor").get(strike_page(strike, "sign_off")).content.decode()
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page)
    assert "Would stand" in cells
    at = cells.index("Last day")
    assert cells[at + 1 : at + 3] == ["14 April 2023", "<strong>15 April 2023</strong>"]


def test_an_event_that_stands_is_replaced_and_withdrawn(desk):
    event, client = make.event(), desk("reporter")
    page = reverse("admin:hospitals_event_change", args=[event.pk])
    values = fields_of(client.get(page)).values
    client.post(page, {**values, "place": "Guildhall Square"})
    new = Event.objects.get(replaces=event)
    assert Event.objects.public().get() == event
    url = reverse("admin:hospitals_event_sign_off", args=[new.pk])
    client = desk("editor")
    client.post(url, {"seen": fields_of(client.get(url)).values["seen"]})
    assert Event.objects.public().get() == new
    url = reverse("admin:hospitals_event_withdraw", args=[new.pk])
    assert "Readers see nothing more of it" in client.get(url).content.decode()
    client.post(url)
    assert not Event.objects.public().exists()


def test_a_reporter_has_no_button_that_withdraws(desk):
    event = make.event()
    url = reverse("admin:hospitals_event_withdraw", args=[event.pk])
    assert desk("reporter").post(url).status_code == 403
    assert Event.objects.public().get() == event


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
    client, url = desk("reporter"), reverse("admin:hospitals_strike_add") + "?_popup=1"
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
    url = reverse("admin:hospitals_event_add") + "?_popup=1"
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
        ({"exact": "not_known", "last_day": "2015-11-27"}, "by 27 November 2015"),
        ({"exact": "not_known"}, "date not known"),
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
    assert "Write the day, or say that it is not known or to be set." in an_event_of(desk())
    assert "Write the last day too" in an_event_of(desk(), first_day="2015-11-28", exact="days")
    assert not Event.objects.exists()


def test_a_dispute_may_have_begun_in_a_month(desk):
    client, url = desk("data_editor"), reverse("admin:hospitals_dispute_add")
    sent = fields_of(client.get(url)).values | {"title": "Pay", "slug": "pay"}
    client.post(url, sent | {"began": "2025-08-12", "began_exact": "month"})
    dispute = Dispute.objects.get()
    assert (dispute.began, dispute.began_last) == (date(2025, 8, 1), date(2025, 8, 31))
