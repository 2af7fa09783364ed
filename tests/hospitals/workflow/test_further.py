"""The same number in another document: York's 1,202, from a paper and then from the workbook."""

from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied

from deeds.models import Change
from hospitals import workflow
from hospitals.models import FigureRevision, PublicFigure, SeenIn
from hospitals.presenters.figures import with_shown
from hospitals.presenters.one_figure import further_documents
from lib.refusals import Refused
from tests import factories as make
from tests.factories import london

pytestmark = pytest.mark.django_db

MORNING, NOON, EVENING = (london(f"2023-04-20 {hour:02}:00") for hour in (9, 12, 18))


@pytest.fixture(scope="module")
def recorded_york(for_all):
    """Public since the morning, from a paper."""
    return make.released(1202, at=MORNING, evidence=make.evidence(kind="paper", title="The paper"))


@pytest.fixture
def york(db, recorded_york):
    return deepcopy(recorded_york)


def workbook(**given):
    return make.evidence(kind="workbook", title="The workbook", **given)


def told(figure, at):
    """(title, place) of the further documents that readers are told of."""
    [shown] = with_shown(type(figure).objects.public(at).filter(pk=figure.pk))
    found = further_documents(shown, shown.shown, at)
    return [
        (said.document.title, said.document.place) if said.document else said.by
        for _, said in found
    ]


def test_a_second_document_is_no_revision_and_readers_are_told_of_it_once_signed_off(york):
    row = make.seen_in(york, evidence=workbook(), locator="Acute!F87")
    assert told(york, NOON) == []
    workflow.sign_off_seen_in(by=make.user("editor"), seen_in=row, at=NOON)
    assert told(york, NOON) == [("The workbook", "Acute!F87")]
    assert told(york, MORNING) == []
    assert york.revisions.count() == 1


def test_nothing_of_it_is_news(york):
    before = Change.objects.count()
    row = make.seen_in(york, sign_off=True, at=NOON)
    revision = workflow.show_document(by=make.user("data_editor"), seen_in=row, at=EVENING)
    workflow.check(by=make.user("editor"), revision=revision, at=EVENING)
    assert Change.objects.count() == before


def test_another_number_is_a_new_value(york):
    said = make.reading(1203)
    with pytest.raises(Refused, match="We hold 1,202, and this document says something else"):
        workflow.seen_in(by=make.user("reporter"), figure=york, reading=said)
    assert not SeenIn.objects.exists()


@pytest.mark.parametrize("more", [{"out_of": 8000}, {"returns_received": 3, "returns_expected": 4}])
def test_a_document_that_says_more_of_it_is_a_better_one_and_not_lost(york, more):
    with pytest.raises(Refused, match="says more of it"):
        workflow.seen_in(by=make.user("reporter"), figure=york, reading=make.reading(1202, **more))
    make.revised(york, 1202, reason="better_document", **more)
    assert york.latest().number == 2


def test_the_document_it_came_from_is_no_second_one(york):
    said = make.reading(1202, evidence=york.latest().evidence)
    with pytest.raises(Refused, match="“The paper” is where the number came from"):
        workflow.seen_in(by=make.user("reporter"), figure=york, reading=said)


def test_a_document_is_recorded_once(york):
    book = workbook()
    make.seen_in(york, evidence=book)
    with pytest.raises(Refused, match="recorded already"):
        make.seen_in(york, evidence=book)


def test_whoever_recorded_it_does_not_sign_it_off_unless_alone_on_duty(york):
    row = make.seen_in(york)
    with pytest.raises(Refused, match="another person looks for the number"):
        workflow.sign_off_seen_in(by=make.user("data_editor"), seen_in=row)
    with pytest.raises(PermissionDenied):
        workflow.sign_off_seen_in(by=make.user("reporter"), seen_in=row)
    workflow.sign_off_seen_in(by=make.user("sub"), seen_in=row)
    with pytest.raises(Refused, match="has found it there already"):
        workflow.sign_off_seen_in(by=make.user("editor"), seen_in=row)


def test_nothing_is_signed_off_unseen(york):
    row = make.seen_in(york, evidence=workbook())
    seen = workflow.seen_in_token(row)
    row.evidence.title = "Another workbook"
    row.evidence.save()
    with pytest.raises(Refused, match="changed since you opened it"):
        workflow.sign_off_seen_in(by=make.user("editor"), seen_in=row, seen=seen)


