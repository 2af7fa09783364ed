"""What somebody changes alone stands for a second look, with its difference, until it is ticked."""

import pytest
from django.contrib import admin
from django.urls import reverse

from deeds.admin.second_look import SecondLook
from deeds.models import DeskChange
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db


def save(client, record, **typed):
    url = reverse(f"admin:hospitals_{record._meta.model_name}_change", args=[record.pk])
    return client.post(url, {**fields_of(client.get(url)).values, **typed})


def differences():
    return [
        (row["what"], row["before"], row["after"])
        for change in DeskChange.objects.order_by("id")
        for row in change.difference
    ]


def test_a_new_name_stands_there_with_the_old_one(desk):
    union = make.union()
    save(desk("data_editor"), union, short_name="The BMA")
    assert differences() == [("short name", "BMA", "The BMA")]


def test_a_row_below_a_record_is_part_of_the_difference(desk):
    chief = make.source("Donna Green", kind="person")
    chief.roles.create(role="chief nurse")
    save(desk("editor"), chief, **{"roles-0-role": "chief executive"})
    assert differences() == [("roles, each at its time", "chief nurse", "chief executive")]


def test_a_save_that_changes_nothing_leaves_nothing_to_look_at(desk):
    save(desk("data_editor"), make.trust())
    assert differences() == []


def test_private_notes_are_nobodys_business_but_the_desks(desk):
    save(desk("data_editor"), make.source(), private_notes="Rings back after six.")
    assert differences() == []


def test_what_readers_do_not_see_yet_waits_for_its_sign_off_instead(desk):
    new = make.source("A new body", signed_off=False)
    save(desk("data_editor"), new, name="Another body")
    assert differences() == []


def test_a_record_that_is_taken_away_says_what_it_said(desk):
    union = make.union("A", "One union")
    desk("data_editor").post(
        reverse("admin:hospitals_union_delete", args=[union.pk]), {"post": "yes"}
    )
    assert ("name", "One union", "") in differences()


def test_another_person_ticks_it_off_and_nobody_their_own(desk):
    save(desk("data_editor", "dana"), make.union(), short_name="The BMA")
    change = DeskChange.objects.get()
    page = reverse("admin:deeds_deskchange_change", args=[change.pk])
    look = reverse("admin:deeds_deskchange_look", args=[change.pk])

    mine = desk("data_editor", "dana")
    assert "Another person looks at it." in mine.get(page).content.decode()
    assert "takes another person" in mine.post(look, follow=True).content.decode()

    other = desk("editor")
    shown = other.get(page).content.decode()
    assert "<del>BMA</del>" in shown
    assert "<ins>The BMA</ins>" in shown
    other.post(look)
    change.refresh_from_db()
    assert change.looked_by == other.user
    assert "looked at this at" in other.post(look, follow=True).content.decode()


def test_a_reporter_may_see_it_and_not_tick_it_off(desk):
    save(desk("data_editor"), make.union(), short_name="The BMA")
    change = DeskChange.objects.get()
    reporter = desk("reporter")
    page = reverse("admin:deeds_deskchange_change", args=[change.pk])
    assert reporter.get(page).status_code == 200
    answer = reporter.post(reverse("admin:deeds_deskchange_look", args=[change.pk]))
    assert answer.status_code == 403


def test_the_address_of_the_button_leads_to_the_change(desk):
    save(desk("data_editor"), make.union(), short_name="The BMA")
    change = DeskChange.objects.get()
    answer = desk("editor").get(reverse("admin:deeds_deskchange_look", args=[change.pk]))
    assert answer.url == reverse("admin:deeds_deskchange_change", args=[change.pk])
    change.refresh_from_db()
    assert change.looked_at is None


def test_every_admin_that_notes_says_who_may_change_alone():
    noting = [each for each in admin.site._registry.values() if isinstance(each, SecondLook)]
    assert noting
    assert [each for each in noting if not getattr(each, "changes_alone", "")] == []
