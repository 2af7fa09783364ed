"""Ways of saying a thing that papers share, each in a sentence or two of our own."""

import pytest

from lib.reading.names import Named, Registry
from lib.reading.reader import read


def figures(text):
    return [
        (int(each.spoken.value), each.spoken.how_exact, each.unit)
        for each in read(text).figures
        if not each.optional
    ]


def speakers(text):
    return [tuple(who.name for who in each.speakers) for each in read(text).quotations]


@pytest.mark.parametrize("verb", ["has exceeded", "has now surpassed", "is topping"])
def test_a_verb_may_say_that_the_number_is_more(verb):
    text = f"The tally of clinics that striking doctors closed {verb} 2,400."

    assert figures(text) == [(2400, "more_than", "clinics")]


def test_a_number_of_something_counts_that_and_not_the_nearest_noun():
    text = "The number of scans put off while porters were on strike stood at 812."

    assert figures(text) == [(812, "exact", "scans")]


def test_another_number_between_ends_what_the_total_counts():
    text = "The total of scans lost was 90 and the walkout by 300 porters cost another 120."

    assert (90, "exact", "scans") in figures(text)
    assert (120, "exact", "scans") not in figures(text)


def test_a_cell_of_a_table_counts_what_the_head_of_its_column_says():
    text = (
        "Disruption by week\n"
        "Week ending | Operations cancelled | Number of staff on strike |\n"
        "7 March | 41 | 1,206 |\n"
        "14 March | 38 | 997 |\n"
    )

    assert figures(text) == [
        (41, "exact", "operations"),
        (1206, "exact", "staff"),
        (38, "exact", "operations"),
        (997, "exact", "staff"),
    ]


def test_a_bar_between_words_makes_no_table():
    text = "Home | News | 24 | Sport\nNurses went back to the wards."

    assert figures(text) == []


@pytest.mark.parametrize("noun", ["investigations", "reviews", "consults"])
def test_a_word_for_one_describes_the_many_behind_it(noun):
    text = f"The trust cancelled 17 endoscopy {noun} because of the strike."

    assert figures(text) == [(17, "exact", f"endoscopy {noun}")]


def test_crews_of_ambulances_are_people():
    text = "Some 640 ambulance workers at five stations in the county are to walk out."

    assert figures(text) == [(640, "around", "ambulance workers")]


@pytest.mark.parametrize(
    "aside",
    [
        "a Unison rep at Harwell Road",
        "lead officer for Unite in Kent",
        "branch secretary in Truro, speaking outside the gates in Bodmin",
    ],
)
def test_an_aside_may_lack_its_closing_comma(aside):
    text = f"Mabel Thornbury, {aside} said: “We are staying out until they talk.”"

    assert speakers(text) == [("Mabel Thornbury",)]


def test_another_person_in_the_aside_is_who_speaks():
    text = "Mabel Thornbury, whose steward Colin Ashdown said: “We are staying out.”"

    assert speakers(text) == [("Colin Ashdown",)]


def test_a_possessive_at_the_front_of_running_speech_closes_nothing():
    text = (
        "Edith Marlowe, a matron, said: ‘It has been a long week.\n\n"
        "‘Nurses’ patience is at an end and so is mine.\n\n"
        "‘Nobody listens.’"
    )

    assert [each.text for each in read(text).quotations] == [
        "It has been a long week.",
        "Nurses’ patience is at an end and so is mine.",
        "Nobody listens.",
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("with 61 taking action on Friday", 61),
        ("against the 4,300 called off in May", 4300),
        ("and 220 put back to the summer", 220),
    ],
)
def test_a_number_goes_without_its_noun_before_what_became_of_it(words, value):
    text = f"The strike touched 92 clinics, {words}."

    assert (value, "exact", "clinics") in figures(text)


def test_turnout_for_a_strike_is_told_and_of_a_vote_is_not():
    strike = "Turnout for Monday's strike was 81%, compared with 86% in May."
    vote = "The union announced strikes after a turnout of 58%."

    assert [value for value, _, _ in figures(strike)] == [81, 86]
    assert figures(vote) == []


def test_a_bracket_that_says_a_share_again_counts_what_follows_it():
    text = "The hospital said 64% (1,320) of its porters were absent for the walkout."

    assert (1320, "exact", "porters") in figures(text)


@pytest.mark.parametrize(
    "written",
    [
        "Thorne & Marsh NHS Trust",
        "Thorne and Marsh (TMT) NHS Trust",
        "Thorne and Marsh NHS Trust (TMT)",
    ],
)
def test_a_known_trust_is_known_with_an_ampersand_and_round_letters_in_brackets(written):
    trust = Named("trust", 1, "The Thorne and Marsh NHS Trust")
    known = Registry([(trust.name, trust)])

    [figure] = read(f"Some 300 scans were cancelled at {written}.", known).figures

    assert figure.subject.name == trust.name


def test_what_follows_is_about_the_trust_and_not_the_area_where_it_lies():
    trust = Named("trust", 1, "Thorne and Marsh NHS Trust")
    area = Named("area", 2, "Marshland")
    known = Registry([(trust.name, trust), (area.name, area)])
    text = (
        "The strike was felt most in Marshland at Thorne and Marsh NHS Trust.\n\n"
        "A total of 341 members of staff were off."
    )

    [figure] = read(text, known).figures

    assert figure.subject.name == trust.name


def test_two_kinds_of_care_are_one_noun():
    text = "A further 1,410 mental health and learning disability appointments were cancelled."

    assert figures(text) == [(1410, "exact", "mental health and learning disability appointments")]


def test_an_average_goes_without_its_noun():
    text = "Some 900 nurses were absent each day, fewer than the 1,020 average in the last strike."

    assert (1020, "exact", "nurses") in [(value, "exact", unit) for value, _, unit in figures(text)]


def test_a_person_of_a_union_speaks_and_not_the_union():
    text = "Mabel Thornbury of the union Unison described the talks as “stormy and short”."

    assert speakers(text) == [("Mabel Thornbury",)]


def test_the_role_is_known_where_its_closing_comma_is_left_out():
    text = (
        "Mabel Thornbury, chief executive of Mere Hospitals Trust said the week was “bleak”.\n\n"
        "The chief executive told councillors that it was “a long, long winter”."
    )

    assert speakers(text) == [("Mabel Thornbury",), ("Mabel Thornbury",)]


@pytest.mark.parametrize("noun", ["pupils", "urgent reviews"])
def test_reviews_and_pupils_are_counted(noun):
    assert figures(f"The strike cost 195 {noun} their place.") == [(195, "exact", noun)]


@pytest.mark.parametrize("written", ["around 50-60", "some 50 to 60", "about 50–60"])
def test_a_range_may_be_rough(written):
    [figure] = read(f"A group of {written} protesters was on the picket line.").figures

    assert (figure.spoken.value, figure.spoken.upper, figure.unit) == (50, 60, "protesters")
