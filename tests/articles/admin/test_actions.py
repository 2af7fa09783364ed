"""The buttons of a story: who sees which when, what they ask, and what they do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction, PublishedVersion
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url, do_url

pytestmark = pytest.mark.django_db


def buttons(client, story):
    page = client.get(change_url(story))
    return [each.name for each in page.context["buttons"]]


def do(client, story, action, **given):
    """Open the page of the action and confirm it, as a person does."""
    url = do_url(story, action)
    opened = client.get(url, follow=True).context.get("form")
    if opened is None:
        return client.post(url, given, follow=True)
    start = {
        field.html_name: field.value()
        for field in opened
        if field.value() is not None and not isinstance(field.value(), bool)
    }
    return client.post(url, {**start, **given}, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def soon():
    """When what is published now is before readers."""
    return timezone.now() + workflow.SECOND_THOUGHTS


def refusals(response):
    return " ".join(response.context["form"].non_field_errors())


# Who sees which


@pytest.mark.parametrize(
    ("role", "state", "expected"),
    [
        ("reporter", "draft", ["submit"]),
        ("reporter", "with_subs", []),
        ("reporter", "published", ["pull"]),
        ("sub", "draft", ["submit"]),
        ("sub", "with_subs", ["approve", "send-back"]),
        ("sub", "approved", ["publish", "send-back"]),
        ("sub", "published", ["correct", "pull"]),
        ("sub", "scheduled", ["cancel", "pull"]),
        ("data_editor", "with_subs", []),
        ("data_editor", "published", ["pull"]),
        ("editor", "with_subs", ["approve", "send-back", "publish-alone"]),
        ("editor", "published", ["correct", "withdraw", "pull"]),
        ("editor", "pulled", ["put-back"]),
        ("sub", "pulled", []),
    ],
)
def test_buttons_by_role_and_state(desk, role, state, expected):
    made = {
        "draft": stories.draft,
        "with_subs": stories.with_subs,
        "approved": stories.approved,
        "published": stories.published,
        "scheduled": stories.scheduled,
        "pulled": stories.pulled,
    }[state]()
    story = getattr(made, "article", made)
    assert buttons(desk(role), story) == expected


def test_nobody_is_offered_to_approve_their_own_story(desk):
    story = stories.with_subs(by=make.user("sub"))
    assert "approve" not in buttons(desk("sub"), story)


def test_a_button_that_is_not_offered_is_refused_in_a_sentence(desk):
    story = stories.with_subs()
    response = desk().get(do_url(story, "approve"), follow=True)
    assert "Your role may not approve this story" in said(response)


def test_opening_the_page_of_an_action_does_nothing(desk):
    story = stories.draft()
    desk().get(do_url(story, "submit"))
    story.refresh_from_db()
    assert story.state == Article.State.DRAFT


def test_an_action_nobody_has_heard_of_is_not_found(desk):
    assert desk().get(do_url(stories.draft(), "shout")).status_code == 404


# What they do


def test_from_draft_to_the_site(desk, client):
    story = stories.draft()
    do(desk(), story, "submit")
    do(desk("sub"), story, "approve")
    do(desk("sub"), story, "publish", when="now")
    assert PublishedVersion.objects.live(soon()).filter(article=story).exists()


def test_sending_back_takes_a_reason(desk):
    story = stories.with_subs()
    client = desk("sub")
    response = do(client, story, "send-back", reason=" ")
    assert "Say what is to be done." in str(response.context["form"].errors)
    do(client, story, "send-back", reason="Ask the trust")
    story.refresh_from_db()
    assert story.state == Article.State.DRAFT


def test_a_text_that_changed_since_the_page_was_opened_is_not_approved(desk):
    story = stories.with_subs()
    client = desk("sub")
    opened = client.get(do_url(story, "approve")).context["form"]["opened_version"].value()
    workflow.save(by=make.user("editor"), article=story)
    response = client.post(do_url(story, "approve"), {"opened_version": opened})
    assert "after you opened this page" in refusals(response)
    story.refresh_from_db()
    assert story.state == Article.State.WITH_SUBS


def test_scheduling_asks_for_the_time(desk):
    story = stories.approved()
    response = do(desk("sub"), story, "publish", when="later", at="")
    assert "Give the day and time" in str(response.context["form"].errors)


def test_scheduling(desk):
    story = stories.approved()
    at = timezone.localtime() + timedelta(days=2)
    do(desk("sub"), story, "publish", when="later", at=f"{at:%Y-%m-%dT%H:%M}")
    version = PublishedVersion.objects.get(article=story)
    assert version.live_from == at.replace(second=0, microsecond=0)


def test_a_time_that_has_passed_is_refused_and_nothing_is_lost(desk):
    response = do(desk("sub"), stories.approved(), "publish", when="later", at="2016-01-12T06:45")
    assert "has passed" in refusals(response)
    assert response.context["form"]["at"].value() == "2016-01-12T06:45"


def test_the_page_shows_what_speaks_against_it(desk):
    figure = make.figure()
    story = stories.approved(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    page = desk("sub").get(do_url(story, "publish"))
    assert "not checked against its source yet" in page.content.decode()


def test_publishing_offers_to_release_what_it_cites(desk):
    figure = make.checked()
    story = stories.approved(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    do(desk("sub"), story, "publish", when="now", release_cited="on")
    figure.refresh_from_db()
    version = PublishedVersion.objects.get(article=story)
    assert figure.released_at == version.live_from


def test_without_the_release_the_gate_stops_it(desk):
    figure = make.checked()
    story = stories.approved(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    response = do(desk("sub"), story, "publish", when="now")
    assert "not released" in refusals(response)


def test_queries_need_one_reason(desk):
    figure = make.released(1854)
    story = stories.approved(body=f"<p>{stories.marked(figure, 'more than 2,000')} put off.</p>")
    client = desk("sub")
    assert "the record says 1,854" in refusals(do(client, story, "publish", when="now"))
    do(client, story, "publish", when="now", left_because="the trust counts otherwise")
    assert PublishedVersion.objects.live(soon()).filter(article=story).exists()


def test_a_correction_says_what_was_wrong_and_what_is_right(desk):
    story = stories.approved(stories.changed(stories.published(), body="<p>It was 1,854.</p>"))
    client = desk("sub")
    response = do(client, story, "publish", when="now", kind="correction")
    assert "Say what was wrong." in str(response.context["form"].errors)
    do(
        client,
        story,
        "publish",
        when="now",
        kind="correction",
        was_wrong="We said 1,696.",
        is_right="It was 1,854.",
        placement="top",
    )
    assert Correction.objects.get().version.kind == PublishedVersion.Kind.CORRECTION


def test_a_small_fix_that_is_more_says_so(desk):
    version = stories.published(body="<p>A tpyo, and 158 people.</p>")
    story = stories.changed(version, body="<p>A typo, and 159 people.</p>")
    page = desk("sub").get(do_url(story, "small-fix"))
    assert "a number" in page.content.decode()


def test_a_small_fix_goes_out_without_approval(desk):
    version = stories.published(body="<p>A tpyo.</p>")
    story = stories.changed(version, body="<p>A typo.</p>")
    do(desk("sub"), story, "small-fix", when="now")
    assert PublishedVersion.objects.live(soon()).get(article=story).kind == "small_fix"


def test_on_one_pair_of_eyes_and_looked_at_again(desk):
    story = stories.draft(by=make.user("editor"))
    do(desk("editor"), story, "publish-alone", when="now")
    assert PublishedVersion.objects.get(article=story).on_one_pair_of_eyes
    client = desk("sub")
    assert "second-look" in buttons(client, story)
    do(client, story, "second-look")
    assert "second-look" not in buttons(client, story)


def test_pulling_takes_one_confirmation_and_no_reason(desk):
    story = stories.published().article
    response = desk("sub").post(do_url(story, "pull"), {}, follow=True)
    assert "Pulled" in said(response)
    assert not PublishedVersion.objects.live().exists()


def test_putting_back(desk):
    story = stories.pulled()
    do(desk("editor"), story, "put-back")
    assert PublishedVersion.objects.live().filter(article=story).exists()


def test_withdrawing_takes_a_notice(desk):
    story = stories.published().article
    response = do(desk("editor"), story, "withdraw")
    assert "Tell readers why" in str(response.context["form"].errors)
    do(desk("editor"), story, "withdraw", notice="We could not stand it up.")
    assert PublishedVersion.objects.live().get().kind == "withdrawal"


def test_cancelling_a_scheduled_version(desk):
    story = stories.scheduled().article
    do(desk("sub"), story, "cancel")
    assert not PublishedVersion.objects.scheduled().exists()


def test_a_correction_notice_for_words_that_stay(desk):
    story = stories.published().article
    do(desk("sub"), story, "correct", was_wrong="We said so.", is_right="They did.")
    assert Correction.objects.get().article == story
