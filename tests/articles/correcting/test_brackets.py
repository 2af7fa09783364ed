"""A sentence with its marks, as a person writes it."""

import pytest

from articles.correcting.brackets import with_brackets, without_brackets, words_of
from articles.markup import plain_text
from lib.refusals import Refused

FIRST = "<p>Southampton is large.</p>"
SENTENCE = "They moved 1,854 appointments & 35 clinics."
MARKED = (
    'They moved <span data-figure="42 43">1,854 appointments</span> &amp; '
    '<span data-figure="7">35 clinics</span>.'
)
BODY = f"{FIRST}<p>{MARKED}</p>"
START = plain_text(BODY).index("They")


def test_brackets_stand_around_what_rests_on_a_record():
    written = with_brackets(BODY, SENTENCE, START)
    assert written == "They moved [1,854 appointments] & [35 clinics]."
    assert without_brackets(written, BODY, SENTENCE, START) == MARKED


def test_the_first_brackets_rest_on_what_the_first_rested_on():
    written = "Some [1,867 appointments] were moved, and [36 clinics]."
    assert without_brackets(written, BODY, SENTENCE, START) == (
        'Some <span data-figure="42 43">1,867 appointments</span> were moved, and '
        '<span data-figure="7">36 clinics</span>.'
    )


def test_a_number_in_a_quotation_is_brackets_in_brackets():
    marked = '<span data-quote="3">“We moved <span data-figure="7">35</span>”</span>, she said.'
    sentence = "“We moved 35”, she said."
    written = with_brackets(f"<p>{marked}</p>", sentence, 0)
    assert written == "[“We moved [35]”], she said."
    assert without_brackets(written, f"<p>{marked}</p>", sentence, 0) == marked


def test_a_sentence_with_brackets_of_its_own_has_others():
    html = '<p>It [the trust] moved <span data-figure="7">35</span>.</p>'
    assert with_brackets(html, plain_text(html), 0) == "It [the trust] moved {35}."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("They moved [1] [2] [3].", "only “1,854 appointments”, “35 clinics” do"),
        ("They moved [1.", "without the ] that closes it"),
        ("They moved 1].", "without the [ that opens it"),
        ("They moved 1.", "such as [1,854 appointments]"),
    ],
)
def test_brackets_that_match_nothing_are_refused_with_what_would_be_right(written, said):
    with pytest.raises(Refused) as refusal:
        without_brackets(written, BODY, SENTENCE, START)
    assert said in str(refusal.value.messages)


def test_tags_that_somebody_types_are_words():
    html = without_brackets("<b>[5]</b>", BODY, SENTENCE, START)
    assert html == '&lt;b&gt;<span data-figure="42 43">5</span>&lt;/b&gt;'


def test_a_sentence_that_rests_on_nothing_is_its_words_alone():
    html = "<p>Southampton &amp; Winchester moved &lt;5.</p>"
    assert without_brackets("A & B moved <5.", html, plain_text(html), 0) == "A & B moved <5."
    assert words_of("A & B moved <5.") == "A & B moved <5."
    assert words_of(MARKED) == SENTENCE
