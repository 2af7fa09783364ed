"""Generations and boundaries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import RequestFactory

from newsroom.lib import caching

NOON = datetime(2016, 1, 12, 12, 0, tzinfo=UTC)


def test_a_generation_stands_until_its_tag_is_forgotten():
    first = caching.generations(["figure:42", "stories"])
    assert caching.generations(["stories", "figure:42"]) == first
    caching.forget(["figure:42"])
    later = caching.generations(["figure:42", "stories"])
    assert later["stories"] == first["stories"]
    assert later["figure:42"] != first["figure:42"]


def test_a_generation_that_the_cache_lost_never_comes_back():
    seen = set()
    for _ in range(5):
        seen.add(caching.generations(["stories"])["stories"])
        caches["generations"].clear()
    assert len(seen) == 5


def test_a_cache_that_keeps_nothing_gives_no_generation(settings):
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = settings.CACHES | {"generations": nothing}
    assert caching.generations(["stories"]) == {}


@pytest.mark.django_db
def test_a_change_counts_once_it_is_committed(django_capture_on_commit_callbacks):
    before = caching.generations(["stories", "figures", caching.ANYTHING])
    with django_capture_on_commit_callbacks(execute=True):
        caching.changed("stories")
        assert caching.generations(before) == before
    after = caching.generations(before)
    assert after["figures"] == before["figures"]
    assert after["stories"] != before["stories"]
    assert after[caching.ANYTHING] != before[caching.ANYTHING]


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_counts_nothing():
    before = caching.generations(["stories"])
    with transaction.atomic(), transaction.atomic():
        caching.changed("stories")
        transaction.set_rollback(True)
    assert caching.generations(["stories"]) == before


def test_a_page_that_says_nothing_depends_on_everything():
    request = RequestFactory().get("/")
    assert set(caching.tags_of(request)) == {"reference", "stories", "figures"}
    caching.shows(request, "figure:42")
    assert set(caching.tags_of(request)) == {"reference", "figure:42"}


def test_the_next_boundary_is_the_nearest(monkeypatch):
    soon, later = NOON + timedelta(minutes=5), NOON + timedelta(hours=1)
    monkeypatch.setattr(caching, "_boundaries", [lambda at: [later, None], lambda at: [soon]])
    assert caching.next_boundary(NOON) == soon


def test_midnight_in_london_is_a_boundary(monkeypatch):
    monkeypatch.setattr(caching, "_boundaries", [])
    summer = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
    assert caching.next_boundary(summer) == datetime(2016, 7, 1, 23, 0, tzinfo=UTC)
    assert caching.next_boundary(NOON) == datetime(2016, 1, 13, 0, 0, tzinfo=UTC)
