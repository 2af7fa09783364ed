"""A “do not say” of a measure is tried over the archive before it is switched on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.not_said import who_says
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
SENTENCE = "“patients”: one person may have several appointments"


@pytest.fixture
def figure():
    return make.released(1854)


def said(figure, words, headline="Strike puts off appointments"):
    number = stories.marked(figure, "1,854")
    return stories.published(headline=headline, body=f"<p>Trusts put off {number} {words}.</p>")


def found(figure, sentence=SENTENCE, limit=10):
    return who_says(figure.measure, sentence, at=timezone.now(), limit=limit)


def test_stories_that_say_it_are_listed_with_their_sentence(figure):
    said(figure, "patients", "Patients put off")
    said(figure, "appointments")
    tried = found(figure)
    assert [(story.headline, story.sentences) for story in tried.found] == [
        ("Patients put off", ["Trusts put off 1,854 patients."])
    ]
    assert (tried.looked_at, tried.more) == (2, False)


def test_another_number_in_the_story_may_be_called_so(figure):
    number = stories.marked(figure, "1,854")
    body = f"<p>Trusts put off {number} appointments. They told 300 patients by telephone.</p>"
    stories.published(body=body)
    assert found(figure).found == []


def test_what_is_not_live_is_not_looked_at(figure):
    stories.pulled(said(figure, "patients"))
    stories.draft(body=f"<p>{stories.marked(figure, '1,854')} patients were put off.</p>")
    assert found(figure).looked_at == 0


def test_the_newest_are_read_and_it_says_that_there_are_others(figure):
    said(figure, "patients")
    said(figure, "appointments")
    tried = found(figure, limit=1)
    assert (tried.found, tried.looked_at, tried.more) == ([], 1, True)


def test_the_number_of_queries_does_not_grow(figure):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            found(figure)
        return len(queries)

    said(figure, "patients")
    # The names are remembered from here on.
    asked()
    one = asked()
    said(figure, "patients")
    said(figure, "appointments")
    assert asked() == one


def test_it_is_tried_as_typed_and_nothing_is_saved(desk, figure):
    said(figure, "patients")
    client = desk("data_editor")
    form = client.get(reverse("admin:hospitals_measure_change", args=[figure.measure_id]))
    address = reverse("admin:articles_article_not_said", args=[figure.measure_id])
    assert f'formaction="{address}"' in form.content.decode()
    page = client.post(address, {"do_not_say": SENTENCE}).content.decode()
    assert "1 of 1 live stories" in page
    assert "Trusts put off 1,854 patients." in page
    figure.measure.refresh_from_db()
    assert figure.measure.do_not_say == ""


def test_without_a_sentence_it_says_what_to_write(desk, figure):
    address = reverse("admin:articles_article_not_said", args=[figure.measure_id])
    assert "with the noun in quotation marks" in desk("editor").get(address).content.decode()
