"""Dates as people write them; what is not understood is named, and none of it is taken."""

from datetime import date, datetime, time

import pytest

from lib.written_dates import Spell, Unread, read_day, read_inexact, read_spans, read_spells

NEAR = date(2025, 12, 10)


def d(day, month=12, year=2025):
    return date(year, month, day)


def at(day, hour, month=12, year=2025):
    return datetime.combine(date(year, month, day), time(hour))


@pytest.mark.parametrize(
    "text",
    [
        "16 December 2025",
        "16 December",
        "16 Dec",
        "16th December",
        "16th of December, 2025",
        "Tuesday 16 December",
        "Tue 16 Dec 2025",
        "December 16, 2025",
        "16/12/2025",
        "16/12/25",
        "16.12.2025",
        "16-12-2025",
        "2025-12-16",
        "on 16 December",
    ],
)
def test_a_day(text):
    assert read_day(text, NEAR) == d(16)


def test_a_year_that_is_not_written_is_the_nearest():
    assert read_day("2 January", NEAR) == d(2, 1, 2026)
    assert read_day("28 November", NEAR) == d(28, 11)
    assert read_day("29 February", NEAR) == d(29, 2, 2024)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("8 and 16 December", [(d(8), d(8)), (d(16), d(16))]),
        ("15, 17 and 20 December 2025", [(d(15), d(15)), (d(17), d(17)), (d(20), d(20))]),
        ("16 to 20 December", [(d(16), d(20))]),
        ("16-20 December", [(d(16), d(20))]),
        ("16–20 Dec 2025", [(d(16), d(20))]),
        ("30 December to 2 January", [(d(30), d(2, 1, 2026))]),
        ("30 December 2025 to 2 January 2026", [(d(30), d(2, 1, 2026))]),
        ("28 November and 16 December", [(d(28, 11), d(28, 11)), (d(16), d(16))]),
        ("1 to 3 and 8 December", [(d(1), d(3)), (d(8), d(8))]),
    ],
)
def test_several_days(text, spans):
    assert read_spans(text, NEAR) == spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 January 2016", (d(12, 1, 2016), d(12, 1, 2016), "day")),
        ("1 to 5 May 2025", (d(1, 5), d(5, 5), "days")),
        ("between 1 and 5 May 2025", (d(1, 5), d(5, 5), "one_of_days")),
        ("the weekend of 28 November 2015", (d(28, 11, 2015), d(29, 11, 2015), "weekend")),
        ("August 2025", (d(1, 8), d(31, 8), "month")),
        ("in August", (d(1, 8), d(31, 8), "month")),
        ("2024", (d(1, 1, 2024), d(31, 12, 2024), "year")),
        ("to be set", (None, None, "to_be_set")),
        ("not known", (None, None, "not_known")),
        ("by 27 November 2015", (None, d(27, 11, 2015), "not_known")),
    ],
)
def test_a_date_as_exact_as_it_is_known(text, found):
    assert read_inexact(text, NEAR) == found


@pytest.mark.parametrize(
    ("text", "spells"),
    [
        ("16 to 20 December", [Spell(d(16), d(20))]),
        ("16 and 17 December", [Spell(d(16), d(17))]),
        ("16 to 20 December from 7am", [Spell(d(16), d(20), at(16, 7))]),
        ("from 7am, 16 to 20 December", [Spell(d(16), d(20), at(16, 7))]),
        (
            "7am on 16 December to 7am on 21 December",
            [Spell(d(16), d(20), at(16, 7), at(21, 7))],
        ),
        (
            "from 8am on Tuesday 16 December until 8am on Wednesday 17 December",
            [Spell(d(16), d(16), at(16, 8), at(17, 8))],
        ),
        (
            "8am to 8pm on 15 and 20 December",
            [
                Spell(d(15), d(15), at(15, 8), at(15, 20)),
                Spell(d(20), d(20), at(20, 8), at(20, 20)),
            ],
        ),
        ("16 December, 8am to 8am", [Spell(d(16), d(16), at(16, 8), at(17, 8))]),
        ("9 to 10 December, 8am to 8am", [Spell(d(9), d(10), at(9, 8), at(11, 8))]),
        (
            "16 to 20 December, 8am to 5pm each day",
            [Spell(d(16), d(20), daily_from=time(8), daily_until=time(17))],
        ),
        ("24 hours from 8am on 16 December", [Spell(d(16), d(16), at(16, 8), at(17, 8))]),
        ("16 December for 72 hours from 7am", [Spell(d(16), d(18), at(16, 7), at(19, 7))]),
        ("24 hours from 16 December", [Spell(d(16), d(16))]),
        (
            "from 16 November, 8am to 5pm each day",
            [Spell(d(16, 11), None, None, None, time(8), time(17))],
        ),
        ("72 hours from 16 December", [Spell(d(16), d(18))]),
        ("from 16 November", [Spell(d(16, 11), None)]),
        ("16 November 2025 onwards", [Spell(d(16, 11), None)]),
        ("from 6am on 16 November indefinitely", [Spell(d(16, 11), None, at(16, 6, 11))]),
        ("from 16 to 20 December", [Spell(d(16), d(20))]),
        ("16 December until 7am on 19 December", [Spell(d(16), d(19), None, at(19, 7))]),
    ],
)
def test_strike_dates_with_their_hours(text, spells):
    assert read_spells(text, NEAR) == spells


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "16",
        "32 December",
        "30 February",
        "16 December perhaps",
        "20 to 16 December 2025",
        "16 to 20 December, 8am to 5pm",
        "16 December 25am",
        "the first days of December",
        "16 December and then on",
        "24 hours",
        "8am to 8pm",
        "13pm on 16 December",
        "12 hours from 16 December",
        "0 hours from 16 December",
        "from 7am each day, 16 to 20 December",
        "8am to 8am from 16 December",
        "16 December until 7am on 19 December for 24 hours",
    ],
)
def test_what_is_not_understood_is_not_taken(text):
    with pytest.raises(Unread):
        read_spells(text, NEAR)
