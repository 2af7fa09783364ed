"""Two texts of one story: what is proposed, what is left to decide, and what comes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing.together import (
    BOTH,
    MINE,
    THEIRS,
    Place,
    Same,
    body,
    line,
    together,
    undecided,
)

BASE = "<p>Clinics went ahead.</p><p>Five of 35 were lost.</p><p>Talks go on.</p>"


def choose_all(found, choice):
    return {each.key: choice for each in found if isinstance(each, Place)}


def test_only_what_differs_is_asked_and_the_rest_is_counted():
    theirs = BASE.replace("Five", "Three")
    first, place, last = body(BASE, theirs, None)
    assert (first, last) == (Same("<p>Clinics went ahead.</p>", 1), Same("<p>Talks go on.</p>", 1))
    assert (place.label, place.mine) == ("Paragraph 2", "<p>Five of 35 were lost.</p>")
    assert [piece.text for piece in place.pieces[0] if piece.changed] == ["Five"]
    assert [piece.text for piece in place.pieces[1] if piece.changed] == ["Three"]


@pytest.mark.parametrize(
    ("mine", "theirs", "proposed"),
    [
        (BASE.replace("Five", "Two"), BASE, MINE),
        (BASE, BASE.replace("Five", "Three"), THEIRS),
        (BASE.replace("Five", "Two"), BASE.replace("Five", "Three"), ""),
        (f"{BASE}<p>More.</p>", BASE, MINE),
        (BASE, f"{BASE}<p>More.</p>", THEIRS),
        (BASE.removesuffix("<p>Talks go on.</p>"), BASE, MINE),
        (BASE, BASE.removesuffix("<p>Talks go on.</p>"), THEIRS),
    ],
)
def test_whoever_changed_it_alone_is_proposed(mine, theirs, proposed):
    [place] = [each for each in body(mine, theirs, BASE) if isinstance(each, Place)]
    assert place.proposed == proposed


def test_without_what_both_began_with_nothing_is_proposed():
    [place] = [each for each in body(f"{BASE}<p>More.</p>", BASE, None) if isinstance(each, Place)]
    assert place.proposed == ""


def test_both_may_stand_one_after_the_other():
    found = body("<p>Two.</p>", "<p>Three.</p>", None)
    assert together(found, choose_all(found, BOTH)) == "<p>Two.</p><p>Three.</p>"


def test_a_headline_is_one_place():
    place = line("headline", "Headline", "Two lost", "Three lost", "Five lost")
    assert (place.proposed, place.take(THEIRS)) == ("", "Three lost")
    assert line("headline", "Headline", "Two lost", "Two lost", None) == Same(
        "Two lost", 1, "Headline"
    )


def test_a_mark_alone_is_a_difference_that_is_told():
    marked = '<p><span data-figure="12">Five</span> of 35.</p>'
    [place] = body(marked, "<p>Five of 35.</p>", None)
    assert place.only_marks
    assert place.rests == ("Five: figure 12", "nothing")


def test_what_is_not_chosen_is_named():
    found = body("<p>Two.</p>", "<p>Three.</p>", None)
    assert [each.label for each in undecided(found, {})] == ["Paragraph 1"]
    assert undecided(found, choose_all(found, MINE)) == []


texts = st.lists(st.sampled_from("abcdef"), max_size=7).map(
    lambda letters: "".join(f"<p>{letter}</p>" for letter in letters)
)


@given(texts, texts, texts)
def test_choosing_one_side_everywhere_gives_that_side(mine, theirs, base):
    found = body(mine, theirs, base)
    assert together(found, choose_all(found, MINE)) == mine
    assert together(found, choose_all(found, THEIRS)) == theirs
