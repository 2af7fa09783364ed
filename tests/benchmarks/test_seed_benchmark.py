"""A database filled for measuring speed, seeded once for the whole file."""

from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from articles.markup import plain_text
from articles.models import Article, Citation, PublishedVersion, Quote
from articles.workflow.content import load
from articles.workflow.snapshot import citations, render
from benchmarks.content.words import story
from hospitals.models import DisruptionFigure, Strike, Trust

ARTICLES, FIGURES = 21, 2700


def seed(**options):
    said = StringIO()
    options = {"articles": ARTICLES, "figures": FIGURES, **options}
    call_command("seed_benchmark", stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="module", autouse=True)
def seeded(for_all):
    return seed()


pytestmark = pytest.mark.django_db


def test_it_says_what_it_made(seeded):
    assert "220 trusts, 1 strikes" in seeded
    assert "21 stories and 2,700 figures" in seeded


def test_every_story_is_live_and_every_figure_public():
    assert PublishedVersion.objects.public().count() == ARTICLES
    assert DisruptionFigure.objects.public().count() == FIGURES


def test_every_quotation_is_public():
    assert Quote.objects.public().count() == 4 * ARTICLES


def test_every_twentieth_story_has_two_versions():
    assert Article.objects.filter(version=2).count() == 2
    assert PublishedVersion.objects.count() == ARTICLES + 2


def test_what_readers_see_is_what_the_renderer_makes_of_the_copy():
    for version in PublishedVersion.objects.all():
        for name in ("headline", "standfirst", "body"):
            rendered = render(name, getattr(version, name))
            assert getattr(version, f"{name}_html") == rendered


def test_the_citations_are_those_that_the_copy_holds():
    def spelt(rows):
        return [
            (row.place, row.position, row.words, row.figure_revision_id, row.quote_revision_id)
            for row in rows
        ]

    for article in Article.objects.all():
        content = load(article)
        expected = spelt(citations(content))
        assert len(expected) == 8
        for rows in (
            Citation.objects.filter(article=article, version=None),
            article.versions.first().citations.all(),
        ):
            assert spelt(rows.order_by("position")) == expected


def test_a_story_has_some_600_words():
    bodies = PublishedVersion.objects.values_list("body", flat=True)
    lengths = [len(plain_text(body).split()) for body in bodies]
    assert 550 < sum(lengths) / len(lengths) < 850


def test_figures_are_about_trusts_and_their_hospitals():
    about = DisruptionFigure.objects.filter
    assert about(hospital__isnull=False).count() == FIGURES / 10
    assert not about(trust_at_time=None).exists()
    assert not about(region_at_time=None).exists()


def test_a_revised_figure_shows_its_second_value():
    figure = DisruptionFigure.objects.public().filter(current__number=2).first()
    assert figure.shown_id == figure.current_id


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/",
        "/articles/?trust=B001",
        "/figures/?strike=benchmark-1",
        "/api/v1/articles/",
        "/api/v1/figures/?trust=B001",
        "/api/v1/trusts/B001/",
        "/api/v1/strikes/benchmark-1/",
    ],
)
def test_lists_and_facts_can_be_read(client, address):
    assert client.get(address).status_code == 200


def test_pages_of_one_record_can_be_read(client):
    records = [
        PublishedVersion.objects.public().first(),
        DisruptionFigure.objects.public().filter(current__number=2).first(),
        Trust.objects.get(code="B000"),
        Strike.objects.get(slug="benchmark-1"),
    ]
    for record in records:
        page = client.get(record.get_absolute_url())
        assert page.status_code == 200, record


def test_the_same_seed_makes_the_same_words():
    assert story(Random(4), []) == story(Random(4), [])
    assert story(Random(4), []) != story(Random(5), [])


def test_a_second_time_is_refused():
    with pytest.raises(CommandError, match="holds the benchmark already"):
        seed(force=True)


def test_content_of_others_is_not_mixed_in():
    Trust.objects.filter(code="B000").update(code="RHM")
    with pytest.raises(CommandError, match="is not empty"):
        seed()
