"""A sentence that is written anew keeps the marks and the type of the words that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.correcting.plan import BODY, REWRITE, Use, Where
from articles.correcting.putting_right import Text, with_words
from articles.correcting.wording import ASK, Proposal
from articles.markup import plain_text, sanitise_body

LINKED = (
    '<p>Talks go on. At <em>Southampton</em>, <a href="/trusts/RHM">the trust said</a>, '
    '<strong><span data-figure="42">1,854</span> appointments</strong> were put off.</p>'
)


def rewritten(html, text, words="1,854", figure=None, variants=()):
    """The body with its last sentence written anew, for the sake of these words of it."""
    where = Text.of(BODY, html)
    start = 0 if ". " not in where.plain else where.plain.index(". ") + 2
    sentence = where.plain[start:]
    use = Use(
        where=Where(1, BODY, 0, start + max(sentence.find(words), 0)),
        words=words,
        sentence=sentence,
        sentence_start=start,
        proposal=Proposal(ASK, words, "", "", "", "", variants),
        figure_id=figure,
        chosen=REWRITE,
        text=text,
    )
    return with_words(where, [use]).html


def test_type_and_links_stay_around_the_words_that_stay():
    new = rewritten(
        LINKED,
        "At Southampton, the trust said, 1,867 appointments and visits were put off.",
        figure=42,
        variants=("1,867",),
    )
    assert new == (
        '<p>Talks go on. At <em>Southampton</em>, <a href="/trusts/RHM">the trust said</a>, '
        '<span data-figure="42">1,867</span> <strong>appointments</strong> and visits were put off.'
        "</p>"
    )


def test_type_and_links_go_with_the_words_that_go():
    new = rewritten(LINKED, "In Hampshire, 1,854 visits were put off.")
    assert new == (
        "<p>Talks go on. In Hampshire, "
        '<span data-figure="42"><strong>1,854</strong></span> visits were put off.</p>'
    )


def test_what_is_put_into_a_link_is_linked():
    new = rewritten(LINKED, "At Southampton, the hospital trust said, 1,854 were put off.")
    assert '<a href="/trusts/RHM">the hospital trust said</a>' in new


def test_a_mark_of_words_that_stand_twice_stays_on_its_own():
    html = '<p>Of 158 beds <span data-figure="7">158</span> were shut.</p>'
    new = rewritten(html, "Of 158 beds at the site 158 were shut.", "158")
    assert new == '<p>Of 158 beds at the site <span data-figure="7">158</span> were shut.</p>'


def test_the_mark_goes_to_the_new_number_not_to_an_equal_one_that_was_there():
    html = '<p>Of 1,867 booked <span data-figure="42">1,854</span> were put off.</p>'
    new = rewritten(html, "Of 1,867 booked 1,867 were put off.", figure=42, variants=("1,867",))
    assert new == '<p>Of 1,867 booked <span data-figure="42">1,867</span> were put off.</p>'


def test_a_number_inside_a_quotation_keeps_both_marks():
    html = (
        '<p>She said “<span data-quote="7">we put off <span data-figure="42">1,854</span></span>” '
        "again.</p>"
    )
    assert rewritten(html, "He said “we put off 1,854” twice.") == html.replace(
        "She", "He"
    ).replace("again", "twice")


@pytest.mark.parametrize("typed", ["R&D < 5", "a &amp; b", "<b>so</b>"])
def test_what_looks_like_markup_is_words(typed):
    assert plain_text(rewritten("<p>At 1,854 it ends</p>", typed)) == typed


LETTERS = st.text("ab1,.’ &<", min_size=1, max_size=6)
AROUND = ["{}", "<strong>{}</strong>", "<em>{}</em>", '<a href="/x">{}</a>']
MARKS = ["{}", '<span data-figure="42">{}</span>', '<span data-quote="7">{}</span>']


@st.composite
def paragraphs(draw):
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        words = draw(LETTERS).replace("&", "&amp;").replace("<", "&lt;")
        for choices in (AROUND, MARKS, AROUND, MARKS):
            words = draw(st.sampled_from(choices)).format(words)
        parts.append(words)
    return sanitise_body("<p>" + "".join(parts) + "</p>")


def one_sentence(html):
    words = plain_text(html)
    return words and "\n" not in words and ". " not in words


@given(paragraphs().filter(one_sentence))
def test_the_same_words_give_the_same_source(html):
    assert rewritten(html, plain_text(html)) == html


@given(paragraphs().filter(one_sentence), st.text("ab1,.’ &<", min_size=1))
def test_whatever_is_typed_stands_there(html, typed):
    assert plain_text(rewritten(html, typed)) == " ".join(typed.split())
