"""One story from the first words to the site and back, through the pages people use.

Rosa Field reports, a sub-editor approves and publishes, an editor pulls; a reader and somebody
with a program look on. Time is 19 April 2023, and moves as the story says.
"""

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article
from tests import factories, story_factories
from tests.articles.admin.conftest import change_url, do_url, fields_of

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"


@pytest.fixture
def clock(monkeypatch):
    """clock("06:45") → from now on it is that time of the day."""

    def set_to(text):
        moment = factories.london(f"2023-04-19 {text}")
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    set_to("06:45")
    return set_to


def log_in(role):
    client = Client()
    client.force_login(factories.user(role))
    return client


def write(role, **words):
    """A new story, typed into its form; returns it as saved."""
    client = log_in(role)
    typed = {
        **fields_of(client.get(ADD)),
        "section": story_factories.section().pk,
        "byline_rows-TOTAL_FORMS": "1",
        "byline_rows-0-contributor": story_factories.contributor().pk,
        "byline_rows-0-order": "0",
        **words,
    }
    assert client.post(ADD, typed).status_code == 302
    return Article.objects.latest("pk")


def rewrite(role, story, **words):
    client = log_in(role)
    typed = fields_of(client.get(change_url(story)))
    assert client.post(change_url(story), {**typed, **words}).status_code == 302


def press(role, story, button, **given):
    """Press a button of the story and confirm; returns what the desk says then."""
    client = log_in(role)
    page = client.get(do_url(story, button))
    shown = {field.html_name: field.value() for field in page.context["form"]}
    typed = {name: value for name, value in shown.items() if value not in (None, False)}
    answer = client.post(do_url(story, button), {**typed, **given}, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


class Reader:
    """Somebody who is not logged in: the pages and the API of one story."""

    def __init__(self, story):
        self.client = Client()
        self.page = f"/articles/2023/04/{story.slug}/"
        self.data = f"/api/v1/articles/{story.uuid}/"

    def statuses(self):
        return [self.client.get(address).status_code for address in (self.page, self.data)]

    def reads(self):
        return self.client.get(self.page).content.decode()

    def fetches(self):
        return self.client.get(self.data).json()

    def finds_on(self, address):
        """Whether a list of stories has a link to this one."""
        return self.page in self.client.get(address).content.decode()

    def finds(self):
        return [self.finds_on(address) for address in ("/", "/articles/", "/api/v1/articles/")]


NOWHERE, EVERYWHERE = [False] * 3, [True] * 3


@pytest.fixture
def figure():
    """1,854 appointments, checked against the source and not yet released."""
    return factories.checked(1854, at=factories.london("2023-04-18 17:00"))


@pytest.fixture
def story(clock, figure):
    number = story_factories.marked(figure, "1,854")
    return write(
        "reporter",
        headline=f"Strike puts off {number} appointments",
        body=f"<p>Southampton put off {number} appointments.</p>",
    )


@pytest.fixture
def published(clock, story):
    press("reporter", story, "submit")
    press("sub", story, "approve")
    press("sub", story, "publish", when="now", release_cited="on")
    clock("06:46")
    return story


def test_a_draft_goes_through_a_second_person_to_the_site_and_the_api(clock, story, figure):
    reader = Reader(story)
    assert press("reporter", story, "submit") == "The story is with the subs."
    clock("07:10")
    assert press("sub", story, "approve").startswith("Approved.")
    assert (reader.statuses(), reader.finds()) == ([404, 404], NOWHERE)

    at = clock("07:15")
    press("sub", story, "publish", when="now", release_cited="on")
    assert (reader.statuses(), reader.finds()) == ([404, 404], NOWHERE)
    clock("07:16")
    assert (reader.statuses(), reader.finds()) == ([200, 200], EVERYWHERE)
    page = reader.reads()
    assert f'href="/figures/{figure.pk}/">1,854</a>' in page
    assert '<a dir="auto" rel="author" href="/authors/rosa-field/">Rosa Field</a>' in page
    assert "19 April 2023" in page
    assert reader.client.get(f"/figures/{figure.pk}/").status_code == 200
    answer = reader.fetches()
    assert answer["headline"] == "Strike puts off 1,854 appointments"
    assert [(each["id"], each["value"]) for each in answer["figures"]] == [(figure.pk, 1854)]
    assert (
        answer["first_published_at"]
        == timezone.localtime(at + workflow.SECOND_THOUGHTS).isoformat()
    )


def test_a_scheduled_story_appears_by_itself_and_its_figure_with_it(clock, story, figure):
    reader = Reader(story)
    press("reporter", story, "submit")
    press("sub", story, "approve")
    said = press("sub", story, "publish", when="later", at="2023-04-19T12:00", release_cited="on")
    assert said == "Scheduled: it goes out at 12.00 on 19 April 2023."
    clock("11:59")
    assert (reader.statuses(), reader.finds()) == ([404, 404], NOWHERE)
    assert reader.client.get(f"/figures/{figure.pk}/").status_code == 404
    clock("12:00")
    assert (reader.statuses(), reader.finds()) == ([200, 200], EVERYWHERE)
    assert reader.client.get(f"/figures/{figure.pk}/").status_code == 200


def test_half_a_thought_in_the_working_copy_is_nobody_elses(clock, published):
    rewrite("reporter", published, body="<p>Half a thought</p>", remove_citations="on")
    reader = Reader(published)
    assert "Half a thought" not in reader.reads()
    assert "Half a thought" not in str(reader.fetches())


def test_a_correction_says_what_was_wrong_and_keeps_the_place_in_the_list(clock, published):
    reader = Reader(published)
    first = reader.fetches()["first_published_at"]
    clock("09:00")
    rewrite("reporter", published, body=published.body.replace("Southampton", "Hampshire"))
    press("reporter", published, "submit")
    press("sub", published, "approve")
    assert "Southampton put off" in reader.reads()
    press(
        "sub",
        published,
        "publish",
        when="now",
        kind="correction",
        was_wrong="We said that Southampton put them off.",
        is_right="It was Hampshire.",
        placement="top",
    )
    clock("09:01")
    page = reader.reads()
    assert "Hampshire put off" in page
    assert page.index("It was Hampshire.") < page.index("Hampshire put off")
    answer = reader.fetches()
    assert (answer["version"], answer["first_published_at"]) == (2, first)
    assert answer["content_modified_at"] > first
    assert [each["is_right"] for each in answer["corrections"]] == ["It was Hampshire."]


def test_a_pulled_story_is_gone_everywhere_and_one_step_puts_it_back(clock, published):
    reader = Reader(published)
    before = reader.fetches()
    clock("10:00")
    assert press("sub", published, "pull").startswith("Pulled:")
    assert (reader.statuses(), reader.finds()) == ([410, 404], NOWHERE)
    assert "appointments" not in reader.reads()
    clock("10:30")
    assert press("editor", published, "put-back") == "The story is back on the site as it was."
    assert (reader.statuses(), reader.finds()) == ([200, 200], EVERYWHERE)
    assert reader.fetches() == before


def test_the_trail_of_decisions_names_everybody(clock, published):
    press("sub", published, "pull", reason="Legal are reading it")
    press("editor", published, "put-back")
    assert [str(event) for event in published.events.all()] == [
        "sent to the subs by reporter, 19 April 2023",
        "approved by sub, 19 April 2023",
        "published by sub, 19 April 2023",
        "pulled by sub, 19 April 2023",
        "put back by editor, 19 April 2023",
    ]
