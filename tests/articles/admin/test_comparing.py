"""Two states of a story held against each other on the desk."""

from copy import deepcopy

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article
from articles.workflow.states import state_of, states
from tests import factories, story_factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def recorded_figure(for_all):
    return factories.released(1854)


@pytest.fixture
def figure(db, recorded_figure):
    return deepcopy(recorded_figure)


@pytest.fixture
def version(figure):
    return story_factories.published(body=body(figure))


def body(figure, more=""):
    return f"<p>They put off {story_factories.marked(figure, '1,854')} appointments{more}.</p>"


def url(story, query=""):
    return reverse("admin:articles_article_compare", args=[story.pk]) + query


def page(client, story, query=""):
    return client.get(url(story, query)).content.decode()


def test_the_working_copy_is_held_against_what_readers_see(desk, version, figure):
    copy = story_factories.changed(version, body=body(figure, " on Friday"))
    shown = page(desk(), copy)
    assert "<ins> on Friday</ins>" in shown
    assert '<span class="on-record" title="rests on a figure">1,854</span>' in shown
    assert "data-figure" not in shown
    assert "1 place differs" in shown


def test_against_what_was_approved_though_the_approval_is_void(desk):
    article = story_factories.approved(body="<p>Two hundred walked out.</p>")
    article.body = "<p>Three hundred walked out.</p>"
    article = workflow.save(by=factories.user("sub"), article=article)
    assert article.approved_by is None
    shown = page(desk(), article)
    assert "<del>Two</del>" in shown
    assert "<ins>Three</ins>" in shown
    assert "As approved by sub" in shown


def test_versions_against_each_other(desk, version):
    second = story_factories.updated(version, body="<p>Other words.</p>", headline="Another")
    shown = page(desk(), second.article, "?from=v1&to=v2")
    assert "<ins>Another</ins>" in shown
    assert "<ins>Other words</ins>" in shown
    back = page(desk(), second.article, "?from=v2&to=v1")
    assert "<del>Another</del>" in back


def test_records_that_are_others_are_named_though_the_words_are_the_same(desk, version, figure):
    # What a live story rests on does not change beneath it.
    story_factories.pulled(version)
    factories.revised(figure, 1867)
    shown = page(desk(), version.article)
    assert "The record behind “1,854” is now 1,867: it was 1,854." in shown
    assert "No words differ" not in shown


def test_a_quotation_that_was_misheard_is_named():
    quote = story_factories.quote("We are sorry")
    words = story_factories.marked(quote, "“We are sorry”")
    version = story_factories.published(body=f"<p>{words}</p>")
    story_factories.pulled(version)
    story_factories.revised_quote(quote, words="We are very sorry")
    before, after = (state_of(version.article, key).records for key in ("v1", "now"))
    assert before != after
    assert [each.says for each in after.values()] == ["We are very sorry"]


def test_nothing_to_hold_it_against_is_said(desk):
    assert "There is nothing to hold it against yet" in page(desk(), story_factories.draft())


def test_what_is_the_same_says_so(desk, version):
    shown = page(desk(), version.article)
    assert "Nothing differs" in shown
    assert "1 paragraph is the same" in shown


@pytest.mark.parametrize("key", ["v9", "vx", "x", "v", "'", "v99999999999"])
def test_a_state_that_there_is_not_is_passed_over(desk, version, key):
    assert desk().get(url(version.article, f"?from={key}&to={key}")).status_code == 200


def test_a_cancelled_version_is_among_them(version):
    copy = story_factories.changed(version, headline="Another")
    second = story_factories.scheduled(copy)
    workflow.cancel_scheduled(by=factories.user("editor"), version=second, reason="Not yet.")
    labels = [each.label for each in states(Article.objects.get(pk=copy.pk))]
    assert [each.split(":")[0].split(" by")[0] for each in labels] == [
        "As it stands in the desk",
        "As approved",
        "Version 2, update",
        "Version 1, first",
    ]


def test_how_many_queries_it_asks_does_not_grow_with_versions(
    desk, version, django_assert_max_num_queries
):
    client = desk()
    second = story_factories.updated(version, headline="Another")
    page(client, version.article, "?from=v1&to=v2")
    with django_assert_max_num_queries(100) as before:
        page(client, version.article, "?from=v1&to=v2")
    for n in range(2):
        second = story_factories.updated(second, headline=f"Another {n}")
    with django_assert_max_num_queries(len(before)):
        page(client, version.article, "?from=v1&to=v2")


def test_the_page_of_a_version_says_what_it_changed(desk, version):
    second = story_factories.updated(version, headline="Another")
    shown = desk().get(reverse("admin:articles_publishedversion_change", args=[second.pk]))
    assert "<ins>Another</ins>" in shown.content.decode()
    assert "?from=v1&amp;to=v2" in shown.content.decode()
    first = desk().get(reverse("admin:articles_publishedversion_change", args=[version.pk]))
    assert "nothing stood there before" in first.content.decode()


def test_who_changed_what_shows_words_and_no_html(desk, figure):
    article = story_factories.draft(body=body(figure) + "<p>Nothing else.</p>")
    article.body = body(figure, " on Friday") + "<p>Nothing else.</p>"
    workflow.save(by=article.owner, article=article)
    shown = desk().get(reverse("admin:articles_article_history", args=[article.pk]))
    shown = shown.content.decode()
    assert "<ins>They put off 1,854 appointments on Friday.</ins>" in shown
    assert "data-figure" not in shown
    assert "Nothing else." not in shown
