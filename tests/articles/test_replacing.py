"""Other words in the place of some: the marks stay, and so does everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markup import (
    Reading,
    Replacement,
    marks,
    plain_text,
    render,
    replaced,
    sanitise_body,
)

BODY = (
    '<p>At Southampton <span data-figure="42">1,854</span> appointments were put off.</p>'
    "<ul><li><p>Of them <strong>1,696</strong> were outpatients.</p></li></ul>"
)


def at(text, words, new):
    start = plain_text(text).index(words)
    return Replacement(start, start + len(words), new)


def test_the_mark_goes_on_around_the_new_number():
    new = replaced(BODY, [at(BODY, "1,854", "1,867")])
    assert new == BODY.replace("1,854", "1,867")
    assert [mark.words for mark in marks(new)] == ["1,867"]


def test_several_places_at_once_are_those_of_the_old_text():
    both = [at(BODY, "1,696", "a great many more, 1,709"), at(BODY, "1,854", "1,867")]
    new = plain_text(replaced(BODY, both))
    assert new == (
        "At Southampton 1,867 appointments were put off.\n"
        "Of them a great many more, 1,709 were outpatients."
    )


def test_a_whole_sentence_may_bring_its_own_marks():
    whole = at(BODY, "At Southampton 1,854 appointments were put off.", "")
    new = replaced(BODY, [whole._replace(words='Nobody <span data-figure="42">1,867</span> so.')])
    assert '<p>Nobody <span data-figure="42">1,867</span> so.</p>' in new


def test_words_that_look_like_markup_are_words():
    new = replaced(BODY, [at(BODY, "Southampton", "<b>R&D</b>")])
    assert plain_text(new).startswith("At <b>R&D</b> ")


def test_a_headline_stays_on_one_line():
    headline = 'Strike puts off <span data-figure="42">1,854</span> appointments'
    new = replaced(headline, [at(headline, "1,854", "1,867")], inline=True)
    assert new == headline.replace("1,854", "1,867")


@pytest.mark.parametrize("places", [[(0, 4), (3, 6)], [(40, 60)], [(900, 903)]])
def test_what_overlaps_or_reaches_over_a_paragraph_is_refused(places):
    with pytest.raises(ValueError, match=r"overlap|reach"):
        replaced(BODY, [Replacement(*place, "x") for place in places])


TEXT = st.lists(
    st.text("abc .<&", min_size=1, max_size=9).filter(lambda text: text.strip(" .<&")),
    min_size=1,
    max_size=4,
)


@given(TEXT, st.data())
def test_only_the_place_changes(paragraphs, data):
    html = sanitise_body(
        "".join(
            "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>" for text in paragraphs
        )
    )
    text = plain_text(html)
    letters = [i for i, letter in enumerate(text) if letter in "abc"]
    start = data.draw(st.sampled_from(letters))
    new = replaced(html, [Replacement(start, start + 1, "Z")])
    assert plain_text(new) == text[:start] + "Z" + text[start + 1 :]


@given(TEXT, st.data())
def test_a_text_that_is_read_once_says_what_it_says_when_read_again(paragraphs, data):
    html = sanitise_body(
        "".join(
            f'<p>x <span data-figure="4">{text.replace("<", "").replace("&", "")}</span> y</p>'
            for text in paragraphs
        )
    )
    read = Reading(html)
    letters = [i for i, letter in enumerate(read.plain) if letter in "abc"]
    start = data.draw(st.sampled_from(letters))
    new = read.replaced(
        [Replacement(start, start + 1, data.draw(st.sampled_from(["Z", "", "Z "])))]
    )
    assert new.plain == plain_text(new.html)
    assert new.marks == marks(new.html)
    assert new.rendered(str) == render(new.html, str)
    assert sanitise_body(new.html) == new.html
