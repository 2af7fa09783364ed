"""What the admin saves itself: rows new, changed, gone and linked."""

import pytest

from deeds import deed
from deeds.watching import watched
from hospitals.models import Area, DisruptionFigure, Source
from tests import factories

pytestmark = pytest.mark.django_db


def noticed(do):
    with deed(by=None) as done:
        do()
    return done.changed


def test_reference_data_is_watched_and_what_workflow_writes_is_not():
    assert Area in watched
    assert DisruptionFigure not in watched


def test_a_new_row_is_noticed():
    assert noticed(lambda: factories.trust("RHM"))


def test_a_changed_row_is_noticed():
    trust = factories.trust("RHM")
    assert noticed(trust.save)


def test_a_row_that_goes_is_noticed():
    trust = factories.trust("RHM")
    assert noticed(trust.delete)


def test_a_link_is_noticed():
    strike, union = factories.strike(), factories.union("RCN", "Royal College of Nursing")
    assert noticed(lambda: strike.unions.add(union))


def test_what_nothing_public_rests_on_yet_is_quiet():
    """A new source; not one that is changed."""
    found = []
    assert not noticed(lambda: found.append(Source.objects.create(name="A nurse", kind="person")))
    assert noticed(found[0].save)
