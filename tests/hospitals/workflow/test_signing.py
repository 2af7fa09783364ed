"""The second pair of eyes: evidence, speakers and what is said about strikes are signed off."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from hospitals import workflow
from hospitals.models import Event, Evidence, Source, Strike, StrikeSpell, StrikeStatusChange
from hospitals.workflow import signing
from lib.refusals import Refused
from tests import factories
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(db):
    return factories.user("reporter", "rita")


@pytest.fixture
def sam(db):
    return factories.user("sub", "sam")


@pytest.fixture
def dana(db):
    return factories.user("data_editor", "dana")


def new_chain(by):
    """A figure from a new document of a new source, all of it entered by one person."""
    who = factories.source("A new body", signed_off=False, created_by=by)
    paper = factories.source("A new paper", signed_off=False, created_by=by)
    other = factories.source("A new partner", signed_off=False, created_by=by)
    evidence = factories.evidence(who, said_with=[other], created_by=by, reported_by=paper)
    return factories.figure(by=by, evidence=evidence, source=who)


def test_a_check_signs_off_the_document_and_everybody_it_names(rita, sam):
    figure = new_chain(rita)
    workflow.check(by=sam, revision=figure.latest())
    assert set(Evidence.objects.values_list("signed_off_by", flat=True)) == {sam.pk}
    new = Source.objects.filter(name__startswith="A new")
    assert set(new.values_list("signed_off_by", flat=True)) == {sam.pk}


def test_a_chain_with_a_link_of_ones_own_is_refused_whole_with_the_first_reason(rita, sam):
    figure = new_chain(rita)
    Source.objects.filter(name="A new body").update(created_by=sam)
    Evidence.objects.update(created_by=sam)
    with pytest.raises(Refused, match="You entered or changed “A new body” yourself"):
        workflow.check(by=sam, revision=figure.latest())
    assert figure.latest().checked_at is None
    assert not Evidence.objects.filter(signed_off_at__isnull=False).exists()


def test_nobody_signs_off_what_they_changed_since(rita, sam, client):
    figure = new_chain(rita)
    client.force_login(sam)
    source = figure.source
    url = reverse("admin:hospitals_source_change", args=[source.pk])
    sent = fields_of(client.get(url)).values
    client.post(url, {**sent, "name": "Sam’s own words"})
    source.refresh_from_db()
    assert source.name == "Sam’s own words"
    with pytest.raises(Refused, match="You entered or changed “Sam’s own words” yourself"):
        workflow.check(by=sam, revision=figure.latest())


def test_nobody_signs_off_the_terms_that_they_said_alone(rita, sam):
    evidence = factories.evidence(kind="call", terms="", created_by=rita)
    figure = factories.figure(by=rita, evidence=evidence)
    workflow.agree_terms(by=sam, record=evidence, terms="on_record")
    with pytest.raises(Refused, match="You entered or changed"):
        workflow.check(by=sam, revision=figure.latest())
    workflow.check(by=factories.user("sub", "another"), revision=figure.latest())


def test_an_editor_alone_on_duty_signs_off_their_own(rita):
    edith = factories.user("editor")
    workflow.check(by=edith, revision=new_chain(edith).latest())
    assert Evidence.objects.get().signed_off_by == edith


def test_a_check_carries_what_stood_on_the_page(rita, sam):
    figure = new_chain(rita)
    seen = workflow.check_token(figure.latest())
    Evidence.objects.update(title="FORGED")
    with pytest.raises(Refused, match="has been changed since you opened it"):
        workflow.check(by=sam, revision=figure.latest(), seen=seen)


@pytest.mark.parametrize(
    "change",
    [
        lambda source: Source.objects.filter(pk=source.pk).update(name="Somebody else"),
        lambda source: Source.objects.filter(pk=source.pk).update(terms="unattributable"),
        lambda source: source.roles.create(role="chief nurse"),
    ],
)
def test_a_changed_speaker_was_not_seen_either(rita, sam, change):
    figure = new_chain(rita)
    Source.objects.update(description="somebody")
    seen = workflow.check_token(figure.latest())
    change(figure.source)
    with pytest.raises(Refused, match="has been changed since you opened it"):
        workflow.check(by=sam, revision=figure.latest(), seen=seen)


@pytest.mark.parametrize(
    "field", ["title", "url", "public_caveat", "published_on", "sha256", "said_by", "reported_by"]
)
def test_signed_off_evidence_is_frozen_by_the_database(field):
    evidence = factories.released().latest().evidence
    value = {
        "published_on": date(2001, 2, 3),
        "said_by": factories.source("Another"),
        "reported_by": factories.source("Another"),
    }.get(field, "FORGED")
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(**{field: value})


def test_before_its_sign_off_it_may_still_be_put_right():
    evidence = factories.figure().latest().evidence
    evidence.title = "Table 2, corrected"
    evidence.save()


# What is said about strikes


def enter(by, make, **given):
    row = make(signed_off=False, **given)
    shown = workflow.entered(by=by, row=row)
    row.refresh_from_db()
    return row, shown


def test_what_a_reporter_enters_waits(rita):
    strike, shown = enter(rita, factories.strike)
    assert not shown
    assert strike.created_by == rita
    assert not Strike.objects.public().exists()


def test_what_a_data_editor_enters_stands_with_what_it_rests_on(dana):
    evidence = factories.evidence(factories.source("A union", signed_off=False))
    event, shown = enter(dana, factories.event, evidence=evidence)
    assert shown
    assert Event.objects.public().get() == event
    evidence.refresh_from_db()
    assert evidence.signed_off_by == evidence.said_by.signed_off_by == dana


def status(strike, by):
    waits = {"signed_off": False, "created_by": by}
    return factories.change_status(
        strike, "called_off", date(2023, 4, 10), factories.evidence(), **waits
    )


def test_a_second_person_signs_off_what_waits(rita, dana):
    change = status(factories.strike(), rita)
    assert not StrikeStatusChange.objects.public().exists()
    workflow.sign_off_facts(by=dana, rows=[change])
    assert StrikeStatusChange.objects.public().get() == change


def test_nor_does_a_data_editor_sign_off_their_own_document_with_the_check_of_a_figure(rita, dana):
    evidence = factories.evidence(created_by=dana)
    figure = factories.figure(by=rita, evidence=evidence)
    with pytest.raises(Refused, match="You entered or changed"):
        workflow.check(by=dana, revision=figure.latest())


def test_nobody_signs_off_their_own(dana):
    change = status(factories.strike(), dana)
    with pytest.raises(Refused, match=r"You entered .* yourself"):
        workflow.sign_off_facts(by=dana, rows=[change])


@pytest.mark.parametrize("role", ["reporter", "sub"])
def test_reporters_and_subs_sign_off_no_strike(role, rita):
    change = status(factories.strike(), rita)
    with pytest.raises(PermissionDenied):
        workflow.sign_off_facts(by=factories.user(role, "other"), rows=[change])


def test_a_strike_comes_before_what_is_said_about_it(rita, dana):
    strike = factories.strike(signed_off=False, created_by=rita)
    change = status(strike, rita)
    with pytest.raises(Refused, match="Sign off the strike first"):
        workflow.sign_off_facts(by=dana, rows=[change])
    workflow.sign_off_facts(by=dana, rows=workflow.waiting_of(strike))
    assert Strike.objects.public().get() == strike


def test_it_is_signed_off_as_it_stood_on_the_page(rita, dana):
    change = status(factories.strike(), rita)
    seen = workflow.facts_token([change])
    Evidence.objects.filter(pk=change.evidence_id).update(title="FORGED")
    change.refresh_from_db()
    with pytest.raises(Refused, match="has been changed since you opened it"):
        workflow.sign_off_facts(by=dana, rows=[change], seen=seen)


def test_a_figure_of_a_strike_that_waits_is_not_checked(rita, sam):
    strike = factories.strike(signed_off=False)
    figure = factories.figure(by=rita, strike=strike)
    with pytest.raises(Refused, match="waits to be signed off by a data editor"):
        workflow.check(by=sam, revision=figure.latest())


# Replaced, not edited


def change_of(row, by, **changes):
    """A change of it, as a form enters it."""
    new = type(row).objects.get(pk=row.pk)
    for name, value in changes.items():
        setattr(new, name, value)
    new.become_its_replacement()
    new.save()
    workflow.entered(by=by, row=new)
    return new


@pytest.fixture
def dates():
    return factories.strike().spells.get()


LATER = date(2023, 4, 15)


def last_days():
    return [spell.last_day for spell in StrikeSpell.objects.public()]


def test_what_stands_stays_until_its_change_is_signed_off(rita, dana, dates):
    new = change_of(dates, rita, last_day=LATER)
    assert last_days() == [date(2023, 4, 14)]
    workflow.sign_off_facts(by=dana, rows=[new])
    assert last_days() == [LATER]
    dates.refresh_from_db()
    assert (dates.gone_by, new.replaces, new.created_by) == (dana, dates, rita)
    assert dates.gone_at == new.signed_off_at


def test_a_data_editors_change_stands_at_once(dana, dates):
    change_of(dates, dana, last_day=LATER)
    assert last_days() == [LATER]


def test_what_replaces_may_be_replaced(dana, dates):
    change_of(change_of(dates, dana, last_day=LATER), dana, last_day=None)
    assert last_days() == [None]


def test_a_change_of_what_has_gone_meanwhile_is_refused_whole(rita, dana, dates):
    new = change_of(dates, rita, last_day=LATER)
    StrikeSpell.objects.filter(pk=dates.pk).update(gone_by=dana, gone_at=timezone.now())
    with pytest.raises(Refused, match="has been replaced or withdrawn since"):
        workflow.sign_off_facts(by=dana, rows=[new])
    assert last_days() == []


def test_of_one_row_one_change_waits(rita, dates):
    change_of(dates, rita, last_day=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        change_of(dates, rita, last_day=None)


def test_what_is_withdrawn_stays_on_record_and_its_change_goes_with_it(rita, dana, dates):
    change_of(dates, rita, last_day=LATER)
    workflow.withdraw_fact(by=dana, row=dates)
    assert last_days() == []
    assert StrikeSpell.objects.get().gone_by == dana
    with pytest.raises(Refused, match="has been replaced or withdrawn since"):
        workflow.withdraw_fact(by=dana, row=dates)


def test_a_reporter_withdraws_nothing_that_stands(rita, dates):
    with pytest.raises(PermissionDenied):
        workflow.withdraw_fact(by=rita, row=dates)


def test_whoever_changed_what_waits_does_not_sign_it_off(rita, dana):
    change = status(factories.strike(), rita)
    # As the form of a data editor who writes in it, and may not yet let it stand.
    workflow.entered(by=factories.user("reporter", "ravi"), row=change)
    change.refresh_from_db()
    assert change.created_by.username == "ravi"


def test_a_change_may_say_the_same_day_again_and_a_new_row_may_not(rita, dana):
    strike = factories.strike(statuses=[("ended", LATER)])
    standing = strike.status_changes.get()
    new = change_of(standing, rita, note="To the hour")
    workflow.sign_off_facts(by=dana, rows=[new])
    twin = StrikeStatusChange(strike=strike, status="ended", on=LATER, evidence=standing.evidence)
    with pytest.raises(ValidationError, match="already listed on this day"):
        twin.full_clean()


def test_figures_of_an_event_follow_what_replaces_it(dana):
    event = factories.event()
    figure = factories.released(450, event=event, strike=None, measure="people at a rally")
    new = change_of(event, dana, place="Guildhall Square")
    figure.refresh_from_db()
    assert (figure.event, new.slug) == (new, event.slug)


def test_one_signs_off_the_unions_that_one_saw(rita, dana, dates):
    new = change_of(dates, rita)
    seen = workflow.facts_token([new])
    new.unions.add(factories.union("RCN", "Royal College of Nursing"))
    with pytest.raises(Refused, match="has been changed since you opened it"):
        workflow.sign_off_facts(by=dana, rows=[new], seen=seen)


def test_what_the_page_would_show_is_worked_out_only_where_a_page_was_seen():
    def never():
        raise AssertionError("no page was seen")

    signing.refuse_unseen(None, never)
    signing.refuse_unseen("as it is", lambda: "as it is")
    with pytest.raises(Refused, match="changed since you opened it"):
        signing.refuse_unseen("as it was", lambda: "as it is")
