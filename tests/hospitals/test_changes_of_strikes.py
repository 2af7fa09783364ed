"""What readers could notice about a strike or a notice is told once, when they can see it."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from deeds import deed
from deeds.models import Change
from hospitals import public_facts, workflow
from hospitals.models import PublicFacts, ServiceNotice, Strike
from tests import factories as make
from tests import truth

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 28)


@pytest.fixture
def now(monkeypatch):
    """Turns the clock: now(at)."""

    def turn(at):
        monkeypatch.setattr(timezone, "now", lambda: at)
        return at

    turn(make.london("2026-11-28 06:41"))
    return turn


@pytest.fixture
def told(now):
    """What has come since the last time, by the clock: [(what, kind)]. Nothing is told twice."""
    given = set()

    def ask():
        due = Change.objects.filter(at__lte=timezone.now()).order_by("at", "number")
        new = [change for change in due if change.number not in given]
        given.update(change.number for change in new)
        return [(change.what, change.kind) for change in new]

    return ask


@pytest.fixture
def strike(told):
    """Known to readers, who have been told."""
    made = make.strike("Resident doctors’ strike", days=[DAY])
    assert told() == [("strike", "created")]
    return made


REVISED = [("strike", "revised")]
NOT_SIGNED = {"signed_off": False}


def spell(strike, **more):
    return make.spell(strike, date(2026, 12, 5), date(2026, 12, 6), **more)


def status(strike, **more):
    return make.change_status(strike, "called_off", DAY, **more)


def participation(strike, **more):
    return make.out(strike, trust=make.trust(), evidence=make.evidence(), **more)


def event(strike, **more):
    return make.event(strike=strike, dispute=strike.dispute, **more)


def summary(strike, **more):
    rows = strike.summaries
    return rows.create(text="Two days.", evidence=make.evidence(), **make.signed_off(more))


FACTS = [spell, status, participation, event, summary]


def grounds():
    return make.evidence(make.source("The union"), signed_off=True)


# Each kind of fact


@pytest.mark.parametrize("fact", FACTS)
def test_what_waits_is_told_to_nobody_and_once_when_it_is_signed_off(strike, told, fact):
    row = fact(strike, **NOT_SIGNED)
    assert told() == []
    workflow.sign_off_facts(by=make.user("editor"), rows=[row])
    assert told() == REVISED
    workflow.withdraw_fact(by=make.user("editor"), row=row)
    assert told() == REVISED


@pytest.mark.parametrize("fact", FACTS)
def test_what_takes_its_place_is_told_once(strike, told, fact):
    row = fact(strike)
    told()
    new = make.replaced(row, sign_off=False)
    assert told() == []
    workflow.sign_off_facts(by=make.user("editor"), rows=[new])
    assert told() == REVISED


def test_several_facts_signed_off_at_once_are_one_change(strike, told):
    rows = [fact(strike, **NOT_SIGNED) for fact in FACTS]
    workflow.sign_off_facts(by=make.user("editor"), rows=rows)
    assert told() == REVISED


def test_a_strike_is_told_when_it_is_signed_off(told):
    made = make.strike("New", days=[], **NOT_SIGNED)
    row = spell(made, **NOT_SIGNED)
    assert told() == []
    workflow.sign_off_facts(by=make.user("editor"), rows=[made, row])
    assert told() == [("strike", "created")]


def test_what_is_said_of_it_besides_is_told_too(strike, told):
    strike.title = "Doctors’ strike"
    strike.save()
    assert told() == REVISED
    strike.called_in.add(make.area())
    assert told() == REVISED
    strike.save()
    assert told() == []


def test_a_strike_that_is_deleted_is_there_no_more(client, strike, told):
    with deed():
        strike.delete()
    assert told() == [("strike", "pulled")]
    last = client.get("/api/v1/changes/").json()["results"][-1]
    assert client.get(last["url"]).status_code == 404


# Its grounds


@pytest.mark.parametrize("fact", FACTS)
def test_under_embargo_it_is_told_at_the_minute_and_not_before(strike, told, now, fact):
    until = timezone.now() + timedelta(hours=2)
    row = fact(strike, **NOT_SIGNED)
    row.evidence = make.evidence(make.source("The union"), embargo_until=until)
    row.save()
    workflow.sign_off_facts(by=make.user("editor"), rows=[row])
    assert told() == []
    assert Change.objects.filter(at__gt=timezone.now()).values_list("at", flat=True)[0] == until
    now(until - timedelta(seconds=1))
    assert told() == []
    now(until)
    assert told() == REVISED


def test_an_embargo_that_is_moved_is_told_at_the_new_time_alone(strike, told, now):
    until = timezone.now() + timedelta(hours=2)
    document = make.evidence(signed_off=True, embargo_until=until)
    status(strike, evidence_of_it=document)
    document.embargo_until = until + timedelta(hours=1)
    document.save()
    now(until)
    assert told() == []
    now(until + timedelta(hours=1))
    assert told() == REVISED


def test_terms_that_become_stricter_and_looser_again(strike, told):
    document = grounds()
    status(strike, evidence_of_it=document)
    told()
    editor, other = make.user("editor"), make.user("editor", "edith")
    workflow.agree_terms(by=editor, record=document, terms="off_record")
    assert told() == REVISED
    change = workflow.agree_terms(by=editor, record=document, terms="on_record")
    assert told() == []
    workflow.decide_terms(by=other, change=change, agreed=True)
    assert told() == REVISED


def test_the_terms_of_whoever_says_so_count_too(strike, told):
    status(strike, evidence_of_it=grounds())
    told()
    workflow.agree_terms(
        by=make.user("editor"), record=make.source("The union"), terms="off_record"
    )
    assert told() == REVISED


def test_terms_of_what_tells_of_no_strike_change_none(strike, told):
    workflow.agree_terms(by=make.user("editor"), record=grounds(), terms="off_record")
    assert told() == []


# First words


def test_a_first_word_is_told_confirmed_and_told_again(strike, told):
    row = status(strike, evidence_of_it=grounds(), **NOT_SIGNED)
    workflow.show_first_word(by=make.user("reporter"), row=row)
    assert told() == REVISED
    workflow.sign_off_facts(by=make.user("editor"), rows=[row])
    assert told() == REVISED


def test_a_first_word_taken_back_or_deleted_is_told(strike, told):
    row = status(strike, evidence_of_it=grounds(), **NOT_SIGNED)
    workflow.show_first_word(by=make.user("reporter"), row=row)
    workflow.take_back_first_word(by=make.user("reporter"), row=row)
    assert told() == REVISED * 2
    workflow.show_first_word(by=make.user("reporter"), row=row)
    told()
    row.delete()
    assert told() == REVISED


# By the day


def test_a_status_of_a_day_to_come_is_told_now_and_when_it_is_the_status(client, strike, told, now):
    make.change_status(strike, "under_way", date(2026, 11, 30))
    assert told() == REVISED
    assert client.get(f"/api/v1/strikes/{strike.slug}/").json()["status"] is None
    now(make.london("2026-11-29 23:59"))
    assert told() == []
    now(make.london("2026-11-30 00:00"))
    assert told() == REVISED
    assert client.get(f"/api/v1/strikes/{strike.slug}/").json()["status"] == "under_way"


def test_at_its_hour_where_that_is_known(strike, told, now):
    make.change_status(strike, "called_off", DAY, hour=time(21))
    assert told() == REVISED
    now(make.london("2026-11-28 20:59"))
    assert told() == []
    now(make.london("2026-11-28 21:00"))
    assert told() == REVISED


# Notices


def test_the_life_of_a_notice(told):
    row = make.notice(**NOT_SIGNED)
    assert told() == []
    workflow.sign_off_facts(by=make.user("editor"), rows=[row])
    assert told() == [("notice", "created")]
    workflow.confirm_notice(by=make.user("reporter"), notice=row)
    assert told() == [("notice", "revised")]
    new = make.replaced(row, sign_off=False, state="open")
    assert told() == []
    workflow.show_first_word(by=make.user("reporter"), row=new)
    assert told() == [("notice", "revised")]
    workflow.sign_off_facts(by=make.user("editor"), rows=[new])
    assert told() == [("notice", "revised")]
    workflow.withdraw_fact(by=make.user("editor"), row=new)
    assert told() == [("notice", "pulled")]


def test_a_first_word_of_a_notice_that_is_shown_and_deleted(told):
    row = make.notice(**NOT_SIGNED)
    workflow.show_first_word(by=make.user("reporter"), row=row)
    assert told() == [("notice", "created")]
    ServiceNotice.objects.get().delete()
    assert told() == [("notice", "pulled")]


def test_a_change_of_a_notice_that_waits_and_is_deleted_takes_its_first_word_along(told):
    row = make.notice()
    new = make.replaced(row, sign_off=False, state="open")
    workflow.show_first_word(by=make.user("reporter"), row=new)
    told()
    workflow.withdraw_fact(by=make.user("editor"), row=row)
    assert told() == [("notice", "pulled")]


# As data


def test_it_says_that_and_when_and_nothing_of_it(client, strike):
    status(strike, note="Marker of the note.")
    last = client.get("/api/v1/changes/").json()["results"][-1]
    assert last == {
        "what": "strike",
        "uuid": str(strike.uuid),
        "kind": "revised",
        "url": f"http://testserver/api/v1/strikes/{strike.slug}/",
        "at": last["at"],
    }
    assert client.get(last["url"]).json()["uuid"] == str(strike.uuid)
    kept = " ".join(PublicFacts.objects.values_list("seen", flat=True))
    assert "Marker" not in kept
    assert strike.title not in kept


def test_the_address_of_a_notice(client, told):
    row = make.notice()
    [change] = client.get("/api/v1/changes/").json()["results"]
    assert client.get(change["url"]).json()["uuid"] == str(row.uuid)


def test_rows_that_somebody_wrote_by_hand_are_found_and_mended(strike):
    notice = make.notice()
    PublicFacts.objects.filter(uuid=strike.uuid).update(seen="nothing")
    PublicFacts.objects.filter(uuid=notice.uuid).delete()
    wrong = [f"rows of notice {notice.uuid}", f"rows of strike {strike.uuid}"]
    assert truth.wrong_rows([]) == wrong
    public_facts.rebuild()
    assert truth.wrong_rows([]) == []


def test_however_many_strikes_rest_on_a_document_its_terms_cost_the_same(
    django_assert_max_num_queries,
):
    document = grounds()
    for number in range(6):
        status(make.strike(f"Strike {number}"), evidence_of_it=document)
    assert Strike.objects.count() == 6
    document.terms = "off_record"
    with django_assert_max_num_queries(60):
        document.save()
