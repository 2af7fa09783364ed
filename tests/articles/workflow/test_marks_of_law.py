"""Words that touch the law ask for a mark: it is set, or somebody says why not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.workflow import gate
from articles.workflow.content import load
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

ARRESTED = "<p>Clinics were lost.</p><p>A man of 34 was arrested at the Bargate.</p>"
SUED = "<p>The trust was negligent, the family said.</p>"


def written(body, **given):
    return story_factories.draft(standfirst="In short.", body=body, **given)


def said(story):
    found = gate.problems(load(story), timezone.now())
    return [each.said for each in found if each.code.startswith("touches_")]


def test_an_arrest_asks_whether_proceedings_are_active():
    assert said(written(ARRESTED)) == [
        "“arrested”: somebody in it may be before a court. Mark it as *proceedings active*, or say "
        "why not."
    ]


def test_negligence_asks_whether_it_is_a_serious_allegation():
    [asked] = said(written(SUED))

    assert "*serious allegation*" in asked


def test_a_story_with_the_mark_is_not_asked():
    assert said(written(ARRESTED, proceedings_active=True)) == []


def test_it_is_a_query_and_no_stop():
    found = gate.problems(load(written(ARRESTED)), timezone.now())

    assert {each.level for each in found if each.code == "touches_proceedings"} == {"query"}


def test_the_mark_is_set_as_any_change_of_the_story_is():
    story = written(ARRESTED)

    workflow.set_mark(by=story.owner, article=story, mark="proceedings")

    story.refresh_from_db()
    assert story.proceedings_active
    assert said(story) == []


def test_whoever_does_not_mark_it_says_why_and_is_not_asked_again():
    story = written(ARRESTED)

    workflow.leave_unmarked(
        by=story.owner, article=story, mark="proceedings", reason="Released without charge."
    )

    assert said(story) == []
    assert story.finding_answers.get().reason == "Released without charge."


def test_what_is_written_later_is_asked_about_anew():
    story = written(ARRESTED)
    workflow.leave_unmarked(by=story.owner, article=story, mark="proceedings", reason="Released.")
    story.body += "<p>Two nurses pleaded not guilty at Winchester Crown Court.</p>"
    workflow.save(by=story.owner, article=story)

    assert len(said(story)) == 1


def test_a_reason_is_needed_and_words_that_ask():
    story = written(ARRESTED)

    with pytest.raises(Refused, match="Say why it is not marked"):
        workflow.leave_unmarked(by=story.owner, article=story, mark="proceedings", reason=" ")
    with pytest.raises(Refused, match="are gone"):
        workflow.leave_unmarked(by=story.owner, article=story, mark="allegation", reason="No.")


def test_only_who_may_change_the_story_decides():
    story, other = written(ARRESTED), factories.user("reporter", "Ann Other")

    with pytest.raises(PermissionDenied):
        workflow.set_mark(by=other, article=story, mark="proceedings")
    with pytest.raises(PermissionDenied):
        workflow.leave_unmarked(by=other, article=story, mark="proceedings", reason="No.")


# On the desk


@pytest.fixture
def story(client):
    story = written(ARRESTED)
    client.force_login(story.owner)
    return story


def page(story):
    return reverse("admin:articles_article_do", args=[story.pk, "mark-of-law"])


def test_the_list_beside_the_words_leads_there(client, story):
    shown = client.get(reverse("admin:articles_article_change", args=[story.pk]))

    assert f'href="{page(story)}"' in shown.content.decode()


def test_one_press_marks_it(client, story):
    asked = client.get(page(story))
    assert "A man of 34 was arrested at the Bargate." in asked.content.decode()

    client.post(page(story), {"mark": "proceedings", "answer": "set"})

    story.refresh_from_db()
    assert story.proceedings_active


def test_or_says_why_not(client, story):
    client.post(page(story), {"mark": "proceedings", "answer": "not", "reason": "No charge."})

    assert said(story) == []


def test_no_reason_is_said_so_and_nothing_is_kept(client, story):
    again = client.post(page(story), {"mark": "proceedings", "answer": "not"})

    assert "Say why it is not marked." in again.content.decode()
    assert not story.finding_answers.exists()
