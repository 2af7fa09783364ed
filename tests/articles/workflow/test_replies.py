"""Right of reply, and the marks of law."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.workflow import gate
from articles.workflow.content import load
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db


def serious(**given):
    return story_factories.draft(standfirst="In short.", serious_allegation=True, **given)


def said(story, at=None):
    problems = gate.problems(load(story), at or timezone.now())
    return [(problem.level, problem.message) for problem in problems]


def ask(story, **given):
    asked = {"who": "The trust", "put": "That it hid the numbers.", **given}
    return workflow.record_approach(by=factories.user("reporter"), article=story, **asked)


def saved(story):
    story.refresh_from_db()
    return workflow.save(by=story.owner, article=story)


NOBODY = [("stop", "it makes a serious allegation, and nobody was asked for a reply.")]


def test_a_serious_allegation_stops_until_somebody_was_asked_and_has_answered():
    story = serious()
    assert said(story) == NOBODY
    asked = ask(story)
    assert said(story) == [("stop", "The trust has not answered the allegation.")]
    workflow.record_answer(by=factories.user("reporter"), approach=asked, answer="We did not.")
    assert said(saved(story)) == []


def test_or_until_their_time_to_answer_has_passed():
    story, noon = serious(), factories.london("2030-01-12 12:00")
    ask(story, deadline=noon)
    assert said(story)[0][1].endswith("They have until 12.00 on 12 January 2030.")
    assert said(story, noon) == []


def test_all_who_were_asked_count():
    story = serious()
    ask(story, answer="We did not.")
    ask(story, who="The minister")
    assert said(saved(story)) == [("stop", "The minister has not answered the allegation.")]


def test_an_editor_may_let_it_go_out_without_a_reply_and_says_why():
    story = serious()
    with pytest.raises(PermissionDenied):
        workflow.go_without_reply(by=factories.user("sub"), article=story, reason="They know.")
    with pytest.raises(Refused, match="Say why"):
        workflow.go_without_reply(by=factories.user("editor"), article=story, reason=" ")
    workflow.go_without_reply(by=factories.user("editor"), article=story, reason="In court today.")
    assert said(story) == []
    assert story.events.get(kind="no_reply").reason == "In court today."


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"who": " "}, "Say who was asked"), ({"put": " "}, "Say what was put to them")],
)
def test_an_approach_says_who_was_asked_and_what(given, refusal):
    with pytest.raises(Refused, match=refusal):
        ask(serious(), **given)


def test_an_answer_is_recorded_once():
    asked = ask(serious(), answer="We did not.")
    with pytest.raises(Refused, match="has answered already"):
        workflow.record_answer(by=factories.user("reporter"), approach=asked, answer="We did.")


def test_active_proceedings_are_a_query_for_which_whoever_publishes_has_a_reason():
    story = story_factories.draft(standfirst="In short.", proceedings_active=True)
    assert [level for level, _ in said(story)] == ["query"]
    assert said(story, timezone.now() + timedelta(days=30)) == said(story)


def test_an_answer_has_a_time_and_is_never_another():
    story = serious()
    asked = ask(story, asked_how="email")
    workflow.record_answer(by=factories.user("reporter"), approach=asked, answer="We did not.")
    asked.refresh_from_db()
    assert asked.answered_at is not None
    assert asked.get_asked_how_display() == "by e-mail"
    with pytest.raises(Refused, match="has answered already"):
        workflow.record_answer(by=factories.user("reporter"), approach=asked, answer="We did.")


def test_an_answer_that_came_after_the_last_save_is_asked_about_until_the_story_is_saved():
    story = serious(at=timezone.now() - timedelta(hours=1))
    ask(story, answer="We did not.")
    asked = "The trust answered after the story was last saved: does it say so?"
    story.refresh_from_db()
    assert said(story) == [("query", asked)]
    story.body = "<p>The trust denies it.</p>"
    assert said(workflow.save(by=story.owner, article=story)) == []
