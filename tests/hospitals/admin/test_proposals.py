"""A reporter who lacks a measure or a trust proposes it in the form that lacks it, and goes on."""

import pytest
from django.urls import reverse

from hospitals.models import Hospital, Service, SourceRole, Union
from tests import factories as make
from tests.forms_on_pages import fields_of
from tests.hospitals.admin.test_statement import URL, data

pytestmark = pytest.mark.django_db


def address(model, page, *args):
    return reverse(f"admin:hospitals_{model}_{page}", args=args)


def propose_union(client, name="Porters’ union"):
    url = address("union", "add")
    sent = fields_of(client.get(url)).values | {"name": name, "slug": "porters"}
    return client.post(url, sent, follow=True).content.decode()


def test_a_reporter_proposes_and_is_told_what_follows(desk):
    assert "Nothing that uses it goes out before" in propose_union(desk())
    union = Union.objects.get()
    assert union.waits
    assert not Union.objects.public().exists()


def test_a_data_editors_stands_at_once(desk):
    assert "Proposed" not in propose_union(desk("data_editor"))
    assert Union.objects.public().exists()


@pytest.mark.parametrize(
    "model",
    [
        "area",
        "dispute",
        "eventkind",
        "hospital",
        "licence",
        "measure",
        "service",
        "setting",
        "staffgroup",
        "trust",
        "union",
    ],
)
@pytest.mark.parametrize("role", ["reporter", "sub"])
def test_the_small_form_is_open_to_them(desk, model, role):
    assert desk(role).get(address(model, "add"), {"_popup": 1}).status_code == 200


def test_what_stands_is_changed_by_others_only(desk):
    trust, client = make.trust(), desk()
    page = client.get(address("trust", "change", trust.pk))
    assert page.status_code == 200
    assert "_save" not in page.content.decode()
    assert client.post(address("trust", "change", trust.pk), {"name": "Other"}).status_code == 403


def test_a_proposal_is_put_right_by_who_proposes(desk):
    propose_union(desk())
    client, union = desk(), Union.objects.get()
    url = address("union", "change", union.pk)
    client.post(url, fields_of(client.get(url)).values | {"short_name": "PU"})
    union.refresh_from_db()
    assert (union.short_name, union.waits) == ("PU", True)


def test_the_desk_lists_it_and_its_page_signs_it_off(desk):
    propose_union(desk("reporter", "rita"))
    client, union = desk("data_editor"), Union.objects.get()
    url = address("union", "sign_off", union.pk)
    front = client.get(reverse("admin:index")).content.decode()
    assert "Porters’ union" in front
    assert url in front
    page = client.get(url)
    assert "Porters’ union" in page.content.decode()
    client.post(url, {"seen": fields_of(page).values["seen"]})
    assert list(Union.objects.public()) == [union]
    assert "Porters’ union" not in client.get(reverse("admin:index")).content.decode()


def test_a_role_of_somebody_known_is_proposed_on_their_page(desk):
    chief = make.source("Donna Green", kind="person")
    client, url = desk("reporter", "rita"), address("source", "change", chief.pk)
    values = fields_of(client.get(url)).values
    row = int(values["roles-TOTAL_FORMS"]) - 1
    client.post(url, values | {f"roles-{row}-role": "chief nurse"})
    role = SourceRole.objects.get()
    assert (role.waits, role.created_by.username) == (True, "rita")
    client = desk("data_editor")
    url = address("source", "sign_off", chief.pk)
    assert url in client.get(reverse("admin:index")).content.decode()
    client.post(url, {"seen": fields_of(client.get(url)).values["seen"]})
    role.refresh_from_db()
    assert not role.waits


def test_the_statement_form_shows_what_it_does_not_know_and_keeps_it(desk):
    make.measure("clinics")
    typed = {"subject": "Isle of Man Trust", "measure": "clinics", "value": "3"}
    page = desk().post(reverse(URL), data([typed])).content.decode()
    assert "“Isle of Man Trust” is not known here" in page
    assert "“Isle of Man Trust”</strong>, a new place" in page
    assert 'value="Isle of Man Trust"' in page


def test_another_form_links_to_where_it_is_proposed(desk):
    typed = {"strike": "Porters’ strike", "new-kind": "paper"}
    page = desk().post(reverse(URL), data([{"value": "3"}], **typed)).content.decode()
    assert f'href="{address("strike", "statement")}?title=Porters' in page
    form = desk().get(address("trust", "add"), {"name": "Isle of Man Trust"})
    assert fields_of(form).values["name"] == "Isle of Man Trust"


def test_what_was_typed_stays_text(desk):
    page = desk().post(reverse(URL), data([{"subject": "<b>", "value": "3"}])).content.decode()
    assert "“&lt;b&gt;” is not known here" in page
    assert "<b>" not in page


def test_the_check_page_shows_what_is_signed_off_with_it(desk):
    measure = make.measure("clinics")
    figure = make.figure(measure=measure, by=make.user("reporter"))
    measure.created_by = make.user("reporter")
    measure.save()
    client = desk("data_editor")
    url = reverse("admin:hospitals_disruptionfigure_decide", args=[figure.pk, "check"])
    page = client.get(url)
    assert "Measure, proposed by reporter" in page.content.decode()
    client.post(url, fields_of(page).values)
    measure.refresh_from_db()
    assert not measure.waits


def test_several_at_once_are_not_checked_with_something_that_the_list_does_not_show(desk):
    measure = make.measure("clinics")
    figure = make.figure(measure=measure, by=make.user("reporter"))
    measure.created_by = make.user("reporter")
    measure.save()
    chosen = {"action": "check_several", "_selected_action": [figure.pk]}
    client = desk("data_editor")
    url = address("disruptionfigure", "changelist")
    page = client.post(url, chosen).content.decode()
    assert "check it on its own page" in page.lower()
    client.post(url, {**chosen, "confirmed": "yes", f"seen-{figure.pk}": ""})
    measure.refresh_from_db()
    assert measure.waits


def test_a_proposed_hospital_may_say_who_runs_it(desk):
    trust, client, url = make.trust(), desk(), address("hospital", "add")
    values = fields_of(client.get(url)).values
    values |= {"name": "Hythe Hospital", "town": "Hythe", "slug": "hythe", "runs-TOTAL_FORMS": 1}
    client.post(url, {**values, "runs-0-trust": trust.pk})
    hospital = Hospital.objects.get()
    assert hospital.waits
    assert hospital.trust_at(make.APRIL_2023[0]) == trust


def test_a_notice_may_use_it_and_brings_it_along(desk):
    service = Service.objects.create(
        name="Hydrotherapy", slug="hydrotherapy", created_by=make.user("reporter")
    )
    notice = make.notice(signed_off=False, evidence_of_it=make.evidence())
    notice.service = service
    notice.save()
    client, url = desk("data_editor"), address("servicenotice", "sign_off", notice.pk)
    page = client.get(url)
    assert "Hydrotherapy" in page.content.decode()
    client.post(url, {"seen": fields_of(page).values["seen"]})
    service.refresh_from_db()
    assert not service.waits
