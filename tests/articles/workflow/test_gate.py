"""What stands between a story and its readers: stops, queries and notes, in sentences."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import QuoteRevision
from articles.workflow import gate
from articles.workflow.content import load
from hospitals import workflow as facts
from hospitals.models import Evidence, Source
from tests import factories, story_factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]
SORRY = "We are sorry that people had to wait"
mark = story_factories.marked


def found(article, at=None):
    """{(level, code)} of everything the gate says."""
    problems = gate.problems(load(article), at or timezone.now())
    return {(problem.level, problem.code) for problem in problems}


def citing(record, words="1,854"):
    return story_factories.draft(body=f"<p>{mark(record, words)}</p>", standfirst="In short.")


def test_a_complete_story_passes():
    assert found(citing(factories.released(1854))) == set()


def test_a_story_without_its_parts_is_told_of_each():
    article = story_factories.draft(bylines=[], body="<p> </p>")
    article.headline = "<i> </i>"
    problems = gate.problems(load(article), timezone.now())
    assert [(each.level, each.code, each.place, each.message) for each in problems] == [
        ("stop", "no_headline", "headline", "there is none."),
        ("stop", "no_body", "body", "there is no text."),
        ("stop", "no_byline", "byline", "say who wrote it."),
        ("note", "no_standfirst", "standfirst", "there is none."),
    ]


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
    assert ("stop", "embargo") in found(article)
    assert found(article, tomorrow) == set()


@pytest.mark.parametrize(("terms", "code"), [("off_record", "off_record"), ("", "no_terms")])
def test_a_figure_on_private_evidence_stops(terms, code):
    evidence = factories.evidence(terms=terms, kind="call")
    article = citing(factories.checked(1854, evidence=evidence))
    assert found(article) == {("stop", code)}


def test_a_withdrawn_figure_stops():
    figure = factories.released(1854)
    article = citing(figure)
    facts.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice")
    assert found(article) == {("stop", "withdrawn")}


def test_a_disputed_figure_is_a_query():
    figure = factories.released(1854)
    facts.dispute(by=factories.user("editor"), figure=figure, text="The BMA says 2,100")
    assert found(citing(figure)) == {("query", "disputed")}


def test_a_figure_that_stands_back_behind_another_is_a_note():
    figure = factories.released(1854)
    rival = factories.released(1900, source=factories.source("BMA"))
    facts.prefer(by=factories.user("editor"), figure=rival, reason="It counts all sites.")
    [problem] = gate.problems(load(citing(figure)), timezone.now())
    assert (problem.level, problem.code, problem.record) == ("note", "not_preferred", figure)
    assert str(problem) == "Body: “1,854”: another of the figures for this is preferred."
    assert found(citing(rival, "1,900")) == set()


def test_an_off_the_record_quotation_stops():
    article = citing(story_factories.quote(terms="off_record"), SORRY)
    assert found(article) == {("stop", "off_record")}


def test_a_quotation_whose_speaker_has_agreed_no_terms_stops():
    speaker = factories.source("A consultant", kind="person", terms="")
    quote = story_factories.quote(speakers=[speaker])
    [problem] = gate.problems(load(citing(quote, SORRY)), timezone.now())
    assert (problem.level, problem.code, problem.record) == ("stop", "no_terms", speaker)
    assert problem.message == f"“{SORRY}”: no terms are agreed for A consultant, so it is private."


def test_a_number_whose_evidence_has_no_terms_leads_to_that():
    figure = factories.checked(evidence=factories.evidence(kind="call", terms=""))
    [problem] = gate.problems(load(citing(figure)), timezone.now())
    assert problem.record == figure.latest().evidence


def test_an_unchecked_quotation_stops():
    assert found(citing(story_factories.quote(check=False), SORRY)) == {("stop", "unchecked")}


def test_of_an_unchecked_quotation_the_terms_are_said_as_well():
    quote = story_factories.quote(terms="off_record", check=False)
    assert found(citing(quote, SORRY)) == {("stop", "off_record"), ("stop", "unchecked")}


def test_a_checked_quotation_of_somebody_whom_nobody_has_signed_off_stops():
    speaker = factories.source("Donna Green", kind="person")
    quote = story_factories.quote(speakers=[speaker])
    Source.objects.filter(pk=speaker.pk).update(signed_off_by=None, signed_off_at=None)
    assert found(citing(quote, SORRY)) == {("stop", "not_signed_off")}


def test_a_quotation_under_embargo_stops_until_then():
    noon = factories.london("2030-01-12 12:00")
    quote = story_factories.quote(evidence=factories.evidence(embargo_until=noon))
    article = citing(quote, SORRY)
    [problem] = gate.problems(load(article), timezone.now())
    assert (problem.level, problem.code, problem.record) == ("stop", "embargo", quote)
    assert (
        problem.message == f"“{SORRY}”: its source is under embargo until 12.00 on 12 January 2030."
    )
    assert found(article, noon) == set()


def test_unattributable_evidence_stops_until_an_editor_clears_it():
    evidence = factories.evidence(
        terms="unattributable", kind="call", description="a consultant at the trust"
    )
    quote = story_factories.quote(evidence=evidence)
    article = citing(quote, SORRY)
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


def test_words_that_rest_on_an_unknown_figure_too_are_not_compared():
    figure = factories.released(158)
    body = f'<p><span data-figure="{figure.pk} 987654">1,854</span></p>'
    article = story_factories.draft(body=body, standfirst="In short.")
    assert found(article) == {("stop", "unknown")}


def test_a_number_that_somebody_is_quoted_with_is_compared_with_no_record():
    assert found(citing(story_factories.quote("We counted 1,854"), "“we counted 1,854”")) == set()


@pytest.mark.parametrize("words", ["Nearly 2,000", "1,854", "more than 1,800"])
def test_words_that_the_record_bears_out_pass(words):
    assert found(citing(factories.released(1854), words)) == set()


@pytest.mark.parametrize("words", ["more than 2,000", "1,696", "fewer than 1,500"])
def test_words_that_the_record_contradicts_are_a_reading_stop(words):
    assert found(citing(factories.released(1854), words)) == {("reading", "words_differ")}


def test_words_that_rest_on_several_figures_may_give_their_sum():
    inpatient = factories.released(158, measure=factories.measure("inpatient"))
    outpatient = factories.released(1696, measure=factories.measure("outpatient"))
    assert found(citing([inpatient, outpatient], "1,854")) == set()


@pytest.mark.parametrize(
    ("words", "level"), [("1,695", "reading"), ("1,900", "reading"), ("1,854 per cent", "query")]
)
def test_words_that_are_neither_a_figure_nor_the_sum_are_told(words, level):
    inpatient = factories.released(158, measure="inpatient")
    outpatient = factories.released(1696, measure="outpatient")
    [problem] = gate.problems(load(citing([inpatient, outpatient], words)), timezone.now())
    assert (problem.level, problem.code, problem.record) == (level, "words_differ", inpatient)
    assert str(problem) == f"Body: “{words}”: the record says 158 and 1,696."


WARDS = "We would rather be on the wards than out here"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (WARDS, set()),
        (f"“{WARDS}.”", set()),
        ("“We would rather be on the wards,” she said, “than out here.”", set()),
        (f"“{WARDS.replace('rather', 'rather not')}”", {("reading", "quotation_altered")}),
        ("“We would rather be on strike than out here”", {("reading", "quotation_altered")}),
        ("“be on the wards”", {("query", "quotation_cut")}),
        ("“We would rather be on the wards” and not “out here”", {("query", "quotation_cut")}),
        ("“We [doctors] would rather be on the wards than out here”", {("query", "quotation_cut")}),
        ("", {("reading", "quotation_altered")}),
    ],
)
def test_a_quotation_says_what_is_on_record(words, says):
    assert found(citing(story_factories.quote(WARDS), words or "“”")) == says


STATEMENT = "Nobody wants this. We have asked for talks since the spring! Has anybody answered?"


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        (["“Nobody wants this,”"], set()),
        (["“We have asked for talks since the spring! Has anybody answered?”"], set()),
        (
            [
                "“Nobody wants this. We have asked",
                "for talks since the spring! Has anybody answered?”",
            ],
            set(),
        ),
        (["“asked for talks”"], {("query", "quotation_cut")}),
        (["“Nobody wants this. Has anybody answered?”"], {("reading", "quotation_altered")}),
    ],
)
def test_whole_sentences_of_a_statement_may_stand_alone_and_marks_go_together(marks, says):
    quote = story_factories.quote(STATEMENT)
    body = "".join(f"<p>{mark(quote, words)} she said.</p>" for words in marks)
    assert found(story_factories.draft(body=body, standfirst="In short.")) == says


def test_what_is_altered_is_named():
    article = citing(story_factories.quote(WARDS), f"“{WARDS.replace('rather', 'rather not')}”")
    [problem] = gate.problems(load(article), timezone.now())
    assert str(problem) == (
        "Body: “We would rather not be on the wards than out here”: “not” is not in the record."
    )


def test_what_is_reported_in_our_own_words_is_compared_with_no_words():
    assert found(citing(story_factories.quote(WARDS, kind="reported"), "She is torn")) == set()


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("between 400 and 500", {"value": 400, "upper": 500, "how_exact": "between"}),
        ("three out of 64", {"value": 3, "out_of": 64}),
        ("7.2 million", {"value": 7_200_000, "rounded_to": 100_000}),
        ("35 per cent", {"value": 35, "measure": "pay rise asked for", "nature": "demand"}),
    ],
)
def test_all_that_a_record_says_bears_words_out(words, record):
    assert found(citing(factories.released(**record), words)) == set()


@pytest.mark.parametrize(
    ("words", "record", "level"),
    [
        ("between 400 and 499", {"value": 400, "upper": 500, "how_exact": "between"}, "query"),
        ("three out of 35", {"value": 3, "out_of": 64}, "reading"),
        ("7,200,000", {"value": 7_200_000, "rounded_to": 100_000}, "query"),
    ],
)
def test_and_all_of_it_counts_what_is_only_not_borne_out_as_a_query(words, record, level):
    assert found(citing(factories.released(**record), words)) == {(level, "words_differ")}


def test_a_percentage_that_rests_on_a_count_is_a_query():
    assert found(citing(factories.released(35), "35 per cent")) == {("query", "words_differ")}


@pytest.fixture(scope="module")
def about_380_and_71(for_all):
    """At a trust of which nothing else is told here."""
    trust = factories.trust("RN5")
    about = factories.released(380, measure="inpatient", how_exact="around", trust=trust)
    return [about, factories.released(71, measure="outpatient", trust=trust)]


@pytest.mark.parametrize(
    ("words", "true"),
    [
        ("between 432 and 470", True),
        ("around 450", True),
        ("451", False),
        ("between 433 and 470", False),
        ("between 432 and 469", False),
        ("between 432 and 470 per cent", False),
        ("at least 432", True),
        ("more than 432", False),
    ],
)
def test_a_sum_is_as_vague_as_what_is_added(about_380_and_71, words, true):
    """It is 432 to 470."""
    assert (found(citing(about_380_and_71, words)) == set()) is true


@pytest.mark.parametrize("how_exact", ["more_than", "less_than"])
def test_what_has_no_end_has_no_sum(how_exact):
    endless = factories.released(500, measure="inpatient", how_exact=how_exact)
    exact = factories.released(71, measure="outpatient")
    assert found(citing([endless, exact], "571")) == {("query", "words_differ")}


@pytest.mark.parametrize("words", ["35 per cent", "35"])
def test_percentages_have_no_sum(words):
    demand = {"measure": "pay rise asked for", "nature": "demand"}
    figures = [
        factories.released(20, **demand),
        factories.released(15, trust=factories.trust("RN5"), **demand),
    ]
    assert ("query", "words_differ") in found(citing(figures, words))


def test_a_picture_without_a_copy_for_readers_stops():
    picture = story_factories.picture()
    picture.web_copy = ""
    picture.save()
    article = story_factories.draft(pictures=[(picture, "A picket", False)], standfirst="In short.")
    [problem] = gate.problems(load(article), timezone.now())
    assert (problem.level, problem.code, problem.place) == ("stop", "no_web_copy", "picture")
    assert str(problem) == (
        "Picture: “Picket line” has no copy for readers: choose its file again."
    )


def test_stops_and_queries_are_told_apart():
    disputed = factories.released(1854)
    facts.dispute(by=factories.user("editor"), figure=disputed, text="The BMA says 2,100")
    body = f"<p>{mark(disputed, '1,854')} and {mark(factories.figure(1, measure='clinics'), '1')}"
    problems = gate.problems(load(story_factories.draft(body=body)), timezone.now())
    assert [problem.code for problem in gate.stops(problems)] == ["unchecked"]
    assert [problem.code for problem in gate.needing_a_reason(problems)] == ["disputed"]
    assert [problem.level for problem in problems] == ["stop", "query", "note"]


def test_every_problem_is_a_sentence_that_names_its_place_and_its_record():
    disputed, withdrawn = factories.released(1854), factories.released(158, measure="inpatient")
    unchecked = factories.figure(130, measure="clinics")
    unreleased = factories.checked(16, measure="operations")
    private = story_factories.quote(terms="off_record")
    unread = story_factories.quote(check=False)
    marks = [
        mark(disputed, "1,854"),
        mark(withdrawn, "158"),
        mark(unchecked, "130"),
        mark(unreleased, "16"),
        mark(private, SORRY),
        mark(unread, SORRY),
        '<span data-figure="987654">12</span>',
        '<span data-quote="987654">Ah</span>',
    ]
    article = story_factories.draft(
        headline="Strike",
        body=f"<p>{' '.join(marks)}</p>",
        bylines=[],
        embargo_until=factories.london("2030-01-12 07:45"),
        pictures=[(story_factories.picture(), "", False)],
    )
    facts.dispute(by=factories.user("editor"), figure=disputed, text="The BMA says 2,100")
    facts.withdraw(by=factories.user("editor"), figure=withdrawn, reason="Counted twice")
    problems = gate.problems(load(article), timezone.now())
    assert [(each.place, each.message, each.code, each.record) for each in problems] == [
        ("byline", "say who wrote it.", "no_byline", None),
        (
            "story",
            "under embargo until 7.45 on 12 January 2030. Schedule it for then.",
            "embargo",
            None,
        ),
        ("body", "“158”: the figure was withdrawn (Counted twice).", "withdrawn", withdrawn),
        ("body", "“130”: not checked against its source yet.", "unchecked", unchecked),
        ("body", "“16”: the figure is not released to readers.", "unreleased", unreleased),
        (
            "body",
            f"“{SORRY}”: these words are off the record: it can never be published.",
            "off_record",
            private,
        ),
        (
            "body",
            f"“{SORRY}”: the quotation is not checked against its source yet.",
            "unchecked",
            unread,
        ),
        ("body", "“12” cites figure 987654, which does not exist.", "unknown", None),
        ("body", "“Ah” cites quotation 987654, which does not exist.", "unknown", None),
        ("body", "“1,854”: the figure is disputed (The BMA says 2,100).", "disputed", disputed),
        ("standfirst", "there is none.", "no_standfirst", None),
        ("picture", "“Picket line” has no caption.", "no_caption", None),
    ]
    assert str(problems[0]) == "Byline: say who wrote it."


def test_an_unattributable_speaker_needs_cleared_evidence_though_the_document_is_on_the_record():
    speaker = factories.source(
        "Dr Hidden", kind="person", terms="unattributable", description="a consultant"
    )
    quote = story_factories.quote(speakers=[speaker])
    assert found(citing(quote, SORRY)) == {("stop", "not_cleared")}
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


def test_a_story_about_a_strike_that_waits_for_its_sign_off_stops():
    waiting = factories.strike("Porters’ strike", days=[], signed_off=False)
    article = story_factories.draft(standfirst="In short.", strikes=[waiting])
    assert found(article) == {("stop", "not_signed_off")}
