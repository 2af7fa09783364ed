"""A cache that is full by bytes."""

import pytest

from lib.bounded_cache import LEAST, BoundedCache


class Page:
    def __init__(self, nbytes):
        self.nbytes = nbytes


@pytest.fixture
def cache():
    one = BoundedCache("of a test", {"OPTIONS": {"MAX_BYTES": 10 * (LEAST + 1000)}})
    one.clear()
    yield one
    one.clear()


def held(cache, names):
    return [name for name in names if cache.get(name) is not None]


def test_what_was_asked_for_longest_ago_goes_first(cache):
    for number in range(10):
        cache.set(str(number), Page(1000))
    assert cache.get("0")
    cache.set("new", Page(1000))
    assert held(cache, ["0", "1", "2", "new"]) == ["0", "2", "new"]


def test_a_large_one_takes_the_room_of_several(cache):
    for number in range(10):
        cache.set(str(number), Page(1000))
    cache.set("large", Page(3000))
    assert held(cache, "01234") == ["3", "4"]
    assert cache.shelf.size <= cache.most


def test_one_that_would_drive_out_all_others_is_not_held(cache):
    cache.set("small", Page(1000))
    cache.set("huge", Page(100_000))
    assert held(cache, ["small", "huge"]) == ["small"]


def test_a_value_in_place_of_another_takes_its_room(cache):
    for _ in range(50):
        cache.set("one", Page(1000))
    assert cache.shelf.size == LEAST + 1000
    cache.set("one", Page(100_000))
    assert (cache.get("one"), cache.shelf.size) == (None, 0)


def test_what_has_expired_is_gone(cache):
    cache.set("over", Page(1000), timeout=-1)
    assert cache.get("over", "nothing") == "nothing"
    assert cache.shelf.size == 0
    cache.set("for ever", Page(1000), timeout=None)
    assert cache.get("for ever")


def test_threads_share_it_and_other_places_do_not(cache):
    cache.set("one", "value")
    same = BoundedCache("of a test", {"OPTIONS": {"MAX_BYTES": 1}})
    other = BoundedCache("of another", {"OPTIONS": {"MAX_BYTES": 10_000}})
    assert (same.get("one"), other.get("one")) == ("value", None)


def test_it_does_all_that_a_cache_of_django_does(cache):
    assert cache.add("one", 1)
    assert not cache.add("one", 2)
    assert cache.incr("one") == 2
    assert cache.touch("one", 10)
    assert not cache.touch("none")
    assert cache.get_many(["one", "none"]) == {"one": 2}
    assert "one" in cache
    assert cache.delete("one")
    assert not cache.delete("one")
