"""The buttons of a story: who sees which when, what they ask, and what they do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction, PublishedVersion
from hospitals import workflow as facts
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url, do_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


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
        ("reporter", "draft", ["submit", "confirmed"]),
        ("reporter", "with_subs", ["confirmed"]),
        ("reporter", "published", ["pull"]),
        ("sub", "draft", ["submit", "confirmed"]),
        ("sub", "with_subs", ["approve", "send-back", "confirmed"]),
        ("sub", "approved", ["publish", "send-back", "confirmed"]),
        ("sub", "published", ["pull"]),
        ("sub", "scheduled", ["cancel", "pull"]),
        ("data_editor", "with_subs", ["confirmed"]),
        ("data_editor", "published", ["pull"]),
        ("editor", "with_subs", ["approve", "send-back", "confirmed", "publish-alone"]),
        ("editor", "published", ["correct", "withdraw", "pull"]),
        ("editor", "pulled", ["put-back", "correct"]),
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
    do(desk("editor"), story, "correct", was_wrong="We said so.", is_right="They did.")
    assert Correction.objects.get().article == story


def test_a_notice_of_a_pulled_story_repeats_nothing(desk):
    version = stories.published()
    story = stories.pulled(version)
    client = desk("editor")
    said = {"kind": "apology", "placement": "page"}
    page = do(client, story, "correct", **said, was_wrong="We said so.", is_right="They did.")
    assert "not on the site" in page.content.decode()
    do(client, story, "correct", **said, agreed="3", stands_alone="on")
    assert Correction.objects.public().get().is_right.startswith("A story that we published")


def test_a_ruling_stands_in_its_own_words_with_its_address(desk):
    version = stories.published()
    words = "The regulator upheld the complaint. " * 40
    given = {"kind": "ruling", "placement": "above", "is_right": words}
    page = do(desk("editor"), version.article, "correct", **given)
    assert "where the ruling can be read in full" in page.content.decode()
    address = "https://www.example.org/rulings/1234-16/"
    until = {"home_until": "3 January 2030, 6am"}
    do(desk("editor"), version.article, "correct", **given, **until, address=address)
    ruling = Correction.objects.get()
    assert (ruling.address, ruling.is_right, ruling.placement) == (address, words.strip(), "above")
    assert ruling.home_until.year == 2030


# Two names


@pytest.fixture
def rewritten():
    """A story with the subs in which the sub has written; approved by the sub."""
    sub = make.user("sub")
    story = stories.with_subs(body="<p>As reported.</p>")
    story.body = "<p>As invented.</p>"
    story = workflow.save(by=sub, article=story)
    return workflow.approve(by=sub, article=story)


def test_the_publish_page_says_whose_turn_it_is_and_leads_another_person_there(desk, rewritten):
    page = desk("editor").get(do_url(rewritten, "publish")).content.decode()
    assert "It is the turn of reporter" in page
    assert do_url(rewritten, "read-change") in page


def test_the_person_who_approved_is_not_led_to_read(desk, rewritten):
    page = desk("sub").get(do_url(rewritten, "publish")).content.decode()
    assert "It is the turn of reporter" in page
    assert do_url(rewritten, "read-change") not in page


def test_the_reporter_reads_what_changed_and_presses_one_button(desk, rewritten):
    client = desk()
    assert buttons(client, rewritten) == ["read-change", "confirmed"]
    page = client.get(do_url(rewritten, "read-change")).content.decode()
    assert "<del>reported</del>" in page
    assert "<ins>invented</ins>" in page
    assert "you have read the text" in said(do(client, rewritten, "read-change"))
    assert buttons(client, rewritten) == ["confirmed"]
    do(desk("sub"), rewritten, "publish", when="now")
    assert PublishedVersion.objects.filter(article=rewritten).exists()


def test_a_change_that_was_replaced_while_it_was_read_is_not_confirmed(desk, rewritten):
    client = desk()
    shown = client.get(do_url(rewritten, "read-change")).context["form"]
    opened = {name: shown[name].value() for name in ("opened_version", "seen")}
    rewritten.body = "<p>As invented twice.</p>"
    workflow.save(by=make.user("sub"), article=rewritten)
    response = client.post(do_url(rewritten, "read-change"), opened)
    assert "after you opened this page" in refusals(response)
    assert "invented twice" in response.content.decode()


def test_a_record_that_changed_while_the_page_was_open_is_seen_first(desk):
    figure = make.released(1854)
    story = stories.with_subs(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    client = desk("sub")
    shown = client.get(do_url(story, "approve")).context["form"]
    opened = {name: shown[name].value() for name in ("opened_version", "seen")}
    make.revised(figure, 1867)
    response = client.post(do_url(story, "approve"), opened)
    assert "A record that this story rests on has changed" in refusals(response)
    story.refresh_from_db()
    assert story.state == Article.State.WITH_SUBS


def test_nobody_is_asked_to_read_what_a_sub_has_not_touched(desk):
    assert buttons(desk("data_editor"), stories.with_subs()) == ["confirmed"]


# Ten seconds


@pytest.fixture
def going_out(desk):
    """(client, the page after Publish was pressed, the figure that is released with it)."""
    figure = make.checked()
    story = stories.approved(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    client = desk("sub")
    return client, do(client, story, "publish", when="now", release_cited="on"), figure


def test_after_publish_a_page_counts_down_and_cancels(going_out):
    client, page, figure = going_out
    version = page.context["version"]
    assert page.context["waits"]
    assert 0 < page.context["seconds"] <= 10
    assert not PublishedVersion.objects.live().exists()
    given = {"version": version.pk, "take_back": [figure.pk]}
    response = client.post(do_url(version.article, "cancel"), given, follow=True)
    assert "does not go out" in said(response)
    figure.refresh_from_db()
    assert figure.released_at is None


def test_the_page_works_without_a_script(going_out):
    _, page, figure = going_out
    words = page.content.decode()
    assert "Cancel: do not publish" in words
    assert f'value="{figure.pk}"' in words
    assert "onclick" not in words


def test_a_cancel_that_comes_too_late_leads_to_the_pull(going_out, monkeypatch):
    client, page, _ = going_out
    story = page.context["original"]
    later = soon()
    monkeypatch.setattr(timezone, "now", lambda: later)
    given = {"version": page.context["version"].pk}
    response = client.post(do_url(story, "cancel"), given, follow=True)
    assert "Too late to cancel: readers see version 1" in said(response)
    assert response.redirect_chain[-1][0] == do_url(story, "pull")


def test_the_page_of_a_version_that_is_out_says_so(going_out, monkeypatch):
    client, page, _ = going_out
    url = page.redirect_chain[-1][0]
    later = soon()
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "Published: readers see version 1" in client.get(url).content.decode()


def test_the_page_of_a_cancelled_version_leads_back(going_out):
    client, page, _ = going_out
    workflow.cancel_scheduled(by=make.user("sub"), version=page.context["version"])
    response = client.get(page.redirect_chain[-1][0], follow=True)
    assert "it was cancelled" in said(response)


# Second looks, cancelling and putting back


def test_the_second_look_shows_what_each_small_fix_changed(desk):
    version = stories.published(body="<p>Teh ward and teh bed.</p>")
    story = stories.changed(version, body="<p>Teh ward and the bed.</p>")
    workflow.publish(by=make.user("sub"), article=story, kind="small_fix")
    client = desk("editor")
    page = client.get(do_url(story, "second-look")).content.decode()
    assert "<del>teh</del>" in page
    assert "<ins>the</ins>" in page
    do(client, story, "second-look")
    assert "second-look" not in buttons(client, story)


def test_the_publisher_of_a_small_fix_is_not_offered_the_second_look(desk):
    version = stories.published(body="<p>Teh ward and teh bed.</p>")
    story = stories.changed(version, body="<p>Teh ward and the bed.</p>")
    workflow.publish(by=make.user("sub"), article=story, kind="small_fix")
    assert "second-look" not in buttons(desk("sub"), story)


def test_cancelling_offers_to_take_back_the_releases_ticked(desk):
    figure = make.checked()
    story = stories.approved(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    at = timezone.now() + timedelta(days=1)
    workflow.publish(by=make.user("sub"), article=story, at=at, release_cited=True)
    client = desk("sub")
    form = client.get(do_url(story, "cancel")).context["form"]
    assert form["take_back"].value() == [str(figure.pk)]
    assert f"No longer released: figure {figure.pk}." in said(do(client, story, "cancel"))
    figure.refresh_from_db()
    assert figure.released_at is None


def test_a_stop_against_putting_back_is_shown_with_the_record_that_it_is_about(desk):
    figure = make.released(1854)
    story = stories.pulled(body=f"<p>{stories.marked(figure, '1,854')} put off.</p>")
    facts.withdraw(by=make.user("editor"), figure=figure, reason="Counted twice")
    client = desk("editor")
    page = client.get(do_url(story, "put-back")).content.decode()
    assert "publish a version without it over this one" in page
    assert f"/admin/hospitals/disruptionfigure/{figure.pk}/change/" in page
    assert "Counted twice" in refusals(do(client, story, "put-back"))


def test_a_new_version_goes_over_a_pulled_story_from_the_desk(desk):
    version = stories.published()
    story = stories.approved(stories.changed(version, body="<p>New.</p>"))
    workflow.pull(by=make.user("reporter"), article=story)
    response = do(desk("sub"), story, "publish", when="now")
    assert "once an editor puts the story back" in said(response)
    assert not PublishedVersion.objects.live(soon()).exists()
