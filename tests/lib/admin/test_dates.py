"""Dates in the forms of the desk: as people write them, and back without a loss."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django import forms
from hypothesis import assume, given
from hypothesis import strategies as some

from lib.admin.dates import DayField, HourField, MomentField

LONDON = ZoneInfo("Europe/London")
SIX = datetime(2016, 1, 13, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "13 January 2016",
            "13 Jan 2016",
            "13.1.2016",
            "13-01-2016",
            "13/1/16",
            "13th January 2016",
        ),
        *("Wednesday 13 January 2016", "January 13, 2016", "2016-01-13"),
    ],
)
def test_a_day_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2016, 1, 13)


@pytest.mark.parametrize(
    "typed",
    [
        *("13 January 2016, 6am", "13/1/16 06:00", "6am on 13 January 2016", "2016-01-13 06:00"),
        *("13 January 2016 at 6.00 am", "2016-01-13T06:00"),
    ],
)
def test_a_moment_as_people_write_it(typed):
    assert MomentField().clean(typed) == SIX


def test_an_hour_of_summer_is_london_s():
    assert MomentField().clean("12 July 2016, 6am") == datetime(2016, 7, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (DayField, "13 Janury", "“13 Janury” is not a day: write it like 13 January 2016."),
        (DayField, "31 February 2016", "“31 February 2016” is not a day: write it like"),
        (MomentField, "13 January", "not a day with its hour: write it like 13 January 2016, 6am."),
        (HourField, "breakfast", "“breakfast” is not an hour: write it like 6am or 5.45pm."),
        (HourField, "13pm", "“13pm” is not an hour"),
    ],
)
def test_what_is_not_understood_is_told_with_the_form_spelt_out(field, typed, sentence):
    with pytest.raises(forms.ValidationError) as error:
        field().clean(typed)
    assert sentence in error.value.messages[0]


@pytest.mark.parametrize("field", [DayField, HourField, MomentField])
def test_an_empty_box_is_nothing(field):
    assert field(required=False).clean("  ") is None


@given(some.dates(date(1948, 7, 5), date(2100, 1, 1)))
def test_a_day_that_is_shown_is_read_again_as_the_same(day):
    assert DayField().clean(DayField().prepare_value(day)) == day


@given(some.times().map(lambda at: at.replace(microsecond=0)))
def test_so_is_an_hour_to_the_second(at):
    assert HourField().clean(HourField().prepare_value(at)) == at


@given(some.integers(0, 4_102_444_800))
def test_and_a_moment_outside_the_hours_that_come_twice(seconds):
    moment = datetime.fromtimestamp(seconds, UTC)
    local = moment.astimezone(LONDON)
    assume(local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset())
    assert MomentField().clean(MomentField().prepare_value(moment)) == moment


def test_saving_what_is_shown_changes_nothing():
    field = MomentField()
    moment = datetime(2016, 1, 13, 6, 41, 7, tzinfo=UTC)
    assert not field.has_changed(moment, field.prepare_value(moment))
    assert field.prepare_value(moment) == "13 January 2016, 06:41:07"


def test_noon_and_midnight_are_themselves():
    assert HourField().prepare_value(time(12)) == "noon"
    assert HourField().clean("midnight") == time(0)
