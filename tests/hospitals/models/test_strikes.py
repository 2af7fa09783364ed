"""Strikes with days that need not follow each other, and a status on each day."""

from datetime import date

import pytest

from hospitals.models import Strike
from tests import factories

pytestmark = pytest.mark.django_db

WALKOUT = {
    "title": "Junior doctors’ strike, 1 December 2015",
    "days": [date(2015, 12, 1)],
    "statuses": [("announced", date(2015, 11, 19)), ("called_off", date(2015, 11, 30))],
}


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2015, 11, 1), None),
        (date(2015, 11, 19), "announced"),
        (date(2015, 11, 29), "announced"),
        (date(2015, 11, 30), "called_off"),
        (None, "called_off"),
    ],
)
def test_the_status_of_a_day_is_the_latest_change_until_then(on, status):
    factories.strike(**WALKOUT)
    assert Strike.objects.with_status(on).get().status == status


def test_of_two_changes_on_one_day_the_later_entry_counts():
    day = date(2015, 11, 30)
    factories.strike(**{**WALKOUT, "statuses": [("announced", day), ("called_off", day)]})
    assert Strike.objects.with_status().get().status == "called_off"


def test_strike_days_need_not_follow_each_other():
    days = [date(2022, 12, 15), date(2022, 12, 20)]
    nurses = factories.strike("Nurses’ strike, 15 and 20 December 2022", days=days)
    strike = Strike.objects.with_days().get()
    assert (strike.first_day, strike.last_day) == tuple(days)
    assert [day.day for day in nurses.days.all()] == days


def test_a_strike_without_days_yet_has_no_first_day():
    factories.strike("Announced without dates", days=[])
    assert Strike.objects.with_days().get().first_day is None
