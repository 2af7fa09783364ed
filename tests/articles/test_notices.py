"""The list of corrections: every notice that was issued, with its story and its figure."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from lib.refusals import Refused
from tests import factories
from tests.hospitals.test_pages import words_of
from tests.story_factories import corrected, published, pulled, scheduled

pytestmark = pytest.mark.django_db

JANUARY = factories.london("2016-01-12 07:00")


def issue(is_right="It was 1,854.", at=None, **notice):
    article = notice.pop("article", None)
    return workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(**{"was_wrong": "We said 1,696.", "is_right": is_right, **notice}),
        article=article,
        now=at,
    )


def test_a_correction_names_its_story_and_says_what_was_wrong_and_what_is_right(client):
    version = corrected(published(headline="Strike puts off 1,696", at=JANUARY))
    response = client.get("/corrections/")
    words = words_of(response)
    assert "We said that 1,696 appointments were put off. It was 1,854." in words
    assert f'href="{version.get_absolute_url()}"' in response.content.decode()


def test_a_wrong_figure_that_no_story_cites_still_gets_one(client):
    figure = factories.released(1854)
    issue(figure=figure)
    response = client.get("/corrections/")
    assert "It was 1,854." in words_of(response)
    assert f'href="{figure.get_absolute_url()}"' in response.content.decode()


def test_a_figure_that_readers_cannot_see_is_not_named(client):
    figure = factories.checked(1854)
    issue("It was another number.", figure=figure)
    response = client.get("/corrections/")
    assert "It was another number." in words_of(response)
    assert figure.get_absolute_url() not in response.content.decode()


def test_notices_of_pulled_stories_and_of_scheduled_versions_are_not_listed(client):
    version = published(at=JANUARY)
    issue("Of a pulled story.", article=version.article)
    pulled(version)
    notice = workflow.Notice(was_wrong="We said 1.", is_right="Of tomorrow.")
    other = published(headline="Another", at=JANUARY)
    other.article.headline = "Another, corrected"
    workflow.save(by=other.article.owner, article=other.article)
    scheduled(other.article, kind="correction", notices=[notice])
    words = words_of(client.get("/corrections/"))
    assert "Of a pulled story." not in words
    assert "Of tomorrow." not in words
    assert "We have issued no correction." in words


def test_corrections_are_turned_by_page_the_newest_first(client, three_a_page):
    figure = factories.released(1854)
    for number in range(4):
        issue(f"It was {number}.", figure=figure, at=JANUARY + timedelta(days=number))
    first = client.get("/corrections/")
    assert [line.notice.is_right for line in first.context["lines"]][:2] == [
        "It was 3.",
        "It was 2.",
    ]
    second = client.get(first.context["page"].next_url)
    assert [line.notice.is_right for line in second.context["lines"]] == ["It was 0."]
    assert client.get("/corrections/?kind=apology").status_code == 400


# A notice by itself


def test_a_notice_has_an_address_of_its_own(client):
    version = published(headline="Pickets return")
    notice = issue(article=version.article)
    words = words_of(client.get(f"/corrections/{notice.uuid}/"))
    assert "We said 1,696. It was 1,854." in words
    assert "Pickets return" in words


def test_a_notice_that_stands_alone_outlives_the_pull_of_its_story(client):
    version = published(headline="Pickets return")
    repeats = issue(article=version.article)
    alone = issue(
        "We apologise to a doctor.", was_wrong="", stands_alone=True, article=version.article
    )
    pulled(version)
    words = words_of(client.get("/corrections/"))
    assert "We apologise to a doctor." in words
    assert "1,696" not in words
    assert "Pickets return" not in words
    assert client.get(repeats.get_absolute_url()).status_code == 404
    assert "We apologise" in words_of(client.get(alone.get_absolute_url()))
    assert "We apologise" in client.get("/feeds/corrections.atom").content.decode()


def test_a_notice_of_a_story_that_is_pulled_stands_alone_or_is_refused():
    version = pulled(published())
    with pytest.raises(Refused, match="not on the site"):
        issue(article=version)
    assert issue("We were wrong.", was_wrong="", stands_alone=True, article=version)


@pytest.mark.parametrize("placement", ["above", "top", "text", "foot", "page"])
def test_a_notice_stands_where_it_was_put(client, placement):
    version = published()
    issue("THE NOTICE", article=version.article, placement=placement)
    page = client.get(version.get_absolute_url()).content.decode()
    at = {name: page.index(mark) for name, mark in MARKS.items()}
    if placement == "page":
        assert "THE NOTICE" not in page.split("</head>")[1]
        return
    here = page.index("THE NOTICE", page.index("<main"))
    earlier, later = BETWEEN[placement]
    assert at[earlier] < here < at[later]


MARKS = {"start": '<article class="story">', "h1": "<h1", "rail": 'class="rail"', "end": "</main>"}
MARKS |= {"body": 'class="story-body"'}
BETWEEN = {
    "above": ("start", "h1"),
    "top": ("rail", "body"),
    "text": ("rail", "body"),
    "foot": ("body", "end"),
}


def test_a_ruling_stands_on_the_front_page_until_its_date(client, monkeypatch):
    version = published(headline="Pickets return")
    issue(
        "The regulator upheld a complaint.",
        was_wrong="",
        kind="ruling",
        address="https://www.example.org/rulings/1234-16/",
        placement="page",
        home_until=timezone.now() + timedelta(hours=24),
        article=version.article,
    )
    page = client.get("/").content.decode()
    assert "The regulator upheld a complaint." in page
    assert "https://www.example.org/rulings/1234-16/" in page
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert "https://www.example.org/rulings/1234-16/" not in client.get("/").content.decode()
