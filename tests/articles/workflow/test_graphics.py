"""Tables and charts in a story: what speaks against them, what a version keeps and readers see."""

from datetime import date

import pytest
from django.utils import timezone

from articles import presenters
from articles.models import Citation, PublishedVersion
from articles.past import past_page, version_lines
from articles.workflow import gate
from articles.workflow.content import load
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure
from tests import factories
from tests.articles.test_presenters import newer_revision
from tests.story_factories import draft, graphic, published, updated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

TWO_TRUSTS = "RHM", "RN5"


@pytest.fixture
def two_trusts():
    """1,854 at Southampton, 31 at Hampshire Hospitals, of one strike."""
    return [
        factories.released(value, trust=factories.trust(code))
        for value, code in zip((1854, 31), TWO_TRUSTS, strict=True)
    ]


def page_of(version):
    live = PublishedVersion.objects.public().for_page().get(article=version.article_id)
    return presenters.article_page(live, timezone.now())


def told(version):
    """(name, number) of each row that readers see."""
    [shown] = page_of(version).graphics
    return [(row.name, row.number) for row in shown.rows]


def stops(body):
    problems = gate.problems(load(draft(body=body)), timezone.now())
    return [str(problem) for problem in problems if problem.level == "stop"]


def test_a_table_has_its_rows_in_the_order_given(two_trusts):
    version = published(body=graphic(reversed(two_trusts)))
    assert told(version) == [
        ("Hampshire Hospitals NHS Foundation Trust", "31"),
        ("University Hospital Southampton NHS Foundation Trust", "1,854"),
    ]
    [shown] = page_of(version).graphics
    assert (shown.of, shown.counted) == (
        "Trust",
        "Appointments, acute hospitals, 11 to 14 April 2023.",
    )
    assert shown.one_source.who == "NHS England"


def test_what_is_missing_is_said_in_words_and_a_share_with_its_base():
    missing = factories.released(None, missing="not_reported")
    share = factories.released(3, trust=factories.trust("RN5"), out_of=35, out_of_what="clinics")
    version = published(body=graphic([missing, share]))
    assert [number for _, number in told(version)] == ["not reported", "3"]
    assert "out of 35 clinics (8.6%)" in page_of(version).body


def test_each_cell_is_cited(two_trusts):
    version = published(body=graphic(two_trusts))
    cited = Citation.objects.filter(version=version).order_by("position")
    assert [(row.words, row.figure_revision.figure) for row in cited] == [
        ("1,854", two_trusts[0]),
        ("31", two_trusts[1]),
    ]
    page = page_of(version)
    assert page.rests_on == "2 numbers: all sourced"
    assert [figure.printed for figure in page.figures] == [["1,854"], ["31"]]


def test_what_a_version_froze_is_what_readers_see_after_a_revision(two_trusts):
    """The law: an old version keeps its values; a new one takes the new values, as words do."""
    first = published(body=graphic(two_trusts))
    before = told(first)
    newer_revision(two_trusts[0], 1901)
    assert told(first) == before
    assert "now 1,901 (the source revised it)" in page_of(first).body
    second = updated(first, headline="Another headline")
    assert told(second) == [(before[0][0], "1,901"), before[1]]
    old = PublishedVersion.objects.for_page().get(pk=first.pk)
    [kept] = past_page(old, timezone.now()).graphics
    assert [(row.name, row.number) for row in kept.rows] == before


def test_a_withdrawn_figure_keeps_its_printed_words_and_says_so(two_trusts):
    version = published(body=graphic(two_trusts))
    DisruptionFigure.objects.filter(pk=two_trusts[1].pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="It counted two trusts."
    )
    assert told(version)[1][1] == "31"
    page = page_of(version)
    assert "withdrawn. It counted two trusts." in page.body
    assert page.graphics[0].one_source is None


def test_of_a_figure_that_goes_dark_the_printed_words_alone_stay(two_trusts):
    evidence = two_trusts[1].latest().evidence
    version = published(body=graphic(two_trusts))
    facts.agree_terms(by=factories.user("editor"), record=evidence, terms="off_record")
    page = page_of(version)
    assert told(version)[1][1] == "31"
    assert "not shown" in page.body
    assert f"/figures/{two_trusts[1].pk}/" not in page.body


def test_of_an_unattributable_source_the_agreed_description_alone_is_shown():
    evidence = factories.evidence(
        kind="call",
        terms="unattributable",
        title="Call with Jo Bloggs",
        description="a manager at the trust",
    )
    facts.clear_evidence(by=factories.user("editor"), evidence=evidence)
    figure = factories.released(12, evidence=evidence, stood_up="second_source")
    version = published(body=graphic([figure]))
    body = page_of(version).body
    assert "A manager at the trust" in body
    assert "Jo Bloggs" not in body + str(version.graphics)


def test_the_gate_holds_for_each_figure_and_names_the_table():
    unreleased = factories.checked(1854)
    [stop] = stops(graphic([unreleased]))
    assert stop == (
        "Body: “1,854” in the table “What was put off”: the figure is not released to readers."
    )


def test_an_unknown_figure_is_named_with_its_table():
    assert stops(graphic([987654])) == [
        "Body: the table “What was put off” cites figure 987654, which does not exist."
    ]


def test_a_chart_draws_the_largest_first_and_has_its_table(two_trusts):
    version = published(body=graphic(reversed(two_trusts), kind="chart"))
    assert [number for _, number in told(version)] == ["1,854", "31"]
    body = page_of(version).body
    assert "graph-bars" in body
    assert "The same as a table, 2 rows" in body
    assert "so this is not a rate" in body
    plain = presenters.plain_body(version.body_html, page_of(version).graphics)
    assert "<table>" in plain
    assert "<svg" not in plain


def test_a_chart_of_one_place_goes_by_time():
    march = factories.strike("In March", [date(2023, 3, 13)])
    late, early = factories.released(1854), factories.released(1700, strike=march)
    version = published(body=graphic([late, early], kind="chart"))
    assert [number for _, number in told(version)] == ["1,700", "1,854"]
    assert "graph-columns" in page_of(version).body


def test_a_chart_of_what_cannot_be_compared_stops_and_says_why(two_trusts):
    staff = factories.released(12, trust=factories.trust("RX1"), measure="operations")
    [stop] = stops(graphic([*two_trusts, staff], kind="chart"))
    assert stop == (
        f"Body: the chart “What was put off”: figure {staff.pk} cannot be compared with figure "
        f"{two_trusts[0].pk}: they differ in what is counted."
    )
    assert stops(graphic([*two_trusts, staff])) == []


def test_a_chart_of_one_number_or_of_two_for_one_thing_stops(two_trusts):
    [one] = stops(graphic(two_trusts[:1], kind="chart"))
    assert "a chart compares at least two numbers" in one
    rival = factories.released(1700, source=factories.source("The trust"))
    [twice] = stops(graphic([two_trusts[0], rival], kind="chart"))
    assert f"figures {two_trusts[0].pk} and {rival.pk} are two numbers for one place" in twice


def test_a_chart_takes_no_figure_that_is_disputed(two_trusts):
    facts.dispute(by=factories.user("data_editor"), figure=two_trusts[0], text="It was 1,700.")
    [stop] = stops(graphic(two_trusts, kind="chart"))
    assert f"figure {two_trusts[0].pk} is disputed" in stop


def test_a_table_that_was_changed_is_named_among_what_changed(two_trusts):
    first = published(body=graphic(two_trusts))
    second = updated(first, body=graphic(two_trusts[:1]), at=timezone.now())
    latest, _ = version_lines(second, timezone.now())
    assert latest.changed == ["tables and charts"]
