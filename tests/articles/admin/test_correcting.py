"""The page *Correct once*: every place as it is and as it would be, and one approval."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, CorrectionPlan
from hospitals import workflow as facts
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
mark = stories.marked


def places_of(figure):
    """703 nurses, in a headline, two bodies, a caption, an update that is to go out, and a copy
    that somebody is writing in."""
    first = stories.published(
        headline=f"Strike: {mark(figure, '703')} nurses stay out",
        standfirst="What the board was told.",
        body=f"<p>They told the board.</p><p>In all, {mark(figure, '703')} nurses were absent.</p>",
    )
    second = stories.published(
        headline="How a strike is counted",
        body=f"<p>It began early.</p><p>About 695 on one day and {mark(figure, '703')} on the "
        f"next; “we had {mark(figure, '703')} out”, she said.</p>",
        pictures=[(stories.picture(), f"The {mark(figure, '703')} who stayed out", False)],
    )
    third = stories.published(headline="What comes next", body="<p>Talks go on.</p>")
    later = stories.scheduled(
        stories.changed(third, body=f"<p>Talks go on, with {mark(figure, '703')} out.</p>")
    )
    stories.changed(
        first,
        body=f"<p>They told the board more.</p><p>Now {mark(figure, '703')} nurses.</p>",
    )
    return SimpleNamespace(first=first, second=second, later=later)


@pytest.fixture
def wrong():
    """The record says 703 and readers see it; 730 waits, our error."""
    figure = make.released(703, measure="nurses on strike")
    told = places_of(figure)
    revision = make.revised(figure, 730, reason="our_error", check=False)
    plan = workflow.propose(by=make.user("data_editor"), revisions=[revision])
    return SimpleNamespace(figure=figure, revision=revision, plan=plan, **vars(told))


def page_of(plan):
    return reverse("admin:articles_correctionplan_change", args=[plan.pk])


def shown(client, plan, role="sub"):
    client.force_login(make.user(role))
    response = client.get(page_of(plan))
    assert response.status_code == 200
    return response


def places(response):
    return [place for story in response.context["shown"].stories for place in story.places]


def sent(response, **changed):
    """What the form posts as it stands on the page."""
    page = response.context["shown"]
    plan = response.context["plan"]
    data = {
        "seen": response.context["digest"],
        "was_wrong": plan.was_wrong,
        "is_right": plan.is_right,
        "notice_kind": plan.notice_kind,
        "placement": plan.placement,
    }
    for story in page.stories:
        data[f"mode-{story.version_id}"] = story.mode
        for place in story.places:
            data |= {f"words-{place.key}": place.words, f"text-{place.key}": place.text}
            if place.choice != "ask":
                data[f"choice-{place.key}"] = place.choice
    return {**data, **changed}


def test_every_place_stands_on_the_page_as_it_is_and_as_it_would_be(client, wrong):
    response = shown(client, wrong.plan)
    told = {
        place.label: "".join(piece.text for piece in place.then if piece.changed)
        for place in places(response)
        if not place.open
    }
    assert told["Headline"] == "730"
    assert "Caption of picture 1" in told
    html = response.content.decode()
    assert "<del>703</del>" in html
    assert "<ins>730</ins>" in html
    assert "goes out" in html
    assert re.search(r'sign-from">\S.* · 11 to 14 April 2023 · ', html)
    assert "Piece(" not in html


def test_what_a_machine_may_not_touch_waits_for_a_person_with_the_reason(client, wrong):
    response = shown(client, wrong.plan)
    waiting = [place for place in places(response) if place.open]
    assert any("quotation marks" in place.why for place in waiting)
    assert "Nobody has said yet." in response.content.decode()


def test_whoever_proposed_it_sees_the_same_page_without_the_button(client, wrong):
    theirs = shown(client, wrong.plan, "data_editor").content.decode()
    assert 'value="approve"' not in theirs
    assert "It waits for a sub-editor or an editor to approve it." in theirs
    assert 'value="approve"' in shown(client, wrong.plan).content.decode()


def decide_all(client, plan):
    """Leaves every place of which nobody has said anything."""
    response = shown(client, plan, "data_editor")
    open_places = [place for place in places(response) if place.open]
    chosen = {f"choice-{place.key}": "keep" for place in open_places}
    client.post(page_of(plan), sent(response, do="decide", **chosen))
    return open_places


def test_nothing_is_approved_before_a_person_has_chosen_for_each(client, wrong):
    response = shown(client, wrong.plan)
    answer = client.post(page_of(wrong.plan), sent(response, do="approve"))
    assert "Not approved yet." in answer.content.decode()
    wrong.plan.refresh_from_db()
    assert wrong.plan.is_open


def test_one_approval_puts_all_of_it_right(client, wrong):
    decide_all(client, wrong.plan)
    response = shown(client, wrong.plan)
    answer = client.post(page_of(wrong.plan), sent(response, do="approve"), follow=True)
    assert "Corrected everywhere, in one moment." in answer.content.decode()
    live = stories.live(wrong.first.article)
    assert live.headline_text == "Strike: 730 nurses stay out"
    assert "every" in answer.content.decode()


def test_choices_that_come_with_an_approval_are_kept_and_shown_before_anything_is_approved(
    client, wrong
):
    decide_all(client, wrong.plan)
    response = shown(client, wrong.plan)
    place = next(each for each in places(response) if each.label == "Headline")
    changed = {f"choice-{place.key}": "replace", f"words-{place.key}": "more than 700"}
    answer = client.post(page_of(wrong.plan), sent(response, do="approve", **changed), follow=True)
    assert "Your choices are kept." in answer.content.decode()
    assert CorrectionPlan.objects.open().count() == 1
    again = next(each for each in places(answer) if each.label == "Headline")
    assert again.words == "more than 700"


def test_what_changed_meanwhile_voids_the_approval_and_says_so(client, wrong):
    decide_all(client, wrong.plan)
    response = shown(client, wrong.plan)
    data = sent(response, do="approve")
    stories.published(headline="Another", body=f"<p>Some {mark(wrong.figure, '703')}.</p>")
    answer = client.post(page_of(wrong.plan), data)
    assert "Something changed under it since you opened the page" in answer.content.decode()
    assert stories.live(wrong.first.article).headline_text == "Strike: 703 nurses stay out"


def test_a_sentence_written_anew_keeps_its_marks_and_a_wrong_one_keeps_every_word(client, wrong):
    response = shown(client, wrong.plan, "data_editor")
    place = next(each for each in places(response) if each.label == "Story, paragraph 2")
    assert "[703]" in place.text
    bad = {f"choice-{place.key}": "rewrite", f"text-{place.key}": "As many as [730 stayed out."}
    answer = client.post(page_of(wrong.plan), sent(response, do="decide", **bad))
    html = answer.content.decode()
    assert "story, paragraph 2: There is a [ without the ] that closes it." in html
    assert "As many as [730 stayed out." in html
    good = {f"choice-{place.key}": "rewrite", f"text-{place.key}": "As many as [730] stayed out."}
    client.post(page_of(wrong.plan), sent(response, do="decide", **good))
    again = next(each for each in places(shown(client, wrong.plan)) if each.key == place.key)
    assert "".join(piece.text for piece in again.then) == "As many as 730 stayed out."
    assert again.text == "As many as [730] stayed out."


def test_a_newer_value_and_one_of_a_figure_that_follows_are_taken_along(client, wrong):
    total = make.released(1433, measure="people at a rally")
    facts.set_derivation(
        by=make.user("data_editor"), figure=total, inputs=[wrong.figure], method="our addition"
    )
    facts.revise(
        by=make.user("data_editor"),
        figure=wrong.figure,
        reading=make.reading(740, evidence=wrong.revision.evidence),
        reason="our_error",
        replacing=wrong.revision,
    )
    make.revised(total, 1470, reason="our_error", check=False)
    response = shown(client, wrong.plan, "data_editor")
    html = response.content.decode()
    assert "Another value has been recorded since: correct it to 740" in html
    assert "Take its new value along: 1,470" in html
    both = {"along": [str(wrong.figure.pk), str(total.pk)]}
    client.post(page_of(wrong.plan), sent(response, do="decide", **both))
    records = shown(client, wrong.plan).context["records"]
    assert [(record.was, record.now) for record in records] == [("703", "740"), ("1,433", "1,470")]


def test_an_empty_notice_stands_in_the_way_and_what_came_with_it_is_kept(client, wrong):
    response = shown(client, wrong.plan, "data_editor")
    place = next(each for each in places(response) if each.label == "Headline")
    typed = {f"choice-{place.key}": "replace", f"words-{place.key}": "over 700", "do": "decide"}
    answer = client.post(
        page_of(wrong.plan),
        sent(response, was_wrong="", is_right="Two digits", **typed),
        follow=True,
    )
    html = answer.content.decode()
    assert "over 700" in html
    assert "Two digits" in html
    assert "readers are told both" in html


def test_the_page_as_it_would_stand_marks_what_is_new(client, wrong):
    response = shown(client, wrong.plan)
    story = next(each for each in response.context["shown"].stories if each.preview_url)
    assert client.get(story.preview_url).status_code == 200
    address = reverse(
        "admin:articles_correctionplan_page_alone", args=[wrong.plan.pk, wrong.first.pk]
    )
    html = client.get(address).content.decode()
    assert '<ins class="corrected">730</ins>' in html
    assert wrong.plan.is_right in html
    assert stories.live(wrong.first.article).headline_text == "Strike: 703 nurses stay out"


def test_a_correction_is_dropped_and_says_who_did(client, wrong):
    response = shown(client, wrong.plan, "data_editor")
    answer = client.post(
        page_of(wrong.plan), sent(response, do="drop", because="It was right."), follow=True
    )
    assert "It was right." in answer.content.decode()
    assert CorrectionPlan.objects.open().count() == 0


def test_it_waits_on_the_front_page_of_those_who_may_approve_it(client, wrong):
    def told(role):
        client.force_login(make.user(role))
        return client.get(reverse("admin:index")).content.decode()

    assert page_of(wrong.plan) in told("sub")
    assert "Corrections to approve" in told("editor")
    assert "Corrections to approve" not in told("data_editor")
    assert "Corrections to approve" not in told("reporter")


# Where it begins


def test_from_the_figure_and_again_where_it_is_under_way(client, db):
    figure = make.released(703, measure="nurses on strike")
    make.revised(figure, 730, reason="our_error", check=False)
    client.force_login(make.user("data_editor"))
    address = reverse("admin:articles_correctionplan_figure", args=[figure.pk])
    assert "Find every place" in client.get(address).content.decode()
    plan_page = client.post(address)["Location"]
    assert plan_page == page_of(CorrectionPlan.objects.get())
    assert client.get(address)["Location"] == plan_page


def test_the_page_of_the_figure_and_of_the_story_lead_there(client, db):
    figure = make.released(703, measure="nurses on strike")
    version = stories.published(body=f"<p>{mark(figure, '703')} nurses.</p>")
    client.force_login(make.user("data_editor"))
    address = reverse("admin:articles_correctionplan_figure", args=[figure.pk])
    figure_page = reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk])
    assert address not in client.get(figure_page).content.decode()
    make.revised(figure, 730, reason="our_error", check=False)
    assert address in client.get(figure_page).content.decode()
    story_page = reverse("admin:articles_article_change", args=[version.article_id])
    start = reverse("admin:articles_correctionplan_story", args=[version.article_id])
    assert start in client.get(story_page).content.decode()
    told = client.get(start).content.decode()
    assert address in told
    assert "A name, a speaker or a caption" in told


def test_from_a_quotation_it_is_said_what_we_did_wrong(client, db):
    quote = stories.quote()
    stories.published(body=f"<p>{mark(quote, '“We are sorry that people had to wait”')}.</p>")
    stories.revised_quote(quote, words="We are sorry that some had to wait", check=False)
    client.force_login(make.user("data_editor"))
    address = reverse("admin:articles_correctionplan_quote", args=[quote.pk])
    assert "Say what we did" in client.post(address, {}).content.decode()
    found = client.post(address, {"fault": "misheard"}, follow=True).content.decode()
    assert "We are sorry that some had to wait" in found


def test_a_name_is_put_right_everywhere(client, db):
    stories.published(headline="Donna Green leaves", body="<p>Donna Green left.</p>")
    client.force_login(make.user("data_editor"))
    address = reverse("admin:articles_correctionplan_words")
    data = {"wrong_words": "Donna Green", "right_words": "Donna Greene", "reason_note": "She said."}
    response = client.post(address, data, follow=True)
    assert [place.label for place in places(response)][:2] == ["Headline", "Story, paragraph 1"]
    assert "<ins>Greene</ins>" in response.content.decode()
    wanting = client.post(address, {"wrong_words": "Donna Green"}).content.decode()
    assert "Write what is to stand there instead" in wanting
    assert 'value="Donna Green"' in wanting


def test_a_working_copy_that_differs_is_told_of_and_not_touched(client, wrong):
    response = shown(client, wrong.plan)
    [copy] = response.context["shown"].copies
    assert "its writer decides" in copy.happens
    assert Article.objects.get(pk=wrong.first.article_id).body.count("703") == 1


def test_the_number_of_queries_does_not_grow_with_the_stories(
    client, wrong, django_assert_max_num_queries
):
    shown(client, wrong.plan)
    with django_assert_max_num_queries(60):
        shown(client, wrong.plan)
    for n in range(3):
        stories.published(headline=f"More {n}", body=f"<p>Some {mark(wrong.figure, '703')}.</p>")
    with django_assert_max_num_queries(60):
        shown(client, wrong.plan)


def test_the_history_of_a_copy_shows_what_a_correction_brought(client, db):
    first = stories.published(headline="Donna Green leaves", trusts=[make.trust()])
    plan = workflow.propose(
        by=make.user("data_editor"), wrong_words="Donna Green", right_words="Donna Greene"
    )
    seen = workflow.planned(plan).digest
    workflow.approve_correction(by=make.user("sub", "Ana"), plan=plan, seen=seen)
    client.force_login(make.user("editor"))
    address = reverse("admin:articles_article_history", args=[first.article_id])
    latest = client.get(address).context["page_obj"][0]
    assert latest.history_user.username == "Ana"
    shown = {each["field"]: (each["old"], each["new"]) for each in latest.history_delta_changes}
    assert shown["Headline"] == ("Donna Green leaves", "Donna Greene leaves")
    assert shown.keys() == {"Headline", "Address"}
