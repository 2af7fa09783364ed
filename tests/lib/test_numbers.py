from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.numbers import (
    HOW_EXACT,
    Spoken,
    format_number,
    holds,
    parse_number,
    say_value,
)
from lib.spoken import contradicts

MILLION = 10**6
TANGLE = "a half two - and hundred 3 4,000 million % of out between"


def said(words):
    found = parse_number(words)
    assert found, words
    return found


def exact(value):
    return Spoken(Decimal(value))


# ---- printing


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1854, "1,854"),
        (Decimal("35.000"), "35"),
        (Decimal("8.570"), "8.57"),
        (Decimal("7200000.000"), "7,200,000"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("-0.000"), "0"),
        (-1854, "-1,854"),
        (0, "0"),
        (None, ""),
    ],
)
def test_a_number_as_a_story_prints_it(number, printed):
    assert format_number(number) == printed


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ({"value": 1854}, "1,854"),
        ({"value": 500, "how_exact": "more_than"}, "more than 500"),
        ({"value": 400, "upper": 500, "how_exact": "between"}, "between 400 and 500"),
        ({"value": Decimal("450.000"), "how_exact": "around"}, "about 450"),
        ({"value": 2000, "how_exact": "nearly"}, "nearly 2,000"),
        ({"value": 100, "how_exact": "at_least"}, "at least 100"),
        ({"value": 500, "how_exact": "up_to"}, "up to 500"),
        ({"value": 500, "how_exact": "less_than"}, "fewer than 500"),
        ({"value": 35, "how_exact": "less_than", "kind": "percent"}, "less than 35%"),
        ({"value": 35, "kind": "percent"}, "35%"),
        ({"value": 0}, "0"),
        ({"value": None}, ""),
        ({"value": 7_200_000, "rounded_to": 100_000}, "7.2 million"),
        ({"value": 7_200_000}, "7,200,000"),
        ({"value": 7_250_000, "rounded_to": 100_000}, "7,250,000"),
        ({"value": 450, "rounded_to": 10}, "450"),
        ({"value": 2_000_000_000, "rounded_to": 100_000_000}, "2 billion"),
        ({"value": 1_491_303, "rounded_to": 1}, "1,491,303"),
    ],
)
def test_a_value_as_a_story_prints_it(arguments, printed):
    assert say_value(**arguments) == printed


POUNDS = {"kind": "money", "currency": "GBP"}
AN_HOUR = {"kind": "rate", "currency": "GBP", "per": "an hour"}
MINUTES = {"kind": "duration", "unit": "minutes"}


@pytest.mark.parametrize(
    ("value", "more", "printed"),
    [
        (1_090_000, {**POUNDS, "rounded_to": 10_000}, "£1.09m"),
        (1_090_000, POUNDS, "£1,090,000"),
        (4_000_000, {**POUNDS, "rounded_to": 10**6, "how_exact": "nearly"}, "nearly £4m"),
        (3_600_000_000, {"kind": "money", "currency": "USD", "rounded_to": 10**8}, "$3.6bn"),
        (5, {**POUNDS, "how_exact": "less_than"}, "less than £5"),
        ("12.08", AN_HOUR, "£12.08 an hour"),
        ("12.500", AN_HOUR, "£12.50 an hour"),
        ("12", {**AN_HOUR, "how_exact": "between", "upper": 14}, "between £12 and £14 an hour"),
        ("2.4", {"kind": "rate", "per": "a day"}, "2.4 a day"),
        ("34.500", MINUTES, "34.5 minutes"),
        ("34.533", MINUTES, "34 minutes 32 seconds"),
        ("34.25", MINUTES, "34 minutes 15 seconds"),
        ("0.533", MINUTES, "32 seconds"),
        ("1", MINUTES, "1 minute"),
        ("60", {**MINUTES, "how_exact": "around"}, "about 60 minutes"),
        ("2.083", {"kind": "duration", "unit": "hours"}, "2 hours 5 minutes"),
        ("2.01", {"kind": "duration", "unit": "hours"}, "2.01 hours"),
        ("9", {"kind": "duration", "unit": "months"}, "9 months"),
        ("2.25", {"kind": "duration", "unit": "years"}, "2 years 3 months"),
        ("1", {"kind": "points"}, "1 percentage point"),
        ("0.5", {"kind": "points", "how_exact": "nearly"}, "nearly 0.5 percentage points"),
        (
            "1",
            {"kind": "points", "how_exact": "between", "upper": 2},
            "between 1 and 2 percentage points",
        ),
    ],
)
def test_money_rates_and_durations_as_a_story_prints_them(value, more, printed):
    assert say_value(Decimal(value), **more) == printed


