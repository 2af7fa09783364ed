"""Following the changes: each once, in order, whoever writes meanwhile and whatever the clock."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deeds import changed, following
from deeds.following import BeganAgain, Damaged, Position, changes_since
from deeds.generations import begin_epoch, renew
from deeds.models import Change
from tests.factories import london

pytestmark = pytest.mark.django_db

NINE = london("2023-04-19 09:00")


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def written(*minutes):
    """Changes committed together, each noticed so many minutes after nine."""
    last = renew(changes=len(minutes))
    for number, minute in enumerate(minutes, start=last - len(minutes) + 1):
        Change.objects.create(
            number=number, what="figure", uuid=uuid.uuid4(), kind="created", at=at(minute)
        )


def followed(position, now, most=2):
    """(numbers given, position after them), page by page until nothing more comes."""
    found = []
    while True:
        changes, later = changes_since(position, now, most)
        found += [change.number for change in changes]
        if later == position:
            return found, position
        position = later


def test_all_of_it_comes_from_the_beginning_and_then_nothing():
    written(0)
    written(1, 1, 2)
    numbers, position = followed(following.start(), at(5))
    assert numbers == [1, 2, 3, 4]
    assert followed(position, at(9)) == ([], position)


def test_what_is_still_to_come_comes_in_its_time():
    written(0, 60)
    written(1)
    numbers, position = followed(following.start(), at(5))
    assert numbers == [1, 3]
    written(7)
    numbers, position = followed(position, at(59))
    assert numbers == [4]
    numbers, position = followed(position, at(60))
    assert numbers == [2]
    assert followed(position, at(600)) == ([], position)


def test_what_is_taken_away_before_its_time_never_comes():
    written(0, 60)
    _, position = followed(following.start(), at(5))
    Change.objects.filter(number=2).delete()
    assert followed(position, at(600)) == ([], position)


def test_an_answer_does_not_change_with_the_time():
    written(0, 1, 2)
    first = changes_since(following.start(), at(5), 10)
    assert changes_since(following.start(), at(50), 10) == first


STEPS = st.lists(
    st.one_of(
        # committed now, noticed so many minutes later
        st.tuples(st.just("write"), st.lists(st.integers(0, 30), min_size=1, max_size=4)),
        # the clock of the server goes on, or is set back
        st.tuples(st.just("clock"), st.integers(-20, 40)),
        st.tuples(st.just("read"), st.integers(1, 3)),
    ),
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_each_comes_once_and_none_is_missed(db, steps):
    Change.objects.all().delete()
    minute, position, given_out, furthest = 0, following.start(), [], 0
    start = renew()
    position = Position(position.epoch, start)
    for step, value in steps:
        if step == "write":
            written(*(minute + later for later in value))
        elif step == "clock":
            minute += value
        else:
            changes, position = changes_since(position, at(minute), value)
            given_out += [change.number for change in changes]
            position = following.read(position.written())
        furthest = max(furthest, minute)
    rest, _ = followed(position, at(furthest + 1000))
    given_out += rest
    assert sorted(given_out) == list(
        Change.objects.order_by("number").values_list("number", flat=True)
    )


def test_a_position_of_another_epoch_begins_again():
    written(0)
    _, position = followed(following.start(), at(5))
    begin_epoch()
    with pytest.raises(BeganAgain):
        changes_since(position, at(5), 10)


def test_a_position_ahead_of_a_restored_database_begins_again():
    position = Position(following.start().epoch, number=7)
    with pytest.raises(BeganAgain):
        changes_since(position, at(5), 10)


@pytest.mark.parametrize("text", ["", "x", "7", Position("e").written()[:-1]])
def test_what_nobody_was_given_is_damaged(text):
    with pytest.raises(Damaged):
        following.read(text)


def test_a_change_of_other_things_gives_no_number():
    changed()
    assert changes_since(following.start(), at(5), 10)[0] == []
