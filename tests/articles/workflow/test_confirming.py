"""Confirmation by the source: of a number, of quoted words, of words of a draft."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Article
from hospitals import workflow as facts
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

MAY = factories.london("2023-05-03 09:30")


def rang(who="The press office", **given):
    return facts.Asked(who=who, channel="telephone", confirmed_at=MAY, **given)


def confirmed(figure, asked=None):
    return facts.confirm_figure(
        by=factories.user("reporter"), revision=figure.latest(), asked=asked or rang()
    )


def test_who_at_the_source_confirmed_a_number_when_how_and_who_wrote_it_down():
    assert str(confirmed(factories.figure(1854))) == (
        "Confirmed by The press office by telephone, 3 May 2023, recorded by reporter"
    )


def test_or_why_nobody_was_asked():
    skipped = confirmed(factories.figure(1854), facts.Asked(skipped_because="It is their table."))
    assert str(skipped) == ("Not put to the source, says reporter: It is their table.")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (facts.Asked(channel="telephone"), "Say who confirmed it"),
        (facts.Asked(who="Donna Green"), "Say how"),
        (
            facts.Asked("Donna", "email", timezone.now() + timedelta(days=1)),
            "still to come",
        ),
    ],
)
def test_what_is_missing_is_told(asked, why):
    with pytest.raises(Refused, match=why):
        confirmed(factories.figure(1854), asked)


def test_it_is_of_one_revision():
    figure = factories.checked(1854)
    first = figure.latest()
    confirmed(figure)
    factories.revised(figure, 1867)
    assert not figure.revisions.get(number=2).confirmations.exists()
    with pytest.raises(Refused, match="Another number has been recorded since"):
        facts.confirm_figure(by=factories.user("reporter"), revision=first, asked=rang())


def test_a_quotation_is_confirmed_by_its_revision_too():
    quote = story_factories.quote()
    first = quote.latest()
    given = workflow.confirm_quote(by=factories.user("reporter"), revision=first, asked=rang())
    assert given.revision == first
    story_factories.revised_quote(quote, words="We are very sorry")
    with pytest.raises(Refused, match="Other words have been recorded"):
        workflow.confirm_quote(by=factories.user("reporter"), revision=first, asked=rang())


def passage(article, words="put off at Southampton General", **given):
    return workflow.confirm_passage(
        by=given.pop("by", article.owner), article=article, words=words, asked=rang(**given)
    )


def holds(article):
    return [each.holds for each in workflow.passages(Article.objects.get(pk=article.pk))]


def test_a_passage_is_confirmed_until_its_words_are_others():
    article = story_factories.draft()
    passage(article)
    assert holds(article) == [True]
    article.body = f"<p>First of all.</p>{article.body}"
    article = workflow.save(by=article.owner, article=article)
    assert holds(article) == [True]
    article.body = article.body.replace("put off", "cancelled")
    article = workflow.save(by=article.owner, article=article)
    assert holds(article) == [False]


def test_it_names_words_of_the_story():
    with pytest.raises(Refused, match="does not stand in the story"):
        passage(story_factories.draft(), "Other words")
    with pytest.raises(Refused, match="Give the words"):
        passage(story_factories.draft(), " ")


def test_somebody_without_a_role_records_nothing():
    figure = factories.figure(1854)
    with pytest.raises(PermissionDenied):
        facts.confirm_figure(
            by=factories.someone("view_disruptionfigure"), revision=figure.latest(), asked=rang()
        )