# ---- reading


@pytest.mark.parametrize(
    ("words", "value", "how_exact"),
    [
        ("nearly 2,000", 2000, "nearly"),
        ("NEARLY 2,000 hospital appointments", 2000, "nearly"),
        ("almost 16,000", 16000, "nearly"),
        ("just under 500", 500, "nearly"),
        ("around 450 patients", 450, "around"),
        ("about 380", 380, "around"),
        ("roughly 4,000", 4000, "around"),
        ("some 112,856", 112856, "around"),
        ("an estimated 20,000", 20000, "around"),
        ("500 or so", 500, "around"),
        ("more than 500 people", 500, "more_than"),
        ("over 100", 100, "more_than"),
        ("at least 100", 100, "at_least"),
        ("no fewer than 100", 100, "at_least"),
        ("500 or more", 500, "at_least"),
        ("500-plus", 500, "at_least"),
        ("up to 500", 500, "up_to"),
        ("as many as 500", 500, "up_to"),
        ("no more than six", 6, "up_to"),
        ("up to around 500", 500, "up_to"),
        ("fewer than 100", 100, "less_than"),
        ("less than 100", 100, "less_than"),
        ("1,854 appointments", 1854, "exact"),
        ("a total of 71 appointments", 71, "exact"),
        ("158 were inpatient procedures", 158, "exact"),
        ("None of their operations", 0, "exact"),
        ("no operations", 0, "exact"),
        ("zero", 0, "exact"),
        ("seventy-one", 71, "exact"),
        ("ninety nine", 99, "exact"),
        ("a hundred", 100, "exact"),
        ("two hundred and fifty", 250, "exact"),
        ("one hundred thousand", 100000, "exact"),
        ("twelve thousand three hundred and four", 12304, "exact"),
        ("two dozen", 24, "exact"),
        ("half a dozen", 6, "exact"),
        ("half a million", 500000, "exact"),
        ("5.5", Decimal("5.5"), "exact"),
        ("16k", 16000, "exact"),
    ],
)
def test_words_are_read(words, value, how_exact):
    found = said(words)
    assert (found.value, found.how_exact, found.upper) == (value, how_exact, None)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 400 and 500 doctors", 400, 500),
        ("400-500", 400, 500),
        ("400–500", 400, 500),
        ("from two to three", 2, 3),
        ("between 7 and 8 million", 7 * MILLION, 8 * MILLION),
        ("from 500 to 1 million", 500, MILLION),
        ("5 to 10 per cent", 5, 10),
    ],
)
def test_ranges_are_read(words, low, high):
    found = said(words)
    assert (found.value, found.upper, found.how_exact) == (low, high, "between")


@pytest.mark.parametrize(
    ("words", "value", "base"),
    [
        ("three out of 35 clinics", 3, 35),
        ("two of 16 scheduled clinics", 2, 16),
        ("3 clinics out of 35", 3, 35),
        ("none of its 35 clinics", 0, 35),
        ("3,400 of around 4,000", 3400, 4000),
    ],
)
def test_the_base_is_read_with_the_number(words, value, base):
    assert (said(words).value, said(words).out_of) == (value, base)


@pytest.mark.parametrize("words", ["35 per cent", "35%", "35 percent", "35 per cent of staff"])
def test_per_cent_is_a_kind(words):
    assert (said(words).value, said(words).kind) == (35, "percent")


