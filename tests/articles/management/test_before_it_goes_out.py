"""The list that stands beside the words, in a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories, story_factories

pytestmark = pytest.mark.django_db


def told(slug):
    out = StringIO()
    call_command("before_it_goes_out", slug, stdout=out)
    return out.getvalue()


def test_it_says_what_is_to_be_done_and_by_whom():
    figure = factories.figure(13, measure="operations")
    body = f"<p>{story_factories.marked(figure, '15 operations')} were put off.</p>"
    said = told(story_factories.draft(body=body).slug).splitlines()
    assert said[0] == "For whoever writes it"
    assert said[1].startswith("  Stop. Operations, University Hospital Southampton")
    assert said[1].endswith(": the record says 13.")
    assert "For the second person" in said
    assert said[-1] == "  1 of 1 number cited"


def test_nothing_stands_in_the_way_of_a_complete_story():
    figure = factories.checked(1854)
    body = f"<p>{story_factories.marked(figure, '1,854')} appointments.</p>"
    assert told(story_factories.draft(body=body, standfirst="In short.").slug).startswith(
        "Nothing stands in its way.\n"
    )


def test_a_story_that_does_not_exist_is_told():
    with pytest.raises(CommandError, match="There is no story “nothing”"):
        told("nothing")
