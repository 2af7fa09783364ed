"""Events that a document tells of: kind, when and where are enough."""

from copy import deepcopy
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from hospitals.models import Event, EventKind, Evidence
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db
URL = "admin:hospitals_event_statement"


@pytest.fixture(scope="module")
def recorded_strike(for_all):
    EventKind.objects.create(name="picket", slug="picket")
    make.source("Daily Echo")
    return make.strike("Junior doctors’ strike, 12 January 2016", days=[date(2016, 1, 12)])


@pytest.fixture
def strike(db, recorded_strike):
    return deepcopy(recorded_strike)


def sent(client, *rows, **given):
    filled = {
        "strike": "Junior doctors’ strike, 12 January 2016",
        "new-kind": "paper",
        "new-title": "On the picket line",
        "new-said_by": "Daily Echo",
        "new-published_on": "12 January 2016",
        "new-terms": "as_usual",
        "row-TOTAL_FORMS": max(3, len(rows)),
        "row-INITIAL_FORMS": 0,
    }
    for place, row in enumerate(rows):
        filled |= {f"row-{place}-{name}": value for name, value in row.items()}
    return client.post(reverse(URL), filled | given)


PICKET = {"kind": "picket", "when": "12 January", "place": "Southampton General Hospital"}


def test_kind_day_and_place_are_enough(desk, strike):
    hospital = make.hospital("Southampton General Hospital", "Southampton")
    sent(desk(), PICKET)
    event = Event.objects.get()
    assert event.title == "Picket, Southampton General Hospital, 12 January 2016"
    assert (event.first_day, event.exact, event.status) == (date(2016, 1, 12), "day", "held")
    assert (event.strike, event.dispute, event.hospital) == (strike, strike.dispute, hospital)
    assert event.evidence.title == "On the picket line"
    assert event.waits


def test_what_was_taken_is_said(desk, strike):
    client = desk()
    page = client.get(sent(client, PICKET, {**PICKET, "when": "14 January"}).url).content.decode()
    assert "Picket, Southampton General Hospital, 12 January 2016 (took place)" in page
    assert "14 January 2016 (planned)" in page


def test_hours_are_planned_of_what_is_to_come_and_actual_of_what_was(desk, strike):
    sent(
        desk(),
        {**PICKET, "when": "12 January from 8am to 11am"},
        {**PICKET, "when": "11.30am to 1.30pm on 14 January"},
    )
    was, planned = Event.objects.order_by("first_day")
    london = ZoneInfo("Europe/London")
    assert was.actual_end == datetime.combine(was.first_day, time(11), london)
    assert planned.planned_start == datetime.combine(planned.first_day, time(11, 30), london)
    assert planned.actual_start is None


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("August 2015", (date(2015, 8, 1), date(2015, 8, 31), "month")),
        ("the weekend of 28 November 2015", (date(2015, 11, 28), date(2015, 11, 29), "weekend")),
        ("to be set", (None, None, "to_be_set")),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(desk, strike, when, days):
    sent(desk(), {**PICKET, "when": when})
    event = Event.objects.get()
    assert (event.first_day, event.last_day, event.exact) == days


def test_a_kind_that_is_missing_is_proposed(desk, strike):
    client = desk()
    page = sent(client, {**PICKET, "kind": "board meeting"})
    client.post(reverse(URL), fields_of(page).values | {"_propose": "yes"})
    assert Event.objects.get().kind.waits


def test_a_row_may_be_told_by_somebody_else(desk, strike):
    union = make.source("British Medical Association")
    sent(desk(), PICKET, {**PICKET, "when": "14 January", "said_by": union.name})
    evidence = Event.objects.get(first_day=date(2016, 1, 14)).evidence
    assert (evidence.said_by, evidence.reported_by.name) == (union, "Daily Echo")


def test_a_title_too_long_from_its_place_is_cut_and_two_may_be_called_alike(desk, strike):
    place = "outside " + "the hospital " * 11
    sent(desk(), {**PICKET, "place": place}, {**PICKET, "place": place, "when": "14 January"})
    assert Event.objects.count() == 2
    assert all(len(event.title) <= 160 for event in Event.objects.all())


def test_the_same_event_twice_is_refused(desk, strike):
    answer = sent(desk(), PICKET, PICKET)
    assert "This event is recorded already" in answer.content.decode()
    assert not Event.objects.exists()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("row", "given", "told"),
    [
        ({**PICKET, "when": "soon"}, {}, "“soon” is not understood"),
        ({**PICKET, "when": ""}, {}, "Say when"),
        ({**PICKET, "kind": ""}, {}, "Say what it is"),
        ({}, {}, "Write at least one event."),
        (PICKET, {"strike": ""}, "Say which strike or dispute they belong to."),
    ],
)
def test_what_is_missing_is_asked_for(desk, strike, row, given, told):
    assert told in sent(desk(), row, **given).content.decode()
    assert not Event.objects.exists()


def test_an_event_of_a_dispute_needs_no_strike(desk, strike):
    sent(desk(), PICKET, strike="", dispute=strike.dispute.title)
    assert Event.objects.get().dispute == strike.dispute


def test_another_dispute_than_the_strikes_is_refused(desk, strike):
    make.dispute("NHS pay 2022")
    answer = sent(desk(), PICKET, dispute="NHS pay 2022")
    assert "The strike is part of" in answer.content.decode()
