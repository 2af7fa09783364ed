"""Words are put under a mark by where they stand, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markup import Marked, mark_words, marks, plain_text, sanitise_body


def test_words_come_to_rest_on_a_record():
    html = "<h2>Clinics</h2><p>They lost <strong>13</strong> clinics.</p>"
    at = plain_text(html).index("13 clinics")
    assert mark_words(html, [Marked(at, at + 10, "figure", 7)]) == (
        '<h2>Clinics</h2><p>They lost <span data-figure="7"><strong>13</strong> clinics</span>.</p>'
    )


def test_a_headline_is_one_line():
    assert mark_words("13 lost", [Marked(0, 2, "figure", 7)], inline=True) == (
        '<span data-figure="7">13</span> lost'
    )


def test_marks_nest():
    html = '<p>“We lost <span data-figure="7">13</span>”</p>'
    assert mark_words(html, [Marked(0, 12, "quote", 3)]) == (
        '<p><span data-quote="3">“We lost <span data-figure="7">13</span>”</span></p>'
    )


def test_over_two_paragraphs_each_has_its_mark():
    html = mark_words("<p>“One</p><p>Two”</p>", [Marked(0, 9, "quote", 3)])
    assert [(each.ids, each.words) for each in marks(html)] == [((3,), "“One"), ((3,), "Two”")]


WORDS = st.text(alphabet="ab 1“”&<é", min_size=1, max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(0, 40), st.integers(0, 20))
def test_the_words_are_what_they_were(paragraphs, start, length):
    html = sanitise_body("".join(f"<p>{each}</p>" for each in paragraphs))
    after = mark_words(html, [Marked(start, start + length, "figure", 7)])
    assert plain_text(after) == plain_text(html)
    assert plain_text(sanitise_body(after)) == plain_text(html)


@pytest.mark.parametrize("place", [(0, 0), (99, 120)])
def test_a_place_without_words_marks_nothing(place):
    assert mark_words("<p>One.</p>", [Marked(*place, "figure", 7)]) == "<p>One.</p>"
