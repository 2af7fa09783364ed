"""Notices of correction, as those learn of them who follow the changes: with their story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Correction
from deeds.models import Change
from tests import factories, truth
from tests.story_factories import (
    approved,
    changed,
    corrected,
    published,
    pulled,
    scheduled,
)

pytestmark = pytest.mark.django_db

NOTICE = workflow.Notice(was_wrong="We said 17.", is_right="It was 71.")


@pytest.fixture
def story():
    return published(headline="It stands")


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


def to_be_corrected(story, at):
    return scheduled(
        changed(story, headline="It stood"), at=at, kind="correction", notices=[NOTICE]
    )


def told():
    """Kinds of all that is told of corrections, in order."""
    return list(Change.objects.filter(what="correction").values_list("kind", flat=True))


def put_back(story):
    workflow.put_back(by=factories.user("editor"), article=story.article)


def test_a_notice_goes_with_its_story_and_comes_back_with_it(story):
    corrected(story)
    pulled(story)
    assert told() == ["created", "pulled"]
    put_back(story)
    assert told() == ["created", "pulled", "created"]
    assert truth.untold(timezone.now()) == []


def test_a_notice_that_is_to_come_does_not_come_of_a_pulled_story(story, tomorrow):
    to_be_corrected(story, tomorrow)
    assert told() == ["created"]
    pulled(story)
    assert told() == []
    assert truth.untold(tomorrow) == []


def test_it_comes_after_all_when_the_story_is_put_back_before(story, tomorrow):
    to_be_corrected(story, tomorrow)
    pulled(story)
    put_back(story)
    [change] = Change.objects.filter(what="correction")
    assert (change.kind, change.at) == ("created", tomorrow)


def test_what_is_published_over_a_pulled_story_is_told_of_when_it_is_put_back(story):
    pulled(story)
    again = approved(changed(story, headline="It stood"))
    workflow.publish(
        by=factories.user("editor"), article=again, kind="correction", notices=[NOTICE]
    )
    assert told() == []
    put_back(story)
    assert told() == ["created"]


def test_a_notice_of_a_version_that_is_cancelled_never_comes(story, tomorrow):
    version = to_be_corrected(story, tomorrow)
    workflow.cancel_scheduled(by=factories.user("editor"), version=version)
    pulled(story)
    put_back(story)
    assert told() == []
    assert Correction.objects.exists()
