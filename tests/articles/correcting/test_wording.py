"""What is proposed for a sentence when the number that it cites is corrected."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.correcting.wording import ASK, KEEP, REPLACE, reword
from lib.said_as import is_true, said_as
from lib.spoken import Spoken


def number(value, out_of=None, rounded_to=None, **more):
    return Spoken(
        Decimal(str(value)),
        out_of=out_of and Decimal(out_of),
        rounded_to=rounded_to and Decimal(rounded_to),
        **{"kind": "count", **more},
    )


def per_cent(value):
    return number(value, kind="percent")


def proposed(sentence, was, now, **more):
    """The proposal for a sentence whose mark stands between [ and ]."""
    before, _, rest = sentence.partition("[")
    words, _, after = rest.partition("]")
    start = len(before)
    return reword(words, before + words + after, start, start + len(words), was, now, **more)


@pytest.mark.parametrize(
    ("sentence", "was", "now", "new"),
    [
        ("Southampton moved [five] clinics.", number(5), number(6), "six"),
        ("[Five] clinics moved.", number(5), number(6), "Six"),
        ("[Five] clinics moved.", number(5), number(21), "Twenty-one"),
        ("FIVE: [FIVE] clinics moved", number(5), number(6), "SIX"),
        ("They moved [1,854 appointments].", number(1854), number(1867), "1,867 appointments"),
        ("They moved [1854] appointments.", number(1854), number(1867), "1867"),
        ("They moved [703] on the 19th.", number(703), number(730), "730"),
        ("They moved [12] clinics.", number(12), number(6), "six"),
        ("They moved [5 of 35] clinics.", number(5, 35), number(6, 35), "6 of 35"),
        ("They moved [five of 35] clinics.", number(5, 35), number(12, 36), "12 of 36"),
        ("They moved [three out of 35].", number(3, 35), number(5, 35), "five out of 35"),
        (
            "They moved [158 of 1,854] appointments.",
            number(158, 1854),
            number(158, 1867),
            "158 of 1,867",
        ),
        ("It was [2.5 per cent] of them.", per_cent(2.5), per_cent(3), "3 per cent"),
        ("It was [35%] of them.", per_cent(35), per_cent("36.2"), "36.2%"),
        (
            "It took [7.2 million] hours.",
            number(7_200_000, rounded_to=100_000),
            number(7_400_000, rounded_to=100_000),
            "7.4 million",
        ),
        (
            "It cost [£1.09m].",
            number(1_090_000, rounded_to=10_000),
            number(1_120_000, rounded_to=10_000),
            "£1.12m",
        ),
        ("A shift costs [£12] more.", number(12, kind=None), number(6, kind=None), "£6"),
        (
            "They moved [more than 1,900] appointments.",
            number(1954),
            number(1867),
            "more than 1,800",
        ),
        ("They moved [Over 1,900].", number(1954), number(1867), "Over 1,800"),
        ("They moved [nearly 2,000].", number(1854), number(1700), "nearly 1,800"),
        ("They moved [about 1,900].", number(1854), number(2370), "about 2,400"),
        ("They moved [about 450].", number(451), number(380), "about 380"),
        ("They moved [380] in all.", number(380), number(450, how_exact="around"), "about 450"),
        ("It was [about one in twelve].", number(3, 35), number(5, 35), "one in seven"),
        ("It was [about 9 per cent].", number(3, 35), number(5, 35), "about 14 per cent"),
    ],
)
def test_a_number_is_exchanged_in_the_manner_in_which_it_was_written(sentence, was, now, new):
    proposal = proposed(sentence, was, now)
    assert (proposal.choice, proposal.words) == (REPLACE, new), proposal.why
    assert (proposal.verdict_before, proposal.verdict_after) == ("true", "false")


@pytest.mark.parametrize(
    ("sentence", "was", "now"),
    [
        ("They moved [nearly 2,000] appointments.", number(1854), number(1867)),
        ("They moved [more than 1,850] appointments.", number(1854), number(1867)),
        ("It was [about one in twelve].", number(158, 1854), number(158, 1867)),
        ("They moved [five] clinics.", number(5, 35), number(5, 36)),
        ("They moved [1,867] already.", number(1854), number(1867)),
    ],
)
def test_words_that_are_true_of_the_new_number_stay(sentence, was, now):
    proposal = proposed(sentence, was, now)
    assert (proposal.choice, proposal.verdict_after) == (KEEP, "true")


def test_a_variant_that_is_true_and_far_from_the_new_number_is_exchanged_all_the_same():
    proposal = proposed("They moved [more than 1,000].", number(1100), number(5400))
    assert (proposal.words, proposal.code) == ("more than 5,000", "too_far")
    assert proposal.verdict_after == "true"


def test_a_finer_variant_is_offered_and_not_proposed():
    proposal = proposed("They moved [more than 1,800].", number(1854), number(1867))
    assert proposal.choice == KEEP
    assert "more than 1,860" in proposal.variants
    assert "1,867" in proposal.variants


@pytest.mark.parametrize(
    ("sentence", "was", "now", "code"),
    [
        ("“We moved [1,854] appointments,” she said.", number(1854), number(1867), "quoted"),
        ("Trust moves ‘[1,854] appointments’", number(1854), number(1867), "quoted"),
        (
            "The trust said on Tuesday that [1,854] had been moved.",
            number(1854),
            number(1867),
            "said_then",
        ),
        (
            "[1,854] had been moved, the trust said on 12 January.",
            number(1854),
            number(1867),
            "said_then",
        ),
        ("It told us yesterday that [five] had gone.", number(5), number(6), "said_then"),
        ("It was [more than double] last time.", number(5), number(6), "unread"),
        ("[One] appointment was moved.", number(1), number(2), "turns"),
        ("[Two] appointments were moved.", number(2), number(1), "turns"),
        ("[None] of its clinics moved.", number(0), number(3), "turns"),
        ("[158 of 1,854 and 35] moved.", number(158), number(160), "unread"),
        ("It was not [five] clinics.", number(5), number(6), "negated"),
        ("Only [five] clinics moved.", number(5), number(12), "weighed"),
        ("An [11 per cent] share moved.", per_cent(11), per_cent(12), "article"),
        ("They moved [1,854], up from 1,700.", number(1854), number(1667), "compares"),
        ("[1,854] moved, the most since 2016.", number(1854), number(1867), "compares"),
        ("[1,854] moved, more than double the figure.", number(1854), number(1867), "compares"),
        ("[1,854] moved, twice as many.", number(1854), number(1867), "compares"),
        ("[1,854] moved, fewer than last time.", number(1854), number(1867), "compares"),
        ("[158] moved, one in twelve.", number(158, 1854), number(185, 1854), "compares"),
        (
            "[158] operations and 1,696 appointments, 1,854 moves.",
            number(158),
            number(171),
            "adds_up",
        ),
        ("They moved 158 and 1,696, [1,854] moves.", number(1854), number(1867), "adds_up"),
        ("With 35 clinics, [1,854] in total moved.", number(1854), number(1867), "adds_up"),
        ("They moved more than [1,800].", number(1854), number(1754), "not_ours"),
        ("They moved [35] of 64 clinics.", number(35, 64), number(36, 65), "outside"),
        ("They moved [five] to the south.", number(9), number(6), "not_ours"),
        ("They moved [five].", number(5), None, "no_number"),
    ],
)
def test_what_a_machine_may_not_touch_goes_to_a_person_with_the_reason(sentence, was, now, code):
    proposal = proposed(sentence, was, now)
    assert (proposal.choice, proposal.code) == (ASK, code), proposal
    assert proposal.why


def test_words_on_several_records_and_words_of_a_longer_quotation_go_to_a_person():
    was, now = number(1854), number(1867)
    assert proposed("They moved [1,854].", was, now, records=2).code == "several_records"
    assert proposed("They moved [1,854].", was, now, quoted=True).code == "quoted"


def test_a_day_of_what_is_told_is_not_the_day_of_the_telling():
    sentence = "The trust said [1,854] appointments were moved on Tuesday."
    assert proposed(sentence, number(1854), number(1867)).words == "1,867"


def test_how_exact_a_number_is_meant_may_stand_outside_its_mark():
    assert proposed("They moved more than [1,854].", number(1854), number(1867)).code == "outside"


SENTENCES = ("They moved [{}] appointments.", "[{}] moved in Southampton.", "Moved: [{}]")
VALUES = st.integers(0, 3_000).map(number) | st.integers(0, 10**8).map(number)
OF = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(
    lambda pair: number(min(pair), max(pair) or 1)
)
VAGUE = st.builds(
    lambda value, how: replace(value, how_exact=how),
    VALUES,
    st.sampled_from(["around", "nearly", "at_least", "more_than", "less_than", "up_to"]),
)
PER_CENT = st.integers(1, 999).map(lambda tenths: per_cent(Decimal(tenths) / 10))
NUMBERS = st.one_of(VALUES, OF, VAGUE, PER_CENT)


@given(NUMBERS, NUMBERS, st.sampled_from(SENTENCES), st.data())
def test_whatever_is_proposed_is_true_of_the_new_number(was, now, sentence, data):
    words = data.draw(st.sampled_from(said_as(was)))
    proposal = proposed(sentence.format(words), was, now)
    if proposal.choice == ASK:
        assert proposal.words == words
    else:
        assert is_true(proposal.words, now)
    assert all(is_true(each, now) for each in proposal.variants)
    assert (proposal.choice == REPLACE) == (proposal.words != words)


@given(st.integers(2, 3_000), st.integers(2, 3_000))
def test_an_exact_count_is_nearly_always_exchanged(old, new):
    proposal = proposed(f"They moved [{old:,}] appointments.", number(old), number(new))
    assert proposal.choice == (KEEP if old == new else REPLACE)
