"""Words of a text found again after edits."""

import pytest

from articles.anchors import Anchor, anchor_of, digest_of_words, look

TEXT = (
    "Southampton General put off 13 operations.\n"
    "At the Royal Hampshire County in Winchester no operations were lost, but three of 35 clinics "
    "did not take place, the trust said.\n"
    "Basingstoke lost two operations, and no operations were lost in Andover."
)


def now(words, text, within=TEXT):
    return look(anchor_of(within, words), text)


def test_words_are_found_where_they_stand():
    found = now("three of 35 clinics", TEXT)
    assert (found.state, TEXT[found.start : found.end]) == ("stands", "three of 35 clinics")


def test_they_follow_what_is_written_before_and_around_them():
    moved = "A new first paragraph.\n" + TEXT.replace("the trust said", "a spokesman said")
    found = now("three of 35 clinics", moved)
    assert found.state == "stands"
    assert moved[found.start : found.end] == "three of 35 clinics"


def test_of_the_same_words_twice_those_with_the_same_words_around_them_are_meant():
    words = "no operations were lost"
    second = TEXT.rindex(words)
    anchor = Anchor(words, TEXT[second - 60 : second], TEXT[second + len(words) :][:60])
    assert look(anchor, TEXT).start == second
    assert look(anchor, "Other words before. " * 3 + TEXT).start == second + 60


def test_what_stands_in_their_place_is_told():
    found = now("no operations were lost", TEXT.split("\n")[1].replace("no op", "none of its op"))
    assert (found.state, found.now) == ("changed", "none of its operations were lost")


@pytest.mark.parametrize("gone", ["", "Nothing of it stands here any more. Pickets return."])
def test_words_that_are_gone_are_gone(gone):
    assert now("three of 35 clinics", gone).state == "gone"


def test_a_sentence_that_is_taken_out_takes_its_words_with_it():
    left = "\n".join(TEXT.split("\n")[::2])
    assert now("three of 35 clinics", left).state == "gone"


@pytest.mark.parametrize(
    ("words", "text"),
    [("185", "It was 1,854."), ("854", "It was 1,854."), ("1,85", "1,854"), ("clinic", "clinics")],
)
def test_a_part_of_a_word_or_number_is_not_it(words, text):
    assert anchor_of(text, words) is None


@pytest.mark.parametrize("copied", ['"robust plans"', "“robust  plans”", "“robust\nplans”"])
def test_words_may_be_copied_with_other_marks_and_spaces(copied):
    assert anchor_of("Thanks to “robust plans”, he said.", copied).words == "“robust plans”"


def test_a_digest_is_of_words_and_not_of_spaces():
    assert digest_of_words("two  of 16\n") == digest_of_words("two of 16")
    assert digest_of_words("two of 16") != digest_of_words("three of 16")
