"""Notes on words of a draft, and the queries with which a story is sent back."""

import pytest

from articles import workflow
from articles.anchors import Anchor
from articles.models import Article, Note
from articles.workflow import gate
from articles.workflow.content import load
from articles.workflow.reviewed import where
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

BODY = "<p>At the Royal Hampshire no operations were lost, but three of 35 clinics were.</p>"
NOON = factories.london("2023-04-19 12:00")


def story(**given):
    return story_factories.draft(standfirst="In short.", body=BODY, **given)


def note(article, says="None at all?", words="no operations were lost", **given):
    given.setdefault("by", factories.user("sub"))
    return workflow.leave_note(article=article, says=says, words=words, **given)


def edited(article, was, now):
    article = Article.objects.get(pk=article.pk)
    article.body = article.body.replace(was, now)
    return workflow.save(by=article.owner, article=article)


def said(article):
    return [(each.level, each.message) for each in gate.problems(load(article), NOON)]


def test_a_note_stands_on_its_words_and_follows_them():
    article = story()
    left = note(article)
    assert (left.place, left.words, left.by.username) == ("body", "no operations were lost", "sub")
    article = edited(article, "<p>At", "<p>Nothing moved.</p><p>On the day, at")
    assert where(left, article).state == "stands"


def test_it_says_when_its_words_are_others_and_when_they_are_gone():
    article = story()
    left = note(article)
    article = edited(article, "no operations", "hardly any operations")
    found = where(left, article)
    assert (found.state, found.now) == ("changed", "hardly any operations were lost")
    article = edited(article, article.body, "<p>Pickets return on Friday.</p>")
    assert where(left, article).state == "gone"


def test_a_note_on_the_whole_story_has_no_place():
    left = note(story(), words="")
    assert (left.place, left.words, where(left, left.article)) == ("", "", None)


def test_words_may_stand_in_a_caption():
    article = story(pictures=[(story_factories.picture(), "At the gate at dawn", False)])
    left = note(article, words="at dawn")
    assert (left.place, where(left, article).state) == ("caption", "stands")


def test_words_that_do_not_stand_in_the_story_are_told():
    with pytest.raises(Refused, match="“two of 16” does not stand in the story as it is saved"):
        note(story(), words="two of 16")


def test_what_the_page_has_before_it_need_not_be_saved_yet():
    left = note(story(), words="", place="body", around=Anchor("two of 16", "Andover lost ", "."))
    assert (left.words, left.before) == ("two of 16", "Andover lost ")


@pytest.mark.parametrize(("says", "why"), [(" ", "Write what"), ("x" * 1001, "1,001")])
def test_a_note_says_something_and_not_too_much(says, why):
    with pytest.raises(Refused, match=why):
        note(story(), says=says)


def test_it_is_answered_and_ticked_off_once_by_somebody():
    left, reporter = note(story()), factories.user("reporter")
    workflow.answer_note(by=reporter, note=left, says="The trust says none.")
    workflow.tick_note(by=reporter, note=left)
    left = Note.objects.with_people().get(pk=left.pk)
    assert [(a.by, a.says) for a in left.answers.all()] == [(reporter, "The trust says none.")]
    assert left.done_by == reporter
    with pytest.raises(Refused, match="reporter ticked it off at"):
        workflow.tick_note(by=factories.user("sub"), note=left)


def test_open_notes_are_one_note_of_the_gate_and_never_block():
    article = story()
    first = note(article)
    note(article, "And the date?", "")
    assert said(article) == [("note", "2 notes are not ticked off.")]
    workflow.tick_note(by=article.owner, note=first)
    assert said(article) == [("note", "1 note is not ticked off.")]


# Sent back with queries


def sent_back(article, **given):
    article = story_factories.with_subs(article)
    given.setdefault("queries", [workflow.Query("None at all?", "no operations were lost")])
    return workflow.send_back(by=factories.user("sub"), article=article, **given)


def test_a_story_is_sent_back_with_queries_each_on_its_words():
    article = sent_back(story())
    [query] = article.notes.all()
    assert article.state == "draft"
    assert query.sent_back == article.events.get(kind="sent_back")
    assert (query.words, query.says) == ("no operations were lost", "None at all?")


def test_each_is_a_query_of_the_gate_until_it_is_ticked():
    article = sent_back(story())
    assert said(article) == [
        ("query", "sub asks of “no operations were lost”: None at all?"),
    ]
    workflow.tick_note(by=article.owner, note=article.notes.get())
    assert said(article) == []


def test_a_story_goes_to_the_subs_again_whether_or_not_they_are_ticked():
    article = sent_back(story())
    assert workflow.submit(by=article.owner, article=article).state == "with_subs"


def test_the_notes_that_a_sub_has_left_become_queries():
    article = story()
    mine = note(article)
    article = sent_back(article, queries=[], notes=[mine])
    mine.refresh_from_db()
    assert mine.sent_back.kind == "sent_back"


def test_what_was_ticked_off_meanwhile_is_no_query():
    article = story()
    mine = note(article)
    workflow.tick_note(by=article.owner, note=mine)
    with pytest.raises(Refused, match="has been ticked off since"):
        sent_back(article, queries=[], notes=[mine])
    article.refresh_from_db()
    assert article.state == "with_subs"


def test_one_query_that_cannot_be_asked_leaves_the_story_where_it_is():
    queries = [workflow.Query("Right?", "35 clinics"), workflow.Query("And this?", "not there")]
    article = story()
    with pytest.raises(Refused, match="does not stand in the story"):
        sent_back(article, queries=queries)
    article.refresh_from_db()
    assert (article.state, article.notes.count()) == ("with_subs", 0)


def test_it_takes_a_reason_or_a_query():
    with pytest.raises(Refused, match="Say what is to be done"):
        sent_back(story(), queries=[workflow.Query("", "")], reason=" ")
