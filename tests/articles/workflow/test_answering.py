"""A finding may be left as it is, for a reason, taken up again, or be said not to be right."""

import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from articles import workflow
from articles.models import FindingAnswer
from articles.workflow import content
from articles.workflow.answering import left_in
from articles.workflow.before import before
from lib.refusals import Refused
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db

SENTENCE = "Southampton General put off 37 operations, a spokesman said."
FOUND = {
    "of": "figure",
    "verdict": "unrecorded",
    "words": "37 operations",
    "sentence": SENTENCE,
    "message": "No record says so.",
}


def story():
    return stories.draft("Operations put off", body=f"<p>{SENTENCE}</p>")


def answer(article, kind="left", reason="The trust said so by phone.", by=None, **more):
    return workflow.answer_finding(
        by=by or article.owner, article=article, kind=kind, reason=reason, **{**FOUND, **more}
    )


def test_what_is_left_is_told_in_the_list_before_it_goes_out():
    article = story()
    answer(article)
    found = before(content.load(article), [], left=left_in(article))
    (line,) = found.writers
    assert (line.word, line.code, found.waits) == ("Note", "left", 0)
    assert line.says.startswith("“37 operations”: left as it is by ")
    assert "The trust said so by phone." in line.says


def test_once_its_words_are_gone_nothing_is_told_of_it():
    article = story()
    answer(article, words="38 operations")
    assert before(content.load(article), [], left=left_in(article)).writers == []


def test_it_may_be_taken_up_again_and_left_again():
    article = story()
    answer(article)
    answer(article, "again", "")
    assert left_in(article) == []
    answer(article, reason="Seen in the minutes.")
    assert [left.why.partition(": ")[2] for left in left_in(article)] == ["Seen in the minutes."]


def test_it_is_left_for_a_reason_and_in_a_story_alone():
    with pytest.raises(Refused, match="Say why"):
        answer(story(), reason=" ")
    with pytest.raises(Refused, match="Save the story first"):
        workflow.answer_finding(by=make.user("reporter"), kind="left", reason="So.", **FOUND)


def test_a_finding_that_is_not_right_is_kept_with_its_words_and_stays():
    article = story()
    answer(article, "not_right", "")
    kept = FindingAnswer.objects.get()
    assert (kept.words, kept.sentence) == ("37 operations", SENTENCE)
    assert left_in(article) == []
    told = StringIO()
    call_command("findings_not_right", stdout=told)
    assert json.loads(told.getvalue())["sentence"] == SENTENCE


def test_whoever_may_not_edit_the_story_leaves_nothing_in_it():
    with pytest.raises(PermissionDenied):
        answer(story(), by=make.user("reporter", name="another"))
