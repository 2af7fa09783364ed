"""The admin site: its names, its groups, who may log in, and people with their roles."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_log_in_page_has_the_name_of_the_site(client, settings):
    settings.SITE_NAME = "The Bugle"
    page = client.get(reverse("admin:login")).content.decode()
    assert "The Bugle" in page
    assert "Django" not in page


def test_everything_stands_under_the_headings_of_a_newsroom(rf):
    request = rf.get("/")
    request.user = User.objects.create_superuser("root")
    groups = {each["name"]: each["models"] for each in admin.site.get_app_list(request)}
    assert list(groups)[:4] == ["Stories", "Facts", "People", "Set-up"]
    assert groups["Stories"][0]["object_name"] == "Article"


def test_nothing_is_listed_under_two_headings_or_forgotten(rf):
    request = rf.get("/")
    request.user = User.objects.create_superuser("root")
    listed = [
        model["model"] for each in admin.site.get_app_list(request) for model in each["models"]
    ]
    assert sorted(map(str, listed)) == sorted(map(str, admin.site._registry))


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("reporter", ["Stories", "Facts"]),
        ("data_editor", ["Stories", "Facts", "People", "Set-up"]),
    ],
)
def test_the_head_offers_set_up_to_those_who_decide_about_it(client, role, groups):
    client.force_login(make.user(role))
    head = client.get(reverse("admin:articles_quote_changelist")).context["head"]
    assert [each.label for each in head.entries] == [
        *("Today", "Stories", "Figures", "Quotations", "Strikes")
    ]
    assert [each.label for each in head.entries if each.here] == ["Quotations"]
    assert [group.name for group in head.more] == groups


def test_without_a_role_the_desk_says_whom_to_ask(client):
    client.force_login(User.objects.create_user("new", is_staff=True))
    assert "Ask an editor to give you one." in client.get(reverse("admin:index")).content.decode()


def test_a_reader_is_not_let_in(client):
    User.objects.create_user("reader", password="bargate-guildhall-77")
    client.login(username="reader", password="bargate-guildhall-77")
    assert client.get(reverse("admin:index")).status_code == 302


# The editor is shown the most and the reporter the least.
BETWEEN = [pytest.param(role, marks=pytest.mark.slow) for role in ("sub", "data_editor")]


@pytest.mark.parametrize("role", ["reporter", "editor", *BETWEEN])
def test_each_role_opens_the_desk_and_every_list_it_is_shown(client, role):
    client.force_login(make.user(role))
    page = client.get(reverse("admin:index"))
    for group in page.context["app_list"]:
        for model in group["models"]:
            for url in filter(None, [model["admin_url"], model["add_url"]]):
                assert client.get(url, follow=True).status_code == 200, url


# People


def test_an_editor_adds_somebody_with_a_role(client):
    client.force_login(make.user("editor"))
    client.post(
        reverse("admin:auth_user_add"),
        {
            "username": "rosa",
            "groups": [Group.objects.get(name="reporter").pk],
            "usable_password": "true",
            "password1": "bargate-guildhall-77",
            "password2": "bargate-guildhall-77",
        },
    )
    rosa = User.objects.get(username="rosa")
    assert (rosa.is_staff, rosa.has_perm("articles.add_article")) == (True, True)


def test_an_editor_cannot_touch_a_superuser(client):
    root = User.objects.create_superuser("root")
    client.force_login(make.user("editor"))
    url = reverse("admin:auth_user_change", args=[root.pk])
    assert client.post(url, {"username": "mine"}).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403


def test_an_editor_is_not_offered_to_make_superusers(client):
    client.force_login(make.user("editor"))
    url = reverse("admin:auth_user_change", args=[make.user("reporter").pk])
    form = client.get(url).context["adminform"].form
    assert not {"is_superuser", "user_permissions"} & form.fields.keys()


def test_what_is_only_read_says_yes_and_no_in_words(client):
    client.force_login(make.user("sub"))
    url = reverse("admin:hospitals_source_change", args=[make.source("NHS England").pk])
    page = client.get(url).text
    assert "Private person" in page
    assert "icon-no" not in page
    assert re.search(r'<div class="readonly">\s*no\s*</div>', page)
