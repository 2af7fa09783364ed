"""Which figures may be added, by what is counted, by day and by place."""

from datetime import date

import pytest

from hospitals import totals, workflow
from lib.refusals import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

TUESDAY, WEDNESDAY, THURSDAY = date(2023, 4, 11), date(2023, 4, 12), date(2023, 4, 13)


def on(day, value=100, **given):
    """A figure of one day; UHS and appointments unless told otherwise."""
    return factories.figure(value, basis="one_day", period_start=day, **given)


def april(first, last):
    """A figure of these days of April 2023."""
    days = {"period_start": date(2023, 4, first), "period_end": date(2023, 4, last)}
    return factories.figure(basis="running_total", **days)


def refused(words, figures, axis):
    with pytest.raises(Refused, match=words):
        totals.may_add(figures, axis)


# By day


def test_activity_adds_over_days():
    totals.may_add([on(TUESDAY), on(WEDNESDAY)], "day")


def test_nurses_never_add_over_days():
    """695 and 703 nurses on two days were 1,091 people, not 1,398."""
    nurses = [
        on(date(2023, 1, 18), 695, measure="nurses on strike"),
        on(date(2023, 1, 19), 703, measure="nurses on strike"),
    ]
    refused("nurses are never added by day", nurses, "day")


def test_days_that_overlap_are_not_added():
    refused("counted twice", [on(TUESDAY), factories.figure()], "day")


@pytest.mark.parametrize(
    ("first", "second"),
    [((11, 14), (13, 16)), ((11, 13), (13, 16)), ((11, 14), (12, 13))],
)
def test_nor_are_periods_that_share_some_of_their_days(first, second):
    """Also where neither lies inside the other, and where they share one day only."""
    figures = [april(*first), april(*second)]
    refused("counted twice", figures, "day")
    refused("counted twice", figures[::-1], "day")


def test_periods_that_follow_each_other_are_added():
    figures = [april(11, 13), april(14, 16)]
    totals.may_add(figures, "day")
    totals.may_add(figures[::-1], "day")


def test_the_busiest_day_is_not_added():
    busiest = factories.figure(23001, basis="busiest_day", period_start=THURSDAY)
    refused("busiest day", [on(TUESDAY), busiest], "day")


def test_days_of_two_trusts_are_not_added():
    refused("different places", [on(TUESDAY), on(WEDNESDAY, trust=factories.trust("RN5"))], "day")


# By place


def test_activity_adds_over_trusts():
    totals.may_add([on(TUESDAY), on(TUESDAY, trust=factories.trust("RN5"))], "place")


def test_nurses_add_over_places_on_one_day():
    totals.may_add(
        [
            on(TUESDAY, measure="nurses on strike"),
            on(TUESDAY, measure="nurses on strike", trust=factories.trust("RN5")),
        ],
        "place",
    )


def test_nurses_of_different_days_are_not_added():
    nurses = [
        on(TUESDAY, measure="nurses on strike"),
        on(WEDNESDAY, measure="nurses on strike", trust=factories.trust("RN5")),
    ]
    refused("different days", nurses, "place")


def test_a_hospital_is_not_added_to_its_trust():
    refused("counted twice", [on(TUESDAY), on(TUESDAY, hospital=factories.hospital())], "place")


def test_a_hospital_is_added_to_another_trust():
    hospital = factories.hospital("Queen’s Medical Centre", "Nottingham", factories.trust("RX1"))
    totals.may_add([on(TUESDAY), on(TUESDAY, hospital=hospital)], "place")


def test_a_trust_is_not_added_to_its_region_or_nation():
    trust = on(TUESDAY)
    for around in (factories.region(), factories.area()):
        refused("counted twice", [trust, on(TUESDAY, area=around)], "place")


def test_a_hospital_is_not_added_to_the_nation():
    figures = [on(TUESDAY, hospital=factories.hospital()), on(TUESDAY, area=factories.area())]
    refused("counted twice", figures, "place")


def test_a_trust_is_added_to_another_region():
    midlands = factories.region("Midlands")
    totals.may_add([on(TUESDAY), on(TUESDAY, area=midlands)], "place")


def test_the_same_place_twice_is_not_added():
    source = factories.source("The trust")
    refused("counted twice", [on(TUESDAY), on(TUESDAY, source=source)], "place")


# In all directions


def test_percentages_and_demands_never_add():
    demand = factories.figure(35, measure="pay rise asked for", nature="demand")
    for axis in ("measure", "day", "place"):
        refused("percentages and demands, offers", [demand], axis)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"measure": "average wait"}, "rates and durations are never added"),
        ({"measure": "lowest pay"}, "rates and durations are never added"),
        ({"basis": "average_day"}, "changes and averages are never added"),
        (
            {"compared_with": "the week before", "change": "down"},
            "changes and averages are never added",
        ),
        ({"nature": "offer"}, "offers, awards and targets are never added"),
        ({"nature": "target"}, "offers, awards and targets are never added"),
    ],
)
def test_averages_changes_and_what_is_asked_for_never_add(given, words):
    figure = factories.figure(35, **given)
    for axis in ("measure", "day", "place", "service"):
        refused(words, [figure], axis)


