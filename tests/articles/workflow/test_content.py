"""What a reader would see of a working copy: its hash, and the records it rests on."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Citation
from articles.workflow.cited import cited_in
from articles.workflow.content import content_hash, load
from hospitals.models import Evidence
from hospitals.workflow import check
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

mark = story_factories.marked


def hash_of(article):
    return content_hash(load(Article.objects.get(pk=article.pk)))


# The hash; see also test_content_hash.py


def test_the_hash_changes_when_a_cited_figure_is_checked():
    figure = factories.figure(1854)
    story = story_factories.draft(body=f"<p>{mark(figure, '1,854')}</p>")
    before = hash_of(story)
    check(by=factories.user("editor"), revision=figure.latest())
    assert hash_of(story) != before


# What marks rest on


def cited(html):
    return cited_in([(Citation.Place.BODY, html)])


def test_a_figure_inside_a_quotation_rests_on_a_record_of_its_own():
    figure, quote = factories.released(1854), story_factories.quote()
    number = mark(figure, "1,854")
    outer, inner = cited(f"<p>{mark(quote, f'“We lost {number}”')}</p>")
    assert (outer.kind, outer.words, outer.records()) == ("quote", "“We lost 1,854”", [quote])
    assert (inner.kind, inner.words, inner.records()) == ("figure", "1,854", [figure])


def test_words_may_rest_on_several_records_in_their_order():
    _, inpatient, outpatient = factories.appointments_split()
    (found,) = cited(f"<p>{mark([outpatient, inpatient], '1,854')}</p>")
    assert found.records() == [outpatient, inpatient]
    assert found.missing == ()


def test_ids_that_name_no_record_are_told_apart_from_those_that_do():
    figure = factories.released(1854)
    (found,) = cited(f'<p><span data-figure="987654 {figure.pk}">1,854</span></p>')
    assert (found.records(), found.missing) == ([figure], (987654,))


def test_a_quotation_is_not_looked_for_among_figures():
    figure = factories.released(1854)
    (found,) = cited(f'<p><span data-quote="{figure.pk}">“1,854”</span></p>')
    assert (found.records(), found.missing) == ([], (figure.pk,))


def test_a_mark_rests_on_the_latest_checked_revision():
    figure = factories.released(1854)
    factories.revised(figure, 1867)
    factories.revised(figure, 1900, check=False)
    (found,) = cited(f"<p>{mark(figure, '1,867')}</p>")
    assert found.revisions[0].value == 1867


def test_where_none_is_checked_it_rests_on_the_latest():
    figure = factories.figure(1854)
    (found,) = cited(f"<p>{mark(figure, '1,854')}</p>")
    assert found.revisions == (figure.latest(),)


def test_marks_are_counted_over_all_places():
    figure = factories.released(1854)
    places = [("headline", mark(figure, "1,854")), ("body", f"<p>{mark(figure, '1,854')}</p>")]
    assert [(each.place, each.position) for each in cited_in(places)] == [
        ("headline", 0),
        ("body", 1),
    ]


def test_the_number_of_queries_does_not_grow_with_the_marks():
    def a_story_that_cites(number):
        figures = [factories.released(value, trust=None, area=place(value)) for value in number]
        quotes = [story_factories.quote(f"We lost {value}") for value in number]
        body = "".join(f"<p>{mark(record, 'so many')}</p>" for record in [*figures, *quotes])
        return Article.objects.get(pk=story_factories.draft(body=body).pk)

    def place(number):
        return factories.area(f"Area {number}", "county")

    def queries_to_load(article):
        with CaptureQueriesContext(connection) as queries:
            content_hash(load(article))
        return len(queries)

    few, many = a_story_that_cites(range(1, 2)), a_story_that_cites(range(2, 8))
    assert queries_to_load(few) == queries_to_load(many)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another document"},
        {"url": "https://other.example/"},
        {"public_caveat": "Not all trusts answered."},
        {"published_on": date(2023, 4, 20)},
        {"terms": "unattributable", "description": "a senior official"},
    ],
)
def test_the_hash_covers_what_readers_see_of_where_a_figure_came_from(change):
    figure = factories.figure(1854)
    article = story_factories.draft(body=f"<p>{story_factories.marked(figure, '1,854')}</p>")
    before = hash_of(article)
    Evidence.objects.filter(revisions__figure=figure).update(**change)
    assert hash_of(article) != before


def test_the_hash_covers_who_reported_and_who_said_it():
    figure = factories.figure(1854)
    article = story_factories.draft(body=f"<p>{story_factories.marked(figure, '1,854')}</p>")
    hashes = [hash_of(article)]
    evidence = Evidence.objects.filter(revisions__figure=figure)
    evidence.update(reported_by=factories.source("The Daily Echo"))
    hashes.append(hash_of(article))
    evidence.update(said_by=factories.source("Somebody else"))
    assert len({*hashes, hash_of(article)}) == 3


# Values that are still to come


def embargoed_value(figure, value):
    tomorrow = timezone.now() + timedelta(days=1)
    evidence = factories.evidence(embargo_until=tomorrow)
    return tomorrow, factories.revised(figure, value, evidence=evidence)


def test_a_value_under_embargo_leaves_todays_value_citable():
    figure = factories.released(1854)
    article = story_factories.approved(body=f"<p>{mark(figure, '1,854')}</p>")
    embargoed_value(figure, 1901)
    version = workflow.publish(by=factories.user("editor"), article=article)
    [citation] = version.citations.all()
    assert citation.figure_revision.value == 1854


def test_a_story_under_the_same_embargo_cites_the_new_value():
    figure = factories.released(1854)
    tomorrow, revision = embargoed_value(figure, 1901)
    article = story_factories.approved(
        body=f"<p>{mark(figure, '1,901')}</p>", embargo_until=tomorrow
    )
    version = workflow.publish(by=factories.user("editor"), article=article, at=tomorrow)
    assert version.citations.get().figure_revision == revision


def test_a_story_that_would_start_with_yesterdays_value_is_refused_in_words():
    figure = factories.released(1854)
    article = story_factories.approved(body=f"<p>{mark(figure, '1,854')}</p>")
    tomorrow, _ = embargoed_value(figure, 1901)
    with pytest.raises(Refused, match="readers see another value of something that this story"):
        workflow.publish(by=factories.user("editor"), article=article, at=tomorrow)


def test_what_stands_at_another_moment_is_known_without_another_question(
    django_assert_num_queries,
):
    figure = factories.released(1854)
    article = story_factories.draft(body=f"<p>{mark(figure, '1,854')}</p>")
    tomorrow, revision = embargoed_value(figure, 1901)
    content = load(Article.objects.get(pk=article.pk))
    with django_assert_num_queries(0):
        then = content.standing(tomorrow)
    assert [cited.revisions[0].value for cited in content.cited] == [1854]
    assert [cited.revisions for cited in then.cited] == [(revision,)]
    assert content_hash(then) == content_hash(load(article, tomorrow)) != content_hash(content)
