"""Strikes with dates that need not follow each other, and a status on each day."""

from datetime import date, time, timedelta

import pytest

from hospitals.models import Strike, StrikeSpell
from tests import factories
from tests.factories import london

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
    at = on and london(f"{on} 12:00")
    assert Strike.objects.with_status(at).get().status == status


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2015-11-30 08:00", "announced"),
        ("2015-11-30 20:59", "under_way"),
        ("2015-11-30 21:00", "called_off"),
        ("2015-12-01 08:00", "called_off"),
    ],
)
def test_of_two_changes_on_one_day_the_hour_decides(at, status):
    """Whichever was entered last; and neither is so before its hour."""
    walkout, day = factories.strike(days=[]), date(2015, 11, 30)
    factories.change_status(walkout, "called_off", day, hour=time(21))
    factories.change_status(walkout, "under_way", day, hour=time(9, 30))
    factories.change_status(walkout, "announced", day)
    assert Strike.objects.with_status(london(at)).get().status == status
    latest = walkout.status_changes.by(london(at)).in_order().last()
    assert latest.has_happened(london(at))
    assert latest.status == status


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        # known by the 27th, and not later than what is dated after it
        ([("announced", None, "not_known", 27), ("called_off", 30, "day", 30)], "called_off"),
        ([("announced", 1, "month", None), ("called_off", 28, "day", 28)], "called_off"),
        ([("under_way", 12, "day", 12), ("ended", 1, "month", None)], "ended"),
        ([("suspended", 28, "weekend", None), ("under_way", 30, "day", 30)], "under_way"),
    ],
)
def test_a_change_on_a_day_that_is_not_known_exactly_has_its_place(changes, status):
    walkout = factories.strike(days=[])
    for what, day, exact, last in changes:
        days = [each and date(2015, 11, each) for each in (day, last)]
        factories.change_status(walkout, what, days[0], on_exact=exact, on_last=days[1])
    assert Strike.objects.with_status(london("2015-12-01 08:00")).get().status == status


@pytest.mark.parametrize(
    ("day", "more", "when", "happened"),
    [
        (30, {"hour": time(21)}, "30 November 2015, 9pm", "at 9pm on 30 November 2015"),
        (1, {"on_exact": "month"}, "November 2015", "in November 2015"),
        (
            None,
            {"on_exact": "not_known", "on_last": date(2015, 11, 27)},
            "by 27 November 2015",
            "by 27 November 2015",
        ),
    ],
)
def test_a_change_says_when_as_exactly_as_it_is_known(day, more, when, happened):
    day = day and date(2015, 11, day)
    change = factories.change_status(factories.strike(), "called_off", day, **more)
    assert (change.when(), change.happened()) == (when, happened)


def test_of_two_changes_on_one_day_the_later_entry_counts():
    day = date(2015, 11, 30)
    factories.strike(**{**WALKOUT, "statuses": [("announced", day), ("called_off", day)]})
    assert Strike.objects.with_status().get().status == "called_off"


DECEMBER = [date(2022, 12, 15), date(2022, 12, 20)]
NURSES = "Nurses’ strike, 15 and 20 December 2022"
AT = london("2022-12-21 09:00")


def dates(**asked):
    strike = Strike.objects.with_dates(**asked).get()
    return strike.first_day, strike.last_day


def test_strike_days_need_not_follow_each_other():
    nurses = factories.strike(NURSES, days=DECEMBER)
    assert dates() == tuple(DECEMBER)
    assert [spell.days() for spell in nurses.spells.all()] == [[day] for day in DECEMBER]


def test_a_strike_without_dates_yet_has_no_first_day():
    strike = factories.strike("Announced without dates", days=[])
    assert dates() == (None, None)
    assert strike.dates_of() is None


def test_one_spell_without_an_end_leaves_the_strike_without_one():
    strike = factories.strike(NURSES, days=DECEMBER)
    factories.spell(strike, date(2022, 12, 18), None)
    assert dates() == strike.dates_of() == (DECEMBER[0], None)


