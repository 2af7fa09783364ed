"""A page without display sizes, colour and cards: an editor's switch, and what it leaves."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from deeds.models import SoberDecision
from deeds.workflow import decide_sober
from lib.refusals import Refused
from newsroom.sober import page_at
from tests import factories
from tests.story_factories import corrected, draft, published

pytestmark = pytest.mark.django_db

SOBER = '<body class="sober">'


def sober(path, on=True, role="editor"):
    reason = "Somebody has died." if on else "A year has gone."
    return decide_sober(by=factories.user(role), path=path, sober=on, reason=reason)


def test_an_editor_makes_each_kind_of_page_sober_and_takes_it_back(client):
    figure, story = factories.released(1854), published()
    for page in (story, figure, figure.strike, figure.strike.dispute):
        path = page.get_absolute_url()
        assert SOBER not in client.get(path).content.decode()
        sober(path)
        assert SOBER in client.get(path).content.decode()
        sober(path, on=False)
        assert SOBER not in client.get(path).content.decode()


def test_a_kept_page_is_sober_at_once(client, settings):
    settings.PAGES_KEPT_SECONDS = 600
    path = factories.released(1854).get_absolute_url()
    client.get(path)
    sober(path)
    assert SOBER in client.get(path).content.decode()


def test_earlier_versions_of_a_sober_story_are_sober_and_other_pages_are_not(client):
    story, other = published(), published(headline="Another")
    corrected(story)
    sober(story.get_absolute_url())
    assert SOBER in client.get(f"{story.get_absolute_url()}versions/1/").content.decode()
    assert SOBER not in client.get(other.get_absolute_url()).content.decode()


def test_nobody_but_an_editor_decides_and_the_reason_is_kept():
    path = published().get_absolute_url()
    for role in ("reporter", "sub", "data_editor"):
        with pytest.raises(PermissionDenied):
            sober(path, role=role)
    decision = sober(path)
    assert (decision.by, decision.reason) == (factories.user("editor"), "Somebody has died.")
    with pytest.raises(Refused, match="so already"):
        sober(path)


def test_the_address_is_that_of_a_page_that_may_be_sober():
    story = published()
    path = story.get_absolute_url()
    assert page_at(f"https://news.example.org{path}?ref=home#figures") == path
    for typed, sentence in (
        ("/trusts/", "Only pages of stories, strikes, disputes and figures"),
        ("/strikes/no-such-strike/", "There is no page"),
        ("nonsense", "There is no page"),
        (f"/articles/2016/01/{draft(headline='A draft').slug}/", "There is no page"),
    ):
        with pytest.raises(Refused, match=sentence):
            page_at(typed)


def test_the_desk_adds_decisions_and_changes_none():
    client, path = Client(), published().get_absolute_url()
    client.force_login(factories.user("editor"))
    add = reverse("admin:deeds_soberdecision_add")
    form = {"path": f"http://testserver{path}", "sober": "on", "reason": "Somebody has died."}
    assert client.post(add, form).status_code == 302
    decision = SoberDecision.objects.get()
    assert (decision.path, decision.by) == (path, factories.user("editor"))
    assert "This page is so already." in client.post(add, form).content.decode()
    page = reverse("admin:deeds_soberdecision_change", args=[decision.pk])
    assert client.post(page, form | {"reason": "Another"}).status_code == 403
    assert "Somebody has died." not in client.get(path).content.decode()
