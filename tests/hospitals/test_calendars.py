"""The strikes at a trust as a calendar, read as a calendar program reads it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from hospitals.workflow import sign_off_facts
from tests import factories

pytestmark = pytest.mark.django_db

APRIL = "Junior doctors’ strike, 11–15 April 2023"


@pytest.fixture
def trust():
    return factories.trust("RHM")


def out(strike, trust, answer="yes"):
    factories.out(strike, answer, factories.evidence(signed_off=True), trust=trust)


def calendar(client, trust):
    answer = client.get(f"{trust.get_absolute_url()}strikes.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events(client, trust):
    return list(calendar(client, trust).walk("VEVENT"))


def test_a_strike_of_whole_days(client, trust):
    strike = factories.strike(statuses=[("announced", date(2023, 3, 23))])
    out(strike, trust)
    [event] = events(client, trust)
    assert event["uid"] == str(strike.uuid)
    assert event["summary"] == APRIL
    assert (event.start, event.end) == (date(2023, 4, 11), date(2023, 4, 15))
    assert event["status"] == "CONFIRMED"
    assert event["url"].endswith("/strikes/junior-doctors-strike-1115-april-2023/")
    lines = str(event["description"]).splitlines()
    assert lines[0] == "Out here: yes"
    assert lines[1].startswith("Announced 23 March 2023, says ")
    assert "What still runs: not stated" in lines


def test_the_calendar_says_whose_it_is_and_the_page_leads_to_it(client, trust):
    strike = factories.strike()
    out(strike, trust)
    assert calendar(client, trust)["x-wr-calname"] == f"Strikes at {trust.name}"
    hospital = factories.hospital(run_by=trust)
    for page in (trust, hospital):
        address = f'href="{trust.get_absolute_url()}strikes.ics"'
        assert address in client.get(page.get_absolute_url()).content.decode()


def test_by_the_minute_where_both_ends_are_known(client, trust):
    strike = factories.strike(days=[])
    starts, ends = datetime(2023, 4, 11, 6, tzinfo=UTC), datetime(2023, 4, 15, 5, 59, tzinfo=UTC)
    days = (date(2023, 4, 11), date(2023, 4, 14))
    factories.spell(strike, *days, starts_at=starts, ends_at=ends)
    out(strike, trust)
    [event] = events(client, trust)
    assert (event.start, event.end) == (starts, ends)


def test_one_event_for_each_of_its_dates(client, trust):
    strike = factories.strike("Nurses’ strike", [date(2022, 12, 15), date(2022, 12, 20)])
    out(strike, trust)
    found = {str(event["uid"]): event.start for event in events(client, trust)}
    assert found == {
        str(strike.uuid): date(2022, 12, 15),
        f"{strike.uuid}-2": date(2022, 12, 20),
    }


def test_what_has_no_end_lasts_until_today(client, trust):
    strike = factories.strike(days=[], statuses=[("under_way", date(2023, 4, 11))])
    factories.spell(strike, date(2023, 4, 11), None)
    out(strike, trust)
    [event] = events(client, trust)
    assert event.start == date(2023, 4, 11)
    assert event.end > date(2026, 1, 1)
    assert "no end announced" in event["description"]


def test_called_off_is_cancelled_and_stays_in_the_calendar(client, trust):
    statuses = [("announced", date(2023, 3, 23)), ("called_off", date(2023, 4, 10))]
    strike = factories.strike(statuses=statuses)
    out(strike, trust)
    [event] = events(client, trust)
    assert event["status"] == "CANCELLED"
    assert event["summary"] == f"Called off: {APRIL}"
    assert "Called off 10 April 2023, says " in event["description"]


def test_where_staff_are_not_out_there_is_no_strike(client, trust):
    out(factories.strike(), trust, "no")
    assert events(client, trust) == []


def test_what_waits_is_not_in_it(client, trust):
    strike = factories.strike(days=[])
    spell = factories.spell(strike, date(2023, 4, 11), date(2023, 4, 14), signed_off=False)
    out(strike, trust)
    assert events(client, trust) == []
    sign_off_facts(by=factories.user("editor"), rows=[spell])
    assert len(events(client, trust)) == 1


def test_the_same_file_while_nothing_changes(client, trust):
    out(factories.strike(), trust)
    address = f"{trust.get_absolute_url()}strikes.ics"
    assert client.get(address).content == client.get(address).content


def test_no_trust_no_calendar(client):
    assert client.get("/trusts/atlantis/strikes.ics").status_code == 404
