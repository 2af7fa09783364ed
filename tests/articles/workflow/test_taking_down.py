"""Withdrawing, pulling and putting back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Correction
from hospitals import workflow as facts
from hospitals.models import Evidence, Source
from lib.refusals import Refused
from tests import factories, story_factories
from tests.story_factories import citing_body, live

pytestmark = pytest.mark.django_db

MORNING = factories.london("2023-04-19 06:45")


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
    article = story_factories.pulled(**citing_body(figure))
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
    story_factories.changed(version, **citing_body(factories.figure(1854)))
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
