"""Ways to write a number, each of which is true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.number_words import parse_number
from lib.said_as import is_true, said_as, share_holds
from lib.spoken import Spoken, holds


def number(value, out_of=None, **more):
    return Spoken(Decimal(value), out_of=out_of and Decimal(out_of), **{"kind": "count", **more})


@pytest.mark.parametrize(
    ("recorded", "variants"),
    [
        (number(1854), ["1,854", "more than 1,800", "nearly 2,000", "about 1,900"]),
        (number(3, 35), ["three of 35", "3 of 35", "about one in twelve", "about 9 per cent"]),
        (number(158, 1854), ["158 of 1,854", "about one in twelve"]),
        (number(12, 144), ["12 of 144", "one in twelve"]),
        (number(0), ["none", "no", "0"]),
        (number(13), ["13"]),
        (number(500, how_exact="more_than"), ["more than 500"]),
        (number(7_200_000, rounded_to=Decimal(100_000)), ["7.2 million"]),
        (Spoken(Decimal(35), kind="percent"), ["35%"]),
        (Spoken(Decimal(400), Decimal(500), "between"), ["between 400 and 500"]),
    ],
)
def test_a_number_may_be_written_in_several_ways(recorded, variants):
    assert set(variants) <= set(said_as(recorded))


def test_what_has_a_unit_of_its_own_is_written_as_recorded():
    assert said_as(number(1_090_000, kind="money"), currency="GBP") == ["£1,090,000"]


VALUES = st.integers(0, 10**9).map(Decimal)
EXACT = st.builds(number, VALUES)
OF_A_WHOLE = st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)).map(
    lambda pair: number(min(pair), max(pair)) if max(pair) else number(1, 2)
)
PER_CENT = st.integers(1, 999).map(lambda tenths: Spoken(Decimal(tenths) / 10, kind="percent"))
VAGUE = st.builds(number, VALUES, how_exact=st.sampled_from(["around", "nearly", "at_least"]))


@given(EXACT | OF_A_WHOLE | PER_CENT | VAGUE)
def test_every_variant_is_true_by_the_test_that_the_desk_applies_to_words(recorded):
    variants = said_as(recorded)
    assert variants
    for words in variants:
        said = parse_number(words)
        assert (said and holds(said, recorded)) or share_holds(words, recorded), words


@given(EXACT | OF_A_WHOLE)
def test_no_variant_is_offered_twice_and_there_are_few(recorded):
    variants = said_as(recorded)
    assert len(variants) == len(set(variants)) <= 7


@pytest.mark.parametrize(
    ("words", "true"),
    [
        ("about one in twelve clinics", True),
        ("one in every twelve", False),
        ("nearly 9 per cent", True),
        ("9 per cent", True),
        ("about one in ten", False),
        ("fewer than one in ten", True),
        ("half", False),
        ("14 per cent", False),
    ],
)
def test_a_share_is_tried_against_the_part_of_its_whole(words, true):
    assert is_true(words, number(3, 35)) is true


def test_a_share_is_not_true_of_a_number_without_a_whole():
    assert not is_true("about one in twelve", number(3))
