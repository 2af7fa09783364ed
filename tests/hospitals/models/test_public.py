"""What readers may see at a time: one table of terms, evidence, check and release."""

import pytest
from django.utils import timezone

from hospitals import public as public_rows
from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

NOON = factories.london("2023-04-19 12:00")
ONE, TWO, THREE = (factories.london(f"2023-04-19 {hour}:00") for hour in (13, 14, 15))


def public(at=None):
    return DisruptionFigure.objects.public(at=at)


def shown(at=None):
    """The values that readers see at a time."""
    ids = public(at).values_list("shown_id", flat=True)
    return [
        int(value)
        for value in FigureRevision.objects.filter(pk__in=ids).values_list("value", flat=True)
    ]


TERMS = ["", "on_record", "unattributable", "off_record"]


@pytest.mark.parametrize("cleared", [True, False])
@pytest.mark.parametrize("said_by", TERMS)
@pytest.mark.parametrize("evidence", TERMS)
def test_the_strictest_terms_decide(evidence, said_by, cleared):
    if cleared and evidence != "unattributable":
        return
    source = factories.source("A consultant", terms=said_by, description="a consultant")
    rests_on = factories.evidence(source, "call", evidence, description="a consultant")
    # Recorded under the source that readers would be told of, and past every gate.
    figure = factories.checked(source=source, evidence=rests_on, stood_up="second_source")
    DisruptionFigure.objects.update(released_at=NOON)
    public_rows.rebuild()
    if cleared:
        workflow.clear_evidence(by=factories.user("editor"), evidence=rests_on)
    on_record = evidence == said_by == "on_record"
    agreed = cleared and said_by in ("on_record", "unattributable")
    assert public().exists() == (on_record or agreed)
    assert (workflow.why_not_public(figure, timezone.now()) == []) == (on_record or agreed)


@pytest.mark.parametrize("terms", ["", "unattributable", "off_record"])
def test_the_source_of_the_figure_counts_too(terms):
    spokesman = factories.source("A spokesman", kind="unnamed")
    figure = factories.released(evidence=factories.evidence(spokesman))
    source = figure.source
    source.terms, source.description = terms, "somebody at the trust"
    source.save()
    assert not public().exists()


def test_the_reporter_needs_no_terms():
    paper = factories.source("Daily Echo", terms="")
    factories.released(evidence=factories.evidence(reported_by=paper))
    assert public().exists()


def test_recorded_is_not_public():
    factories.figure()
    assert not public().exists()


def test_checked_is_not_public():
    factories.checked()
    assert not public().exists()


def test_released_is_public_from_then_on():
    factories.released(at=NOON, release_at=ONE)
    assert not public(NOON).exists()
    assert public(ONE).exists()
    assert public(TWO).exists()


def test_a_revision_changes_nothing_until_it_is_checked():
    figure = factories.released(61989, at=NOON)
    factories.revised(figure, 67034, check=False, at=ONE)
    assert shown(TWO) == [61989]


def test_a_checked_revision_is_what_readers_see():
    figure = factories.released(61989, at=NOON)
    factories.revised(figure, 67034, at=ONE)
    assert shown(NOON) == [61989]
    assert shown(ONE) == [67034]


def test_an_embargoed_revision_waits_for_its_time():
    figure = factories.released(61989, at=NOON)
    factories.revised(figure, 67034, at=ONE, evidence=factories.evidence(embargo_until=TWO))
    assert shown(ONE) == [61989]
    assert shown(TWO) == [67034]


def test_an_embargo_that_is_moved_holds():
    evidence = factories.evidence(embargo_until=ONE)
    factories.released(at=NOON, release_at=ONE, evidence=evidence)
    assert public(ONE).exists()
    evidence.refresh_from_db()
    evidence.embargo_until = THREE
    evidence.save()
    assert not public(TWO).exists()
    assert public(THREE).exists()


def test_a_later_revision_is_not_undone_by_the_end_of_an_earlier_embargo():
    figure = factories.released(100, at=NOON)
    factories.revised(figure, 200, at=NOON, evidence=factories.evidence(embargo_until=TWO))
    factories.revised(figure, 300, at=ONE)
    assert [shown(at) for at in (NOON, ONE, TWO, THREE)] == [[100], [300], [300], [300]]


def off_the_record(evidence):
    evidence.terms = "off_record"
    evidence.save()


def test_evidence_that_goes_off_the_record_takes_the_figure_with_it():
    figure = factories.released()
    off_the_record(figure.latest().evidence)
    assert not public().exists()


def test_when_the_newest_document_goes_off_the_record_the_older_value_stands():
    figure = factories.released(61989, at=NOON)
    newest = factories.revised(figure, 67034, at=ONE)
    off_the_record(newest.evidence)
    assert shown(TWO) == [61989]


def withdraw(figure, at):
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="Wrong week.", at=at)


def test_a_withdrawn_figure_leaves_a_tombstone():
    withdraw(factories.released(at=NOON), ONE)
    assert public(TWO).get().withdrawn_reason == "Wrong week."


def test_what_was_withdrawn_before_its_release_leaves_none():
    withdraw(factories.released(at=NOON, release_at=TWO), ONE)
    assert not public(THREE).exists()


def test_a_tombstone_never_shows_what_was_still_under_embargo():
    figure = factories.released(61989, at=NOON)
    factories.revised(figure, 67034, at=NOON, evidence=factories.evidence(embargo_until=TWO))
    withdraw(figure, ONE)
    assert shown(THREE) == [61989]


def test_a_dispute_takes_nothing_away():
    figure = factories.released()
    workflow.dispute(by=factories.user("editor"), figure=figure, text="The BMA counts 2,000.")
    assert public().exists()


def test_readers_of_a_hundred_figures_cost_one_query(django_assert_num_queries):
    for number in range(3):
        factories.released(number, basis=["whole_strike", "busiest_day", "several_strikes"][number])
    with django_assert_num_queries(1):
        assert len(public()) == 3


# What is current to the desk


def current(figure):
    figure.refresh_from_db(fields=["current"])
    return figure.current and figure.current.value


def test_what_is_current_follows_the_check():
    figure = factories.released(61989, at=NOON)
    factories.revised(figure, 67034, at=ONE)
    assert current(figure) == 67034


def test_nothing_is_current_before_its_embargo_ends():
    figure = factories.released(61989)
    later = factories.london("2999-01-01 00:00")
    factories.revised(figure, 67034, evidence=factories.evidence(embargo_until=later))
    assert current(figure) == 61989


def test_of_a_first_value_under_embargo_nothing_is_current():
    later = factories.london("2999-01-01 00:00")
    figure = factories.checked(evidence=factories.evidence(embargo_until=later))
    assert current(figure) is None


def test_after_the_embargo_it_is_current_by_the_next_check():
    figure = factories.released(61989)
    soon = factories.london("2999-01-01 00:00")
    factories.revised(figure, 67034, evidence=factories.evidence(embargo_until=soon))
    other = factories.checked(3581, setting="community")
    workflow.bring_current_up_to_date(other, now=factories.london("2999-01-01 00:01"))
    assert current(figure) == 67034
    assert current(other) == 3581


def test_a_revision_without_a_number_is_current_too():
    figure = factories.released(61989)
    factories.revised(figure, None, missing="not_reported")
    assert current(figure) is None
