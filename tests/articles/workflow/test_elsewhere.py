"""Where else a story ran, and that a correction is put right there too."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Appearance, PutRight
from articles.workflow.elsewhere import ask_elsewhere
from lib.refusals import Refused
from tests import factories
from tests.story_factories import changed, corrected, marked, published, scheduled

pytestmark = pytest.mark.django_db

NOW = timezone.now


def notice(**more):
    return workflow.Notice(**{"was_wrong": "We said 1,696.", "is_right": "It was 1,854.", **more})


def ran(article, kind="print", place="Daily Echo, page 7", **more):
    return workflow.say_where_it_ran(
        by=factories.user("reporter"),
        article=article,
        kind=kind,
        place=place,
        who=more.pop("who", "night desk"),
        **more,
    )


def correct(article=None, **more):
    return workflow.issue_correction(
        by=factories.user("editor"), article=article, notice=notice(**more)
    )


def tasks():
    return [(task.appearance.place, task.who) for task in PutRight.objects.open(NOW())]


# Where it ran


def test_somebody_says_in_one_line_where_it_ran():
    rita = factories.user("reporter")
    article = published().article
    said = workflow.say_where_it_ran(
        by=rita, article=article, kind="print", place=" Daily Echo, page 7 ", who="night desk"
    )
    assert (said.place, said.ran_on, said.added_by) == (
        "Daily Echo, page 7",
        timezone.localdate(),
        rita,
    )
    assert tasks() == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"place": " "}, "This field cannot be blank|Say where it ran"),
        ({"who": ""}, "This field cannot be blank|Say where it ran"),
        ({"kind": "radio"}, "radio"),
        ({"ran_on": date(2999, 1, 1)}, "that day is still to come"),
        ({"place": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_is_not_said_right_is_refused(wrong, sentence):
    with pytest.raises(Refused, match=sentence):
        ran(published().article, **wrong)
    assert not Appearance.objects.exists()


def test_a_version_is_one_of_the_story():
    with pytest.raises(Refused, match="one of another story"):
        ran(published().article, version=published(headline="Another"))


def test_who_may_not_write_stories_may_not_say_it():
    with pytest.raises(PermissionDenied, match="may not say where else this story ran"):
        workflow.say_where_it_ran(
            by=factories.someone(),
            article=published().article,
            kind="print",
            place="page 7",
            who="desk",
        )


# A correction asks


def test_a_notice_asks_at_each_place_by_its_time():
    article = published().article
    ran(article, who="night desk")
    ran(article, "cms", "https://cms.example/3", who="Noor")
    correction = correct(article)
    due = {task.who: task.due_at - correction.issued_at for task in PutRight.objects.all()}
    assert due == {"night desk": timedelta(hours=24), "Noor": timedelta(hours=1)}


def test_a_corrected_version_asks_too():
    version = published()
    ran(version.article)
    corrected(version)
    assert tasks() == [("Daily Echo, page 7", "night desk")]


def test_a_place_that_is_said_afterwards_is_asked_for_as_well():
    article = published().article
    correct(article)
    ran(article)
    assert tasks() == [("Daily Echo, page 7", "night desk")]


def test_what_ran_after_the_correction_is_right():
    version = published(at=NOW() - timedelta(days=3))
    after = corrected(version, at=NOW() - timedelta(days=2))
    ran(version.article, ran_on=timezone.localdate())
    ran(version.article, place="page 1", version=after, ran_on=timezone.localdate(after.live_from))
    assert tasks() == []
    ran(version.article, place="page 2", version=version, ran_on=timezone.localdate())
    assert tasks() == [("page 2", "night desk")]


def test_what_was_right_when_it_went_out_is_followed_only_where_it_still_stands():
    article = published().article
    ran(article)
    ran(article, "social", "https://social.example/1")
    ran(article, "sister", "Andover Advertiser")
    correct(article, kind="since")
    assert tasks() == [("Andover Advertiser", "night desk")]


def test_a_correction_of_a_figure_alone_asks_wherever_stories_printed_it():
    figure = factories.released(1696)
    printed = published(body=f"<p>{marked(figure, '1,696')} appointments.</p>").article
    other = published(headline="Another").article
    ran(printed)
    ran(other, place="page 9")
    correct(figure=figure)
    assert tasks() == [("Daily Echo, page 7", "night desk")]
    ran(printed, "newsletter", "Morning letter")
    assert len(tasks()) == 2


def test_many_corrections_ask_in_few_queries(django_assert_max_num_queries):
    stories = [published(headline=f"Story {number}").article for number in range(4)]
    for article in stories:
        ran(article)
    corrections = [correct(article) for article in stories]
    PutRight.objects.all().delete()
    with django_assert_max_num_queries(2):
        ask_elsewhere(corrections, NOW())
    assert len(tasks()) == 4


def test_a_correction_that_is_still_to_come_waits_and_a_cancelled_one_asks_nothing():
    version = published(at=NOW() - timedelta(hours=1))
    ran(version.article)
    later = scheduled(
        changed(version, body="<p>1,854 appointments were put off.</p>"),
        kind="correction",
        notices=[notice()],
        at=NOW() + timedelta(hours=2),
    )
    [task] = PutRight.objects.asked()
    assert tasks() == []
    assert task.due_at == later.live_from + timedelta(hours=24)
    with pytest.raises(Refused, match="put it right elsewhere after that"):
        workflow.tick_off(by=factories.user("reporter"), task=task)
    workflow.cancel_scheduled(by=factories.user("editor"), version=later)
    assert not PutRight.objects.asked().exists()


def test_one_approval_asks_wherever_the_stories_ran_that_it_changes():
    figure = factories.released(1854)
    text = f"<p>At Southampton {marked(figure, '1,854')} appointments were put off.</p>"
    stories = [published(headline=f"Story {number}", body=text).article for number in range(2)]
    for number, article in enumerate(stories):
        ran(article, place=f"page {number}")
    revision = factories.revised(figure, 1867, reason="our_error", check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision])
    workflow.approve_correction(
        by=factories.user("sub"), plan=plan, seen=workflow.planned(plan).digest
    )
    assert sorted(tasks()) == [("page 0", "night desk"), ("page 1", "night desk")]


# Ticked off


def task_of_a_corrected_story():
    article = published().article
    ran(article)
    correct(article)
    return PutRight.objects.get()


def test_it_is_ticked_off_by_name_and_time():
    robin = factories.user("reporter")
    task = workflow.tick_off(by=robin, task=task_of_a_corrected_story(), note=" page 2 ")
    assert (task.done_by, task.note) == (robin, "page 2")
    assert tasks() == []


def test_of_two_people_the_second_is_told_who_was_first():
    task = task_of_a_corrected_story()
    first = PutRight.objects.get()
    workflow.tick_off(by=factories.user("reporter", name="Robin Ashby"), task=first)
    with pytest.raises(Refused, match="Robin Ashby ticked this off at"):
        workflow.tick_off(by=factories.user("editor"), task=task)


def test_a_correction_stays_open_until_each_place_is_ticked():
    article = published().article
    ran(article)
    ran(article, "social", "https://social.example/1")
    correct(article)
    workflow.tick_off(by=factories.user("reporter"), task=PutRight.objects.first())
    assert len(tasks()) == 1


def test_somebody_else_puts_it_right_by_another_time():
    task = task_of_a_corrected_story()
    later = NOW() + timedelta(days=2)
    workflow.hand_over(by=factories.user("reporter"), task=task, who="Sunday desk", due_at=later)
    kept = PutRight.objects.get()
    assert (kept.who, kept.due_at) == ("Sunday desk", later)
    with pytest.raises(Refused, match="Say who puts it right"):
        workflow.hand_over(by=factories.user("reporter"), task=task, who=" ", due_at=later)


def test_what_was_said_by_mistake_is_taken_out_and_asks_no_more():
    task = task_of_a_corrected_story()
    robin = factories.user("reporter", name="Robin Ashby")
    workflow.did_not_run_there(by=robin, appearance=task.appearance)
    assert tasks() == []
    with pytest.raises(Refused, match="there is nothing to do"):
        workflow.tick_off(by=robin, task=task)
    with pytest.raises(Refused, match="Robin Ashby has taken this out already"):
        workflow.did_not_run_there(by=robin, appearance=task.appearance)
