"""What readers are told of a correction of many stories: one thing, once."""

import json

import pytest

from articles import workflow
from articles.models import Article, Correction
from deeds.models import Change
from tests import factories
from tests.story_factories import marked, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return factories.released(1854)


def correct(figure, value=1867, reason="our_error"):
    revision = factories.revised(figure, value, reason=reason, check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision])
    seen = workflow.planned(plan).digest
    return workflow.approve_correction(by=factories.user("sub"), plan=plan, seen=seen)


def citing(figure, number, **given):
    words = f"<p>{marked(figure, '1,854')} put off in week {number}.</p>"
    return published(headline=f"Story {number}", body=words, **given)


def entries(client, address):
    return json.loads(client.get(address).content)["items"]


def test_the_feed_of_corrections_has_one_entry(figure, client):
    for number in range(3):
        citing(figure, number)
    plan = correct(figure)
    assert plan.corrections.count() == 3
    assert len(entries(client, "/feeds/corrections.json")) == 1


def test_the_list_of_corrections_says_in_how_many_other_stories(figure, client):
    for number in range(3):
        citing(figure, number)
    correct(figure)
    page = client.get("/corrections/").content.decode()
    assert page.count("An earlier version gave the number as 1,854") == 1
    assert "and in 2 other stories" in page


def test_one_that_is_pulled_leaves_the_entry_to_the_next(figure, client):
    first, _ = citing(figure, 1), citing(figure, 2)
    correct(figure)
    workflow.pull(by=factories.user("editor"), article=first.article)
    assert len(entries(client, "/feeds/corrections.json")) == 1


def test_no_story_is_announced_anew(figure, client):
    trust = factories.trust()
    old = citing(figure, 1, trusts=[trust])
    published(headline="Something newer", trusts=[trust])
    for address in ("/feeds/stories.json", f"{trust.get_absolute_url()}feed.json"):
        before = [entry["id"] for entry in entries(client, address) if "stories" in address]
        correct_once(figure)
        after = entries(client, address)
        if before:
            assert [entry["id"] for entry in after] == before
        titles = [entry["title"] for entry in after if "Story 1" in entry["title"]]
        assert titles == ["Corrected: Story 1"]
    assert old.article.versions.count() == 2


def correct_once(figure):
    if not Correction.objects.exists():
        correct(figure)


def test_those_who_follow_the_changes_hear_of_each_story(figure):
    stories = [citing(figure, number) for number in range(2)]
    correct(figure)
    for each in stories:
        assert Change.objects.filter(uuid=each.article.uuid).last().kind == "corrected"


def test_the_page_shows_one_number_with_its_notice(figure, client):
    first = citing(figure, 1)
    correct(figure)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "1,867" in page
    text = page.replace("An earlier version gave the number as 1,854.", "")
    assert "1,854" not in text
    assert Article.objects.get(pk=first.article_id).state == "published"


def test_a_line_since_publication_stands_above_the_words_where_the_number_is_prominent(
    figure, client
):
    first = citing(figure, 1)
    revision = factories.revised(figure, 1867, reason="source_revised", check=False)
    plan = workflow.propose(by=factories.user("data_editor"), revisions=[revision])
    workflow.decide(by=factories.user("data_editor"), plan=plan, stories={first.pk: "since"})
    seen = workflow.planned(plan).digest
    workflow.approve_correction(by=factories.user("sub"), plan=plan, seen=seen)
    assert plan.corrections.get().placement == "text"
    page = client.get(first.get_absolute_url()).content.decode()
    assert page.index("Since publication") < page.index("put off in week")
