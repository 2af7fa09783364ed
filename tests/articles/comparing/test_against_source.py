"""A record beside the words of its source, in pieces; [x] agrees, <x> differs."""

from decimal import Decimal

import pytest

from articles.comparing.against_source import numbers_beside, words_beside

TONES = {"": "{}", "same": "[{}]", "differs": "<{}>"}


def told(pieces):
    return "".join(TONES[each.tone].format(each.text) for each in pieces)


def beside(source, ours, *recorded):
    found = numbers_beside(source, ours, [Decimal(value) for value in recorded])
    return found.verdict, told(found.source), told(found.ours), found.why


@pytest.mark.parametrize(
    ("source", "ours", "recorded", "shown"),
    [
        (
            "Basingstoke: 2 operations, 7 of 64 clinics",
            "7 of 64 clinics",
            [7, 64],
            ("Basingstoke: 2 operations, [7] of [64] clinics", "[7] of [64] clinics"),
        ),
        (
            "Winchester (RHCH): no operations",
            "0 operations",
            [0],
            ("Winchester (RHCH): [no] operations", "[0] operations"),
        ),
        ("twenty-one of them", "21", [21], ("[twenty-one] of them", "[21]")),
        ("1,854 were put off", "1854", [1854], ("[1,854] were put off", "[1854]")),
        ("£1.09m in all", "£1.09m", [1_090_000], ("£[1.09m] in all", "£[1.09m]")),
    ],
)
def test_a_number_that_stands_in_the_source_agrees(source, ours, recorded, shown):
    assert beside(source, ours, *recorded) == ("same", *shown, "")


def test_one_digit_that_differs_is_marked_on_both_sides():
    assert beside("Andover: no operations, 2 of 16 clinics", "2 of 15 clinics", 2, 15) == (
        "differs",
        "Andover: no operations, 2 of 1<6> clinics",
        "2 of 1<5> clinics",
        "The source has 16, ours has 15.",
    )


def test_a_number_of_which_the_source_says_nothing_is_told():
    verdict, source, ours, why = beside("All clinics ran", "3 clinics", 3)
    assert (verdict, source, ours) == ("differs", "All clinics ran", "3 clinics")
    assert why == "3 does not stand in the words of the source."


@pytest.mark.parametrize(("source", "recorded"), [("", [3]), ("None was put off", [])])
def test_without_words_or_a_number_somebody_looks(source, recorded):
    assert beside(source, "3", *recorded)[0] == "look"


def test_a_word_that_came_is_marked_in_ours():
    found = words_beside("we would rather be here", "we would rather not be here", altered=True)
    assert told(found.source).replace("{}", "") == "we would rather be here"
    assert told(found.ours) == "we would rather <not> be here"


def test_words_that_agree_are_marked_as_such():
    found = words_beside("a “tremendous effort” by staff", "tremendous effort", altered=False)
    assert found.verdict == "same"
    assert "[tremendous effort]" in told(found.source)
    assert told(found.ours) == "[tremendous effort]"
