"""Dates as exact as they are known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from lib import words
from lib.inexact import WITH_LAST, WITHOUT_DAY, Exactness, first_and_last

SATURDAY, SUNDAY = date(2015, 11, 28), date(2015, 11, 29)


@pytest.mark.parametrize(
    ("day", "last", "exact", "meant", "said", "happened"),
    [
        (SATURDAY, None, "day", (SATURDAY, SATURDAY), "28 November 2015", "on 28 November 2015"),
        (
            date(2015, 11, 25),
            None,
            "weekend",
            (SATURDAY, SUNDAY),
            "the weekend of 28 and 29 November 2015",
            "at the weekend of 28 and 29 November 2015",
        ),
        (
            SUNDAY,
            None,
            "weekend",
            (SATURDAY, SUNDAY),
            "the weekend of 28 and 29 November 2015",
            "at the weekend of 28 and 29 November 2015",
        ),
        (
            date(2025, 8, 17),
            None,
            "month",
            (date(2025, 8, 1), date(2025, 8, 31)),
            "August 2025",
            "in August 2025",
        ),
        (
            date(2024, 2, 29),
            None,
            "year",
            (date(2024, 1, 1), date(2024, 12, 31)),
            "2024",
            "in 2024",
        ),
        (
            date(2025, 9, 30),
            date(2025, 10, 2),
            "days",
            (date(2025, 9, 30), date(2025, 10, 2)),
            "30 September to 2 October 2025",
            "from 30 September to 2 October 2025",
        ),
        (
            date(2025, 9, 1),
            date(2025, 9, 5),
            "one_of_days",
            (date(2025, 9, 1), date(2025, 9, 5)),
            "between 1 and 5 September 2025",
            "between 1 and 5 September 2025",
        ),
        (None, None, "to_be_set", (None, None), "date to be set", "on a date to be set"),
        (None, None, "not_known", (None, None), "date not known", "on a date that is not known"),
        (
            None,
            date(2015, 11, 27),
            "not_known",
            (None, date(2015, 11, 27)),
            "by 27 November 2015",
            "by 27 November 2015",
        ),
    ],
)
def test_a_day_and_how_exact_it_is(day, last, exact, meant, said, happened):
    assert first_and_last(day, last, exact) == meant
    assert words.inexact(*meant, exact) == said
    assert words.when_inexact(*meant, exact) == happened


@pytest.mark.parametrize(
    ("day", "last", "exact", "sentence"),
    [
        (None, None, "day", "Write the day, or say that it is not known or to be set."),
        (None, None, "month", "Write the day, or say that it is not known or to be set."),
        (SATURDAY, None, "days", "Write the last day too"),
        (SUNDAY, SATURDAY, "one_of_days", "it comes after the first"),
        (SATURDAY, None, "to_be_set", "take the day away"),
        (SATURDAY, None, "not_known", "leave the first day empty"),
    ],
)
def test_what_makes_no_sense_is_refused(day, last, exact, sentence):
    with pytest.raises(ValidationError, match=sentence):
        first_and_last(day, last, exact)


@given(st.dates(date(1948, 7, 5), date(2100, 1, 1)), st.sampled_from(Exactness.values))
def test_the_day_that_was_named_is_meant_and_saying_it_again_changes_nothing(day, exact):
    if exact in (*WITHOUT_DAY, *WITH_LAST):
        return
    first, last = first_and_last(day, None, exact)
    if exact != Exactness.WEEKEND or day.weekday() > 4:
        assert first <= day <= last
    assert first_and_last(first, last, exact) == (first, last)
