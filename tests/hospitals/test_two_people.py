"""Two people at the same moment, each on a connection of their own: one wins, one is told."""

import threading

import pytest
from django.db import connection, connections

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureDecision, FigureRevision
from lib.refusals import Refused
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("separate_connections"),
]


def at_once(*calls):
    """What each call returned or was refused with; all start together, each in its own thread."""
    start = threading.Barrier(len(calls))
    answers = [None] * len(calls)

    def run(number, call):
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            answers[number] = call()
        except Exception as error:
            answers[number] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(number, call)) for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def one_wins(answers, told):
    """One call succeeded and the other was refused with one of the words `told`."""
    refusals = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(refusals) == 1, answers
    assert isinstance(refusals[0], Refused), repr(refusals[0])
    assert any(words in " ".join(refusals[0].messages) for words in told), refusals[0].messages


@pytest.fixture
def people():
    return factories.user("editor", "alice"), factories.user("editor", "bob")


def test_two_people_check_the_same_revision(people):
    revision = factories.figure().latest()
    answers = at_once(*(lambda by=by: workflow.check(by=by, revision=revision) for by in people))
    one_wins(answers, ["has already checked this"])
    assert FigureDecision.objects.filter(kind="checked").count() == 1


def test_two_people_revise_one_figure(people):
    figure = factories.checked(61989)
    readings = [factories.reading(value) for value in (67034, 67000)]
    answers = at_once(
        *(
            lambda by=by, reading=reading: workflow.revise(
                by=by, figure=figure, reading=reading, reason="source_revised"
            )
            for by, reading in zip(people, readings, strict=True)
        )
    )
    one_wins(answers, ["waits for its check"])
    assert FigureRevision.objects.filter(figure=figure).count() == 2


def test_two_people_record_the_same_figure(people):
    entries = [(factories.identity(), factories.reading(value)) for value in (1854, 1855)]
    answers = at_once(
        *(
            lambda by=by, entry=entry: workflow.record(by=by, identity=entry[0], reading=entry[1])
            for by, entry in zip(people, entries, strict=True)
        )
    )
    one_wins(answers, ["This figure is already recorded: the same subject"])
    assert DisruptionFigure.objects.count() == FigureRevision.objects.count() == 1


def test_two_people_record_rivals_and_one_of_them_is_preferred(people):
    entries = [
        (factories.identity(source=factories.source(name)), factories.reading(value))
        for name, value in (("NHS England", 1854), ("The trust", 1900))
    ]
    answers = at_once(
        *(
            lambda by=by, entry=entry: workflow.record(by=by, identity=entry[0], reading=entry[1])
            for by, entry in zip(people, entries, strict=True)
        )
    )
    assert all(isinstance(answer, DisruptionFigure) for answer in answers), answers
    assert DisruptionFigure.objects.filter(preferred=True).count() == 1


def test_two_people_release_the_same_figures_in_either_order(people):
    figures = [
        factories.checked(158, measure="inpatient"),
        factories.checked(130, measure="clinics"),
    ]
    answers = at_once(
        lambda: workflow.release(by=people[0], figures=figures),
        lambda: workflow.release(by=people[1], figures=figures[::-1]),
    )
    # The second finds them released, which is what they wanted.
    assert sorted(len(answer) for answer in answers) == [0, 2]
    assert FigureDecision.objects.filter(kind="released").count() == 2


def test_two_people_check_two_rivals(people):
    rivals = [
        factories.figure(value, source=factories.source(name))
        for name, value in (("NHS England", 1854), ("The trust", 1900))
    ]
    answers = at_once(
        *(
            lambda by=by, rival=rival: workflow.check(by=by, revision=rival.latest())
            for by, rival in zip(people, rivals, strict=True)
        )
    )
    assert all(isinstance(answer, FigureRevision) for answer in answers), answers
    # All else is equal, so the later check decides; and one of the two is used, never both.
    stored = DisruptionFigure.objects.select_related("current")
    later = max(stored.filter(pk__in=[each.pk for each in rivals]), key=checked_last)
    assert DisruptionFigure.objects.get(preferred=True) == later


def checked_last(figure):
    return figure.current.checked_at, figure.pk


def test_a_check_and_a_withdrawal_at_once(people):
    figure = factories.figure()
    revision = figure.latest()
    checked, withdrawn = at_once(
        lambda: workflow.check(by=people[0], revision=revision),
        lambda: workflow.withdraw(by=people[1], figure=figure, reason="Wrong week."),
    )
    assert isinstance(withdrawn, DisruptionFigure)
    if isinstance(checked, Exception):
        assert checked.messages == ["This figure was withdrawn: Wrong week."]
    else:
        assert figure.decisions.last().kind == "withdrawn"


def test_one_revises_in_place_of_what_another_checks(people):
    figure = factories.figure(1845)
    pending, reading = figure.latest(), factories.reading(1854)
    answers = at_once(
        lambda: workflow.check(by=people[0], revision=pending),
        lambda: workflow.revise(
            by=people[1], figure=figure, reading=reading, reason="our_error", replacing=pending
        ),
    )
    one_wins(answers, ["checked or replaced: look again", "found wrong and replaced"])


@pytest.mark.parametrize("kind", ["source", "evidence"])
def test_a_tightening_and_a_release_do_not_pass_each_other(people, kind):
    """Whichever comes first: never a public row off the record, and never both succeed."""
    alice, bob = people
    for number in range(4):
        figure = factories.checked(number, trust=factories.trust(f"A{number:02}"))
        evidence = figure.latest().evidence
        record = evidence if kind == "evidence" else figure.source
        answers = at_once(
            lambda figure=figure: workflow.release(by=alice, figures=[figure]),
            lambda record=record: workflow.agree_terms(by=bob, record=record, terms="off_record"),
        )
        told, changed = answers
        assert not isinstance(changed, Exception), repr(changed)
        assert isinstance(told, list) or "off the record" in " ".join(told.messages)
        assert not DisruptionFigure.objects.public().filter(pk=figure.pk).exists()
        # Back, by way of an editor who did not ask.
        back = workflow.agree_terms(by=bob, record=record, terms="on_record")
        workflow.decide_terms(by=alice, change=back, agreed=True)


def test_checking_and_tightening_wait_for_each_other_and_nobody_for_ever(people):
    alice, bob = people
    for number in range(4):
        figure = factories.figure(number, trust=factories.trust(f"A{number:02}"))
        revision, record = figure.latest(), figure.latest().evidence
        seen = workflow.check_token(revision)
        checked, tightened = at_once(
            lambda revision=revision, seen=seen: workflow.check(
                by=alice, revision=revision, seen=seen
            ),
            lambda record=record: workflow.agree_terms(by=bob, record=record, terms="off_record"),
        )
        assert not isinstance(tightened, Exception), repr(tightened)
        if isinstance(checked, Refused):
            assert "has been changed since you opened it" in checked.messages[0]
        else:
            assert checked.checked_at