def test_millions_say_how_they_were_rounded():
    assert said("7.2 million") == Spoken(Decimal(7_200_000), rounded_to=Decimal(100_000))
    assert said("2m").rounded_to == MILLION
    assert said("7,200,000").rounded_to is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "many",
        "hundreds",
        "several hundred",
        "a few thousand",
        "hundreds of the 500",
        "half of the 35 clinics",
        "all but nine",
        "not 158",
        "a four-day strike",
        "a 48-hour walkout",
        "8am",
        "11.30am",
        "the 1st",
        "1,85",
        "1,2345",
        "1.2.3",
        "two three",
        "1,854 and 158",
        "on April 11 131 outpatient appointments",
        "between 500 and 400",
        "2023-24",
    ],
)
def test_when_in_doubt_nothing_is_read(words):
    assert parse_number(words) is None


@given(st.integers(0, 10**12))
def test_what_we_print_we_can_read(number):
    assert said(format_number(number)).value == number


@given(st.integers(1, 10**9), st.sampled_from([name for name, _ in HOW_EXACT]))
def test_how_exact_survives_printing(number, how_exact):
    upper = number + 7 if how_exact == "between" else None
    found = said(say_value(number, how_exact, upper))
    assert found == Spoken(Decimal(number), upper and Decimal(upper), how_exact)


@given(st.text(max_size=60))
def test_no_words_are_too_much(words):
    parse_number(words)


@given(st.lists(st.sampled_from(TANGLE.split())))
def test_number_words_in_any_order_are_read_or_not(words):
    parse_number(" ".join(words))


# ---- judging


@pytest.mark.parametrize(
    ("words", "recorded", "true"),
    [
        ("nearly 2,000", exact(1854), True),
        ("more than 2,000", exact(1854), False),
        ("nearly 1,800", exact(1854), False),
        ("nearly 3,000", exact(1854), False),
        ("nearly 1,854", exact(1854), False),
        ("1,854", exact(1854), True),
        ("1,845", exact(1854), False),
        ("around 1,850", exact(1854), True),
        ("about 450", exact(451), True),
        ("about 450", exact(480), False),
        ("around 4,000", exact(3600), True),
        ("around 1,000", exact(1400), False),
        ("around 6,000", exact(5500), True),
        ("around 6,000", exact(5450), False),
        ("up to 500", exact(500), True),
        ("up to 500", exact(501), False),
        ("fewer than 500", exact(500), False),
        ("at least 500", exact(500), True),
        ("at least 500", exact(499), False),
        ("between 400 and 500", exact(399), False),
        ("between 400 and 500", exact(400), True),
        ("between 400 and 500", exact(450), True),
        ("between 400 and 500", exact(500), True),
        ("between 400 and 500", exact(501), False),
        ("7.2 million", exact(7_140_000), False),
        ("7.2 million", exact(7_150_000), True),
        ("7.2 million", exact(7_214_000), True),
        ("7.2 million", exact(7_250_000), True),
        ("7.2 million", exact(7_260_000), False),
        ("1 million", exact(1_050_000), True),
        ("1 million", exact(1_060_000), False),
        ("none", exact(0), True),
        ("none", exact(3), False),
    ],
)
def test_words_against_an_exact_record(words, recorded, true):
    assert holds(said(words), recorded) is true


@pytest.mark.parametrize(
    ("words", "recorded", "true"),
    [
        ("450", "about 450", False),
        ("nearly 400", "about 380", True),
        ("500", "more than 500", False),
        ("at least 500", "more than 500", True),
        ("more than 500", "at least 500", False),
        ("more than 400", "more than 500", True),
        ("up to 500", "between 400 and 500", True),
        ("more than 400", "between 400 and 500", False),
        ("between 400 and 500", "up to 500", False),
        ("at least 400", "fewer than 500", False),
        ("7,200,000", "7.2 million", False),
        ("7.2 million", "7.2 million", True),
        ("35%", "35 per cent", True),
        ("three out of 35", "three out of 64", False),
        ("three", "three out of 35", True),
    ],
)
def test_words_against_a_record_that_is_not_exact(words, recorded, true):
    assert holds(said(words), said(recorded)) is true


