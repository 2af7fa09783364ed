"""A statement of what is open or closed is one form, and it is all recorded or none of it."""

import pytest
from django.urls import reverse

from deeds.models import DeskChange
from hospitals.models import Evidence, ServiceNotice
from tests import factories as make
from tests.factories import london
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db
URL = reverse("admin:hospitals_servicenotice_statement")
EVIDENCE = {
    "new-kind": "statement",
    "new-title": "What is open today",
    "new-said_by": "NHS England",
}


@pytest.fixture(autouse=True)
def southampton():
    make.source()
    make.service("endoscopy")
    make.service("maternity")
    return make.hospital()


def sent(client, *rows, **more):
    values = {**fields_of(client.get(URL)).values, "place": "Southampton General Hospital"}
    for n, row in enumerate(rows):
        values |= {f"row-{n}-{name}": value for name, value in row.items()}
    return client.post(URL, values | EVIDENCE | more, follow=True)


CLOSED = {
    "service": "endoscopy",
    "state": "closed",
    "ends_at": "12 January 2016, 1pm",
}
OPEN = {"service": "Maternity", "state": "open", "text": "All as usual."}


def test_several_from_one_statement(desk, southampton):
    strike = make.strike()
    page = sent(desk(), CLOSED, OPEN, strike=strike.title).content.decode()
    assert "Recorded 2 notices" in page
    assert "Readers do not see it yet" in page
    one, two = ServiceNotice.objects.order_by("pk")
    assert (one.service.name, one.state, one.hospital) == ("endoscopy", "closed", southampton)
    assert one.ends_at == london("2016-01-12 13:00")
    assert (two.text, two.ends_at, two.strike) == ("All as usual.", None, strike)
    assert one.evidence == two.evidence == Evidence.objects.get()
    assert not one.is_signed_off


def test_a_day_alone_lasts_until_its_end(desk):
    sent(desk(), CLOSED | {"ends_at": "12 January 2016"})
    assert ServiceNotice.objects.get().ends_at == london("2016-01-13 00:00")


def test_nothing_is_half_written(desk):
    page = sent(desk(), CLOSED, {"service": "endoscopy", "state": "advice"}).content.decode()
    assert "Write the advice: what patients are told." in page
    assert "All as usual." not in page
    assert not ServiceNotice.objects.exists()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"service": "endoscopy"}, "Say whether it is open, reduced or closed, or advice."),
        ({"state": "open", "service": "zebras"}, "“zebras” is not known here"),
        ({"state": "open", "ends_at": "13:00"}, "Write the day of this hour too."),
    ],
)
def test_what_is_missing_is_named(desk, row, told):
    assert told in sent(desk(), row).content.decode()
    assert not ServiceNotice.objects.exists()


def test_without_a_place_it_asks_for_one(desk):
    page = sent(desk(), OPEN, place="").content.decode()
    assert "Say which place it is about" in page


def test_a_data_editors_notice_stands_and_is_looked_at_again(desk):
    sent(desk("data_editor"), OPEN)
    notice = ServiceNotice.objects.get()
    assert notice.is_signed_off
    assert ServiceNotice.objects.public().get() == notice
    change = DeskChange.objects.get()
    assert change.record == notice if hasattr(change, "record") else change.object_id == notice.pk


def test_it_is_signed_off_and_confirmed_on_its_pages(desk):
    notice = make.notice(signed_off=False, evidence_of_it=make.evidence())
    client = desk("data_editor")
    page = reverse("admin:hospitals_servicenotice_change", args=[notice.pk])
    assert "Sign off what waits" in client.get(page).content.decode()
    url = reverse("admin:hospitals_servicenotice_sign_off", args=[notice.pk])
    client.post(url, {"seen": fields_of(client.get(url)).values["seen"]})
    assert ServiceNotice.objects.public().get() == notice
    assert "Still so" in client.get(page).content.decode()
    url = reverse("admin:hospitals_servicenotice_still_so", args=[notice.pk])
    told = client.post(url, {"seen": fields_of(client.get(url)).values["seen"]}, follow=True)
    assert "it was still so just now" in told.content.decode()
    assert notice.confirmations.get().by == client.user


@pytest.mark.parametrize("kind", ["strike", "trust", "hospital"])
def test_pages_lead_to_the_form_filled_in(desk, kind, southampton):
    record = {"strike": make.strike(), "trust": make.trust(), "hospital": southampton}[kind]
    client = desk()
    page = client.get(reverse(f"admin:hospitals_{kind}_change", args=[record.pk]))
    assert f"{URL}?{kind}={record.pk}" in page.content.decode()
    form = fields_of(client.get(URL, {kind: record.pk})).values
    assert str(record) in (form["place"], form["strike"])


def test_the_list_and_the_link_to_add(desk):
    make.notice()
    client = desk()
    listed = client.get(reverse("admin:hospitals_servicenotice_changelist")).content.decode()
    assert "endoscopy" in listed
    added = client.get(reverse("admin:hospitals_servicenotice_add"), {"trust": 1})
    assert added.url == f"{URL}?trust=1"
