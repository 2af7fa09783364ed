"""What a reader would see of a working copy: its hash, and the records it rests on."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Byline, Citation, Contributor, Picture
from articles.workflow.cited import cited_in
from articles.workflow.content import content_hash, load
from articles.workflow.working_copy import WORKFLOW_FIELDS
from hospitals.models import Evidence, Source, Terms
from hospitals.workflow import check
from lib.refusals import Refused
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

mark = story_factories.marked


@pytest.fixture
def story():
    """A working copy with everything a reader can see."""
    figure, quote = factories.released(1854), story_factories.quote()
    body = f"<p>{mark(figure, '1,854')} put off. {mark(quote, '“We are sorry”')}, she said.</p>"
    return story_factories.draft(
        "Strike puts off appointments",
        standfirst="Pickets at the General.",
        kicker="Strikes",
        dateline="SOUTHAMPTON",
        body=body,
        bylines=[story_factories.contributor(), story_factories.contributor("Omar Finch")],
        trusts=[factories.trust()],
        hospitals=[factories.hospital()],
        areas=[factories.area()],
        strikes=[factories.strike()],
        related=[story_factories.draft("Pickets return"), story_factories.draft("Talks fail")],
        pictures=[
            (story_factories.picture(), "The picket line.", False),
            (story_factories.picture("Rally"), "The rally.", True),
        ],
    )


def digest(story):
    return content_hash(load(Article.objects.get(pk=story.pk)))


def figure_of(story):
    return story.citations.get(figure_revision__isnull=False).figure_revision.figure


def quote_of(story):
    return story.citations.get(quote_revision__isnull=False).quote_revision.quote


# The hash


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Strike ends"),
        ("standfirst", "It rained."),
        ("kicker", "Health"),
        ("dateline", "NOTTINGHAM"),
        ("body", "<p>Other words.</p>"),
        ("slug", "strike-ends"),
    ],
)
def test_the_hash_changes_with_each_text(story, field, value):
    before = digest(story)
    Article.objects.filter(pk=story.pk).update(**{field: value})
    assert digest(story) != before


@pytest.mark.parametrize("about", ["trusts", "hospitals", "areas", "strikes"])
def test_the_hash_changes_with_what_the_story_is_about(story, about):
    before = digest(story)
    getattr(story, about).clear()
    assert digest(story) != before


# Each changes one more thing that readers would see.
SEEN = {}


def seen(name):
    def keep(change):
        SEEN[name] = change
        return change

    return keep


@seen("section")
def _(story):
    Article.objects.filter(pk=story.pk).update(section=story_factories.section("Health"))


@seen("a name in the byline")
def _(story):
    Byline.objects.create(
        article=story, contributor=story_factories.contributor("Ann Lee"), order=2
    )


@seen("the order of the byline")
def _(story):
    story.byline_rows.filter(order=0).update(order=5)


@seen("how a contributor is spelt")
def _(story):
    Contributor.objects.filter(name="Rosa Field").update(name="Rosa Fields")


@seen("a related story")
def _(story):
    story.related_rows.first().delete()


@seen("the order of related stories")
def _(story):
    story.related_rows.filter(order=0).update(order=5)


@seen("a picture")
def _(story):
    story.picture_rows.first().delete()


@seen("the order of pictures")
def _(story):
    story.picture_rows.filter(order=0).update(order=5)


@seen("a caption")
def _(story):
    story.picture_rows.filter(order=0).update(caption="Doctors at the gate.")


@seen("where a picture stands")
def _(story):
    story.picture_rows.filter(order=0).update(in_gallery=True)


@seen("what a picture shows, in words")
def _(story):
    Picture.objects.filter(title="Rally").update(alt_text="A crowd")


@seen("whom a picture credits")
def _(story):
    Picture.objects.filter(title="Rally").update(credit="PA")


@seen("the picture behind a picture")
def _(story):
    Picture.objects.filter(title="Rally").update(web_copy="pictures/other.jpg")


@seen("the value of a cited figure")
def _(story):
    factories.revised(figure_of(story), 1867)


@seen("the terms of a cited figure")
def _(story):
    Evidence.objects.filter(revisions__figure=figure_of(story)).update(
        terms=Terms.UNATTRIBUTABLE, description="an official"
    )


@seen("what is agreed to be said of the source of a cited figure")
def _(story):
    Evidence.objects.filter(revisions__figure=figure_of(story)).update(description="an official")


@seen("the name of the source of a cited figure")
def _(story):
    Source.objects.filter(name="NHS England").update(name="NHS England and Improvement")


OTHERWISE = {
    "words": lambda: "We are so sorry",
    "attribution": lambda: "Donna Green, a nurse",
    "speakers": lambda: [factories.source("Caroline Marshall", kind="person")],
    "kind": lambda: "partial",
    "said_on": lambda: date(2023, 4, 17),
    "locator": lambda: "at 3 min 12 s",
    "evidence": lambda: factories.evidence(kind="call"),
}


def revise_in(name):
    def change(story):
        story_factories.revised_quote(quote_of(story), **{name: OTHERWISE[name]()})

    seen(f"the {name} of a cited quotation")(change)


for each in OTHERWISE:
    revise_in(each)


@seen("the terms of a cited quotation")
def _(story):
    quote_of(story).revisions.update(terms=Terms.OFF_RECORD)


@seen("the name of a speaker of a cited quotation")
def _(story):
    Source.objects.filter(name="Donna Green").update(name="Donna Greene")


@seen("the terms of a speaker of a cited quotation")
def _(story):
    Source.objects.filter(name="Donna Green").update(terms=Terms.OFF_RECORD)


@seen("the description agreed for the document behind a cited quotation")
def _(story):
    Evidence.objects.filter(quote_revisions__quote=quote_of(story)).update(description="a nurse")


@pytest.mark.parametrize("name", SEEN)
def test_the_hash_changes_with_what_readers_see(story, name):
    before = digest(story)
    SEEN[name](story)
    assert digest(story) != before


@pytest.mark.parametrize("field", ["deadline", "embargo_until"])
def test_the_hash_stays_when_the_desk_sets_a_time(story, field):
    before = digest(story)
    Article.objects.filter(pk=story.pk).update(**{field: timezone.now()})
    assert digest(story) == before


def test_the_hash_stays_when_the_job_or_the_owner_changes(story):
    before = digest(story)
    Article.objects.filter(pk=story.pk).update(
        job="Ring the trust again at six", owner=factories.user("sub")
    )
    assert digest(story) == before


def test_the_hash_changes_when_a_cited_figure_is_checked():
    figure = factories.figure(1854)
    story = story_factories.draft(body=f"<p>{mark(figure, '1,854')}</p>")
    before = digest(story)
    check(by=factories.user("editor"), revision=figure.latest())
    assert digest(story) != before


def test_the_hash_does_not_change_when_a_revision_waits_for_its_check(story):
    before = digest(story)
    factories.revised(figure_of(story), 1867, check=False)
    assert digest(story) == before


def test_the_hash_is_the_same_however_often_it_is_asked_for(story):
    assert digest(story) == digest(story)


def test_every_field_of_a_story_is_either_seen_or_not():
    """A new field has to be put on one of the sides."""
    hashed = {"headline", "standfirst", "kicker", "dateline", "body", "slug", "section"}
    desk = {"job", "deadline", "embargo_until", "owner", "id", "uuid", "created_at"}
    flow = {name.removesuffix("_id") for name in WORKFLOW_FIELDS}
    assert {field.name for field in Article._meta.concrete_fields} == hashed | desk | flow


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


def hash_of(article):
    return content_hash(load(Article.objects.get(pk=article.pk)))


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
