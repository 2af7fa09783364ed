"""A number as somebody types it: all of it is read, or it is refused and says which part."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.number_box import Unread, Written, in_unit, read_number
from lib.numbers import HOW_EXACT, TIME_UNITS, WITHIN, Spoken, format_number, say_value

MILLION = 10**6


def number(value, how_exact="exact", upper=None, **more):
    upper = upper and Decimal(upper)
    return Written(Spoken(Decimal(str(value)), upper, how_exact, **more))


@pytest.mark.parametrize(
    ("typed", "value", "how_exact"),
    [
        ("1,854", 1854, "exact"),
        (" 1854 ", 1854, "exact"),
        ("none", 0, "exact"),
        ("seventy-one", 71, "exact"),
        ("nearly 2,000", 2000, "nearly"),
        ("in the region of 450", 450, "around"),
        ("upwards of 500", 500, "more_than"),
        (">100", 100, "more_than"),
        ("> 100", 100, "more_than"),
        ("≥5", 5, "at_least"),
        (">=5", 5, "at_least"),
        ("≤ 20", 20, "up_to"),
        ("c. 450", 450, "around"),
        ("c.450", 450, "around"),
        ("ca 450", 450, "around"),
        ("~450", 450, "around"),
        ("≈450", 450, "around"),
        ("approx. 100", 100, "around"),
        ("Approx 100", 100, "around"),
        ("450 plus", 450, "at_least"),
        ("450+", 450, "at_least"),
        ("450-plus", 450, "at_least"),
        ("500 or more", 500, "at_least"),
        ("28½", 28.5, "exact"),
        ("28 ½", 28.5, "exact"),
        ("1,028¼", 1028.25, "exact"),
        ("½", 0.5, "exact"),
        ("minus 3", -3, "exact"),
        ("-3", -3, "exact"),
        ("−3", -3, "exact"),
    ],
)
def test_what_people_write_is_read(typed, value, how_exact):
    assert read_number(typed) == number(value, how_exact)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("400-500", 400, 500),
        ("400 – 500", 400, 500),
        ("between 400 and 500", 400, 500),
        ("8-10,000", 8000, 10000),
        ("8 to 10,000", 8000, 10000),
        ("8,000-10,000", 8000, 10000),
        ("8-10", 8, 10),
        ("5 to 1,200", 5, 1200),
        ("50 to 10,000", 50, 10000),
        ("between 7 and 8 million", 7 * MILLION, 8 * MILLION),
    ],
)
def test_of_a_range_both_ends_are_read(typed, low, high):
    assert read_number(typed) == number(low, "between", high)


def test_the_bound_of_a_suppressed_number_is_no_number():
    assert read_number("<5") == read_number("< 5") == Written(suppressed_below=5)
    assert read_number("fewer than 5") == number(5, "less_than")


@pytest.mark.parametrize(
    ("typed", "value", "currency", "rounded_to"),
    [
        ("£1million", MILLION, "£", MILLION),
        ("£1 million", MILLION, "£", MILLION),
        ("£1.09m", 1_090_000, "£", 10_000),
        ("$3.6bn", 3_600_000_000, "$", 100_000_000),
        ("€ 400", 400, "€", None),
        ("£12.08", Decimal("12.08"), "£", None),
    ],
)
def test_money_is_read_with_its_sign(typed, value, currency, rounded_to):
    spoken = Spoken(Decimal(value), rounded_to=rounded_to and Decimal(rounded_to))
    assert read_number(typed) == Written(spoken, currency)


@pytest.mark.parametrize(
    ("typed", "value", "currency", "per"),
    [
        ("£12.08 an hour", "12.08", "£", "hour"),
        ("£12.08/hour", "12.08", "£", "hour"),
        ("$31 per shift", "31", "$", "shift"),
        ("2,390 a day", "2390", "", "day"),
        ("half a million", "500000", "", ""),
    ],
)
def test_a_rate_is_read_with_what_it_is_per(typed, value, currency, per):
    found = read_number(typed)
    assert (found.spoken.value, found.currency, found.per) == (Decimal(value), currency, per)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("34 minutes 32 seconds", "minutes", "34.533"),
        ("34:32", "minutes", "34.533"),
        ("34:32", "hours", "34.533"),
        ("34½ minutes", "minutes", "34.5"),
        ("34.5 mins", "minutes", "34.5"),
        ("2 hours and 5 minutes", "minutes", "125"),
        ("2 hours and 5 minutes", "hours", "2.083"),
        ("90 seconds", "minutes", "1.5"),
        ("three days", "hours", "72"),
    ],
)
def test_how_long_is_read_in_the_unit_that_is_counted(typed, unit, value):
    assert in_unit(read_number(typed), unit).value == Decimal(value)


def test_months_and_years_are_read_and_are_no_number_of_days():
    assert in_unit(read_number("18 months"), "years").value == Decimal("1.5")
    assert in_unit(read_number("2 years and 3 months"), "months").value == 27
    assert in_unit(read_number("nearly 3 yrs"), "months") == number(36, "nearly").spoken
    assert in_unit(read_number("3 months"), "days") is None
    assert in_unit(read_number("3 weeks"), "months") is None


@pytest.mark.parametrize(
    "typed", ["1 percentage point", "1 point", "1 per cent point", "1 % point", "one point"]
)
def test_points_are_told_from_per_cent(typed):
    assert read_number(typed) == number(1, kind="points")


@pytest.mark.parametrize(
    ("typed", "change", "by"),
    [
        ("1 percentage point below", "down", number(1, kind="points")),
        ("down by between 1 and 2 points", "down", number(1, "between", 2, kind="points")),
        ("0.5 points higher", "up", number("0.5", kind="points")),
        ("about 300 fewer", "down", number(300, "around")),
        ("32% more", "up", number(32, kind="percent")),
    ],
)
def test_a_comparison_says_which_way_as_well(typed, change, by):
    assert read_number(typed) == replace(by, change=change)


def test_more_or_less_of_a_number_is_how_exact_it_is():
    assert read_number("500 or more") == number(500, "at_least")
    assert read_number("500 or fewer") == number(500, "up_to")


def test_a_change_says_which_way():
    assert read_number("down 32%") == replace(read_number("32%"), change="down")
    assert read_number("up by about 300").change == "up"
    assert read_number("up to 500") == number(500, "up_to")


def test_a_clock_has_no_place_where_nothing_has_sixtieths():
    assert in_unit(read_number("34:32"), "days") is None


def test_the_words_of_a_duration_keep_how_exact_it_is():
    assert in_unit(read_number("nearly 3 hours"), "minutes") == number(180, "nearly").spoken
    assert in_unit(read_number("20 to 30 minutes"), "minutes") == (number(20, "between", 30).spoken)


def test_a_range_of_money_may_name_it_once():
    for typed in ("£400-£500", "£400 to 500", "between £400 and £500"):
        assert read_number(typed) == Written(number(400, "between", 500).spoken, "£")


@pytest.mark.parametrize(
    ("typed", "value", "base"),
    [
        ("3 of 35", 3, 35),
        ("three out of the 35", 3, 35),
        ("none of its 35", 0, 35),
        ("about 3,400 of 4,000", 3400, 4000),
    ],
)
def test_a_share_is_read_with_its_base(typed, value, base):
    found = read_number(typed).spoken
    assert (found.value, found.out_of) == (value, base)


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("17,236 on average", "on average"),
        ("nearly 2,000 appointments", "appointments"),
        ("5 to 10%*", "*"),
        ("1,85", "1,85"),
        ("1,854,", "1,854,"),
        ("450?", "?"),
        ("2 minutes 70 seconds", "70 seconds"),
        ("3 days 4 minutes", "4 minutes"),
        ("£5 minutes", "minutes"),
        ("1:02:03", ":"),
        ("12 per 100", "per 100"),
        ("up down 3", "up"),
        ("up 3 points higher", "up"),
        ("<5 fewer", "fewer"),
        ("£3 points", "£"),
        ("3 percentage points of 35", "of 35"),
        ("down <5", "down"),
        ("about minus 3", "about minus 3"),
        ("3 of about 35", "about 35"),
        ("3 clinics of 35", "clinics"),
        ("£3 of 35", "£"),
        ("£4–$5", "$"),
        ("35% of 400 staff", "staff"),
        ("-nearly 3", "-"),
        ("hundreds", "hundreds"),
        ("500 and 30 more", "and 30"),
        ("", ""),
        ("£", "£"),
    ],
)
def test_what_is_not_understood_is_named(typed, part):
    with pytest.raises(Unread) as refused:
        read_number(typed)
    assert refused.value.part == part


# ---- nothing is dropped unread

ENDS = st.integers(1, 10**7)
NUMBERS = st.one_of(
    ENDS.map(format_number),
    st.builds(
        lambda value, more, how_exact: say_value(
            value, how_exact, value + more if how_exact == "between" else None
        ),
        ENDS,
        ENDS,
        st.sampled_from([name for name, _ in HOW_EXACT if name != "less_than"]),
    ),
    st.builds("{}{}".format, st.sampled_from([*">≥≤~£$-", "c."]), ENDS),
    st.builds("{}{}".format, ENDS, st.sampled_from(["½", " plus", "%", " million", "bn", "+"])),
    st.builds("{} of {}".format, ENDS, ENDS),
    st.builds("{}{}".format, ENDS, st.sampled_from([" minutes", " a day", "/hour", ":32"])),
    st.builds("{}{}".format, ENDS, st.sampled_from([" months", " years", " points"])),
    st.builds("{}{}".format, ENDS, st.sampled_from([" percentage points", "% lower", " more"])),
)


def meaning(typed):
    """What it is read as; None where it is refused."""
    try:
        return read_number(typed)
    except Unread:
        return None


EXACT_ENOUGH = [name for name, _ in HOW_EXACT if name not in ("between", "less_than")]


@given(
    st.decimals(Decimal("0.1"), 10**6, places=1),
    st.sampled_from(EXACT_ENOUGH),
    st.sampled_from(["percent", "points", *TIME_UNITS]),
    st.sampled_from(["", "up ", "down "]),
)
def test_what_prints_is_read_back(value, how_exact, kind, change):
    """In per cent, in points and in every unit of time, and which way it went."""
    unit = kind if kind in TIME_UNITS else ""
    said = say_value(value, how_exact, kind="duration" if unit else kind, unit=unit)
    written = read_number(change + said)
    assert written.change == change.strip()
    assert written.unit == unit
    spoken = in_unit(written, unit) if unit else written.spoken
    assert (spoken.value, spoken.how_exact) == (value, how_exact)
    assert spoken.kind == (None if unit else kind)


@given(st.integers(1, 10**4), st.sampled_from(["weeks", "years", "hours"]))
def test_two_units_of_time_are_read_back(parts, unit):
    _, factor = WITHIN[unit]
    value = (Decimal(parts) / factor).quantize(Decimal("0.001"))
    assume(value)
    read = in_unit(read_number(say_value(value, kind="duration", unit=unit)), unit)
    assert read.value == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed):
    meaning(typed)


@given(NUMBERS, st.data())
def test_no_character_is_idle(typed, data):
    """Without any one of its characters the text means something else, or nothing; what may go is
    the comma of thousands, space, and the s of minutes or points."""
    place = data.draw(st.integers(0, len(typed) - 1))
    assume(typed[place] not in ", .")
    assume(typed[place:] != "s")
    assert meaning(typed[:place] + typed[place + 1 :]) != read_number(typed)


@given(NUMBERS, st.characters(exclude_categories=["Z", "C", "N"]), st.data())
def test_a_character_more_is_read_or_refused(typed, more, data):
    """A letter or sign put anywhere changes what is meant, or is not understood."""
    place = data.draw(st.integers(0, len(typed)))
    assume(more not in ",.")
    assert meaning(typed[:place] + more + typed[place:]) != read_number(typed)
