"""Our reading of the table of generations gives what Django's own does."""

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.lib.generations import Generations

TABLE = "generations_of_a_test"
pytestmark = pytest.mark.django_db


@pytest.fixture
def both(settings):
    """The two over one table."""
    settings.CACHES = settings.CACHES | {
        "generations": {"BACKEND": "newsroom.lib.generations.Generations", "LOCATION": TABLE}
    }
    call_command("createcachetable", verbosity=0)
    return Generations(TABLE, {}), DatabaseCache(TABLE, {})


def test_both_find_what_either_has_put_there(both):
    ours, djangos = both
    ours.add("generation:stories", "0f3a", timeout=None)
    djangos.add("generation:story:7", "77c1", timeout=None)
    asked = ["generation:story:7", "generation:figure:42", "generation:stories"]
    assert ours.get_many(asked) == {"generation:stories": "0f3a", "generation:story:7": "77c1"}
    assert ours.get_many(asked) == djangos.get_many(asked)
    assert ours.get("generation:stories") == "0f3a"


def test_what_is_forgotten_is_gone(both):
    ours, _ = both
    ours.add("generation:stories", "0f3a", timeout=None)
    ours.delete_many(["generation:stories"])
    assert ours.get_many(["generation:stories"]) == {}
    ours.add("generation:stories", "b52e", timeout=None)
    assert ours.get_many(["generation:stories"]) == {"generation:stories": "b52e"}


def test_one_question_for_many_and_none_for_none(both):
    ours, _ = both
    with CaptureQueriesContext(connection) as captured:
        ours.get_many([f"generation:story:{number}" for number in range(40)])
        ours.get_many([])
    assert len(captured) == 1
