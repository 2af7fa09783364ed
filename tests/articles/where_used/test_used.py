"""Where a record is used: each place of each story in each of its states, by reach."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import PageReads
from articles.where_used import used
from tests import factories
from tests.story_factories import (
    changed,
    draft,
    graphic,
    marked,
    picture,
    published,
    pulled,
    quote,
    scheduled,
    updated,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

NOW = timezone.now


def body(figure, words="1,854"):
    return f"<p>It was long. At Southampton {marked(figure, words)} appointments were put off.</p>"


def hours_ago(hours):
    return NOW() - timedelta(hours=hours)


def read(version, reads, days_ago=0):
    PageReads.objects.create(
        address=version.get_absolute_url(),
        article=version.article,
        day=timezone.localdate() - timedelta(days=days_ago),
        logged=reads,
    )


def shown(record, **more):
    """{headline: [(where, words, [states])]}"""
    return {
        story.headline: [
            (place.where, place.sentence.words, [state.words for state in place.states])
            for place in story.places
        ]
        for story in used(record, NOW(), **more).stories
    }


def test_every_place_of_a_story_is_found_with_its_sentence():
    figure = factories.released(1854)
    version = published(
        headline=f"{marked(figure, '1,854')} wait",
        standfirst=f"{marked(figure, '1,854')} patients wait.",
        body=body(figure) + graphic([figure], "Put off"),
        pictures=[(picture(), f"One of {marked(figure, '1,854')}", False)],
    )
    found = used(figure, NOW())
    [story] = found.stories
    assert [place.where for place in story.places] == [
        "headline",
        "standfirst",
        "body",
        "the table “Put off”",
        "caption",
    ]
    assert str(story.places[2].sentence) == "At Southampton 1,854 appointments were put off."
    assert story.places[3].row
    live = story.places[2].states[0]
    assert live.url.startswith(f"{version.get_absolute_url()}#:~:text=At%20Southampton%201%2C854")
    assert found.counts.told() == "1 story, 5 places"
    assert "share card" in story.places[0].also


def test_one_sentence_stands_in_several_states():
    figure = factories.released(1854, at=hours_ago(10))
    first = published(body=body(figure), at=hours_ago(3))
    second = updated(first, body=body(figure) + "<p>More.</p>", at=hours_ago(2))
    scheduled(changed(second, body=body(figure, "nearly 1,900"), at=hours_ago(1)))
    [places] = shown(figure).values()
    assert [(where, words) for where, words, _ in places] == [
        ("body", "1,854"),
        ("body", "nearly 1,900"),
    ]
    assert places[0][2] == ["live", "version 1"]
    assert places[1][2][0].startswith("scheduled, ")
    assert places[1][2][1] == "working copy"
    counts = used(figure, NOW()).counts
    assert (counts.places, counts.scheduled, counts.working, counts.earlier) == (1, 1, 1, 1)
    assert counts.besides() == (
        "1 in scheduled versions, 1 in working copies, 1 in earlier versions"
    )


def test_what_is_read_most_comes_first_and_what_nobody_sees_last():
    figure = factories.released(1854)
    pulled(published(headline="Pulled", body=body(figure)))
    few, many = (published(headline=name, body=body(figure)) for name in ("Few", "Many"))
    draft("Draft", body=body(figure))
    read(few, 3)
    read(many, 400)
    read(many, 800, days_ago=29)
    read(few, 9000, days_ago=30)
    found = used(figure, NOW())
    assert [(story.headline, story.state, story.reads) for story in found.stories] == [
        ("Many", "live", 1200),
        ("Few", "live", 3),
        ("Draft", "not on the site", 0),
        ("Pulled", "pulled", 0),
    ]
    assert found.counts.told() == "2 stories, 2 places, 1,203 reads in 30 days"


def test_a_record_that_nobody_uses_is_in_no_story():
    found = used(factories.released(1854), NOW())
    assert found.stories == []
    assert found.counts.told() == "In no story that readers see"


def test_of_a_quotation():
    said = quote("We are sorry that people had to wait")
    published(body=f"<p>{marked(said, '“We are sorry”')}, she said.</p>")
    [places] = shown(said).values()
    assert places == [("body", "“We are sorry”", ["live", "working copy"])]
    assert [page.what for page in used(said, NOW()).pages] == [
        "the quotation’s own page",
        "frames on other sites",
        "who said it",
    ]


def test_of_a_source_and_a_document_their_figures_and_quotations():
    nurse = factories.source("Donna Green", kind="person")
    letter = factories.evidence(said_by=nurse, kind="statement")
    figure = factories.released(158, source=nurse, evidence=letter, measure="operations")
    said = quote(speakers=[nurse], evidence=letter)
    other = factories.released(1696)
    published(
        body=f"<p>{marked(figure, '158')} and {marked(other, '1,696')}.</p>"
        f"<p>{marked(said, '“We are sorry”')}, she said.</p>"
    )
    for record in (nurse, letter):
        [places] = shown(record).values()
        assert [words for _, words, _ in places] == ["158", "“We are sorry”"]
        assert used(record, NOW()).counts.places == 2
        assert figure.get_absolute_url() in {page.url for page in used(record, NOW()).pages}


def test_of_a_strike_the_stories_about_it_too():
    strike = factories.strike()
    figure = factories.released(1854, strike=strike)
    published(headline="Cites", body=body(figure))
    published(headline="About", strikes=[strike])
    found = shown(strike)
    assert found["About"] == []
    assert [words for _, words, _ in found["Cites"]] == ["1,854"]
    assert used(strike, NOW()).counts.told() == "2 stories, 1 place"


def test_where_else_it_ran_stands_with_the_story():
    figure = factories.released(1854)
    version = published(body=body(figure))
    workflow.say_where_it_ran(
        by=factories.user("reporter"),
        article=version.article,
        kind="print",
        place="Daily Echo, page 7",
        who="night desk",
        ran_on=date(2023, 4, 19),
    )
    found = used(figure, NOW())
    assert found.stories[0].ran == [
        "print page, Daily Echo, page 7, 19 April 2023: night desk puts it right"
    ]
    assert found.counts.besides() == "1 in working copies, 1 elsewhere"


def test_pages_of_facts_are_ordered_by_reads():
    figure = factories.released(1854)
    PageReads.objects.create(address=f"/embed/figures/{figure.pk}/", day=NOW().date(), reported=70)
    PageReads.objects.create(address=figure.get_absolute_url(), day=NOW().date(), logged=12)
    pages = used(figure, NOW()).pages
    assert [(page.what, page.reads) for page in pages[:2]] == [
        ("frames on other sites", 70),
        ("the figure’s own page", 12),
    ]


def test_of_a_figure_that_is_not_out_readers_see_nothing():
    assert used(factories.checked(1854), NOW()).pages == []


def test_more_stories_than_a_page_holds(monkeypatch):
    monkeypatch.setattr("articles.where_used.stories.STORIES", 2)
    figure = factories.released(1854)
    for number in range(3):
        published(headline=f"Story {number}", body=body(figure))
    assert len(shown(figure)) == 2
    assert used(figure, NOW()).more
    assert list(shown(figure, page=2)) == ["Story 0"]
    assert not used(figure, NOW(), page=2).more


def test_more_versions_than_are_read(monkeypatch):
    monkeypatch.setattr("articles.where_used.stories.VERSIONS", 2)
    figure = factories.released(1854, at=hours_ago(10))
    version = published(body=body(figure), at=hours_ago(9))
    for hours in (8, 7):
        version = updated(version, body=body(figure) + f"<p>{hours}</p>", at=hours_ago(hours))
    [story] = used(figure, NOW()).stories
    assert story.more == 1


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    figure = factories.released(1854, at=hours_ago(10))
    for number in range(3):
        version = published(
            headline=f"{marked(figure, '1,854')} wait {number}",
            body=body(figure),
            pictures=[(picture(), f"One of {marked(figure, '1,854')}", False)],
            at=hours_ago(2),
        )
        updated(version, body=body(figure) + "<p>More.</p>", at=hours_ago(1))
        read(version, 5)
    with django_assert_max_num_queries(26):
        used(figure, NOW())