def test_a_rounding_that_print_cannot_show_is_not_held_against_the_words():
    assert holds(said("4,000"), Spoken(Decimal(4000), rounded_to=Decimal(1000)))
    assert not holds(said("7,200,000"), Spoken(Decimal(7_200_000), rounded_to=Decimal(100_000)))
    assert not holds(said("1,000,000"), Spoken(Decimal(1_000_000), rounded_to=Decimal(100_000)))


def test_around_nothing_is_nothing():
    nothing = Spoken(Decimal(0), how_exact="around")
    assert holds(nothing, exact(0))
    assert not holds(nothing, exact(1))


def test_points_are_neither_per_cent_nor_a_count():
    points = Spoken(Decimal(4), kind="points")
    assert holds(said("four percentage points"), points)
    assert said("up by nearly 4 percentage points").kind == "points"
    for other in ("percent", "count"):
        assert not holds(points, Spoken(Decimal(4), kind=other))


def test_a_percentage_never_holds_for_a_count():
    assert not holds(said("35%"), Spoken(Decimal(35), kind="count"))


NUMBERS = st.decimals(0, 10**9, places=1)
SPOKEN = st.builds(
    lambda value, width, how_exact: Spoken(
        value, value + width if how_exact == "between" else None, how_exact
    ),
    NUMBERS,
    st.decimals(1, 1000, places=1),
    st.sampled_from([name for name, _ in HOW_EXACT]),
)


@given(SPOKEN)
def test_a_record_holds_for_itself(spoken):
    assert holds(spoken, spoken)


@given(NUMBERS, NUMBERS)
def test_nearly_never_holds_for_as_much_or_more(number, more):
    assert not holds(Spoken(number, how_exact="nearly"), exact(number + more))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_more_than_a_number_is_more_than_any_smaller_one(recorded, number, less):
    if holds(Spoken(number, how_exact="more_than"), exact(recorded)):
        assert holds(Spoken(max(number - less, Decimal(0)), how_exact="more_than"), exact(recorded))


@given(SPOKEN, SPOKEN, SPOKEN)
def test_what_follows_from_what_follows_follows(first, second, third):
    if holds(first, second) and holds(second, third):
        assert holds(first, third)


@given(NUMBERS, NUMBERS)
def test_a_number_is_never_both_more_and_at_most(number, recorded):
    more = holds(Spoken(number, how_exact="more_than"), exact(recorded))
    at_most = holds(Spoken(number, how_exact="up_to"), exact(recorded))
    assert more != at_most


# ---- what cannot be said


TWO_NUMBERS = "“between” takes two numbers and every other word takes one."
UPWARDS = "The first number of a range is the smaller one."


def refused(*given, **more):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  the caller compares the sentence
        Spoken(*given, **more)
    return str(refusal.value)


def test_a_range_needs_two_numbers_and_nothing_else_takes_them():
    assert refused(Decimal(400), how_exact="between") == TWO_NUMBERS
    assert refused(Decimal(400), Decimal(500), "around") == TWO_NUMBERS


@pytest.mark.parametrize("last", [399, 400])
def test_a_range_goes_upwards(last):
    assert refused(Decimal(400), Decimal(last), "between") == UPWARDS


def test_an_unknown_word_for_how_exact_is_an_error_that_lists_the_known_ones():
    assert refused(Decimal(500), how_exact="precisely") == (
        "“precisely” is not one of exact, around, nearly, more_than, at_least, less_than, up_to, "
        "between."
    )


# ---- contradictions


@pytest.mark.parametrize(
    ("words", "record", "against"),
    [
        ("1,696", exact(1854), True),
        ("more than 2,000", exact(1854), True),
        ("fewer than 1,500", exact(1854), True),
        ("nearly 2,000", exact(1854), False),
        ("450", Spoken(Decimal(450), how_exact="around"), False),
        ("more than 500", Spoken(Decimal(500), how_exact="up_to"), True),
        ("at least 500", Spoken(Decimal(500), how_exact="up_to"), False),
        ("three out of 35", Spoken(Decimal(3), out_of=Decimal(64)), True),
        ("1,854 per cent", Spoken(Decimal(1854), kind="count"), False),
    ],
)
def test_words_contradict_a_record_where_both_cannot_be_true(words, record, against):
    assert contradicts(said(words), record) is against
