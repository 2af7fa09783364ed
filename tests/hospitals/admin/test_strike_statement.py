"""What a document says of a strike is one form: dates as people write them, status, who is out."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from deeds.models import DeskChange
from hospitals.models import (
    Dispute,
    Evidence,
    Participation,
    StaffGroup,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    Union,
)
from tests import factories as make
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db
URL = "admin:hospitals_strike_statement"
DAY = "1 December 2022"


@pytest.fixture
def nursing():
    make.staff_group("nurses")
    union = make.union("RCN", "Royal College of Nursing")
    dispute = make.dispute("NHS pay 2022")
    dispute.unions.add(union)
    return dispute


def sent(client, *dates, propose=False, **given):
    filled = {
        "new-kind": "paper",
        "new-title": "Nurses to strike",
        "new-said_by": "Daily Echo",
        "new-published_on": DAY,
        "new-terms": "as_usual",
        "staff_groups": "nurses",
        "unions": "Royal College of Nursing",
        "kind": "strike",
        "status": "by_dates",
        "row-TOTAL_FORMS": max(3, len(dates)),
        "row-INITIAL_FORMS": 0,
    }
    for place, row in enumerate(dates):
        row = row if isinstance(row, dict) else {"dates": row}
        filled |= {f"row-{place}-{name}": value for name, value in row.items()}
    answer = client.post(reverse(URL), filled | given)
    if propose and answer.status_code == 200:
        answer = client.post(reverse(URL), fields_of(answer).values | {"_propose": "yes"})
    return answer


def london(day, hour):
    return datetime.combine(day, time(hour), ZoneInfo("Europe/London"))


def test_a_strike_from_who_and_when(desk, nursing):
    make.source("Daily Echo")
    client = desk()
    answer = sent(client, "8am to 8pm on 15 and 20 December")
    strike = Strike.objects.get()
    assert answer.url == reverse("admin:hospitals_strike_change", args=[strike.pk])
    assert strike.title == "Nurses’ strike, 15 and 20 December 2022"
    assert strike.dispute == nursing
    assert [group.name for group in strike.staff_groups.all()] == ["nurses"]
    first, second = strike.spells.order_by("first_day")
    assert (first.first_day, first.last_day) == (date(2022, 12, 15), date(2022, 12, 15))
    assert first.starts_at == london(date(2022, 12, 15), 8)
    assert second.ends_at == london(date(2022, 12, 20), 20)
    assert first.evidence == Evidence.objects.get()


def test_what_was_taken_is_said(desk, nursing):
    make.source("Daily Echo")
    client = desk()
    page = client.get(sent(client, "15 and 20 December").url).content.decode()
    assert "Recorded of the new strike “Nurses’ strike, 15 and 20 December 2022”" in page
    assert "15 December 2022; 20 December 2022; announced 1 December 2022" in page
    assert "Readers do not see it yet" in page
    evidence, strike = Evidence.objects.get(), Strike.objects.get()
    statement = reverse("admin:hospitals_disruptionfigure_statement")
    assert f"{statement}?evidence={evidence.pk}&amp;strike={strike.pk}" in page


def test_a_reporters_waits_with_all_its_rows(desk, nursing):
    make.source("Daily Echo")
    make.area("England")
    client = desk()
    sent(client, "15 December", out="England")
    assert not Strike.objects.public().exists()
    assert StrikeSpell.objects.waiting().count() == 1


def test_it_was_announced_only_where_its_first_day_lies_ahead(desk, nursing):
    make.source("Daily Echo")
    client = desk()
    sent(client, "15 December")
    change = StrikeStatusChange.objects.get()
    assert (change.status, change.on) == ("announced", date(2022, 12, 1))
    sent(client, "29 November", title="An earlier one")
    assert StrikeStatusChange.objects.count() == 1


def test_a_status_is_since_the_day_that_was_typed(desk, nursing):
    make.source("Daily Echo")
    strike = make.strike("Nurses’ strike, 15 December 2022", days=[date(2022, 12, 15)])
    sent(
        desk(),
        strike=strike.title,
        staff_groups="",
        unions="",
        status="called_off",
        status_on="30 November",
    )
    change = StrikeStatusChange.objects.waiting().get()
    assert (change.strike, change.status, change.on) == (strike, "called_off", date(2022, 11, 30))


def test_names_that_are_missing_are_proposed_with_it(desk):
    client = desk()
    assert sent(client, "15 December", dispute="NHS pay 2022", propose=True).status_code == 302
    dispute, strike = Dispute.objects.get(), Strike.objects.get()
    assert dispute.waits
    assert StaffGroup.objects.get().waits
    # A dispute that is new is that of the unions that call its strike.
    assert list(dispute.unions.all()) == [Union.objects.get()] == list(strike.unions.all())


def test_all_of_it_is_signed_off_on_one_page(desk):
    sent(desk(), "15 December", dispute="NHS pay 2022", out="England", propose=True)
    client, strike = desk("data_editor"), Strike.objects.get()
    url = reverse("admin:hospitals_strike_sign_off", args=[strike.pk])
    client.post(url, fields_of(client.get(url)).values)
    assert Strike.objects.public().exists()
    assert StrikeSpell.objects.public().exists()
    assert not Union.objects.waiting().exists()


def test_who_is_out_and_who_is_not(desk, nursing):
    make.source("Daily Echo")
    southampton, hampshire = make.trust("RHM"), make.trust("RN5")
    sent(desk(), "15 December", out="RHM", not_out="RN5")
    answers = Participation.objects.values_list("trust", "answer")
    assert set(answers) == {(southampton.pk, "yes"), (hampshire.pk, "no")}


def test_where_it_is_called(desk, nursing):
    make.source("Daily Echo")
    make.trust("RHM")
    make.area("Wales")
    sent(desk(), "15 December", called="RHM\nWales")
    strike = Strike.objects.get()
    assert [trust.code for trust in strike.called_at.all()] == ["RHM"]
    assert [area.name for area in strike.called_in.all()] == ["Wales"]


def test_it_is_not_called_at_one_hospital(desk, nursing):
    make.source("Daily Echo")
    make.hospital("Southampton General Hospital", "Southampton")
    answer = sent(desk(), "15 December", called="Southampton General Hospital")
    assert "is none of the areas and trusts" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_row_for_some_of_the_unions(desk, nursing):
    make.source("Daily Echo")
    unite = make.union("Unite", "Unite")
    sent(
        desk(),
        "15 December",
        {"dates": "16 to 18 December", "unions": "Unite", "cover": "emergency care"},
    )
    spell = StrikeSpell.objects.get(first_day=date(2022, 12, 16))
    assert list(spell.unions.all()) == [unite]
    assert spell.cover == "emergency care"


def test_a_row_for_one_trust(desk, nursing):
    make.source("Daily Echo")
    trust = make.trust("RHM")
    sent(desk(), {"dates": "15 December", "places": "RHM"})
    assert list(StrikeSpell.objects.get().trusts.all()) == [trust]


def test_dates_that_are_not_understood_are_named_and_write_nothing(desk, nursing):
    make.source("Daily Echo")
    answer = sent(desk(), "15 December, or so").content.decode()
    assert "“15 December, or so” is not understood" in answer
    assert not Strike.objects.exists()
    assert not Evidence.objects.exists()


def test_the_same_dates_twice_are_refused(desk, nursing):
    make.source("Daily Echo")
    client = desk()
    sent(client, "15 December")
    evidence = Evidence.objects.get()
    again = dict.fromkeys(("new-kind", "new-title", "new-said_by", "new-published_on"), "")
    answer = sent(
        client,
        "15 December 2022",
        evidence=f"{evidence} (no. {evidence.pk})",
        strike=Strike.objects.get().title,
        **again,
    )
    assert "These dates of the strike are recorded already" in answer.content.decode()
    assert StrikeSpell.objects.count() == 1


def test_a_form_that_is_sent_twice_makes_one_strike(desk, nursing):
    make.source("Daily Echo")
    client = desk()
    sent(client, "15 December")
    assert "Another strike already has this title" in sent(client, "15 December").content.decode()
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"staff_groups": ""}, "Say who strikes"),
        ({"unions": ""}, "Say which dispute it is part of."),
        ({"status_on": "soon", "status": "ended"}, "“soon” is not understood"),
        ({"new-kind": "", "new-title": "", "new-said_by": "", "new-published_on": ""}, "Say where"),
        ({"row-0-dates": "", "row-0-cover": "none"}, "Write the dates"),
    ],
)
def test_what_is_missing_is_asked_for(desk, nursing, given, told):
    make.source("Daily Echo")
    assert told in sent(desk(), "15 December", **given).content.decode()
    assert not Strike.objects.exists()


def test_a_document_that_says_nothing_new_is_not_recorded(desk, nursing):
    make.source("Daily Echo")
    strike = make.strike("Nurses’ strike, 15 December 2022")
    answer = sent(desk(), strike=strike.title)
    assert "Write what is said: dates, a status, or who is out." in answer.content.decode()
    assert not Evidence.objects.filter(title="Nurses to strike").exists()


def test_what_a_data_editor_enters_stands_and_is_looked_at_again(desk, nursing):
    make.source("Daily Echo")
    sent(desk("data_editor"), "15 December")
    assert Strike.objects.public().exists()
    assert StrikeSpell.objects.public(timezone.now()).exists()
    assert DeskChange.objects.filter(called__startswith="Nurses’ strike").exists()


def test_who_may_not_record_a_strike_is_told(desk, client):
    client.force_login(make.someone("view_strike"))
    assert client.get(reverse(URL)).status_code == 403
