import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.reading.fidelity import compare

SAID = "We don't want to be out here. We would rather be on the wards, and 158 beds were lost."


@pytest.mark.parametrize(
    "in_copy",
    [
        SAID,
        "“We don’t want to be out here. We would rather be on the wards, and 158 beds were lost,”",
        "we don’t want to be out here.\n\n“We would rather be  on the wards and 158 beds were lost",
        "We don't want to be out here – we would rather be on the Wards and 158 beds were lost!",
    ],
)
def test_glyphs_spacing_capitals_paragraphs_and_punctuation_are_free(in_copy):
    assert compare(in_copy, SAID).level == "same"


@pytest.mark.parametrize(
    ("house", "theirs"),
    [
        ("We apologise to the organisation", "We apologize to the organization"),
        ("the labour programme at the centre", "the labor program at the center"),
        ("35 per cent", "35%"),
        ("three clinics", "3 clinics"),
        ("1,854 appointments", "1854 appointments"),
        ("short-term pain", "short term pain"),
        ("we will rebook them", "we will re-book them"),
        ("doctors and nurses", "doctors & nurses"),
        ("it was cancelled", "it was canceled"),
        ("under-staffed healthcare", "understaffed health care"),
    ],
)
def test_house_spelling_is_free(house, theirs):
    assert compare(house, theirs).level == compare(theirs, house).level == "same"


@pytest.mark.parametrize(
    ("in_copy", "record", "differing"),
    [
        ("We would rather not be on the wards", "We would rather be on the wards", ("not", "")),
        ("We would be on the wards", "We would rather be on the wards", ("", "rather")),
        ("We moved 185 operations", "We moved 158 operations", ("185", "158")),
        ("We won't go back", "We will go back", ("won't", "will")),
        ("She will resign tomorrow", "She will re-sign tomorrow", ("resign", "re sign")),
        ("The US left tomorrow", "The us left tomorrow", ("US", "us")),
        ("It cost £5", "It cost $5", ("£", "$")),
        ("We are not able to go", "We are notable to go", ("not able", "notable")),
        ("Temperatures fell by 5", "Temperatures fell by -5", ("", "-")),
    ],
)
def test_any_other_word_is_a_stop_and_is_named(in_copy, record, differing):
    found = compare(in_copy, record)

    assert (found.level, found.differing) == ("stop", (differing,))
    assert all(f"“{word}”" in found.reasons[0] for word in differing if word)


@pytest.mark.parametrize(
    ("in_copy", "record"),
    [
        ("We would … be on the wards", "We would much rather be on the wards"),
        ("We would ... be on the wards", "We would much rather be on the wards"),
        ("We would […] be on the wards", "We would much rather be on the wards"),
        ("They [doctors] are asked", "They are asked"),
        ("[The doctors] are asked", "They are asked"),
        ("It is a b****y shame", "It is a bloody shame"),
    ],
)
def test_marks_of_omission_brackets_and_asterisks_are_looked_at(in_copy, record):
    found = compare(in_copy, record)

    assert (found.level, found.cut) == ("query", False)


def test_an_omission_mark_excuses_only_its_own_place():
    found = compare("We would … be on wards", "We would rather be on the wards")

    assert found.differing == (("", "the"),)


@pytest.mark.parametrize(
    "in_copy", ["We would rather be on the wards", "rather be", "… and 158 beds were lost"]
)
def test_a_cut_at_the_edge_is_a_partial_quotation(in_copy):
    found = compare(in_copy, SAID)

    assert (found.level, found.cut) == ("query", True)


def test_a_cut_that_takes_a_no_with_it_says_so():
    record = "This is not a safe place to work"

    assert compare("a safe place to work", record).cut_no
    assert not compare("place to work", "A safe place to work").cut_no


def test_words_beyond_the_record_are_a_stop():
    assert compare("not convinced by any of it", "not convinced").differing == (
        ("by any of it", ""),
    )


def test_of_a_long_record_only_what_was_replaced_is_named():
    found = compare("Our crew went home", "Let me thank everyone. My crew went home")

    assert found.cut
    assert found.differing == (("Our", "My"),)


def test_a_star_may_stand_in_the_record_too():
    assert compare("It is a bloody shame", "It is a b****y shame").level == "query"


def test_the_record_of_nothing_backs_nothing():
    assert compare("", "We are sorry").level == "stop"
    assert compare("We are sorry", "").level == "stop"


words = st.lists(st.sampled_from(["we", "would", "not", "rather", "be", "the", "158"]), max_size=12)


@given(words)
def test_what_is_on_record_is_the_same(said):
    assert compare(" ".join(said), " ".join(said)).level == "same"


@given(words, words, st.sampled_from(["bright", "never", "71"]))
def test_a_foreign_word_is_always_a_stop(before, after, foreign):
    record = " ".join(before + after)

    assert compare(" ".join([*before, foreign, *after]), record).level == "stop"


@given(words, words)
def test_a_word_taken_from_the_middle_is_seen(before, after):
    record = " ".join(["start", *before, "crucial", *after, "end"])

    assert compare(" ".join(["start", *before, *after, "end"]), record).level == "stop"


@given(words, st.integers(0, 12), st.integers(0, 12))
def test_a_part_of_the_record_is_never_a_stop(said, start, end):
    part = said[start:end]

    if part:
        assert compare(" ".join(part), " ".join(said)).level != "stop"


def test_a_text_of_one_word_is_compared_without_trying_all_pairs():
    found = compare("ha " * 4_000, "ha " * 3_999 + "no")

    assert found.level == "stop"
