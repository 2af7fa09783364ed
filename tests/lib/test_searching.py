"""What readers type and what is searched: stems, other names, the nearest words, snippets."""

import pytest

from lib.searching import Term, marked, nearest, same, snippet, stems, terms, words_that_changed

STAFF = [["resident doctors", "Junior doctors"]]
SYNONYMS = same([*STAFF, ["British Medical Association", "BMA"], *words_that_changed(STAFF)])


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("operations", "An operation was cancelled"),
        ("cancelling operation", "Operations cancelled"),
        ("kings mill", "King’s Mill Hospital"),
        ("1854", "1,854 appointments"),
        ("1,854", "1854"),
        ("doctor's", "junior doctors’ strike"),
        ("A&E", "A & E"),
    ],
)
def test_the_same_in_another_form_is_the_same(typed, text):
    assert set(stems(typed)) <= set(stems(text))


def test_small_words_are_not_looked_for():
    assert stems("Is there a strike at the General?") == stems("strike General")


def test_letters_of_other_scripts_are_kept_as_ascii():
    assert all(stem.isascii() for stem in stems("مستشفى Ysbyty Gŵynedd 病院"))
    assert len(stems("مستشفى Ysbyty Gŵynedd 病院")) == 4


def test_a_name_that_changed_is_found_by_either():
    for typed, text in [
        ("junior doctors", "resident doctors walk out"),
        ("resident doctors", "junior doctors walk out"),
        ("junior", "resident doctors walk out"),
        ("bma", "the British Medical Association said"),
        ("british medical association", "the BMA said"),
    ]:
        assert all(term.in_(stems(text)) for term in terms(typed, SYNONYMS)), typed


def test_a_part_of_a_name_is_not_the_name():
    assert terms("medical", SYNONYMS) == (Term((("medic",),)),)


def test_names_that_differ_in_more_than_a_word_do_not_make_words_alike():
    assert words_that_changed([["BMA", "British Medical Association"], ["a b c", "x y c"]]) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("southhampton", "southampton"),
        ("notingham", "nottingham"),
        ("marshal", "marshall"),
        ("basing", "basingstoke"),
        ("zzzz", None),
        ("so", None),
    ],
)
def test_the_nearest_word(typed, meant):
    known = ["basingstoke", "marshall", "nottingham", "northampton", "southampton"]
    assert nearest(typed, known) == meant


def test_who_is_still_typing_means_what_begins_so():
    assert nearest("southam", ["south", "southampton"]) == "southampton"


def test_a_snippet_is_of_the_paragraph_that_has_most_of_it():
    text = "Clinics closed.\nDoctors in Southampton walked out.\nDoctors elsewhere did not."
    assert snippet(text, set(stems("southampton doctors"))) == [
        ("Doctors", True),
        (" in ", False),
        ("Southampton", True),
        (" walked out.", False),
    ]


def test_a_long_paragraph_is_cut_between_words():
    text = f"{'before ' * 40}strike{' after' * 60}"
    pieces = snippet(text, {"strike"})
    whole = "".join(words for words, _ in pieces)
    assert whole.startswith("… before")
    assert whole.endswith("after …")
    assert len(whole) < 260
    assert ("strike", True) in pieces


def test_where_nothing_is_found_it_begins_as_the_text_does():
    assert snippet("Clinics closed.\nDoctors walked out.", {"zebra"}) == [
        ("Clinics closed.", False)
    ]


def test_marks_keep_the_text_as_it_was():
    text = "<b>King’s Mill</b> & others"
    pieces = marked(text, set(stems("kings")))
    assert "".join(words for words, _ in pieces) == text
    assert [words for words, found in pieces if found] == ["King’s"]
