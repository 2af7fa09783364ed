"""Laws of the time line: whatever is published, scheduled, cancelled, pulled and put back."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.models import Article, PublishedVersion
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

START = factories.london("2023-04-11 07:00")
MINUTE = timedelta(minutes=1)

steps = st.lists(
    st.tuples(
        st.sampled_from(["publish", "schedule", "cancel", "pull", "put_back"]),
        st.integers(min_value=0, max_value=90),
    ),
    min_size=1,
    max_size=9,
)


class Desk:
    """Does steps one after the other, a little later each time; keeps what was refused apart."""

    def __init__(self, article):
        self.article, self.now = article, START
        self.editor = factories.user("editor")

    def do(self, step, minutes):
        self.now += minutes * MINUTE + MINUTE
        article = Article.objects.get(pk=self.article.pk)
        try:
            getattr(self, step)(article, minutes)
        except Refused:
            return False
        return True

    def publish(self, article, minutes, at=None):
        with transaction.atomic():
            article.body = f"<p>As of {self.now:%H.%M}.</p>"
            article = workflow.save(by=self.editor, article=article, now=self.now)
            workflow.publish(by=self.editor, article=article, at=at, now=self.now, alone=True)

    def schedule(self, article, minutes):
        self.publish(article, minutes, at=self.now + (minutes + 1) * MINUTE)

    def cancel(self, article, minutes):
        version = article.versions.standing().order_by("-number").first()
        if version is None:
            raise Refused("There is none.")
        workflow.cancel_scheduled(by=self.editor, version=version, now=self.now)

    def pull(self, article, minutes):
        workflow.pull(by=self.editor, article=article, now=self.now)

    def put_back(self, article, minutes):
        workflow.put_back(by=self.editor, article=article, now=self.now)


def live(at):
    return list(PublishedVersion.objects.live(at))


def moments(versions):
    """Each boundary, and a moment to either side of it."""
    for version in versions:
        for nudge in (-1, 0, 1):
            yield version.live_from + timedelta(microseconds=nudge)


ANY_ORDER = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings(ANY_ORDER, max_examples=8)
@given(steps=steps)
def test_the_laws_of_the_time_line(db, steps):
    the_laws_hold_after(steps)


@pytest.mark.slow
@settings(ANY_ORDER, max_examples=100)
@given(steps=steps)
def test_they_hold_in_whatever_order(db, steps):
    the_laws_hold_after(steps)


def the_laws_hold_after(steps):
    with transaction.atomic():
        desk = Desk(story_factories.draft(by=factories.user("editor"), at=START))
        for step, minutes in steps:
            desk.do(step, minutes)
        versions = list(PublishedVersion.objects.order_by("number"))
        standing = [version for version in versions if version.cancelled_at is None]
        pulled = Article.objects.get(pk=desk.article.pk).pulled_at is not None
        # Numbers have no gaps, and versions start in the order of their numbers.
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert sorted(standing, key=lambda v: v.live_from) == standing
        for at in moments(versions):
            started = [version for version in standing if version.live_from <= at]
            # One at most: the last that has started, unless the story is pulled.
            assert live(at) == ([] if pulled else started[-1:])
        # The story keeps its place in lists: the moment it first went live.
        for version in standing:
            assert version.first_published_at == standing[0].live_from
        # Nothing that has ever been live is cancelled.
        for version in versions:
            assert version.cancelled_at is None or version.cancelled_at < version.live_from
        transaction.set_rollback(True)


def test_a_refused_publication_does_not_move_the_time_line():
    desk = Desk(story_factories.draft(by=factories.user("editor"), at=START))
    assert desk.do("schedule", 60)
    assert not desk.do("publish", 5)
    assert PublishedVersion.objects.count() == 1


def test_the_order_of_the_list_stays_under_corrections():
    first = story_factories.published(headline="First", at=START)
    second = story_factories.published(headline="Second", at=START)
    third = story_factories.published(headline="Third", at=START + MINUTE)

    def order():
        return [version.article_id for version in PublishedVersion.objects.live().newest_first()]

    before = order()
    story_factories.corrected(first, at=START + 60 * MINUTE)
    story_factories.corrected(second, at=START + 90 * MINUTE)
    assert order() == before == [third.article_id, second.article_id, first.article_id]