def test_its_document_is_signed_off_and_frozen_with_it(york):
    book = workbook()
    make.seen_in(york, evidence=book, sign_off=True)
    book.refresh_from_db()
    assert book.signed_off_at is not None


def test_no_further_document_of_a_figure_that_was_taken_back(york):
    workflow.withdraw(by=make.user("editor"), figure=york, reason="Counted twice.")
    with pytest.raises(Refused, match="withdrawn"):
        make.seen_in(york)


# As far as its terms allow


@pytest.mark.parametrize("terms", ["", "off_record"])
def test_a_private_document_is_told_to_nobody(york, terms):
    make.seen_in(york, evidence=make.evidence(kind="call", terms=terms), sign_off=True, at=NOON)
    assert told(york, EVENING) == []


def test_of_an_unattributable_one_the_description_once_it_is_cleared(york):
    call = make.evidence(kind="call", terms="unattributable", description="a hospital manager")
    make.seen_in(york, evidence=call, sign_off=True, at=NOON, locator="page 3")
    assert told(york, EVENING) == []
    workflow.clear_evidence(by=make.user("editor"), evidence=call)
    assert told(york, EVENING) == ["a hospital manager"]


def test_one_under_embargo_waits_for_its_hour(york):
    make.seen_in(york, evidence=workbook(embargo_until=EVENING), sign_off=True, at=NOON)
    assert (told(york, NOON), len(told(york, EVENING))) == ([], 1)


def test_what_names_a_source_that_asked_not_to_be_named_is_not_told():
    hush = make.source("A manager", terms="unattributable", description="a hospital manager")
    call = make.evidence(
        hush, kind="call", terms="unattributable", description="a hospital manager"
    )
    workflow.clear_evidence(by=make.user("editor"), evidence=call)
    figure = make.released(1202, at=MORNING, source=hush, evidence=call, stood_up="document_seen")
    make.seen_in(figure, evidence=workbook(), sign_off=True, at=NOON)
    assert told(figure, EVENING) == []


# The better one in the first one's place


def shown_instead(row, at):
    revision = workflow.show_document(by=make.user("data_editor"), seen_in=row, at=at)
    return workflow.check(by=make.user("editor"), revision=revision, at=at)


def test_the_better_document_is_shown_once_a_second_person_has_checked_it(york):
    row = make.seen_in(york, evidence=workbook(), locator="Acute!F87", sign_off=True, at=NOON)
    revision = workflow.show_document(by=make.user("data_editor"), seen_in=row, at=NOON)
    assert PublicFigure.objects.live(NOON).get(figure=york).revision.number == 1
    workflow.check(by=make.user("editor"), revision=revision, at=EVENING)
    public = PublicFigure.objects.live(EVENING).get(figure=york).revision
    assert (public.value, public.evidence.title, public.locator) == (
        1202,
        "The workbook",
        "Acute!F87",
    )


def test_then_the_first_document_is_the_further_one(york):
    shown_instead(make.seen_in(york, evidence=workbook(), sign_off=True, at=NOON), EVENING)
    assert told(york, EVENING) == [("The paper", "")]


def test_documents_of_an_earlier_number_are_not_those_of_the_next(york):
    make.seen_in(york, evidence=workbook(), sign_off=True, at=NOON)
    make.revised(york, 1210, at=EVENING)
    assert told(york, EVENING) == []


@pytest.mark.parametrize("reason", ["source_revised", "source_error", "fuller_returns"])
def test_no_source_is_said_to_have_changed_a_number_that_is_as_it_was(york, reason):
    with pytest.raises(Refused, match="The number is what it was"):
        make.revised(york, 1202, reason=reason)
    assert FigureRevision.objects.count() == 1


def test_fuller_returns_may_leave_the_number_as_it_was(york):
    make.revised(york, 1202, reason="fuller_returns", returns_received=4, returns_expected=4)
    assert york.latest().number == 2


def test_another_number_is_not_the_same_in_a_better_document(york):
    with pytest.raises(Refused, match="say why it changes"):
        make.revised(york, 1203, reason="better_document")
