"""What a process remembers is never older than what it shows."""

from datetime import timedelta
from itertools import count

import pytest

from deeds import changed, deed, memory
from deeds.memory import remembered
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(settings):
    settings.PARTS_KEPT_SECONDS = 600


@pytest.fixture
def times():
    """Gives 1, 2, 3 …: how often it was asked."""
    return count(1).__next__


@pytest.fixture
def now():
    """Far from midnight, at which everything is made anew."""
    return factories.london("2030-06-03 12:00")


def test_a_part_is_made_once(times, now):
    assert [remembered("offer", times, now) for _ in range(3)] == [1, 1, 1]


def test_parts_of_different_names_are_different_parts(times, now):
    assert [remembered(name, times, now) for name in ("a", "b", "a")] == [1, 2, 1]


def test_any_change_makes_it_anew(times, now):
    remembered("offer", times, now)
    changed()
    assert remembered("offer", times, now) == 2


def test_within_a_deed_nothing_is_remembered(times, now):
    """What it has written may be rolled back, and others read what is remembered."""
    with deed(by=None):
        assert [remembered("offer", times, now) for _ in range(2)] == [1, 2]
    assert [remembered("offer", times, now) for _ in range(2)] == [3, 3]


def test_what_changes_while_it_is_made_is_not_missed(now, times):
    def changed_meanwhile():
        changed()
        return times()

    remembered("offer", changed_meanwhile, now)
    assert remembered("offer", times, now) == 2


def test_no_part_outlives_the_next_boundary(times, now):
    figure = factories.released(release_at=now + timedelta(minutes=5))
    assert figure.released_at > now
    remembered("offer", times, now)
    assert remembered("offer", times, now + timedelta(minutes=4)) == 1
    assert remembered("offer", times, now + timedelta(minutes=6)) == 2


def test_no_part_outlives_its_age(times, now):
    remembered("offer", times, now)
    assert remembered("offer", times, now + timedelta(seconds=599)) == 1
    assert remembered("offer", times, now + timedelta(seconds=601)) == 2


def test_what_was_made_later_is_not_shown_for_earlier(times, now):
    remembered("offer", times, now)
    assert remembered("offer", times, now - timedelta(days=1)) == 2


def test_the_oldest_go_when_there_are_too_many(times, now, monkeypatch):
    monkeypatch.setattr(memory, "MOST_PARTS", 2)
    for name in ("a", "b", "c"):
        remembered(name, times, now)
    assert remembered("c", times, now) == 3
    assert remembered("a", times, now) == 4


def test_nothing_is_remembered_while_the_generation_cannot_be_read(times, now, monkeypatch):
    monkeypatch.setattr(memory, "generation", lambda: None)
    assert [remembered("offer", times, now) for _ in range(2)] == [1, 2]


def test_a_site_may_remember_nothing(times, now, settings):
    settings.PARTS_KEPT_SECONDS = 0
    assert [remembered("offer", times, now) for _ in range(2)] == [1, 2]
