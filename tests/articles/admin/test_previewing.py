"""Preview on the desk: two widths beside each other, and the links for others."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, PreviewLink
from tests import factories
from tests import story_factories as stories
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"admin:articles_article_{name}", args=args)


@pytest.mark.parametrize("state", ["draft", "with_subs", "approved", "published", "pulled"])
def test_a_story_is_previewed_from_every_state(desk, state):
    made = getattr(stories, state)()
    story = made if isinstance(made, Article) else made.article
    client = desk()
    assert url("preview_page", story.pk) in client.get(url("preview", story.pk)).content.decode()
    page = client.get(url("preview_page", story.pk))
    said = b"readers see it like this now" if state == "published" else b"Preview, not published"
    assert said in page.content
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]


def test_only_the_page_itself_may_be_framed(desk):
    page = desk().get(url("preview", stories.draft().pk))
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_story_of_a_headline_alone_is_previewed_too(desk):
    story = stories.draft("Put off", body="", bylines=[])
    assert desk().get(url("preview_page", story.pk)).status_code == 200


def test_strangers_are_asked_to_log_in():
    story = stories.draft(pictures=[(shown := stories.picture(), "", False)])
    for address in (
        url("preview", story.pk),
        url("preview_page", story.pk),
        url("preview_picture", story.pk, shown.uuid),
    ):
        assert Client().get(address).status_code == 302


def test_the_desk_sees_the_pictures_of_the_story_and_of_no_other(desk):
    story = stories.draft(pictures=[(stories.picture_in_sizes(), "", False)])
    shown = story.picture_rows.get().picture
    client = desk()
    assert (
        url("preview_picture", story.pk, shown.uuid)
        in client.get(url("preview_page", story.pk)).content.decode()
    )
    answer = client.get(url("preview_picture_size", story.pk, shown.uuid, "8-ab12"))
    assert answer["Content-Type"] == "image/avif"
    assert b"ftypavif" in b"".join(answer.streaming_content)
    other = stories.picture()
    assert client.get(url("preview_picture", story.pk, other.uuid)).status_code == 404


def test_words_that_are_not_saved_are_saved_first(desk):
    client = desk()
    story = stories.draft(by=client.user)
    page = url("change", story.pk)
    opened = fields_of(client.get(page)).values
    answer = client.post(page, {**opened, "headline": "Put off", "_then": "preview"})
    assert answer["Location"] == url("preview", story.pk)
    assert Article.objects.get().headline == "Put off"


def test_a_link_is_told_once_and_taken_back(desk):
    client = desk()
    story = stories.draft(by=client.user)
    made = client.post(url("lend", story.pk), {"for_whom": "Ann Lake", "hours": "24"})
    address = re.search(r'value="http://testserver(/preview/[^"]+)"', made.content.decode())[1]
    assert Client().get(address).status_code == 200
    listed = client.get(url("preview", story.pk)).content.decode()
    assert address not in listed
    assert "For Ann Lake" in listed
    assert "opened once" in listed
    assert "Ann Lake" in client.get(url("change", story.pk)).content.decode()
    client.post(url("take_back", story.pk, PreviewLink.objects.get().pk))
    assert "Taken back by" in client.get(url("preview", story.pk)).content.decode()
    assert Client().get(address).status_code == 410


def test_a_link_without_a_name_is_refused_at_the_field(desk):
    client = desk()
    story = stories.draft(by=client.user)
    page = client.post(url("lend", story.pk), {"for_whom": "", "hours": "24"})
    assert "Say whom the link is for." in page.content.decode()
    assert not PreviewLink.objects.exists()


def test_who_may_not_edit_it_makes_no_link(desk):
    client = desk("reporter")
    story = stories.draft(by=factories.user("sub"))
    assert (
        'action="' + url("lend", story.pk)
        not in client.get(url("preview", story.pk)).content.decode()
    )
    refused = client.post(url("lend", story.pk), {"for_whom": "Ann", "hours": "4"})
    assert refused.status_code == 403
    assert not PreviewLink.objects.exists()
