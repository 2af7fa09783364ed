"""Corrections, versions and sections on the desk."""

import pytest
from django.urls import reverse

from articles.models import Correction
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db

WORDS = {
    "kind": "correction",
    "placement": "foot",
    "was_wrong": "We said 1,696.",
    "is_right": "It was 1,854.",
}


def issue(client, **given):
    return client.post(reverse("admin:articles_correction_add"), {**WORDS, **given})


def test_a_figure_cited_nowhere_gets_its_correction(desk):
    figure = make.released(1854)
    client = desk("editor")
    issue(client, figure=figure.pk)
    assert (Correction.objects.get().figure, Correction.objects.get().issued_by) == (
        figure,
        client.user,
    )


def test_a_story_that_is_not_on_the_site_has_nothing_to_correct(desk):
    response = issue(desk("editor"), article=stories.draft().pk)
    assert "not on the site" in response.content.decode()
    assert not Correction.objects.exists()


def test_a_correction_of_nothing_is_refused_with_the_words_kept(desk):
    page = issue(desk("editor")).content.decode()
    assert "of a story or of a figure" in page
    assert "We said 1,696." in page


def test_a_reporter_does_not_issue_corrections(desk):
    assert issue(desk(), figure=make.released(1854).pk).status_code == 403


def test_an_issued_correction_is_there_to_read(desk):
    issue(desk("editor"), figure=make.released(1854).pk)
    url = reverse("admin:articles_correction_change", args=[Correction.objects.get().pk])
    client = desk("editor")
    assert "It was 1,854." in client.get(url).content.decode()
    assert client.post(url, WORDS).status_code == 403


def test_a_version_shows_what_was_published_and_what_it_rested_on(desk):
    figure = make.released(1854)
    version = stories.published(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    url = reverse("admin:articles_publishedversion_change", args=[version.pk])
    client = desk("editor")
    page = client.get(url).content.decode()
    assert "put off." in page
    assert f"figure {figure.pk}, 1,854 (revision 1)" in page
    assert client.post(url, {}).status_code == 403
