"""The moments at which pages change by themselves."""

from datetime import UTC, datetime, timedelta

from lib import boundaries

NOON = datetime(2016, 1, 12, 12, 0, tzinfo=UTC)


def test_the_next_boundary_is_the_nearest(monkeypatch):
    soon, later = NOON + timedelta(minutes=5), NOON + timedelta(hours=1)
    monkeypatch.setattr(boundaries, "_boundaries", [lambda at: [later, None], lambda at: [soon]])
    assert boundaries.next_boundary(NOON) == soon


def test_midnight_in_london_is_a_boundary(monkeypatch):
    monkeypatch.setattr(boundaries, "_boundaries", [])
    summer = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
    assert boundaries.next_boundary(summer) == datetime(2016, 7, 1, 23, 0, tzinfo=UTC)
    assert boundaries.next_boundary(NOON) == datetime(2016, 1, 13, 0, 0, tzinfo=UTC)


def test_a_boundary_is_asked_for_once_until_it_is_past_or_something_changes(monkeypatch):
    asked = []

    def moments_after(at):
        asked.append(at)
        return [NOON + timedelta(hours=1)]

    monkeypatch.setattr(boundaries, "_boundaries", [moments_after])
    later = NOON + timedelta(minutes=30)
    for at, generation, times in [
        (NOON, "a", 1),
        (later, "a", 1),
        (later, "b", 2),
        (NOON + timedelta(hours=1), "b", 3),
    ]:
        boundaries.boundary(at, generation)
        assert len(asked) == times
