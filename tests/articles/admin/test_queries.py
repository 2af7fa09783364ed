"""The desk asks the database the same number of questions for one row and for seven."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from hospitals.models import DisruptionFigure
from tests import factories as make
from tests import story_factories as stories

from .conftest import change_url

pytestmark = pytest.mark.django_db


def questions(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


MODELS = ("article", "publishedversion", "quote", "picture", "contributor", "correction")


def rows(numbers):
    """One row of everything for each number, each with people and records of its own."""
    figure = make.released(1854) if 0 in numbers else DisruptionFigure.objects.get()
    for number in numbers:
        owner = make.user("reporter", f"r{number}")
        by = stories.contributor(f"Name {number}", user=owner)
        stories.published(headline=f"Story {number}", by=owner, bylines=[by])
        stories.quote(f"Words {number}")
        stories.picture(f"Picture {number}")
        notice = workflow.Notice(was_wrong="1,696", is_right=f"1,854, {number}", figure=figure)
        workflow.issue_correction(by=make.user("editor"), notice=notice)


def test_lists_ask_as_much_for_seven_rows_as_for_one(desk):
    client = desk("editor")
    lists = [reverse(f"admin:articles_{model}_changelist") for model in MODELS]
    rows(range(1))
    client.get(lists[0])
    one = {url: questions(client, url) for url in lists}
    rows(range(1, 7))
    assert {url: questions(client, url) for url in lists} == one


def test_the_form_of_a_story_asks_as_much_for_seven_citations_as_for_one(desk):
    client = desk("sub")

    def story(count):
        # Each of a day of its own: figures for the same thing would be compared as rivals.
        days = [date(2023, 1, 1) + timedelta(days=count * 31 + n) for n in range(count)]
        figures = [
            make.released(1854, basis="one_day", period_start=day, period_end=day) for day in days
        ]
        marks = " ".join(stories.marked(figure, "1,854") for figure in figures)
        return stories.draft(body=f"<p>{marks}</p>")

    one, seven = story(1), story(7)
    client.get(change_url(one))
    assert questions(client, change_url(seven)) == questions(client, change_url(one))
