"""What was put right does not come back by the next version: nothing goes over that."""

import pytest

from articles import workflow
from articles.models import Article
from articles.workflow.content import load
from articles.workflow.gate import problems
from articles.workflow.problem import STOP
from lib.refusals import Refused
from tests import factories
from tests.story_factories import (
    changed,
    draft,
    live,
    marked,
    published,
    quote,
    revised_quote,
    updated,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return factories.released(1854)


def body(figure, words="1,854", before="Doctors walked out."):
    return f"<p>{before}</p><p>At Southampton {marked(figure, words)} were put off.</p>"


def approve(plan, by="sub"):
    seen = workflow.planned(plan).digest
    return workflow.approve_correction(by=factories.user(by), plan=plan, seen=seen)


def correct(figure, value=1867, *, reason="our_error", stories=None):
    revision = factories.revised(figure, value, reason=reason, check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision])
    workflow.decide(by=factories.user("data_editor"), plan=plan, stories=stories or {})
    return approve(plan)


def stops(article):
    content = load(Article.objects.get(pk=article.pk))
    found = problems(content, content.article.created_at)
    return [str(each) for each in found if each.level == STOP and each.code == "corrected"]


def test_a_copy_that_was_left_with_the_old_number_does_not_go_out(figure):
    first = published(body=body(figure))
    article = changed(first, body=body(figure, before="Doctors walked out again."))
    correct(figure)
    [stop] = stops(article)
    assert "write 1,867" in stop
    with pytest.raises(Refused, match="it was corrected on"):
        published(article)
    right = body(figure, "1,867", before="Doctors walked out again.")
    workflow.send_back(by=factories.user("sub"), article=article, reason="It was corrected.")
    assert updated(first, body=right).number == 3


def test_nor_does_a_new_story_with_the_old_number(figure):
    published(body=body(figure))
    correct(figure)
    assert len(stops(draft(body=body(figure)))) == 1
    assert stops(draft(body=body(figure, "1,867"))) == []
    assert stops(draft(body=body(figure, "nearly 2,000"))) == []


def test_another_wrong_number_is_not_one_that_was_corrected(figure):
    published(body=body(figure))
    correct(figure)
    assert stops(draft(body=body(figure, "1,900"))) == []


def test_what_a_line_stands_beside_may_stay(figure):
    first = published(body=body(figure))
    correct(figure, reason="source_revised")
    assert live(first.article) == first
    again = updated(first, body=body(figure, before="Doctors walked out again."))
    assert again.number == 2


def test_what_a_person_left_in_a_quotation_may_stay_and_stands_nowhere_else(figure):
    said = f"<p>“We put off {marked(figure, '1,854')},” she said.</p>"
    first = published(body=said + body(figure))
    revision = factories.revised(figure, 1867, reason="our_error", check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision])
    [story] = workflow.planned(plan).stories
    [quoted] = story.open_uses
    workflow.decide(by=factories.user("data_editor"), plan=plan, lines={quoted.where: ("keep", "")})
    approve(plan)
    right = live(first.article).body
    assert (right.count("1,854"), right.count("1,867")) == (1, 1)
    article = changed(first, body=right.replace("walked out", "went out"))
    assert stops(article) == []
    article = changed(first, body=right.replace("1,867", "1,854"))
    assert len(stops(article)) == 1


def test_words_of_a_quotation_that_we_misheard(figure):
    made = quote("We are sorry that people had to wait")
    words = f"<p>{marked(made, '“We are sorry that people had to wait”')}, she said.</p>"
    published(body=words)
    new = revised_quote(made, words="We are sorry that patients had to wait", check=False)
    plan = workflow.propose(
        by=factories.user("reporter", "Ana"), quote_revision=new, fault="misheard"
    )
    approve(plan)
    assert len(stops(draft(body=words))) == 1


def test_a_name_that_was_misspelt():
    first = published(body="<p>Donna Green runs the ward.</p>")
    plan = workflow.propose(
        by=factories.user("data_editor"), wrong_words="Donna Green", right_words="Donna Greene"
    )
    approve(plan)
    right = "<p>Donna Greene runs the ward. {} is away.</p>"
    assert stops(changed(first, body=right.format("Donna Greene"))) == []
    [stop] = stops(changed(first, body=right.format("Donna Green")))
    assert "write “Donna Greene”" in stop
    assert stops(draft(body="<p>Donna Green, of another ward.</p>")) == []
