"""How a story comes before readers, and what is said to whoever may not bring it there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles import workflow
from articles.models import Article, ArticleEvent, Citation, Correction, PublishedVersion
from articles.workflow import publishing
from articles.workflow.content import load
from lib.refusals import Refused
from tests import factories, story_factories
from tests.story_factories import citing_body, live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

MORNING = factories.london("2023-04-19 06:45")

State = Article.State


def kinds(article):
    return [event.kind for event in article.events.all()]


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


def test_a_sub_editor_may_not_publish_on_one_pair_of_eyes():
    article = story_factories.with_subs()
    with pytest.raises(PermissionDenied, match="one pair of eyes"):
        workflow.publish(by=factories.user("sub"), article=article, alone=True)


def test_publishing_loads_the_content_once(monkeypatch):
    loaded = []
    monkeypatch.setattr(publishing, "load", lambda article: loaded.append(article) or load(article))
    figure = factories.checked(1854)
    article = story_factories.approved(**citing_body(figure))
    at = timezone.now() + timedelta(hours=3)
    workflow.publish(by=factories.user("editor"), article=article, at=at, release_cited=True)
    assert loaded == [article]


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


# What is kept


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


def test_words_against_their_record_need_a_reason_and_a_second_look():
    figure = factories.released(1854)
    body = f"<p>{story_factories.marked(figure, 'more than 2,000')} put off.</p>"
    article = story_factories.approved(body=body)
    with pytest.raises(Refused, match="“more than 2,000”: the record says 1,854"):
        workflow.publish(by=factories.user("editor"), article=article)
    version = workflow.publish(
        by=factories.user("editor"), article=article, left_because="Their words"
    )
    assert version.against_record
    assert list(PublishedVersion.objects.for_second_look()) == [version]
    event = article.events.get(kind="published")
    assert event.reason == "Their words"
    assert event.left_as_is[0]["place"] == "body"


def test_what_is_only_queried_takes_no_second_look():
    figure = factories.released(500, how_exact="more_than")
    body = f"<p>{story_factories.marked(figure, '520')} put off.</p>"
    article = story_factories.approved(body=body)
    workflow.publish(by=factories.user("editor"), article=article, left_because="Counted since")
    assert not PublishedVersion.objects.for_second_look().exists()
