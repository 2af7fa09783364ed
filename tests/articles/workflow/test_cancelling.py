"""What is scheduled is taken back, and with it what was released with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction
from hospitals import workflow as facts
from lib.refusals import Refused
from tests import factories, story_factories
from tests.story_factories import citing_body, live

pytestmark = pytest.mark.django_db

State = Article.State


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


def scheduled_with(figure, hours=3):
    return workflow.publish(
        by=factories.user("sub"),
        article=story_factories.approved(**citing_body(figure)),
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
        by=factories.user("editor"), article=story_factories.approved(**citing_body(figure)), at=at
    )
    assert workflow.releases_with(version) == []
    with pytest.raises(Refused, match="did not come with this version"):
        workflow.cancel_scheduled(by=factories.user("sub"), version=version, take_back=[figure])
    version.refresh_from_db()
    assert version.cancelled_at is None


def test_a_release_that_another_scheduled_story_needs_is_not_taken_back():
    figure = factories.checked(1854)
    version = scheduled_with(figure)
    story_factories.scheduled(headline="The other story", **citing_body(figure))
    with pytest.raises(Refused, match="“The other story” cites it and is set to go out"):
        workflow.cancel_scheduled(by=factories.user("sub"), version=version, take_back=[figure])


# Ten seconds


def test_from_the_desk_a_version_starts_in_ten_seconds_and_can_be_cancelled_until_then():
    figure = factories.checked(1854)
    now = timezone.now()
    version = workflow.publish(
        by=factories.user("sub"),
        article=story_factories.approved(**citing_body(figure)),
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
