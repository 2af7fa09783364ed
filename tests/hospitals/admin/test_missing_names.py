"""A name that nobody has recorded is proposed with the form that gives it, once it was seen."""

import pytest
from django.urls import reverse

from deeds.models import DeskChange
from hospitals.models import (
    DisruptionFigure,
    Evidence,
    Hospital,
    Measure,
    Setting,
    Source,
    SourceRole,
    Trust,
)
from tests import factories as make
from tests.forms_on_pages import fields_of
from tests.hospitals.admin.test_statement import URL, data

pytestmark = pytest.mark.django_db

ROW = {
    "subject": "Royal Hampshire County Hospital",
    "value": "3 of 35 clinics postponed",
    "said_by": "Donna Green, chief nurse at Hampshire Hospitals",
}
PAPER = {
    "new-kind": "paper",
    "new-title": "Clinics are called off",
    "new-said_by": "Daily Echo",
    "new-published_on": "12 January 2016",
    "period_start": "12 January 2016",
}


def sent(client, *rows, **more):
    return client.post(reverse(URL), data(rows or [ROW], **{"basis": "", **PAPER, **more}))


def proposed(client, page, **corrections):
    """The page sent again with “Propose these”, after what is put right in it."""
    typed = fields_of(page).values | {"_propose": "yes"} | corrections
    return client.post(reverse(URL), typed)


def shown(page):
    """{what was typed: the form that proposes it}"""
    return {form["text"].value(): form for form in page.context["statement"].missing}


def corrected(page, text, **values):
    form = shown(page)[text]
    return {form[name].html_name: value for name, value in values.items()}


def test_nothing_is_written_before_it_was_seen(desk):
    page = sent(desk())
    assert set(shown(page)) == {
        "Royal Hampshire County Hospital",
        "clinics postponed",
        "Donna Green, chief nurse at Hampshire Hospitals",
        "Daily Echo",
    }
    for model in (Source, Measure, Hospital, Evidence, DisruptionFigure):
        assert not model.objects.exists()


def test_it_shows_what_each_is_taken_to_be(desk):
    forms = shown(sent(desk()))
    green = forms["Donna Green, chief nurse at Hampshire Hospitals"]
    assert green["name"].value() == "Donna Green"
    assert green["sort"].value() == "person"
    assert green["role"].value() == "chief nurse"
    assert green["organisation"].value() == "Hampshire Hospitals"
    assert forms["clinics postponed"]["unit"].value() == "clinics"
    assert forms["Royal Hampshire County Hospital"]["sort"].value() == "hospital"
    assert forms["Daily Echo"]["sort"].value() == "organisation"


def test_one_press_proposes_them_and_records(desk):
    client = desk()
    page = sent(client)
    town = corrected(page, ROW["subject"], town="Winchester")
    assert proposed(client, page, **town).status_code == 302
    figure = DisruptionFigure.objects.get()
    assert (figure.hospital.town, figure.measure.unit) == ("Winchester", "clinics")
    assert figure.source.name == "Donna Green"
    assert str(figure.source.roles.get()) == "chief nurse, Hampshire Hospitals"
    assert figure.latest().evidence.reported_by.name == "Daily Echo"
    assert figure.hospital.waits
    assert figure.measure.waits
    assert figure.source.signed_off_at is None
    assert {figure.hospital.created_by, figure.source.created_by} == {client.user}


def test_terms_of_who_is_new_are_those_of_the_document(desk):
    client = desk()
    page = sent(client)
    proposed(client, page, **corrected(page, ROW["subject"], town="Winchester"))
    assert set(Source.objects.values_list("terms", flat=True)) == {"on_record"}


def test_what_is_missing_in_a_proposal_is_asked_beside_it_and_writes_nothing(desk):
    client = desk()
    answer = proposed(client, sent(client))
    assert "Write the town" in answer.content.decode()
    assert len(shown(answer)) == 4
    assert not Source.objects.exists()
    town = corrected(answer, ROW["subject"], town="Winchester")
    assert proposed(client, answer, **town).status_code == 302


def test_what_was_put_right_in_a_proposal_is_kept_while_something_else_is_wrong(desk):
    client = desk()
    page = sent(client)
    fixed = corrected(page, ROW["subject"], town="Winchester")
    fixed |= corrected(page, "clinics postponed", unit="outpatient clinics")
    answer = proposed(client, page, **fixed, **{"row-0-how_exact": "between"})
    assert answer.status_code == 200
    assert shown(answer)["clinics postponed"]["unit"].value() == "outpatient clinics"
    assert not Measure.objects.exists()


