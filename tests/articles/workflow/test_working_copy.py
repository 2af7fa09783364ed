"""Writing: who may, what is cleaned, and two people at one story."""

import pytest
from django.core.exceptions import PermissionDenied

from articles import workflow
from articles.models import Article, Citation
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

State = Article.State


def test_a_new_story_belongs_to_its_writer():
    article = story_factories.draft()
    assert (article.owner, article.state, article.version) == (
        factories.user("reporter"),
        State.DRAFT,
        1,
    )


def test_saving_cleans_the_markup():
    article = story_factories.draft(
        headline="<b>Strike</b> begins", body='<p onclick="x()">Words<script>bad()</script></p>'
    )
    assert (article.headline, article.body) == ("Strike begins", "<p>Words</p>")


def test_saving_lists_the_citations_of_the_working_copy():
    figure = factories.checked(1854)
    words = story_factories.marked(figure, "Nearly 2,000")
    article = story_factories.draft(headline=f"{words} appointments put off")
    cited = Citation.objects.working().get(article=article)
    assert (cited.place, cited.words) == ("headline", "Nearly 2,000")
    assert cited.figure_revision.figure == figure


def test_the_second_of_two_savers_is_told_and_nothing_is_overwritten():
    article = story_factories.draft(headline="Alice’s headline")
    sub = factories.user("sub")
    mine = Article.objects.get(pk=article.pk)
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "The sub’s headline"
    workflow.save(by=sub, article=theirs)
    mine.headline = "Alice’s second headline"
    with pytest.raises(Refused, match=r"sub saved this story at .* compare the two"):
        workflow.save(by=article.owner, article=mine)
    article.refresh_from_db()
    assert article.headline == "The sub’s headline"


def test_a_stale_instance_cannot_undo_a_decision():
    article = story_factories.draft()
    stale = Article.objects.get(pk=article.pk)
    story_factories.with_subs(article)
    stale.headline = "A sub’s headline"
    workflow.save(by=factories.user("sub"), article=stale)
    article.refresh_from_db()
    assert article.state == State.WITH_SUBS


def test_a_reporter_cannot_change_a_story_that_is_with_the_subs():
    article = story_factories.with_subs()
    article.headline = "Changed"
    with pytest.raises(PermissionDenied, match="You may not change this story now"):
        workflow.save(by=article.owner, article=article)


def test_editing_a_published_story_makes_it_a_draft_again():
    version = story_factories.published()
    article = story_factories.changed(version, body="<p>More.</p>")
    assert article.state == State.DRAFT


def test_saving_a_published_story_unchanged_leaves_it_as_published():
    version = story_factories.published()
    assert story_factories.changed(version).state == State.PUBLISHED
