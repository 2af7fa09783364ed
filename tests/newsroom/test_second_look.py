"""The second-look list: who did what alone, by when another looks at it, with its difference."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.workflow.content import load, shown_digest
from deeds.models import DeskChange
from deeds.workflow import note_change
from hospitals import workflow as facts
from newsroom.desk.looks import looks
from newsroom.desk.signing import changes_of_others
from newsroom.desk.stories import answers_from_outside, second_look
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

URL = reverse("admin:second_look")
LONG_AGO = timedelta(hours=25)


def alone(headline="Out at night", at=None):
    article = story_factories.draft(headline, at=at)
    return workflow.publish(
        by=factories.user("editor"), article=article, alone=True, at=at, now=at, left_because="No."
    )


def renamed(name="The BMA", by=None, at=None):
    trust = factories.trust()
    return note_change(
        by=by or factories.user("data_editor"),
        record=trust,
        before={"name": "BMA"},
        after={"name": name},
        at=at,
    )


def listed(user, now=None):
    found = looks(user, now or timezone.now())
    return [[each.key for each in group] for group in (found.yours, found.others)]


def test_what_is_due_first_stands_on_top_and_what_is_overdue_says_so():
    now = timezone.now()
    late = renamed(at=now - LONG_AGO)
    version = alone(at=now - timedelta(hours=2))
    fresh = renamed("The British Medical Association", at=now)
    sub = factories.user("sub")
    assert listed(sub, now) == [
        [f"change-{late.pk}", f"version-{version.pk}", f"change-{fresh.pk}"],
        [],
    ]
    first, second, _ = looks(sub, now).yours
    assert (first.overdue, first.due.startswith("overdue since")) == (True, True)
    assert (second.overdue, second.due.startswith("due by")) == (False, True)
    assert second.why == "version 1, on one pair of eyes"


def test_what_somebody_did_themselves_waits_for_others():
    version = alone()
    change = renamed(by=factories.user("editor"))
    assert listed(factories.user("editor"))[1] == [f"version-{version.pk}", f"change-{change.pk}"]


def test_whoever_may_not_look_sees_it_and_has_no_button(desk):
    alone()
    page = desk("reporter").get(URL).content.decode()
    assert "Out at night" in page
    assert "I have looked" not in page


def test_each_has_its_difference_on_the_page(desk):
    first = story_factories.published(body="<p>Five of 35 were lost.</p>")
    copy = story_factories.changed(first, body="<p>Three of 35 were lost.</p>")
    workflow.publish(by=factories.user("editor"), article=copy, alone=True, left_because="No.")
    renamed()
    page = desk("sub").get(URL).content.decode()
    assert "<del>Five</del>" in page
    assert "<ins>Three</ins>" in page
    assert "<del>BMA</del>" in page


def test_a_second_person_ticks_it_off(desk):
    version, change = alone(), renamed()
    client = desk("sub")
    for key in (f"version-{version.pk}", f"change-{change.pk}"):
        client.post(URL, {"look": key})
    assert listed(client.user) == [[], []]
    assert version.article.events.get(kind="looked_again").by == client.user
    change.refresh_from_db()
    assert change.looked_by == client.user
    assert "Nothing waits for your look." in client.get(URL).content.decode()


@pytest.mark.parametrize("key", ["version-99", "change-99", "story-1", "version-", "", "x" * 99])
def test_what_is_not_on_the_list_is_told(desk, key):
    page = desk("sub").post(URL, {"look": key}, follow=True).content.decode()
    assert "There is nothing like it on the list." in page


def test_nobody_ticks_off_their_own(desk):
    version = alone()
    page = desk("editor").post(URL, {"look": f"version-{version.pk}"}, follow=True)
    assert "the second look takes another person" in page.content.decode()
    assert listed(factories.user("sub"))[0]


def test_a_check_by_whoever_recorded_it_is_on_the_list():
    editor = factories.user("editor")
    figure = factories.figure(1854, by=editor)
    facts.check(by=editor, revision=figure.latest())
    change = DeskChange.objects.get()
    assert (change.record, change.by) == (figure, editor)
    assert change.difference[0] == {
        "what": "checked by who recorded it",
        "before": "",
        "after": "1,854",
    }
    factories.checked(158, measure="inpatient")
    assert DeskChange.objects.count() == 1


def test_how_many_queries_it_asks_does_not_grow(django_assert_max_num_queries):
    def more(n):
        first = story_factories.published(headline=f"Story {n}", trusts=[factories.trust()])
        copy = story_factories.changed(first, body=f"<p>Words {n}.</p>")
        workflow.publish(by=factories.user("editor"), article=copy, alone=True, left_because="N.")
        renamed(f"Name {n}")

    sub = factories.user("sub")
    more(1)
    looks(sub, timezone.now())
    with django_assert_max_num_queries(60) as before:
        looks(sub, timezone.now())
    more(2)
    with django_assert_max_num_queries(len(before)):
        looks(sub, timezone.now())


def test_the_front_page_says_by_when():
    now = timezone.now()
    alone(at=now - LONG_AGO)
    renamed(at=now)
    sub = factories.user("sub")
    [version] = second_look(sub, now).lines
    [change] = changes_of_others(sub, now).lines
    assert (version.tone, "overdue since" in version.state) == ("bad", True)
    assert (change.tone, change.state.startswith("due by")) == ("waiting", True)


def test_what_a_lawyer_asked_for_stands_on_the_front_page_until_it_is_seen_to():
    article = story_factories.draft("Trust hid the numbers")
    link, _ = workflow.lend(by=article.owner, article=article, for_whom="Ann Lake", hours=4)
    seen = shown_digest(load(article))
    workflow.answer_lent(link=link, verdict="change", name="Ann Lake", says="Her age.", seen=seen)
    now = timezone.now()
    for person in (article.owner, factories.user("editor")):
        [line] = answers_from_outside(person, now).lines
        assert (line.state, line.said) == ("change this", "Her age.")
    assert answers_from_outside(factories.user("reporter", "bob"), now).lines == []
    answer = link.answers.get()
    workflow.settle_answer(by=article.owner, answer=answer, how="It is out.")
    assert answers_from_outside(article.owner, now).lines == []
