"""Notes beside the words, with script and without; sending back with queries."""

from copy import deepcopy

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, Note
from newsroom.desk.stories import sent_back
from tests import factories, story_factories

from .conftest import change_url, do_url

pytestmark = pytest.mark.django_db

BODY = "<p>At the Royal Hampshire no operations were lost, but three of 35 clinics were.</p>"
WORDS = "no operations were lost"


@pytest.fixture(scope="module")
def recorded_story(for_all):
    return story_factories.draft(standfirst="In short.", body=BODY)


@pytest.fixture
def story(db, recorded_story):
    return deepcopy(recorded_story)


def notes_url(story):
    return reverse("admin:articles_article_notes", args=[story.pk])


def note(story, says="None at all?", words=WORDS, by=None):
    by = by or factories.user("sub")
    return workflow.leave_note(by=by, article=story, says=says, words=words)


def told(client, story, then, **sent):
    """The answer to the script of the page."""
    sent = {"_then": then, **{f"_{name}": value for name, value in sent.items()}}
    return client.post(notes_url(story), sent, headers={"accept": "application/json"}).json()


def page(client, story):
    return client.get(change_url(story)).content.decode()


def test_a_note_is_left_on_a_selection_beside_words_that_are_not_saved_yet(desk, story):
    around = {"note_place": "body", "note_before": "Andover lost ", "note_after": "."}
    answer = told(
        desk("sub"), story, "note-leave", note_says="Right?", note_words="two of 16", **around
    )
    assert (answer["refused"], answer["open"]) == ("", 1)
    assert "two of 16" in answer["html"]
    assert Note.objects.get().before == "Andover lost "


def test_it_is_answered_and_ticked_off_there(desk, story):
    left = note(story)
    client = desk("reporter")
    answer = told(client, story, f"note-answer-{left.pk}", **{f"answer_{left.pk}": "None."})
    assert "None." in answer["html"]
    answer = told(client, story, f"note-done-{left.pk}")
    assert answer["open"] == 0
    assert "Ticked off by reporter" in answer["html"]


def test_what_cannot_be_left_says_why_and_keeps_what_was_typed(desk, story):
    answer = told(desk("sub"), story, "note-leave", note_says="Right?", note_words="not there")
    assert "does not stand in the story" in answer["refused"]
    client = desk("sub")
    sent = {"_then": "note-leave", "_note_says": "Right?", "_note_words": "not there"}
    shown = client.post(notes_url(story), sent, follow=True).content.decode()
    assert "does not stand in the story" in shown
    assert ">Right?</textarea>" in shown
    assert 'value="not there"' in shown


@pytest.mark.parametrize("then", ["note-fold", "note-done-99", "note-settle-99", "note-done-"])
def test_what_is_no_button_is_refused(desk, story, then):
    assert told(desk("sub"), story, then)["refused"].startswith("There is no such")


def test_a_note_on_another_story_is_not_touched(desk, story):
    other = note(story_factories.draft("Another", body=BODY))
    assert told(desk("sub"), story, f"note-done-{other.pk}")["refused"]
    other.refresh_from_db()
    assert other.done_at is None


def test_without_script_the_words_are_saved_first(desk, story, save):
    save(
        desk("reporter"),
        story,
        headline="Other words of the headline",
        _then="note-leave",
        _note_says="Is this right?",
        _note_words="Other words",
    )
    story.refresh_from_db()
    left = Note.objects.get()
    assert story.headline == "Other words of the headline"
    assert (left.place, left.words) == ("headline", "Other words")


def test_whoever_only_reads_a_story_leaves_notes_too(desk, story):
    story_factories.with_subs(story)
    client = desk("reporter")
    assert f'action="{notes_url(story)}"' in page(client, story)
    client.post(notes_url(story), {"_then": "note-leave", "_note_says": "Their name is Kate."})
    assert "Their name is Kate." in page(client, story)


def test_the_panel_counts_what_is_open_and_says_where_words_have_gone(desk, story):
    note(story)
    note(story, "Which?", "three of 35 clinics")
    story.body = "<p>At the Royal Hampshire hardly any operations were lost.</p>"
    workflow.save(by=story.owner, article=story)
    shown = page(desk("reporter"), story)
    assert '<span class="number" id="notes-count">2</span>' in shown
    assert "There stands now: <q>hardly any operations were lost</q>" in shown
    assert "These words are gone from the story." in shown


def test_a_story_that_is_not_saved_has_none_yet(desk):
    shown = desk("reporter").get(reverse("admin:articles_article_add")).content.decode()
    assert "Notes stand here once the story is saved." in shown


def test_how_many_queries_the_page_asks_does_not_grow_with_notes(
    desk, story, django_assert_max_num_queries
):
    client = desk("reporter")
    for n in range(6):
        workflow.answer_note(by=story.owner, note=note(story, f"Right, {n}?"), says="Yes.")
        if n == 0:
            page(client, story)
            with django_assert_max_num_queries(200) as before:
                page(client, story)
    with django_assert_max_num_queries(len(before)):
        page(client, story)


# Sent back with queries


def send_back(client, story, **given):
    return client.post(do_url(story, "send-back"), given, follow=True)


def test_a_sub_asks_of_words_and_the_reporter_sees_each_with_them(desk, story):
    story_factories.with_subs(story)
    send_back(desk("sub"), story, words_1=WORDS, says_1="None at all?", says_2="And the date?")
    shown = page(desk("reporter"), story)
    assert f"“{WORDS}”: None at all?" in shown
    assert "And the date?" in shown
    assert Article.objects.get().state == "draft"
    [line] = sent_back(story.owner, story.created_at).lines
    assert line.said == f"“{WORDS}”: None at all? And the date?"


def test_what_they_noted_while_reading_is_chosen_already(desk, story):
    mine, another = note(story), note(story, "Mine.", by=factories.user("editor"))
    story_factories.with_subs(story)
    form = desk("sub").get(do_url(story, "send-back")).context["form"]
    assert form["notes"].value() == [mine.pk]
    assert set(form.fields["notes"].queryset) == {mine, another}
    send_back(desk("sub"), story, notes=[mine.pk])
    assert list(Note.objects.asked()) == [mine]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "Say what is to be done"),
        ({"words_1": WORDS}, "Say what is asked of these words"),
        ({"words_1": "not there", "says_1": "Right?"}, "does not stand in the story"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(desk, story, given, why):
    story_factories.with_subs(story)
    answer = send_back(desk("sub"), story, **given)
    assert why in answer.content.decode()
    assert Article.objects.get().state == "with_subs"
    for value in given.values():
        assert value in answer.content.decode()


def test_sent_back_and_sent_again_are_three_presses(desk, story, save):
    story_factories.with_subs(story)
    send_back(desk("sub"), story, words_1=WORDS, says_1="None at all?")
    client = desk("reporter")
    assert "Carry on" in client.get(reverse("admin:index")).content.decode()
    fixed = BODY.replace(WORDS, "none of its operations were lost")
    save(client, story, body=fixed, _then="submit")
    assert Article.objects.get().state == "with_subs"
