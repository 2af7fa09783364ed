"""Dates, times and lists as readers and the desk are told them."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lib import words
from tests.factories import london

TUESDAY = london("2016-01-12 09:30")
PAST_MIDNIGHT = datetime.fromisoformat("2023-04-10T23:30:15+00:00")


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2016, 1, 12), "12 January 2016"),
        (TUESDAY, "12 January 2016"),
        (PAST_MIDNIGHT, "11 April 2023"),
        (None, ""),
    ],
)
def test_a_day_is_that_of_london(on, said):
    assert words.day(on) == said


def test_a_day_with_that_of_the_week():
    assert words.weekday(date(2016, 1, 12)) == "Tuesday 12 January 2016"
    assert words.short_weekday(date(2016, 1, 12)) == "Tue 12 January 2016"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        (["2016-01-12"], "12 January 2016"),
        (["2022-12-15", "2022-12-20"], "15 and 20 December 2022"),
        (["2023-01-31", "2023-02-01"], "31 January and 1 February 2023"),
        (["2015-12-31", "2016-01-01"], "31 December 2015 and 1 January 2016"),
        (["2023-04-11", "2023-04-12", "2023-04-13"], "11 to 13 April 2023"),
        (["2015-12-01", "2015-12-08", "2015-12-16"], "1, 8 and 16 December 2015"),
    ],
)
def test_days_that_do_not_follow_each_other_are_not_said_as_a_range(days, said):
    assert words.days([date.fromisoformat(day) for day in days]) == said


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([], ""),
        (["12-12", "27-28"], "12, 27 and 28 November 2026"),
        (["16-"], "from 16 November 2026, no end announced"),
        (["11-13", "14-14"], "11 to 14 November 2026"),
        (["12-14", "3-3"], "3 November 2026 and 12 to 14 November 2026"),
        (["12-12", "12-12"], "12 November 2026"),
        (["12-", "14-20"], "from 12 November 2026, no end announced"),
        (["2-4", "12-"], "2 to 4 November 2026 and from 12 November 2026, no end announced"),
    ],
)
def test_spans_that_touch_are_one(spans, said):
    days = [[(day and date(2026, 11, int(day))) or None for day in s.split("-")] for s in spans]
    assert words.spans(days) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2016, 1, 12), date(2016, 1, 12), "12 January 2016"),
        (date(2023, 4, 11), date(2023, 4, 15), "11 to 15 April 2023"),
        (date(2024, 6, 27), date(2024, 7, 2), "27 June to 2 July 2024"),
        (date(2022, 12, 15), date(2024, 1, 9), "15 December 2022 to 9 January 2024"),
    ],
)
def test_a_period(start, end, said):
    assert words.period(start, end) == said


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2016-01-12 08:00", "2016-01-13 08:00", "8am to 8am on 13 January"),
        ("2016-01-12 11:30", "2016-01-12 13:30", "11.30am to 1.30pm"),
        ("2016-01-12 00:00", "2016-01-12 12:00", "midnight to noon"),
        ("2016-01-12 08:00", None, "from 8am"),
        (None, "2016-01-13 08:00", "until 8am on 13 January"),
        (None, None, ""),
    ],
)
def test_times_name_another_day_where_there_is_one(starts, ends, said):
    moments = [london(text) if text else None for text in (starts, ends)]
    assert words.times(*moments, date(2016, 1, 12)) == said


@pytest.mark.parametrize(
    ("put_into_words", "morning", "night"),
    [
        (words.day_and_time, "12 January 2016, 9.30am", "11 April 2023, 12.30am"),
        (words.day_at_time, "12 January 2016 at 09:30", "11 April 2023 at 00:30"),
        (words.clock, "9.30 on 12 January 2016", "0.30 on 11 April 2023"),
        (words.stamp, "12 January 2016, 09:30", "11 April 2023, 00:30"),
        (words.second, "09:30:00", "00:30:15"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_moment_is_that_of_london(put_into_words, morning, night):
    assert put_into_words(TUESDAY) == morning
    assert put_into_words(PAST_MIDNIGHT) == night


def test_on_the_day_itself_the_time_is_enough():
    assert words.clock(TUESDAY, london("2016-01-12 23:59")) == "9.30"
    assert words.clock(TUESDAY, london("2016-01-13 00:01")) == "9.30 on 12 January 2016"


def test_a_short_stamp_names_the_year_if_it_is_another(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: london("2016-11-22 12:00"))
    assert words.short_stamp(TUESDAY) == "12 Jan, 9.30"
    assert words.short_stamp(PAST_MIDNIGHT) == "11 Apr 2023"
    assert words.short_stamp(None) is None


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ([], ""),
        (["Rosa Field"], "Rosa Field"),
        (["Rosa Field", "Omar Finch"], "Rosa Field and Omar Finch"),
        (["Rosa Field", "Omar Finch", "Ann Lee"], "Rosa Field, Omar Finch and Ann Lee"),
    ],
)
def test_names_stand_in_a_row(names, line):
    assert words.join(names) == line
    assert words.joined(line) == names


@given(st.lists(st.from_regex(r"[A-Z][a-z]+ [A-Z][a-z]+", fullmatch=True)))
def test_what_was_joined_comes_apart_again(names):
    assert words.joined(words.join(names)) == names


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (None, None, ""),
        ("2016-01-12 08:00", None, "from 8am on 12 January 2016"),
        ("2016-01-12 00:00", None, "from 12 January 2016"),
        (None, "2016-01-12 13:00", "until 1pm on 12 January 2016"),
        (None, "2016-01-13 00:00", "until the end of 12 January 2016"),
        ("2016-01-12 08:00", "2016-01-12 13:00", "8am to 1pm on 12 January 2016"),
        ("2016-01-12 00:00", "2016-01-13 00:00", "12 January 2016"),
        ("2023-04-11 00:00", "2023-04-15 00:00", "11 to 14 April 2023"),
        (
            "2016-01-12 08:00",
            "2016-01-13 12:00",
            "from 8am on 12 January 2016 until noon on 13 January 2016",
        ),
        (
            "2016-01-12 08:00",
            "2016-01-13 00:00",
            "from 8am on 12 January 2016 until the end of 12 January 2016",
        ),
    ],
)
def test_a_span_may_be_open_and_ends_at_midnight_with_its_day(starts, ends, said):
    assert words.between(starts and london(starts), ends and london(ends)) == said
