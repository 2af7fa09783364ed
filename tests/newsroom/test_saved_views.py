"""What somebody asks a list for again and again has a name of their own above it."""

import pytest
from django.urls import reverse

from deeds.models import SavedView
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
STORIES = reverse("admin:articles_article_changelist")
VIEWS = reverse("admin:saved_views")


@pytest.fixture
def reporter(client):
    reporter = make.user("reporter")
    client.force_login(reporter)
    return reporter


def save(client, label="Late ones", query="due=soon", **sent):
    return client.post(
        VIEWS, {"of": "articles.article", "query": query, "label": label, **sent}, follow=True
    )


def shown(page):
    return {view["label"]: (view["count"], view["here"]) for view in page.context["views"]}


def test_a_list_that_was_filtered_offers_to_save_the_view(client, reporter):
    filtered = client.get(STORIES, {"due": "soon"}).content.decode()

    assert "Save this view" in filtered
    assert 'name="query" value="due=soon"' in filtered
    assert "Save this view" not in client.get(STORIES).content.decode()
    assert "Save this view" not in client.get(STORIES, {"whose": "me"}).content.decode()


def test_a_saved_view_stands_above_the_list_with_its_count(client, reporter):
    stories.draft("Surgery called off", owner=reporter)
    stories.draft("Pickets at dawn", owner=reporter)

    page = save(client, "Surgery", "q=surgery")

    assert shown(page)["Surgery"] == ("1", True)
    assert shown(client.get(STORIES))["Surgery"] == ("1", False)
    assert "Saved: the view “Surgery”." in page.content.decode()


def test_which_page_of_the_list_was_open_is_no_part_of_it(client, reporter):
    save(client, query="due=soon&p=3")

    assert SavedView.objects.get().query == "due=soon"


def test_it_is_called_something_else(client, reporter):
    save(client)

    page = save(client, "Overdue", view=SavedView.objects.get().pk)

    assert shown(page)["Overdue"][1]
    assert SavedView.objects.get().label == "Overdue"


def test_it_is_removed(client, reporter):
    save(client)

    page = save(client, view=SavedView.objects.get().pk, _remove="1")

    assert "Late ones" not in shown(page)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("label", "query", "sentence"),
    [
        (" ", "due=soon", "Give the view a name."),
        ("Late ones", "", "Search or filter the list first"),
        ("Kept", "due=later", "You have a view of this name already"),
    ],
)
def test_what_cannot_be_saved_is_said(client, reporter, label, query, sentence):
    save(client, "Kept")

    page = save(client, label, query)

    assert sentence in page.content.decode()
    assert SavedView.objects.count() == 1


def test_five_are_enough_and_the_name_is_said_again(client, reporter):
    for number in range(5):
        save(client, f"View {number}", f"q={number}")

    page = save(client, "The sixth", "q=six")

    assert "Remove one; then save “The sixth” again." in page.content.decode()
    assert SavedView.objects.count() == 5


def test_nobody_sees_or_changes_those_of_others(client, reporter):
    save(client)
    theirs = SavedView.objects.get()
    client.force_login(make.user("sub"))

    assert "Late ones" not in shown(client.get(STORIES))
    page = save(client, view=theirs.pk, _remove="1")
    assert "This view is gone" in page.content.decode()
    assert SavedView.objects.exists()


def test_a_view_that_can_be_asked_no_more_has_no_count(client, reporter):
    SavedView.objects.create(by=reporter, of="articles.article", label="Old", query="gone__exact=1")

    assert shown(client.get(STORIES))["Old"] == (None, False)


def test_only_of_lists_that_one_may_see(client):
    client.force_login(make.someone("check_figure"))

    sent = {"of": "articles.article", "query": "q=a", "label": "A"}
    assert client.post(VIEWS, sent).status_code == 403
    assert client.post(VIEWS, {**sent, "of": "articles.nothing"}).status_code == 404


def test_a_view_is_of_one_list_alone(client, reporter):
    save(client)

    figures = client.get(reverse("admin:hospitals_disruptionfigure_changelist"))

    assert "Late ones" not in str(figures.context["views"])
