"""A pull quotation repeats what the story says, rests on its record, and is held against it."""

import pytest

from articles.models import Article
from articles.presenters.article import article_page
from articles.workflow import content, gate
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
SORRY = "We are sorry that people had to wait. Please come if you are asked to."


@pytest.fixture
def quote():
    return stories.quote(SORRY)


def body(quote, *pulled):
    first = stories.marked(quote, "“We are sorry that people had to wait,”")
    second = stories.marked(quote, "“Please come if you are asked to.”")
    return f"<p>{first} said Donna Green. {second}</p>" + "".join(
        f'<blockquote data-pull="yes"><p>{each}</p></blockquote>' for each in pulled
    )


def told(story, at):
    found = gate.problems(content.load(Article.objects.get(pk=story.pk)), at)
    return {each.code: each for each in found}


@pytest.fixture
def at(quote):
    return quote.latest().recorded_at


def test_words_of_the_story_on_its_record_are_in_order(quote, at):
    pulled = stories.marked(quote, "“Please come if you are asked to.”")
    found = told(stories.draft(body=body(quote, pulled)), at)
    assert not found.keys() & {"pulled_elsewhere", "pulled_uncited", "quotation_cut"}


def test_words_that_stand_nowhere_else_are_a_query(quote, at):
    pulled = stories.marked(quote, "“Please come”")
    story = stories.draft(
        body=f'<p>Nothing.</p><blockquote data-pull="yes"><p>{pulled}</p></blockquote>'
    )
    assert told(story, at)["pulled_elsewhere"].message == (
        "the pull quotation “Please come”: its words do not stand in the story. Use words that do, "
        "or take it out."
    )


def test_without_a_record_it_is_a_query(quote, at):
    found = told(stories.draft(body=body(quote, "“Please come if you are asked to.”")), at)
    assert "pulled_uncited" in found


def test_altered_words_are_a_reading_stop(quote, at):
    pulled = stories.marked(quote, "“Please do not come if you are asked to.”")
    found = told(stories.draft(body=body(quote, pulled)), at)
    assert found["quotation_altered"].level == "reading"


def test_who_is_quoted_has_the_words_once(quote):
    pulled = stories.marked(quote, "“Please come if you are asked to.”")
    version = stories.published(body=body(quote, pulled))
    (said,) = article_page(version, version.live_from).quotes
    assert said.printed == [
        "“We are sorry that people had to wait,”",
        "“Please come if you are asked to.”",
    ]
