"""The writing screen: every button saves first, and what the screen says around the words."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.admin import writing
from articles.models import Article
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url, do_url, fields_of

pytestmark = pytest.mark.django_db

ADD = reverse("admin:articles_article_add")


def press(client, story, button, **typed):
    """Type into the form of a story and press one of its buttons."""
    opened = fields_of(client.get(change_url(story)))
    return client.post(change_url(story), {**opened, "_then": button, **typed}, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


# Every button saves first


def test_what_was_typed_goes_to_the_subs_with_the_story(desk):
    story = stories.draft(body="<p>They walk out.</p>")
    response = press(desk(), story, "submit", body="<p>They walk out on Friday.</p>")
    story.refresh_from_db()
    assert (story.state, story.body) == ("with_subs", "<p>They walk out on Friday.</p>")
    assert said(response) == "The story is with the subs."


def test_a_new_story_goes_to_the_subs_in_one_step(desk):
    client = desk()
    given = fields_of(client.get(ADD)) | {"headline": "Strike called off", "_then": "submit"}
    client.post(ADD, {**given, "section": stories.section().pk})
    assert Article.objects.get().state == Article.State.WITH_SUBS


def test_a_button_that_asks_has_saved_before_it_does(desk):
    story = stories.with_subs(body="<p>They walk out.</p>")
    response = press(desk("sub"), story, "send-back", body="<p>They walked out.</p>")
    story.refresh_from_db()
    assert story.body == "<p>They walked out.</p>"
    assert response.redirect_chain[-1][0] == do_url(story, "send-back")


def test_a_refused_button_leaves_the_words_saved_and_says_so(desk, monkeypatch):
    def refuse(**given):
        raise workflow.approval.Refused("The subs have gone home.")

    monkeypatch.setattr(workflow, "submit", refuse)
    story = stories.draft()
    response = press(desk(), story, "submit", body="<p>Still mine.</p>")
    story.refresh_from_db()
    assert (story.state, story.body) == ("draft", "<p>Still mine.</p>")
    assert said(response) == "The words are saved. The subs have gone home."


def test_a_button_that_the_save_took_away_says_why(desk):
    """A change of approved words makes the approval void: they are saved, and not published."""
    story = stories.approved()
    response = press(desk("sub"), story, "publish", kicker="Talks")
    story.refresh_from_db()
    assert (story.kicker, story.state) == ("Talks", "with_subs")
    assert "The words are saved. You may not publish this story now" in said(response)


def test_words_that_cannot_be_saved_are_kept_and_nothing_else_is_done(desk):
    story = stories.draft()
    response = press(desk(), story, "submit", headline="", body="<p>Long work.</p>")
    story.refresh_from_db()
    assert story.state == "draft"
    assert "Long work." in response.context["adminform"].form["body"].value()


def test_pulling_does_not_wait_until_the_words_can_be_saved(desk):
    story = stories.published().article
    page = desk("editor").get(change_url(story)).content.decode()
    assert f'href="{do_url(story, "pull")}"' in page
    assert 'value="pull"' not in page


# What is wrong, said first


def test_the_summary_links_to_each_place(desk):
    story = stories.draft()
    page = press(desk(), story, "", headline="", deadline="soon").content.decode()
    assert "<title>2 to put right: " in page
    assert '<a href="#field-headline">Headline: Give the story a headline.</a>' in page
    assert '<a href="#field-deadline">Due: ' in page
    assert 'id="field-deadline"' in page


def test_a_page_with_nothing_wrong_has_no_summary(desk):
    page = desk().get(change_url(stories.draft())).content.decode()
    assert "to put right" not in page


# What stands in the bar


@pytest.mark.parametrize(
    ("made", "shape", "words"),
    [
        (stories.draft, "draft", "Draft"),
        (stories.with_subs, "with_subs", "With the subs"),
        (stories.approved, "approved", "Approved"),
        (stories.published, "published", "As published"),
        (stories.pulled, "pulled", "Pulled"),
    ],
)
def test_the_state_has_a_shape_and_a_word(made, shape, words):
    story = made()
    assert writing.mark(getattr(story, "article", story)) == writing.Mark(shape, words)


def test_the_note_of_the_sub_stands_on_top_until_the_story_is_sent_again(desk):
    story = stories.with_subs()
    note = "Par 2: is it three or 13?"
    workflow.send_back(by=make.user("sub"), article=story, reason=note)
    client = desk()
    page = client.get(change_url(story))
    assert page.context["sent_back"].reason == note
    assert page.context["mark"].words == "Sent back"
    assert note in page.content.decode().split('id="article_form"')[0]
    press(client, story, "submit")
    assert client.get(change_url(story)).context["sent_back"] is None


def test_there_is_one_next_step(desk):
    page = desk("sub").get(change_url(stories.with_subs()))
    assert page.context["steps"].main.name == "approve"
    assert page.content.decode().count('class="next"') == 1


def test_words_minutes_and_the_length_of_the_headline_are_counted():
    told = writing.counts("Strike puts off <b>13</b>", f"<p>{'word ' * 660}</p><p>more</p>")
    assert (told["headline_length"], told["words"], told["minutes"]) == (18, 661, 3)


# A new story


def test_a_new_story_carries_my_name_and_my_section(desk):
    client = desk()
    me = stories.contributor("Robin Ashby", user=client.user)
    stories.draft(by=client.user, section=stories.section("Health"))
    stories.section("Strikes")
    page = client.get(ADD)
    opened = fields_of(page)
    assert opened["byline_rows-0-contributor"] == me.pk
    client.post(ADD, {**opened, "headline": "Strike called off"})
    story = Article.objects.get(slug="strike-called-off")
    assert [person.name for person in story.bylines.all()] == ["Robin Ashby"]
    assert story.section.name == "Health"


# What it is about, by its text


def test_a_trust_that_the_text_names_is_offered_and_not_set(desk):
    trust = make.trust()
    story = stories.draft(body=f"<p>{trust.name} put off operations.</p>")
    page = desk().get(change_url(story))
    assert [each.pk for each in page.context["proposed"]["trusts"]] == [trust.pk]
    assert f'<input type="checkbox" name="trusts" value="{trust.pk}">' in page.content.decode()
    assert not story.trusts.exists()


def test_what_it_says_already_is_not_offered_again(desk):
    trust = make.trust()
    story = stories.draft(body=f"<p>{trust.name} put off operations.</p>", trusts=[trust])
    assert desk().get(change_url(story)).context["proposed"]["trusts"] == []


def test_the_strike_of_what_it_cites_is_offered(desk):
    figure = make.released(1854)
    story = stories.draft(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    page = desk().get(change_url(story))
    assert [each.pk for each in page.context["proposed"]["strikes"]] == [figure.strike_id]


def test_a_press_is_as_good_as_finding_it(desk):
    trust = make.trust()
    story = stories.draft(body=f"<p>{trust.name} put off operations.</p>")
    press(desk(), story, "", trusts=[trust.pk])
    assert list(story.trusts.all()) == [trust]


def test_the_screen_loads_no_second_library(desk):
    page = desk().get(change_url(stories.draft())).content.decode()
    assert not any(name in page for name in ("jquery", "select2", "material-icons", "jsi18n"))


def test_a_headline_that_is_too_long_is_marked_from_the_start(client):
    story = stories.draft("A headline of " + "many words " * 9)
    client.force_login(story.owner)
    page = client.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
    assert '<small id="headline-count" class="long"' in page
