"""The four roles: made by migrate, kept to their table, and who may decide what."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsroom.roles import DATA_EDITOR, EDITOR, REPORTER, ROLES, SUB_EDITOR
from tests import factories

pytestmark = pytest.mark.django_db

PEOPLE = ("reporter", "sub", "data_editor", "editor")


def permissions_of(role):
    return {
        f"{label}.{codename}"
        for label, codename in Group.objects.get(name=role).permissions.values_list(
            "content_type__app_label", "codename"
        )
    }


def test_there_are_four_roles():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "reporter",
        "sub-editor",
        "data editor",
        "editor",
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_exactly_the_permissions_of_its_table(role):
    assert permissions_of(role) == set(ROLES[role])


def test_migrate_repairs_a_group():
    group = Group.objects.get(name=REPORTER)
    group.permissions.set([Permission.objects.get(codename="approve_article")])
    Group.objects.get(name=EDITOR).delete()
    call_command("migrate", verbosity=0)
    assert permissions_of(REPORTER) == set(ROLES[REPORTER])
    assert permissions_of(EDITOR) == set(ROLES[EDITOR])


def test_migrate_leaves_other_groups_and_the_people_in_a_group_alone():
    person = factories.user("reporter")
    interns = Group.objects.create(name="interns")
    person.groups.add(interns)
    call_command("migrate", verbosity=0)
    assert {group.name for group in person.groups.all()} == {REPORTER, "interns"}
    assert not interns.permissions.exists()


def test_each_role_may_do_what_a_reporter_may():
    for role in (SUB_EDITOR, DATA_EDITOR, EDITOR):
        assert set(ROLES[REPORTER]) <= set(ROLES[role]), role


MAY = {
    # figures and quotations
    "hospitals.add_disruptionfigure": "reporter sub data_editor editor",
    "hospitals.change_disruptionfigure": "reporter sub data_editor editor",
    "hospitals.check_figure": "sub data_editor editor",
    "articles.check_quote": "sub data_editor editor",
    "hospitals.check_own_figure": "editor",
    "hospitals.release_figure": "sub data_editor editor",
    "hospitals.prefer_figure": "data_editor editor",
    "hospitals.dispute_figure": "data_editor editor",
    "hospitals.withdraw_figure": "data_editor editor",
    "hospitals.clear_evidence": "editor",
    "hospitals.decide_terms": "editor",
    # what readers see of strikes, and the names of sources
    "hospitals.sign_off_fact": "data_editor editor",
    # stories
    "articles.add_article": "reporter sub data_editor editor",
    "articles.edit_others_article": "sub editor",
    "articles.approve_article": "sub editor",
    "articles.publish_article": "sub editor",
    "articles.publish_alone": "editor",
    "articles.issue_correction": "editor",
    "articles.pull_article": "reporter sub data_editor editor",
    "articles.put_back_article": "editor",
    "articles.withdraw_article": "editor",
    # what everything refers to
    "hospitals.add_trust": "reporter sub data_editor editor",
    "hospitals.delete_trust": "data_editor editor",
    "hospitals.add_measure": "reporter sub data_editor editor",
    "hospitals.delete_measure": "data_editor editor",
    "articles.change_section": "editor",
    "auth.add_user": "editor",
    # never: these records are kept for good
    "hospitals.delete_disruptionfigure": "",
    "hospitals.delete_evidence": "",
    "hospitals.change_figurerevision": "",
    "articles.delete_quote": "",
    "articles.change_publishedversion": "",
    "articles.delete_publishedversion": "",
    "articles.change_articleevent": "",
    "articles.delete_correction": "",
}


@pytest.mark.parametrize("permission", MAY)
def test_who_may(permission):
    app, codename = permission.split(".")
    assert Permission.objects.filter(content_type__app_label=app, codename=codename).exists()
    found = [role for role in PEOPLE if factories.user(role).has_perm(permission)]
    assert found == MAY[permission].split()


def test_every_permission_of_our_own_is_in_the_table():
    """A new one has to be given to somebody, or the button behind it is dead."""
    ordinary = ("add_", "change_", "delete_", "view_")
    ours = {
        f"{app}.{codename}"
        for app, codename in Permission.objects.filter(
            content_type__app_label__in=["hospitals", "articles"]
        ).values_list("content_type__app_label", "codename")
        if not codename.startswith(ordinary)
    }
    assert ours <= set(MAY)


def test_every_role_may_look_at_everything_on_the_desk():
    reporter = factories.user("reporter")
    hidden = [
        model.__name__
        for model in admin.site._registry
        if model._meta.app_label in ("hospitals", "articles")
        and not reporter.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]
    assert hidden == []
