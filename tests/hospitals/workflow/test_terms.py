"""What was agreed: first said, tightened at once, loosened by an editor who did not ask."""

import pytest
from django.core.exceptions import PermissionDenied

from hospitals import workflow
from hospitals.models import DisruptionFigure, EvidenceTerms
from lib.refusals import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


@pytest.fixture
def rita(db):
    return factories.user("reporter", "rita")


@pytest.fixture
def edith(db):
    return factories.user("editor", "edith")


@pytest.fixture
def emma(db):
    return factories.user("editor", "emma")


def call(terms="unattributable", **more):
    """A call with a consultant, on these terms."""
    who = factories.source("Dr Hush", kind="person", terms=terms, description="a consultant")
    more.setdefault("description", "a consultant at the trust")
    return factories.evidence(who, kind="call", terms=terms, **more)


def agree(by, record, terms, **more):
    change = workflow.agree_terms(by=by, record=record, terms=terms, **more)
    record.refresh_from_db()
    return change


@pytest.mark.parametrize("terms", ["on_record", "unattributable", "off_record"])
def test_terms_are_said_for_the_first_time_by_whoever_recorded_it(rita, terms):
    evidence = call("", description="")
    change = agree(rita, evidence, terms, description="a consultant")
    assert (evidence.terms, change.decided_by) == (terms, rita)


@pytest.mark.parametrize("by_way_of", [[], [""], ["off_record"], ["off_record", ""]])
def test_looser_terms_wait_for_an_editor_whatever_way_they_come(rita, by_way_of):
    evidence = call()
    for terms in by_way_of:
        assert agree(rita, evidence, terms).decided_at
    before = evidence.terms
    change = agree(rita, evidence, "on_record")
    assert (change.decided_at, evidence.terms) == (None, before)


def test_an_editor_waits_for_another_editor(edith, emma):
    evidence = call()
    change = agree(edith, evidence, "on_record")
    with pytest.raises(Refused, match="You asked for this: another editor decides"):
        workflow.decide_terms(by=edith, change=change, agreed=True)
    workflow.decide_terms(by=emma, change=change, agreed=True)
    evidence.refresh_from_db()
    assert (evidence.terms, evidence.description) == ("on_record", "")


def test_who_asked_may_take_it_back(edith):
    change = agree(edith, call(), "on_record")
    assert not workflow.decide_terms(by=edith, change=change, agreed=False).agreed
    change.of.refresh_from_db()
    assert change.of.terms == "unattributable"


@pytest.mark.parametrize("role", ["reporter", "sub", "data_editor"])
def test_only_an_editor_decides(rita, role):
    change = agree(rita, call(), "on_record")
    with pytest.raises(PermissionDenied):
        workflow.decide_terms(by=factories.user(role), change=change, agreed=True)


def test_nothing_else_is_asked_for_while_one_waits(rita):
    evidence = call()
    agree(rita, evidence, "on_record")
    with pytest.raises(Refused, match=r"rita asked for other terms .* decides about that first"):
        agree(rita, evidence, "off_record")


def test_it_is_decided_once(rita, edith, emma):
    change = agree(rita, call(), "on_record")
    workflow.decide_terms(by=edith, change=change, agreed=False)
    with pytest.raises(Refused, match="edith decided this"):
        workflow.decide_terms(by=emma, change=change, agreed=True)


def test_a_reporter_cannot_unmask_a_source_with_two_saves(rita, edith):
    """The two saves: the source on the record, the evidence on the record."""
    evidence = call()
    workflow.clear_evidence(by=edith, evidence=evidence)
    factories.released(evidence=evidence, source=evidence.said_by, stood_up="second_source")
    for record in (evidence.said_by, evidence):
        assert agree(rita, record, "on_record").decided_at is None
    assert (evidence.terms, evidence.said_by.terms) == ("unattributable", "unattributable")


def test_new_terms_end_the_clearing(rita, edith):
    evidence = call()
    workflow.clear_evidence(by=edith, evidence=evidence)
    agree(rita, evidence, "unattributable", description="a doctor at the trust")
    assert (evidence.description, evidence.cleared_at) == ("a doctor at the trust", None)


def test_an_unattributable_source_needs_its_description(rita):
    evidence = factories.evidence(kind="call", terms="")
    with pytest.raises(Refused, match="needs the description that was agreed"):
        agree(rita, evidence, "unattributable")
    assert not EvidenceTerms.objects.exists()


def test_a_looser_request_that_could_not_be_carried_out_is_refused_now(rita):
    evidence = call("off_record", description="")
    with pytest.raises(Refused, match="needs the description that was agreed"):
        agree(rita, evidence, "unattributable")


def test_the_same_terms_change_nothing(rita):
    with pytest.raises(Refused, match="as they stand"):
        agree(rita, call(), "unattributable", description="a consultant at the trust")


def test_terms_said_late_do_not_publish_what_was_checked_without_them(rita, edith):
    evidence = factories.evidence(kind="call", terms="")
    factories.checked(evidence=evidence)
    evidence.refresh_from_db()
    assert agree(rita, evidence, "on_record").decided_at is None


# Tightening


def public():
    return DisruptionFigure.objects.public().count()


def test_tightening_takes_what_rests_on_it_off_at_once(rita):
    figure = factories.released()
    assert agree(rita, figure.source, "off_record").decided_at
    assert public() == 0


def many(number):
    evidence = factories.evidence()
    for n in range(number):
        factories.released(n, evidence=evidence, trust=factories.trust(f"A{n:02}"))
    return evidence


def test_above_ten_public_records_an_editor_decides(rita, edith):
    evidence = many(11)
    change = agree(rita, evidence, "off_record")
    assert (change.decided_at, public()) == (None, 11)
    workflow.decide_terms(by=edith, change=change, agreed=True)
    assert public() == 0


def test_ten_public_records_are_anybodys(rita):
    assert agree(rita, many(10), "off_record").decided_at


def test_an_editor_takes_eleven_off_at_once(edith):
    assert agree(edith, many(11), "off_record").decided_at


# What the page showed


def test_a_record_released_meanwhile_is_on_no_page_that_was_open(rita):
    evidence = factories.evidence()
    seen = workflow.terms_token(evidence)
    factories.released(evidence=evidence)
    with pytest.raises(Refused, match="have changed since you opened the page"):
        workflow.agree_terms(by=rita, record=evidence, terms="off_record", seen=seen)


def test_an_editor_agrees_to_what_they_saw(rita, edith):
    evidence = call()
    change = agree(rita, evidence, "on_record")
    seen = workflow.terms_token(evidence)
    factories.figure(
        evidence=evidence, source=evidence.said_by, words="It was Dr Hush on the night shift."
    )
    with pytest.raises(Refused, match="have changed since"):
        workflow.decide_terms(by=edith, change=change, agreed=True, seen=seen)


def test_the_page_lists_every_name_title_place_and_word():
    evidence = call(title="Call of 12 January", reported_by=factories.source("Daily Echo"))
    factories.figure(
        evidence=evidence, source=evidence.said_by, locator="minute 3", words="We are full."
    )
    [line] = workflow.resting_on(evidence, factories.london("2023-04-19 12:00")).lines
    assert line.details == (
        "Dr Hush",
        "as reported by Daily Echo",
        "Call of 12 January",
        "minute 3",
        "“We are full.”",
    )