def test_dates_that_wait_count_for_the_desk_alone():
    strike = factories.strike(NURSES, days=DECEMBER)
    hidden = factories.evidence(embargo_until=AT + timedelta(hours=1), signed_off=True)
    factories.spell(strike, date(2022, 12, 30), None, signed_off=False)
    factories.spell(strike, date(2022, 12, 1), date(2022, 12, 1), evidence=hidden)
    assert dates(public_at=AT) == tuple(DECEMBER)
    assert dates(public_at=AT + timedelta(hours=1)) == (date(2022, 12, 1), DECEMBER[1])
    assert dates() == (date(2022, 12, 1), None)
    assert strike.dates_of() == (date(2022, 12, 1), DECEMBER[1])


def test_a_staff_group_has_the_dates_on_which_it_was_out():
    consultants, juniors = factories.staff_group("Consultants"), factories.staff_group()
    strike = factories.strike("September", days=[])
    strike.staff_groups.set([consultants, juniors])
    factories.spell(strike, date(2023, 9, 19), date(2023, 9, 20), groups=[consultants])
    factories.spell(strike, date(2023, 9, 20), date(2023, 9, 22), groups=[juniors])
    assert strike.dates_of(consultants) == (date(2023, 9, 19), date(2023, 9, 20))
    assert strike.dates_of(juniors) == (date(2023, 9, 20), date(2023, 9, 22))
    assert strike.dates_of() == (date(2023, 9, 19), date(2023, 9, 22))
    assert strike.dates_of(factories.staff_group("Nurses")) is None
    factories.spell(strike, date(2023, 9, 25), None)
    assert strike.dates_of(consultants) == (date(2023, 9, 19), None)


def test_two_unions_on_one_day_are_two_spells():
    strike = factories.strike("Ambulance workers", days=[])
    for name in ("GMB", "Unison"):
        factories.strike_day(strike, date(2022, 12, 21), unions=[factories.union(name, name)])
    assert strike.spells.count() == 2


# When a spell begins, and until when it lasts

BEGINS_AND_ENDS = {
    "no hours": ({}, "2022-12-15 00:00", "2022-12-21 00:00"),
    "hours of the whole": (
        {"starts_at": london("2022-12-15 06:59"), "ends_at": london("2022-12-21 06:59")},
        "2022-12-15 06:59",
        "2022-12-21 06:59",
    ),
    "two hours each day": (
        {"daily_from": time(8), "daily_until": time(10)},
        "2022-12-15 08:00",
        "2022-12-20 10:00",
    ),
    "each night": (
        {"daily_from": time(19), "daily_until": time(7)},
        "2022-12-15 19:00",
        "2022-12-21 07:00",
    ),
}


@pytest.mark.parametrize("hours", BEGINS_AND_ENDS)
def test_a_spell_is_ahead_until_it_is_over(hours):
    given, begins, ends = BEGINS_AND_ENDS[hours]
    strike = factories.strike(NURSES, days=[])
    spell = factories.spell(strike, *DECEMBER, **given)
    assert (spell.begins, spell.lasts_until) == (london(begins), london(ends))
    before = spell.lasts_until - timedelta(minutes=1)
    assert StrikeSpell.objects.ahead(before).get() == spell
    assert not StrikeSpell.objects.ahead(spell.lasts_until).exists()


def test_a_spell_without_an_end_is_ahead_for_good():
    spell = factories.spell(factories.strike(NURSES, days=[]), DECEMBER[0], None)
    assert spell.lasts_until is None
    assert StrikeSpell.objects.ahead(london("2030-01-01 00:00")).get() == spell


@pytest.mark.parametrize(
    ("last", "year", "found"),
    [
        (2022, 2021, 0),
        (2022, 2022, 1),
        (2022, 2023, 0),
        (2023, 2023, 1),
        (None, 2025, 1),
        (None, 2026, 0),
    ],
)
def test_a_spell_is_found_by_its_years_and_without_an_end_to_this_one(last, year, found):
    last = last and date(last, 12, 31)
    factories.spell(factories.strike(NURSES, days=[]), DECEMBER[0], last)
    assert StrikeSpell.objects.touching(year, date(2025, 6, 1)).count() == found
