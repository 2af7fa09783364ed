"""Lines of a list in a letter: a label and one number, under the sentence that says of what."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.reading.letters import unwrapped
from lib.reading.listed import is_item, items_of, numbers_left
from lib.reading.names import Named, Registry

GENERAL = Named("hospital", 3, "Wexley General Hospital")
REGISTRY = Registry([(GENERAL.name, GENERAL), ("Wexley General", GENERAL)])
LIST = """\
We are writing about Thursday. Cancelled at Wexley General on 12 January:
• Outpatients – 158 of 1,854
• Elective: 35
Urgent: fewer than five
- Day cases: none
Maternity\t<5

Yours, the press office
"""


def told(text):
    return [
        (item.label, text[item.start : item.end], item.above) for item in items_of(text, REGISTRY)
    ]


def test_each_line_has_its_label_its_number_and_the_sentence_above():
    above = "Cancelled at Wexley General on 12 January"
    assert told(LIST) == [
        ("Outpatients", "158 of 1,854", above),
        ("Elective", "35", above),
        ("Urgent", "fewer than five", above),
        ("Day cases", "none", above),
        ("Maternity", "<5", above),
    ]


def test_the_base_is_read_with_the_number():
    written = items_of(LIST, REGISTRY)[0].written
    assert (written.spoken.value, written.spoken.out_of) == (158, 1854)
    assert items_of(LIST, REGISTRY)[4].written.suppressed_below == 5


def test_a_heading_within_a_list_says_what_is_counted():
    text = "Lost on Thursday.\nOperations\nWexley General: 13\nClinics\nWexley General: 35\n"
    found = items_of(text, REGISTRY)
    assert [item.counted for item in found] == ["Operations", "Clinics"]
    assert all(item.place == (GENERAL,) for item in found)


def test_a_noun_may_stand_after_the_number():
    (item,) = items_of("Lost today:\nWexley General: at least 13 operations", REGISTRY)
    assert (item.noun, item.written.spoken.how_exact) == ("operations", "at_least")


@pytest.mark.parametrize(
    "line",
    [
        "Time: 16:05",
        "Date: 12 January 2016",
        "Parking: no",
        "Contact: the press office",
        "Operations: 13 in Wexley and 4 in Marling",
        "We lost 13 clinics: 4 in Wexley",
        "In short: we are sorry",
    ],
)
def test_what_is_no_label_with_one_number_is_left_to_the_reader(line):
    assert told(f"Cancelled on Thursday:\n{line}") == []


def test_a_number_that_nothing_says_the_use_of_is_no_row():
    assert told("Extension: 4821") == []


def test_a_list_is_not_drawn_into_the_paragraph_above():
    text = "Please find below the number of operations that we have postponed:\nWinchester: 12\n"
    assert unwrapped(text) == text
    assert is_item("Winchester: 12")


LABELS = st.sampled_from(["Outpatients", "Elective", "Urgent", "Wexley General", "Day cases"])
NUMBERS = st.one_of(
    st.integers(0, 99_999).map("{:,}".format),
    st.tuples(st.integers(0, 99), st.integers(100, 999)).map("{0[0]} of {0[1]}".format),
    st.integers(2, 9).map("<{}".format),
    st.integers(2, 99).map("fewer than {}".format),
)
MARKS = st.sampled_from(["• {}: {}", "- {}: {}", "{} – {}", "{}: {}", "{}\t{}", "* {}: {}."])


@given(st.lists(st.tuples(LABELS, NUMBERS, MARKS), min_size=1, max_size=8))
def test_no_number_of_a_list_is_dropped(rows):
    text = "Cancelled on Thursday:\n" + "\n".join(mark.format(a, b) for a, b, mark in rows)
    found = items_of(text, REGISTRY)
    assert [(item.label, text[item.start : item.end]) for item in found] == [
        (label, number) for label, number, _ in rows
    ]


@given(st.text(alphabet="ab 1,2.:-–\n\t•£<", max_size=60))
def test_every_digit_is_in_a_row_or_told(text):
    taken = [(item.start, item.end) for item in items_of(text, REGISTRY)]
    left = " ".join(numbers_left(text, taken))
    for match in re.finditer(r"\d+", text):
        inside = any(start <= match.start() and match.end() <= end for start, end in taken)
        assert inside or match.group() in left