def test_a_misspelt_name_is_put_right_where_it_stands_and_not_proposed(desk):
    make.measure("clinics")
    client = desk()
    page = sent(client, {**ROW, "value": "3 of 35", "measure": "clinicks"})
    town = corrected(page, ROW["subject"], town="Winchester")
    answer = proposed(client, page, **town, **{"row-0-measure": "clinics"})
    assert answer.status_code == 302
    assert Measure.objects.get().name == "clinics"


def test_a_name_that_came_since_is_used(desk):
    client = desk()
    page = sent(client)
    known = make.source("Daily Echo")
    proposed(client, page, **corrected(page, ROW["subject"], town="Winchester"))
    assert Evidence.objects.latest("pk").reported_by == known


def test_two_rows_with_one_new_name_propose_it_once(desk):
    client = desk()
    page = sent(client, ROW, {**ROW, "value": "2 of 16 operations postponed"})
    assert len(shown(page)) == 5
    proposed(client, page, **corrected(page, ROW["subject"], town="Winchester"))
    assert Source.objects.filter(name="Donna Green").count() == 1
    assert DisruptionFigure.objects.count() == 2


def test_a_new_role_of_somebody_known_is_proposed(desk):
    green = make.source("Donna Green", "person")
    client = desk()
    page = sent(client)
    proposed(client, page, **corrected(page, ROW["subject"], town="Winchester"))
    role = SourceRole.objects.get()
    assert (role.source, role.waits) == (green, True)
    assert Source.objects.filter(name="Donna Green").count() == 1


def test_who_holds_the_office_that_was_typed_is_known(desk):
    green = make.source("Donna Green", "person")
    SourceRole.objects.create(
        source=green, role="chief nurse", organisation="Hampshire Hospitals NHS Foundation Trust"
    )
    assert ROW["said_by"] not in shown(sent(desk()))


def test_a_number_tells_what_kind_of_measure_it_is(desk):
    page = sent(desk(), {**ROW, "measure": "pay offered", "value": "£12.08 an hour"})
    form = shown(page)["pay offered"]
    assert (form["counts"].value(), form["currency"].value()) == ("rate", "GBP")
    assert form["per"].value() == "an hour"


def test_a_private_person_speaks_for_nobody(desk):
    client = desk()
    page = sent(client, {**ROW, "said_by": "Jay Amin"})
    fixed = corrected(page, ROW["subject"], town="Winchester")
    fixed |= corrected(page, "Jay Amin", private="on")
    proposed(client, page, **fixed)
    assert Source.objects.get(name="Jay Amin").private


def test_a_trust_that_is_proposed_speaks_for_itself(desk):
    client = desk()
    name = "Hampshire Hospitals NHS Foundation Trust"
    page = sent(client, {**ROW, "subject": name, "said_by": name})
    proposed(client, page, **corrected_place(page, name))
    trust = Trust.objects.get()
    assert Source.objects.get(name=name).trust == trust
    assert trust.is_foundation


def corrected_place(page, name):
    place = next(form for form in page.context["statement"].missing if form.what == "place")
    assert place["text"].value() == name
    return {place["code"].html_name: "RN5"}


def test_a_kind_of_service_is_proposed_too(desk):
    client = desk()
    page = sent(client, setting="community services")
    proposed(client, page, **corrected(page, ROW["subject"], town="Winchester"))
    assert Setting.objects.get().waits
    assert not Setting.objects.public().exists()


def test_what_a_data_editor_enters_so_stands_and_is_looked_at_again(desk):
    client = desk("data_editor")
    page = sent(client)
    proposed(client, page, **corrected(page, ROW["subject"], town="Winchester"))
    assert not Measure.objects.get().waits
    assert "clinics postponed" in DeskChange.objects.values_list("called", flat=True)


def test_a_bent_proposal_is_answered(desk):
    client = desk()
    page = sent(client)
    bent = {"missing-0-kind": "elephant", "missing-1-sort": "elephant", "missing-2-text": ""}
    answer = proposed(client, page, **bent)
    assert answer.status_code == 200
    assert not DisruptionFigure.objects.exists()


def test_more_rows_keeps_what_is_shown_of_them(desk):
    client = desk()
    typed = fields_of(sent(client)).values | {"_more": "yes"}
    assert len(shown(client.post(reverse(URL), typed))) == 4
