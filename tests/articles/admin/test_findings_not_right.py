"""What people say of findings that were not right is there to be looked through."""

import pytest
from django.urls import reverse

from articles import workflow
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_findinganswer_changelist")


def answered(**given):
    told = {
        "kind": "not_right",
        "of": "figure",
        "verdict": "mismatched",
        "words": "13 operations",
        "sentence": "The trust put off 13 operations.",
        "message": "The record says 12.",
        "reason": "That is of the year before.",
    }
    return workflow.answer_finding(by=make.user("reporter"), **{**told, **given})


def test_a_data_editor_looks_through_them(client):
    answer = answered()
    client.force_login(make.user("data_editor"))

    listed = client.get(LIST).content.decode()
    alone = client.get(reverse("admin:articles_findinganswer_change", args=[answer.pk]))

    for words in ("“13 operations”", "The record says 12.", "That is of the year before."):
        assert words in listed
    assert "The trust put off 13 operations." in alone.content.decode()


def test_what_was_left_as_it_is_is_no_mistake_of_the_check(client):
    story = stories.draft(owner=make.user("reporter"))
    answered(kind="left", article=story)
    client.force_login(make.user("editor"))

    assert "13 operations" not in client.get(LIST).content.decode()


def test_it_is_for_those_who_can_do_something_about_it(client):
    client.force_login(make.user("reporter"))

    assert client.get(LIST).status_code == 403


def test_nothing_in_it_is_changed(client):
    answer = answered()
    client.force_login(make.user("editor"))
    page = reverse("admin:articles_findinganswer_change", args=[answer.pk])

    assert client.post(page, {"reason": "Never mind."}).status_code == 403