def test_money_adds_as_its_measure_says():
    parts = [on(TUESDAY, measure="cost of cover"), on(WEDNESDAY, measure="cost of cover")]
    totals.may_add(parts, "day")


def test_services_of_one_place_are_added():
    parts = [on(TUESDAY, service="endoscopy"), on(TUESDAY, service="maternity")]
    totals.may_make_up(on(TUESDAY), parts, "service")


def test_one_service_twice_or_all_of_them_is_not_added_by_service():
    endoscopy = on(TUESDAY, service="endoscopy")
    again = on(TUESDAY, service="endoscopy", source=factories.source("The trust"))
    refused("counted twice", [endoscopy, again], "service")
    refused("counted twice", [on(TUESDAY), endoscopy], "service")


def test_different_services_are_not_added_by_day():
    refused("different services", [on(TUESDAY, service="endoscopy"), on(WEDNESDAY)], "day")


def test_a_group_of_staff_is_not_added_to_the_group_that_it_is_among():
    doctors = factories.staff_group()
    first_years = factories.staff_group("First-year doctors", parent=doctors)
    southampton = on(TUESDAY, staff_group=doctors)
    hampshire = on(TUESDAY, trust=factories.trust("RN5"), staff_group=first_years)
    refused("counted twice", [southampton, hampshire], "place")


@pytest.mark.parametrize("axis", ["day", "place"])
def test_what_never_adds_is_not_added(axis):
    rally = factories.figure(500, measure="people at a rally", event=factories.event())
    refused("people are never added by", [rally], axis)


def test_clinics_are_not_added_to_appointments():
    refused("do not add by day", [on(TUESDAY), on(WEDNESDAY, measure="clinics")], "day")


def test_acute_and_community_services_are_not_added():
    refused("do not add", [on(TUESDAY), on(WEDNESDAY, setting="community")], "day")


def test_a_kind_of_service_that_is_not_stated_contradicts_no_other():
    totals.may_add([on(TUESDAY), on(WEDNESDAY, setting=None)], "day")


def test_what_was_expected_is_not_added_to_what_happened():
    refused("expected and what happened", [on(TUESDAY), on(WEDNESDAY, nature="expected")], "day")


def test_provisional_and_actual_are_both_counts():
    totals.may_add([on(TUESDAY), on(WEDNESDAY, nature="provisional")], "day")


def test_one_figure_or_none_may_always_be_added():
    totals.may_add([], "day")
    totals.may_add([on(TUESDAY)], "day")


# The parts of a whole


def refused_parts(words, whole, parts, axis):
    with pytest.raises(Refused, match=words):
        totals.may_make_up(whole, parts, axis)


def test_appointments_are_inpatient_and_outpatient():
    whole, *parts = factories.appointments_split()
    totals.may_make_up(whole, parts, "measure")


def test_clinics_are_no_part_of_appointments():
    parts = [factories.figure(130, measure="clinics")]
    refused_parts("is not made up of these", factories.figure(), parts, "measure")


def test_two_counts_of_one_measure_are_not_two_parts():
    parts = [on(TUESDAY, measure="inpatient"), on(WEDNESDAY, measure="inpatient")]
    refused_parts("counted twice", factories.figure(), parts, "measure")


def test_parts_of_another_trust_are_refused():
    parts = [factories.figure(158, measure="inpatient", trust=factories.trust("RN5"))]
    refused_parts("different places", factories.figure(), parts, "measure")


def test_a_part_outside_the_period_is_refused():
    parts = [on(date(2023, 4, 20))]
    refused_parts("not inside the period", factories.figure(), parts, "day")


def test_a_list_needs_parts():
    refused_parts("at least one part", factories.figure(), [], "measure")


def test_a_figure_is_no_part_of_itself():
    whole = factories.figure()
    refused_parts("part of itself", whole, [whole], "measure")


def test_a_figure_is_no_part_of_its_own_parts():
    whole, inpatient, _ = factories.appointments_split()
    refused_parts("part of itself", inpatient, [whole], "measure")


def test_a_whole_of_all_settings_is_not_split_into_one_of_them():
    parts = [on(TUESDAY)]
    refused_parts("they do not add", factories.figure(setting="all"), parts, "day")


def test_a_running_total_is_the_one_before_and_the_strike_since():
    about = {"strike": None, "basis": "running_total", "period_start": date(2022, 12, 15)}
    total = factories.figure(1333221, period_end=date(2024, 1, 9), **about)
    before = factories.figure(1219422, period_end=date(2023, 12, 23), **about)
    january = factories.strike("January 2024", days=[date(2024, 1, 3), date(2024, 1, 8)])
    since = factories.figure(113779, strike=january)
    totals.may_make_up(total, [before, since], "day")


def test_lists_of_lists_are_followed_down():
    whole, *parts = factories.appointments_split()
    days = [on(TUESDAY, measure="inpatient"), on(WEDNESDAY, measure="inpatient")]
    workflow.set_parts(by=factories.user("editor"), whole=parts[0], parts=days, axis="day")
    assert totals.parts_of_parts([whole]) == {figure.pk for figure in (*parts, *days)}
