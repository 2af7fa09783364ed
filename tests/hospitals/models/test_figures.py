"""A figure's identity is for life; its revisions are written once; its rivals stand beside it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision
from lib.refusals import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

rivals_of = DisruptionFigure.objects.rivals_of


# Identity

DIFFERENCES = {
    "another trust": lambda: {"trust": factories.trust("RN5")},
    "an area": lambda: {"area": factories.area()},
    "a hospital": lambda: {"hospital": factories.hospital()},
    "another measure": lambda: {"measure": "inpatient"},
    "no strike": lambda: {"strike": None, "period_start": date(2023, 4, 11)},
    "an event": lambda: {"event": factories.event()},
    "another kind of service": lambda: {"setting": "community"},
    "a note on what’s counted": lambda: {"counted_note": "with Alton"},
    "a service": lambda: {"service": "endoscopy"},
    "a dispute": lambda: {"strike": None, "dispute": factories.dispute()},
    "a change": lambda: {"compared_with": "the week before", "change": "down"},
    "a change in per cent": lambda: {
        "compared_with": "the week before",
        "change": "down",
        "change_in_percent": True,
    },
    "a staff group": lambda: {"staff_group": factories.staff_group()},
    "another nature": lambda: {"nature": "provisional"},
    "another basis": lambda: {"basis": "busiest_day"},
    "another source": lambda: {"source": factories.source("The trust")},
}


def test_the_same_thing_by_the_same_source_is_one_figure():
    factories.figure(1854)
    with pytest.raises(Refused, match="already recorded"):
        factories.figure(1855)


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_what_differs_is_another_figure(difference):
    first = factories.figure()
    assert factories.figure(**DIFFERENCES[difference]()) != first


def test_another_day_is_another_figure_and_no_rival():
    first = factories.figure(basis="one_day", period_start=date(2023, 4, 11))
    about = {"basis": "one_day", "period_start": date(2023, 4, 12)}
    assert factories.figure(**about) != first
    factories.figure(source=factories.source("The trust"), **about)
    assert not rivals_of(first).exists()


@pytest.mark.parametrize(
    "difference", ["no strike", "an event", "a hospital", "an area", "a dispute", "a service"]
)
def test_empty_fields_count_as_the_same(difference):
    factories.figure(**DIFFERENCES[difference]())
    with pytest.raises(Refused, match="already recorded"):
        factories.figure(**DIFFERENCES[difference]())


def test_after_a_withdrawal_the_identity_is_free_again():
    first = factories.figure(1854)
    workflow.withdraw(by=factories.user("editor"), figure=first, reason="Counted twice.")
    assert factories.figure(1855).pk != first.pk


def test_one_figure_withdrawn_twice_leaves_two_tombstones():
    for reason in ("Counted twice.", "Wrong week."):
        figure = factories.figure()
        workflow.withdraw(by=factories.user("editor"), figure=figure, reason=reason)
    assert DisruptionFigure.objects.filter(withdrawn_at__isnull=False).count() == 2


# Revisions are written once

CONTENT = [
    field.name
    for field in FigureRevision._meta.local_concrete_fields
    if field.name not in {"id", "checked_by", "checked_at", "public_from", "stood_up"}
]
OTHER_VALUES = {
    "value": Decimal(1855),
    "upper": Decimal(2000),
    "how_exact": "around",
    "rounded_to": Decimal(10),
    "out_of": Decimal(9999),
    "missing_below": 5,
    "change": "up",
    "number": 9,
    "returns_received": 1,
    "returns_expected": 2,
    "missing": "suppressed",
    "reason": "our_error",
    "source_changed_on": date(2023, 4, 20),
    "recorded_at": factories.london("2023-04-20 09:30"),
}


def other_value(name):
    if name == "evidence":
        return factories.evidence()
    if name == "recorded_by":
        return factories.user("sub")
    if name == "figure":
        return factories.figure(basis="busiest_day")
    return OTHER_VALUES.get(name, "other words")


@pytest.mark.parametrize("name", CONTENT)
def test_no_word_of_a_revision_is_ever_changed(name):
    revision = factories.figure().latest()
    value = other_value(name)
    with (
        pytest.raises(IntegrityError, match="never changed: record a new one"),
        transaction.atomic(),
    ):
        FigureRevision.objects.filter(pk=revision.pk).update(**{name: value})


@pytest.mark.parametrize("name", ["checked_by", "checked_at", "public_from", "stood_up"])
def test_the_check_is_set_once(name):
    revision = factories.checked().latest()
    value = {"checked_by": factories.user("sub"), "stood_up": "second_source"}.get(
        name, factories.london("2030-01-01 00:00")
    )
    for changed in (value, None):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            FigureRevision.objects.filter(pk=revision.pk).update(**{name: changed})


def test_a_decision_is_never_changed():
    decision = factories.figure().decisions.get()
    with pytest.raises(IntegrityError, match="decision is never changed"), transaction.atomic():
        type(decision).objects.filter(pk=decision.pk).update(note="other words")


# Rivals


def test_another_source_is_a_rival():
    first = factories.figure(1854)
    second = factories.figure(1900, source=factories.source("The trust"))
    assert list(rivals_of(first)) == [second]
    assert list(rivals_of(second)) == [first]


def test_another_note_on_the_scope_is_a_rival():
    with_alton = factories.figure(7, out_of=64, measure="clinics", counted_note="with Alton")
    without = factories.figure(4, out_of=57, measure="clinics", counted_note="without Alton")
    assert list(rivals_of(with_alton)) == [without]


def test_a_source_that_does_not_state_its_scope_is_a_rival_of_itself():
    stated = factories.figure(196225)
    unstated = factories.figure(195000, rounded_to=1000, setting=None)
    assert list(rivals_of(stated)) == [unstated]
    assert list(rivals_of(unstated)) == [stated]


def test_one_source_that_counts_acute_and_community_services_counts_two_things():
    acute = factories.figure(129913)
    community = factories.figure(3581, setting="community")
    assert not rivals_of(acute).exists()
    assert not rivals_of(community).exists()


@pytest.mark.parametrize(
    "difference",
    ["another trust", "another measure", "another nature", "another basis"],
)
def test_another_thing_is_no_rival(difference):
    first = factories.figure()
    factories.figure(source=factories.source("The trust"), **DIFFERENCES[difference]())
    assert not rivals_of(first).exists()


def test_a_withdrawn_figure_is_no_rival():
    first = factories.figure()
    second = factories.figure(1900, source=factories.source("The trust"))
    workflow.withdraw(by=factories.user("editor"), figure=second, reason="Counted twice.")
    assert not rivals_of(first).exists()


# What waits for a check


def test_a_recorded_figure_waits_for_its_check():
    figure = factories.figure()
    assert list(DisruptionFigure.objects.to_check()) == [figure]


def test_a_checked_figure_waits_for_nothing():
    factories.checked()
    assert not DisruptionFigure.objects.to_check().exists()


def test_a_revision_waits_for_its_check():
    figure = factories.checked()
    factories.revised(figure, 1900, check=False)
    assert list(DisruptionFigure.objects.to_check()) == [figure]


def test_what_was_replaced_before_its_check_waits_no_more():
    figure = factories.figure(1845)
    revision = workflow.revise(
        by=factories.user(),
        figure=figure,
        reading=factories.reading(1854),
        reason="our_error",
        replacing=figure.latest(),
    )
    workflow.check(by=factories.user("editor"), revision=revision)
    assert not DisruptionFigure.objects.to_check().exists()


def test_a_withdrawn_figure_waits_for_nothing():
    figure = factories.figure()
    workflow.withdraw(by=factories.user("editor"), figure=figure, reason="Counted twice.")
    assert not DisruptionFigure.objects.to_check().exists()


# In words


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ({"value": 1854}, "1,854"),
        ({"value": 450, "how_exact": "around"}, "about 450"),
        ({"value": 400, "upper": 500, "how_exact": "between"}, "between 400 and 500"),
        ({"value": 7_200_000, "rounded_to": 100_000}, "7.2 million"),
        ({"value": 0}, "0"),
        ({"value": None, "missing": "suppressed"}, "suppressed (a small number)"),
    ],
)
def test_a_value_in_words(reading, words):
    assert factories.figure(**reading).latest().say() == words


def test_a_rate_of_the_whole():
    assert factories.figure(3, out_of=35, measure="clinics").latest().rate() == Decimal("8.6")


def test_no_whole_no_rate():
    assert factories.figure(3).latest().rate() is None


def test_a_figure_has_the_name_of_its_day():
    trust = factories.trust()
    trust.former_names.create(name="Southampton General", until=date(2023, 4, 11))
    assert factories.figure().subject_name == "Southampton General"


# Found by its number


def test_a_number_is_looked_for_in_an_index():
    held = FigureRevision.objects.filter(value=Decimal("1854")).values("figure")

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table of no rows is read at once

    assert "revision_by_value" in held.explain()
