"""A figure for a whole strike has the dates of the strike: UHS, 1,854, 11 to 14 April 2023."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hospitals import workflow
from hospitals.models import DisruptionFigure, PublicFigure
from lib.refusals import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2023, 4, 11), date(2023, 4, 14)


def dates(figure):
    figure.refresh_from_db()
    return figure.period_start, figure.ends


def test_its_dates_are_copies_of_those_of_the_strike():
    assert dates(make.figure()) == (FIRST, LAST)


def test_the_same_strike_told_with_other_days_is_not_a_second_figure():
    """The press wrote of 11 to 15 April, the workbook's columns were 11 to 14."""
    made = make.released(1854)
    with pytest.raises(Refused, match="has the dates of the strike, 11 to 14 April 2023"):
        make.figure(1867, period_start=FIRST, period_end=date(2023, 4, 15))
    with pytest.raises(Refused, match="already recorded"):
        make.figure(1867)
    make.revised(made, 1867)
    assert [figure.current.value for figure in DisruptionFigure.objects.filter(preferred=True)] == [
        1867
    ]


def test_nor_would_the_database_hold_one():
    made = make.figure(1854)
    made.pk, made.uuid, made.period_end = None, None, date(2023, 4, 15)
    made.uuid = DisruptionFigure._meta.get_field("uuid").get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_day_of_it_keeps_its_day():
    figure = make.figure(basis="one_day", period_start=date(2023, 4, 12))
    make.spell(figure.strike, date(2023, 4, 20), None)
    workflow.date_again(figure.strike)
    assert dates(figure) == (date(2023, 4, 12), date(2023, 4, 12))


def test_once_further_dates_are_signed_off_its_figures_have_them():
    figure = make.released(1854)
    row = make.spell(figure.strike, date(2023, 4, 20), date(2023, 4, 21), signed_off=False)
    workflow.date_again(figure.strike)
    assert dates(figure) == (FIRST, LAST)
    workflow.sign_off_facts(by=make.user("editor"), rows=[row])
    assert dates(figure) == (FIRST, date(2023, 4, 21))
    assert PublicFigure.objects.get(figure=figure).period_end == date(2023, 4, 21)


def test_a_strike_without_an_end_leaves_its_figures_without_one(client):
    strike = make.strike("Phlebotomists’ strike", days=[])
    make.spell(strike, date(2023, 3, 17), None)
    figure = make.released(12, strike=strike)
    assert dates(figure) == (date(2023, 3, 17), None)
    page = client.get(figure.get_absolute_url()).content.decode()
    assert "from 17 March 2023, no end announced" in page
    answer = client.get(f"/api/v1/figures/{figure.pk}/").json()
    assert (answer["period_start"], answer["period_end"]) == ("2023-03-17", None)
    listed = client.get("/api/v1/figures/?date_from=2030-01-01").json()["results"]
    assert [row["id"] for row in listed] == [figure.pk]


def test_of_a_staff_group_the_days_on_which_it_was_out():
    consultants, juniors = make.staff_group("Consultants"), make.staff_group()
    strike = make.strike("September", days=[])
    strike.staff_groups.set([consultants, juniors])
    make.spell(strike, date(2023, 9, 19), date(2023, 9, 20), groups=[consultants])
    make.spell(strike, date(2023, 9, 20), date(2023, 9, 22), groups=[juniors])
    figures = [make.figure(strike=strike, staff_group=group) for group in (consultants, None)]
    assert [dates(figure)[1].day for figure in figures] == [20, 22]


def test_first_year_doctors_were_out_with_the_resident_doctors_and_not_these_with_them():
    residents = make.staff_group("Resident doctors")
    first_years = make.staff_group("First-year doctors", parent=residents)
    strike = make.strike("July", days=[])
    strike.staff_groups.set([residents])
    make.spell(strike, date(2025, 7, 25), date(2025, 7, 29), groups=[residents])
    make.spell(strike, date(2025, 7, 30), date(2025, 7, 30), groups=[first_years])
    figures = [make.figure(strike=strike, staff_group=group) for group in (first_years, residents)]
    days = [[day.day for day in dates(figure)] for figure in figures]
    assert days == [[25, 30], [25, 29]]


def test_dates_that_wait_are_copied_for_the_desk_and_the_check_waits_for_them():
    strike = make.strike("Nurses’ strike", days=[])
    row = make.spell(strike, date(2022, 12, 15), date(2022, 12, 15), signed_off=False)
    figure = make.figure(703, strike=strike)
    assert dates(figure) == (date(2022, 12, 15), date(2022, 12, 15))
    with pytest.raises(Refused, match="The dates of the strike “Nurses’ strike” are not signed"):
        workflow.check(by=make.user("editor"), revision=figure.latest())
    workflow.sign_off_facts(by=make.user("editor"), rows=[row])
    workflow.check(by=make.user("editor"), revision=figure.latest())


def test_while_nothing_is_known_of_its_dates_the_number_says_its_own():
    strike = make.strike("Announced without dates", days=[])
    given = make.identity(strike=strike)
    given.period_start = given.period_end = None
    with pytest.raises(Refused, match="The dates of “Announced without dates” are not recorded"):
        workflow.record(by=make.user("reporter"), identity=given, reading=make.reading())
    figure = make.released(strike=strike, period_start=FIRST, period_end=LAST)
    make.spell(strike, date(2023, 4, 12), LAST)
    workflow.date_again(strike)
    assert dates(figure) == (date(2023, 4, 12), LAST)
