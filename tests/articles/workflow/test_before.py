"""The list *Before it goes out*: a line for each record, by whose turn it is."""

import pytest

from articles.models import Article, Quote, QuoteRevision
from articles.workflow.before import Line, before
from articles.workflow.cited import Cited
from articles.workflow.content import Content
from articles.workflow.problem import NOTE, QUERY, READING, STOP, Problem
from hospitals.models import Evidence, Source


def story(**given):
    parts = {"bylines": [], "pictures": [], "related": [], "about": {"trusts": [], "strikes": []}}
    return Content(article=Article(headline="Strike", **given), **parts)


def lines(problems, **given):
    found = before(story(), problems, **given)
    return [line.says for line in found.writers], [line.says for line in found.seconds]


GREEN = Source(pk=7, name="Donna Green")
EMAIL = Evidence(pk=3, kind="email", title="Clinics put off")


def unchecked(place, words, record=EMAIL):
    return Problem(STOP, place, "not checked against its source yet.", "unchecked", record, words)


def test_a_record_has_one_line_however_often_it_is_cited():
    found = before(story(), [unchecked("headline", "“three”"), unchecked("body", "“3 of 35”")] * 2)
    [line] = found.seconds
    assert line.says == "Email “Clinics put off”: not checked against its source yet."
    assert [(each.name, each.words) for each in line.places] == [
        ("headline", "“three”"),
        ("body", "“3 of 35”"),
    ]
    assert not found.writers


def test_what_is_unset_is_named_and_not_what_rests_on_it():
    unset = [
        Problem(STOP, "body", "no terms are agreed for Donna Green.", "no_terms", GREEN, words)
        for words in ("“Sorry”", "“We tried”")
    ]
    assert lines(unset) == (["Donna Green: no terms are agreed for Donna Green."], [])


def test_what_the_writer_does_and_what_the_second_person_does_are_two_lines():
    unset = Problem(STOP, "body", "no terms are agreed.", "no_terms", EMAIL, "“3”")
    writers, seconds = lines([unchecked("body", "“3”"), unset])
    assert writers == ["Email “Clinics put off”: no terms are agreed."]
    assert seconds == ["Email “Clinics put off”: not checked against its source yet."]


def test_a_line_is_as_grave_as_the_gravest_that_it_says():
    found = before(
        story(),
        [
            Problem(NOTE, "body", "another is preferred.", "not_preferred", EMAIL),
            Problem(READING, "body", "the record says 3.", "words_differ", EMAIL),
        ],
    )
    [line] = found.writers
    assert (line.level, line.word) == ("reading", "Stop")
    assert line.says.endswith("another is preferred. The record says 3.")


def test_the_gravest_come_first():
    of = [Problem(level, level, "look.", level) for level in (NOTE, QUERY, READING, STOP)]
    levels = [line.level for line in before(story(), of).writers]
    assert levels == ["stop", "reading", "query", "note"]


def test_a_part_of_the_story_is_called_by_its_name():
    assert lines([Problem(STOP, "byline", "say who wrote it.", "no_byline")]) == (
        ["Byline: say who wrote it."],
        [],
    )


def test_what_was_sent_back_is_the_writers_again():
    key = Line(STOP, "unchecked", "", EMAIL, None).key
    writers, seconds = lines(
        [unchecked("body", "“15”")], sent_back={key: "Sent back: the e-mail says 16."}
    )
    assert not seconds
    assert writers == [
        "Email “Clinics put off”: not checked against its source yet. "
        "Sent back: the e-mail says 16."
    ]


CITED = '<span data-figure="42">13 operations</span>'


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ("<p>Nothing was put off.</p>", ""),
        (f"<p>They put off {CITED} and 130 clinics.</p>", "1 of 2 numbers cited"),
        (f"<p>They put off {CITED} on 12 January.</p>", "1 of 1 number cited"),
    ],
)
def test_how_many_numbers_are_cited_is_a_fact(body, fact):
    assert before(story(body=body), []).numbers == fact


@pytest.mark.parametrize(("level", "waits"), [(STOP, 1), (READING, 1), (QUERY, 1), (NOTE, 0)])
def test_a_note_never_counts(level, waits):
    assert before(story(), [Problem(level, "body", "look.", "x")]).waits == waits


def test_what_is_in_order_is_said_in_a_line_each():
    revision = QuoteRevision(quote=Quote(pk=1), words="Sorry", checked_at="now", pk=1)
    cited = Cited("body", 0, "quote", "Sorry", (revision,))
    revision.effective_terms = lambda: "on_record"
    content = story(section_id=1)
    content.bylines.append("Robin Ashby")
    content.cited.append(cited)
    assert before(content, []).in_order == [
        "Headline, byline and section",
        "1 record is checked against the source",
        "Everybody quoted is on the record",
    ]
