"""The way of a story to the site and off it again, one behaviour each."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles import workflow
from articles.models import Article, ArticleEvent, Citation, Correction, PublishedVersion
from hospitals import workflow as facts
from hospitals.models import Evidence, Source
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

MORNING = factories.london("2023-04-19 06:45")
State = Article.State


def live(article, at=None):
    return PublishedVersion.objects.live(at).filter(article=article).first()


def kinds(article):
    return [event.kind for event in article.events.all()]


# The working copy


def test_a_new_story_belongs_to_its_writer():
    article = story_factories.draft()
    assert (article.owner, article.state, article.version) == (
        factories.user("reporter"),
        State.DRAFT,
        1,
    )


def test_saving_cleans_the_markup():
    article = story_factories.draft(
        headline="<b>Strike</b> begins", body='<p onclick="x()">Words<script>bad()</script></p>'
    )
    assert (article.headline, article.body) == ("Strike begins", "<p>Words</p>")


def test_saving_lists_the_citations_of_the_working_copy():
    figure = factories.checked(1854)
    words = story_factories.marked(figure, "Nearly 2,000")
    article = story_factories.draft(headline=f"{words} appointments put off")
    cited = Citation.objects.working().get(article=article)
    assert (cited.place, cited.words) == ("headline", "Nearly 2,000")
    assert cited.figure_revision.figure == figure


def test_the_second_of_two_savers_is_told_and_nothing_is_overwritten():
    article = story_factories.draft(headline="Alice’s headline")
    sub = factories.user("sub")
    mine = Article.objects.get(pk=article.pk)
    theirs = Article.objects.get(pk=article.pk)
    theirs.headline = "The sub’s headline"
    workflow.save(by=sub, article=theirs)
    mine.headline = "Alice’s second headline"
    with pytest.raises(Refused, match=r"sub saved this story at .* compare the two"):
        workflow.save(by=article.owner, article=mine)
    article.refresh_from_db()
    assert article.headline == "The sub’s headline"


def test_a_stale_instance_cannot_undo_a_decision():
    article = story_factories.draft()
    stale = Article.objects.get(pk=article.pk)
    story_factories.with_subs(article)
    stale.headline = "A sub’s headline"
    workflow.save(by=factories.user("sub"), article=stale)
    article.refresh_from_db()
    assert article.state == State.WITH_SUBS


def test_a_reporter_cannot_change_a_story_that_is_with_the_subs():
    article = story_factories.with_subs()
    article.headline = "Changed"
    with pytest.raises(PermissionDenied, match="You may not change this story now"):
        workflow.save(by=article.owner, article=article)


def test_editing_a_published_story_makes_it_a_draft_again():
    version = story_factories.published()
    article = story_factories.changed(version, body="<p>More.</p>")
    assert article.state == State.DRAFT


def test_saving_a_published_story_unchanged_leaves_it_as_published():
    version = story_factories.published()
    assert story_factories.changed(version).state == State.PUBLISHED


# To the subs and back


def test_submit_send_back_and_submit_again_leave_a_trail():
    article = story_factories.with_subs()
    sub = factories.user("sub")
    workflow.send_back(by=sub, article=article, reason="Ring the trust")
    workflow.submit(by=article.owner, article=article)
    assert kinds(article) == ["submitted", "sent_back", "submitted"]
    assert article.events.all()[1].reason == "Ring the trust"


def test_sending_back_takes_a_reason():
    article = story_factories.with_subs()
    with pytest.raises(Refused, match="Say what is to be done"):
        workflow.send_back(by=factories.user("sub"), article=article, reason=" ")
    article.refresh_from_db()
    assert article.state == State.WITH_SUBS


def test_submitting_twice_is_refused():
    article = story_factories.with_subs()
    with pytest.raises(Refused, match="already with the subs"):
        workflow.submit(by=article.owner, article=article)


def test_a_story_in_which_nothing_has_changed_does_not_go_to_the_subs_again():
    version = story_factories.published()
    with pytest.raises(Refused, match="already published as it stands"):
        workflow.submit(by=version.article.owner, article=version.article)


def test_a_refusal_says_how_the_story_stands_and_whose_it_is():
    article = story_factories.draft(by=factories.user("sub"))
    with pytest.raises(Refused, match="not with the subs: it is a draft"):
        workflow.approve(by=factories.user("editor"), article=article)
    with pytest.raises(PermissionDenied, match="now: it is a draft and belongs to sub"):
        workflow.save(by=factories.user("reporter"), article=article)


def test_an_empty_field_is_named():
    article = story_factories.draft()
    article.headline = ""
    with pytest.raises(Refused, match="Headline: "):
        workflow.save(by=article.owner, article=article)


# Approval


def test_nobody_approves_their_own_story():
    sub = factories.user("sub")
    article = story_factories.draft(by=sub)
    workflow.submit(by=sub, article=article)
    with pytest.raises(Refused, match="This is your story: another person approves it"):
        workflow.approve(by=sub, article=article)


def test_nobody_approves_what_they_sent_to_the_subs_themselves():
    sub = factories.user("sub")
    article = story_factories.draft()
    workflow.submit(by=sub, article=article)
    with pytest.raises(Refused, match="You sent this story to the subs: another person"):
        workflow.approve(by=sub, article=article)


def test_a_reporter_cannot_approve():
    article = story_factories.with_subs()
    other = factories.user("reporter", name="bob")
    with pytest.raises(PermissionDenied, match="Your role may not approve this story"):
        workflow.approve(by=other, article=article)


def test_an_approval_is_void_when_the_text_changes():
    article = story_factories.approved()
    article.body = "<p>Other words.</p>"
    article = workflow.save(by=factories.user("sub"), article=article)
    assert (article.state, article.approved_by, article.approved_hash) == (
        State.WITH_SUBS,
        None,
        "",
    )


def test_an_approval_survives_a_change_that_readers_do_not_see():
    article = story_factories.approved()
    article.job = "Ring the trust again at six"
    assert workflow.save(by=factories.user("sub"), article=article).state == State.APPROVED


def test_an_approval_is_void_when_a_cited_record_changes():
    figure = factories.released(1854)
    body = f"<p>{story_factories.marked(figure, '1,854')} were put off.</p>"
    article = story_factories.approved(body=body)
    factories.revised(figure, 1867)
    with pytest.raises(Refused, match="a record it rests on, has changed since"):
        workflow.publish(by=factories.user("editor"), article=article)


# Publishing


def test_publishing_puts_the_snapshot_before_readers():
    figure = factories.released(1854)
    words = story_factories.marked(figure, "1,854")
    trust = factories.trust("RHM")
    article = story_factories.draft(body=f"<p>{words} put off.</p>", trusts=[trust])
    version = story_factories.published(article)
    assert live(article) == version
    assert (version.number, version.kind, version.byline) == (1, "first", "Rosa Field")
    assert f"/figures/{figure.pk}/" in version.body_html
    assert version.trust_links.get().trust == trust
    assert version.citations.get().figure_revision == figure.revisions.get()


def test_editing_after_publishing_changes_nothing_for_readers():
    version = story_factories.published(body="<p>As printed.</p>")
    story_factories.changed(version, body="<p>Half a thought</p>", headline="Not yet")
    assert live(version.article).body_html == version.body_html


def test_a_scheduled_version_starts_by_itself():
    version = story_factories.scheduled(at=timezone.now() + timedelta(hours=2))
    before = version.live_from - timedelta(microseconds=1)
    assert live(version.article) is None
    assert live(version.article, before) is None
    assert live(version.article, version.live_from) == version


def test_an_update_keeps_the_place_in_the_list_and_moves_the_modified_time():
    first = story_factories.published(at=MORNING)
    second = story_factories.updated(first, at=MORNING + timedelta(hours=1), body="<p>More.</p>")
    assert second.first_published_at == MORNING
    assert second.content_modified_at == MORNING + timedelta(hours=1)
    assert live(first.article, MORNING + timedelta(minutes=59)) == first
    assert live(first.article) == second


def test_publishing_unapproved_is_refused():
    article = story_factories.with_subs()
    with pytest.raises(Refused, match="a second person approves it"):
        workflow.publish(by=factories.user("editor"), article=article)
    assert not article.versions.exists()


def test_publishing_what_is_published_already_names_the_first_publisher():
    version = story_factories.published()
    with pytest.raises(Refused, match=r"editor published this text at .* nothing has changed"):
        workflow.publish(by=factories.user("sub"), article=version.article)


def test_a_version_cannot_start_before_one_that_is_scheduled():
    version = story_factories.scheduled()
    article = story_factories.changed(version, body="<p>Other.</p>")
    article = story_factories.approved(article)
    with pytest.raises(Refused, match="A version is set to start at"):
        workflow.publish(by=factories.user("editor"), article=article)


def test_publishing_into_the_past_is_refused():
    article = story_factories.approved()
    with pytest.raises(Refused, match="The time to publish has passed"):
        workflow.publish(
            by=factories.user("editor"), article=article, at=timezone.now() - timedelta(minutes=1)
        )


def test_publishing_offers_to_release_what_it_cites():
    figure = factories.checked(1854)
    body = f"<p>{story_factories.marked(figure, '1,854')} put off.</p>"
    article = story_factories.approved(body=body)
    with pytest.raises(Refused, match="the figure is not released"):
        workflow.publish(by=factories.user("editor"), article=article)
    at = timezone.now() + timedelta(hours=3)
    workflow.publish(by=factories.user("editor"), article=article, at=at, release_cited=True)
    figure.refresh_from_db()
    assert figure.released_at == at


def test_a_duty_editor_may_publish_on_one_pair_of_eyes_and_the_version_says_so():
    editor = factories.user("editor")
    article = story_factories.draft(by=editor)
    version = workflow.publish(by=editor, article=article, alone=True)
    assert version.on_one_pair_of_eyes
    assert version.approved_by is None
    assert kinds(article) == ["published", "overridden"]


def test_the_second_look_takes_another_person():
    editor = factories.user("editor")
    article = story_factories.draft(by=editor)
    workflow.publish(by=editor, article=article, alone=True)
    with pytest.raises(Refused, match="takes another person"):
        workflow.look_again(by=editor, article=article)
    workflow.look_again(by=factories.user("sub"), article=article)
    assert kinds(article)[-1] == "looked_again"


def small_fixes(*publishers):
    """A story with a small fix by each."""
    version = story_factories.published(body="<p>Teh ward, teh bed and teh door.</p>")
    for number, by in enumerate(publishers, 1):
        body = "<p>Teh ward, teh bed and teh door.</p>".replace("teh", "the", number)
        fixed = story_factories.changed(version, body=body)
        version = workflow.publish(by=by, article=fixed, kind="small_fix")
    return version.article


def test_each_small_fix_waits_for_a_second_look_by_another_person():
    sub, editor = factories.user("sub"), factories.user("editor")
    article = small_fixes(sub, editor)
    workflow.look_again(by=editor, article=article)
    assert [each.published_by for each in article.versions.for_second_look()] == [editor]
    with pytest.raises(Refused, match="You published it"):
        workflow.look_again(by=editor, article=article)
    workflow.look_again(by=sub, article=article)
    assert not article.versions.for_second_look().exists()


def test_only_what_stood_on_the_page_is_ticked_off():
    sub = factories.user("sub")
    article = small_fixes(sub, sub)
    first, second = article.versions.for_second_look().order_by("number")
    workflow.look_again(by=factories.user("editor"), article=article, versions=[first])
    assert list(article.versions.for_second_look()) == [second]


def test_nothing_to_look_at_is_said():
    with pytest.raises(Refused, match="Nothing of this story waits"):
        workflow.look_again(by=factories.user("sub"), article=story_factories.published().article)


def test_a_sub_editor_may_not_publish_on_one_pair_of_eyes():
    article = story_factories.with_subs()
    with pytest.raises(PermissionDenied, match="one pair of eyes"):
        workflow.publish(by=factories.user("sub"), article=article, alone=True)


# Small fixes and corrections


def test_a_small_fix_needs_no_approval_and_does_not_move_the_modified_time():
    first = story_factories.published(at=MORNING, body="<p>The strike hit the hosptal hard.</p>")
    article = story_factories.changed(first, body="<p>The strike hit the hospital hard.</p>")
    fix = workflow.publish(by=factories.user("sub"), article=article, kind="small_fix")
    assert fix.content_modified_at == MORNING
    assert fix.approved_by is None
    assert not fix.on_one_pair_of_eyes


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"headline": "Another headline"}, "the headline"),
        ({"body": "<p>Donna Green said 131 clinics were “put off”.</p>"}, "a number"),
        ({"body": "<p>Dona Green said 130 clinics were “put off”.</p>"}, "a name"),
        ({"body": "<p>Donna Green said 130 clinics were “called off”.</p>"}, "quotation marks"),
    ],
)
def test_more_than_a_small_fix_is_refused_by_name(change, named):
    body = "<p>Donna Green said 130 clinics were “put off”.</p>"
    version = story_factories.published(headline="Clinics put off", body=body)
    article = story_factories.changed(version, **change)
    with pytest.raises(Refused, match=named):
        workflow.publish(by=factories.user("sub"), article=article, kind="small_fix")


def test_a_small_fix_may_not_touch_cited_words():
    figure = factories.released(1854)
    mark = story_factories.marked
    version = story_factories.published(body=f"<p>{mark(figure, 'nearly 2,000')} put off.</p>")
    article = story_factories.changed(version, body="<p>nearly 2,000 put off.</p>")
    with pytest.raises(Refused, match="cited words"):
        workflow.publish(by=factories.user("sub"), article=article, kind="small_fix")


def test_a_correction_says_what_was_wrong_and_what_is_right():
    first = story_factories.published(at=MORNING)
    version = story_factories.corrected(first)
    correction = Correction.objects.public().get()
    assert (correction.article, correction.version) == (first.article, version)
    assert (correction.was_wrong, correction.is_right) == (
        "We said that 1,696 appointments were put off.",
        "It was 1,854.",
    )


def test_a_correction_without_a_notice_is_refused():
    first = story_factories.published()
    article = story_factories.approved(story_factories.changed(first, body="<p>Other.</p>"))
    with pytest.raises(Refused, match="Say what was wrong and what is right"):
        workflow.publish(by=factories.user("editor"), article=article, kind="correction")


def test_a_notice_without_a_correction_is_refused():
    first = story_factories.published()
    article = story_factories.approved(story_factories.changed(first, body="<p>Other.</p>"))
    notice = workflow.Notice(was_wrong="1,696", is_right="1,854")
    with pytest.raises(Refused, match="A notice goes out with a correction"):
        workflow.publish(by=factories.user("editor"), article=article, notices=[notice])


def test_a_first_version_is_no_update():
    article = story_factories.approved()
    with pytest.raises(Refused, match="has not been published before"):
        workflow.publish(by=factories.user("editor"), article=article, kind="update")


def test_a_scheduled_correction_is_not_public_before_its_version():
    first = story_factories.published()
    article = story_factories.approved(story_factories.changed(first, body="<p>Other.</p>"))
    notice = workflow.Notice(was_wrong="1,696", is_right="1,854")
    at = timezone.now() + timedelta(hours=1)
    workflow.publish(
        by=factories.user("editor"), article=article, kind="correction", notices=[notice], at=at
    )
    assert not Correction.objects.public().exists()
    assert Correction.objects.public(at).exists()


# Cancelling


def test_a_cancelled_version_never_starts_and_the_text_is_approved_still():
    version = story_factories.scheduled()
    workflow.cancel_scheduled(by=factories.user("sub"), version=version, reason="Held")
    assert live(version.article, version.live_from) is None
    version.article.refresh_from_db()
    assert version.article.state == State.APPROVED


def test_the_same_moment_is_free_again_after_cancelling():
    version = story_factories.scheduled()
    workflow.cancel_scheduled(by=factories.user("sub"), version=version)
    again = workflow.publish(
        by=factories.user("editor"), article=version.article, at=version.live_from
    )
    assert (again.number, live(version.article, version.live_from)) == (2, again)


def test_a_live_version_cannot_be_cancelled():
    version = story_factories.published()
    with pytest.raises(Refused, match="live already"):
        workflow.cancel_scheduled(by=factories.user("editor"), version=version)


def test_the_later_of_two_scheduled_versions_is_cancelled_first():
    first = story_factories.scheduled()
    article = story_factories.changed(first, body="<p>Later.</p>")
    story_factories.scheduled(article, at=first.live_from + timedelta(hours=1))
    with pytest.raises(Refused, match="A later version builds on this one"):
        workflow.cancel_scheduled(by=factories.user("editor"), version=first)


def citing(figure):
    return {"body": f"<p>{story_factories.marked(figure, '1,854')} put off.</p>"}


def scheduled_with(figure, hours=3):
    return workflow.publish(
        by=factories.user("sub"),
        article=story_factories.approved(**citing(figure)),
        at=timezone.now() + timedelta(hours=hours),
        release_cited=True,
    )


def test_a_cancelled_version_takes_back_the_releases_that_came_with_it():
    figure = factories.checked(1854)
    version = scheduled_with(figure)
    assert workflow.releases_with(version) == [figure]
    workflow.cancel_scheduled(by=factories.user("sub"), version=version, take_back=[figure])
    figure.refresh_from_db()
    assert figure.released_at is None
    assert figure.decisions.last().kind == "taken_back"


def test_releases_stay_where_nobody_asks_to_take_them_back():
    figure = factories.checked(1854)
    version = scheduled_with(figure)
    workflow.cancel_scheduled(by=factories.user("sub"), version=version)
    figure.refresh_from_db()
    assert figure.released_at == version.live_from


def test_a_release_that_was_decided_by_itself_did_not_come_with_the_version():
    figure = factories.checked(1854)
    at = timezone.now() + timedelta(hours=3)
    facts.release(by=factories.user("editor"), figures=[figure], at=at)
    version = workflow.publish(
        by=factories.user("editor"), article=story_factories.approved(**citing(figure)), at=at
    )
    assert workflow.releases_with(version) == []
    with pytest.raises(Refused, match="did not come with this version"):
        workflow.cancel_scheduled(by=factories.user("sub"), version=version, take_back=[figure])
    version.refresh_from_db()
    assert version.cancelled_at is None


def test_a_release_that_another_scheduled_story_needs_is_not_taken_back():
    figure = factories.checked(1854)
    version = scheduled_with(figure)
    story_factories.scheduled(headline="The other story", **citing(figure))
    with pytest.raises(Refused, match="“The other story” cites it and is set to go out"):
        workflow.cancel_scheduled(by=factories.user("sub"), version=version, take_back=[figure])


# Ten seconds


def test_from_the_desk_a_version_starts_in_ten_seconds_and_can_be_cancelled_until_then():
    figure = factories.checked(1854)
    now = timezone.now()
    version = workflow.publish(
        by=factories.user("sub"),
        article=story_factories.approved(**citing(figure)),
        release_cited=True,
        wait=workflow.SECOND_THOUGHTS,
        now=now,
    )
    figure.refresh_from_db()
    assert version.live_from == figure.released_at == now + timedelta(seconds=10)
    assert version.article.events.filter(kind="published").exists()
    workflow.cancel_scheduled(
        by=factories.user("sub"),
        version=version,
        take_back=[figure],
        now=now + timedelta(seconds=9),
    )
    assert live(version.article, version.live_from) is None


def test_after_ten_seconds_it_is_too_late_to_cancel():
    now = timezone.now()
    version = workflow.publish(
        by=factories.user("sub"),
        article=story_factories.approved(),
        wait=workflow.SECOND_THOUGHTS,
        now=now,
    )
    with pytest.raises(Refused, match="live already: pull the story"):
        workflow.cancel_scheduled(by=factories.user("sub"), version=version, now=version.live_from)


def test_a_correction_waits_with_its_version():
    first = story_factories.published()
    article = story_factories.approved(story_factories.changed(first, body="<p>Other.</p>"))
    notice = workflow.Notice(was_wrong="1,696", is_right="1,854")
    version = workflow.publish(
        by=factories.user("sub"),
        article=article,
        kind="correction",
        notices=[notice],
        wait=workflow.SECOND_THOUGHTS,
    )
    assert Correction.objects.get().issued_at == version.live_from


# Withdrawing and pulling


def test_a_withdrawn_story_shows_its_notice_and_earlier_versions_stay():
    first = story_factories.published(at=MORNING, headline="Strike &amp; rally")
    version = story_factories.withdrawn(first, "We could not stand it up.")
    assert (version.notice, version.body_html) == ("We could not stand it up.", "")
    assert version.headline_html == "Strike &amp; rally"
    assert live(first.article) == version
    assert live(first.article, MORNING) == first


def test_nothing_of_an_unpublished_working_copy_reaches_a_withdrawal():
    first = story_factories.published(kicker="Strikes")
    story_factories.changed(first, kicker="Secret", dateline="SECRET", headline="Secret")
    version = story_factories.withdrawn(first)
    assert (version.kicker, version.dateline, version.headline_text) == (
        "Strikes",
        "",
        first.headline_text,
    )


def test_a_pulled_story_is_gone_at_every_time():
    version = story_factories.published(at=MORNING)
    story_factories.pulled(version)
    assert live(version.article) is None
    assert live(version.article, MORNING) is None


def test_a_pulled_story_takes_its_corrections_along():
    version = story_factories.corrected(story_factories.published(at=MORNING))
    article = story_factories.pulled(version)
    assert not Correction.objects.public().exists()
    workflow.put_back(by=factories.user("editor"), article=article)
    assert Correction.objects.public().exists()


def test_putting_back_is_one_step():
    version = story_factories.published()
    article = story_factories.pulled(version)
    workflow.put_back(by=factories.user("editor"), article=article)
    assert live(article) == version


def test_a_sub_may_pull_alone_but_not_put_back():
    version = story_factories.published()
    article = workflow.pull(by=factories.user("sub"), article=version.article)
    with pytest.raises(PermissionDenied, match="put this story back"):
        workflow.put_back(by=factories.user("sub"), article=article)


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor", "editor"])
def test_any_role_pulls(role):
    version = story_factories.published()
    workflow.pull(by=factories.user(role, "whoever"), article=version.article)
    assert live(version.article) is None


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor"])
def test_only_an_editor_puts_back(role):
    article = story_factories.pulled()
    with pytest.raises(PermissionDenied, match="Your role may not put this story back"):
        workflow.put_back(by=factories.user(role, "whoever"), article=article)


def pulled_with_quote(evidence=None):
    quote = story_factories.quote(evidence=evidence)
    words = story_factories.marked(quote, "We are sorry that people had to wait")
    return story_factories.pulled(body=f"<p>{words}, she said.</p>"), quote


def stays_away(article, *said):
    with pytest.raises(Refused) as refusal:
        workflow.put_back(by=factories.user("editor"), article=article)
    assert all(words in " ".join(refusal.value.messages) for words in said), refusal.value.messages
    article.refresh_from_db()
    assert article.pulled_at is not None


def test_a_withdrawn_figure_stays_away_and_a_version_without_it_comes_back():
    figure = factories.released(1854)
    article = story_factories.pulled(**citing(figure))
    facts.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice")
    stays_away(article, "the figure was withdrawn (Counted twice)", "publish a version without it")
    article.refresh_from_db()
    article.body = "<p>Appointments were put off.</p>"
    article = workflow.save(by=article.owner, article=article)
    story_factories.published(article)
    assert workflow.put_back(by=factories.user("editor"), article=article).pulled_at is None


def test_what_is_off_the_record_by_now_stays_away():
    article, quote = pulled_with_quote()
    Source.objects.filter(spoken__revision__quote=quote).update(terms="off_record")
    stays_away(article, "off the record", "publish a version without it over this one")


def test_what_is_under_embargo_stays_away_until_it_has_passed():
    evidence = factories.evidence(kind="statement")
    article, _ = pulled_with_quote(evidence)
    Evidence.objects.filter(pk=evidence.pk).update(
        embargo_until=timezone.now() + timedelta(hours=2)
    )
    stays_away(article, "under embargo until", "put it back when that has passed")


def test_the_gate_asks_about_the_version_that_comes_back_and_not_the_working_copy():
    version = story_factories.published()
    story_factories.changed(version, **citing(factories.figure(1854)))
    article = story_factories.pulled(version)
    workflow.put_back(by=factories.user("editor"), article=article)
    assert live(article) == version


def test_a_draft_cannot_be_pulled():
    with pytest.raises(Refused, match="nothing to pull"):
        workflow.pull(by=factories.user("editor"), article=story_factories.draft())


def test_what_is_published_over_a_pulled_story_is_seen_once_an_editor_puts_it_back():
    """Else a story that may not come back as it was could never be put right."""
    version = story_factories.published()
    article = story_factories.approved(story_factories.changed(version, body="<p>New.</p>"))
    workflow.pull(by=factories.user("reporter"), article=article)
    new = workflow.publish(by=factories.user("editor"), article=article)
    assert live(article) is None
    workflow.put_back(by=factories.user("editor"), article=article)
    assert live(article) == new


def test_a_pulled_story_is_not_withdrawn():
    version = story_factories.published()
    story_factories.pulled(version)
    with pytest.raises(Refused, match="put it back first"):
        story_factories.withdrawn(version)


# What is kept


def test_published_versions_refuse_to_change():
    version = story_factories.published()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        PublishedVersion.objects.filter(pk=version.pk).update(headline_html="Other")


def test_decisions_refuse_to_change():
    version = story_factories.published()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ArticleEvent.objects.filter(article=version.article).update(reason="Other")


def test_a_cited_record_cannot_be_deleted():
    figure = factories.released(1854)
    story_factories.draft(body=f"<p>{story_factories.marked(figure, '1,854')}</p>")
    with pytest.raises(DatabaseError):
        figure.delete()


def test_a_refused_publication_leaves_nothing_behind():
    figure = factories.figure(1854)
    body = f"<p>{story_factories.marked(figure, '1,854')} put off.</p>"
    article = story_factories.approved(body=body)
    before = (article.events.count(), Citation.objects.count())
    with pytest.raises(Refused, match="not checked"):
        workflow.publish(by=factories.user("editor"), article=article, release_cited=True)
    assert (article.events.count(), Citation.objects.count()) == before
    assert not PublishedVersion.objects.exists()
    article.refresh_from_db()
    assert article.state == State.APPROVED


def test_queries_need_one_reason_which_is_kept():
    figure = factories.released(1854)
    body = f"<p>{story_factories.marked(figure, 'more than 2,000')} put off.</p>"
    article = story_factories.approved(body=body)
    with pytest.raises(Refused, match="the words say “more than 2,000”, the record says 1,854"):
        workflow.publish(by=factories.user("editor"), article=article)
    workflow.publish(by=factories.user("editor"), article=article, left_because="Their words")
    event = article.events.get(kind="published")
    assert event.reason == "Their words"
    assert event.left_as_is[0]["place"] == "body"
