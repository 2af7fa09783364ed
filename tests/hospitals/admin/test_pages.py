"""Every page of the facts opens for each role, or says no."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories as make

from .conftest import MODELS

ROLES = ["reporter", "sub", "data_editor", "editor"]
# What a reporter and a sub-editor look up but do not change.


@pytest.fixture
def one_of_each(db):
    figure = make.released()
    return {
        "area": make.area(),
        "dispute": make.dispute(),
        "disruptionfigure": figure,
        "event": make.event(),
        "evidence": figure.latest().evidence,
        "hospital": make.hospital(),
        "measure": make.measure(),
        "source": make.source(),
        "staffgroup": make.staff_group(),
        "strike": make.strike(statuses=[("announced", date(2023, 4, 1))]),
        "trust": make.trust(),
        "union": make.union(),
    }


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_pages_open_for_everyone_on_the_desk(desk, one_of_each, role):
    client = desk(role)
    for model, record in one_of_each.items():
        assert client.get(reverse(f"admin:hospitals_{model}_changelist")).status_code == 200, model
        change = reverse(f"admin:hospitals_{model}_change", args=[record.pk])
        assert client.get(change).status_code == 200, model


@pytest.mark.parametrize("role", ROLES)
def test_who_may_add(desk, db, role):
    client = desk(role)
    for model in set(MODELS) - {"disruptionfigure"}:
        answer = client.get(reverse(f"admin:hospitals_{model}_add"), {"_popup": 1})
        assert answer.status_code == 200, model


@pytest.mark.parametrize("role", ROLES)
def test_history_opens_where_it_is_kept(desk, one_of_each, role):
    client = desk(role)
    for model in ("area", "evidence", "strike", "trust", "measure"):
        page = reverse(f"admin:hospitals_{model}_history", args=[one_of_each[model].pk])
        assert client.get(page).status_code == 200, model


@pytest.mark.parametrize("model", ["disruptionfigure", "event", "servicenotice", "strike"])
def test_adding_leads_to_the_form_of_a_document(desk, db, model):
    answer = desk().get(reverse(f"admin:hospitals_{model}_add"), {"evidence": 1})
    assert answer.url == reverse(f"admin:hospitals_{model}_statement") + "?evidence=1"


def test_nobody_deletes_or_edits_a_figure_by_a_plain_form(desk, one_of_each):
    figure = one_of_each["disruptionfigure"]
    delete = reverse("admin:hospitals_disruptionfigure_delete", args=[figure.pk])
    assert desk("editor").post(delete, {"post": "yes"}).status_code == 403


def test_strangers_are_asked_to_log_in(client, one_of_each):
    for model in MODELS:
        answer = client.get(reverse(f"admin:hospitals_{model}_changelist"))
        assert "/login/" in answer.url


def test_a_new_trust_with_alias_area_and_former_name_in_one_save(desk, db):
    region = make.region()
    answer = desk("data_editor").post(
        reverse("admin:hospitals_trust_add"),
        {
            "name": "University Hospital Southampton NHS Foundation Trust",
            "code": "RHM",
            "slug": "uhs",
            "aliases-TOTAL_FORMS": 1,
            "aliases-INITIAL_FORMS": 0,
            "aliases-0-text": "UHS",
            "aliases-0-kind": "short",
            "former_names-TOTAL_FORMS": 1,
            "former_names-INITIAL_FORMS": 0,
            "former_names-0-name": "Southampton University Hospitals NHS Trust",
            "former_names-0-until": "2011-09-30",
            "memberships-TOTAL_FORMS": 1,
            "memberships-INITIAL_FORMS": 0,
            "memberships-0-area": region.pk,
            "successions-TOTAL_FORMS": 0,
            "successions-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    found = make.trust("RHM")
    assert found.name_at(date(2010, 1, 1)).endswith("NHS Trust")
    assert found.region_at(date(2023, 4, 11)) == region


def test_an_alias_that_folds_alike_is_refused_in_a_sentence(desk, db):
    trust = make.trust()
    trust.aliases.create(text="UHS")
    page = reverse("admin:hospitals_trust_change", args=[trust.pk])
    client = desk("data_editor")
    token = client.get(page).context["adminform"].form.initial["as_opened"]
    row = trust.aliases.get()
    answer = client.post(
        page,
        {
            "as_opened": token,
            "name": trust.name,
            "code": trust.code,
            "slug": trust.slug,
            "aliases-TOTAL_FORMS": 2,
            "aliases-INITIAL_FORMS": 1,
            "aliases-0-id": row.pk,
            "aliases-0-trust": trust.pk,
            "aliases-0-text": "UHS",
            "aliases-0-kind": "short",
            "aliases-1-trust": trust.pk,
            "aliases-1-text": "u.h.s.",
            "aliases-1-kind": "short",
            "former_names-TOTAL_FORMS": 0,
            "former_names-INITIAL_FORMS": 0,
            "memberships-TOTAL_FORMS": 0,
            "memberships-INITIAL_FORMS": 0,
            "successions-TOTAL_FORMS": 0,
            "successions-INITIAL_FORMS": 0,
        },
    )
    assert "This alias is already listed." in answer.content.decode()


@pytest.mark.parametrize("typed", ["UHS", "southampton rhm", "RHM"])
def test_a_trust_is_found_by_alias_name_and_code(desk, db, typed):
    make.trust("RX1")
    make.trust().aliases.create(text="UHS")
    listed = desk().get(reverse("admin:hospitals_trust_changelist"), {"q": typed})
    assert [row.code for row in listed.context["cl"].result_list] == ["RHM"]


def test_search_does_not_mind_the_kind_of_apostrophe(desk, db):
    make.hospital("Queen’s Medical Centre", "Nottingham", run_by=make.trust("RX1"))
    found = desk().get(reverse("admin:hospitals_hospital_changelist"), {"q": "queen's"})
    assert len(found.context["cl"].result_list) == 1


def test_autocomplete_finds_strikes_by_former_name_of_the_group(desk, db):
    strike = make.strike()
    group = strike.staff_groups.get()
    group.former_names.create(name="house officers", until=date(2005, 7, 31))
    answer = desk().get(
        reverse("admin:autocomplete"),
        {
            "term": "house officers",
            "app_label": "hospitals",
            "model_name": "disruptionfigure",
            "field_name": "strike",
        },
    )
    assert [row["id"] for row in answer.json()["results"]] == [str(strike.pk)]
