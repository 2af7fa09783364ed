"""What stands between a story and its readers: stops, queries and notes, in sentences."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import gate
from articles.content import load
from articles.models import Article, QuoteRevision
from hospitals import workflow as facts
from hospitals.models import Evidence
from tests import factories, story_factories

pytestmark = pytest.mark.django_db
mark = story_factories.marked


def found(article, at=None):
    """{(level, code)} of everything the gate says."""
    problems = gate.problems(load(article), at or timezone.now())
    return {(problem.level, problem.code) for problem in problems}


def citing(record, words="1,854"):
    return story_factories.draft(body=f"<p>{mark(record, words)}</p>", standfirst="In short.")


def test_a_complete_story_passes():
    assert found(citing(factories.released(1854))) == set()


def test_a_story_without_its_parts_is_stopped_for_each():
    article = story_factories.draft(headline="Strike", bylines=[], body="<p> </p>")
    assert {("stop", "no_body"), ("stop", "no_byline")} <= found(article)


def test_an_unchecked_figure_stops():
    assert ("stop", "unchecked") in found(citing(factories.figure(1854)))


def test_a_checked_but_unreleased_figure_stops():
    assert found(citing(factories.checked(1854))) == {("stop", "unreleased")}


def test_a_figure_released_later_stops_until_then():
    tomorrow = timezone.now() + timedelta(days=1)
    article = citing(factories.released(1854, release_at=tomorrow))
    assert found(article) == {("stop", "unreleased")}
    assert found(article, tomorrow) == set()


def test_a_figure_whose_embargo_was_moved_to_later_stops_until_then():
    tomorrow = timezone.now() + timedelta(days=1)
    article = citing(factories.released(1854))
    Evidence.objects.update(embargo_until=tomorrow)
    assert ("stop", "unchecked") in found(article)
    assert found(article, tomorrow) == set()


@pytest.mark.parametrize("terms", ["off_record", ""])
def test_a_figure_on_private_evidence_stops(terms):
    evidence = factories.evidence(terms=terms, kind="call")
    article = citing(factories.checked(1854, evidence=evidence))
    assert ("stop", "unchecked") in found(article)


def test_a_withdrawn_figure_stops():
    figure = factories.released(1854)
    article = citing(figure)
    facts.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice")
    assert found(article) == {("stop", "withdrawn")}


def test_a_disputed_figure_is_a_query():
    figure = factories.released(1854)
    facts.dispute(by=factories.user("editor"), figure=figure, text="The BMA says 2,100")
    assert found(citing(figure)) == {("query", "disputed")}


def test_an_off_the_record_quotation_stops():
    article = citing(story_factories.quote(terms="off_record"), "Sorry")
    assert found(article) == {("stop", "off_record")}


def test_a_quotation_whose_speaker_has_agreed_no_terms_stops():
    speaker = factories.source("A consultant", kind="person", terms="")
    quote = story_factories.quote(speakers=[speaker])
    assert found(citing(quote, "Sorry")) == {("stop", "no_terms")}


def test_an_unchecked_quotation_stops():
    assert found(citing(story_factories.quote(check=False), "Sorry")) == {("stop", "unchecked")}


def test_unattributable_evidence_stops_until_an_editor_clears_it():
    evidence = factories.evidence(
        terms="unattributable", kind="call", description="a consultant at the trust"
    )
    quote = story_factories.quote(evidence=evidence)
    article = citing(quote, "Sorry")
    assert found(article) == {("stop", "not_cleared")}
    facts.clear_evidence(by=factories.user("editor"), evidence=evidence)
    assert found(article) == set()


def test_an_embargoed_story_stops_until_then():
    noon = timezone.now() + timedelta(hours=5)
    article = story_factories.draft(embargo_until=noon, standfirst="In short.")
    assert found(article) == {("stop", "embargo")}
    assert found(article, noon) == set()


def test_a_mark_that_names_no_record_stops():
    article = story_factories.draft(
        body='<p><span data-figure="987654">12</span></p>', standfirst="In short."
    )
    assert found(article) == {("stop", "unknown")}


@pytest.mark.parametrize("words", ["Nearly 2,000", "1,854", "more than 1,800"])
def test_words_that_the_record_bears_out_pass(words):
    assert found(citing(factories.released(1854), words)) == set()


@pytest.mark.parametrize("words", ["more than 2,000", "1,696", "fewer than 1,500"])
def test_words_that_the_record_does_not_bear_out_are_a_query(words):
    assert found(citing(factories.released(1854), words)) == {("query", "words_differ")}


def test_words_that_rest_on_several_figures_may_give_their_sum():
    inpatient = factories.released(158, measure=factories.measure("inpatient"))
    outpatient = factories.released(1696, measure=factories.measure("outpatient"))
    assert found(citing([inpatient, outpatient], "1,854")) == set()


def test_stops_come_first():
    article = Article.objects.get(
        pk=story_factories.draft(body=f"<p>{mark(factories.figure(1), '1')}</p>").pk
    )
    levels = [problem.level for problem in gate.problems(load(article), timezone.now())]
    assert levels == sorted(levels, key=["stop", "query", "note"].index)


def test_every_problem_is_a_sentence_that_names_its_place():
    disputed, withdrawn = factories.released(1854), factories.released(158, measure="inpatient")
    marks = [
        mark(disputed, "1,854"),
        mark(withdrawn, "158"),
        mark(factories.figure(130, measure="clinics"), "130"),
        mark(factories.checked(16, measure="operations"), "16"),
        mark(story_factories.quote(terms="off_record"), "Sorry"),
        mark(story_factories.quote(check=False), "Sorry"),
        '<span data-figure="987654">12</span>',
    ]
    article = story_factories.draft(
        headline="Strike",
        body=f"<p>{' '.join(marks)}</p>",
        bylines=[],
        embargo_until=timezone.now() + timedelta(hours=5),
        pictures=[(story_factories.picture(), "", False)],
    )
    facts.dispute(by=factories.user("editor"), figure=disputed, text="The BMA says 2,100")
    facts.withdraw(by=factories.user("editor"), figure=withdrawn, reason="Counted twice")
    said = [str(problem) for problem in gate.problems(load(article), timezone.now())]
    assert len(said) == 11
    assert [text for text in said if not text.endswith(".") or not text[0].isupper()] == []
    assert "Body: “158”: the figure was withdrawn (Counted twice)." in said
    assert "Body: “130”: not checked against its source yet." in said


def test_an_unattributable_speaker_needs_cleared_evidence_though_the_document_is_on_the_record():
    speaker = factories.source(
        "Dr Hidden", kind="person", terms="unattributable", description="a consultant"
    )
    quote = story_factories.quote(speakers=[speaker])
    assert found(citing(quote, "Sorry")) == {("stop", "not_cleared")}
    assert not QuoteRevision.objects.printable().exists()


def test_the_gate_asks_no_more_queries_of_a_story_with_more_citations(
    django_assert_max_num_queries,
):
    figures = [
        factories.released(1000 + n, measure=factories.measure(name))
        for n, name in enumerate(["inpatient", "outpatient", "clinics", "operations"])
    ]
    body = "".join(
        f"<p>{mark(each, '1,000')} and {mark(each, 'nearly 1,100')}</p>" for each in figures
    )
    content = load(story_factories.draft(body=body))
    with django_assert_max_num_queries(0):
        gate.problems(content, timezone.now())
