"""What a named person may do to a figure, and the sentence they read when they may not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hospitals import dependents, workflow
from hospitals.models import (
    Derivation,
    DisruptionFigure,
    Evidence,
    FigureDecision,
    FigureRevision,
    PartList,
)
from lib.refusals import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

NOON = factories.london("2023-04-19 12:00")
LATER = factories.london("2023-04-20 09:30")
MANY = "x" * 301


@pytest.fixture
def alice():
    """Records."""
    return factories.user("data_editor", "alice")


@pytest.fixture
def bob():
    """Checks; another data editor."""
    return factories.user("data_editor", "bob")


@pytest.fixture
def edith():
    """The editor."""
    return factories.user("editor", "edith")


def refused(call, *words, **given):
    """The call is refused in a sentence with these words, and nothing is written."""
    before = everything()
    with pytest.raises(Refused) as refusal:
        call(**given)
    said = " ".join(refusal.value.messages)
    assert all(word in said for word in words), said
    assert everything() == before
    return refusal.value.messages


def everything():
    models = (DisruptionFigure, FigureRevision, FigureDecision, PartList, Derivation)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return rows, list(PartList.parts.through.objects.values_list("partlist", "disruptionfigure"))


def decisions(figure):
    return [decision.kind for decision in figure.decisions.all()]


# Record


def test_a_recorded_figure_is_on_the_desk_only(alice):
    figure = workflow.record(
        by=alice, identity=factories.identity(), reading=factories.reading(1854), at=NOON
    )
    revision = figure.latest()
    assert (revision.number, revision.value, revision.reason) == (1, Decimal(1854), "first")
    assert (revision.recorded_by, revision.recorded_at) == (alice, NOON)
    assert (revision.checked_at, figure.released_at, figure.current) == (None, None, None)
    assert decisions(figure) == ["recorded"]


def test_recording_a_figure_takes_few_statements(alice):
    """A workbook has thousands: what each costs must not grow unseen."""
    identity, reading = factories.identity(), factories.reading(1854)
    with CaptureQueriesContext(connection) as captured:
        workflow.record(by=alice, identity=identity, reading=reading)
    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    # PostgreSQL locks the generation by a statement of its own.
    most = {"sqlite": 22, "postgresql": 23}[connection.vendor]
    assert len(asked) <= most, asked


def test_a_running_total_names_the_strikes_that_it_covers(alice):
    strikes = [factories.strike(), factories.strike("Consultants’ strike, July 2023", days=[])]
    figure = factories.figure(
        765000, by=alice, strike=None, basis="running_total", covers=strikes,
        period_start=date(2022, 12, 15), period_end=date(2023, 7, 22),
    )  # fmt: skip
    assert set(figure.covers.all()) == set(strikes)


def embargoed():
    return factories.released(at=NOON, release_at=timezone.now() + timedelta(hours=3))


def test_a_release_that_nobody_has_seen_may_be_postponed(edith):
    figure = embargoed()
    later = figure.released_at + timedelta(days=1)
    workflow.postpone(by=edith, figure=figure, at=later)
    figure.refresh_from_db()
    assert (figure.released_at, decisions(figure)[-1]) == (later, "postponed")


def test_postponed_is_later(edith):
    figure = embargoed()
    earlier = figure.released_at - timedelta(hours=1)
    refused(
        workflow.postpone, "to a later time, or release it", by=edith, figure=figure, at=earlier
    )


def test_a_release_that_nobody_has_seen_may_be_taken_back(edith):
    figure = embargoed()
    workflow.take_back_release(by=edith, figure=figure)
    figure.refresh_from_db()
    assert (figure.released_at, decisions(figure)[-1]) == (None, "taken_back")


def test_what_readers_have_seen_is_neither_postponed_nor_taken_back(edith):
    figure = factories.released(at=NOON)
    refused(workflow.take_back_release, "Readers have seen it since", by=edith, figure=figure)
    refused(
        workflow.postpone,
        "Readers have seen it since 12.00 on 19 April 2023: withdraw it",
        by=edith,
        figure=figure,
        at=timezone.now() + timedelta(days=1),
    )


def test_what_is_not_released_cannot_be_taken_back(edith):
    refused(workflow.take_back_release, "is not released", by=edith, figure=factories.checked())


def test_a_reporter_takes_no_release_back():
    with pytest.raises(PermissionDenied, match="Your role may not take back the release"):
        workflow.take_back_release(by=factories.user("reporter"), figure=embargoed())


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": Decimal("158.5")}, "Value: Appointments are counted in whole numbers."),
        ({"value": 35, "out_of": Decimal("64.2")}, "Out of: Appointments are counted in whole"),
        ({"value": -1}, "cannot be less than zero"),
        ({"value": None}, "missing is never zero"),
        ({"value": "a lot"}, "Value:"),
        ({"value": Decimal("NaN")}, "Value:"),
        ({"value": 400, "how_exact": "between"}, "takes two numbers"),
        ({"how_exact": "roughly"}, "How exact:"),
        ({"value": 10**13}, "Value:"),
        ({"basis": "one_day"}, "starts and ends on that day"),
        ({"event": "yes"}, "a strike, an event or a dispute"),
        ({"hospital": "yes", "trust": "yes"}, "choose exactly one"),
        ({"change": "down"}, "Say what it is compared with"),
        ({"compared_with": "the week before"}, "Say whether it went up or down"),
        ({"counted_note": "x" * 121}, "Note on what’s counted:"),
    ],
)
def test_a_wrong_record_is_refused_in_a_sentence(alice, given, words):
    factories.trust(), factories.strike(), factories.measure(), factories.evidence()
    made = {"event": factories.event, "hospital": factories.hospital, "trust": factories.trust}
    given = {name: made[name]() if value == "yes" else value for name, value in given.items()}
    if "event" in given:
        given["strike"] = factories.strike()
    refused(factories.figure, words, by=alice, **given)


def test_a_percentage_may_have_decimals(alice):
    figure = factories.figure(
        Decimal("8.6"), by=alice, measure="pay rise asked for", nature="demand"
    )
    assert figure.latest().value == Decimal("8.6")


def test_a_reader_of_the_desk_may_not_record():
    with pytest.raises(PermissionDenied, match="Your role may not record figures"):
        factories.figure(by=factories.someone("view_disruptionfigure"))


# Record a statement


def statement():
    evidence = factories.evidence()
    return [
        (factories.identity(measure=name), factories.reading(value, evidence=evidence))
        for name, value in (("appointments", 1854), ("inpatient", 158), ("outpatient", 1696))
    ]


def test_a_statement_with_three_numbers_is_three_figures_from_one_place(alice):
    figures = workflow.record_statement(by=alice, entries=statement(), at=NOON)
    assert [figure.latest().value for figure in figures] == [1854, 158, 1696]
    assert len({figure.latest().evidence_id for figure in figures}) == 1


def test_one_wrong_number_in_a_statement_and_none_is_recorded(alice):
    entries = statement()
    entries[1][1].value = None
    messages = refused(workflow.record_statement, by=alice, entries=entries)
    assert [message.partition(":")[0] for message in messages] == ["Figure 2"]


def test_the_same_number_twice_in_a_statement_is_told_by_its_place(alice):
    entries = statement()
    refused(
        workflow.record_statement, "Figure 4: ", "already recorded", by=alice,
        entries=[*entries, entries[0]],
    )  # fmt: skip


def test_a_statement_that_may_not_be_recorded_leaves_nothing(alice):
    entries, before = statement(), everything()
    with pytest.raises(PermissionDenied):
        workflow.record_statement(by=factories.someone(), entries=entries)
    assert everything() == before


# Check


def test_a_check_by_a_second_person(alice, bob):
    figure = factories.figure(by=alice, at=NOON)
    revision = workflow.check(by=bob, revision=figure.latest(), at=NOON)
    assert (revision.checked_by, revision.checked_at, revision.public_from) == (bob, NOON, NOON)
    figure.refresh_from_db()
    assert figure.current == revision
    assert decisions(figure) == ["recorded", "checked"]


def test_nobody_checks_what_they_recorded(alice):
    figure = factories.figure(by=alice)
    refused(workflow.check, "another person checks it", by=alice, revision=figure.latest())


def test_an_editor_alone_on_duty_may(edith):
    figure = factories.figure(by=edith)
    assert workflow.check(by=edith, revision=figure.latest()).checked_by == edith


def test_a_second_check_is_told_of_the_first(alice, bob, edith):
    figure = factories.figure(by=alice)
    revision = figure.latest()
    workflow.check(by=bob, revision=revision, at=NOON)
    refused(
        workflow.check, "bob has already checked this, at 12.00 on 19 April 2023",
        by=edith, revision=revision,
    )  # fmt: skip


def test_a_reporter_may_not_check(alice):
    figure = factories.figure(by=alice)
    with pytest.raises(PermissionDenied, match="Your role may not check figures"):
        workflow.check(by=factories.user("reporter"), revision=figure.latest())


def test_what_an_unattributable_source_says_must_be_stood_up(alice, bob):
    said = factories.evidence(terms="unattributable", kind="call", description="a consultant")
    figure = factories.figure(by=alice, evidence=said)
    refused(workflow.check, "must be stood up", by=bob, revision=figure.latest())
    workflow.check(by=bob, revision=figure.latest(), stood_up="second_source")
    assert figure.revisions.get().stood_up == "second_source"


def test_the_refusal_leads_to_what_has_no_terms(edith):
    source = factories.source("Dr A. Paget", kind="person", terms="")
    figure = factories.checked(source=source)
    with pytest.raises(Refused) as refusal:
        workflow.release(by=edith, figures=[figure])
    address = reverse("admin:hospitals_source_change", args=[source.pk])
    assert refusal.value.links == [("Dr A. Paget", address)]


def test_an_unattributable_source_behind_a_document_must_be_stood_up_too(alice, bob):
    source = factories.source("A consultant", terms="unattributable", description="a consultant")
    figure = factories.figure(by=alice, source=source)
    refused(workflow.check, "must be stood up", by=bob, revision=figure.latest())


def test_stood_up_is_one_of_three_answers(alice, bob):
    figure = factories.figure(by=alice)
    refused(workflow.check, "Stood up is", by=bob, revision=figure.latest(), stood_up="yes")


def test_an_embargo_decides_from_when_readers_see_it(alice, bob):
    figure = factories.figure(by=alice, evidence=factories.evidence(embargo_until=LATER))
    revision = workflow.check(by=bob, revision=figure.latest(), at=NOON)
    assert (revision.checked_at, revision.public_from) == (NOON, LATER)


def test_an_embargo_that_is_over_decides_nothing(alice, bob):
    figure = factories.figure(by=alice, evidence=factories.evidence(embargo_until=NOON))
    assert workflow.check(by=bob, revision=figure.latest(), at=LATER).public_from == LATER


def test_a_withdrawn_figure_is_not_checked(alice, bob, edith):
    figure = factories.figure(by=alice)
    workflow.withdraw(by=edith, figure=figure, reason="Wrong week.")
    refused(workflow.check, "was withdrawn: Wrong week.", by=bob, revision=figure.latest())


# Release


def test_a_release_lets_readers_see_it(edith):
    figure = factories.checked(at=NOON)
    workflow.release(by=edith, figures=[figure], at=NOON)
    figure.refresh_from_db()
    assert figure.released_at == NOON
    assert decisions(figure)[-1] == "released"


def test_a_release_for_later_is_an_embargo(edith):
    figure = factories.checked()
    later = timezone.now() + timezone.timedelta(days=1)
    workflow.release(by=edith, figures=[figure], at=later)
    assert not DisruptionFigure.objects.public().exists()
    assert DisruptionFigure.objects.public(at=later).exists()
    assert figure.decisions.last().at < later


def test_what_is_released_stays_as_it_is(edith):
    figure = factories.released(at=NOON)
    assert workflow.release(by=edith, figures=[figure], at=LATER) == []
    figure.refresh_from_db()
    assert figure.released_at == NOON


def test_a_release_may_be_brought_forward(edith):
    figure = factories.released(at=NOON, release_at=LATER)
    workflow.release(by=edith, figures=[figure], at=NOON)
    figure.refresh_from_db()
    assert figure.released_at == NOON


PRIVATE = {"kind": "call", "description": "a consultant"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"terms": "off_record", **PRIVATE}, "off the record: it can never be published"),
        ({"terms": "", **PRIVATE}, "no terms are agreed for where it came from"),
        ({"terms": "unattributable", **PRIVATE}, "editor has not cleared"),
        ({"embargo_until": LATER}, "under embargo until 9.30 on 20 April 2023"),
    ],
)
def test_a_release_is_refused_with_its_reason(edith, given, words):
    figure = factories.checked(
        at=NOON, evidence=factories.evidence(**given), stood_up="second_source"
    )
    refused(workflow.release, words, str(figure), by=edith, figures=[figure], at=NOON)


def test_an_embargo_that_was_moved_to_later_after_the_check_holds(edith):
    figure = factories.checked(at=NOON)
    Evidence.objects.update(embargo_until=LATER)
    until = "under embargo until 9.30 on 20 April 2023"
    refused(workflow.release, until, by=edith, figures=[figure], at=NOON)
    assert workflow.release(by=edith, figures=[figure], at=LATER) == [figure]


def test_a_source_without_terms_is_named_in_the_refusal(edith):
    source = factories.source("Dr A. Paget", kind="person", terms="")
    figure = factories.checked(source=source)
    refused(workflow.release, "no terms are agreed for Dr A. Paget", by=edith, figures=[figure])


def test_an_unattributable_source_behind_a_document_on_the_record_is_refused(edith):
    source = factories.source("A consultant", terms="unattributable", description="a consultant")
    figure = factories.checked(source=source, stood_up="document_seen")
    refused(
        workflow.release,
        "mark where it came from as unattributable too",
        by=edith,
        figures=[figure],
    )


def test_an_unchecked_figure_is_not_released(edith):
    figure = factories.figure()
    refused(workflow.release, "not checked against its source yet", by=edith, figures=[figure])


def test_one_that_cannot_be_released_holds_back_all(edith):
    good, bad = factories.checked(), factories.figure(158, measure="inpatient")
    refused(workflow.release, "not checked", by=edith, figures=[good, bad])


def test_a_cleared_consultant_may_be_quoted_as_agreed(edith):
    said = factories.evidence(terms="unattributable", **PRIVATE)
    figure = factories.checked(evidence=said, stood_up="second_source")
    workflow.clear_evidence(by=edith, evidence=said)
    workflow.release(by=edith, figures=[figure])
    assert DisruptionFigure.objects.public().exists()
    assert figure.latest().effective_terms() == "unattributable"


def test_a_reporter_may_not_release():
    figure = factories.checked()
    with pytest.raises(PermissionDenied, match="Your role may not release figures"):
        workflow.release(by=factories.user("reporter"), figures=[figure])


# Revise


def test_a_revision_has_the_next_number_and_its_reason(alice):
    figure = factories.released(61989, at=NOON)
    revision = workflow.revise(
        by=alice, figure=figure, reading=factories.reading(67034), reason="source_revised",
        reason_note="Changed under the same title.", source_changed_on=date(2024, 7, 12), at=NOON,
    )  # fmt: skip
    assert (revision.number, revision.value) == (2, Decimal(67034))
    assert revision.source_changed_on == date(2024, 7, 12)
    figure.refresh_from_db()
    assert figure.current.value == 61989
    assert decisions(figure)[-1] == "revised"


def test_a_revision_while_one_waits_is_refused(alice, bob):
    figure = factories.released(61989)
    workflow.revise(
        by=alice, figure=figure, reading=factories.reading(67034), reason="source_revised", at=NOON
    )
    evidence = factories.evidence()
    refused(
        workflow.revise, "alice recorded 67,034 at 12.00 on 19 April 2023", "check that first",
        by=bob, figure=figure, reading=factories.reading(67000, evidence=evidence),
        reason="source_revised",
    )  # fmt: skip


def test_a_first_record_found_wrong_is_replaced_before_its_check(alice, bob, edith):
    figure = factories.figure(1845, by=alice)
    wrong = figure.latest()
    right = workflow.revise(
        by=bob, figure=figure, reading=factories.reading(1854), reason="our_error", replacing=wrong
    )
    refused(workflow.check, "found wrong and replaced", by=edith, revision=wrong)
    workflow.check(by=edith, revision=right)
    figure.refresh_from_db()
    assert figure.current.value == 1854


def test_nobody_replaces_what_they_have_not_seen(alice, bob):
    figure = factories.figure(1845, by=alice)
    seen, evidence = figure.latest(), factories.evidence()
    again = {"reading": factories.reading(1854, evidence=evidence), "reason": "our_error"}
    workflow.check(by=bob, revision=seen)
    refused(
        workflow.revise, "checked or replaced: look again",
        by=bob, figure=figure, replacing=seen, **again,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["first", "", "because"])
def test_a_revision_needs_a_reason_of_the_list(alice, reason):
    figure, evidence = factories.checked(), factories.evidence()
    refused(
        workflow.revise, by=alice, figure=figure,
        reading=factories.reading(1855, evidence=evidence), reason=reason,
    )  # fmt: skip


def test_a_withdrawn_figure_is_not_revised(alice, edith):
    figure, evidence = factories.checked(), factories.evidence()
    workflow.withdraw(by=edith, figure=figure, reason="Wrong week.")
    refused(
        workflow.revise, "was withdrawn: Wrong week.", by=alice, figure=figure,
        reading=factories.reading(1855, evidence=evidence), reason="our_error",
    )  # fmt: skip


def test_a_reader_of_the_desk_may_not_revise():
    figure = factories.checked()
    with pytest.raises(PermissionDenied, match="Your role may not revise figures"):
        workflow.revise(
            by=factories.someone(), figure=figure, reading=factories.reading(), reason="our_error"
        )


# Prefer


def rivals(first_given=None, second_given=None):
    """Two sources for one thing; the first is recorded first."""
    first = factories.checked(1854, **(first_given or {}))
    second = factories.checked(
        1900, **{"source": factories.source("The trust"), **(second_given or {})}
    )
    for figure in (first, second):
        figure.refresh_from_db()
    return first, second


def test_without_rivals_a_figure_is_the_one_to_use():
    assert factories.figure().preferred


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        ({}, {}, 1),
        ({"how_exact": "around"}, {}, 1),
        ({"rounded_to": 10}, {}, 1),
        ({"setting": None}, {}, 1),
        ({}, {"setting": None}, 0),
        ({"how_exact": "around"}, {"setting": None}, 1),
    ],
)
def test_the_default_order_of_rivals(first, second, winner):
    pair = rivals(first, second)
    assert [figure.preferred for figure in pair] == [winner == 0, winner == 1]


def test_between_rivals_the_newer_document_is_used_whichever_was_recorded_first():
    newer, older = (factories.evidence(published_on=date(2023, 4, day)) for day in (20, 19))
    first = factories.checked(1867, evidence=newer)
    second = factories.checked(1854, evidence=older, source=factories.source("The trust"))
    first.refresh_from_db()
    assert (first.preferred, second.preferred) == (True, False)


def test_a_checked_rival_comes_before_an_unchecked_one():
    first = factories.figure(1854)
    second = factories.figure(1900, source=factories.source("The trust"))
    first.refresh_from_db()
    assert (first.preferred, second.preferred) == (False, True)
    workflow.check(by=factories.user("editor"), revision=first.latest())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.preferred, second.preferred) == (True, False)


DAY, NEXT = date(2023, 4, 17), date(2023, 4, 18)


@pytest.mark.parametrize("newer_first", [True, False])
@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"published_on": DAY}, {"published_on": NEXT}),
        ({}, {"published_on": date(2016, 1, 12)}),
        ({"retrieved_at": NOON - timedelta(hours=1)}, {"retrieved_at": NOON}),
    ],
)
def test_the_newer_document_comes_first_whichever_was_recorded_first(older, newer, newer_first):
    given = [{"evidence": factories.evidence(**dates)} for dates in (older, newer)]
    pair = rivals(*(given[::-1] if newer_first else given))
    assert [figure.preferred for figure in pair] == [newer_first, not newer_first]


def test_a_person_may_choose_the_other_with_a_reason(bob):
    first, second = rivals()
    workflow.prefer(by=bob, figure=second, reason="The trust counted to the end of the day.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.preferred, second.preferred) == (False, True)
    assert second.preferred_reason == "The trust counted to the end of the day."
    assert decisions(second)[-1] == "preferred"


def test_a_choice_outlives_a_new_rival(bob):
    first, second = rivals({}, {"how_exact": "around"})
    workflow.prefer(by=bob, figure=second, reason="The trust counted to the end of the day.")
    third = factories.checked(1860, source=factories.source("Daily Echo"))
    for figure in (first, second, third):
        figure.refresh_from_db()
    assert [figure.preferred for figure in (first, second, third)] == [False, True, False]


def test_a_new_choice_takes_the_place_of_the_old_one(bob):
    first, second = rivals()
    workflow.prefer(by=bob, figure=second, reason="Counted to the end of the day.")
    workflow.prefer(by=bob, figure=first, reason="The trust has withdrawn its count.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.preferred, second.preferred) == (True, False)
    assert second.preferred_reason == ""


def test_when_the_chosen_one_is_withdrawn_the_default_order_returns(bob, edith):
    first, second = rivals()
    workflow.prefer(by=bob, figure=second, reason="Counted to the end of the day.")
    workflow.withdraw(by=edith, figure=second, reason="Wrong week.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.preferred, second.preferred) == (True, False)


def test_figures_for_two_settings_of_one_source_are_both_used():
    acute, community = factories.checked(129913), factories.checked(3581, setting="community")
    acute.refresh_from_db()
    assert acute.preferred
    assert community.preferred


def test_there_is_nothing_to_choose_without_a_rival(bob):
    figure = factories.checked()
    refused(workflow.prefer, "nothing to choose between", by=bob, figure=figure, reason="Better.")


@pytest.mark.parametrize(("reason", "words"), [(" ", "Say why"), (MANY, "300 characters")])
def test_a_choice_has_a_short_reason(bob, reason, words):
    _, second = rivals()
    refused(workflow.prefer, words, by=bob, figure=second, reason=reason)


def test_a_reporter_may_not_choose():
    _, second = rivals()
    with pytest.raises(PermissionDenied, match="Your role may not choose between figures"):
        workflow.prefer(by=factories.user("reporter"), figure=second, reason="Better.")


# Dispute


def test_a_disputed_figure_stays_up_with_its_note(bob):
    figure = factories.released(at=NOON)
    workflow.dispute(by=bob, figure=figure, text=" The BMA counts 2,000. ", at=NOON)
    figure.refresh_from_db()
    assert (figure.disputed_on, figure.disputed_note) == (
        date(2023, 4, 19),
        "The BMA counts 2,000.",
    )
    assert decisions(figure)[-1] == "disputed"


def test_the_day_of_a_dispute_is_a_london_day(bob):
    figure = factories.released()
    late = factories.london("2023-04-20 00:30")  # still the 19th in UTC
    workflow.dispute(by=bob, figure=figure, text="The BMA counts 2,000.", at=late)
    figure.refresh_from_db()
    assert figure.disputed_on == date(2023, 4, 20)


def test_a_dispute_is_settled(bob):
    figure = factories.released()
    workflow.dispute(by=bob, figure=figure, text="The BMA counts 2,000.")
    workflow.settle_dispute(by=bob, figure=figure, text="The BMA agrees now.")
    figure.refresh_from_db()
    assert (figure.disputed_on, figure.disputed_note) == (None, "")
    assert decisions(figure)[-2:] == ["disputed", "settled"]


def test_what_is_not_disputed_is_not_settled(bob):
    figure = factories.released()
    refused(workflow.settle_dispute, "not marked as disputed", by=bob, figure=figure)


@pytest.mark.parametrize(("text", "words"), [("", "Say who disputes"), (MANY, "300 characters")])
def test_a_dispute_has_a_short_note(bob, text, words):
    figure = factories.released()
    refused(workflow.dispute, words, by=bob, figure=figure, text=text)


def test_a_reporter_may_not_mark_a_dispute():
    figure = factories.released()
    for call in (workflow.dispute, workflow.settle_dispute):
        with pytest.raises(PermissionDenied, match="mark figures as disputed"):
            call(by=factories.user("reporter"), figure=figure, text="The BMA counts 2,000.")


# Withdraw


def test_a_withdrawn_figure_keeps_its_number_and_says_why(edith):
    figure = factories.released(at=NOON)
    workflow.withdraw(by=edith, figure=figure, reason="The trust counted twice.", at=LATER)
    figure.refresh_from_db()
    assert (figure.withdrawn_at, figure.withdrawn_reason) == (LATER, "The trust counted twice.")
    assert figure.current.value == 1854
    assert decisions(figure)[-1] == "withdrawn"


def test_a_figure_is_withdrawn_once(edith):
    figure = factories.released()
    workflow.withdraw(by=edith, figure=figure, reason="Wrong week.")
    refused(
        workflow.withdraw, "was withdrawn: Wrong week.", by=edith, figure=figure, reason="Again."
    )


@pytest.mark.parametrize(("reason", "words"), [(None, "Say why"), (MANY, "this has 301")])
def test_a_withdrawal_has_a_short_reason(edith, reason, words):
    figure = factories.released()
    refused(workflow.withdraw, words, by=edith, figure=figure, reason=reason)


def test_a_reporter_may_not_withdraw():
    figure = factories.released()
    with pytest.raises(PermissionDenied, match="Your role may not withdraw figures"):
        workflow.withdraw(by=factories.user("reporter"), figure=figure, reason="Wrong week.")


# Parts and how a figure was worked out


def test_parts_are_listed_and_listed_again(alice):
    whole, inpatient, outpatient = factories.appointments_split()
    listed = workflow.set_parts(
        by=alice, whole=whole, parts=[inpatient], axis="measure", complete=False
    )
    assert list(listed.parts.all()) == [inpatient]
    assert PartList.objects.count() == 1
    assert not listed.complete
    assert outpatient.part_of.count() == 0


def test_a_refused_list_leaves_the_old_one(alice):
    whole, inpatient, _ = factories.appointments_split()
    clinics = factories.figure(130, measure="clinics")
    refused(
        workflow.set_parts, "is not made up of these", by=alice, whole=whole,
        parts=[inpatient, clinics], axis="measure",
    )  # fmt: skip


def test_a_withdrawn_figure_is_no_part(alice, edith):
    whole, inpatient, _ = factories.appointments_split()
    workflow.withdraw(by=edith, figure=inpatient, reason="Wrong week.")
    inpatient.refresh_from_db()
    refused(
        workflow.set_parts, "was withdrawn", by=alice, whole=whole, parts=[inpatient],
        axis="measure",
    )  # fmt: skip


def test_a_printed_total_that_does_not_add_up_is_stored_as_printed(alice):
    whole = factories.figure(1900, by=alice)
    parts = [
        factories.figure(158, measure="inpatient"),
        factories.figure(1696, measure="outpatient"),
    ]
    workflow.set_parts(by=alice, whole=whole, parts=parts, axis="measure")
    assert whole.latest().value == 1900


def test_a_figure_says_how_it_was_worked_out(alice):
    total = factories.figure(450, how_exact="around", source=factories.source("Notts TV"))
    inputs = [factories.figure(380, measure="inpatient"), factories.figure(71, measure="clinics")]
    workflow.set_derivation(
        by=alice, figure=total, inputs=inputs, method="The paper’s addition.", mixed_units=True
    )
    made = workflow.set_derivation(
        by=alice, figure=total, inputs=inputs, method="Our addition.", mixed_units=True
    )
    assert Derivation.objects.get() == made
    assert made.method == "Our addition."
    assert list(made.inputs.order_by("pk")) == inputs


@pytest.mark.parametrize(
    ("inputs", "method", "words"),
    [
        ("itself", "Our addition.", "from itself"),
        ("none", "Our addition.", "Name the figures"),
        ("another", " ", "Say how"),
        ("another", MANY, "300 characters"),
    ],
)
def test_how_it_was_worked_out_makes_sense(alice, inputs, method, words):
    figure, other = factories.figure(), factories.figure(158, measure="inpatient")
    chosen = {"itself": [figure, other], "none": [], "another": [other]}[inputs]
    refused(workflow.set_derivation, words, by=alice, figure=figure, inputs=chosen, method=method)


def test_a_reader_of_the_desk_lists_no_parts():
    whole, inpatient, _ = factories.appointments_split()
    for call in (
        lambda by: workflow.set_parts(by=by, whole=whole, parts=[inpatient], axis="measure"),
        lambda by: workflow.set_derivation(
            by=by, figure=whole, inputs=[inpatient], method="Our addition."
        ),
    ):
        with pytest.raises(PermissionDenied, match="Your role may not record"):
            call(factories.someone())


# Clear unattributable evidence


def test_an_editor_clears_unattributable_evidence(edith):
    said = factories.evidence(terms="unattributable", **PRIVATE)
    cleared = workflow.clear_evidence(by=edith, evidence=said, at=NOON)
    assert (cleared.cleared_by, cleared.cleared_at) == (edith, NOON)
    refused(workflow.clear_evidence, "edith cleared this at 12.00", by=edith, evidence=said)


@pytest.mark.parametrize("terms", ["", "on_record", "off_record"])
def test_nothing_else_is_cleared(edith, terms):
    said = factories.evidence(terms=terms, **PRIVATE)
    refused(workflow.clear_evidence, "Only unattributable", by=edith, evidence=said)


def test_only_an_editor_clears(bob):
    said = factories.evidence(terms="unattributable", **PRIVATE)
    with pytest.raises(PermissionDenied, match="clear unattributable evidence"):
        workflow.clear_evidence(by=bob, evidence=said)


# The port: what rests on figures


class Desk(dependents.NobodyDepends):
    """Remembers what it was told, and refuses when asked to."""

    def __init__(self, refusal=""):
        self.refusal, self.told = refusal, []

    def apply(self, revisions, *, by, at):
        self.told.append(([revision.number for revision in revisions], by, at))
        if self.refusal:
            raise Refused(self.refusal)


@pytest.fixture
def desk(monkeypatch):
    def stand_in(refusal=""):
        desk = Desk(refusal)
        monkeypatch.setattr(dependents, "_registered", desk)
        return desk

    return stand_in


CITED = "Cited in 3 live stories: correct it from the desk."


def test_a_first_check_changes_no_story(alice, bob, desk):
    figure = factories.figure(by=alice)
    listening = desk(CITED)
    workflow.check(by=bob, revision=figure.latest())
    assert listening.told == []


def test_what_rests_on_a_figure_is_told_of_its_revision_and_from_when(bob, desk):
    figure = factories.released(61989, at=NOON)
    evidence = factories.evidence(embargo_until=LATER)
    revision = factories.revised(figure, 67034, check=False, evidence=evidence)
    listening = desk()
    workflow.check(by=bob, revision=revision, at=NOON)
    assert listening.told == [([2], bob, LATER)]


def test_a_revision_that_stories_refuse_is_not_checked(bob, desk):
    figure = factories.released(61989)
    revision = factories.revised(figure, 67034, check=False)
    desk(CITED)
    refused(workflow.check, CITED, by=bob, revision=revision)


def test_a_withdrawal_that_stories_refuse_does_not_happen(edith, desk):
    figure = factories.released()
    listening = desk(CITED)
    refused(workflow.withdraw, CITED, by=edith, figure=figure, reason="Wrong week.")
    assert listening.told[0][0] == [1]


def test_revising_alone_asks_no_story(alice, desk):
    figure = factories.released(61989)
    listening = desk(CITED)
    factories.revised(figure, 67034, check=False)
    assert listening.told == []


def worked_out(figure, *inputs):
    return workflow.set_derivation(
        by=factories.user("data_editor"), figure=figure, inputs=list(inputs), method="our addition"
    )


def several(*measures):
    return [factories.released(158 + n, measure=name) for n, name in enumerate(measures)]


def test_two_figures_are_not_worked_out_from_each_other():
    first, second = several("inpatient", "outpatient")
    worked_out(first, second)
    with pytest.raises(Refused, match="would go round in a ring"):
        worked_out(second, first)


def test_nor_do_longer_chains_come_back_to_their_start():
    first, second, third, fourth = several("inpatient", "outpatient", "clinics", "operations")
    worked_out(first, second)
    worked_out(second, third)
    worked_out(third, fourth)
    with pytest.raises(Refused, match="would go round in a ring"):
        worked_out(fourth, first)
    assert not hasattr(DisruptionFigure.objects.get(pk=fourth.pk), "derivation")


def test_one_figure_may_go_into_two_others():
    first, second, third = several("inpatient", "outpatient", "clinics")
    worked_out(first, third)
    worked_out(second, third)
    worked_out(second, first, third)


def test_nothing_is_worked_out_from_a_withdrawn_figure(edith):
    first, second = several("inpatient", "outpatient")
    workflow.withdraw(by=edith, figure=second, reason="Counted twice")
    with pytest.raises(Refused, match="was withdrawn: Counted twice"):
        worked_out(first, second)
