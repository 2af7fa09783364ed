"""Two people saving one record: the second is told, keeps every word, sees what is saved."""

import pytest
from django.urls import reverse

from hospitals.models import Trust
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make.user("editor", "Alice")


@pytest.fixture
def bob():
    return make.user("data_editor", "Bob")


def open_page(client, record, user):
    client.force_login(user)
    name = record._meta.model_name
    url = reverse(f"admin:hospitals_{name}_change", args=[record.pk])
    context = client.get(url).context
    data = {}
    for form in [
        context["adminform"].form,
        *(form for inline in context["inline_admin_formsets"] for form in inline.formset.forms),
        *(inline.formset.management_form for inline in context["inline_admin_formsets"]),
    ]:
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = value
    return url, data


def test_the_second_to_save_is_told_and_keeps_what_they_typed(client, alice, bob):
    trust = make.trust()
    url, alices = open_page(client, trust, alice)
    url, bobs = open_page(client, trust, bob)
    client.force_login(alice)
    assert client.post(url, alices | {"name": "Southampton Hospitals"}).status_code == 302
    client.force_login(bob)
    answer = client.post(url, bobs | {"name": "University Hospital Soton", "is_foundation": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Alice saved this at" in page
    assert "Saved now: “Southampton Hospitals”." in page
    assert 'value="University Hospital Soton"' in page
    assert Trust.objects.get().name == "Southampton Hospitals"


def test_saving_again_keeps_the_second_persons_words(client, alice, bob):
    trust = make.trust()
    url, data = open_page(client, trust, bob)
    url, alices = open_page(client, trust, alice)
    client.post(url, alices | {"name": "Southampton Hospitals"})
    client.force_login(bob)
    told = client.post(url, data | {"name": "University Hospital Soton"})
    token = told.context["adminform"].form["as_opened"].value()
    saved = client.post(url, data | {"name": "University Hospital Soton", "as_opened": token})
    assert saved.status_code == 302
    assert Trust.objects.get().name == "University Hospital Soton"


def test_rows_below_count_too(client, alice, bob):
    trust = make.trust()
    url, bobs = open_page(client, trust, bob)
    trust.aliases.create(text="UHS")
    page = client.post(url, bobs | {"name": "University Hospital Soton"}).content.decode()
    assert "Also called, saved now: UHS." in page
    assert Trust.objects.get().name != "University Hospital Soton"


def test_a_row_that_somebody_deleted_meanwhile_is_no_traceback(client, alice, bob):
    trust = make.trust()
    row = trust.aliases.create(text="UHS")
    url, bobs = open_page(client, trust, bob)
    row.delete()
    answer = client.post(url, bobs)
    assert answer.status_code == 200
    assert "Also called, saved now: none." in answer.content.decode()


def test_one_after_the_other_is_no_conflict(client, alice, bob):
    trust = make.trust()
    for user, name in ((alice, "Southampton Hospitals"), (bob, "University Hospital Soton")):
        url, data = open_page(client, trust, user)
        assert client.post(url, data | {"name": name}).status_code == 302
    assert Trust.objects.get().name == "University Hospital Soton"
    assert Trust.history.first().history_user == bob


def test_records_without_history_know_who_from_the_admins_log(client, alice, bob):
    measure = make.measure("clinics")
    url, bobs = open_page(client, measure, bob)
    url, alices = open_page(client, measure, alice)
    client.post(url, alices | {"say": "130 clinics were postponed"})
    client.force_login(bob)
    page = client.post(url, bobs | {"say": "130 clinics"}).content.decode()
    assert "Alice saved this at" in page
    assert "Saved now: “130 clinics were postponed”." in page


def test_links_to_many_count_too(client, alice, bob):
    strike = make.strike()
    url, bobs = open_page(client, strike, bob)
    strike.unions.add(make.union())
    page = client.post(url, bobs | {"summary": "Emergency care only."}).content.decode()
    assert "Saved now: “BMA”." in page


def test_a_page_without_its_token_is_refused(client, bob):
    trust = make.trust()
    url, data = open_page(client, trust, bob)
    del data["as_opened"]
    page = client.post(url, data).content.decode()
    assert "did not say which state of the record" in page


def test_an_earlier_state_can_be_restored(client, bob):
    trust = make.trust()
    first = trust.history.first()
    trust.name = "Southampton Hospitals"
    trust.save()
    client.force_login(bob)
    url = reverse("admin:hospitals_trust_simple_history", args=[trust.pk, first.pk])
    form = client.get(url).context["adminform"].form
    data = {field.html_name: field.value() or "" for field in form}
    assert client.post(url, data).status_code == 302
    assert Trust.objects.get().name == "University Hospital Southampton NHS Foundation Trust"
