"""What a lawyer answers over a link that was lent, and what the gate makes of it."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Article, PreviewAnswer
from articles.workflow import gate
from articles.workflow.before import before
from articles.workflow.content import load, shown_digest
from articles.workflow.previewing import kept_content
from hospitals import workflow as facts
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def recorded_story(for_all):
    return story_factories.draft("Trust hid the numbers", standfirst="In short.")


@pytest.fixture
def story(db, recorded_story):
    return deepcopy(recorded_story)


def lent(story, whom="Ann Lake"):
    return workflow.lend(by=story.owner, article=story, for_whom=whom, hours=24)[0]


def answer(link, verdict="stop", says="She is before a jury.", **given):
    given.setdefault("seen", shown_digest(kept_content(link, timezone.now())))
    given.setdefault("name", "Ann Lake")
    return workflow.answer_lent(link=link, verdict=verdict, says=says, **given)


def changed(story, **fields):
    story = Article.objects.get(pk=story.pk)
    for name, value in fields.items():
        setattr(story, name, value)
    return workflow.save(by=story.owner, article=story)


def said(story):
    problems = gate.problems(load(Article.objects.get(pk=story.pk)), timezone.now())
    return [(each.level, each.message) for each in problems]


def in_order(story):
    content = load(story)
    return before(content, gate.problems(content, timezone.now())).in_order


STOPPED = "Ann Lake, to whom reporter lent it, says not to publish it: She is before a jury."


def test_an_answer_is_of_exactly_what_was_shown(story):
    given = answer(lent(story))
    assert given.digest == shown_digest(load(story))
    assert (given.get_verdict_display(), given.name) == ("do not publish", "Ann Lake")


def test_do_not_publish_is_a_stop_of_these_words(story):
    answer(lent(story))
    assert said(story) == [("reading", STOPPED)]


def test_once_the_words_are_others_it_is_asked_until_somebody_ticks_it_off(story):
    given = answer(lent(story))
    story = changed(story, headline="Trust was late with the numbers")
    [(level, message)] = said(story)
    assert level == "query"
    assert message.endswith(
        "said not to publish it: She is before a jury. It has been changed since."
    )
    workflow.settle_answer(by=story.owner, answer=given, how="The jury is out of it now.")
    assert said(story) == []
    assert story.events.get(kind="settled").reason == "The jury is out of it now."


def test_a_check_of_a_record_changes_no_words_and_no_answer():
    figure = factories.figure(158)
    body = f"<p>{story_factories.marked(figure, '158')} were put off.</p>"
    story = story_factories.draft(standfirst="In short.", body=body)
    given = answer(lent(story))
    facts.check(by=factories.user("editor"), revision=figure.latest())
    assert given.digest == shown_digest(load(story))
    factories.revised(figure, 167)
    assert given.digest != shown_digest(load(story))


def test_change_this_is_a_query_until_it_is_ticked(story):
    given = answer(lent(story), "change", "Her age.")
    assert said(story) == [
        ("query", "Ann Lake, to whom reporter lent it, said to change it: Her age.")
    ]
    workflow.settle_answer(by=factories.user("sub"), answer=given, how="Her age is out.")
    given.refresh_from_db()
    assert (given.settled_by.username, given.settled_how) == ("sub", "Her age is out.")
    assert said(story) == []
    with pytest.raises(Refused, match="sub ticked it off"):
        workflow.settle_answer(by=story.owner, answer=given, how="Again.")


def test_fine_stands_in_order_for_these_words_alone(story):
    answer(lent(story), "fine", "")
    assert said(story) == []
    fine = "Fine, says Ann Lake of what stands there now"
    assert fine in in_order(story)
    assert fine not in in_order(changed(story, headline="Another"))


def test_a_later_answer_of_the_same_person_takes_the_place_of_the_one_before(story):
    answer(lent(story))
    answer(lent(story, "ann lake"), "fine", "")
    assert said(story) == []


def test_another_persons_does_not(story):
    answer(lent(story))
    answer(lent(story, "Bo Reed"), "fine", "", name="Bo Reed")
    assert said(story) == [("reading", STOPPED)]


def test_it_stays_when_the_link_is_taken_back(story):
    link = lent(story)
    answer(link)
    workflow.take_back_preview(by=story.owner, link=link)
    assert said(story) == [("reading", STOPPED)]
    with pytest.raises(Refused, match="not open any more"):
        answer(link)


def test_an_answer_to_what_did_not_stand_on_the_page_is_refused(story):
    with pytest.raises(Refused, match="changed since you opened this page"):
        answer(lent(story), seen="another")
    assert not PreviewAnswer.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"says": " "}, "Say what is to be changed"),
        ({"verdict": "perhaps"}, "Say whether it is fine"),
        ({"name": " "}, "Say who answers"),
        ({"says": "x" * 4001}, "4,001"),
    ],
)
def test_an_answer_says_who_and_what(story, given, why):
    with pytest.raises(Refused, match=why):
        answer(lent(story), **given)


def test_a_link_takes_no_flood_of_answers(story, monkeypatch):
    monkeypatch.setattr("articles.workflow.outside.MOST", 2)
    link = lent(story)
    answer(link)
    answer(link)
    with pytest.raises(Refused, match="many answers"):
        answer(link)


def test_these_very_words_are_not_ticked_off(story):
    given = answer(lent(story))
    with pytest.raises(Refused, match="change them first"):
        workflow.settle_answer(by=story.owner, answer=given, how="It is safe.")


def test_those_tick_it_off_whose_story_it_is_or_who_sub(story):
    given = answer(lent(story), "change", "Her age.")
    with pytest.raises(PermissionDenied):
        workflow.settle_answer(by=factories.user("reporter", "bob"), answer=given, how="Done.")


def test_only_an_editor_goes_over_it_with_a_reason_and_it_is_looked_at_again(story):
    answer(lent(story))
    story = story_factories.approved(story)
    with pytest.raises(Refused, match="only they go over it"):
        workflow.publish(by=factories.user("sub"), article=story, left_because="We dare.")
    with pytest.raises(Refused, match="or say why"):
        workflow.publish(by=factories.user("editor"), article=story)
    version = workflow.publish(
        by=factories.user("editor"), article=story, left_because="The trial is over."
    )
    assert version.against_record
    assert story.versions.for_second_look().exists()


def test_it_is_no_matter_of_a_later_version(story):
    answer(lent(story))
    story = changed(story, body="<p>Other words.</p>", headline="Pickets return")
    version = story_factories.published(story, at=timezone.now() - timedelta(hours=1))
    assert version.number == 1
